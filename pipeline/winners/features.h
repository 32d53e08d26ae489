// What speaks for and against a candidate: features, each a word that weights
// know (rules/weights.toml), such as "class:person" or "section:nominees".
#pragma once

#include <vector>

#include "pipeline/winners/candidate.h"
#include "pipeline/winners/document.h"

namespace bmas::winners {

// Fills in the features of all candidates of a document.
void AddFeatures(const Document& document, std::vector<Candidate>* candidates);

}  // namespace bmas::winners
