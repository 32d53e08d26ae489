// The output folder: one run at a time, and changes that are durable in groups.
//
//   out/lock              held while a run goes on (flock, dies with it)
//   out/ledger.db         see ledger.h
//   out/records, out/text what is published
//   out/removed           records and texts of files that are gone
//   out/runs              a summary of each run
//   out/staging           files on their way; empty between runs
//
// A group is written to staging, synced, renamed into place; then the ledger
// commits. Killed anywhere, every file is whole, and the next run repeats at
// most that group.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/archive/ledger.h"
#include "pipeline/base/descriptor.h"
#include "pipeline/base/result.h"

namespace bmas::archive {

// Where things of a document lie, relative to the output folder.
std::string RecordPath(const std::string& path);
std::string TextPath(const std::string& path);

// What becomes of one document.
struct Change {
  enum class Kind { kPut, kTouch, kGone };
  Kind kind = Kind::kPut;
  Entry entry;          // after the change; of kGone before it
  std::string record;   // of kPut: the file's bytes
  std::string text;     // "" if there is none
  std::string reading;  // compressed; "" if it is kept already or there is none
  std::string reader;   // what made it
  std::string old_path;     // of a moved document, whose record goes
  std::string old_content;  // whose reading may go
};

struct Stored {
  std::size_t written = 0;  // files that changed
  // Documents whose files cannot be had, and why.
  std::vector<std::pair<std::string, Error>> refused;
};

// Makes the folder and takes its lock, which dies with the process. The
// descriptor is not open when another process has it.
Result<Descriptor> LockOutput(const std::string& folder);

class Output {
 public:
  Output() = default;
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  // Opens the ledger and clears what a killed run left.
  static Result<std::unique_ptr<Output>> Open(const std::string& folder,
                                              Descriptor lock);

  const std::string& Folder() const { return folder_; }
  archive::Ledger& Ledger() { return *ledger_; }

  // Writes the change's files to staging. An error is of the whole output
  // (no space, read-only): the run should stop.
  Result<void> Stage(Change change);
  std::size_t Staged() const { return changes_.size(); }

  // Makes all that is staged durable. After an error nothing of the group is
  // in the ledger.
  Result<Stored> Commit();

  // A file of the run itself (summary, metrics): whole or not at all.
  Result<void> WriteRunFile(const std::string& name, std::string_view content);

 private:
  struct Prepared {
    Change change;
    std::string record, text;  // in staging; "" if the file stays as it is
  };
  Result<std::string> StageFile(const std::string& target,
                                std::string_view content);
  Result<void> Sync();
  Result<void> Publish(const Prepared& prepared, Stored* stored);
  Result<void> Note(const Prepared& prepared);

  std::string folder_;
  Descriptor lock_, root_;
  std::optional<archive::Ledger> ledger_;
  std::vector<Prepared> changes_;
  std::size_t number_ = 0;
};

}  // namespace bmas::archive
