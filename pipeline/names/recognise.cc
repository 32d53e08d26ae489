#include "pipeline/names/recognise.h"

#include <algorithm>

#include "pipeline/base/utf8.h"
#include "pipeline/text/normalize.h"

namespace bmas::names {
namespace {

class Recogniser {
 public:
  Recogniser(std::string_view text, const Tokens& tokens, bool listed,
             const Words& words)
      : text_(text), tokens_(tokens), listed_(listed), words_(words) {}

  std::vector<Phrase> Run() {
    std::size_t i = 0;
    while (i < tokens_.size()) {
      const std::size_t next = At(i);
      i = std::max(next, i + 1);
    }
    return std::move(out_);
  }

 private:
  // Tries every kind of name at the token; the token after what was found.
  std::size_t At(std::size_t i) {
    const Token& token = tokens_[i];
    if (token.kind == TokenKind::kMark || token.kind == TokenKind::kTab ||
        token.kind == TokenKind::kSpeech ||
        (token.kind == TokenKind::kWord && words_.Calendar(token.text))) {
      return i + 1;
    }
    if (token.Capital() &&
        (words_.PlainNoun(token.text) || words_.Negation(token.text))) {
      return i + 1;
    }
    if (const std::size_t end = LegalNameEnd(tokens_, i, words_); end > i) {
      return Legal(i, end);
    }
    if (token.kind == TokenKind::kQuotation) return Quoted(i);
    if (const std::size_t end = NumberedTeamEnd(tokens_, i, words_); end > i) {
      return Push(Make(
          end > i + 2 ? PhraseClass::kHead : PhraseClass::kBareHead, i, end));
    }
    if (const std::size_t end = Couple(i); end > i) return end;
    Phrase person;
    if (PersonAt(tokens_, i, words_, &person)) return Push(person);
    if (SurnameFirst(tokens_, i, words_, &person)) return Push(person);
    if (token.Capital() && !Shouted(token.text)) {
      if (words_.InstitutionHead(WithoutHyphen(token.text)) &&
          !words_.PrizeNoun(token.text) && !words_.WinnerNoun(token.text) &&
          !IsTown(i) && !(FirstWordOfSentence(i) && IsSmallWord(token.text))) {
        return Institution(i);
      }
    }
    // "Hin & Her"
    if (token.Capital() && i + 2 < tokens_.size() &&
        (tokens_[i + 1].IsMark("&") || tokens_[i + 1].IsMark("+")) &&
        tokens_[i + 2].Capital()) {
      bool specific = true;
      return Push(Make(PhraseClass::kOdd, i,
                       ExtendName(tokens_, i + 3, words_, &specific)));
    }
    if (OddWord(token, words_)) return Odd(i);
    if (token.Capital()) return Capitals(i);
    return i + 1;
  }

  // "DÖRRWERK": in capitals and no abbreviation, so no common noun.
  static bool Shouted(std::string_view word) {
    return AllCapitals(word) && CountCodePoints(word) > 3;
  }

  // "Fredersdorf": no village band, a place.
  bool IsTown(std::size_t i) const {
    const std::string_view word = tokens_[i].text;
    return words_.TownEnding(word) &&
           (words_.Place(word) || !words_.Common(word));
  }

  // A word that has its capital from the sentence alone.
  bool IsSmallWord(std::string_view word) const {
    return words_.Adverb(word) || words_.Conjunction(Lowered(word)) ||
           words_.Small(word);
  }

  static std::string_view WithoutHyphen(std::string_view word) {
    while (word.ends_with('-')) word.remove_suffix(1);
    return word;
  }

  Phrase Make(PhraseClass kind, std::size_t first, std::size_t last) const {
    Phrase phrase;
    phrase.kind = kind;
    phrase.first = first;
    phrase.last = last;
    phrase.name = {tokens_[first].span.begin, tokens_[last - 1].span.end};
    phrase.whole = phrase.name;
    return phrase;
  }

