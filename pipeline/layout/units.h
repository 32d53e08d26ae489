// What is put in order on a page: segments, and whole ruled tables among them.
#pragma once

#include <vector>

#include "pipeline/layout/draft.h"

namespace bmas::layout {

struct Unit {
  double x0 = 0, x1 = 0, y0 = 0, y1 = 0;
  double size = 0;
  const Segment* segment = nullptr;
  const Region* table = nullptr;  // set instead of `segment`

  double Middle() const { return (y0 + y1) / 2; }
};

using Units = std::vector<Unit>;

Unit UnitOf(const Segment& segment);

// Do they stand beside each other: on one height for half of the lower one?
bool Beside(const Unit& a, const Unit& b);

}  // namespace bmas::layout
