// The file system as values: reading, listing, and publishing whole files only.
// Paths are bytes as the kernel gives them; nothing here assumes UTF-8.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/base/descriptor.h"
#include "pipeline/base/result.h"

namespace bmas {

enum class FileKind { kMissing, kRegular, kFolder, kLink, kOther };

// What stands at the path itself; a symbolic link is not followed.
FileKind KindOf(const std::string& path);

// What stands behind the path, links followed.
FileKind KindBehind(const std::string& path);

// What tells that a file is still the one it was.
struct FileState {
  std::uint64_t size = 0;     // bytes
  std::int64_t modified = 0;  // nanoseconds since 1970
  std::uint64_t inode = 0;
  bool operator==(const FileState&) const = default;
};

// Opens a file for reading. Refuses what is no regular file (a pipe would
// block). `state`, if given, is filled in.
Result<Descriptor> OpenFile(const std::string& path,
                            FileState* state = nullptr);

// The state of an open file; all zero if it cannot be told.
FileState StateOf(int fd);

// The whole of an open regular file, whatever its read position. Refuses more
// than `max_bytes`; a file that changes while it is read is an error. `path`
// is for messages.
Result<std::string> ReadOpenFile(int fd, const std::string& path,
                                 std::uint64_t max_bytes);

// OpenFile and ReadOpenFile.
Result<std::string> ReadFile(const std::string& path, std::uint64_t max_bytes);

// The first bytes of a file, for telling what kind it is.
Result<std::string> ReadHead(const std::string& path, std::size_t bytes);

struct FolderEntry {
  std::string name;
  FileKind kind = FileKind::kMissing;
  FileState state;
};

// Sorted by bytes, so that a run's order never depends on the file system.
Result<std::vector<FolderEntry>> ListFolder(const std::string& path);

// Writes to a temporary neighbour, syncs it and renames: readers see the old
// file or the new one, never half. Folders in between are made.
Result<void> WriteFileAtomically(const std::string& path,
                                 std::string_view content);

// errno as words: "doing: No such file or directory".
Unexpected SystemError(ErrorCode code, const std::string& doing,
                       const std::string& path, int number);

// Writes all of it, however many calls that takes. `path` is for messages.
Result<void> WriteAll(int fd, std::string_view content,
                      const std::string& path);

// Bytes that are not UTF-8, control characters and "%" become "%XX", so that
// a path can stand in JSON and on a terminal and be told apart again.
std::string PrintablePath(std::string_view path);

}  // namespace bmas
