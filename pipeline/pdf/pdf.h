// PDF bytes -> pages of words. The only door to Poppler: nothing of it leaks
// out. Units: PDF points, origin at the top left of the page as shown (crop
// box, page rotation applied; turned further where most of its text is not
// upright, which is said). Text is UTF-8 as the file maps its glyphs: not
// normalised, but always well-formed.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/base/result.h"

namespace bmas::pdf {

struct Font {
  std::string name;  // as embedded, without the subset prefix; may be empty
  bool bold = false;
  bool italic = false;
  bool monospaced = false;
  bool symbols = false;  // its letters are drawn as signs: Wingdings, Symbol
};

// A run of glyphs without white space. Invariant: edges has one entry more
// than `text` has code points.
struct Word {
  std::string text;
  double x0 = 0, y0 = 0, x1 = 0, y1 = 0;
  double baseline = 0;       // y of the baseline
  double size = 0;           // font size
  std::vector<float> edges;  // left edge of each code point, then the right end
  std::uint32_t font = 0;    // index into Document::fonts
  int rotation = 0;          // quarter turns clockwise; 0 is upright
};

// A link annotation with a target outside the document.
struct Link {
  double x0 = 0, y0 = 0, x1 = 0, y1 = 0;
  std::string uri;
};

// A thin horizontal or vertical line that was drawn: the ruling of a table.
struct Ruling {
  double x0 = 0, y0 = 0, x1 = 0, y1 = 0;
};

// A small filled shape, about as wide as high: the bullet of a list that was
// drawn, not written.
struct Mark {
  double x0 = 0, y0 = 0, x1 = 0, y1 = 0;
};

struct Page {
  double width = 0, height = 0;
  std::vector<Word> words;  // in content stream order
  std::vector<Link> links;
  std::vector<Ruling> rulings;
  std::vector<Mark> marks;
};

struct Diagnostic {
  std::string code;  // "repaired", "syntax", "page-limit", …
  std::string message;
  int page = 0;  // 0: the whole document
};

struct Document {
  std::vector<Page> pages;
  std::vector<Font> fonts;
  int page_count = 0;    // as the file says; pages may hold fewer
  bool complete = true;  // false when pages were cut off or unreadable
  std::string producer;  // document information dictionary, "" if absent
  std::string created;   // its CreationDate as written (ISO 32000-1, 7.9.4)
  std::vector<Diagnostic> diagnostics;
};

struct Limits {
  int pages = 2000;
  std::uint64_t words = 2'000'000;  // of the whole document

  // Called before each page is read, with its number.
  std::function<void(int page)> on_page = {};

  // Where an earlier try hit a limit that only the death of a process keeps:
  // that page and those after it are left out, and `stop_why` says so.
  int stop_before = 0;  // page; 0: read all
  Diagnostic stop_why = {};
};

// Errors: kEncrypted, kDamaged (also a document of no pages), kUnsupported
// (no PDF at all). `bytes` is only read during the call. One thread at a time.
Result<Document> Read(std::string_view bytes, const Limits& limits);

// Does a file that begins like this claim to be a PDF? The header may stand
// anywhere in the first 1,024 bytes (ISO 32000-1, annex H, note 13).
bool LooksLikePdf(std::string_view head);

// Poppler's version, for records.
std::string LibraryVersion();

}  // namespace bmas::pdf
