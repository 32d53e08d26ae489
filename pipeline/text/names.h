// Telling a person's name from an institution's, and its words.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pipeline/text/lexicon.h"

namespace bmas {

// The words between spaces and line ends; none is empty.
std::vector<std::string> SplitWords(std::string_view text);

bool HasWord(const std::vector<std::string>& words, const std::string& word);

// Does a legal form, a word for institutions or a mark such as "&" stand in it?
// The loader of rules knows what that takes, see InstitutionLiterals().
bool LooksLikeInstitution(std::string_view text, const Lexicon& lexicon);

// Is this by its ending a word for what somebody does ("Doktorandin")?
bool TellsOccupation(const std::string& word, const Lexicon& lexicon);

// Does this look like a person's name rather than an institution's? Titles,
// salutations and known first names say so. UTF-8 as printed.
bool LooksLikePerson(std::string_view text, const Lexicon& lexicon);

}  // namespace bmas