  std::size_t Push(Phrase phrase) {
    // In a list what stands behind a dash is about the name.
    if (!listed_ && (phrase.kind == PhraseClass::kLegal ||
                     phrase.kind == PhraseClass::kHead ||
                     phrase.kind == PhraseClass::kOdd)) {
      const std::size_t end = DashEnd(tokens_, phrase.last, words_);
      if (end > phrase.last) {
        phrase.last = end;
        phrase.name.end = phrase.whole.end = tokens_[end - 1].span.end;
      }
    }
    const std::size_t end = phrase.last;
    out_.push_back(phrase);
    return end;
  }

  bool FirstWordOfSentence(std::size_t i) const {
    return i == 0 || (i > 0 && tokens_[i - 1].IsMark(":"));
  }

  std::size_t Legal(std::size_t i, std::size_t end) {
    const std::size_t s = LegalNameBegin(tokens_, i, end, listed_, words_);
    if (s == end) return i + 1;
    Phrase phrase = Make(PhraseClass::kLegal, s, end);
    if (s > i) {
      phrase.role = tokens_[i].span;
      phrase.whole.begin = tokens_[i].span.begin;
      phrase.first = i;
    }
    return Push(phrase);
  }

  std::string_view Before(std::size_t i) const {
    return i == 0 ? std::string_view{} : tokens_[i - 1].text;
  }

  std::size_t Quoted(std::size_t i) {
    const Token& token = tokens_[i];
    const bool label = i > 0 && tokens_[i - 1].Capital() &&
                       words_.QuoteLabel(tokens_[i - 1].text);
    Phrase phrase =
        Make(label ? PhraseClass::kLabelQuote : PhraseClass::kQuoted, i, i + 1);
    phrase.name = token.InnerSpan();
    if (i > 0 && tokens_[i - 1].Capital() &&
        !words_.Determiner(tokens_[i - 1].text) &&
        !words_.Preposition(tokens_[i - 1].text)) {
      phrase.role = tokens_[i - 1].span;
    }
    return Push(phrase);
  }

  // "Ida und Max Kern": two people, one surname.
  std::size_t Couple(std::size_t i) {
    const Token& token = tokens_[i];
    std::size_t k = i;
    while (k < tokens_.size() && (words_.Salutation(tokens_[k].text) ||
                                  words_.Title(tokens_[k].text))) {
      ++k;
    }
    if (k + 2 >= tokens_.size() || !tokens_[k].Capital() ||
        words_.Forename(tokens_[k].text) == Grade::kNo ||
        !words_.Conjunction(tokens_[k + 1].text)) {
      return i;
    }
    Phrase second;
    if (!PersonAt(tokens_, k + 2, words_, &second) || second.Surname()) {
      return i;
    }
    if (words_.Forename(FirstWord(second)) == Grade::kNo) return i;
    Phrase first = Make(PhraseClass::kPerson, k, k + 1);
    first.whole.begin = token.span.begin;
    first.first = i;
    first.salutation = k > i;
    // The surname is what stands behind the forenames.
    std::size_t surname = second.last - 1;
    while (surname > second.first &&
           tokens_[surname - 1].kind == TokenKind::kWord &&
           words_.Particle(tokens_[surname - 1].text)) {
      --surname;
    }
    first.shared = {tokens_[surname].span.begin,
                    tokens_[second.last - 1].span.end};
    Push(first);
    return Push(second);
  }

  std::string_view FirstWord(const Phrase& phrase) const {
    const std::string_view name =
        text_.substr(phrase.name.begin, phrase.name.Size());
    return name.substr(0, name.find(' '));
  }

