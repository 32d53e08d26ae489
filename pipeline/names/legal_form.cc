// Institutions whose names end in a legal form: where such a name begins and
// ends.

#include <algorithm>

#include "pipeline/names/recognise.h"
#include "pipeline/text/normalize.h"

namespace bmas::names {
namespace {

bool HasHead(const Tokens& tokens, std::size_t begin, std::size_t end,
             const Words& words) {
  return std::any_of(
      tokens.begin() + static_cast<std::ptrdiff_t>(begin),
      tokens.begin() + static_cast<std::ptrdiff_t>(end),
      [&](const Token& token) {
        return token.kind == TokenKind::kQuotation ||
               (token.Capital() && words.InstitutionHead(token.text));
      });
}

// "der Maschinenbauer Kern GmbH": a common noun behind an article, with a
// name of its own behind it.
bool Describes(const Tokens& tokens, std::size_t s, std::size_t end,
               const Words& words) {
  return words.Common(tokens[s].text) && !words.Surname(tokens[s].text) &&
         !words.Demonym(tokens[s].text) && s + 2 < end &&
         (words.Occupation(tokens[s].text) || words.MakerNoun(tokens[s].text) ||
          (words.ClassNoun(tokens[s].text) &&
           !words.SoftClassNoun(tokens[s].text))) &&
         (!words.Common(tokens[s + 1].text) ||
          words.Surname(tokens[s + 1].text));
}

}  // namespace

std::size_t LegalNameEnd(const Tokens& tokens, std::size_t at,
                         const Words& words) {
  constexpr std::size_t kMost = 20;  // tokens of a firm's name
  const Token& first = tokens[at];
  // „Werk“ der X GmbH: the quotation is another name.
  if (first.kind == TokenKind::kQuotation && at + 1 < tokens.size() &&
      (words.OwnerWord(tokens[at + 1].text) || tokens[at + 1].IsMark("–") ||
       tokens[at + 1].IsMark("-"))) {
    return at;
  }
  // "2. Preis – Kern GmbH", "3. Kern GmbH": an ordinal begins no name but "1.
  // FC Kern".
  if (first.kind == TokenKind::kNumber && at + 1 < tokens.size() &&
      (words.PrizeNoun(tokens[at + 1].text) ||
       (at == 0 && first.text.ends_with('.') &&
        !AllCapitals(tokens[at + 1].text)))) {
    return at;
  }
  // "der Verein volkshaus aue e. V.": small letters too.
  const bool after_class = at > 0 && words.ClassNoun(tokens[at - 1].text);
  const bool after_article = at > 0 && (words.Determiner(tokens[at - 1].text) ||
                                        words.Preposition(tokens[at - 1].text));
  if (!(first.upper || first.kind == TokenKind::kQuotation ||
        first.kind == TokenKind::kNumber || OddWord(first, words) ||
        (first.kind == TokenKind::kWord &&
         (after_article || after_class ||
          (at + 1 < tokens.size() && tokens[at + 1].upper &&
           !words.Common(first.text)))))) {
    return at;
  }
  if (words.Title(first.text) || words.Salutation(first.text) ||
      words.PrizeNoun(first.text) ||
      (words.OfficeNoun(first.text) && at + 1 < tokens.size() &&
       !tokens[at + 1].IsMark("&") && !tokens[at + 1].IsMark("+")) ||
      words.WinnerNoun(first.text) || words.Determiner(first.text) ||
      words.Preposition(first.text) || words.Calendar(first.text) ||
      first.kind == TokenKind::kLegalForm || first.kind == TokenKind::kMark) {
    return at;
  }
  // "die datenwerk aue GmbH": between an article and a legal form stands a
  // name, small letters or not.
  if (after_article && first.LowerWord()) {
    constexpr std::size_t kMostSmall = 4;  // words
    std::size_t j = at;
    while (j < tokens.size() && j - at < kMostSmall && tokens[j].LowerWord() &&
           !words.Preposition(tokens[j].text) &&
           !words.Conjunction(tokens[j].text)) {
      ++j;
    }
    const bool adjective = j == at + 1 && Adjectival(first, words);
    if (j > at && !adjective && j < tokens.size() &&
        tokens[j].kind == TokenKind::kLegalForm) {
      return j + 1;
    }
  }
  // A person before a verb or another phrase: "Ida Kern leitet die X GmbH".
  if (SurePerson(tokens, at, words) && at + 2 < tokens.size() &&
      tokens[at + 2].LowerWord()) {
    return at;
  }
  for (std::size_t j = at; j < tokens.size() && j - at < kMost; ++j) {
    const Token& token = tokens[j];
    if (token.kind == TokenKind::kLegalForm) {
      std::size_t end = j + 1;
      while (end < tokens.size() &&
             (tokens[end].kind == TokenKind::kLegalForm ||
              (tokens[end].IsMark("&") && end + 1 < tokens.size() &&
               tokens[end + 1].kind == TokenKind::kLegalForm))) {
        ++end;
      }
      return end;
    }
    if (token.kind == TokenKind::kSpeech || token.kind == TokenKind::kTab) {
      return at;
    }
    if (words.Title(token.text) || words.Salutation(token.text)) return at;
    if (j == at) continue;
    const std::string_view before = tokens[j - 1].text;
    // "Verein für Bildung, Arbeit und Wohnen e. V."
    if (token.IsMark(",") && HasHead(tokens, at, j, words) &&
        j + 1 < tokens.size() && tokens[j + 1].Capital() &&
        std::any_of(tokens.begin() + static_cast<std::ptrdiff_t>(at),
                    tokens.begin() + static_cast<std::ptrdiff_t>(j),
                    [&](const Token& inner) {
                      return words.PurposeJoiner(inner.text);
                    })) {
      continue;
    }
    // "Kern, Rohr & Partner mbB"
    if (token.IsMark(",") && j == at + 1 && j + 2 < tokens.size() &&
        tokens[j + 1].Capital() &&
        (tokens[j + 2].IsMark("&") || tokens[j + 2].IsMark("+")) &&
        (words.Surname(first.text) || !words.Common(first.text) ||
         words.Forename(first.text) != Grade::kNo)) {
      continue;
    }
    const bool next_capital = j + 1 < tokens.size() && tokens[j + 1].upper;
    if (token.upper || token.kind == TokenKind::kQuotation ||
        token.kind == TokenKind::kNumber || OddWord(token, words)) {
      if (words.PrizeNoun(token.text) && words.Common(token.text)) return at;
      if (words.WinnerNoun(token.text) && words.Common(token.text)) return at;
      continue;
    }
    // "bad & heizung Kern GmbH"
    if (token.kind == TokenKind::kWord &&
        (tokens[j - 1].IsMark("&") || tokens[j - 1].IsMark("+"))) {
      continue;
    }
    if (token.IsMark("&") || token.IsMark("+") || token.IsMark("–") ||
        token.IsMark("-") || token.IsMark(".") || token.IsMark("!") ||
        token.IsMark("/")) {
      if (token.IsMark(".") && next_capital) return at;
      continue;
    }
    if (token.kind != TokenKind::kWord &&
        token.kind != TokenKind::kAbbreviation) {
      return at;
    }
    // "Team Otter von der Kern eG": the firm owns what stands before it.
    if (words.OwnerWord(token.text) && !words.LocativeJoiner(token.text) &&
        HasHead(tokens, at, j, words)) {
      return at;
    }
    if (after_class && token.LowerWord() && !words.Verb(token.text) &&
        !words.Preposition(token.text) && !words.Determiner(token.text) &&
        !words.Conjunction(token.text)) {
      continue;
    }
    if (words.Determiner(token.text) && words.Preposition(before)) continue;
    if (words.Particle(token.text) || words.Joiner(token.text)) {
      const bool article = words.Determiner(token.text);
      const bool head = HasHead(tokens, at, j, words);
      if (words.Conjunction(token.text)) {
        // "Bau- und Immobilien GmbH", "Hin und Her e. V."
        if (!next_capital &&
            !(j + 1 < tokens.size() && tokens[j + 1].LowerWord() && head)) {
          return at;
        }
        continue;
      }
      if (article) {
        // A genitive needs a head before it, an accusative a preposition.
        if (words.Conjunction(before)) return at;
        if (!words.Preposition(before) && !head) return at;
        continue;
      }
      if (words.Preposition(token.text) && !head && j - at > 0 &&
          !tokens[at].upper) {
        return at;
      }
      if (words.Preposition(token.text) && !head) return at;
      continue;
    }
    if (token.LowerWord() && Adjectival(token, words) &&
        (words.Determiner(before) || words.Preposition(before) ||
         words.Conjunction(before))) {
      continue;
    }
    return at;
  }
  return at;
}

std::size_t LegalNameBegin(const Tokens& tokens, std::size_t at,
                           std::size_t end, bool listed, const Words& words) {
  const auto before = [&](std::size_t i) {
    return i == 0 ? std::string_view{} : tokens[i - 1].text;
  };
  std::size_t s = at;
  while (s + 2 < end) {
    const std::string_view word = tokens[s].text;
    const bool named = tokens[s + 1].upper || OddWord(tokens[s + 1], words) ||
                       tokens[s + 1].kind == TokenKind::kQuotation;
    // "Verein Kern e. V." at the beginning of an item is all its name, "Firma
    // Kern GmbH" is not.
    const bool class_noun =
        words.ClassNoun(word) && !words.SoftClassNoun(word) &&
        (words.Determiner(before(at)) || (at == 0 && !listed) ||
         words.Preposition(before(at)));
    const bool small = words.Determiner(word) || words.Preposition(word);
    // "die Auer Bauunternehmung Kern GmbH"
    const bool led = words.Determiner(before(s)) ||
                     (s > at && words.Demonym(tokens[s - 1].text));
    const bool demonym = words.Determiner(before(s)) && words.Demonym(word) &&
                         s + 3 < end && Describes(tokens, s + 1, end, words);
    const bool described = named && (class_noun || demonym ||
                                     (led && Describes(tokens, s, end, words)));
    if (!tokens[s].upper || !(small || described)) break;
    ++s;
  }
  // An adjective or a small word begins no firm's name, unless all of it is
  // small: "die datenwerk aue GmbH".
  const bool small =
      std::all_of(tokens.begin() + static_cast<std::ptrdiff_t>(s),
                  tokens.begin() + static_cast<std::ptrdiff_t>(end),
                  [](const Token& token) {
                    return !token.upper || token.kind == TokenKind::kLegalForm;
                  });
  if (tokens[s].kind == TokenKind::kWord && !tokens[s].upper && !small &&
      !OddWord(tokens[s], words) &&
      (words.Joiner(tokens[s].text) || words.Common(tokens[s].text))) {
    return end;
  }
  return s;
}

}  // namespace bmas::names
