#include "pipeline/archive/output.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>

#include "pipeline/base/failpoint.h"

namespace bmas::archive {
namespace {

namespace fs = std::filesystem;

Result<void> MakeFolder(const fs::path& folder) {
  std::error_code code;
  fs::create_directories(folder, code);
  if (code) {
    return SystemError(ErrorCode::kOutput, "cannot make folder",
                       folder.string(), code.value());
  }
  return {};
}

// Trouble with one name, not with the place: the run can go on.
bool OfOneName(int number) {
  return number == ENAMETOOLONG || number == ENOTDIR || number == EISDIR ||
         number == EEXIST || number == ENOTEMPTY;
}

bool Same(const std::string& path, std::string_view content) {
  FileState state;
  const auto file = OpenFile(path, &state);
  if (!file || state.size != content.size()) return false;
  const auto there = ReadOpenFile(file->Get(), path, content.size());
  return there && *there == content;
}

// Renames, making the target's folder. `may_lack`: nothing to do if the source
// is gone, since a killed run may have come that far.
Result<void> MoveInto(const std::string& from, const std::string& to,
                      bool may_lack) {
  FailPoint("before rename");
  if (rename(from.c_str(), to.c_str()) != 0) {
    if (may_lack && errno == ENOENT && KindOf(from) == FileKind::kMissing) {
      return {};
    }
    int number = errno;
    if (number == ENOENT) {
      std::error_code code;
      fs::create_directories(fs::path(to).parent_path(), code);
      number = code ? code.value() : 0;
      if (number == 0 && rename(from.c_str(), to.c_str()) != 0) number = errno;
    }
    if (number != 0) {
      return Fail(OfOneName(number) ? ErrorCode::kIo : ErrorCode::kOutput,
                  "cannot write: " + std::generic_category().message(number),
                  {PrintablePath(to), 0, 0, {}});
    }
  }
  FailPoint("after rename");
  return {};
}

// Removes, which may have been done by a run that was killed.
Result<void> Remove(const std::string& path) {
  if (unlink(path.c_str()) != 0 && errno != ENOENT && !OfOneName(errno)) {
    return SystemError(ErrorCode::kOutput, "cannot remove", path, errno);
  }
  return {};
}

}  // namespace

std::string RecordPath(const std::string& path) {
  return "records/" + path + ".json";
}

std::string TextPath(const std::string& path) {
  return "text/" + path + ".txt";
}

Result<Descriptor> LockOutput(const std::string& folder) {
  if (auto made = MakeFolder(folder); !made) {
    return Fail(made.error());
  }
  const std::string path = folder + "/lock";
  Descriptor lock(open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666));
  if (!lock.Open()) {
    return SystemError(ErrorCode::kOutput, "cannot create", path, errno);
  }
  if (flock(lock.Get(), LOCK_EX | LOCK_NB) == 0) return lock;
  if (errno == EWOULDBLOCK) return Descriptor();
  return SystemError(ErrorCode::kOutput, "cannot lock", path, errno);
}

Result<std::unique_ptr<Output>> Output::Open(const std::string& folder,
                                             Descriptor lock) {
  auto output = std::make_unique<Output>();
  output->folder_ = folder;
  output->lock_ = std::move(lock);
  std::error_code none;
  fs::remove_all(folder + "/staging", none);
  for (const char* name : {"records", "text", "runs", "staging"}) {
    if (auto made = MakeFolder(fs::path(folder) / name); !made) {
      return Fail(made.error());
    }
  }
  output->root_ =
      Descriptor(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!output->root_.Open()) {
    return SystemError(ErrorCode::kOutput, "cannot open", folder, errno);
  }
  auto ledger =
      archive::Ledger::Open(folder + "/ledger.db", store::OpenMode::kReadWrite);
  if (!ledger) return Fail(ledger.error());
  output->ledger_ = std::move(*ledger);
  return output;
}

Result<std::string> Output::StageFile(const std::string& target,
                                      std::string_view content) {
  if (Same(folder_ + "/" + target, content)) return std::string();
  const std::string path = folder_ + "/staging/" + std::to_string(++number_);
  FailPoint("before write");
  const Descriptor file(
      open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666));
  if (!file.Open()) {
    return SystemError(ErrorCode::kOutput, "cannot create", path, errno);
  }
  if (auto put = WriteAll(file.Get(), content, path); !put) {
    return Fail(put.error());
  }
  FailPoint("after write");
  return path;
}