  std::size_t Institution(std::size_t i) {
    // "in Uferstadt Ida Kern", "in Uferstadt die Kern GmbH": a town of no list,
    // and who was honoured there.
    if (words_.EventPreposition(Before(i)) &&
        words_.TownEnding(tokens_[i].text) &&
        (SurePerson(tokens_, i + 1, words_) ||
         (i + 1 < tokens_.size() && words_.Determiner(tokens_[i + 1].text)))) {
      return Push(Make(PhraseClass::kPlace, i, i + 1));
    }
    bool specific = Named(tokens_[i].text);
    std::size_t s = i;
    // What stands before the head and belongs to it: adjectives with a
    // capital, words that are no common nouns.
    while (s > 0 && (tokens_[s - 1].Capital() || Shortened(tokens_[s - 1])) &&
           s > LastEnd() && !words_.Calendar(tokens_[s - 1].text) &&
           !words_.ClassNoun(tokens_[s - 1].text) &&
           !words_.PrizeNoun(tokens_[s - 1].text) &&
           !words_.WinnerNoun(tokens_[s - 1].text) &&
           !words_.Determiner(tokens_[s - 1].text) &&
           !words_.Preposition(tokens_[s - 1].text)) {
      const std::string_view word = tokens_[s - 1].text;
      if (!words_.AdjectiveEnding(word) && !OddWord(tokens_[s - 1], words_) &&
          words_.Common(word) && !words_.Surname(word) &&
          words_.Forename(word) == Grade::kNo) {
        break;
      }
      --s;
      // "Kleine Unternehmen": its capital is the line's, it names nobody.
      const bool plain = s == 0 && words_.Small(word) &&
                         words_.AdjectiveEnding(word) &&
                         words_.ClassNoun(tokens_[i].text);
      specific = specific || !plain;
    }
    // "Heimat- und Kulturverein"
    if (s >= 2 && words_.Conjunction(tokens_[s - 1].text) &&
        tokens_[s - 2].text.ends_with('-') && s - 2 >= LastEnd()) {
      s -= 2;
    }
    std::size_t e = ExtendName(tokens_, i + 1, words_, &specific);
    if (listed_) e = RestOfLine(e, &specific);
    const std::string_view head = tokens_[i].text;
    const bool next_quote =
        i + 1 < tokens_.size() && tokens_[i + 1].kind == TokenKind::kQuotation;
    // "das Projekt „Otter“", "die Firma Kern": the name stands behind.
    if (s == i && words_.ClassNoun(head) && e > i + 1) {
      if (next_quote) return i + 1;
      const Token& next = tokens_[i + 1];
      const bool soft = words_.SoftClassNoun(head);
      if (!soft && OddWord(next, words_)) {
        return Push(Named(i, e));
      }
      if (!soft && (next.Capital() && (words_.Determiner(Before(i)) || i == 0 ||
                                       words_.Preposition(Before(i))))) {
        return Push(Named(i, e));
      }
    }
    // "die Metzgereien Kern und Rohr", "die Auer Betriebe Kern und Rohr"
    const bool bare = s == i || (s + 1 == i && words_.Demonym(tokens_[s].text));
    if (bare && e > i + 1 && !next_quote && words_.PluralHead(head) &&
        words_.AccusativeDeterminer(Before(s)) && tokens_[i + 1].Capital() &&
        !words_.Preposition(tokens_[i + 1].text)) {
      return Push(Named(i, e));
    }
    if (next_quote && e == i + 2 &&
        (words_.WorkNoun(head) || words_.ClassNoun(head))) {
      return i + 1;
    }
    // "das Duo Ida Kern und …", "Team: …": the people stand for themselves.
    if (words_.TeamNoun(head) && s == i && e > i + 1 &&
        words_.Forename(tokens_[i + 1].text) == Grade::kSure) {
      return i + 1;
    }
    PhraseClass kind = specific ? PhraseClass::kHead : PhraseClass::kBareHead;
    if (s == i && e > i + 1 && words_.Municipality(head) &&
        words_.Place(text_.substr(
            tokens_[i + 1].span.begin,
            tokens_[e - 1].span.end - tokens_[i + 1].span.begin))) {
      kind = PhraseClass::kMunicipality;
    }
    return Push(Make(kind, s, e));
  }

  // "Ev. Kita": an adjective cut short.
  bool Shortened(const Token& token) const {
    return token.kind == TokenKind::kAbbreviation && token.upper &&
           CountCodePoints(token.text) > 2 && !words_.Title(token.text) &&
           !words_.Salutation(token.text);
  }

  // "Bündnis für Arbeit in der Region Aue" alone on its line is one name.
  std::size_t RestOfLine(std::size_t e, bool* specific) const {
    if (e >= tokens_.size() || !words_.EventPreposition(tokens_[e].text)) {
      return e;
    }
    const bool plain = std::all_of(
        tokens_.begin() + static_cast<std::ptrdiff_t>(e), tokens_.end(),
        [&](const Token& token) {
          return token.kind == TokenKind::kWord && !words_.Verb(token.text) &&
                 !words_.PrizeNoun(token.text) &&
                 !words_.CategoryNoun(token.text);
        });
    if (!plain) return e;
    *specific = true;
    return tokens_.size();
  }

