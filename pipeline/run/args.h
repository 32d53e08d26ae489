// argv -> what was typed. Nothing is opened or checked against the disk here.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace bmas::run {

enum class Command {
  kNone,
  kRun,
  kShow,
  kStream,
  kRulesCheck,
  kRulesTest,
  kRulesList,
  kRulesStats,
};
enum class ShowForm { kValues, kJson, kText, kBlocks, kWords, kExplain };

struct Args {
  Command command = Command::kNone;
  std::vector<std::string> inputs;
  std::string files_from;  // "-" for standard input
  bool nul_separated = false;
  std::string base = ".";
  std::string out = "out";
  bool quiet = false;
  ShowForm form = ShowForm::kValues;
  std::string explain;  // a text to explain; empty: everything
  std::string rules;    // empty: the shipped ones
  std::vector<std::string> rules_extra;
  bool experimental = false;
  std::string rule;  // id of the one whose examples are run; empty: all
  int max_pages = 2000;
  std::uint64_t max_words = 2'000'000;
  std::uint64_t max_bytes = 512ULL << 20U;
};

// Exit codes, as the README lists them.
enum ExitCode : int {
  kExitOk = 0,
  kExitFailed = 1,  // finished, at least one document failed or was partial
  kExitUsage = 2,   // could not run
};

// Returns true when there is a command to run; else `exit_code` is set, and
// help or an error has been printed.
bool ParseArgs(int argc, char** argv, Args* args, int* exit_code);

}  // namespace bmas::run
