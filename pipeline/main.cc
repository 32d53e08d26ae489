// argv -> command -> exit code.

#include <exception>
#include <iostream>

#include "pipeline/run/args.h"
#include "pipeline/run/commands.h"

int main(int argc, char** argv) {
  using bmas::run::Command;
  try {
    bmas::run::Args args;
    int exit_code = 0;
    if (!bmas::run::ParseArgs(argc, argv, &args, &exit_code)) return exit_code;
    switch (args.command) {
      case Command::kRun:
        return bmas::run::RunCommand(args);
      case Command::kShow:
        return bmas::run::ShowCommand(args);
      case Command::kRulesCheck:
        return bmas::run::RulesCheckCommand(args);
      case Command::kNone:
        break;
    }
    return bmas::run::kExitUsage;
  } catch (const std::exception& error) {
    std::cerr << "bmas-extract: internal error: " << error.what() << "\n";
    return bmas::run::kExitUsage;
  }
}
