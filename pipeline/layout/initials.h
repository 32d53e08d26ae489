// Drop caps: a large first letter beside the first lines of a paragraph.
#pragma once

#include <vector>

#include "pipeline/layout/draft.h"

namespace bmas::layout {

// Puts such letters before the words that they begin.
void JoinInitials(std::vector<Token>* tokens);

}  // namespace bmas::layout
