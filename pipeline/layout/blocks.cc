#include "pipeline/layout/blocks.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include "pipeline/base/utf8.h"
#include "pipeline/layout/bullets.h"
#include "pipeline/layout/furniture.h"
#include "pipeline/layout/headlines.h"
#include "pipeline/layout/join.h"
#include "pipeline/layout/letterhead.h"
#include "pipeline/text/hyphen.h"
#include "pipeline/text/normalize.h"

namespace bmas::layout {
namespace {

enum class Break { kNone, kLine, kBlock };

bool SameSize(double a, double b) {
  return std::abs(a - b) <= 0.08 * std::max(a, b);
}

bool MostlySingle(const Region& region) {
  return std::ranges::count_if(
             region.lines,
             [](const Line& line) { return line.cells.size() == 1; }) *
             2 >=
         static_cast<std::ptrdiff_t>(region.lines.size());
}

// A justified line that was stretched into pieces is one line again.
void MergeStretched(Region* region, double right) {
  if (!MostlySingle(*region)) return;
  for (std::size_t i = 0; i < region->lines.size(); ++i) {
    Line& line = region->lines[i];
    if (line.cells.size() < 2) continue;
    const auto fills = [&](const Line& l) {
      return l.cells.size() == 1 && right - l.X1() < 1.5 * l.Size() &&
             SameSize(l.Size(), line.Size());
    };
    const bool fills_here = right - line.X1() < 0.5 * line.Size();
    const bool neighbour =
        (i > 0 && fills(region->lines[i - 1])) ||
        (i + 1 < region->lines.size() && fills(region->lines[i + 1]));
    if (!fills_here || !neighbour) continue;
    Segment merged = line.cells.front();
    for (std::size_t k = 1; k < line.cells.size(); ++k) {
      merged.tokens.insert(merged.tokens.end(), line.cells[k].tokens.begin(),
                           line.cells[k].tokens.end());
    }
    merged.Refresh();
    line.cells.clear();
    line.cells.push_back(std::move(merged));
  }
}

class BlockBuilder {
 public:
  BlockBuilder(const Metrics& metrics, const Lexicon& lexicon,
               std::vector<DraftBlock>* out)
      : metrics_(metrics), lexicon_(lexicon), out_(out) {}

  void Add(Region region, double right) {
    right_ = right;
    side_ = region.side;
    columnar_ = region.columnar;
    if (region.table) {
      AddTable(region);
      return;
    }
    MergeStretched(&region, right);
    if (metrics_.proportional) MarkRuns(&region);
    TakeDashes(&region);
    for (const Line& line : region.lines) AddLine(line);
    Flush();
  }

 private:
  bool EndsWithHyphen(const Line& line) const {
    return IsHyphen(LastCodePoint(line.cells.back().tokens.back().text));
  }

  // Did the author end line `a`: would the first word of `b` have fitted?
  bool Short(const Line& a, const Line& b) const {
    if (EndsWithHyphen(a)) return false;
    const Token& word = b.Front().tokens.front();
    const std::string first = Cleaned(word.text);
    // "Tel.:" under an address, "Netzwerk:" under "Netzwerk:" begin lines.
    if (IsLetterheadLabel(first, lexicon_) ||
        (first.ends_with(':') && BeginsWithLabel(a))) {
      return true;
    }
    const double slack =
        metrics_.proportional ? 0.5 * a.Size() : 0.06 * right_ + 1;
    return RightOf(a) - a.X1() > word.x1 - word.x0 + slack;
  }

  double RightOf(const Line& line) const {
    return line.right > 0 ? line.right : right_;
  }

  // Does the line, or the item that it continues, begin with "Wort:"?
  bool BeginsWithLabel(const Line& line) const {
    const auto label = [](const Segment& segment) {
      return Cleaned(segment.tokens.front().text).ends_with(':');
    };
    return label(line.Front()) ||
           (block_ && label(block_->lines.back().cells.front().front()));
  }

  // Runs of lines that tell by themselves whether they are a paragraph: a
  // heading or a letterhead may be all that fills the column, and in a narrow
  // column of addresses every line nearly does.
  void MarkRuns(Region* region) const {
    constexpr std::size_t kFewest = 3;  // lines
    std::vector<Line>& lines = region->lines;
    for (std::size_t i = 0; i < lines.size();) {
      std::size_t end = i + 1;
      double widest = lines[i].X1();
      while (end < lines.size() && GoesBelow(lines[end - 1], lines[end])) {
        widest = std::max(widest, lines[end].X1());
        ++end;
      }
      if (end - i >= kFewest) MarkRun(&lines, i, end, widest);
      i = end;
    }
  }

