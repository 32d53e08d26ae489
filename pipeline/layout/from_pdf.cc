#include <algorithm>

#include "pipeline/layout/assemble.h"
#include "pipeline/layout/blocks.h"
#include "pipeline/layout/columns.h"
#include "pipeline/layout/furniture.h"
#include "pipeline/layout/headlines.h"
#include "pipeline/layout/join.h"
#include "pipeline/layout/layout.h"
#include "pipeline/layout/segments.h"
#include "pipeline/text/garbled.h"

namespace bmas::layout {

CleanText FromPdf(const pdf::Document& document, const Lexicon& lexicon) {
  std::vector<PageSegments> pages;
  std::vector<DraftBlock> notes;
  for (std::size_t i = 0; i < document.pages.size(); ++i) {
    const pdf::Page& page = document.pages[i];
    std::vector<Note> found;
    pages.push_back(
        {page.width, page.height, Segments(document, page, &found)});
    for (Note& note : found) {
      notes.emplace_back().page = static_cast<int>(i) + 1;
      notes.back().lines.push_back({{std::move(note)}});
    }
    for (Segment& segment : pages.back().segments) {
      segment.page = static_cast<int>(i) + 1;
    }
  }
  std::vector<Furniture> furniture = TakeFurniture(&pages, lexicon);
  std::vector<Region> regions;
  for (std::size_t i = 0; i < pages.size(); ++i) {
    std::vector<Region> found =
        ReadingOrder(std::move(pages[i].segments), document.pages[i],
                     static_cast<int>(i) + 1, lexicon);
    std::ranges::move(found, std::back_inserter(regions));
  }
  std::vector<DraftBlock> blocks = Blocks(regions, Measure(regions), lexicon);
  const bool headed = std::ranges::any_of(blocks, [](const DraftBlock& block) {
    return block.kind == BlockKind::kHeading && !block.masthead;
  });
  if (!headed) MarkHeadlines(&blocks);
  GatherItems(&blocks);
  CleanText text = Assemble(blocks, notes, /*placed=*/true, lexicon);
  if (auto several = SeveralReleases(blocks)) {
    text.remarks.push_back(std::move(*several));
  }
  if (auto garbled = Garbled(text.Text())) {
    text.remarks.push_back(std::move(*garbled));
  }
  text.furniture = std::move(furniture);
  return text;
}

}  // namespace bmas::layout
