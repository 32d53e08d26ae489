// The examples of rules, run: each `yes` must give its values, in every variant
// too, no `no` may give anything, and `todo` is told when it begins to work.
#pragma once

#include <string>
#include <vector>

#include "pipeline/rules/ruleset.h"

namespace bmas::workbench {

struct ExampleReport {
  std::string text;          // what failed, and which todo works now
  std::size_t examples = 0;  // run, variants not counted
  std::size_t variants = 0;
  std::size_t failed = 0;  // examples that failed, themselves or in a variant
  std::size_t todo = 0;    // examples that are known not to work
};

// `files` and `rules` as loaded together. `only`: the id of one rule; empty:
// all.
ExampleReport RunExamples(const rules::RuleFiles& files,
                          const rules::RuleSet& rules, const std::string& only);

}  // namespace bmas::workbench
