// Which of the glyphs that a page draws a reader sees, and which are drawn once
// more: what is drawn as values, without Poppler. Units as in pdf.h.
#pragma once

#include <array>
#include <cstddef>
#include <vector>

namespace bmas::pdf {

struct Colour {
  std::array<double, 3> rgb{};  // 0 to 1
  bool known = true;            // false: a pattern, an image
};

// A glyph in the order of drawing.
struct Glyph {
  char32_t code = 0;
  double x = 0, y = 0;     // its origin on the baseline
  double size = 0;         // font size
  double turn = 0;         // degrees, of its baseline; clockwise
  double opacity = 1;      // 0 to 1
  bool invisible = false;  // text rendering mode 3 (ISO 32000-1, 9.3.6)
  bool silent = false;     // the file says that it stands for no text
  bool type3 = false;      // its font's size says little about its height
  Colour colour;
  std::size_t paints = 0;  // how many paints were drawn before it
};

// An area that was filled, or an image; in the order of drawing.
struct Paint {
  double x0 = 0, y0 = 0, x1 = 0, y1 = 0;
  Colour colour;
  bool opaque = true;
  bool image = false;
};

struct Sight {
  std::vector<bool> drop;  // for each glyph: not to be read
  std::size_t hidden = 0;  // of those dropped, letters nobody sees
};

// Might there be text on the page that nobody sees? Tells whether it is worth
// knowing the page's images and patterns as well.
bool MayHide(const std::vector<Glyph>& glyphs,
             const std::vector<Paint>& paints);

// `may_hide`: what MayHide said.
Sight Look(const std::vector<Glyph>& glyphs, const std::vector<Paint>& paints,
           bool may_hide);

}  // namespace bmas::pdf
