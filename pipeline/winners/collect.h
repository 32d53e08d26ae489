// From what rules found to candidates: one for each place of a name that a
// rule calls a winner, with all hypotheses about it.
#pragma once

#include <vector>

#include "pipeline/winners/candidate.h"
#include "pipeline/winners/document.h"

namespace bmas::winners {

// In the order of the text, without features.
std::vector<Candidate> Collect(const Document& document);

}  // namespace bmas::winners