  // What stands behind the class noun at `i`.
  Phrase Named(std::size_t i, std::size_t end) const {
    Phrase phrase = Make(PhraseClass::kHead, i + 1, end);
    phrase.role = tokens_[i].span;
    phrase.whole.begin = tokens_[i].span.begin;
    phrase.first = i;
    return phrase;
  }

  std::size_t LastEnd() const { return out_.empty() ? 0 : out_.back().last; }

  // "Ida-Kern-Schule": a hyphenated institution that carries a name.
  bool Named(std::string_view word) const {
    const std::size_t hyphen = word.find('-');
    if (hyphen == std::string_view::npos || hyphen == 0) return false;
    const std::string_view first = word.substr(0, hyphen);
    return words_.Surname(first) || !words_.Common(first) ||
           (word.find('-', hyphen + 1) != std::string_view::npos &&
            words_.Forename(first) == Grade::kSure);
  }

  std::size_t Odd(std::size_t i) {
    bool specific = true;
    const std::size_t e = ExtendName(tokens_, i + 1, words_, &specific);
    return Push(Make(PhraseClass::kOdd, i, e));
  }

  // A run of capitalised words: a place, a name of unknown words, or nouns.
  std::size_t Capitals(std::size_t i) {
    const std::string_view first = tokens_[i].text;
    if (words_.Determiner(first) || words_.Preposition(first) ||
        words_.Adverb(first) || words_.Conjunction(Lowered(first)) ||
        words_.PrizeNoun(first) || words_.WinnerNoun(first)) {
      return i + 1;
    }
    // "Heimat- und Kulturverein": the head reads back to here.
    if (first.ends_with('-') && i + 2 < tokens_.size() &&
        words_.Conjunction(tokens_[i + 1].text) &&
        words_.InstitutionHead(tokens_[i + 2].text)) {
      return i + 1;
    }
    // The first word of a sentence may be any word.
    if (FirstWordOfSentence(i) && words_.Verb(Lowered(first))) return i + 1;
    if (!listed_ && FirstWordOfSentence(i) && !words_.Noun(first) &&
        words_.Form(Lowered(first)) && !words_.Surname(first)) {
      return i + 1;
    }
    if (const std::size_t end = PlaceEnd(text_, tokens_, i, words_); end > i) {
      return Push(Make(PhraseClass::kPlace, i, TownRest(end)));
    }
    std::size_t e = i + 1;
    while (e < tokens_.size() && tokens_[e].Capital() &&
           !words_.Calendar(tokens_[e].text) &&
           !words_.PrizeNoun(tokens_[e].text) &&
           !words_.WinnerNoun(tokens_[e].text) &&
           !words_.Determiner(tokens_[e].text) && !BeginsPerson(e) &&
           !words_.Adverb(tokens_[e].text) &&
           (!words_.InstitutionHead(tokens_[e].text) || IsTown(e)) &&
           !PairAfterNoun(i, e)) {
      ++e;
    }
    // "Evangelische Kita …", "Münchner Betriebe": the head reads back to here.
    if (e < tokens_.size() && tokens_[e].Capital() &&
        words_.InstitutionHead(tokens_[e].text) && !IsTown(e) &&
        !words_.PrizeNoun(tokens_[e].text)) {
      return e;
    }
    // "Reifenhersteller Schwalbe", "Drama Nordlicht", "die Truppe ByteMe": what
    // it is, then its name.
    const bool odd_behind = e - i >= 2 && words_.Determiner(Before(i)) &&
                            words_.Noun(first) &&
                            OddWord(tokens_[i + 1], words_);
    if (e - i >= 2 &&
        (odd_behind || words_.MakerNoun(first) || words_.WorkNoun(first) ||
         words_.ClassNoun(first) || words_.Municipality(first))) {
      bool specific = true;
      const std::size_t end = ExtendName(tokens_, i + 2, words_, &specific);
      return Push(Named(i, end));
    }
    // An adjective with a capital in the midst of a sentence begins a name.
    const bool title = e - i >= 2 && !FirstWordOfSentence(i) &&
                       words_.Small(first) && words_.AdjectiveEnding(first);
    std::size_t unknown = title ? 1 : 0;
    for (std::size_t k = i; k < e; ++k) {
      if (!words_.Common(tokens_[k].text) && !words_.Place(tokens_[k].text)) {
        ++unknown;
      }
    }
    // A noun before a person is what the person does.
    if (e < tokens_.size() && tokens_[e].Capital() &&
        words_.Forename(tokens_[e].text) == Grade::kSure &&
        (unknown == 0 || words_.Occupation(tokens_[e - 1].text))) {
      return e;
    }
    // "der Künstler Eusébio Macuácua": so is one before a foreign name.
    if (const std::size_t s = OccupationEnd(tokens_, i, e, words_); s > i) {
      Phrase phrase = Make(PhraseClass::kWeakPerson, s, e);
      phrase.role = tokens_[s - 1].span;
      return Push(phrase);
    }
    if (words_.OfficeNoun(first) && e == i + 2) {
      Phrase phrase = Make(PhraseClass::kSurname, i + 1, e);
      phrase.role = tokens_[i].span;
      return Push(phrase);
    }
    // "Nowak & Söhne"
    while (e + 1 < tokens_.size() && unknown > 0 &&
           (tokens_[e].IsMark("&") || tokens_[e].IsMark("+")) &&
           tokens_[e + 1].Capital()) {
      e += 2;
    }
    if (e - i >= 2 && unknown > 0) {
      return Push(Make(PhraseClass::kUnknown, i, e));
    }
    if (unknown > 0) {
      return Push(Make(PhraseClass::kUnknownOne, i, TownRest(e)));
    }
    if (e - i >= 2) return Push(Make(PhraseClass::kCommonMany, i, e));
    // "Zweiter wurde A, Dritte die B": a rank.
    if (words_.Lists().ordinals.contains(FoldCase(first))) return e;
    if (e < tokens_.size() && tokens_[e].kind == TokenKind::kQuotation) {
      return Push(Make(PhraseClass::kCommon, i, e));
    }
    bool specific = false;
    const std::size_t extended = ExtendName(tokens_, e, words_, &specific);
    return Push(Make(specific ? PhraseClass::kExtended : PhraseClass::kCommon,
                     i, std::max(e, extended)));
  }

