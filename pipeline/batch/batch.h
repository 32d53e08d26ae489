// A run's work: the tasks of a plan through the workers into the output.
#pragma once

#include <chrono>
#include <cstddef>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "pipeline/archive/output.h"
#include "pipeline/archive/plan.h"
#include "pipeline/batch/tally.h"
#include "pipeline/worker/pool.h"

namespace bmas::batch {

struct BatchSetup {
  worker::PoolSetup pool;  // with no workers, this process reads itself
  archive::Reader reader;
  std::size_t group = 100;   // documents that become durable together
  double group_seconds = 3;  // or after so long
};

// Told of each document that ends, and now and then that time has passed.
struct BatchEvents {
  std::function<void(const std::string& path, archive::Reason reason,
                     const worker::Reply& reply, double seconds)>
      ended;
  std::function<void(std::size_t done, std::size_t all)> tick;
  std::function<void(const std::string& text)> warn;
};

class Batch {
 public:
  Batch(const BatchSetup& setup, archive::Output* output, archive::Plan plan,
        const archive::Inputs& inputs, BatchEvents events, Tally* tally);

  // Works until all is done or a signal came. An error is of the output or the
  // surroundings: what was committed before stays.
  Result<void> Run();

  // Documents whose files could not be had, such as names too long.
  const Errors& Refused() const { return refused_; }

 private:
  struct Item {
    archive::Task task;
    std::string content;  // its key; "" if it could not be read
    std::string duplicate_of;
    std::string original;    // content of `before`, whose reading may go
    bool from_file = false;  // its stored reading did not do
    bool from_stored = false;
    int stop_before = 0;
    pdf::Diagnostic stop_why;
    int deaths = 0, cuts = 0;
    std::optional<Error> first_error;
    FileState state;
  };

  Result<void> DispatchAll();
  Result<void> Dispatch(Item item);
  Result<void> Resolve(Item* item, int fd, bool* due);
  Result<void> StartDuplicate(Item item);
  Result<void> StartJob(Item item, Descriptor file, bool stored);
  Result<void> OnOpenError(Item* item, const Error& error);
  Result<void> OnEnded(worker::Ended ended);
  Result<void> OnDeath(Item item, const worker::Death& death);
  Result<void> Finish(const Item& item, const worker::Reply& reply,
                      double seconds);
  Result<void> FailWith(const Item& item, const Error& error, double seconds);
  Result<void> Forget(const Item& item, archive::Reason reason);
  void Release(const Item& item);
  Result<void> CommitIfDue(bool now);
  Result<void> Gone();
  bool RootsAreThere() const;
  std::string Path(const Item& item) const;

  const BatchSetup& setup_;
  archive::Output* output_;
  archive::Plan plan_;
  const archive::Inputs& inputs_;
  BatchEvents events_;
  Tally* tally_;
  archive::Contents contents_;
  std::optional<worker::Pool> pool_;
  std::deque<Item> queue_;
  std::map<std::size_t, Item> working_;
  std::size_t next_id_ = 0;
  // By path of the first: those that wait for its reading.
  std::map<std::string, std::vector<Item>> deferred_;
  std::set<std::string> in_flight_;
  // Of the first ones in the group that is not committed yet.
  std::unordered_map<std::string, std::string> recent_readings_;
  std::unordered_map<std::string, archive::Entry> recent_entries_;
  std::chrono::steady_clock::time_point group_begun_;
  std::size_t done_ = 0, all_ = 0;
  Errors refused_;
};

}  // namespace bmas::batch
