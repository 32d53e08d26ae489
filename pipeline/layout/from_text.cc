// Text that another extractor wrote: its lines are measured in characters and
// then go the same way as the lines of a page.

#include <algorithm>
#include <string>

#include "pipeline/base/utf8.h"
#include "pipeline/layout/assemble.h"
#include "pipeline/layout/blocks.h"
#include "pipeline/layout/furniture.h"
#include "pipeline/layout/join.h"
#include "pipeline/layout/layout.h"
#include "pipeline/layout/segments.h"
#include "pipeline/text/normalize.h"

namespace bmas::layout {
namespace {

// A line of the input: its words, or none for an empty one.
struct InputLine {
  Segment segment;
  bool blank = true;
  bool bare = true;       // not even a space: what double spacing consists of
  bool page_end = false;  // a form feed stood before it
  bool bullet_only = false;
};

std::vector<InputLine> SplitLines(std::string_view text) {
  std::vector<InputLine> lines(1);
  std::size_t point = 0;
  double column = 0;
  Token token;
  const auto flush = [&] {
    if (token.text.empty()) return;
    token.x1 = column;
    token.y1 = 1, token.size = 1;
    lines.back().segment.tokens.push_back(std::move(token));
    lines.back().blank = false;
    token = Token{};
  };
  bool gap = false;
  for (std::size_t at = 0; at < text.size();
       at += LengthAt(text, at), ++point) {
    const char32_t c = CodePointAt(text, at);
    if (c == U'\n' || c == U'\f' || c == 0x2028 || c == 0x2029) {
      flush();
      lines.emplace_back();
      lines.back().page_end = c == U'\f';
      column = 0;
      gap = false;
    } else if (IsSpace(c)) {
      flush();
      lines.back().bare = c == U'\r' && lines.back().bare;
      gap = column > 0;
    } else {
      if (gap) ++column;  // runs of spaces count once
      gap = false;
      if (token.text.empty()) {
        token.x0 = column;
        token.source = point;
      }
      token.text.append(text, at, LengthAt(text, at));
      ++column;
    }
  }
  flush();
  for (InputLine& line : lines) {
    if (line.blank) continue;
    std::vector<Token>& tokens = line.segment.tokens;
    line.bare = false;
    if (tokens.size() == 1 && IsBullet(tokens[0].text)) {
      line.bullet_only = true;
    } else if (tokens.size() > 1 && IsBullet(tokens[0].text)) {
      line.segment.bullet = true;
      tokens.erase(tokens.begin());
    }
    line.segment.Refresh();
  }
  return lines;
}

// Did the extractor put an empty line after every line?
bool DoubleSpaced(const std::vector<InputLine>& lines) {
  std::size_t full = 0, followed = 0;
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    if (lines[i].blank) continue;
    ++full;
    if (lines[i + 1].blank) ++followed;
  }
  return full >= 8 && followed * 10 >= full * 8;
}

// A column of bullets before the column of their texts: the k-th bullet
// belongs to the k-th line after them.
void AttachBulletColumns(std::vector<InputLine>* lines) {
  for (std::size_t i = 0; i < lines->size(); ++i) {
    std::size_t waiting = 0;
    for (; i < lines->size() && ((*lines)[i].bullet_only || (*lines)[i].blank);
         ++i) {
      if ((*lines)[i].bullet_only) ++waiting;
      if ((*lines)[i].bullet_only) (*lines)[i].blank = true;
    }
    for (std::size_t k = i; k < lines->size() && waiting > 0; ++k) {
      if ((*lines)[k].blank) continue;
      (*lines)[k].segment.bullet = true;
      --waiting;
    }
  }
}

// Lines of running text are no narrower than this: a text of short lines alone
// is an address, whose lines its author ended.
constexpr double kNarrowestText = 40;  // characters

double FullWidth(const std::vector<InputLine>& lines) {
  std::vector<double> widths;
  for (const InputLine& line : lines) {
    if (!line.blank) widths.push_back(line.segment.x1);
  }
  if (widths.empty()) return 0;
  std::ranges::sort(widths);
  return std::max(widths[(widths.size() * 95 + 99) / 100 - 1], kNarrowestText);
}

// Some texts break the lines of one paragraph and leave those of another whole:
// beside the whole ones every broken line would look as if its author had ended
// it. Lines that fill the width they share count as full, but for the last.
void FillBrokenParagraphs(std::vector<InputLine>* lines, double width) {
  constexpr double kNarrowest = 60;  // characters; shorter lines are addresses
  constexpr double kFilled = 0.75;   // of the widest
  for (std::size_t i = 0; i < lines->size();) {
    std::size_t end = i;
    double widest = 0;
    bool bullets = false;
    for (; end < lines->size() && !(*lines)[end].blank; ++end) {
      const Segment& segment = (*lines)[end].segment;
      widest = std::max(widest, segment.x1);
      bullets = bullets || segment.bullet;
    }
    bool broken =
        end > i + 1 && widest >= kNarrowest && widest * 2 < width && !bullets;
    for (std::size_t k = i; k + 1 < end; ++k) {
      broken = broken && (*lines)[k].segment.x1 >= widest * kFilled;
    }
    for (std::size_t k = i; broken && k + 1 < end; ++k) {
      (*lines)[k].segment.x1 = width;
    }
    i = std::max(end, i + 1);
  }
}

// Lines that say by themselves that they are page numbers, wherever they stand.
void DropPageNumbers(std::vector<InputLine>* lines, const Lexicon& lexicon,
                     std::vector<Furniture>* furniture) {
  int page = 1;
  for (InputLine& line : *lines) {
    if (line.page_end) ++page;
    if (line.blank || !IsPageNumber(line.segment.Text(), false, lexicon)) {
      continue;
    }
    furniture->push_back({line.segment.Text(), page});
    line.blank = true;
  }
}

}  // namespace

