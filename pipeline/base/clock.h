// Time that has passed.
#pragma once

#include <chrono>

namespace bmas {

using Clock = std::chrono::steady_clock;

inline double SecondsSince(Clock::time_point then) {
  return std::chrono::duration<double>(Clock::now() - then).count();
}

}  // namespace bmas
