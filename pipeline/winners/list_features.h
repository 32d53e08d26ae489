// What the list that a name stands in says of it: its section, what leads in,
// its label, its shape.
#pragma once

#include <string>
#include <vector>

#include "pipeline/winners/candidate.h"
#include "pipeline/winners/document.h"

namespace bmas::winners {

// Adds to `features`, in no order. `family`: of the candidate's kind, as in
// features.cc.
void AddListFeatures(const Document& document, const Candidate& candidate,
                     const std::string& family,
                     std::vector<std::string>* features);

}  // namespace bmas::winners
