// What is known of every document: `out/ledger.db`. One table has the
// documents, one the readings (clean text with its map, compressed) that
// changed rules are applied to, one the runs. Paths are bytes as on disk.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/archive/inputs.h"
#include "pipeline/base/file.h"
#include "pipeline/store/sqlite.h"

namespace bmas::archive {

struct Entry {
  std::string path;
  FileState state;
  std::string content;        // see ContentKey; "" if it was never read
  std::string engine;         // made by this: versions and limits of reading
  std::string limits;         // and under these, where that matters
  std::string rules;          // and by these
  std::string status;         // ok, partial or failed
  std::string code, message;  // of a failure; of a partial one what cut it
  std::string duplicate_of;   // path, "" if it is none
  int strikes = 0;            // crashes and limits in a row, each on its own
  bool retry = false;         // was asked for, or its surroundings failed
  int awards = 0, winners = 0, checks_failed = 0;
  bool dated = false;  // the release says its date
};

// Same bytes read the same way. A text and a PDF of the same bytes are read
// differently.
std::string ContentKey(const std::string& sha256, DocumentKind kind);
std::string Sha256Of(const std::string& content);

struct Run {
  std::string start;  // ISO 8601, UTC
  std::string state;  // done, held, interrupted or failed
  int exit_code = 0;
  std::string summary;  // as written to runs/<start>.json
};

// What the archive looked like so far, for bounds on what is new.
struct Past {
  std::int64_t documents = 0, failed = 0, dated = 0;
  std::int64_t award_releases = 0, winners = 0;
};

class Ledger {
 public:
  static Result<Ledger> Open(const std::string& path, store::OpenMode mode);

  // Every entry, ascending by the bytes of its path. Stops at an error.
  Result<void> Each(const std::function<void(const Entry&)>& visit);
  Result<std::optional<Entry>> Find(const std::string& path);
  // Entries of this content that are no duplicates themselves.
  Result<std::vector<Entry>> WithContent(const std::string& content);
  // The compressed reading of that content by that engine; "" if there is none.
  Result<std::string> Reading(const std::string& content,
                              const std::string& reader);
  Result<struct Past> Past();
  Result<std::optional<Run>> LastRun();

  Result<void> Begin();
  Result<void> Commit();
  void Rollback();
  Result<void> Put(const Entry& entry);
  Result<void> Delete(const std::string& path);
  Result<void> PutReading(const std::string& content, const std::string& reader,
                          const std::string& compressed);
  // Drops the reading that no document has any more.
  Result<void> DropReading(const std::string& content);
  Result<void> PutRun(const Run& run);

 private:
  Result<store::Statement*> Prepared(const char* sql);

  std::optional<store::Database> database_;
  std::vector<std::pair<const char*, store::Statement>> statements_;
};

}  // namespace bmas::archive
