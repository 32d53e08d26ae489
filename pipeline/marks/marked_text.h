// The text of a unit as rules about roles see it: one symbol for each thing.
#pragma once

#include <vector>

#include "pipeline/marks/unit.h"

namespace bmas::marks {

// Writes `marked`, `marks` and `clean` of a unit whose tokens, groups, prizes
// and categories are there. `dates`: bytes of clean text that are passed over.
void WriteMarked(const std::vector<Span>& dates, const names::Words& words,
                 Unit* unit);

}  // namespace bmas::marks
