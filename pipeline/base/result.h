// Errors are values: what can fail returns a Result and nobody may ignore it.
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

namespace bmas {

enum class ErrorCode {
  // Of a run: it cannot start or go on.
  kUsage,   // arguments, configuration, a missing input
  kRule,    // a rule file is wrong
  kOutput,  // the output folder cannot be written
  // Of one document: recorded, and the run goes on.
  kIo,           // the file cannot be read
  kEncrypted,    // needs a password
  kDamaged,      // a PDF that even repair does not open, or one of no pages
  kNoText,       // pages, but no text on any of them
  kUnsupported,  // not the kind of file its name says
  kLimit,     // a limit was reached: which, asked and used are in the message
  kCrashed,   // the process that read it died
  kRequest,   // a line of `stream` asks for nothing that can be read
  kInternal,  // a bug of this program
};

// The code's name as records and logs print it ("no_text").
const char* Name(ErrorCode code);

// A place in a file; line and column count from 1, 0 means "the whole file".
struct Where {
  std::string file;
  int line = 0;
  int column = 0;      // in code points
  std::string source;  // that line's text, for the caret
};

// What a caller does something about, besides telling of it. Messages are for
// people: no caller may look into one.
enum class Cause {
  kOther,
  kChanging,   // somebody writes the file while it is read
  kUndefined,  // a name that some other file may define
};

struct Error {
  ErrorCode code = ErrorCode::kInternal;
  std::string message;
  Where where;
  Cause cause = Cause::kOther;
};

// The one renderer: "file:line:column: message", then the line and a caret
// below it when the line is known.
std::string Render(const Error& error);

// Result<void> where success gives no value: `return {};`. Result<bool> is a
// question whose answer may be no.
template <class T>
class [[nodiscard]] Result : public tl::expected<T, Error> {
 public:
  using tl::expected<T, Error>::expected;
};

// What a function returns instead of a value: the error of another, or one that
// is made here.
using Unexpected = tl::unexpected<Error>;

inline Unexpected Fail(Error error) { return Unexpected(std::move(error)); }

inline Unexpected Fail(ErrorCode code, std::string message, Where where = {}) {
  return Fail(Error{code, std::move(message), std::move(where)});
}

// All errors of a configuration at once.
using Errors = std::vector<Error>;

}  // namespace bmas
