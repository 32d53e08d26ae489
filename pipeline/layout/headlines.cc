#include "pipeline/layout/headlines.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "pipeline/base/utf8.h"
#include "pipeline/text/normalize.h"

namespace bmas::layout {
namespace {

constexpr std::size_t kLongest = 3;  // printed lines of a sub-title
constexpr double kLarger = 1.03;     // of the body's size: set apart by type
constexpr double kClose = 2.4;       // of the font size, between the baselines
                                     // of kicker and headline
constexpr std::ptrdiff_t kFewestWords = 3;  // of a kicker; fewer name a section

bool IsHeadline(const DraftBlock& block) {
  return block.kind == BlockKind::kHeading && !block.masthead;
}

bool IsRunning(const DraftBlock& block) {
  return block.kind == BlockKind::kParagraph &&
         (PrintedLines(block) > 1 || EndsSentence(block.Last()));
}

// A sub-title in the body's own type: short, no sentence, text after it.
bool IsPlainSubtitle(const std::vector<DraftBlock>& blocks, std::size_t at) {
  const DraftBlock& block = blocks[at];
  return block.page == 1 && !EndsSentence(block.Last()) &&
         block.First().Text().find('@') == std::string::npos &&
         at + 1 < blocks.size() && IsRunning(blocks[at + 1]) &&
         block.room > block.size;
}

bool IsSubtitle(const std::vector<DraftBlock>& blocks, std::size_t at,
                bool first, double body_size) {
  const DraftBlock& block = blocks[at];
  if (block.kind != BlockKind::kParagraph || PrintedLines(block) > kLongest) {
    return false;
  }
  const bool telling = block.size > kLarger * body_size || block.italic;
  if (telling && !EndsSentence(block.Last())) return true;
  if (!first) return false;
  if (telling && PrintedLines(block) == 1) {
    return block.Last().Text().ends_with('.');
  }
  return IsPlainSubtitle(blocks, at);
}

// A line right above the headline that says something of its own.
bool IsKicker(const DraftBlock& block, const DraftBlock& title) {
  if (block.kind != BlockKind::kParagraph || block.masthead ||
      block.page != title.page || PrintedLines(block) > 1 ||
      block.size > title.size || EndsSentence(block.Last())) {
    return false;
  }
  const std::string text = block.First().Text();
  const double distance = title.First().baseline - block.Last().baseline;
  return std::ranges::count(text, ' ') + 1 >= kFewestWords &&
         text.find_first_of("0123456789:@|") == std::string::npos &&
         distance > 0 && distance < kClose * title.size &&
         std::abs(block.First().x0 - title.First().x0) < title.size;
}

}  // namespace

std::size_t PrintedLines(const DraftBlock& block) {
  std::size_t lines = 0;
  for (const DraftLine& line : block.lines) {
    lines += line.FirstCell().size();
  }
  return lines;
}

bool EndsSentence(const Segment& line) {
  const std::string text = line.Text();
  std::size_t end = text.size();
  while (end > 0) {
    std::size_t at = end - 1;
    while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) {
      --at;
    }
    const char32_t c = CodePointAt(text, at);
    static constexpr std::u32string_view kClosing = U"“”\"‘’'«»)]";
    if (kClosing.find(c) == std::u32string_view::npos) {
      return c == U'.' || c == U'!' || c == U'?' || c == U':';
    }
    end = at;
  }
  return false;
}

void MarkHeadlines(std::vector<DraftBlock>* blocks) {
  constexpr std::size_t kFurthest = 8;  // blocks
  const auto masthead = std::ranges::find(*blocks, true, &DraftBlock::masthead);
  const std::size_t first =
      masthead == blocks->end()
          ? 0
          : static_cast<std::size_t>(masthead - blocks->begin()) + 1;
  const auto plain = [](const DraftBlock& block) {
    const std::string end = block.Last().Text();
    const char last = end.empty() ? ' ' : end.back();
    return block.kind != BlockKind::kList && last != '.' && last != ':' &&
           block.lines.front().FirstCell().size() <= 3;
  };
  bool headed = false;  // more than dates and numbers stands there
  for (std::size_t k = first; k < blocks->size() && k < first + kFurthest;
       ++k) {
    DraftBlock& block = (*blocks)[k];
    if (!plain(block)) break;
    if (block.kind == BlockKind::kParagraph) block.kind = BlockKind::kHeading;
    headed = headed || block.Last().Text().find_first_of("0123456789") ==
                           std::string::npos;
  }
  // The headline can stand above the masthead.
  constexpr std::size_t kAbove = 3;  // blocks
  for (std::size_t k = 0; !headed && first <= kAbove + 1 && k + 1 < first;
       ++k) {
    DraftBlock& block = (*blocks)[k];
    if (block.kind == BlockKind::kParagraph && plain(block)) {
      block.kind = BlockKind::kHeading;
    }
  }
}

void MarkSubtitles(std::vector<DraftBlock>* blocks, double body_size) {
  bool first = true;    // the release's headline, not one in its text
  bool headed = false;  // a masthead stood before
  for (std::size_t i = 0; i < blocks->size(); ++i) {
    const DraftBlock& block = (*blocks)[i];
    headed = headed || block.masthead;
    if (IsRunning(block) && PrintedLines(block) > 1) first = false;
    if (!IsHeadline(block)) continue;
    if (first && headed && i > 0 && IsKicker((*blocks)[i - 1], block)) {
      (*blocks)[i - 1].kind = BlockKind::kHeading;
    }
    if (i + 1 < blocks->size() &&
        IsSubtitle(*blocks, i + 1, first, body_size)) {
      (*blocks)[i + 1].kind = BlockKind::kHeading;
      ++i;
    }
  }
}

std::optional<Remark> SeveralReleases(const std::vector<DraftBlock>& blocks) {
  constexpr std::size_t kHead = 4;  // blocks from masthead to headline
  const DraftBlock* first = nullptr;
  bool running = false;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const DraftBlock& block = blocks[i];
    if (!block.masthead) {
      running = running || (first != nullptr && IsRunning(block));
      continue;
    }
    if (first == nullptr) {
      first = &block;
      continue;
    }
    bool headed = false;
    for (std::size_t k = i + 1; k < blocks.size() && k <= i + kHead; ++k) {
      headed = headed || IsHeadline(blocks[k]);
    }
    if (running && headed && block.First().Text() != first->First().Text()) {
      return Remark{"several-releases",
                    "another release seems to begin; their values are not "
                    "kept apart",
                    block.page};
    }
  }
  return std::nullopt;
}

}  // namespace bmas::layout
