#include "pipeline/record/others.h"

#include <algorithm>
#include <array>
#include <utility>

#include "pipeline/text/fold.h"
#include "pipeline/text/normalize.h"

namespace bmas::record {
namespace {

// Roles of rules -> roles of the record; speakers and others have none there.
constexpr std::array<std::pair<const char*, const char*>, 5> kRoles{{
    {"giver", "giver"},
    {"juror", "juror"},
    {"nominee", "nominee"},
    {"former", "former_winner"},
    {"sponsor", "sponsor"},
}};

const char* RoleOf(const std::string& role) {
  for (const auto& [from, to] : kRoles) {
    if (role == from) return to;
  }
  return nullptr;
}

bool HasWon(const Release& release, const std::string& key) {
  return std::ranges::any_of(release.awards, [&](const Award& award) {
    return std::ranges::any_of(award.winners, [&](const Winner& winner) {
      return ComparisonKey(winner.name.text) == key;
    });
  });
}

}  // namespace

void AddOthers(const Context& context, Release* release) {
  if (release->awards.empty()) return;
  Award& award = release->awards.front();
  for (const rules::RoleFound& found : context.evidence->roles) {
    const char* role = RoleOf(found.role);
    const marks::Unit& unit = context.evidence->units[found.unit];
    // A role beside a prize that the sentence names, in no list of contacts.
    if (role == nullptr || unit.prizes.empty() ||
        context.evidence->facts[found.unit].in_contact) {
      continue;
    }
    for (const names::Member& member : unit.groups[found.group].members) {
      const names::Phrase& phrase = unit.phrases[member.phrase];
      if (phrase.kind > names::PhraseClass::kMunicipality) continue;
      Value name{Collapse(context.Slice(phrase.name)),
                 {{found.rule, phrase.name}}};
      if (!phrase.shared.Empty()) {
        name.text += " " + std::string(context.Slice(phrase.shared));
        name.sources.push_back({found.rule, phrase.shared});
      }
      const std::string key = ComparisonKey(name.text);
      if (HasWon(*release, key)) continue;
      const auto known =
          std::ranges::find_if(award.others, [&](const Other& other) {
            return ComparisonKey(other.name.text) == key;
          });
      if (known == award.others.end()) award.others.push_back({name, role});
    }
  }
}

std::string WhatIsAnnounced(const Context& context, const Release& release) {
  const bool won = std::ranges::any_of(release.awards, [](const Award& award) {
    return !award.winners.empty();
  });
  if (won) return "winners";
  const auto speaks_of = [&](const char* cue) {
    return context.evidence->title_cues.contains(cue) ||
           context.evidence->lead_cues.contains(cue);
  };
  const bool prize =
      context.evidence->all_cues.contains("prize") && !release.title.Empty();
  if (prize && speaks_of("nominee")) return "nominees";
  if (prize && speaks_of("call")) return "call";
  return "none";
}

}  // namespace bmas::record
