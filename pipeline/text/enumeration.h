// Enumerations as German splits them: "A, B (Ort), C GmbH & Co. KG und D".
#pragma once

#include <string_view>
#include <vector>

#include "pipeline/base/span.h"
#include "pipeline/text/lexicon.h"

namespace bmas {

// The parts of `text[within]`, without white space around them: cut at ", ",
// "; " and the lexicon's conjunctions, never inside quotation marks or
// brackets, never at "&" or a slash, and not at a conjunction that stands
// inside one name with a legal form ("Hin und Her e. V.").
std::vector<Span> SplitEnumeration(std::string_view text, const Span& within,
                                   const Lexicon& lexicon);

}  // namespace bmas
