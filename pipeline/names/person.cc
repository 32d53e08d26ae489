// Persons: titles, salutations, forenames of two grades, particles, surnames.

#include <algorithm>

#include "pipeline/base/utf8.h"
#include "pipeline/names/recognise.h"
#include "pipeline/text/normalize.h"

namespace bmas::names {
namespace {

bool Initial(const Token& token) {
  return token.kind == TokenKind::kAbbreviation &&
         CountCodePoints(token.text) == 2 && token.upper;
}

class Parser {
 public:
  Parser(const Tokens& tokens, const Words& words)
      : tokens_(tokens), words_(words) {}

  bool Run(std::size_t at, Phrase* out) {
    std::size_t k = at;
    std::size_t title_begin = 0, title_end = 0;
    while (k < tokens_.size()) {
      if (words_.Salutation(tokens_[k].text)) {
        out->salutation = true;
      } else if (words_.Title(tokens_[k].text)) {
        if (title_end == 0) title_begin = k;
        title_end = k + 1;
      } else {
        break;
      }
      ++k;
    }
    titled_ = title_end > 0;
    saluted_ = out->salutation;
    if (k >= tokens_.size() || !Begins(k)) return false;
    const std::size_t end = End(k);
    if (end == k) return false;
    out->first = at;
    out->last = end;
    out->name = {tokens_[k].span.begin, tokens_[end - 1].span.end};
    out->whole = {tokens_[at].span.begin, tokens_[end - 1].span.end};
    if (titled_) {
      out->title = {tokens_[title_begin].span.begin,
                    tokens_[title_end - 1].span.end};
    }
    out->kind = lone_                    ? PhraseClass::kSurname
                : first_ == Grade::kSure ? PhraseClass::kPerson
                                         : PhraseClass::kWeakPerson;
    return true;
  }

 private:
  bool Begins(std::size_t k) {
    const Token& token = tokens_[k];
    if (!token.Capital() &&
        !(Initial(token) && k + 1 < tokens_.size() && tokens_[k + 1].upper)) {
      return false;
    }
    if (words_.Calendar(token.text) || words_.Determiner(token.text) ||
        (k > 0 && words_.Saint(tokens_[k - 1].text))) {
      return false;
    }
    // "Per Lindqvist", with a capital in the midst of a sentence.
    if (words_.Preposition(token.text) &&
        (k == 0 || tokens_[k - 1].kind == TokenKind::kMark ||
         words_.Forename(token.text) != Grade::kSure)) {
      return false;
    }
    if (Initial(token)) {
      first_ = titled_ || saluted_ ? Grade::kSure : Grade::kMaybe;
    } else {
      first_ = words_.Forename(token.text);
    }
    // "Schule", "Stadt": heads are forenames nowhere that matters.
    return first_ == Grade::kSure || !words_.InstitutionHead(token.text);
  }

  bool SurnameLike(const Token& token) const {
    if (!token.Capital()) return false;
    const std::string_view word = token.text;
    const bool known = words_.Surname(word);
    const bool named = titled_ || saluted_;
    // "Johannes Mai" is no month.
    if (words_.Calendar(word) && !(known && first_ == Grade::kSure)) {
      return false;
    }
    if (words_.Place(word) && !known && !named && first_ != Grade::kSure) {
      return false;
    }
    if ((words_.PrizeNoun(word) || words_.WinnerNoun(word)) && !known) {
      return false;
    }
    switch (first_) {
      case Grade::kSure:
        return known || !(words_.ForeignHead(word) ||
                          (words_.InstitutionHead(word) && words_.Noun(word)));
      case Grade::kMaybe:
        return known || !words_.Common(word) || named;
      case Grade::kNo:
        return named &&
               (known || !words_.Noun(word) || !words_.InstitutionHead(word));
    }
    return false;
  }

