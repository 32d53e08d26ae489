// Why a record holds what it holds: the sections that opened, what each rule
// found, and what lost to it. With a text, only what touches that text; where
// that is nothing, the rules that came closest and what failed.
#pragma once

#include <string>

#include "pipeline/rules/ruleset.h"
#include "pipeline/text/clean_text.h"

namespace bmas::workbench {

std::string Explain(const CleanText& text, const rules::RuleFiles& files,
                    const rules::RuleSet& rules, const std::string& wanted);

}  // namespace bmas::workbench
