// One rule file: its words, maps, fragments, sections, rules and vetoes.
#pragma once

#include "pipeline/rules/spec.h"
#include "pipeline/toml/file.h"

namespace bmas::rules {

// Adds what the file says; what is wrong with it goes to the file's errors.
void ReadRuleFile(const toml::File& file, RuleFiles* out);

}  // namespace bmas::rules
