// argv -> what was typed. Nothing is opened or checked against the disk here.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "pipeline/worker/limits.h"

namespace bmas::cli {

enum class Command {
  kNone,
  kRun,
  kShow,
  kStream,
  kRulesCheck,
  kRulesTest,
  kRulesList,
  kRulesStats,
  kStatus,
  kRetry,
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

  // Of run alone.
  worker::ProcessLimits process;
  int workers = -1;  // -1: one per processor; 0: this process reads itself
  int recycle_after = 2000;
  std::string sandbox = "auto";  // or require, off
  bool dry_run = false;
  bool rehash = false;
  std::uint64_t settle_s = 0;
  bool accept_removals = false;
  std::string metrics;              // file; empty: none
  std::string log_format = "text";  // or json
  bool print_config = false;
  std::string config_text;  // what holds, as TOML

  // Of status and retry.
  bool json = false;
};

// Exit codes, as the README lists them.
enum ExitCode : int {
  kExitOk = 0,
  kExitFailed = 1,    // finished; a document failed or was partial, and it was
                      // not known
  kExitUsage = 2,     // could not run
  kExitGate = 3,      // stopped or finished at a gate
  kExitBusy = 4,      // another run holds the output folder
  kExitSignal = 128,  // plus the signal's number
};

// Returns true when there is a command to run; else `exit_code` is set, and
// help or an error has been printed.
bool ParseArgs(int argc, char** argv, Args* args, int* exit_code);

}  // namespace bmas::cli
