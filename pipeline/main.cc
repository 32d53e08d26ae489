// argv -> command -> exit code.

#include <exception>
#include <iostream>

#include "pipeline/cli/args.h"
#include "pipeline/cli/commands.h"

namespace {

int Dispatch(const bmas::cli::Args& args) {
  using bmas::cli::Command;
  switch (args.command) {
    case Command::kRun:
      return bmas::cli::RunCommand(args);
    case Command::kShow:
      return bmas::cli::ShowCommand(args);
    case Command::kStream:
      return bmas::cli::StreamCommand(args);
    case Command::kRulesCheck:
      return bmas::cli::RulesCheckCommand(args);
    case Command::kStatus:
      return bmas::cli::StatusCommand(args);
    case Command::kRetry:
      return bmas::cli::RetryCommand(args);
    case Command::kRulesTest:
      return bmas::cli::RulesTestCommand(args);
    case Command::kRulesList:
      return bmas::cli::RulesListCommand(args);
    case Command::kRulesStats:
      return bmas::cli::RulesStatsCommand(args);
    case Command::kNone:
      break;
  }
  return bmas::cli::kExitUsage;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    bmas::cli::Args args;
    int exit_code = 0;
    if (bmas::cli::ParseArgs(argc, argv, &args, &exit_code)) {
      exit_code = Dispatch(args);
    }
    // Output that went nowhere is no success.
    if (!std::cout.flush()) {
      std::cerr << "bmas-extract: cannot write to standard output\n";
      return bmas::cli::kExitUsage;
    }
    return exit_code;
  } catch (const std::exception& error) {
    std::cerr << "bmas-extract: internal error: " << error.what() << "\n";
    return bmas::cli::kExitUsage;
  }
}