Result<void> Output::Stage(Change change) {
  Prepared prepared{std::move(change), {}, {}};
  const Change& of = prepared.change;
  if (of.kind == Change::Kind::kPut) {
    auto record = StageFile(RecordPath(of.entry.path), of.record);
    if (!record) return Fail(record.error());
    prepared.record = std::move(*record);
    if (!of.text.empty()) {
      auto text = StageFile(TextPath(of.entry.path), of.text);
      if (!text) return Fail(text.error());
      prepared.text = std::move(*text);
    }
  }
  prepared.change.record = {};
  changes_.push_back(std::move(prepared));
  return {};
}

Result<void> Output::Sync() {
  FailPoint("before sync");
  if (syncfs(root_.Get()) != 0) {
    return SystemError(ErrorCode::kOutput, "cannot sync", folder_, errno);
  }
  FailPoint("after sync");
  return {};
}

Result<void> Output::Publish(const Prepared& prepared, Stored* stored) {
  const Change& change = prepared.change;
  const std::string record = folder_ + "/" + RecordPath(change.entry.path);
  const std::string text = folder_ + "/" + TextPath(change.entry.path);
  const auto each = [&](const std::string& from, const std::string& to) {
    if (from.empty()) return Result<void>();
    ++stored->written;
    return MoveInto(from, to, /*may_lack=*/false);
  };
  Result<void> done;
  switch (change.kind) {
    case Change::Kind::kTouch:
      break;
    case Change::Kind::kGone: {
      const std::string removed = folder_ + "/removed/";
      done = MoveInto(record, removed + RecordPath(change.entry.path), true);
      if (done) {
        done = MoveInto(text, removed + TextPath(change.entry.path), true);
      }
      break;
    }
    case Change::Kind::kPut:
      done = each(prepared.record, record);
      if (done) done = each(prepared.text, text);
      // What an earlier run read is no longer true.
      if (done && change.text.empty()) done = Remove(text);
      if (done && !change.old_path.empty()) {
        done = Remove(folder_ + "/" + RecordPath(change.old_path));
        if (done) done = Remove(folder_ + "/" + TextPath(change.old_path));
      }
      break;
  }
  return done;
}

Result<void> Output::Note(const Prepared& prepared) {
  const Change& change = prepared.change;
  Result<void> done;
  if (change.kind == Change::Kind::kGone) {
    done = ledger_->Delete(change.entry.path);
  } else {
    done = ledger_->Put(change.entry);
  }
  if (done && !change.old_path.empty()) {
    done = ledger_->Delete(change.old_path);
  }
  if (done && !change.reading.empty()) {
    done = ledger_->PutReading(change.entry.content, change.reader,
                               change.reading);
  }
  if (done && !change.old_content.empty()) {
    done = ledger_->DropReading(change.old_content);
  }
  return done;
}

Result<Stored> Output::Commit() {
  Stored stored;
  if (changes_.empty()) return stored;
  const auto failed = [&](const Error& error) -> Result<Stored> {
    changes_.clear();
    return Fail(error);
  };
  bool files = false;
  for (const Prepared& prepared : changes_) {
    files = files || !prepared.record.empty() || !prepared.text.empty();
  }
  if (files) {
    if (auto synced = Sync(); !synced) return failed(synced.error());
  }
  std::vector<const Prepared*> published;
  bool moved = false;
  for (const Prepared& prepared : changes_) {
    const auto done = Publish(prepared, &stored);
    moved = moved || prepared.change.kind == Change::Kind::kGone ||
            !prepared.record.empty() || !prepared.text.empty();
    if (done) {
      published.push_back(&prepared);
    } else if (done.error().code == ErrorCode::kIo) {
      stored.refused.emplace_back(prepared.change.entry.path, done.error());
      if (!prepared.record.empty()) unlink(prepared.record.c_str());
      if (!prepared.text.empty()) unlink(prepared.text.c_str());
    } else {
      return failed(done.error());
    }
  }
  // The names too, before the ledger says that they are there.
  if (moved) {
    if (auto synced = Sync(); !synced) return failed(synced.error());
  }
  auto done = ledger_->Begin();
  for (std::size_t i = 0; done && i < published.size(); ++i) {
    done = Note(*published[i]);
  }
  if (done) done = ledger_->Commit();
  if (!done) {
    ledger_->Rollback();
    return failed(done.error());
  }
  changes_.clear();
  return stored;
}

Result<void> Output::WriteRunFile(const std::string& name,
                                  std::string_view content) {
  const auto staged = StageFile(name, content);
  if (!staged) return Fail(staged.error());
  if (staged->empty()) return {};
  // One file: the rest of the file system need not wait for it.
  const Result<Descriptor> file = OpenFile(*staged);
  FailPoint("before sync");
  if (!file || fsync(file->Get()) != 0) {
    return SystemError(ErrorCode::kOutput, "cannot sync", *staged, errno);
  }
  FailPoint("after sync");
  return MoveInto(*staged, folder_ + "/" + name, false);
}

}  // namespace bmas::archive
