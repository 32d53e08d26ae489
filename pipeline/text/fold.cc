#include "pipeline/text/fold.h"

#include <algorithm>

#include "pipeline/base/utf8.h"
#include "pipeline/text/normalize.h"

namespace bmas {
namespace {

// Quotation marks, dashes and spaces.
char32_t FoldedMark(char32_t c) {
  switch (c) {
    case U'„':
    case U'“':
    case U'”':
    case U'‟':
    case U'«':
    case U'»':
    case U'″':
      return U'"';
    case U'‚':
    case U'‘':
    case U'’':
    case U'‛':
    case U'‹':
    case U'›':
    case U'′':
    case U'´':
    case U'`':
      return U'\'';
    case U'‐':
    case U'‑':
    case U'‒':
    case U'–':
    case U'—':
    case U'―':
    case U'−':
      return U'-';
    default:
      break;
  }
  if (c == U'\n' || c == U'\t') return c;
  return c >= 0x80 && IsSpace(c) ? U' ' : c;
}

char FoldedByte(char32_t c) {
  c = FoldedMark(c);
  // So that the letters are two ranges, see fold.h.
  if (c == U'×' || c == U'÷') c = 0x81;
  if (c == U'ª' || c == U'º' || c == U'µ') c = U'ý';
  if (c >= 0x100) {
    if (c == U'€') {
      c = 0x80;
    } else if (IsUpper(c)) {
      c = U'Ý';
    } else {
      c = IsLetter(c) ? U'ý' : 0x81;
    }
  }
  return static_cast<char>(c);
}

}  // namespace

FoldedText::FoldedText(std::string_view clean) {
  std::string bytes;
  bytes.reserve(clean.size());
  offsets_.reserve(clean.size() + 1);
  for (std::size_t at = 0; at < clean.size();) {
    offsets_.push_back(static_cast<std::uint32_t>(at));
    const char c = clean[at];
    // Nearly all of a text is ASCII, of which folding changes one mark.
    if (static_cast<unsigned char>(c) < 0x80 && c != '`') {
      bytes += c;
      ++at;
    } else {
      bytes += FoldedByte(CodePointAt(clean, at));
      at += LengthAt(clean, at);
    }
  }
  offsets_.push_back(static_cast<std::uint32_t>(clean.size()));
  text_ = FoldedString::FromBytes(std::move(bytes));
}

FoldedSpan FoldedText::FromClean(const Span& span) const {
  const auto find = [&](std::size_t clean) {
    return static_cast<std::size_t>(
        std::ranges::lower_bound(offsets_, static_cast<std::uint32_t>(clean)) -
        offsets_.begin());
  };
  return {find(span.begin), find(span.end)};
}

FoldedString FoldToBytes(std::string_view text) {
  return FoldedString(FoldedText(text).Text());
}

std::string ToUtf8(FoldedView folded) {
  std::string out;
  for (const char c : folded.Bytes()) {
    AppendCodePoint(out, static_cast<unsigned char>(c));
  }
  return out;
}

std::string Folded(std::string_view text) {
  std::string marks;
  for (std::size_t at = 0; at < text.size(); at += LengthAt(text, at)) {
    AppendCodePoint(marks, FoldedMark(CodePointAt(text, at)));
  }
  return marks;
}

std::string ComparisonKey(std::string_view text) {
  return FoldCase(Folded(text));
}

}  // namespace bmas
