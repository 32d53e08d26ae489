// Sentences of German text. A full stop after an abbreviation, an initial or
// an ordinal ("am 14. Juni", "der 5. Innovationstag") ends none.
#pragma once

#include <string_view>
#include <vector>

#include "pipeline/base/span.h"
#include "pipeline/text/lexicon.h"

namespace bmas {

// Spans of the sentences in `text[within]`, without white space around them.
// A newline ends a sentence unless a small letter follows.
std::vector<Span> Sentences(std::string_view text, const Span& within,
                            const Lexicon& lexicon);

}  // namespace bmas
