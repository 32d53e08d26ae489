// What a worker locks itself into before it sees the first byte of a document:
// seccomp(2), through libseccomp, and landlock(7), by its system calls.
#pragma once

#include <string>
#include <vector>

#include "pipeline/base/result.h"

namespace bmas::worker {

enum class SandboxMode { kAuto, kRequire, kOff };

// What of "seccomp" and "landlock" this kernel lacks.
std::vector<std::string> SandboxLacks();

// Confines the calling process for good: no socket, process, program or trace;
// with Landlock files can be read below `readable` only, without it none can
// be opened. What the kernel lacks is left out. An error means that what it
// has could not be set.
Result<void> EnterSandbox(const std::vector<std::string>& readable);

// Folders that parsing may read: Poppler's tables for fonts of East Asia.
std::vector<std::string> ReadableFolders();

}  // namespace bmas::worker
