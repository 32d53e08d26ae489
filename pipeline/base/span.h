// Ranges of text, one type per unit so that the compiler refuses to mix them.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <vector>

namespace bmas {

// A half-open range [begin, end). Invariant: begin <= end.
template <class Unit>
struct BasicSpan {
  std::size_t begin = 0;
  std::size_t end = 0;

  std::size_t Size() const { return end - begin; }
  bool Empty() const { return begin == end; }
  bool Contains(const BasicSpan& other) const {
    return begin <= other.begin && other.end <= end;
  }
  bool Overlaps(const BasicSpan& other) const {
    return begin < other.end && other.begin < end;
  }
  // The smallest span that holds both.
  BasicSpan Cover(const BasicSpan& other) const {
    return {std::min(begin, other.begin), std::max(end, other.end)};
  }
  auto operator<=>(const BasicSpan&) const = default;
};

// The span without the bytes of `marks` at its ends, nor those of `behind` at
// its end. `bytes`: what it is a span of.
template <class Unit>
BasicSpan<Unit> Trimmed(std::string_view bytes, BasicSpan<Unit> span,
                        std::string_view marks, std::string_view behind = "") {
  const auto is_one_of = [&](std::string_view these, std::size_t at) {
    return these.find(bytes[at]) != std::string_view::npos;
  };
  while (!span.Empty() && is_one_of(marks, span.begin)) ++span.begin;
  while (!span.Empty() &&
         (is_one_of(marks, span.end - 1) || is_one_of(behind, span.end - 1))) {
    --span.end;
  }
  return span;
}

template <class Unit>
bool OverlapsAny(const std::vector<BasicSpan<Unit>>& spans,
                 const BasicSpan<Unit>& span) {
  return std::any_of(
      spans.begin(), spans.end(),
      [&](const BasicSpan<Unit>& other) { return other.Overlaps(span); });
}

using Span = BasicSpan<struct CleanBytes>;          // bytes of clean text
using FoldedSpan = BasicSpan<struct FoldedPoints>;  // code points of clean text
using SourceSpan = BasicSpan<struct SourcePoints>;  // code points of the source

// A rectangle on a page: PDF points, origin top left, page counted from 1.
struct Box {
  int page = 0;
  double x = 0, y = 0, width = 0, height = 0;

  double Right() const { return x + width; }
  double Bottom() const { return y + height; }
  bool operator==(const Box&) const = default;
};

}  // namespace bmas
