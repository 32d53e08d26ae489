// Footnotes: the raised signs in the text that refer to them, and the notes
// themselves at the foot of a page.
#pragma once

#include <vector>

#include "pipeline/layout/draft.h"

namespace bmas::layout {

// A note: its printed lines, its sign first.
using Note = std::vector<Segment>;

// Takes raised signs off the words they stand behind, and the notes off the
// page: those are returned.
std::vector<Note> TakeNotes(std::vector<Token>* tokens);

// Takes signs of notes that are characters of the word itself off its end:
// superscript digits and an asterisk.
void TakeWrittenMark(Token* token);

}  // namespace bmas::layout
