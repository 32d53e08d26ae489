// UTF-8 (Unicode 15.0, section 3.9): telling well-formed sequences, counting
// and reading code points. Everything past the edge of the program is
// well-formed; `Repair` is that edge.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace bmas {

// Bytes of the well-formed sequence at the start of `s` (table 3-7); 0 if the
// bytes there are ill-formed or `s` is empty.
std::size_t SequenceLength(std::string_view s);

// The code point at byte `at`, which must begin a sequence of well-formed text.
char32_t CodePointAt(std::string_view s, std::size_t at);

// Bytes of the sequence that begins at `at` in well-formed text.
std::size_t LengthAt(std::string_view s, std::size_t at);

// Where the sequence begins that ends right before `at`, or that `at` cuts.
// REQUIRES: 0 < at <= s.size().
std::size_t StartBefore(std::string_view s, std::size_t at);

// The last code point of well-formed text; 0 if it is empty.
char32_t LastCodePoint(std::string_view s);

void AppendCodePoint(std::string& out, char32_t c);

// Code points in well-formed text.
std::size_t CountCodePoints(std::string_view s);

// Ill-formed bytes become U+FFFD, one for each; `replaced` counts them.
std::string Repair(std::string_view s, std::size_t* replaced);

// Turns byte offsets of one text into code points in constant time.
class CodePointIndex {
 public:
  explicit CodePointIndex(std::string_view text);
  // `byte` may be the text's size.
  std::size_t At(std::size_t byte) const;

 private:
  std::vector<std::uint32_t> points_;  // code points before each byte
};

}  // namespace bmas
