// Segments of one page -> regions in reading order: what stands above comes
// first, columns one after the other, tables as rows.
//
// A gutter is a strip of white between neighbours on one height. It grows up
// and down until a segment crosses it; the longest such run cuts the page into
// what is above, the columns beside it and what is below, and each part is cut
// again. (A recursive cut after Nagy & Seth, ICPR 1984, with the strip's length
// rather than its width deciding, since a headline above two columns would
// otherwise hide them.)
#pragma once

#include <vector>

#include "pipeline/layout/draft.h"
#include "pipeline/pdf/pdf.h"
#include "pipeline/text/lexicon.h"

namespace bmas::layout {

std::vector<Region> ReadingOrder(std::vector<Segment> segments,
                                 const pdf::Page& page, int number,
                                 const Lexicon& lexicon);

}  // namespace bmas::layout
