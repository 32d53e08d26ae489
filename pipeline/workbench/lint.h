// What is wrong with rules that load: found by `rules check`, not by every run.
#pragma once

#include "pipeline/rules/ruleset.h"

namespace bmas::workbench {

inline constexpr std::size_t kFewestExamples = 3;  // of `yes`, and of `no`
inline constexpr int kLargestProgram = 2500;       // instructions of RE2

// Missing examples, examples with values that the rule cannot give, patterns
// that match nothing or begin with ".*", classes of ASCII letters, patterns
// that are too large, conditions on groups that no pattern has, rules that
// another one hides, names that nobody uses. `files` and `rules` come from the
// same folders, with rules of every status.
Errors Lint(const rules::RuleFiles& files, const rules::RuleSet& rules);

}  // namespace bmas::workbench
