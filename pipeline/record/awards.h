// Award, winner and count mentions -> awards with their winners.
#pragma once

#include <vector>

#include "pipeline/record/context.h"

namespace bmas::record {

// Awards that have winners, in the order their winners begin; a winner named
// twice is one, with both places as evidence.
std::vector<Award> ReadAwards(const Context& context);

// Counts the text announces, each with the awards it speaks of.
std::vector<Announced> ReadAnnounced(const Context& context,
                                     const std::vector<Award>& awards);

}  // namespace bmas::record
