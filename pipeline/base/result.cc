#include "pipeline/base/result.h"

#include <algorithm>

#include "pipeline/base/utf8.h"

namespace bmas {

const char* Name(ErrorCode code) {
  switch (code) {
    case ErrorCode::kUsage:
      return "usage";
    case ErrorCode::kRule:
      return "rule";
    case ErrorCode::kOutput:
      return "output";
    case ErrorCode::kIo:
      return "io";
    case ErrorCode::kEncrypted:
      return "encrypted";
    case ErrorCode::kDamaged:
      return "damaged";
    case ErrorCode::kNoText:
      return "no_text";
    case ErrorCode::kUnsupported:
      return "unsupported";
    case ErrorCode::kLimit:
      return "limit";
    case ErrorCode::kCrashed:
      return "crashed";
    case ErrorCode::kRequest:
      return "request";
    case ErrorCode::kInternal:
      return "internal";
  }
  return "internal";
}

namespace {

constexpr int kMostShown = 120;   // code points of a source line
constexpr int kBeforeCaret = 80;  // of them before the caret

// The line, or what of a long one stands around the column, and a caret below.
std::string Excerpt(const Where& at) {
  const int length = static_cast<int>(CountCodePoints(at.source));
  int first = 1, last = length;  // columns
  if (length > kMostShown) {
    first = std::max(1, at.column - kBeforeCaret);
    last = std::min(length, first + kMostShown - 1);
  }
  std::string shown = first > 1 ? "…" : "";
  std::string blank = first > 1 ? " " : "";
  int column = 0;
  for (std::size_t i = 0; i < at.source.size(); i += LengthAt(at.source, i)) {
    ++column;
    if (column < first || column > last) continue;
    shown.append(at.source, i, LengthAt(at.source, i));
    // Tabs are kept so that the caret stands under its character.
    if (column < at.column) blank += at.source[i] == '\t' ? '\t' : ' ';
  }
  if (last < length) shown += "…";
  // A caret may stand behind the end.
  if (at.column > length + 1) {
    blank.append(static_cast<std::size_t>(at.column - length - 1), ' ');
  }
  std::string out = "\n  " + shown;
  if (at.column > 0) out += "\n  " + blank + "^";
  return out;
}

}  // namespace

std::string Render(const Error& error) {
  std::string out;
  const Where& at = error.where;
  if (!at.file.empty()) {
    out += at.file;
    if (at.line > 0) {
      out += ':';
      out += std::to_string(at.line);
    }
    if (at.line > 0 && at.column > 0) {
      out += ':';
      out += std::to_string(at.column);
    }
    out += ": ";
  }
  out += error.message;
  if (at.line > 0 && !at.source.empty()) out += Excerpt(at);
  return out;
}

}  // namespace bmas
