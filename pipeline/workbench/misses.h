// Why a text was not found: the rules that came closest, the piece of each that
// failed, and the characters there.
#pragma once

#include <string>
#include <vector>

#include "pipeline/rules/match.h"

namespace bmas::workbench {

struct Miss {
  int rule = -1;
  rules::PlaceKind place = rules::PlaceKind::kLine;
  std::string reason;  // which condition failed, or the piece of the pattern
  Span matched;        // what matched up to there, in clean text; may be empty
  Span there;          // the characters that did not; may be empty
  double closeness = 0;  // 0 to 1
};

// At the places that touch `wanted`, best first, one for each rule; rules that
// found something there are none. `files` as loaded with `rules`; `matches` of
// the same places.
std::vector<Miss> NearestMisses(const rules::RuleFiles& files,
                                const rules::RuleSet& rules,
                                const rules::Places& places,
                                const rules::Matches& matches,
                                const Span& wanted);

// The same for one rule alone, wherever it stands; nothing if nothing is close.
std::vector<Miss> MissesOf(int rule, const rules::RuleFiles& files,
                           const rules::RuleSet& rules,
                           const rules::Places& places);

}  // namespace bmas::workbench
