// The commands: each takes what was typed and gives the exit code.
#pragma once

#include <string>
#include <vector>

#include "pipeline/cli/args.h"
#include "pipeline/rules/ruleset.h"

namespace bmas::cli {

int RunCommand(const Args& args);
int ShowCommand(const Args& args);
int StreamCommand(const Args& args);
int RulesCheckCommand(const Args& args);
int StatusCommand(const Args& args);
int RetryCommand(const Args& args);
int RulesTestCommand(const Args& args);
int RulesListCommand(const Args& args);
int RulesStatsCommand(const Args& args);

// The folders of rules that the arguments name, the shipped ones first.
std::vector<std::string> RuleFolders(const Args& args);

// Every error, then how many there are; silent where there is none.
void PrintRuleErrors(const Errors& errors);

// Loads the rules that the arguments name; on failure prints every error and
// returns false.
bool LoadRulesFor(const Args& args, rules::RuleSet* out);
bool LoadRulesFor(const Args& args, rules::RuleFiles* files,
                  rules::RuleSet* out);

}  // namespace bmas::cli
