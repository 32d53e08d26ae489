// Which mentions count: vetoes, what must stand near, and the policy for rules
// that found something in the same text.
#pragma once

#include "pipeline/rules/candidates.h"
#include "pipeline/rules/mention.h"

namespace bmas::rules {

// Each drops mentions and keeps them under `lost`, with the reason.
void ApplyVetoes(const RuleSet& rules, const Places& places,
                 const Candidates& candidates, Matches* matches);
void DropFarOnes(const RuleSet& rules, const Places& places, Matches* matches);

// Longest first, then the narrower place, then the order of the files and in
// them; a text serves one value of a kind. Leaves the mentions by position.
void ResolveOverlaps(const RuleSet& rules, Matches* matches);

}  // namespace bmas::rules