  // The token after the name that begins at `k`; `k` if it is none.
  std::size_t End(std::size_t k) {
    const std::size_t size = tokens_.size();
    std::size_t e = k + 1;
    // Further forenames and initials, as long as a surname can follow; a
    // nickname in quotation marks.
    while (e < size) {
      const Token& token = tokens_[e];
      if (token.kind == TokenKind::kQuotation && e == k + 1 && e + 1 < size &&
          first_ != Grade::kNo && Nickname(token) &&
          SurnameLike(tokens_[e + 1])) {
        ++e;
        continue;
      }
      const bool more =
          e + 1 < size &&
          (tokens_[e + 1].Capital() || words_.Particle(tokens_[e + 1].text)) &&
          !words_.Calendar(tokens_[e + 1].text);
      if (Initial(token) ||
          (token.Capital() && words_.Forename(token.text) != Grade::kNo &&
           first_ != Grade::kNo && more)) {
        ++e;
      } else {
        break;
      }
    }
    if (e < size && words_.Nobility(tokens_[e].text) && first_ != Grade::kNo) {
      ++e;
    }
    std::size_t particle = e;
    while (particle < size && particle - e < 3 &&
           tokens_[particle].kind == TokenKind::kWord &&
           words_.Particle(tokens_[particle].text)) {
      ++particle;
    }
    if (particle > e && particle < size && Noble(e, particle)) {
      e = particle + 1;
    } else if (e < size && SurnameLike(tokens_[e])) {
      ++e;
    } else if (e - k >= 2 && first_ != Grade::kNo && tokens_[e - 1].Capital() &&
               (words_.Surname(tokens_[e - 1].text) ||
                !words_.Common(tokens_[e - 1].text))) {
      // "Ida Karl": the last forename is the surname.
    } else if ((titled_ || saluted_) && e == k + 1 &&
               !words_.InstitutionHead(tokens_[k].text)) {
      lone_ = true;
      return e;
    } else {
      return k;
    }
    // A second surname, joined by nothing.
    if (e < size && tokens_[e].Capital() && DoubleSurname(tokens_[e])) ++e;
    if (e < size && tokens_[e].kind == TokenKind::kLegalForm) return k;
    e = SuffixEnd(e);
    if (e + 1 < size && (tokens_[e].IsMark("&") || tokens_[e].IsMark("+"))) {
      return k;
    }
    return e;
  }

  // One word: "Ida „Blitz“ Kern".
  static bool Nickname(const Token& token) {
    return token.inner.find(' ') == std::string_view::npos;
  }

  // "jun.", "d. Ä."
  std::size_t SuffixEnd(std::size_t e) const {
    if (e >= tokens_.size() || !words_.NameSuffix(tokens_[e].text)) return e;
    // "jun" and its full stop, where that is a token of its own.
    const bool stop = e + 1 < tokens_.size() && tokens_[e + 1].IsMark(".") &&
                      tokens_[e + 1].span.begin == tokens_[e].span.end;
    return stop ? e + 2 : e + 1;
  }

  // "von der Heide" after a forename; "Ida an der Schule" is no such name.
  bool Noble(std::size_t begin, std::size_t end) const {
    const Token& last = tokens_[end];
    if (!last.Capital() || words_.Calendar(last.text) ||
        words_.PrizeNoun(last.text) || words_.InstitutionHead(last.text)) {
      return false;
    }
    // A lone article or "vom" leads to a place or an institution.
    if (end == begin + 1) {
      const std::string_view word = tokens_[begin].text;
      if (words_.Determiner(word) || words_.Preposition(word)) {
        if (!words_.LoneParticle(word)) return false;
        if (words_.Place(last.text) && !words_.Surname(last.text) &&
            first_ != Grade::kSure) {
          return false;
        }
      }
    }
    return titled_ || saluted_ || first_ != Grade::kNo;
  }

  bool DoubleSurname(const Token& token) const {
    return (words_.Surname(token.text) || !words_.Common(token.text)) &&
           !words_.Place(token.text) && !words_.InstitutionHead(token.text) &&
           !words_.Calendar(token.text) && !words_.PrizeNoun(token.text) &&
           !words_.Determiner(token.text) && token.text.size() > 2 &&
           std::ranges::none_of(token.text,
                                [](char c) { return c >= '0' && c <= '9'; });
  }

