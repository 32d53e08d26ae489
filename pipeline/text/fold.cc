#include "pipeline/text/fold.h"

#include <algorithm>

#include "pipeline/base/utf8.h"
#include "pipeline/text/normalize.h"

namespace bmas {
namespace {

char32_t FoldedPoint(char32_t c) {
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

}  // namespace

FoldedText::FoldedText(std::string_view clean) {
  text_.reserve(clean.size());
  offsets_.reserve(clean.size() + 1);
  for (std::size_t at = 0; at < clean.size(); at += LengthAt(clean, at)) {
    AppendCodePoint(text_, FoldedPoint(CodePointAt(clean, at)));
    offsets_.resize(text_.size(), static_cast<std::uint32_t>(at));
  }
  offsets_.push_back(static_cast<std::uint32_t>(clean.size()));
}

FoldedSpan FoldedText::FromClean(const Span& span) const {
  const auto find = [&](std::size_t clean) {
    return static_cast<std::size_t>(
        std::ranges::lower_bound(offsets_, static_cast<std::uint32_t>(clean)) -
        offsets_.begin());
  };
  return {find(span.begin), find(span.end)};
}

std::string Folded(std::string_view text) { return FoldedText(text).Text(); }

}  // namespace bmas
