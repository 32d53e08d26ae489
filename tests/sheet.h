// Pages made of words for layout tests: each glyph is half as wide as the font
// is high, a space a quarter.
#pragma once

#include <string>
#include <vector>

#include "pipeline/base/utf8.h"
#include "pipeline/layout/layout.h"
#include "pipeline/pdf/pdf.h"
#include "tests/support.h"

namespace bmas {

class Sheet {
 public:
  Sheet() {
    document_.fonts = {{"Otter", false, false, false},
                       {"Otter-Bold", true, false, false},
                       {"OtterMono", false, false, true},
                       {"Otterdings", false, false, false, true}};
    NextPage();
  }

  Sheet& NextPage() {
    pdf::Page page;
    page.width = 600;
    page.height = 840;
    document_.pages.push_back(page);
    document_.page_count = static_cast<int>(document_.pages.size());
    return *this;
  }

  Sheet& Font(std::uint32_t font) {
    font_ = font;
    return *this;
  }
  Sheet& Size(double size) {
    size_ = size;
    return *this;
  }
  Sheet& Spaces(double width) {
    space_ = width;
    return *this;
  }

  // Words of one line, its baseline at `y` from the top.
  Sheet& Line(double x, double y, const std::string& text) {
    std::string word;
    for (std::size_t at = 0; at <= text.size(); ++at) {
      if (at < text.size() && text[at] != ' ') {
        word += text[at];
        continue;
      }
      if (!word.empty()) x = Word(x, y, word) + space_ * size_;
      word.clear();
    }
    return *this;
  }

  // Lines below each other.
  Sheet& Lines(double x, double y, const std::vector<std::string>& lines) {
    for (const std::string& line : lines) {
      Line(x, y, line);
      y += 1.2 * size_;
    }
    return *this;
  }

  Sheet& Ruling(double x0, double y0, double x1, double y1) {
    document_.pages.back().rulings.push_back({x0, y0, x1, y1});
    return *this;
  }

  Sheet& Sideways(double x, double y, const std::string& word) {
    Word(x, y, word);
    document_.pages.back().words.back().rotation = 3;
    return *this;
  }

  // A table's lines around and between cells.
  Sheet& Grid(const std::vector<double>& xs, const std::vector<double>& ys) {
    for (const double x : xs) Ruling(x, ys.front(), x, ys.back());
    for (const double y : ys) Ruling(xs.front(), y, xs.back(), y);
    return *this;
  }

  const pdf::Document& Done() const { return document_; }

 private:
  double Word(double x, double y, const std::string& text) {
    pdf::Word word;
    word.text = text;
    word.size = size_;
    word.font = font_;
    word.baseline = y;
    word.y0 = y - 0.8 * size_;
    word.y1 = y + 0.2 * size_;
    word.x0 = x;
    for (std::size_t i = 0; i <= CountCodePoints(text); ++i) {
      word.edges.push_back(
          static_cast<float>(x + 0.5 * size_ * static_cast<double>(i)));
    }
    word.x1 = word.edges.back();
    document_.pages.back().words.push_back(word);
    return word.x1;
  }

  pdf::Document document_;
  std::uint32_t font_ = 0;
  double size_ = 10;
  double space_ = 0.25;
};

using Strings = std::vector<std::string>;

inline CleanText Read(const Sheet& sheet) {
  return layout::FromPdf(sheet.Done(), ShippedRules().lexicon);
}

// "heading: Title", "list: item / item", "table: a | b / c | d".
inline Strings Blocks(const CleanText& text) {
  Strings out;
  for (const TextBlock& block : text.blocks) {
    std::string all = std::string(Name(block.kind)) + ": ";
    for (std::size_t i = 0; i < block.lines.size(); ++i) {
      const TextLine& line = block.lines[i];
      if (i > 0) all += " / ";
      if (line.cells.empty()) all += text.Slice(line.span);
      for (std::size_t c = 0; c < line.cells.size(); ++c) {
        if (c > 0) all += " | ";
        all += text.Slice(line.cells[c]);
      }
    }
    out.push_back(all);
  }
  return out;
}

inline Strings FurnitureOf(const CleanText& text) {
  Strings out;
  for (const Furniture& f : text.furniture) {
    out.push_back(std::to_string(f.page) + ": " + f.text);
  }
  return out;
}

// Running text about nothing, 90 points less than the page wide.
inline const Strings kOtters{
    "Der Otter lebt am Fluss und baut dort seine Wege durch das hohe Gras und "
    "das Schilf.",
    "Er ist nachts wach und sucht nach Fischen, die er am Ufer in Ruhe "
    "verzehrt und teilt.",
    "Am Morgen kehrt er heim."};
inline const std::string kOttersText =
    "Der Otter lebt am Fluss und baut dort seine Wege durch das hohe Gras und "
    "das Schilf. "
    "Er ist nachts wach und sucht nach Fischen, die er am Ufer in Ruhe "
    "verzehrt und teilt. "
    "Am Morgen kehrt er heim.";

}  // namespace bmas
