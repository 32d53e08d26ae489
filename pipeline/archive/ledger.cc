#include "pipeline/archive/ledger.h"

#include <memory>

#include "pipeline/base/failpoint.h"

namespace bmas::archive {
namespace {

using store::Statement;

// The form of the tables; an older one is brought to it, a newer one refused.
constexpr std::int64_t kVersion = 1;

// Each step brings the form of its index to the next.
constexpr const char* kSteps[] = {
    R"(
    CREATE TABLE documents (
      path BLOB PRIMARY KEY, size INTEGER, modified INTEGER, inode INTEGER,
      retry INTEGER, strikes INTEGER, status TEXT, code TEXT, engine TEXT,
      limits TEXT, rules TEXT, content TEXT, duplicate_of BLOB, awards INTEGER,
      winners INTEGER, checks_failed INTEGER, dated INTEGER, message TEXT
    ) WITHOUT ROWID;
    CREATE INDEX documents_by_content ON documents (content);
    CREATE TABLE readings (
      content TEXT PRIMARY KEY, reader TEXT, compressed BLOB);
    CREATE TABLE runs (
      start TEXT PRIMARY KEY, state TEXT, exit_code INTEGER, summary TEXT);
    )"};

#define BMAS_COLUMNS                                                       \
  "path, size, modified, inode, retry, strikes, status, code, engine, "    \
  "limits, rules, content, duplicate_of, awards, winners, checks_failed, " \
  "dated, message"

Entry EntryOf(const Statement& row) {
  Entry entry;
  entry.path = row.Text(0);
  entry.state = {static_cast<std::uint64_t>(row.Int(1)), row.Int(2),
                 static_cast<std::uint64_t>(row.Int(3))};
  entry.retry = row.Int(4) != 0;
  entry.strikes = static_cast<int>(row.Int(5));
  entry.status = row.Text(6);
  entry.code = row.Text(7);
  entry.engine = row.Text(8);
  entry.limits = row.Text(9);
  entry.rules = row.Text(10);
  entry.content = row.Text(11);
  entry.duplicate_of = row.Text(12);
  entry.awards = static_cast<int>(row.Int(13));
  entry.winners = static_cast<int>(row.Int(14));
  entry.checks_failed = static_cast<int>(row.Int(15));
  entry.dated = row.Int(16) != 0;
  entry.message = row.Text(17);
  return entry;
}

Result<void> Migrate(store::Database* database) {
  const auto version = database->Version();
  if (!version) return Fail(version.error());
  if (*version > kVersion) {
    return Fail(ErrorCode::kOutput, "the ledger is of a newer program (form " +
                                        std::to_string(*version) +
                                        ", known are forms up to " +
                                        std::to_string(kVersion) + ")");
  }
  for (std::int64_t form = *version; form < kVersion; ++form) {
    auto done = database->Execute(
        std::string("BEGIN IMMEDIATE;") + kSteps[form] +
        "PRAGMA user_version = " + std::to_string(form + 1) + "; COMMIT");
    if (!done) return done;
  }
  return {};
}

}  // namespace

std::string ContentKey(const std::string& sha256, DocumentKind kind) {
  return sha256 + (kind == DocumentKind::kText ? "t" : "p");
}

std::string Sha256Of(const std::string& content) {
  return content.substr(0, content.empty() ? 0 : content.size() - 1);
}

Result<Ledger> Ledger::Open(const std::string& path, store::OpenMode mode) {
  auto database = store::Database::Open(path, mode);
  if (!database) return Fail(database.error());
  if (mode == store::OpenMode::kReadWrite) {
    if (auto migrated = Migrate(&*database); !migrated) {
      Error error = migrated.error();
      if (error.where.file.empty()) error.where.file = PrintablePath(path);
      return Fail(error);
    }
  }
  Ledger ledger;
  ledger.database_ = std::move(*database);
  return ledger;
}

Result<Statement*> Ledger::Prepared(const char* sql) {
  for (auto& [known, statement] : statements_) {
    if (known == sql) {
      statement.Reset();
      return &statement;
    }
  }
  auto statement = database_->Prepare(sql);
  if (!statement) return Fail(statement.error());
  if (statements_.capacity() == 0) statements_.reserve(32);
  statements_.emplace_back(sql, std::move(*statement));
  return &statements_.back().second;
}

Result<void> Ledger::Each(const std::function<void(const Entry&)>& visit) {
  static constexpr const char* kSql =
      "SELECT " BMAS_COLUMNS " FROM documents ORDER BY path";
  auto rows = Prepared(kSql);
  if (!rows) return Fail(rows.error());
  for (;;) {
    const Result<bool> row = (*rows)->Step();
    if (!row) return Fail(row.error());
    if (!*row) return {};
    visit(EntryOf(**rows));
  }
}

Result<std::optional<Entry>> Ledger::Find(const std::string& path) {
  static constexpr const char* kSql =
      "SELECT " BMAS_COLUMNS " FROM documents WHERE path = ?1";
  auto rows = Prepared(kSql);
  if (!rows) return Fail(rows.error());
  const Result<bool> row = (*rows)->BindBytes(1, path).Step();
  if (!row) return Fail(row.error());
  std::optional<Entry> found;
  if (*row) found = EntryOf(**rows);
  (*rows)->Reset();
  return found;
}

Result<std::vector<Entry>> Ledger::WithContent(const std::string& content) {
  static constexpr const char* kSql =
      "SELECT " BMAS_COLUMNS
      " FROM documents WHERE content = ?1 AND length(duplicate_of) = 0"
      " ORDER BY path";
  auto rows = Prepared(kSql);
  if (!rows) return Fail(rows.error());
  (*rows)->Bind(1, std::string_view(content));
  std::vector<Entry> found;
  for (;;) {
    const Result<bool> row = (*rows)->Step();
    if (!row) return Fail(row.error());
    if (!*row) return found;
    found.push_back(EntryOf(**rows));
  }
}

Result<std::string> Ledger::Reading(const std::string& content,
                                    const std::string& reader) {
  static constexpr const char* kSql =
      "SELECT compressed FROM readings WHERE content = ?1 AND reader = ?2";
  auto rows = Prepared(kSql);
  if (!rows) return Fail(rows.error());
  const Result<bool> row = (*rows)
                               ->Bind(1, std::string_view(content))
                               .Bind(2, std::string_view(reader))
                               .Step();
  if (!row) return Fail(row.error());
  std::string compressed = *row ? (*rows)->Text(0) : std::string();
  (*rows)->Reset();
  return compressed;
}

Result<struct Past> Ledger::Past() {
  static constexpr const char* kSql =
      "SELECT count(*), total(status = 'failed'), total(dated),"
      " total(awards > 0), total(winners) FROM documents";
  auto rows = Prepared(kSql);
  if (!rows) return Fail(rows.error());
  const Result<bool> row = (*rows)->Step();
  if (!row) return Fail(row.error());
  struct Past past;
  past.documents = (*rows)->Int(0);
  past.failed = (*rows)->Int(1);
  past.dated = (*rows)->Int(2);
  past.award_releases = (*rows)->Int(3);
  past.winners = (*rows)->Int(4);
  (*rows)->Reset();
  return past;
}

Result<std::optional<Run>> Ledger::LastRun() {
  static constexpr const char* kSql =
      "SELECT start, state, exit_code, summary FROM runs"
      " ORDER BY start DESC LIMIT 1";
  auto rows = Prepared(kSql);
  if (!rows) return Fail(rows.error());
  const Result<bool> row = (*rows)->Step();
  if (!row) return Fail(row.error());
  std::optional<Run> run;
  if (*row) {
    run = Run{(*rows)->Text(0), (*rows)->Text(1),
              static_cast<int>((*rows)->Int(2)), (*rows)->Text(3)};
  }
  (*rows)->Reset();
  return run;
}

Result<void> Ledger::Begin() { return database_->Execute("BEGIN IMMEDIATE"); }

Result<void> Ledger::Commit() {
  FailPoint("before ledger commit");
  Result<void> done = database_->Execute("COMMIT");
  FailPoint("after ledger commit");
  return done;
}

void Ledger::Rollback() { static_cast<void>(database_->Execute("ROLLBACK")); }

Result<void> Ledger::Put(const Entry& entry) {
  static constexpr const char* kSql =
      "INSERT OR REPLACE INTO documents (" BMAS_COLUMNS
      ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14,"
      " ?15, ?16, ?17, ?18)";
  auto put = Prepared(kSql);
  if (!put) return Fail(put.error());
  const auto text = [&](int index, const std::string& value) {
    (*put)->Bind(index, std::string_view(value));
  };
  (*put)->BindBytes(1, entry.path);
  (*put)->Bind(2, static_cast<std::int64_t>(entry.state.size));
  (*put)->Bind(3, entry.state.modified);
  (*put)->Bind(4, static_cast<std::int64_t>(entry.state.inode));
  (*put)->Bind(5, std::int64_t{entry.retry ? 1 : 0});
  (*put)->Bind(6, std::int64_t{entry.strikes});
  text(7, entry.status);
  text(8, entry.code);
  text(9, entry.engine);
  text(10, entry.limits);
  text(11, entry.rules);
  text(12, entry.content);
  (*put)->BindBytes(13, entry.duplicate_of);
  (*put)->Bind(14, std::int64_t{entry.awards});
  (*put)->Bind(15, std::int64_t{entry.winners});
  (*put)->Bind(16, std::int64_t{entry.checks_failed});
  (*put)->Bind(17, std::int64_t{entry.dated ? 1 : 0});
  text(18, entry.message);
  return (*put)->Run();
}

Result<void> Ledger::Delete(const std::string& path) {
  static constexpr const char* kSql = "DELETE FROM documents WHERE path = ?1";
  auto gone = Prepared(kSql);
  if (!gone) return Fail(gone.error());
  return (*gone)->BindBytes(1, path).Run();
}

Result<void> Ledger::PutReading(const std::string& content,
                                const std::string& reader,
                                const std::string& compressed) {
  static constexpr const char* kSql =
      "INSERT OR REPLACE INTO readings (content, reader, compressed)"
      " VALUES (?1, ?2, ?3)";
  auto put = Prepared(kSql);
  if (!put) return Fail(put.error());
  return (*put)
      ->Bind(1, std::string_view(content))
      .Bind(2, std::string_view(reader))
      .BindBytes(3, compressed)
      .Run();
}

Result<void> Ledger::DropReading(const std::string& content) {
  static constexpr const char* kSql =
      "DELETE FROM readings WHERE content = ?1 AND NOT EXISTS"
      " (SELECT 1 FROM documents WHERE documents.content = ?1)";
  auto drop = Prepared(kSql);
  if (!drop) return Fail(drop.error());
  return (*drop)->Bind(1, std::string_view(content)).Run();
}

Result<void> Ledger::PutRun(const Run& run) {
  static constexpr const char* kSql =
      "INSERT OR REPLACE INTO runs (start, state, exit_code, summary)"
      " VALUES (?1, ?2, ?3, ?4)";
  auto put = Prepared(kSql);
  if (!put) return Fail(put.error());
  return (*put)
      ->Bind(1, std::string_view(run.start))
      .Bind(2, std::string_view(run.state))
      .Bind(3, std::int64_t{run.exit_code})
      .Bind(4, std::string_view(run.summary))
      .Run();
}

}  // namespace bmas::archive
