// The worker's side: one document after the other, each from its descriptor to
// its record's bytes. Nothing else is asked of the system.
#pragma once

#include <atomic>
#include <cstdint>
#include <string_view>

#include "pipeline/rules/ruleset.h"
#include "pipeline/worker/limits.h"
#include "pipeline/worker/messages.h"

namespace bmas::worker {

// Memory that worker and supervisor share: how far the document is.
struct Progress {
  std::atomic<std::uint8_t> stage{0};
  std::atomic<std::int32_t> page{0};
  std::atomic<std::uint32_t> beats{0};  // counts pages and stages
};

struct WorkerSetup {
  const rules::RuleSet* rules = nullptr;
  pdf::Limits limits;
  std::uint64_t max_bytes = 0;
  ProcessLimits process;
};

// One job's work. Also what a run without workers calls. `log`: where standard
// error is captured, -1 if it is not.
Reply Work(const Job& job, int descriptor, int log, const WorkerSetup& setup,
           const OnStage& on_stage);

// The reply of a document that gave none, in the shape of any other.
Reply FailedReply(const Document& document, const Error& error,
                  const std::string& sha256, std::uint64_t size_bytes,
                  const std::string& duplicate_of, const rules::RuleSet& rules);

// Exit codes of a worker that only the supervisor sees.
inline constexpr int kWorkerDone = 0;  // told to go
inline constexpr int kWorkerOutOfMemory = 71;
inline constexpr int kWorkerNoSandbox = 72;
inline constexpr int kWorkerBadJob = 73;

// Serves jobs from `socket` until it is closed; never returns.
[[noreturn]] void Serve(int socket, Progress* progress,
                        const WorkerSetup& setup);

}  // namespace bmas::worker
