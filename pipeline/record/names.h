// Reading names: what of a captured text is the name, what a title before it,
// and whether it names a person or an institution.
#pragma once

#include <string>
#include <vector>

#include "pipeline/record/context.h"

namespace bmas::record {

struct Name {
  Value name, title;
  std::string kind;  // person, organisation, team or project
};

// Reads the text of `field` as `parser` says (see rules/README.md). Two people
// who share a surname ("Frau Ida und Herrn Max Kern") are two names.
std::vector<Name> ReadNames(const Context& context, const rules::Field& field,
                            const std::string& parser);

}  // namespace bmas::record
