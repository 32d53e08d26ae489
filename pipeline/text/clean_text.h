// The clean text of a document: what rules read and what people cite. UTF-8,
// NFC, lines of a paragraph joined by a space, blocks separated by an empty
// line, items and rows by a newline, cells by a tab. It knows for each of its
// bytes where that stands in the source.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/base/span.h"

namespace bmas {

enum class BlockKind {
  kHeading,     // larger or bolder than the body
  kParagraph,   // running text
  kLines,       // lines that end where their author ended them: an address
  kList,        // items
  kTable,       // rows of cells
  kLetterhead,  // who writes: labels and values, addresses beside the body
};

const char* Name(BlockKind kind);

struct TextLine {
  Span span;                // without the newline
  std::vector<Span> cells;  // of a row; empty elsewhere
};

struct TextBlock {
  BlockKind kind = BlockKind::kParagraph;
  Span span;
  std::vector<TextLine> lines;  // items of a list, rows of a table
  int page = 0;                 // where it begins, from 1
  double size = 0;              // font size in points, 0 for text input
  bool masthead = false;        // it says that this is a press release
};

// A running header, footer or page number: kept for whoever looks, no text.
struct Furniture {
  std::string text;
  int page = 0;
};

// What was odd about the text: a diagnostic of the record it is read for.
struct Remark {
  std::string code;
  std::string message;
  int page = 0;  // 0: the whole document
};

struct LinkedSpan {
  Span span;
  std::string uri;
};

// One printed word in the source, for boxes.
struct PlacedWord {
  SourceSpan source;
  int page = 0;
  std::uint32_t line = 0;  // words of one printed line share it
  double y0 = 0, y1 = 0;
  std::vector<float> edges;  // x of each code point, then the right end
};

class CleanText {
 public:
  const std::string& Text() const { return text_; }
  std::string_view Slice(const Span& span) const {
    return std::string_view(text_).substr(span.begin, span.Size());
  }

  // Where a span of clean text stands in the source, which is for PDF the
  // words' code points in reading order, for text input the input's.
  SourceSpan Source(const Span& span) const;

  // Its boxes: one per printed line it touches. Empty for text input.
  std::vector<Box> Boxes(const Span& span) const;

  std::vector<TextBlock> blocks;
  std::vector<Furniture> furniture;
  std::vector<LinkedSpan> links;
  std::vector<Remark> remarks;  // whoever reads the document takes them over
  bool has_boxes = false;

 private:
  friend class CleanTextBuilder;
  friend class CleanTextBytes;

  // A stretch of clean text and what it came from. `exact`: same code points.
  struct Run {
    Span clean;
    SourceSpan source;
    bool exact = true;
  };

  std::string text_;
  std::vector<Run> runs_;  // ascending, without the glue between words
  std::vector<PlacedWord> words_;
};

// Builds a CleanText front to back.
class CleanTextBuilder {
 public:
  // Appends a printed word, cleaned. `placed.source` must lie after all before;
  // where it has other code points than `raw`, the word is mapped as a whole.
  // Returns where it stands; empty when nothing of it was left.
  Span Append(std::string_view raw, PlacedWord placed);
  // Appends what stands between words: a space, newline or tab.
  void Glue(std::string_view between) { text_.text_ += between; }
  // Takes back the last code point, a hyphen that ended a line.
  void DropLast();

  std::size_t Size() const { return text_.text_.size(); }
  const std::string& Text() const { return text_.text_; }
  CleanText& Target() { return text_; }
  CleanText Take() { return std::move(text_); }

 private:
  CleanText text_;
};

}  // namespace bmas
