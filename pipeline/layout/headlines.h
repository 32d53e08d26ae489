// Which blocks are headlines where type alone does not tell, and how blocks
// end.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "pipeline/layout/draft.h"

namespace bmas::layout {

// Does the printed line end a sentence, closing quotes and brackets aside?
bool EndsSentence(const Segment& line);

// Lines as they were printed.
std::size_t PrintedLines(const DraftBlock& block);

// Where no type size tells headings: short blocks after the masthead, or at the
// beginning where there is none, are headings until running text begins.
void MarkHeadlines(std::vector<DraftBlock>* blocks);

// The short blocks right below and above the release's headline are headlines
// too: sub-title and kicker.
void MarkSubtitles(std::vector<DraftBlock>* blocks, double body_size);

// The remark "several-releases": a second masthead of other words stands after
// running text, and a headline below it.
std::optional<Remark> SeveralReleases(const std::vector<DraftBlock>& blocks);

}  // namespace bmas::layout