  const Tokens& tokens_;
  const Words& words_;
  Grade first_ = Grade::kNo;
  bool titled_ = false, saluted_ = false, lone_ = false;
};

}  // namespace

bool PersonAt(const Tokens& tokens, std::size_t at, const Words& words,
              Phrase* out) {
  *out = {};
  return Parser(tokens, words).Run(at, out);
}

bool AllCapitals(std::string_view word) {
  std::size_t letters = 0;
  for (std::size_t at = 0; at < word.size(); at += LengthAt(word, at)) {
    if (IsLower(CodePointAt(word, at))) return false;
    if (IsLetter(CodePointAt(word, at))) ++letters;
  }
  return letters > 1;
}

bool SurePerson(const Tokens& tokens, std::size_t at, const Words& words) {
  Phrase person;
  return at < tokens.size() && PersonAt(tokens, at, words, &person) &&
         person.kind == PhraseClass::kPerson;
}

bool SurnameFirst(const Tokens& tokens, std::size_t at, const Words& words,
                  Phrase* out) {
  constexpr std::size_t kMost = 3;  // forenames
  const auto edge = [&](std::size_t k) {
    return k >= tokens.size() || tokens[k].kind == TokenKind::kTab ||
           tokens[k].IsMark("(") || tokens[k].IsMark(";") ||
           tokens[k].IsMark("|") || tokens[k].IsMark("–");
  };
  const bool begins = at == 0 || tokens[at - 1].kind == TokenKind::kTab ||
                      tokens[at - 1].kind == TokenKind::kMark ||
                      tokens[at - 1].kind == TokenKind::kNumber;
  if (!begins || at + 2 >= tokens.size() || !tokens[at + 1].IsMark(",") ||
      tokens[at].kind != TokenKind::kWord || !tokens[at].upper) {
    return false;
  }
  std::size_t e = at + 2;
  while (e < tokens.size() && e - at - 2 < kMost &&
         tokens[e].kind == TokenKind::kWord && tokens[e].upper &&
         !AllCapitals(tokens[e].text) &&
         (words.Forename(tokens[e].text) == Grade::kSure ||
          !words.Place(tokens[e].text))) {
    ++e;
  }
  if (e == at + 2 || !edge(e)) return false;
  const std::string_view surname = tokens[at].text;
  const Grade grade = words.Forename(tokens[at + 2].text);
  // "Lena, Paul" are two; "Aue, Ida" may be anything without a bracket behind.
  const bool bracket = e < tokens.size() && tokens[e].IsMark("(");
  const bool named =
      words.Surname(surname) || (bracket && !words.InstitutionHead(surname) &&
                                 !words.Occupation(surname));
  const bool sure = grade == Grade::kSure &&
                    (AllCapitals(surname) ||
                     (words.Forename(surname) == Grade::kNo && named));
  const bool likely =
      AllCapitals(surname) &&
      (grade == Grade::kMaybe || !words.Common(tokens[at + 2].text));
  if (!sure && !likely) return false;
  out->kind = PhraseClass::kPerson;
  out->first = at;
  out->last = e;
  out->whole = {tokens[at].span.begin, tokens[e - 1].span.end};
  // Said in the order of speech: the surname stands behind the forenames.
  out->name = {tokens[at + 2].span.begin, tokens[e - 1].span.end};
  out->shared = tokens[at].span;
  return true;
}

std::size_t OccupationEnd(const Tokens& tokens, std::size_t at, std::size_t end,
                          const Words& words) {
  constexpr std::size_t kMost = 4;  // words of a name
  std::size_t s = at;
  while (s + 2 < end && !words.Occupation(tokens[s].text)) ++s;
  if (s + 2 >= end || end - s > kMost + 1) return at;
  const auto strange = [&](const Token& token) {
    return !words.Common(token.text) && !words.Place(token.text) &&
           !OddWord(token, words);
  };
  return std::all_of(tokens.begin() + static_cast<std::ptrdiff_t>(s + 1),
                     tokens.begin() + static_cast<std::ptrdiff_t>(end), strange)
             ? s + 1
             : at;
}

}  // namespace bmas::names
