#include "pipeline/base/file.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <filesystem>
#include <memory>
#include <system_error>

#include "pipeline/base/utf8.h"

namespace bmas {
namespace {

FileKind KindOfMode(mode_t mode) {
  if (S_ISREG(mode)) return FileKind::kRegular;
  if (S_ISDIR(mode)) return FileKind::kFolder;
  if (S_ISLNK(mode)) return FileKind::kLink;
  return FileKind::kOther;
}

FileState StateFrom(const struct stat& info) {
  return {static_cast<std::uint64_t>(info.st_size),
          static_cast<std::int64_t>(info.st_mtim.tv_sec) * 1'000'000'000 +
              info.st_mtim.tv_nsec,
          static_cast<std::uint64_t>(info.st_ino)};
}

// Bytes from the start, as many as there are up to `size`.
Result<std::string> ReadStart(int fd, const std::string& path,
                              std::uint64_t size) {
  std::string content(size, '\0');
  std::size_t done = 0;
  while (done < content.size()) {
    const ssize_t got = pread(fd, content.data() + done, content.size() - done,
                              static_cast<off_t>(done));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return SystemError(ErrorCode::kIo, "cannot read", path, errno);
    if (got == 0) break;
    done += static_cast<std::size_t>(got);
  }
  content.resize(done);
  return content;
}

}  // namespace

// The one place where errno becomes words.
Unexpected SystemError(ErrorCode code, const std::string& doing,
                       const std::string& path, int number) {
  return Fail(code, doing + ": " + std::generic_category().message(number),
              {PrintablePath(path), 0, 0, {}});
}

Result<void> WriteAll(int fd, std::string_view content,
                      const std::string& path) {
  while (!content.empty()) {
    const ssize_t put = write(fd, content.data(), content.size());
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) {
      return SystemError(ErrorCode::kOutput, "cannot write", path, errno);
    }
    content.remove_prefix(static_cast<std::size_t>(put));
  }
  return {};
}

FileKind KindOf(const std::string& path) {
  struct stat info {};
  if (lstat(path.c_str(), &info) != 0) return FileKind::kMissing;
  return KindOfMode(info.st_mode);
}

FileKind KindBehind(const std::string& path) {
  struct stat info {};
  if (stat(path.c_str(), &info) != 0) return FileKind::kMissing;
  return KindOfMode(info.st_mode);
}

