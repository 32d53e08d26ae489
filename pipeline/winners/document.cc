#include "pipeline/winners/document.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "pipeline/rules/sections.h"
#include "pipeline/text/numbers.h"
#include "pipeline/winners/lists.h"

namespace bmas::winners {
namespace {

using marks::Unit;
using marks::UnitKind;

class Reader {
 public:
  explicit Reader(Document* document) : document_(*document) {}

  void Run() {
    document_.facts.resize(document_.units.size());
    ReadPlaces();
    ReadCues();
    ReadLists(&document_);
    ReadTop();
    ReadYears();
    ReadCounts();
    document_.decided =
        std::ranges::any_of(document_.facts, &UnitFacts::SaysWhoWon) ||
        ListsResults();
  }

 private:
  // Lines that give each name its rank say who has won, without a sentence; but
  // a league's table does so too, if no other line speaks of a prize.
  bool ListsResults() const {
    constexpr std::size_t kFewest = 2;  // lines
    return document_.results >= kFewest &&
           std::ranges::any_of(document_.facts, [](const UnitFacts& facts) {
             return !facts.result && facts.cues.contains("prize");
           });
  }

  UnitFacts& Facts(std::size_t unit) { return document_.facts[unit]; }
  const Unit& At(std::size_t unit) const { return document_.units[unit]; }

  void ReadPlaces() {
    for (std::size_t u = 0; u < document_.units.size(); ++u) {
      const Unit& unit = At(u);
      Facts(u).section =
          rules::InnermostAround(document_.matches.sections,
                                 document_.places.Text().FromClean(unit.span));
      Facts(u).listed =
          unit.kind != UnitKind::kSentence && unit.kind != UnitKind::kHeading;
    }
    for (const rules::Mention& mention : document_.matches.mentions) {
      if (rules::KindOf(document_.rules, mention) != "contact" ||
          (mention.Find("phones") == nullptr &&
           mention.Find("emails") == nullptr &&
           mention.Find("postcode") == nullptr)) {
        continue;
      }
      for (std::size_t u = UnitFrom(document_.units, mention.span);
           u < document_.units.size() && At(u).span.begin < mention.span.end;
           ++u) {
        if (At(u).span.Overlaps(mention.span)) Facts(u).in_contact = true;
      }
    }
  }

  // What a title or somebody's words say is not said of the names beside them.
  static bool WithinQuotation(const Unit& unit, const Span& span) {
    return std::ranges::any_of(unit.tokens, [&](const names::Token& token) {
      return token.kind == names::TokenKind::kQuotation &&
             token.span.Contains(span);
    });
  }

  // "…, die nicht mehr als elf Leute kann": what is said of one name by the
  // way is not said of the sentence.
  static bool WithinTail(const Unit& unit, const Span& span) {
    return std::ranges::any_of(unit.groups, [&](const names::Group& group) {
      return std::ranges::any_of(
          group.members, [&](const names::Member& member) {
            const names::Phrase& phrase = unit.phrases[member.phrase];
            return member.end > phrase.last && phrase.whole.end <= span.begin &&
                   span.end <= unit.tokens[member.end - 1].span.end;
          });
    });
  }

  // Of these cues it is true whoever they are said of.
  static bool SaidByTheWay(const std::string& cue) {
    static constexpr std::array<std::string_view, 8> kCues{
        "negation", "general", "modal",   "future",
        "call",     "work",    "funding", "program"};
    return std::ranges::find(kCues, cue) != kCues.end();
  }

  void ReadCues() {
    for (const rules::Mention& mention : document_.matches.mentions) {
      if (rules::KindOf(document_.rules, mention) != "cue") continue;
      const std::size_t u = UnitFrom(document_.units, mention.span);
      if (u >= document_.units.size()) continue;
      const auto set = mention.set.find("cue");
      if (set == mention.set.end()) continue;
      if (WithinQuotation(At(u), mention.span)) continue;
      const std::string& cue = set->second;
      if (SaidByTheWay(cue) && WithinTail(At(u), mention.span)) continue;
      Facts(u).cues.insert(cue);
      document_.all_cues.insert(cue);
    }
  }

  void ReadTop() {
    std::size_t sentences = 0;
    for (std::size_t u = 0; u < document_.units.size(); ++u) {
      const std::set<std::string>& cues = Facts(u).cues;
      if (At(u).kind == UnitKind::kHeading && sentences == 0) {
        document_.title_cues.insert(cues.begin(), cues.end());
      }
      if (At(u).kind == UnitKind::kSentence && At(u).tokens.size() > 5 &&
          ++sentences <= 2) {
        document_.lead_cues.insert(cues.begin(), cues.end());
      }
    }
  }

  void ReadYears() {
    for (std::size_t u = 0; u < document_.units.size(); ++u) {
      for (const names::Token& token : At(u).tokens) {
        const auto year = ReadYear(token.text);
        if (!year) continue;
        // "…, der seit 1993 ökologisch wirtschaftet"
        if (WithinTail(At(u), token.span)) continue;
        // "Singkreis Aue 1971": since when there is one.
        if (std::ranges::any_of(At(u).phrases, [&](const auto& phrase) {
              return phrase.name.Contains(token.span);
            })) {
          continue;
        }
        Facts(u).latest_year = std::max(Facts(u).latest_year, *year);
        document_.latest_year = std::max(document_.latest_year, *year);
      }
    }
  }

  void ReadCounts() {
    constexpr int kMost = 1000;  // winners that anybody counts
    for (const rules::Mention& mention : document_.matches.mentions) {
      if (rules::KindOf(document_.rules, mention) != "announced") continue;
      const rules::Field* count = mention.Find("count");
      if (count == nullptr) continue;
      const auto number = ReadNumber(document_.text.Slice(count->span),
                                     document_.rules.lexicon);
      if (number && *number <= kMost) {
        document_.counts.insert(static_cast<std::size_t>(*number));
      }
    }
  }

  Document& document_;
};

}  // namespace

Document ReadDocument(const CleanText& text, const rules::Places& places,
                      const rules::Matches& matches,
                      const rules::RuleSet& rules) {
  Document document{text, places, matches, rules, {}, {}, {},
                    {},   {},     {},      false, 0,  0,  {}};
  document.units =
      marks::ReadUnits(text, rules::ExplainedBy(rules, matches), *rules.names);
  document.roles = rules::FindRoles(rules, document.units);
  Reader(&document).Run();
  return document;
}

const names::Group* GroupOf(const Document& document,
                            const Candidate& candidate) {
  if (candidate.group == Candidate::kNoGroup) return nullptr;
  return &document.units[candidate.unit].groups[candidate.group];
}

const names::Phrase* PhraseOf(const Document& document,
                              const Candidate& candidate) {
  const names::Group* group = GroupOf(document, candidate);
  if (group == nullptr) return nullptr;
  return &document.units[candidate.unit]
              .phrases[group->members[candidate.member].phrase];
}

}  // namespace bmas::winners
