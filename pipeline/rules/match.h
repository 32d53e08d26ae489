// Rules x clean text -> mentions: the one engine behind run, show and tests.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "pipeline/rules/mention.h"
#include "pipeline/rules/places.h"
#include "pipeline/rules/ruleset.h"

namespace bmas::rules {

Matches FindMentions(const RuleSet& rules, const Places& places);

// The same; adds to `spent`, rule by rule, the time that each one took.
using TimePerRule = std::vector<std::chrono::nanoseconds>;
Matches FindMentionsTimed(const RuleSet& rules, const Places& places,
                          TimePerRule* spent);

// One rule by itself, for its examples: at every place of one of its kinds,
// inside its sections or not, with no veto and no rival. A section gives what
// it opens (its extent is not told), a veto a mention without fields.
Matches MatchAlone(const RuleSet& rules, int rule, const Places& places,
                   PlaceKind kind);

// A mention's kind: what the rule that made it yields.
const std::string& KindOf(const RuleSet& rules, const Mention& mention);

}  // namespace bmas::rules
