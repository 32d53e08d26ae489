// How German words vary with case, number and gender, as far as telling that
// two forms are one word needs it. The endings are the lexicon's.
#pragma once

#include <string>
#include <string_view>

#include "pipeline/text/lexicon.h"

namespace bmas {

// The word without its ending, case-folded: "Netzwerken" and "Netzwerk" have
// one stem, so have "Preisträgerinnen" and "Preisträger/in".
std::string Stem(std::string_view word, const Lexicon& lexicon);

// The stems of a name's words: one for "des Deutschen Sozialpreises" without
// its article and "Deutscher Sozialpreis".
std::string Stems(std::string_view name, const Lexicon& lexicon);

// Do two names read the same but for endings?
bool SameButForEndings(std::string_view a, std::string_view b,
                       const Lexicon& lexicon);

// A name in the nominative singular: its head noun, found by the lexicon's
// prize_heads, loses its genitive ending and the adjectives before it agree.
// Names whose head is unknown come back as they are.
std::string Nominative(std::string_view name, const Lexicon& lexicon);

}  // namespace bmas
