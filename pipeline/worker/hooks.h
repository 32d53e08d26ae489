// Seams for tests: the program leaves them empty. Only tests/faulty.cc,
// which is never installed, fills them in.
#pragma once

#include <string_view>

namespace bmas::worker {

struct Hooks {
  // Called in the worker with a document's bytes before they are parsed.
  void (*before_reading)(std::string_view bytes) = nullptr;
  // Pretends that the kernel lacks "seccomp" or "landlock".
  bool (*kernel_lacks)(std::string_view what) = nullptr;
};

inline Hooks hooks;

}  // namespace bmas::worker
