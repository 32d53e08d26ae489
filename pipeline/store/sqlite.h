// SQLite as values: a connection, statements, transactions. Errors are values
// with SQLite's own words.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "pipeline/base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace bmas::store {

// A prepared statement. Parameters count from 1, columns from 0.
class Statement {
 public:
  Statement& Bind(int index, std::int64_t value);
  Statement& Bind(int index, std::string_view text);
  Statement& BindBytes(int index, std::string_view bytes);

  // Steps once: true when there is a row. A statement that is done or failed
  // is ready for new parameters.
  Result<bool> Step();
  // Steps to the end.
  Result<void> Run();
  void Reset();

  std::int64_t Int(int column) const;
  std::string Text(int column) const;  // of bytes too

 private:
  friend class Database;
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

enum class OpenMode { kReadWrite, kReadOnly };

class Database {
 public:
  // Makes the file if it is to be written and is not there. Written to, it
  // keeps a write-ahead log and is synced at each commit.
  static Result<Database> Open(const std::string& path, OpenMode mode);

  Result<void> Execute(const std::string& sql);
  Result<Statement> Prepare(std::string_view sql);

  // `PRAGMA user_version`: which form the tables have.
  Result<std::int64_t> Version();

 private:
  friend class Statement;
  struct Close {
    void operator()(sqlite3* database) const;
  };
  std::unique_ptr<sqlite3, Close> database_;
};

}  // namespace bmas::store
