// What pages carry and documents do not say: running headers and footers, page
// numbers. Known by repetition and position, and by templates of the lexicon.
#pragma once

#include <string_view>
#include <vector>

#include "pipeline/layout/draft.h"
#include "pipeline/text/lexicon.h"

namespace bmas::layout {

struct PageSegments {
  double width = 0, height = 0;
  std::vector<Segment> segments;
};

// Moves the furniture out of the pages' segments.
std::vector<Furniture> TakeFurniture(std::vector<PageSegments>* pages,
                                     const Lexicon& lexicon);

// Is the whole line a page number such as "Seite 2 von 3"? With `bare`, a
// number alone counts.
bool IsPageNumber(std::string_view line, bool bare, const Lexicon& lexicon);

// Does the whole line say that this is a press release ("Pressemitteilung")?
bool IsMasthead(std::string_view line, const Lexicon& lexicon);

}  // namespace bmas::layout
