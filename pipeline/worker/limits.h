// What a worker process may use for one document.
#pragma once

#include <cstdint>

namespace bmas::worker {

struct ProcessLimits {
  std::uint64_t memory_mib = 1024;  // address space of the whole process
  std::uint64_t cpu_s = 60;
  std::uint64_t wall_s = 120;
  std::uint64_t silence_s = 30;   // without a new page or stage
  std::uint64_t output_mib = 64;  // record, clean text and its map together
  std::uint64_t stderr_kib = 64;  // of what libraries print
};

}  // namespace bmas::worker
