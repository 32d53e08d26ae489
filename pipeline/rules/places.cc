#include "pipeline/rules/places.h"

#include <algorithm>

#include "pipeline/text/sentences.h"

namespace bmas::rules {
namespace {

constexpr std::ptrdiff_t kProseSpaces = 7;  // words in a sentence of prose

// Ends with the mark of a sentence, not with an abbreviation such as "e. V.".
bool EndsLikeSentence(std::string_view folded) {
  while (folded.ends_with('"') || folded.ends_with(')'))
    folded.remove_suffix(1);
  if (folded.ends_with('!') || folded.ends_with('?')) return true;
  if (!folded.ends_with('.')) return false;
  folded.remove_suffix(1);
  const std::size_t word = folded.size() - (folded.find_last_of(" .") + 1);
  return word > 1;
}

}  // namespace

Places::Places(const CleanText& text, const Lexicon& lexicon)
    : clean_(text.Text()),
      folded_(text.Text()),
      flat_(folded_.Text()),
      by_kind_(kPlaceKinds) {
  std::ranges::replace(flat_, '\n', ' ');
  for (std::size_t i = 0; i < text.blocks.size(); ++i) {
    AddBlock(text, i, lexicon);
  }
  for (const LinkedSpan& link : text.links) {
    const FoldedSpan span = folded_.FromClean(link.span);
    Add(PlaceKind::kLink, span, lines_[LineAt(span.begin)].block);
  }
}

void Places::Add(PlaceKind kind, const FoldedSpan& span, std::size_t block) {
  if (span.Empty()) return;
  by_kind_[static_cast<std::size_t>(kind)].push_back(
      {kind, span, block, LineAt(span.begin)});
}

void Places::AddBlock(const CleanText& text, std::size_t index,
                      const Lexicon& lexicon) {
  const TextBlock& block = text.blocks[index];
  const FoldedSpan span = folded_.FromClean(block.span);
  kinds_.push_back(block.kind);
  std::size_t number = 0;
  for (const TextLine& line : block.lines) {
    lines_.push_back({folded_.FromClean(line.span), index, number++});
  }
  const std::string_view view = View(PlaceKind::kParagraph, span);
  const bool running =
      block.kind == BlockKind::kParagraph || block.kind == BlockKind::kLines;
  prose_.push_back(running && EndsLikeSentence(view) &&
                   std::ranges::count(view, ' ') >=
                       kProseSpaces * static_cast<std::ptrdiff_t>(
                                          std::max<std::size_t>(number, 1)));

  Add(PlaceKind::kBlock, span, index);
  if (block.kind == BlockKind::kHeading) Add(PlaceKind::kHeading, span, index);
  if (running) Add(PlaceKind::kParagraph, span, index);
  for (const TextLine& line : block.lines) {
    const FoldedSpan at = folded_.FromClean(line.span);
    Add(PlaceKind::kLine, at, index);
    if (block.kind == BlockKind::kList) Add(PlaceKind::kItem, at, index);
    if (!line.cells.empty()) Add(PlaceKind::kRow, at, index);
    for (const Span& cell : line.cells) {
      Add(PlaceKind::kLine, folded_.FromClean(cell), index);
    }
  }
  for (const Span& part : Sentences(clean_, block.span, lexicon)) {
    const FoldedSpan sentence = folded_.FromClean(part);
    Add(PlaceKind::kSentence, sentence, index);
    std::size_t begin = sentence.begin;
    while (begin < sentence.end) {
      const std::string_view rest =
          View(PlaceKind::kClause, {begin, sentence.end});
      const std::size_t cut = rest.find("; ");
      const std::size_t end =
          cut == std::string_view::npos ? sentence.end : begin + cut + 1;
      Add(PlaceKind::kClause, {begin, end}, index);
      begin = end;
      while (begin < sentence.end && flat_[begin] == ' ') ++begin;
    }
  }
}

std::size_t Places::LineAt(std::size_t at) const {
  const auto after = std::ranges::upper_bound(
      lines_, at, {}, [](const DocumentLine& line) { return line.span.begin; });
  return after == lines_.begin()
             ? 0
             : static_cast<std::size_t>(after - lines_.begin()) - 1;
}

}  // namespace bmas::rules
