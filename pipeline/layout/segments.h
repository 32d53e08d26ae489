// Words of a page -> segments: words on one baseline, pieces of one word put
// together, cut at wide gaps and at the rulings of tables; bullets taken off
// and remembered.
#pragma once

#include <vector>

#include "pipeline/layout/draft.h"
#include "pipeline/layout/notes.h"
#include "pipeline/pdf/pdf.h"

namespace bmas::layout {

// `notes`: where the page's footnotes go; they are in no segment.
std::vector<Segment> Segments(const pdf::Document& document,
                              const pdf::Page& page, std::vector<Note>* notes);

}  // namespace bmas::layout
