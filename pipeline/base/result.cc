#include "pipeline/base/result.h"

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
    case ErrorCode::kInternal:
      return "internal";
  }
  return "internal";
}

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
  if (at.line > 0 && !at.source.empty()) {
    out += "\n  ";
    out += at.source;
    if (at.column > 0) {
      out += "\n  ";
      // Tabs are kept so that the caret stands under its character.
      int column = 1;
      for (unsigned char byte : at.source) {
        if (column >= at.column) break;
        if ((byte & 0xC0U) == 0x80U) continue;
        out += byte == '\t' ? '\t' : ' ';
        ++column;
      }
      out += '^';
    }
  }
  return out;
}

}  // namespace bmas
