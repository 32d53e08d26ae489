// Title, sub-title and issuer: found by where they stand to each other.
#pragma once

#include "pipeline/record/context.h"

namespace bmas::record {

// The title is the first headline after the masthead, or the first at all;
// the sub-title a headline right after it. The issuer is an institution named
// before the title.
void ReadHeadlines(const Context& context, Release* release);

}  // namespace bmas::record
