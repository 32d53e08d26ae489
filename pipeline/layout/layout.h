// Pages of words, or a text that was extracted before, -> clean text in visual
// reading order. Pure functions: the same input gives the same text.
#pragma once

#include <string>
#include <string_view>

#include "pipeline/pdf/pdf.h"
#include "pipeline/text/clean_text.h"
#include "pipeline/text/lexicon.h"

namespace bmas::layout {

CleanText FromPdf(const pdf::Document& document, const Lexicon& lexicon);

// REQUIRES: well-formed UTF-8. Form feeds are page ends; blank lines between
// all lines, as some extractors leave them, are undone. Source code points are
// those of `text`.
CleanText FromText(std::string_view text, const Lexicon& lexicon);

// A text that is one block of a kind known beforehand, all of it under a link
// where one is given. A newline ends a printed line, which is joined with the
// next as on a page, but in tables and in blocks of lines it ends a row or
// line; a tab ends a cell. REQUIRES: well-formed UTF-8.
CleanText FromBlock(BlockKind kind, std::string_view text,
                    const std::string& link, const Lexicon& lexicon);

}  // namespace bmas::layout
