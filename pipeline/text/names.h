// Telling a person's name from an institution's, and its words.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/text/lexicon.h"

namespace bmas {

// The words between spaces and line ends; none is empty.
std::vector<std::string> SplitWords(std::string_view text);

// Is every part of a hyphenated word cut short: "Univ.-Prof.", not
// "Dr.-Kern-Schule"?
bool AbbreviatesEachPart(std::string_view word);

// "Dipl.-Sozialarb.": cut short in each part, and known titles begin so.
template <typename Titles>
bool IsCompoundTitle(std::string_view word, const Titles& titles) {
  const std::string_view begin = word.substr(0, word.find('-') + 1);
  return begin.size() > 1 && AbbreviatesEachPart(word) &&
         std::ranges::any_of(titles, [&](const std::string& title) {
           return title.starts_with(begin);
         });
}

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
