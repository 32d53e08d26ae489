// A record value by value, for a person: what, text, page, rule.
#pragma once

#include <string>

#include "pipeline/record/record.h"
#include "pipeline/rules/ruleset.h"

namespace bmas::cli {

std::string ValueLines(const record::Record& record,
                       const rules::RuleSet& rules);

}  // namespace bmas::cli
