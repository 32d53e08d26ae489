#include "pipeline/text/enumeration.h"

#include <algorithm>
#include <string>

#include "pipeline/base/utf8.h"
#include "pipeline/text/fold.h"
#include "pipeline/text/names.h"
#include "pipeline/text/normalize.h"

namespace bmas {
namespace {

struct CutAt {
  Span at;  // what is cut out
  bool conjunction = false;
};

bool EndsWithLegalForm(std::string_view part, const Lexicon& lexicon) {
  return std::ranges::any_of(lexicon.legal_forms, [&](const auto& form) {
    return part.size() > form.size() && part.ends_with(form) &&
           part[part.size() - form.size() - 1] == ' ';
  });
}

// "Her e. V. aus Aue": a word and a legal form begin the part.
bool BeginsWithFirm(std::string_view part, const Lexicon& lexicon) {
  const std::size_t gap = part.find(' ');
  if (gap == std::string_view::npos) return false;
  const std::string_view rest = part.substr(gap + 1);
  return std::ranges::any_of(lexicon.legal_forms, [&](const auto& form) {
    return rest.starts_with(form) &&
           (rest.size() == form.size() || rest[form.size()] == ' ' ||
            rest[form.size()] == ',');
  });
}

// The part without salutation, article and a word for institutions.
std::vector<std::string> NameWords(std::string_view part,
                                   const Lexicon& lexicon) {
  std::vector<std::string> words = SplitWords(part);
  const auto before_name = [&](const std::string& word) {
    return HasWord(lexicon.salutations, word) ||
           HasWord(lexicon.institution_words, FoldCase(word)) ||
           !IsUpper(CodePointAt(word, 0));
  };
  while (words.size() > 1 && before_name(words.front())) {
    words.erase(words.begin());
  }
  return words;
}

bool KnownFirstName(const std::string& word, const Lexicon& lexicon) {
  return HasWord(lexicon.first_names, word.substr(0, word.find('-')));
}

// "Ida und Max Kern": a first name alone shares the surname after it.
bool IsCouple(std::string_view before, std::string_view after,
              const Lexicon& lexicon) {
  const std::vector<std::string> one = NameWords(before, lexicon);
  const std::vector<std::string> other = NameWords(after, lexicon);
  if (one.size() != 1 || other.size() < 2) return false;
  const bool saluted = HasWord(lexicon.salutations, SplitWords(before)[0]) &&
                       HasWord(lexicon.salutations, SplitWords(after)[0]);
  return saluted ||
         (KnownFirstName(one[0], lexicon) &&
          (KnownFirstName(other[0], lexicon) ||
           (other.size() == 2 && !LooksLikeInstitution(after, lexicon))));
}

// "Verein für Kinder" before "Jugendliche", "Haus Wald" before "Wiese e. V.":
// what follows a preposition in a name can be two nouns.
bool SharesPreposition(std::string_view before, std::string_view after,
                       const Lexicon& lexicon) {
  const std::vector<std::string> words = SplitWords(before);
  const std::vector<std::string> next = SplitWords(after);
  if (words.size() < 3 || next.empty() ||
      !IsUpper(CodePointAt(next.front(), 0))) {
    return false;
  }
  const bool one_noun = next.size() == 1 || next[1].starts_with('(') ||
                        !IsUpper(CodePointAt(next[1], 0));
  if (!one_noun && !EndsWithLegalForm(after, lexicon)) return false;
  for (std::size_t i = words.size() - 1; i > 0 && i + 3 > words.size(); --i) {
    if (HasWord(lexicon.name_prepositions, words[i - 1])) return true;
  }
  return false;
}

// "Hin" in "Hin und Her e. V.": one word, no legal form of its own, so that
// the conjunction belongs to the name; so it does in "Rohr und Söhne".
bool InsideName(std::string_view before, std::string_view after,
                const Lexicon& lexicon) {
  const std::vector<std::string> next = SplitWords(after);
  if (!next.empty() && HasWord(lexicon.name_partners, next.front())) {
    return true;
  }
  return (NameWords(before, lexicon).size() == 1 &&
          before.find('(') == std::string_view::npos &&
          BeginsWithFirm(after, lexicon) &&
          !EndsWithLegalForm(before, lexicon)) ||
         IsCouple(before, after, lexicon) ||
         SharesPreposition(before, after, lexicon);
}

}  // namespace

std::vector<Span> SplitEnumeration(std::string_view text, const Span& within,
                                   const Lexicon& lexicon) {
  std::vector<CutAt> cuts;
  int depth = 0;
  bool quoted = false;
  for (std::size_t at = within.begin; at < within.end;) {
    const char32_t c = CodePointAt(text, at);
    const std::size_t length = LengthAt(text, at);
    const std::string_view rest = text.substr(at, within.end - at);
    if (c == U'(' || c == U'[') ++depth;
    if ((c == U')' || c == U']') && depth > 0) --depth;
    const bool quote = Folded(text.substr(at, length)) == "\"";
    if (quote) quoted = !quoted;
    std::size_t cut = 0;
    bool conjunction = false;
    if (depth == 0 && !quoted) {
      if ((c == U',' || c == U';') && rest.size() > 1 && rest[1] == ' ') {
        cut = 2;
        // "A, B, und C": the conjunction goes with the comma.
        for (const std::string& word : lexicon.enumeration_conjunctions) {
          if (rest.substr(2).starts_with(word + " ")) {
            cut = word.size() + 3;
            break;
          }
        }
      } else if (c == U' ' && !(at > within.begin && text[at - 1] == '-')) {
        for (const std::string& word : lexicon.enumeration_conjunctions) {
          if (rest.substr(1).starts_with(word) &&
              rest.size() > word.size() + 1 && rest[word.size() + 1] == ' ') {
            cut = word.size() + 2;
            conjunction = true;
            break;
          }
        }
      }
    }
    if (cut > 0) cuts.push_back({{at, at + cut}, conjunction});
    at += cut > 0 ? cut : length;
  }
  std::vector<Span> parts;
  std::size_t begin = within.begin;
  for (std::size_t i = 0; i < cuts.size(); ++i) {
    const std::size_t end =
        i + 1 < cuts.size() ? cuts[i + 1].at.begin : within.end;
    const Span before = Trimmed(text, Span{begin, cuts[i].at.begin}, " ");
    const Span after = Trimmed(text, Span{cuts[i].at.end, end}, " ");
    if (cuts[i].conjunction &&
        InsideName(text.substr(before.begin, before.Size()),
                   text.substr(after.begin, after.Size()), lexicon)) {
      continue;
    }
    if (!before.Empty()) parts.push_back(before);
    begin = cuts[i].at.end;
  }
  const Span last = Trimmed(text, Span{begin, within.end}, " ");
  if (!last.Empty()) parts.push_back(last);
  return parts;
}

}  // namespace bmas
