#include "pipeline/text/clean_text.h"

#include <algorithm>

#include "pipeline/base/utf8.h"
#include "pipeline/text/normalize.h"

namespace bmas {

const char* Name(BlockKind kind) {
  switch (kind) {
    case BlockKind::kHeading:
      return "heading";
    case BlockKind::kParagraph:
      return "paragraph";
    case BlockKind::kLines:
      return "lines";
    case BlockKind::kList:
      return "list";
    case BlockKind::kTable:
      return "table";
    case BlockKind::kLetterhead:
      return "letterhead";
  }
  return "paragraph";
}

SourceSpan CleanText::Source(const Span& span) const {
  auto run = std::ranges::lower_bound(runs_, span.begin + 1, {},
                                      [](const Run& r) { return r.clean.end; });
  SourceSpan out;
  bool first = true;
  for (; run != runs_.end() && run->clean.begin < span.end; ++run) {
    SourceSpan part = run->source;
    if (run->exact) {
      const std::string_view piece = Slice(run->clean);
      if (span.begin > run->clean.begin) {
        part.begin +=
            CountCodePoints(piece.substr(0, span.begin - run->clean.begin));
      }
      if (span.end < run->clean.end) {
        part.end = run->source.begin + CountCodePoints(piece.substr(
                                           0, span.end - run->clean.begin));
      }
    }
    out = first ? part : out.Cover(part);
    first = false;
  }
  return out;
}

std::vector<Box> CleanText::Boxes(const Span& span) const {
  std::vector<Box> boxes;
  if (!has_boxes) return boxes;
  const SourceSpan source = Source(span);
  auto word = std::ranges::lower_bound(
      words_, source.begin + 1, {},
      [](const PlacedWord& w) { return w.source.end; });
  std::uint32_t line = 0;
  for (; word != words_.end() && word->source.begin < source.end; ++word) {
    const auto edge = [&](std::size_t point) {
      const std::size_t i = std::min(point, word->edges.size() - 1);
      return static_cast<double>(word->edges[i]);
    };
    const double x0 =
        edge(std::max(source.begin, word->source.begin) - word->source.begin);
    const double x1 =
        edge(std::min(source.end, word->source.end) - word->source.begin);
    const bool same_line =
        !boxes.empty() && boxes.back().page == word->page && line == word->line;
    line = word->line;
    if (!same_line) {
      boxes.push_back({word->page, x0, word->y0, x1 - x0, word->y1 - word->y0});
      continue;
    }
    Box& box = boxes.back();
    const double right = std::max(box.Right(), x1);
    const double bottom = std::max(box.Bottom(), word->y1);
    box.x = std::min(box.x, x0);
    box.y = std::min(box.y, word->y0);
    box.width = right - box.x;
    box.height = bottom - box.y;
  }
  return boxes;
}

Span CleanTextBuilder::Append(std::string_view raw, PlacedWord placed) {
  const std::size_t begin = text_.text_.size();
  std::size_t source = placed.source.begin;
  if (placed.edges.empty() && placed.source.Size() != CountCodePoints(raw)) {
    text_.text_ += Cleaned(raw);
    const Span here{begin, text_.text_.size()};
    if (!here.Empty()) text_.runs_.push_back({here, placed.source, false});
    return here;
  }
  CleanWord(raw, [&](std::string_view piece, std::string_view clean) {
    const std::size_t points = CountCodePoints(piece);
    const std::size_t at = text_.text_.size();
    text_.text_ += clean;
    const bool exact = piece == clean;
    if (!clean.empty()) {
      const Span here{at, at + clean.size()};
      CleanText::Run* last =
          text_.runs_.empty() ? nullptr : &text_.runs_.back();
      if (exact && last != nullptr && last->exact && last->clean.end == at &&
          last->source.end == source) {
        last->clean.end = here.end;
        last->source.end = source + points;
      } else {
        text_.runs_.push_back({here, {source, source + points}, exact});
      }
    }
    source += points;
  });
  if (text_.text_.size() > begin && !placed.edges.empty()) {
    text_.words_.push_back(std::move(placed));
    text_.has_boxes = true;
  }
  return {begin, text_.text_.size()};
}

void CleanTextBuilder::DropLast() {
  std::string& text = text_.text_;
  const std::size_t at = text.empty() ? 0 : StartBefore(text, text.size());
  text.resize(at);
  if (text_.runs_.empty()) return;
  CleanText::Run& last = text_.runs_.back();
  if (last.clean.end <= at) return;
  last.clean.end = at;
  if (last.exact) --last.source.end;
  if (last.clean.Empty()) text_.runs_.pop_back();
}

}  // namespace bmas