CleanText FromText(std::string_view text, const Lexicon& lexicon) {
  std::vector<InputLine> lines = SplitLines(text);
  std::vector<Furniture> furniture;
  DropPageNumbers(&lines, lexicon, &furniture);
  AttachBulletColumns(&lines);
  const bool doubled = DoubleSpaced(lines);
  const double width = FullWidth(lines);
  FillBrokenParagraphs(&lines, width);

  Metrics metrics;
  metrics.body_size = 1;
  metrics.proportional = false;
  std::vector<Region> regions;
  int page = 1;
  std::size_t blanks = 0;   // empty lines since the last full one
  bool soft_blank = false;  // one of them held a space
  bool new_page = true;
  for (InputLine& input : lines) {
    if (input.page_end) {
      ++page;
      new_page = true;
    }
    if (input.blank) {
      ++blanks;
      soft_blank = soft_blank || !input.bare;
      continue;
    }
    Line line;
    line.page = page;
    input.segment.page = page;
    // In double spacing a line that follows without an empty one begins
    // another frame or page.
    const bool frame = new_page || (doubled && blanks == 0);
    line.gap_before = doubled ? blanks > 1 || soft_blank : blanks > 0;
    line.frame_before = frame || regions.empty();
    line.cells.push_back(std::move(input.segment));
    if (line.frame_before) {
      regions.emplace_back();
      regions.back().page = page;
      regions.back().x1 = width;
      regions.back().columnar = true;
    }
    regions.back().lines.push_back(std::move(line));
    blanks = 0;
    soft_blank = false;
    new_page = false;
  }
  std::vector<DraftBlock> blocks = Blocks(regions, metrics, lexicon);
  MarkHeadlines(&blocks);
  CleanText out = Assemble(blocks, /*placed=*/false, lexicon);
  out.furniture = std::move(furniture);
  return out;
}

}  // namespace bmas::layout
