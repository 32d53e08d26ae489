// The supervisor's side: worker processes that read documents under limits.
// One that dies costs its document, is told apart (limit or crash) and
// replaced. All die with the pool, and with the process that holds it.
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/base/descriptor.h"
#include "pipeline/worker/messages.h"
#include "pipeline/worker/sandbox.h"
#include "pipeline/worker/worker.h"

namespace bmas::worker {

struct PoolSetup {
  WorkerSetup worker;
  int workers = 1;
  int recycle_after = 2000;  // documents
  SandboxMode sandbox = SandboxMode::kAuto;
};

// Why a worker gave no reply.
struct Death {
  Error error;        // kLimit or kCrashed
  std::string limit;  // "cpu", "memory", …; "" if it crashed
  Stage stage = Stage::kOpening;
  int page = 0;             // last one begun
  std::string stderr_text;  // what it printed, from its beginning
};

struct Ended {
  std::size_t id = 0;  // as given to Start
  std::optional<Reply> reply;
  std::optional<Death> death;
  double seconds = 0;  // from start to end
};

class Pool {
 public:
  explicit Pool(const PoolSetup& setup);
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;
  ~Pool();  // kills what still works

  bool HasIdle() const;

  // REQUIRES HasIdle(). The descriptor is passed on and closed here. An error
  // means that no process could be had: the surroundings fail, not the
  // document.
  Result<void> Start(std::size_t id, const Job& job, Descriptor descriptor);

  // Waits until documents end, `wake` becomes readable or `timeout_ms` has
  // passed, and gives what has ended.
  std::vector<Ended> Wait(int wake, int timeout_ms);

 private:
  struct Slot;
  Result<void> Fork(Slot* slot);
  void Stop(Slot* slot);
  bool Read(Slot* slot, Ended* ended);
  void CheckLimits(Slot* slot);
  Ended Bury(Slot* slot);
  Death Explain(const Slot& slot, int status) const;

  PoolSetup setup_;
  std::vector<std::unique_ptr<Slot>> slots_;
};

}  // namespace bmas::worker
