// Checks that a record carries: what the text announces against what was
// found. A failed check is for whoever reads the record; it changes no status.
#pragma once

#include <string>
#include <vector>

#include "pipeline/record/context.h"

namespace bmas::record {

// `created` is the document's creation date as its metadata has it (ISO
// 32000-1, 7.9.4), "" if unknown. Checks that always speak: announced-count,
// ranks-complete, weekday-matches, phone-valid. The others speak when they
// fail: date-plausible, postcode-form, release-date-against-metadata, residue.
std::vector<Check> RunChecks(const Context& context, const Release& release,
                             const std::string& release_date,
                             const std::string& created);

// Lines of winner and contact blocks that no rule consumed.
std::vector<Residue> FindResidue(const Context& context);

}  // namespace bmas::record
