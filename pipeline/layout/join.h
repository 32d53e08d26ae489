// Blocks that belong together though a column or page end stands between.
#pragma once

#include <vector>

#include "pipeline/layout/draft.h"
#include "pipeline/text/lexicon.h"

namespace bmas::layout {

// A side column on the first page that holds labels is one letterhead block:
// the blocks from index `first` on become it.
void MakeLetterhead(std::vector<DraftBlock>* blocks, std::size_t first,
                    const Lexicon& lexicon);

// Short lines set apart from each other by the same white space, three or
// more, are items of a list without bullets.
void GatherItems(std::vector<DraftBlock>* blocks);

// Joins paragraphs and lists that go on in the next column or on the next
// page, past a side column that stands between.
void JoinAcrossEnds(std::vector<DraftBlock>* blocks);

}  // namespace bmas::layout
