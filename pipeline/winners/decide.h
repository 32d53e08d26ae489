// The decision of a release: which candidates have won. Weights of features add
// up to log-odds (logistic regression, fitted by ./dev weights); then winners
// are chosen together.
#pragma once

#include <vector>

#include "pipeline/winners/candidate.h"
#include "pipeline/winners/document.h"

namespace bmas::winners {

// What a rule weighs that no fit has seen, in hundredths: somebody's own, and
// whoever writes one means it.
inline constexpr int kUnfitted = 250;

// Scores and chooses. Candidates in the order of the text.
std::vector<Candidate> Decide(const Document& document);

}  // namespace bmas::winners
