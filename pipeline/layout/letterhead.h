// Letterheads: labels in a column or row, each with its value beside or below.
#pragma once

#include <string_view>
#include <vector>

#include "pipeline/layout/draft.h"
#include "pipeline/text/lexicon.h"

namespace bmas::layout {

// Is this, but for a colon at its end, a label that letterheads use?
bool IsLetterheadLabel(std::string_view text, const Lexicon& lexicon);

// Takes labels without colons that stand in a column or row, three or more,
// and their values off the page: one region for each group, a row for each
// label. What stands between or beside them stays.
std::vector<Region> TakeLetterheads(std::vector<Segment>* segments,
                                    const Lexicon& lexicon);

// Puts the regions of letterheads where they were read: before what stands
// below them.
void InsertLetterheads(std::vector<Region> letterheads,
                       std::vector<Region>* regions);

}  // namespace bmas::layout
