// Words of a page -> segments: words on one baseline, pieces of one word put
// together, cut at wide gaps and at the rulings of tables; bullets taken off
// and remembered.
#pragma once

#include <vector>

#include "pipeline/layout/draft.h"
#include "pipeline/pdf/pdf.h"

namespace bmas::layout {

std::vector<Segment> Segments(const pdf::Document& document,
                              const pdf::Page& page);

// Is the word nothing but the sign before an item? Dashes are not: they are
// judged where the lines around them are known.
bool IsBullet(std::string_view word);
bool IsDash(std::string_view word);

// Joins bullets that stand apart, also as a column, to the text beside them,
// and takes leading bullets off the text.
void AttachBullets(std::vector<Segment>* segments);

}  // namespace bmas::layout
