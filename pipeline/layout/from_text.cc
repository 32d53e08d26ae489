// Text that another extractor wrote: its lines are measured in characters and
// then go the same way as the lines of a page.

#include <algorithm>
#include <string>

#include "pipeline/base/utf8.h"
#include "pipeline/layout/assemble.h"
#include "pipeline/layout/blocks.h"
#include "pipeline/layout/furniture.h"
#include "pipeline/layout/headlines.h"
#include "pipeline/layout/input_lines.h"
#include "pipeline/layout/join.h"
#include "pipeline/layout/layout.h"
#include "pipeline/layout/raw_text.h"
#include "pipeline/text/garbled.h"
#include "pipeline/text/normalize.h"

namespace bmas::layout {
namespace {

// Lines with as many tabs as a line beside them are rows; a label that ends
// with a colon has only its value behind the tab.
bool IsRow(const std::vector<InputLine>& lines, std::size_t i) {
  const std::size_t tabs = lines[i].tabs.size();
  if (tabs == 0 ||
      (tabs == 1 &&
       lines[i].segment.tokens[lines[i].tabs[0] - 1].text.ends_with(':'))) {
    return false;
  }
  const auto as_many = [&](std::size_t k) {
    return k < lines.size() && lines[k].tabs.size() == tabs;
  };
  return as_many(i + 1) || (i > 0 && as_many(i - 1));
}

std::vector<Segment> Cells(const InputLine& line) {
  std::vector<Segment> cells;
  const std::vector<Token>& tokens = line.segment.tokens;
  std::size_t begin = 0;
  for (std::size_t k = 0; k <= line.tabs.size(); ++k) {
    const std::size_t end = k < line.tabs.size() ? line.tabs[k] : tokens.size();
    Segment cell;
    cell.page = line.segment.page;
    cell.bullet = line.segment.bullet && k == 0;
    cell.tokens.assign(tokens.begin() + static_cast<std::ptrdiff_t>(begin),
                       tokens.begin() + static_cast<std::ptrdiff_t>(end));
    cell.Refresh();
    cells.push_back(std::move(cell));
    begin = end;
  }
  return cells;
}

constexpr double kWidestLine = 160;  // characters of small type on A4

// Did the extractor put an empty line after every line? Where a line holds more
// than a page is wide, lines are paragraphs and the empty ones their ends.
bool DoubleSpaced(const std::vector<InputLine>& lines) {
  std::size_t full = 0, followed = 0, ended = 0;
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    if (lines[i].blank) continue;
    if (lines[i].segment.x1 > kWidestLine) return false;
    ++full;
    if (lines[i + 1].blank) ++followed;
    if (EndsSentence(lines[i].segment)) ++ended;
  }
  // Lines broken by an extractor end anywhere, paragraphs as sentences do.
  return full >= 8 && followed * 10 >= full * 8 && ended * 2 < full;
}

// A line wider than any page that ends as sentences do is a whole paragraph.
bool IsParagraph(const InputLine& line) {
  return !line.blank && line.segment.x1 > kWidestLine &&
         EndsSentence(line.segment);
}

// Lines of running text are no narrower than this: a text of short lines alone
// is an address, whose lines its author ended.
constexpr double kNarrowestText = 40;  // characters

// Where a whole paragraph stands on one line, nothing broke the others either:
// then only the widest is full. Where the lines are short and none goes on with
// a small letter, an author ended them all: then none is.
double FullWidth(const std::vector<InputLine>& lines) {
  constexpr double kShort = 80;  // characters, of a line on a narrow page
  std::vector<double> widths;
  bool unbroken = false, goes_on = false;
  for (const InputLine& line : lines) {
    if (line.blank) continue;
    goes_on =
        goes_on || (!widths.empty() &&
                    IsLower(CodePointAt(line.segment.tokens.front().text, 0)));
    widths.push_back(line.segment.x1);
    unbroken = unbroken || IsParagraph(line);
  }
  if (widths.empty()) return 0;
  std::ranges::sort(widths);
  if (unbroken) return widths.back();
  if (!goes_on && widths.back() < kShort) return 2 * kShort;
  return std::max(widths[(widths.size() * 95 + 99) / 100 - 1], kNarrowestText);
}

// "2. Preis …"
bool BeginsNumbered(const InputLine& line) {
  const std::string& first = line.segment.tokens.front().text;
  return first.ends_with('.') && first.front() >= '0' && first.front() <= '9';
}

// Some texts break the lines of one paragraph and leave those of another whole:
// beside the whole ones every broken line would look as if its author had ended
// it. Lines behind which the next word had no room count as full.
void FillBrokenParagraphs(std::vector<InputLine>* lines, double width) {
  constexpr double kNarrowest = 60;  // characters; shorter lines are addresses
  constexpr double kRagged = 6;      // hyphenation fills no line to the last
  struct Group {
    std::size_t begin = 0, end = 0;
    double widest = 0;
  };
  std::vector<Group> groups;
  double shared = 0;  // the width to which this text was broken
  for (std::size_t i = 0; i < lines->size();) {
    Group group{i, i, 0};
    bool plain = true;
    for (; group.end < lines->size() && !(*lines)[group.end].blank;
         ++group.end) {
      const InputLine& line = (*lines)[group.end];
      group.widest = std::max(group.widest, line.segment.x1);
      plain = plain && !line.segment.bullet && line.tabs.empty();
    }
    if (plain && group.end > i + 1 && group.widest >= kNarrowest &&
        group.widest * 2 < width) {
      groups.push_back(group);
      shared = std::max(shared, group.widest);
    }
    i = std::max(group.end, i + 1);
  }
  for (const Group& group : groups) {
    // "2. Preis …" begins an item, one "3. Mai" can begin any line.
    const auto numbered =
        std::count_if(lines->begin() + static_cast<std::ptrdiff_t>(group.begin),
                      lines->begin() + static_cast<std::ptrdiff_t>(group.end),
                      BeginsNumbered);
    const auto full = [&](std::size_t k) {
      if (numbered > 1 && BeginsNumbered((*lines)[k + 1])) return false;
      const Token& next = (*lines)[k + 1].segment.tokens.front();
      return (*lines)[k].segment.x1 + 1 + (next.x1 - next.x0) + kRagged >
             shared;
    };
    bool broken = true;
    for (std::size_t k = group.begin; k + 1 < group.end; ++k) {
      broken = broken && full(k);
    }
    for (std::size_t k = group.begin; broken && k + 1 < group.end; ++k) {
      (*lines)[k].segment.x1 = width;
    }
  }
}

// The next line does not go on with a whole paragraph, however wide that is.
void EndWholeParagraphs(std::vector<InputLine>* lines, double width) {
  constexpr double kShort = 0.7;  // of the width: no full line
  for (InputLine& line : *lines) {
    if (IsParagraph(line)) {
      line.segment.x1 = std::min(line.segment.x1, kShort * width);
    }
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
  RawText raw = Undo(text);
  std::vector<InputLine> lines = SplitLines(raw.chars);
  std::vector<Furniture> furniture;
  DropPageNumbers(&lines, lexicon, &furniture);
  MarkItems(&lines);
  const bool doubled = DoubleSpaced(lines);
  const double width = FullWidth(lines);
  EndWholeParagraphs(&lines, width);
  FillBrokenParagraphs(&lines, width);

  Metrics metrics;
  metrics.body_size = 1;
  metrics.proportional = false;
  std::vector<Region> regions;
  int page = 1;
  std::size_t blanks = 0;   // empty lines since the last full one
  bool soft_blank = false;  // one of them held a space
  bool new_page = true;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    InputLine& input = lines[i];
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
    if (IsRow(lines, i)) {
      line.cells = Cells(input);
    } else {
      line.cells.push_back(std::move(input.segment));
    }
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
  CleanText out = Assemble(blocks, /*notes=*/{}, /*placed=*/false, lexicon);
  out.furniture = std::move(furniture);
  out.remarks = std::move(raw.remarks);
  if (auto several = SeveralReleases(blocks)) {
    out.remarks.push_back(std::move(*several));
  }
  if (auto garbled = Garbled(out.Text())) {
    out.remarks.push_back(std::move(*garbled));
  }
  return out;
}

}  // namespace bmas::layout
