// Blocks -> clean text: words joined by the glue that belongs between them,
// line-end hyphens read, everything mapped back.
#pragma once

#include <vector>

#include "pipeline/layout/draft.h"
#include "pipeline/text/lexicon.h"

namespace bmas::layout {

// `placed`: the words have boxes, and source code points count them in reading
// order; else the tokens bring their own places in the source. `notes`:
// footnotes, which stand at the end of the text and are in none of its blocks.
CleanText Assemble(const std::vector<DraftBlock>& blocks,
                   const std::vector<DraftBlock>& notes, bool placed,
                   const Lexicon& lexicon);

}  // namespace bmas::layout
