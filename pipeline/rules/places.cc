#include "pipeline/rules/places.h"

#include <algorithm>

#include "pipeline/rules/labels.h"
#include "pipeline/text/sentences.h"

namespace bmas::rules {
namespace {

// Spaces in a line, on average: columns of running text have eight words and
// more in each, entries of lists and addresses fewer.
constexpr std::ptrdiff_t kProseSpaces = 7;

// Ends with the mark of a sentence, not with an abbreviation such as "e. V.".
bool EndsLikeSentence(FoldedView view) {
  std::string_view folded = view.Bytes();
  while (folded.ends_with('"') || folded.ends_with(')'))
    folded.remove_suffix(1);
  if (folded.ends_with('!') || folded.ends_with('?')) return true;
  if (!folded.ends_with('.')) return false;
  folded.remove_suffix(1);
  const std::size_t word = folded.size() - (folded.find_last_of(" .") + 1);
  return word > 1;
}

FoldedString Flat(FoldedView text) {
  std::string bytes(text.Bytes());
  std::ranges::replace(bytes, '\n', ' ');
  return FoldedString::FromBytes(std::move(bytes));
}

}  // namespace

Places::Places(const CleanText& text, const Lexicon& lexicon)
    : text_(text),
      folded_(text.Text()),
      flat_(Flat(folded_.Text())),
      by_kind_(kPlaceKinds) {
  for (std::size_t i = 0; i < text.blocks.size(); ++i) AddBlock(i, lexicon);
  for (const LabelledValue& found : FindLabels(text, lexicon)) {
    Place place;
    place.kind = PlaceKind::kLabel;
    place.span = folded_.FromClean(found.value);
    place.block = found.block;
    place.label = folded_.FromClean(found.label);
    Add(place);
  }
  for (std::size_t i = 0; i < text.links.size(); ++i) {
    Place place;
    place.kind = PlaceKind::kLink;
    place.span = folded_.FromClean(text.links[i].span);
    place.block = lines_[LineAt(place.span.begin)].block;
    place.link = i;
    Add(place);
  }
  // Cells follow the row that holds them.
  for (std::vector<Place>& places : by_kind_) {
    std::ranges::stable_sort(
        places, {}, [](const Place& place) { return place.span.begin; });
  }
}

void Places::Add(PlaceKind kind, const FoldedSpan& span, std::size_t block) {
  Place place;
  place.kind = kind;
  place.span = span;
  place.block = block;
  Add(place);
}

void Places::Add(Place place) {
  if (place.span.Empty()) return;
  place.line = LineAt(place.span.begin);
  by_kind_[static_cast<std::size_t>(place.kind)].push_back(place);
}

void Places::AddBlock(std::size_t index, const Lexicon& lexicon) {
  const TextBlock& block = text_.blocks[index];
  const FoldedSpan span = folded_.FromClean(block.span);
  kinds_.push_back(block.kind);
  std::size_t number = 0;
  for (const TextLine& line : block.lines) {
    lines_.push_back({folded_.FromClean(line.span), index, number++});
  }
  const FoldedView view = View(PlaceKind::kParagraph, span);
  const bool running =
      block.kind == BlockKind::kParagraph || block.kind == BlockKind::kLines;
  prose_.push_back(running && EndsLikeSentence(view) &&
                   std::ranges::count(view.Bytes(), ' ') >=
                       kProseSpaces * static_cast<std::ptrdiff_t>(
                                          std::max<std::size_t>(number, 1)));

  Add(PlaceKind::kBlock, span, index);
  if (block.kind == BlockKind::kHeading) {
    Add(PlaceKind::kHeading, span, index);
  }
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
  AddSentences(block, index, lexicon);
}

void Places::AddSentences(const TextBlock& block, std::size_t index,
                          const Lexicon& lexicon) {
  for (const Span& part : Sentences(Clean(), block.span, lexicon)) {
    const FoldedSpan sentence = folded_.FromClean(part);
    Add(PlaceKind::kSentence, sentence, index);
    std::size_t begin = sentence.begin;
    while (begin < sentence.end) {
      const FoldedView rest = View(PlaceKind::kClause, {begin, sentence.end});
      const std::size_t cut = rest.Bytes().find("; ");
      const std::size_t end =
          cut == std::string_view::npos ? sentence.end : begin + cut + 1;
      Add(PlaceKind::kClause, {begin, end}, index);
      begin = end;
      while (begin < sentence.end && flat_.View()[begin] == ' ') ++begin;
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
