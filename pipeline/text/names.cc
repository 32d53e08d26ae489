#include "pipeline/text/names.h"

#include <algorithm>

#include "pipeline/base/utf8.h"
#include "pipeline/text/normalize.h"

namespace bmas {
std::vector<std::string> SplitWords(std::string_view text) {
  std::vector<std::string> words;
  std::size_t begin = 0;
  while (begin < text.size()) {
    std::size_t end = text.find_first_of(" \n", begin);
    if (end == std::string_view::npos) end = text.size();
    if (end > begin) words.emplace_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return words;
}

bool AbbreviatesEachPart(std::string_view word) {
  for (std::size_t at = word.find('-'); at != std::string_view::npos;
       at = word.find('-', at + 1)) {
    if (at == 0 || word[at - 1] != '.') return false;
  }
  return word.ends_with('.') || word.ends_with(".-");
}

bool HasWord(const std::vector<std::string>& words, const std::string& word) {
  return std::ranges::find(words, word) != words.end();
}

// Legal forms stand as words of their own; institution words also end a
// compound ("Landesstiftung"). Short ones end surnames too ("Neuhaus").
bool LooksLikeInstitution(std::string_view text, const Lexicon& lexicon) {
  constexpr std::size_t kTelling = 6;  // bytes
  const std::vector<std::string> words = SplitWords(text);
  if (!words.empty() &&
      HasWord(lexicon.institution_words, FoldCase(words.front()))) {
    return true;
  }
  for (const std::string& form : lexicon.legal_forms) {
    for (std::size_t at = text.find(form); at != std::string_view::npos;
         at = text.find(form, at + 1)) {
      const std::size_t end = at + form.size();
      if ((at == 0 || text[at - 1] == ' ') &&
          (end == text.size() || text[end] == ' ')) {
        return true;
      }
    }
  }
  for (const std::string& word : words) {
    const std::string folded = FoldCase(word);
    for (const std::string& part : lexicon.institution_words) {
      if (part.size() >= kTelling && folded.ends_with(part)) return true;
    }
  }
  return std::ranges::any_of(text, [](char c) {
    return (c >= '0' && c <= '9') || c == '&' || c == '|' || c == '+';
  });
}

bool TellsOccupation(const std::string& word, const Lexicon& lexicon) {
  constexpr std::size_t kTelling = 5;  // bytes
  return std::ranges::any_of(
      lexicon.occupation_endings, [&](const std::string& ending) {
        return ending.size() >= kTelling && word.size() > ending.size() &&
               word.ends_with(ending);
      });
}

bool LooksLikePerson(std::string_view text, const Lexicon& lexicon) {
  const std::vector<std::string> words = SplitWords(text);
  if (words.empty()) return false;
  if (HasWord(lexicon.salutations, words.front())) return true;
  if (LooksLikeInstitution(text, lexicon)) return false;
  if (HasWord(lexicon.titles, words.front())) return true;
  if (words.size() < 2 || words.size() > 6) return false;
  for (const std::string& word : words) {
    const bool particle =
        HasWord(lexicon.name_particles, word) || HasWord(lexicon.titles, word);
    const char32_t first = CodePointAt(word, 0);
    // "a. D.", initials
    if (word.size() == 2 && word.ends_with('.')) continue;
    if (!particle && (!IsUpper(first) || word.ends_with(','))) return false;
  }
  // "Karl-Otto" is known by its first half; a profession may stand before, but
  // no institution ("Kita Anna Lind").
  const auto known = [&](const std::string& word) {
    return HasWord(lexicon.first_names, word.substr(0, word.find('-')));
  };
  if (known(words[0])) return true;
  if (words.size() > 2 && TellsOccupation(words[0], lexicon)) return true;
  if (HasWord(lexicon.institution_words, FoldCase(words[0])) ||
      HasWord(lexicon.team_words, words[0]) ||
      HasWord(lexicon.project_words, words[0])) {
    return false;
  }
  for (std::size_t i = 1; i + 1 < words.size() && i <= 3; ++i) {
    const bool occupation = std::ranges::any_of(
        lexicon.occupation_endings, [&](const std::string& ending) {
          return words[i - 1].ends_with(ending);
        });
    if ((known(words[i]) && (occupation || words[i - 1].ends_with('.'))) ||
        HasWord(lexicon.titles, words[i])) {
      return true;
    }
  }
  return false;
}

}  // namespace bmas
