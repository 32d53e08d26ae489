// Named places before and after each durable step, where a test may end the
// process. The hook is a seam for tests: the program never sets it.
#pragma once

namespace bmas {

using FailPointHook = void (*)(const char* name);

inline FailPointHook fail_point_hook = nullptr;

inline void FailPoint(const char* name) {
  if (fail_point_hook != nullptr) fail_point_hook(name);
}

}  // namespace bmas
