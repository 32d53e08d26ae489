// The commands: each takes what was typed and gives the exit code.
#pragma once

#include "pipeline/rules/ruleset.h"
#include "pipeline/run/args.h"

namespace bmas::run {

int RunCommand(const Args& args);
int ShowCommand(const Args& args);
int RulesCheckCommand(const Args& args);
int StatusCommand(const Args& args);
int RetryCommand(const Args& args);

// The folders of rules that the arguments name, the shipped ones if none.
std::vector<std::string> RuleFolders(const Args& args);

// Loads the rules that the arguments name; on failure prints every error and
// returns false.
bool LoadRulesFor(const Args& args, rules::RuleSet* out);

}  // namespace bmas::run