  // A forename with more behind it; the last of a run may be a surname: "Yolmaz
  // Tekin".
  bool BeginsPerson(std::size_t e) const {
    return words_.Forename(tokens_[e].text) == Grade::kSure &&
           (e + 1 == tokens_.size() || tokens_[e + 1].Capital() ||
            words_.Particle(tokens_[e + 1].text) ||
            words_.Common(tokens_[e - 1].text));
  }

  // "Auental am Watt (Kreis Plön)": in a list a town keeps what it lies at.
  std::size_t TownRest(std::size_t e) const {
    if (!listed_ || e >= tokens_.size() ||
        words_.ArticleJoiner(tokens_[e].text)) {
      return e;
    }
    const std::size_t end = RiverEnd(tokens_, e, words_);
    const bool closed = end == tokens_.size() || tokens_[end].IsMark("(") ||
                        tokens_[end].IsMark(",") || tokens_[end].IsMark(";");
    return closed ? end : e;
  }

  // "Rätsel Moos & Stein": the pair is the name, the noun before it is none.
  bool PairAfterNoun(std::size_t first, std::size_t e) const {
    return e == first + 1 && words_.Common(tokens_[first].text) &&
           e + 2 < tokens_.size() && tokens_[e + 1].IsMark("&") &&
           tokens_[e + 2].Capital();
  }

  std::string_view text_;
  const Tokens& tokens_;
  const bool listed_;
  const Words& words_;
  std::vector<Phrase> out_;
};

}  // namespace

std::vector<Phrase> Recognise(std::string_view text, const Tokens& tokens,
                              bool listed, const Words& words) {
  return Recogniser(text, tokens, listed, words).Run();
}

}  // namespace bmas::names
