// Which documents are due and why: what a scan found, compared with what the
// ledger knows. Only opens files whose content may decide.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "pipeline/archive/inputs.h"
#include "pipeline/archive/ledger.h"

namespace bmas::archive {

// The one vocabulary of ledger, dry run, summary and metrics.
enum class Reason {
  // Due:
  kNew,
  kChanged,  // other content
  kMoved,    // the content of a path that is no more
  kRules,    // the rules that made its record
  kEngine,   // this program, a library or a limit that mattered
  kRetry,    // asked for, or the surroundings failed last time
  // Not due:
  kUnchanged,
  kDuplicate,  // the content of another path: its record comes from that one's
  kPoison,     // crashed or hit a limit twice: only a change is worth a try
  kWaiting,    // too young, or its folder cannot be read now
  kGone,
};
inline constexpr int kReasons = static_cast<int>(Reason::kGone) + 1;

const char* Name(Reason reason);
bool IsDue(Reason reason);

// Who reads: what a record depends on besides its document.
struct Reader {
  std::string engine;  // program, libraries, limits that cut documents
  std::string limits;  // of processes: matter to what they ended
  std::string rules;   // compiled rules and lexicon
  std::string stored;  // engine and lexicon: what a stored reading depends on
};

struct PlanOptions {
  bool rehash = false;              // distrust size, time and inode
  std::int64_t settled_before = 0;  // nanoseconds; 0: files need not settle
  std::uint64_t max_bytes = UINT64_MAX;  // larger files are not read
};

// A document to look at.
struct Task {
  InputFile file;
  std::optional<Entry> before;  // of its path, or of where it moved from
  Reason reason = Reason::kNew;
  bool check = false;  // what its content is decides
};

struct Plan {
  std::vector<Task> tasks;  // known paths first, then new ones
  std::vector<Entry> gone;
  std::array<std::size_t, kReasons> counts{};  // of what needs no task
  // Of each root that was scanned: documents known before, and those gone.
  std::map<std::string, std::pair<std::size_t, std::size_t>> lost;
  std::vector<std::string> lost_roots;  // missing or empty, yet known
};

// `seen`, if given, is told of every document that needs no task.
Result<Plan> MakePlan(
    const Inputs& inputs, Ledger* ledger, const Reader& reader,
    const PlanOptions& options,
    const std::function<void(const std::string& path, Reason)>& seen = {});

// Why an entry whose content is as it was is due, or not.
Reason ReasonOf(const Entry& entry, const Reader& reader);

// The SHA-256 of an open file, read in pieces; an error if it changes.
Result<std::string> HashOpenFile(int fd, const std::string& path);

// What the contents of this run's documents are, so that the second of two is
// known as a duplicate before the ledger has either.
class Contents {
 public:
  explicit Contents(Ledger* ledger, const Plan& plan);

  // Notes the content of `path` and gives the path that had it first; "" if
  // that is this one.
  Result<std::string> First(const std::string& path,
                            const std::string& content);

 private:
  Ledger* ledger_;
  std::unordered_map<std::string, std::string> first_;  // content -> path
  std::unordered_map<std::string, std::string> now_;    // path -> content
};

// Why a task is due, given its file's content and the path that has it first
// ("": this one).
Reason ReasonByContent(const Task& task, const std::string& content,
                       const std::string& first, const Reader& reader);

// What the content of a task's file says about why it is due: what a run would
// do, without doing it.
Result<Reason> Resolved(const Task& task, const Reader& reader,
                        std::uint64_t max_bytes, Contents* contents);

}  // namespace bmas::archive
