// The signs before the items of a list: told from words, taken off the text.
#pragma once

#include <string_view>
#include <vector>

#include "pipeline/layout/draft.h"

namespace bmas::layout {

// Is the word nothing but the sign before an item? Dashes are not: they are
// judged where the lines around them are known.
bool IsBullet(std::string_view word);
bool IsDash(std::string_view word);

// May the word be the sign before an item, if the items beside it have it too?
// `next` is the word after it. Letters may where they are of another font than
// that word: fonts of signs map theirs to letters.
bool MayBeBullet(std::string_view word, std::string_view next,
                 bool other_font = false);

// Joins bullets that stand apart, also as a column, to the text beside them,
// and takes leading bullets off the text.
void AttachBullets(std::vector<Segment>* segments);

}  // namespace bmas::layout
