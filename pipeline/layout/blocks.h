// Lines of columns -> blocks: paragraphs, headings, lists, tables; and blocks
// that a column or page end has cut in two put together again.
#pragma once

#include <vector>

#include "pipeline/layout/draft.h"
#include "pipeline/text/lexicon.h"

namespace bmas::layout {

// What is usual in this document.
struct Metrics {
  double body_size = 0;  // of most characters
  bool body_bold = false;
  double leading = 1.2;      // baseline to baseline, of the font size
  bool proportional = true;  // false for text input: x counts characters
};

Metrics Measure(const std::vector<Region>& regions);

std::vector<DraftBlock> Blocks(const std::vector<Region>& regions,
                               const Metrics& metrics, const Lexicon& lexicon);

// A number that begins an item: "2." or "2)"; 0 if there is none.
int ItemNumber(const Line& line, const Lexicon& lexicon);

}  // namespace bmas::layout
