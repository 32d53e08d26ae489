// What layout works on between the printed words and the clean text. Units are
// points for pages; for text input a character is one unit wide and x counts
// characters.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "pipeline/text/clean_text.h"

namespace bmas::layout {

// A printed word.
struct Token {
  std::string text;  // raw UTF-8
  double x0 = 0, x1 = 0, y0 = 0, y1 = 0;
  double baseline = 0, size = 0;
  bool bold = false, italic = false, monospaced = false;
  bool symbol = false;            // of a font whose letters are signs
  std::uint32_t font = 0;         // index into the document's; 0 for text input
  std::vector<float> edges;       // empty for text input
  std::size_t source = 0;         // first code point, text input only
  std::size_t source_points = 0;  // where not as many as the text has
  const std::string* link = nullptr;  // target of an annotation over it

  double Height() const { return y1 - y0; }
};

// Words on one baseline without a wide gap: the atom of columns and cells.
struct Segment {
  std::vector<Token> tokens;
  double x0 = 0, x1 = 0, y0 = 0, y1 = 0;
  double baseline = 0, size = 0;
  bool bullet = false;  // a bullet stood before it
  double bullet_x = 0;  // where
  int page = 0;

  void Refresh();            // box, baseline and size from the tokens
  bool Bold() const;         // every word of it
  std::string Text() const;  // words joined by spaces, cleaned
};

// A line of a column: one segment, or several with wide gaps between them.
struct Line {
  std::vector<Segment> cells;
  int page = 0;
  bool gap_before = false;    // text input: an empty line stood before it
  bool frame_before = false;  // a new column, frame or page begins here
  double right = 0;  // how far its paragraph reaches; 0: as far as the column

  const Segment& Front() const { return cells.front(); }
  double X0() const { return cells.front().x0; }
  double X1() const { return cells.back().x1; }
  double Y0() const { return cells.front().y0; }
  double Y1() const { return cells.front().y1; }
  double Baseline() const { return cells.front().baseline; }
  bool Italic() const;
  double Size() const { return cells.front().size; }
  bool Bold() const;
};

// A column's lines in order, or a table's rows.
struct Region {
  bool table = false;
  bool letterhead = false;  // rows of labels and values
  int page = 0;
  double x0 = 0, x1 = 0;  // what the column may fill
  bool side = false;      // a narrow column beside the body
  bool columnar = false;  // it ends at a gutter, not at the page's margin
  std::vector<Line> lines;
  // Of a table: rows of cells, each a list of segments top to bottom.
  std::vector<std::vector<std::vector<Segment>>> rows;
};

// Lines that will be one line of clean text: joined by spaces.
struct DraftLine {
  std::vector<std::vector<Segment>> cells;  // more than one: a row

  const std::vector<Segment>& FirstCell() const;  // that holds text
};

// Invariant: each line has a cell that is not empty; only tables have others.
struct DraftBlock {
  BlockKind kind = BlockKind::kParagraph;
  std::vector<DraftLine> lines;
  int page = 0;
  double size = 0;
  bool bold = false, italic = false;
  bool masthead = false;
  double room = 0;  // white right of its last printed line
  bool side = false;
  bool region_start = false;  // a column, frame or page begins with it
  bool numbered = false;      // items with numbers, not bullets
  double x0 = 0;

  const Segment& Last() const;
  const Segment& First() const;
};

}  // namespace bmas::layout
