#include "pipeline/layout/join.h"

#include <algorithm>
#include <cmath>

#include "pipeline/base/utf8.h"
#include "pipeline/layout/headlines.h"
#include "pipeline/layout/letterhead.h"
#include "pipeline/text/hyphen.h"
#include "pipeline/text/normalize.h"

namespace bmas::layout {
namespace {

constexpr double kSmallPrint = 0.9;  // of the body's size: notes are smaller

bool SplitWord(const DraftBlock& a) {
  const std::string& word = a.Last().tokens.back().text;
  const char32_t last = LastCodePoint(word);
  return (IsHyphen(last) && word.size() > 1) || last == 0xAD;
}

// A heading whose last line begins a column: it stands over that column alone.
bool SameHeading(const DraftBlock& a, const DraftBlock& b) {
  constexpr double kSpacing = 1.6;  // of the font size, baseline to baseline
  if (a.kind != BlockKind::kHeading || b.kind != BlockKind::kHeading ||
      a.masthead || b.masthead || a.page != b.page || a.bold != b.bold ||
      std::abs(a.size - b.size) > 0.02 * a.size || a.lines.size() != 1 ||
      EndsSentence(a.Last())) {
    return false;
  }
  const double distance = b.First().baseline - a.Last().baseline;
  return distance > 0 && distance < kSpacing * a.size &&
         std::abs(a.Last().x0 - b.First().x0) < a.size;
}

// Does `b`, which begins a column or page, go on with what `a` left off?
bool GoesOn(const DraftBlock& a, const DraftBlock& b) {
  if (std::abs(a.size - b.size) > 0.08 * std::max(a.size, b.size) ||
      a.bold != b.bold || b.masthead || a.masthead) {
    return false;
  }
  const auto running = [](const DraftBlock& block) {
    return block.kind == BlockKind::kParagraph ||
           block.kind == BlockKind::kLines;
  };
  const bool list = a.kind == BlockKind::kList;
  if (list && b.First().bullet) return true;
  if (b.First().bullet || (!running(a) && !list) || !running(b)) return false;
  if (SplitWord(a)) return true;
  if (EndsSentence(a.Last())) return false;
  const Token& word = b.First().tokens.front();
  const bool filled = a.room <= word.x1 - word.x0 + 1.0 * a.size;
  const bool lower = IsLower(CodePointAt(Cleaned(word.text) + " ", 0));
  // An item goes on only where its text hangs.
  if (list && b.x0 < a.x0 - 0.5 * a.size) return lower && filled;
  // Items of a narrow list fill their lines too; running text has several.
  return lower || (filled && PrintedLines(a) + PrintedLines(b) > 3);
}

void Append(DraftBlock* a, DraftBlock&& b) {
  std::size_t first = 0;
  if (!b.First().bullet) {
    std::vector<Segment>& to = a->lines.back().cells.back();
    const std::vector<Segment>& from = b.lines.front().cells.front();
    to.insert(to.end(), from.begin(), from.end());
    first = 1;
  }
  for (std::size_t i = first; i < b.lines.size(); ++i) {
    a->lines.push_back(std::move(b.lines[i]));
  }
  a->room = b.room;
  if (a->kind == BlockKind::kParagraph) a->kind = b.kind;
}

}  // namespace

void MakeLetterhead(std::vector<DraftBlock>* blocks, std::size_t first,
                    const Lexicon& lexicon) {
  if (first >= blocks->size()) return;
  bool labelled = false;
  for (std::size_t i = first; i < blocks->size(); ++i) {
    for (const DraftLine& line : (*blocks)[i].lines) {
      const Segment& front = line.FirstCell().front();
      labelled = labelled || IsLetterheadLabel(front.Text(), lexicon) ||
                 IsLetterheadLabel(Cleaned(front.tokens.front().text), lexicon);
    }
  }
  if (!labelled) return;
  DraftBlock& head = (*blocks)[first];
  for (std::size_t i = first + 1; i < blocks->size(); ++i) {
    for (DraftLine& line : (*blocks)[i].lines) {
      head.lines.push_back(std::move(line));
    }
  }
  head.kind = BlockKind::kLetterhead;
  blocks->resize(first + 1);
}

void GatherItems(std::vector<DraftBlock>* blocks) {
  const auto item = [](const DraftBlock& block) {
    return (block.kind == BlockKind::kParagraph) && block.lines.size() == 1 &&
           !block.side && !EndsSentence(block.Last()) &&
           PrintedLines(block) <= 2;
  };
  const auto alike = [](const DraftBlock& a, const DraftBlock& b) {
    return std::abs(a.size - b.size) < 0.3 && a.bold == b.bold &&
           (b.region_start || std::abs(a.x0 - b.x0) < 1);
  };
  std::vector<DraftBlock> out;
  for (std::size_t i = 0; i < blocks->size();) {
    std::size_t end = i;
    while (end < blocks->size() && item((*blocks)[end]) &&
           (end == i || alike((*blocks)[end - 1], (*blocks)[end]))) {
      ++end;
    }
    DraftBlock block = std::move((*blocks)[i]);
    if (end - i >= 3) {
      block.kind = BlockKind::kList;
      for (std::size_t k = i + 1; k < end; ++k) {
        block.lines.push_back(std::move((*blocks)[k].lines.front()));
      }
      block.room = (*blocks)[end - 1].room;
      i = end;
    } else {
      ++i;
    }
    out.push_back(std::move(block));
  }
  *blocks = std::move(out);
}

void JoinAcrossEnds(std::vector<DraftBlock>* blocks) {
  std::vector<DraftBlock> out;
  for (DraftBlock& block : *blocks) {
    if (block.region_start && !out.empty()) {
      // A side column or letterhead may stand between the two halves, and small
      // print at the foot of the page.
      auto last = std::find_if(out.rbegin(), out.rend(), [&](const auto& b) {
        return !b.side && b.kind != BlockKind::kLetterhead &&
               b.size > kSmallPrint * block.size;
      });
      if (last != out.rend() && ((!block.side && GoesOn(*last, block)) ||
                                 SameHeading(*last, block))) {
        Append(&*last, std::move(block));
        continue;
      }
    }
    out.push_back(std::move(block));
  }
  *blocks = std::move(out);
}

}  // namespace bmas::layout
