// argv -> command -> exit code.

#include <exception>
#include <iostream>

#include "pipeline/run/args.h"
#include "pipeline/run/commands.h"

namespace {

int Dispatch(const bmas::run::Args& args) {
  using bmas::run::Command;
  switch (args.command) {
    case Command::kRun:
      return bmas::run::RunCommand(args);
    case Command::kShow:
      return bmas::run::ShowCommand(args);
    case Command::kStream:
      return bmas::run::StreamCommand(args);
    case Command::kRulesCheck:
      return bmas::run::RulesCheckCommand(args);
    case Command::kStatus:
      return bmas::run::StatusCommand(args);
    case Command::kRetry:
      return bmas::run::RetryCommand(args);
    case Command::kRulesTest:
      return bmas::run::RulesTestCommand(args);
    case Command::kRulesList:
      return bmas::run::RulesListCommand(args);
    case Command::kRulesStats:
      return bmas::run::RulesStatsCommand(args);
    case Command::kNone:
      break;
  }
  return bmas::run::kExitUsage;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    bmas::run::Args args;
    int exit_code = 0;
    if (bmas::run::ParseArgs(argc, argv, &args, &exit_code)) {
      exit_code = Dispatch(args);
    }
    // Output that went nowhere is no success.
    if (!std::cout.flush()) {
      std::cerr << "bmas-extract: cannot write to standard output\n";
      return bmas::run::kExitUsage;
    }
    return exit_code;
  } catch (const std::exception& error) {
    std::cerr << "bmas-extract: internal error: " << error.what() << "\n";
    return bmas::run::kExitUsage;
  }
}
