// Mentions -> release: the one place where the parts of a record are put
// together. A pure function.
#pragma once

#include <string>

#include "pipeline/record/release.h"
#include "pipeline/rules/ruleset.h"
#include "pipeline/text/clean_text.h"

namespace bmas::record {

struct BuildInput {
  std::string created;       // creation date of the file's metadata, "" if none
  std::string release_date;  // ISO; where the text prints none; "" if unknown
};

Release Build(const CleanText& text, const rules::RuleSet& rules,
              const BuildInput& input);

}  // namespace bmas::record