  // Do lines of other paragraphs reach the column's right edge? Then it is one
  // that text is broken at.
  bool HasMargin(const std::vector<Line>& lines, std::size_t begin,
                 std::size_t end) const {
    constexpr std::size_t kFewest = 2;  // one may reach it by chance
    if (!columnar_) return true;
    std::size_t reaching = 0;
    for (std::size_t k = 0; k < lines.size(); ++k) {
      if ((k < begin || k >= end) && right_ - lines[k].X1() < lines[k].Size()) {
        ++reaching;
      }
    }
    return reaching >= kFewest;
  }

  // Lines that each end where the next word had no room, some of which go on
  // with a small letter, are a paragraph as wide as its widest. Where some end
  // earlier within a sentence and none goes on so, their author ended them all.
  void MarkRun(std::vector<Line>* lines, std::size_t begin, std::size_t end,
               double widest) const {
    constexpr double kEndless = 1e6;  // points
    std::size_t early = 0, going = 0;
    bool wrapped = true;
    for (std::size_t k = begin; k + 1 < end; ++k) {
      const Line& line = (*lines)[k];
      const Token& word = (*lines)[k + 1].Front().tokens.front();
      const bool hyphen = EndsWithHyphen(line);
      const bool full =
          hyphen || widest - line.X1() <= word.x1 - word.x0 + 0.5 * line.Size();
      wrapped = wrapped && full;
      if (!full && !EndsSentence(line.cells.back())) ++early;
      const bool small = IsLower(CodePointAt(Cleaned(word.text) + " ", 0));
      if (hyphen || small) ++going;
    }
    const bool ended =
        early > 0 && going == 0 && !HasMargin(*lines, begin, end);
    if (!ended && !(wrapped && going > 0)) return;
    for (std::size_t k = begin; k < end; ++k) {
      (*lines)[k].right = ended ? kEndless : widest;
    }
  }

  // Is `b` the next line of one paragraph, as far as its place and type tell?
  bool GoesBelow(const Line& a, const Line& b) const {
    return a.cells.size() == 1 && b.cells.size() == 1 && !b.Front().bullet &&
           !b.frame_before && SameSize(a.Size(), b.Size()) &&
           std::abs(a.X0() - b.X0()) < 0.5 * a.Size() && !GapBetween(a, b) &&
           !Cleaned(b.Front().tokens.front().text).ends_with(':');
  }

  // Dashes that begin items, told from dashes that a line break put first.
  void TakeDashes(Region* region) const {
    for (std::size_t i = 0; i < region->lines.size(); ++i) {
      Segment& segment = region->lines[i].cells.front();
      if (segment.bullet || segment.tokens.size() < 2 ||
          !IsDash(segment.tokens.front().text)) {
        continue;
      }
      if (i > 0) {
        const Line& before = region->lines[i - 1];
        const std::string text = before.cells.back().Text();
        const char end = text.empty() ? ' ' : text.back();
        const bool closed =
            end == ':' || end == '.' || end == ';' || end == ',';
        if (!closed && !Short(before, region->lines[i]) &&
            !GapBetween(before, region->lines[i])) {
          continue;
        }
      }
      segment.bullet = true;
      segment.bullet_x = segment.x0;
      segment.tokens.erase(segment.tokens.begin());
      segment.Refresh();
    }
  }

  bool GapBetween(const Line& a, const Line& b) const {
    if (!metrics_.proportional) return b.gap_before;
    const double size = std::max(a.Size(), b.Size());
    const double distance = b.Baseline() - a.Baseline();
    // Body text keeps its leading; other sizes have leadings of their own.
    const bool body = SameSize(size, metrics_.body_size);
    return distance >
           (body ? 1.17 * metrics_.leading : metrics_.leading + 0.35) * size;
  }