Result<Descriptor> OpenFile(const std::string& path, FileState* state) {
  // O_NONBLOCK so that opening a pipe named x.pdf cannot hang the run.
  Descriptor file(
      open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
  if (!file.Open()) {
    return SystemError(ErrorCode::kIo, "cannot open", path, errno);
  }
  struct stat info {};
  if (fstat(file.Get(), &info) != 0) {
    return SystemError(ErrorCode::kIo, "cannot stat", path, errno);
  }
  const Where where{PrintablePath(path), 0, 0, {}};
  if (S_ISDIR(info.st_mode)) {
    return Fail(ErrorCode::kIo, "is a folder, not a file", where);
  }
  if (!S_ISREG(info.st_mode)) {
    return Fail(ErrorCode::kIo, "is not a regular file", where);
  }
  if (state != nullptr) *state = StateFrom(info);
  return file;
}

FileState StateOf(int fd) {
  struct stat info {};
  return fstat(fd, &info) == 0 ? StateFrom(info) : FileState{};
}

Result<std::string> ReadOpenFile(int fd, const std::string& path,
                                 std::uint64_t max_bytes) {
  const FileState before = StateOf(fd);
  const Where where{PrintablePath(path), 0, 0, {}};
  if (before.size > max_bytes) {
    return Fail(ErrorCode::kLimit,
                "file size limit: " + std::to_string(max_bytes) +
                    " bytes allowed, has " + std::to_string(before.size),
                where);
  }
  Result<std::string> content = ReadStart(fd, path, before.size);
  if (content && (content->size() != before.size || StateOf(fd) != before)) {
    return Fail(
        {ErrorCode::kIo, "changed while it was read", where, Cause::kChanging});
  }
  return content;
}

Result<std::string> ReadFile(const std::string& path, std::uint64_t max_bytes) {
  const Result<Descriptor> file = OpenFile(path);
  if (!file) return Fail(file.error());
  return ReadOpenFile(file->Get(), path, max_bytes);
}

Result<std::string> ReadHead(const std::string& path, std::size_t bytes) {
  FileState state;
  const Result<Descriptor> file = OpenFile(path, &state);
  if (!file) return Fail(file.error());
  return ReadStart(file->Get(), path,
                   std::min<std::uint64_t>(state.size, bytes));
}

Result<std::vector<FolderEntry>> ListFolder(const std::string& path) {
  const std::unique_ptr<DIR, int (*)(DIR*)> folder(opendir(path.c_str()),
                                                   &closedir);
  if (!folder) {
    return SystemError(ErrorCode::kIo, "cannot read folder", path, errno);
  }
  std::vector<FolderEntry> entries;
  for (;;) {
    errno = 0;
    const dirent* item = readdir(folder.get());  // NOLINT: one folder, one user
    if (item == nullptr) break;
    const std::string name(&item->d_name[0]);
    if (name == "." || name == "..") continue;
    FolderEntry entry{name, FileKind::kMissing, {}};
    struct stat info {};
    if (fstatat(dirfd(folder.get()), name.c_str(), &info,
                AT_SYMLINK_NOFOLLOW) == 0) {
      entry.kind = KindOfMode(info.st_mode);
      entry.state = StateFrom(info);
    }
    entries.push_back(std::move(entry));
  }
  if (errno != 0) {
    return SystemError(ErrorCode::kIo, "cannot read folder", path, errno);
  }
  std::ranges::sort(entries, {}, &FolderEntry::name);
  return entries;
}

Result<void> WriteFileAtomically(const std::string& path,
                                 std::string_view content) {
  const std::filesystem::path target(path);
  std::error_code code;
  if (target.has_parent_path()) {
    std::filesystem::create_directories(target.parent_path(), code);
  }
  if (code) {
    return SystemError(ErrorCode::kOutput, "cannot make folder",
                       target.parent_path().string(), code.value());
  }
  // A name as long as the file system allows leaves no room for a suffix, so
  // the temporary file has a name of its own.
  const std::string temporary =
      (target.parent_path() / (".tmp-" + std::to_string(getpid()))).string();
  Descriptor file(
      open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666));
  if (!file.Open()) {
    return SystemError(ErrorCode::kOutput, "cannot create", temporary, errno);
  }
  Result<void> done = WriteAll(file.Get(), content, path);
  if (done && (fsync(file.Get()) != 0 || file.Close() != 0 ||
               rename(temporary.c_str(), path.c_str()) != 0)) {
    done = SystemError(ErrorCode::kOutput, "cannot write", path, errno);
  }
  if (!done) unlink(temporary.c_str());
  return done;
}

std::string PrintablePath(std::string_view path) {
  constexpr std::array<char, 17> kHex{"0123456789ABCDEF"};
  std::string out;
  while (!path.empty()) {
    const auto byte = static_cast<unsigned char>(path.front());
    const std::size_t length = SequenceLength(path);
    const bool control = byte < 0x20 || byte == 0x7F ||
                         (length == 2 && CodePointAt(path, 0) < 0xA0);
    if (length == 0 || control || byte == '%') {
      for (std::size_t i = 0; i < std::max<std::size_t>(length, 1); ++i) {
        const auto escaped = static_cast<unsigned char>(path[i]);
        out += '%';
        out += kHex.at(escaped >> 4U);
        out += kHex.at(escaped & 15U);
      }
      path.remove_prefix(std::max<std::size_t>(length, 1));
    } else {
      out += path.substr(0, length);
      path.remove_prefix(length);
    }
  }
  return out;
}

}  // namespace bmas
