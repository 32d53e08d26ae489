#include "pipeline/record/announced.h"

#include <algorithm>

#include "pipeline/record/prizes.h"
#include "pipeline/text/numbers.h"

namespace bmas::record {

std::vector<Announced> ReadAnnounced(const Context& context,
                                     const std::vector<Award>& awards) {
  std::vector<Announced> out;
  for (const rules::Mention& mention : context.matches.mentions) {
    if (context.Kind(mention) != "announced") continue;
    const auto count =
        ReadNumber(context.Read(mention, "count").text, context.Words());
    if (!count) continue;
    Announced announced;
    announced.count = *count;
    announced.noun = context.Read(mention, "noun");
    announced.text = context.Read(mention, "text");
    for (std::size_t i = 0; i < awards.size(); ++i) {
      const bool named =
          SharesStem(announced.noun.text, awards[i].name.text,
                     context.Words()) ||
          std::ranges::any_of(awards[i].winners, [&](const Winner& w) {
            return SharesStem(announced.noun.text,
                              w.role.text + " " + w.name.text, context.Words());
          });
      if (named) announced.awards.push_back(i);
    }
    // Nothing tells which: it speaks of all of them, but "fünf Initiativen" are
    // no people.
    if (announced.awards.empty() || announced.awards.size() == awards.size()) {
      announced.awards.clear();
      const bool things =
          context.rules.names->InstitutionHead(announced.noun.text);
      const auto only_people = [](const Award& award) {
        return std::ranges::all_of(award.winners, [](const Winner& winner) {
          return winner.kind == "person";
        });
      };
      for (std::size_t i = 0; i < awards.size(); ++i) {
        if (!things || !only_people(awards[i])) announced.awards.push_back(i);
      }
    }
    // The same count twice ("die drei Preisträger") is one announcement.
    const bool known = std::ranges::any_of(out, [&](const Announced& other) {
      return other.count == announced.count && other.awards == announced.awards;
    });
    if (!known) out.push_back(std::move(announced));
  }
  return out;
}

}  // namespace bmas::record