  Break BreakBefore(const Line& line) const {
    const Line& last = *last_;
    const bool list = block_->kind == BlockKind::kList;
    if (block_->masthead || IsMasthead(line.Front().Text(), lexicon_) ||
        line.frame_before || !SameSize(last.Size(), line.Size())) {
      return Break::kBlock;
    }
    const bool gap = GapBetween(last, line);
    if (line.Front().bullet) {
      const bool far =
          metrics_.proportional && line.Baseline() - last.Baseline() >
                                       2.4 * metrics_.leading * line.Size();
      return list && !block_->numbered && !far ? Break::kLine : Break::kBlock;
    }
    const int number = ItemNumber(line, lexicon_);
    if (number > 1 && number == number_ + 1 && block_->numbered) {
      return Break::kLine;
    }
    if (gap) return Break::kBlock;
    const bool is_short = Short(last, line);
    if (list && !block_->numbered) {
      const bool hangs = line.X0() > item_x_ - 0.4 * line.Size();
      if (is_short) return hangs ? Break::kLine : Break::kBlock;
      return hangs || !metrics_.proportional ||
                     line.X0() > bullet_x_ - 0.4 * line.Size()
                 ? Break::kNone
                 : Break::kBlock;
    }
    if (last.cells.size() > 1 || line.cells.size() > 1) {
      return last.cells.size() > 1 && line.cells.size() > 1 ? Break::kLine
                                                            : Break::kBlock;
    }
    const char32_t first = CodePointAt(line.Front().tokens.front().text, 0);
    if (last.Bold() != line.Bold() && (is_short || IsUpper(first))) {
      return Break::kBlock;
    }
    // Running text whose line ended early, before words that stay together.
    if (!is_short ||
        (joined_ > 0 && IsLower(first) && !EndsSentence(last.cells.back()))) {
      return Break::kNone;
    }
    // A paragraph of its own after full lines that ended a sentence.
    const bool indented = line.X0() - last.X0() > 0.8 * line.Size();
    if (joined_ > 0 && (indented || EndsSentence(last.cells.back()))) {
      return Break::kBlock;
    }
    return Break::kLine;
  }

  void AddLine(const Line& line) {
    const Break kind = block_ ? BreakBefore(line) : Break::kBlock;
    if (kind == Break::kBlock) {
      Flush();
      block_.emplace();
      block_->page = line.page;
      block_->size = line.Size();
      block_->bold = line.Bold();
      block_->italic = line.Italic();
      block_->side = side_;
      block_->x0 = line.X0();
      block_->masthead = IsMasthead(line.Front().Text(), lexicon_);
      number_ = ItemNumber(line, lexicon_);
      block_->numbered = number_ > 0 && !line.Front().bullet;
      if (line.Front().bullet) block_->kind = BlockKind::kList;
      joined_ = 0;
    }
    if (kind != Break::kNone || block_->lines.empty()) {
      DraftLine draft;
      for (const Segment& cell : line.cells) draft.cells.push_back({cell});
      block_->lines.push_back(std::move(draft));
      if (const int number = ItemNumber(line, lexicon_); number > 0) {
        number_ = number;
      }
    } else {
      std::vector<Segment>& cell = block_->lines.back().cells.back();
      cell.insert(cell.end(), line.cells.begin(), line.cells.end());
      ++joined_;
    }
    if (line.Front().bullet) {
      item_x_ = line.X0();
      bullet_x_ = line.Front().bullet_x;
    }
    block_->bold = block_->bold && line.Bold();
    block_->italic = block_->italic && line.Italic();
    block_->room = RightOf(line) - line.X1();
    last_ = line;
  }

  void Flush() {
    if (block_) {
      Classify(&*block_);
      out_->push_back(std::move(*block_));
    }
    block_.reset();
  }

  void Classify(DraftBlock* block) const {
    if (block->kind == BlockKind::kList) return;
    if (block->masthead) {
      block->kind = BlockKind::kHeading;
      return;
    }
    const std::size_t printed = block->lines.size() + joined_;
    const std::string end = block->Last().Text();
    const bool sentence = !end.empty() && end.back() == '.';
    const bool larger = block->size > 1.12 * metrics_.body_size;
    const bool bolder = block->bold && !metrics_.body_bold;
    const bool row = block->lines.front().cells.size() > 1;
    if (!row && ((larger && printed <= 6 &&
                  (!sentence || block->size > 1.35 * metrics_.body_size)) ||
                 (bolder && printed <= 4 && !sentence))) {
      block->kind = BlockKind::kHeading;
    } else if (row && block->lines.size() > 1) {
      block->kind = BlockKind::kTable;
    } else if (block->numbered && block->lines.size() > 1) {
      block->kind = BlockKind::kList;
    } else if (block->lines.size() > 1) {
      block->kind = BlockKind::kLines;
    }
  }

  void AddTable(const Region& region) {
    DraftBlock block;
    block.kind = region.letterhead ? BlockKind::kLetterhead : BlockKind::kTable;
    block.page = region.page;
    block.side = region.side;
    block.x0 = region.x0;
    for (const auto& row : region.rows) {
      DraftLine line;
      // Cells keep their columns, but for what stands over a whole row.
      const auto filled = std::ranges::count_if(
          row, [](const auto& cell) { return !cell.empty(); });
      const bool whole = filled == 1 && !row.front().empty();
      for (const auto& cell : row) {
        if (cell.empty() && (whole || region.letterhead)) continue;
        if (!cell.empty()) {
          block.size = std::max(block.size, cell.front().size);
        }
        line.cells.push_back(cell);
      }
      block.lines.push_back(std::move(line));
    }
    out_->push_back(std::move(block));
  }

