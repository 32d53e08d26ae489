// Institutions: how far a name reaches behind its head noun.

#include <algorithm>

#include "pipeline/base/utf8.h"
#include "pipeline/names/recognise.h"
#include "pipeline/text/normalize.h"

namespace bmas::names {
namespace {

// A year or "3.0" inside a name.
bool NameNumber(std::string_view text) {
  const auto digits =
      std::ranges::count_if(text, [](char c) { return c >= '0' && c <= '9'; });
  if (digits == 4 && text.size() == 4) {
    return text.starts_with("19") || text.starts_with("20") ||
           text.starts_with("18");
  }
  return text.size() == 3 && text[1] == '.';
}

}  // namespace

bool OddWord(const Token& token, const Words& words) {
  if (token.kind != TokenKind::kWord || words.Abbreviation(token.text)) {
    return false;
  }
  const std::string_view text = token.text;
  // "PROGRAMM": a heading's noun, shouted.
  if (AllCapitals(text) && words.ShoutedNoun(text)) return false;
  // "ORF-Journalisten", "CSR-Praxistag": nouns with something before them.
  const std::size_t hyphen = text.rfind('-');
  if (hyphen != std::string_view::npos && hyphen + 2 < text.size() &&
      words.Common(text.substr(hyphen + 1))) {
    return false;
  }
  std::size_t capitals = 0, letters = 0, digits = 0, marks = 0, inner = 0;
  for (std::size_t at = 0; at < text.size(); at += LengthAt(text, at)) {
    const char32_t c = CodePointAt(text, at);
    if (IsDigit(c)) ++digits;
    if (c == '|' || c == '&' || c == '+' || c == '@' || c == '#') ++marks;
    if (c == '.' && at > 0 && at + 3 <= text.size()) ++marks;
    if (!IsLetter(c)) continue;
    ++letters;
    if (IsUpper(c)) {
      ++capitals;
      if (at > 0 && IsLetter(CodePointAt(text, StartBefore(text, at)))) {
        ++inner;
      }
    }
  }
  if (letters == 0) return marks > 0 && digits > 0;
  if (marks > 0) return true;
  if (digits > 0) return letters > 1 && capitals > 0;
  if (inner == 0) return false;
  // "SchülerInnen" is no odd name.
  return inner != 1 || !words.InnerGender(text);
}

std::size_t ExtendName(const Tokens& tokens, std::size_t at, const Words& words,
                       bool* specific) {
  std::size_t e = at;
  const std::size_t size = tokens.size();
  bool purposed = false;  // "für …" is in it
  while (e < size) {
    const Token& token = tokens[e];
    if (words.Title(token.text) || words.Salutation(token.text)) break;
    if (SurePerson(tokens, e, words) &&
        !(e + 1 < size && tokens[e + 1].upper &&
          words.InstitutionHead(tokens[e + 1].text))) {
      // "Schule Ida Kern" keeps its person, "Werkstatt Ida Kern" as well; a
      // person behind a phrase that is specific already stands alone.
      if (*specific) break;
      Phrase person;
      if (PersonAt(tokens, e, words, &person)) {
        e = person.last;
        *specific = true;
        continue;
      }
      break;
    }
    if (token.kind == TokenKind::kQuotation ||
        token.kind == TokenKind::kLegalForm) {
      *specific = true;
      ++e;
      continue;
    }
    // "Klasse 7", "Team Neustart 50 (Aue)", no "Team Aue 12 Punkte" and no
    // "Team Aue 3 zu 2"
    const bool closed = e + 1 == size || tokens[e + 1].IsMark("(") ||
                        tokens[e + 1].IsMark(",") || tokens[e + 1].IsMark("–");
    const bool numbered = token.kind == TokenKind::kNumber &&
                          token.text.size() <= 2 &&
                          !token.text.ends_with('.') &&
                          (e == at ? e + 1 == size || !tokens[e + 1].upper
                                   : closed && tokens[e - 1].Capital());
    if (numbered) {
      *specific = true;
      ++e;
      continue;
    }
    if (token.kind == TokenKind::kNumber && NameNumber(token.text)) {
      ++e;
      continue;
    }
    if ((token.Capital() || OddWord(token, words) ||
         (token.kind == TokenKind::kAbbreviation && token.upper)) &&
        !words.Calendar(token.text) && !words.PrizeNoun(token.text) &&
        !words.WinnerNoun(token.text) && !words.OfficeNoun(token.text) &&
        !words.Determiner(token.text) && !words.Preposition(token.text)) {
      *specific = true;
      ++e;
      continue;
    }
    // "Kita Am Park", "Kita An der Au", "Weingut Fürst zu Aue": small words
    // with a capital, or between two names.
    const bool placed = token.upper && words.Preposition(token.text);
    const std::size_t behind =
        placed && e + 1 < size && words.Determiner(tokens[e + 1].text) ? e + 2
                                                                       : e + 1;
    const bool within = token.kind == TokenKind::kWord && e > 0 &&
                        behind < size && tokens[behind].Capital() &&
                        !words.Calendar(tokens[behind].text) &&
                        (placed || (e > at && words.LoneParticle(token.text) &&
                                    !words.OwnerWord(token.text) &&
                                    words.Nobility(tokens[e - 1].text)));
    if (within) {
      *specific = true;
      e = behind + 1;
      continue;
    }
    const bool slash =
        token.IsMark("/") && e + 1 < size && words.Place(tokens[e + 1].text);
    if ((token.IsMark("&") || token.IsMark("+") || token.IsMark("/")) &&
        !slash && e + 1 < size && tokens[e + 1].upper) {
      *specific = true;
      e += 2;
      continue;
    }
    // "… Kern und Partner", "… Kern, Rohr und Partner"
    const std::size_t joint =
        token.IsMark(",") && e + 1 < size && tokens[e + 1].Capital() ? e + 2
                                                                     : e;
    if (joint + 1 < size && words.Conjunction(tokens[joint].text) &&
        words.PairTail(tokens[joint + 1].text) &&
        (joint + 2 == size || !tokens[joint + 2].upper)) {
      *specific = true;
      e = joint + 2;
      break;
    }
    if (token.kind == TokenKind::kWord && words.Joiner(token.text) &&
        !words.Conjunction(token.text) && e + 1 < size) {
      const std::size_t after = [&] {
        std::size_t k = e + 1;
        const bool purpose = words.PurposeJoiner(token.text);
        // "Amt für Steuern für das Projekt X": the second says what for.
        if (purpose && purposed) return e;
        if (words.Determiner(tokens[k].text) && words.Preposition(token.text)) {
          if (words.Possessive(tokens[k].text)) return e;
          // "Hilfe an die Kita Aue": a place has the dative.
          if (!purpose && words.AccusativeDeterminer(tokens[k].text)) return e;
          ++k;
          // "Schule Aue für das Vorhaben X": what it was honoured for.
          if (purpose && *specific && k < size &&
              (words.ClassNoun(tokens[k].text) ||
               words.WorkNoun(tokens[k].text))) {
            return e;
          }
        }
        const std::size_t begin = k;
        while (k < size && k - begin < 2 && tokens[k].LowerWord() &&
               Adjectival(tokens[k], words)) {
          ++k;
        }
        if (k >= size || words.Calendar(tokens[k].text)) return e;
        const bool noun =
            tokens[k].Capital() || tokens[k].kind == TokenKind::kQuotation;
        if (!noun || words.PrizeNoun(tokens[k].text) ||
            words.WinnerNoun(tokens[k].text) ||
            words.OfficeNoun(tokens[k].text) || words.Title(tokens[k].text) ||
            SurePerson(tokens, k, words)) {
          return e;
        }
        // "so sieht es die Jury, der Betrieb Kern": no genitive, which would be
        // "des Betriebs".
        if (words.Determiner(token.text) && words.MasculineHead(tokens[k].text))
          return e;
        // "der GmbH": a firm of its own stands behind the article.
        if (LegalNameEnd(tokens, k, words) > k) return e;
        return k + 1;
      }();
      // "zur Schule des Jahres gekürt": no part of a name that is specific.
      if (words.ContractedJoiner(token.text) && *specific) break;
      if (words.ArticleJoiner(token.text) &&
          !words.Determiner(tokens[e + 1].text)) {
        break;
      }
      const bool locative = words.LocativeJoiner(token.text);
      if (after == e || (!locative && !words.PurposeJoiner(token.text))) break;
      // "Schulen im Land" are no certain ones.
      const Token& noun = tokens[after - 1];
      *specific = *specific || !words.EventPreposition(token.text) ||
                  words.Place(noun.text) || !words.Common(noun.text);
      purposed = purposed || words.PurposeJoiner(token.text);
      e = after;
      // "für Kinder und Jugendliche"
      if (words.PurposeJoiner(token.text) && e + 1 < size &&
          words.Conjunction(tokens[e].text) && tokens[e + 1].Capital() &&
          words.Common(tokens[e + 1].text) &&
          !words.InstitutionHead(tokens[e + 1].text)) {
        e += 2;
      }
      continue;
    }
    break;
  }
  return e;
}

std::size_t NumberedTeamEnd(const Tokens& tokens, std::size_t at,
                            const Words& words) {
  constexpr std::size_t kLongest = 3;  // bytes of "10b"
  const std::size_t size = tokens.size();
  if (at + 1 >= size || !words.NumberedTeam(tokens[at].text)) return at;
  const Token& number = tokens[at + 1];
  const bool numbered =
      (number.kind == TokenKind::kNumber || number.kind == TokenKind::kWord) &&
      number.text.size() <= kLongest && number.text.front() >= '0' &&
      number.text.front() <= '9' && !number.text.ends_with('.');
  if (!numbered) return at;
  std::size_t e = at + 2;
  // Whose it is.
  if (e + 1 < size && words.OwnerWord(tokens[e].text) &&
      (tokens[e + 1].Capital() || OddWord(tokens[e + 1], words)) &&
      !SurePerson(tokens, e + 1, words) &&
      !words.PrizeNoun(tokens[e + 1].text)) {
    bool specific = true;
    e = ExtendName(tokens, e + 2, words, &specific);
  }
  return e;
}

std::size_t DashEnd(const Tokens& tokens, std::size_t at, const Words& words) {
  constexpr std::size_t kMost = 6;  // tokens behind the dash
  const std::size_t size = tokens.size();
  const auto dash = [&](std::size_t k) {
    return k > 0 && (tokens[k].IsMark("–") || tokens[k].IsMark("-")) &&
           tokens[k].span.begin > tokens[k - 1].span.end && k + 1 < size &&
           tokens[k + 1].span.begin > tokens[k].span.end;
  };
  if (at >= size || !dash(at)) return at;
  std::size_t e = at + 1;
  for (; e < size && e - at <= kMost; ++e) {
    const Token& token = tokens[e];
    if (token.kind == TokenKind::kMark) break;
    if (words.Conjunction(token.text) && e + 1 < size && !tokens[e + 1].upper) {
      break;
    }
    const bool word =
        token.kind == TokenKind::kWord && !words.Verb(token.text) &&
        !words.PrizeNoun(token.text) && !words.WinnerNoun(token.text) &&
        !words.OfficeNoun(token.text) && !words.Occupation(token.text) &&
        !words.CategoryNoun(token.text) && !words.Determiner(token.text);
    if (!word) return at;
    if (e == at + 1 && (!token.upper || words.Place(token.text) ||
                        SurePerson(tokens, e, words))) {
      return at;
    }
  }
  if (e - at > kMost || e == at + 1) return at;
  // What the dash sets off ends as the clause or the enumeration does.
  const bool closed = e >= size || tokens[e].IsMark(".") ||
                      tokens[e].IsMark(",") || tokens[e].IsMark(";") ||
                      tokens[e].IsMark("(") || tokens[e].IsMark(":");
  return closed ? e : at;
}

}  // namespace bmas::names
