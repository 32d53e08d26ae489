// Lines of an extracted text: their words, measured in characters, and the
// signs before their items taken off.
#pragma once

#include <cstddef>
#include <vector>

#include "pipeline/layout/draft.h"
#include "pipeline/layout/raw_text.h"

namespace bmas::layout {

// A line of the input: its words, or none for an empty one.
struct InputLine {
  Segment segment;
  std::vector<std::size_t> tabs;  // its words that a tab stood before
  bool blank = true;
  bool bare = true;       // not even a space: what double spacing consists of
  bool page_end = false;  // a form feed stood before it
  bool bullet_only = false;
};

std::vector<InputLine> SplitLines(const std::vector<RawChar>& chars);

// Takes the signs of lists off lines that only the lines beside them show to be
// items.
void MarkItems(std::vector<InputLine>* lines);

}  // namespace bmas::layout