  const Metrics& metrics_;
  const Lexicon& lexicon_;
  std::vector<DraftBlock>* out_;

  double right_ = 0;
  bool side_ = false;
  bool columnar_ = false;
  std::optional<DraftBlock> block_;
  std::optional<Line> last_;
  std::size_t joined_ = 0;  // printed lines that continued the one before
  int number_ = 0;          // of the last numbered item
  double item_x_ = 0, bullet_x_ = 0;
};

// How far lines of each region may reach: columns end where their longest line
// does; the page's own column where the longest line of any page does.
std::vector<double> RightMargins(const std::vector<Region>& regions,
                                 const Metrics& metrics) {
  std::vector<double> margins;
  for (const Region& region : regions) {
    double right = region.x1;
    for (const Region& other : regions) {
      if (other.table || other.columnar || region.columnar) continue;
      if (std::abs(other.x0 - region.x0) < 3 * metrics.body_size) {
        right = std::max(right, other.x1);
      }
    }
    margins.push_back(right);
  }
  return margins;
}

}  // namespace

int ItemNumber(const Line& line, const Lexicon& lexicon) {
  const std::vector<Token>& tokens = line.Front().tokens;
  const std::string& first = tokens.front().text;
  if (first.size() < 2 || first.size() > 3 ||
      (first.back() != '.' && first.back() != ')') || tokens.size() < 2) {
    return 0;
  }
  int number = 0;
  for (std::size_t i = 0; i + 1 < first.size(); ++i) {
    if (first[i] < '0' || first[i] > '9') return 0;
    number = 10 * number + (first[i] - '0');
  }
  // "14. Juni" begins no item.
  return lexicon.months.contains(FoldCase(Cleaned(tokens[1].text))) ? 0
                                                                    : number;
}

Metrics Measure(const std::vector<Region>& regions) {
  // A line that reaches the edge goes on in the next: their distance is the
  // leading, where others may be apart by a paragraph or item.
  constexpr double kReach = 3;          // of the font size
  constexpr std::size_t kFullLine = 5;  // counts as so many others
  std::map<double, std::size_t> sizes;
  std::map<int, std::size_t> leadings;  // twentieths of the size
  std::size_t bold = 0, all = 0;
  for (const Region& region : regions) {
    const Line* last = nullptr;
    for (const Line& line : region.lines) {
      for (const Segment& segment : line.cells) {
        for (const Token& token : segment.tokens) {
          sizes[std::round(token.size * 2) / 2] += token.text.size();
          all += token.text.size();
          if (token.bold) bold += token.text.size();
        }
      }
      if (last != nullptr && SameSize(last->Size(), line.Size())) {
        const double ratio = (line.Baseline() - last->Baseline()) / line.Size();
        if (ratio > 0.8 && ratio < 2.6) {
          const bool full = region.x1 - last->X1() < kReach * line.Size();
          leadings[static_cast<int>(std::lround(ratio * 20))] +=
              full ? kFullLine : 1;
        }
      }
      last = &line;
    }
  }
  Metrics metrics;
  const auto by_count = [](const auto& entry) { return entry.second; };
  if (!sizes.empty()) {
    metrics.body_size = std::ranges::max_element(sizes, {}, by_count)->first;
  }
  if (!leadings.empty()) {
    metrics.leading =
        std::ranges::max_element(leadings, {}, by_count)->first / 20.0;
  }
  metrics.body_bold = 2 * bold > all;
  return metrics;
}

std::vector<DraftBlock> Blocks(const std::vector<Region>& regions,
                               const Metrics& metrics, const Lexicon& lexicon) {
  std::vector<DraftBlock> blocks;
  const std::vector<double> margins = RightMargins(regions, metrics);
  BlockBuilder builder(metrics, lexicon, &blocks);
  for (std::size_t i = 0; i < regions.size(); ++i) {
    const std::size_t before = blocks.size();
    builder.Add(regions[i], margins[i]);
    if (regions[i].side && regions[i].page == 1) {
      MakeLetterhead(&blocks, before, lexicon);
    }
    if (blocks.size() > before) blocks[before].region_start = true;
  }
  MarkSubtitles(&blocks, metrics.body_size);
  JoinAcrossEnds(&blocks);
  return blocks;
}

}  // namespace bmas::layout
