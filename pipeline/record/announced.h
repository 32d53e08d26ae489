// Counts of winners or prizes that a release announces.
#pragma once

#include <vector>

#include "pipeline/record/context.h"

namespace bmas::record {

// Counts the text announces, each with the awards it speaks of.
std::vector<Announced> ReadAnnounced(const Context& context,
                                     const std::vector<Award>& awards);

}  // namespace bmas::record
