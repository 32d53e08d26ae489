// Award and winner mentions -> awards with their winners.
#pragma once

#include <vector>

#include "pipeline/record/context.h"

namespace bmas::record {

// Awards that have winners, in the order their winners begin; a winner named
// twice is one, with both places as evidence.
std::vector<Award> ReadAwards(const Context& context);

}  // namespace bmas::record
