// The characters of an extracted text as they were meant, each with the code
// points of the input that it came from: mail quoting and the transfer encoding
// of mails are undone, and letters whose bytes were read in a wrong encoding.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "pipeline/text/clean_text.h"

namespace bmas::layout {

struct RawChar {
  char32_t c = 0;
  std::size_t source = 0;  // first code point of the input
  std::size_t points = 1;  // how many
};

struct RawText {
  std::vector<RawChar> chars;
  std::vector<Remark> remarks;
};

// REQUIRES: well-formed UTF-8. Line ends of all kinds become U+000A; form
// feeds stay.
RawText Undo(std::string_view text);

}  // namespace bmas::layout
