// Folded text (see text/fold.h) in types of its own: it has one byte for each
// code point, so that read as UTF-8 it is broken at the first umlaut. Nothing
// turns into these by itself, and these into nothing else; only ASCII, which is
// the same in both, may be written down as it is.
#pragma once

#include <compare>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "pipeline/base/span.h"

namespace bmas {

class FoldedView {
 public:
  constexpr FoldedView() = default;
  // A literal; one that is not ASCII does not compile.
  consteval FoldedView(const char* ascii) : bytes_(ascii) {
    for (const char c : bytes_) {
      if (static_cast<unsigned char>(c) >= 0x80) throw "not ASCII";
    }
  }
  // `bytes` are folded text already: what a library gave back of it.
  static constexpr FoldedView FromBytes(std::string_view bytes) {
    FoldedView out;
    out.bytes_ = bytes;
    return out;
  }

  // For libraries and byte tables that know of the encoding; never for output.
  constexpr std::string_view Bytes() const { return bytes_; }

  constexpr std::size_t Size() const { return bytes_.size(); }
  constexpr bool Empty() const { return bytes_.empty(); }
  // A group that took no part in a match is not even empty.
  constexpr bool IsNull() const { return bytes_.data() == nullptr; }
  constexpr char operator[](std::size_t at) const { return bytes_[at]; }
  constexpr FoldedView Slice(const FoldedSpan& span) const {
    return FromBytes(bytes_.substr(span.begin, span.end - span.begin));
  }
  // Where `part`, a piece of this very text, stands in it.
  constexpr FoldedSpan SpanOf(FoldedView part) const {
    const auto begin =
        static_cast<std::size_t>(part.bytes_.data() - bytes_.data());
    return {begin, begin + part.Size()};
  }

  friend constexpr bool operator==(FoldedView, FoldedView) = default;
  friend constexpr auto operator<=>(FoldedView a, FoldedView b) {
    return a.bytes_ <=> b.bytes_;
  }

 private:
  std::string_view bytes_;
};

class FoldedString {
 public:
  FoldedString() = default;
  explicit FoldedString(FoldedView text) : bytes_(text.Bytes()) {}
  static FoldedString FromBytes(std::string bytes) {
    FoldedString out;
    out.bytes_ = std::move(bytes);
    return out;
  }

  FoldedView View() const { return FoldedView::FromBytes(bytes_); }
  operator FoldedView() const { return View(); }
  const std::string& Bytes() const { return bytes_; }  // see FoldedView

  friend bool operator==(const FoldedString&, const FoldedString&) = default;
  // NOLINTNEXTLINE(modernize-use-nullptr): the check stumbles over <=>
  friend auto operator<=>(const FoldedString&, const FoldedString&) = default;

 private:
  std::string bytes_;
};

}  // namespace bmas
