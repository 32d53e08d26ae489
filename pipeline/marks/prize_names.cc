#include "pipeline/marks/prize_names.h"

#include <algorithm>

#include "pipeline/text/normalize.h"

namespace bmas::marks {
namespace {

using names::Phrase;
using names::PhraseClass;
using names::Token;
using names::TokenKind;
using names::Words;

class Reader {
 public:
  Reader(const Unit& unit, const Words& words) : unit_(unit), words_(words) {}

  std::optional<PrizeName> Run(const Span& within) const {
    std::size_t head = unit_.tokens.size();
    for (std::size_t k = 0; k < unit_.tokens.size(); ++k) {
      if (within.Contains(At(k).span) && At(k).Capital() &&
          words_.PrizeNoun(At(k).text)) {
        head = k;
        break;
      }
    }
    if (head == unit_.tokens.size()) return std::nullopt;
    // "der 1. Preis des Lesepreises": the larger one has the name.
    bool larger = false;
    if (Bare(At(head).text)) {
      const std::size_t end = Attribute(head + 1);
      for (std::size_t k = head + 1; k < end; ++k) {
        if (At(k).Capital() && words_.PrizeNoun(At(k).text)) {
          head = k;
          larger = true;
          break;
        }
      }
    }
    const std::size_t first = Begin(head);
    const std::size_t core = Theme(head + 1);
    const bool bare = Bare(At(head).text);
    const std::size_t full = Attributes(core, bare);
    PrizeName name;
    name.core = Cover(first, core);
    name.full = Cover(first, full);
    // A noun alone says of which prizes, not which prize; so does one with what
    // the prize is for.
    const bool alone = first == head && core == head + 1;
    const bool one_of_many = bare || words_.SpecialRank(At(head).text) ||
                             words_.RankNoun(At(head).text);
    name.part =
        alone && (full == core ? one_of_many
                               : bare && words_.PurposeJoiner(At(core).text));
    name.larger = larger;
    name.known = Compound(At(head).text);
    for (std::size_t k = first; k < head; ++k) {
      name.known = name.known || !words_.AdjectiveEnding(At(k).text);
    }
    return name;
  }

 private:
  const Token& At(std::size_t k) const { return unit_.tokens[k]; }
  bool In(std::size_t k) const { return k < unit_.tokens.size(); }
  Span Cover(std::size_t begin, std::size_t end) const {
    return {At(begin).span.begin, At(end - 1).span.end};
  }

  // A noun for prizes ends the word, inflected or not; `least` and `most` bound
  // the bytes before it.
  bool EndsInHead(std::string_view word, std::size_t least,
                  std::size_t most) const {
    constexpr std::size_t kEnding = 2;  // bytes of an inflection
    const std::string folded = FoldCase(word);
    return std::ranges::any_of(words_.Lists().prize_heads, [&](const auto& h) {
      const std::size_t at = folded.rfind(h.first);
      return at != std::string::npos && at >= least && at <= most &&
             folded.size() <= at + h.first.size() + kEnding;
    });
  }

  // "Preises": a noun for prizes that says nothing of which.
  bool Bare(std::string_view word) const { return EndsInHead(word, 0, 0); }

  // "Lesepreis", "Ehrenzeichen"; "Norden" ends so too.
  bool Compound(std::string_view word) const {
    constexpr std::size_t kFirst = 4;  // bytes of the part before
    return EndsInHead(word, kFirst, word.size());
  }

  // Back over "Deutscher", "Kurd Laßwitz", not over "Der" and "Erster".
  std::size_t Begin(std::size_t head) const {
    constexpr std::size_t kMost = 4;  // words before the noun
    std::size_t first = head;
    while (first > 0 && head - first < kMost) {
      const Token& token = At(first - 1);
      const std::string_view word = token.text;
      const bool belongs =
          token.Capital() && !words_.Determiner(word) &&
          !words_.Preposition(word) && !words_.Calendar(word) &&
          !words_.Conjunction(Lowered(word)) && !words_.Adverb(word) &&
          !words_.WinnerNoun(word) && !words_.OfficeNoun(word) &&
          words_.Number(word) == 0 &&
          !words_.Lists().ordinals.contains(FoldCase(word)) &&
          !(first == 1 && words_.Small(word) && !words_.AdjectiveEnding(word));
      // A common noun before it is another part of the sentence.
      if (!belongs || (words_.Noun(word) && !words_.AdjectiveEnding(word) &&
                       !words_.Surname(word) && !words_.Place(word))) {
        break;
      }
      --first;
    }
    return first;
  }

  bool BeginsName(std::size_t k) const {
    return std::ranges::any_of(unit_.phrases, [&](const Phrase& phrase) {
      return phrase.first == k && (phrase.kind == PhraseClass::kPerson ||
                                   phrase.kind == PhraseClass::kWeakPerson ||
                                   phrase.kind == PhraseClass::kLegal);
    });
  }

  bool Noun(std::size_t k) const {
    return In(k) && At(k).Capital() && !words_.Calendar(At(k).text) &&
           !words_.Determiner(At(k).text) && !words_.Preposition(At(k).text) &&
           !words_.WinnerNoun(At(k).text) && !BeginsName(k);
  }

  // On over "„Mut“", "Ökologischer Landbau", "am Bande".
  std::size_t Theme(std::size_t k) const {
    constexpr std::size_t kMost = 3;  // words
    if (In(k) && At(k).kind == TokenKind::kQuotation) return k + 1;
    const std::size_t begin = k;
    while (k - begin < kMost && Noun(k) && !words_.OfficeNoun(At(k).text)) ++k;
    // "Verdienstkreuz am Bande", "Nadel in Silber"
    if (k == begin && In(k + 1) &&
        (words_.PrizeTail(std::string(At(k).text) + " " +
                          std::string(At(k + 1).text)) ||
         (words_.EventPreposition(At(k).text) &&
          words_.SpecialRank(At(k + 1).text)))) {
      return k + 2;
    }
    return k;
  }

  // On over genitives and purposes.
  std::size_t Attributes(std::size_t k, bool bare) const {
    constexpr int kMost = 3;  // attributes
    bool given = false;
    for (int step = 0; step < kMost; ++step) {
      const std::size_t next = Attribute(k);
      if (next == k) break;
      // "Ehrenpreis des Landrats" is a name, "Preis des Landrats" none yet.
      const bool purpose = words_.PurposeJoiner(At(k).text);
      if (purpose && given && !bare &&
          !words_.InstitutionHead(At(k - 1).text)) {
        break;
      }
      given = given || !purpose;
      k = next;
    }
    return k;
  }

  std::size_t Attribute(std::size_t k) const {
    if (!In(k + 1) || At(k).kind != TokenKind::kWord || At(k).upper) return k;
    const bool genitive =
        words_.OwnerWord(At(k).text) && words_.Determiner(At(k).text);
    const bool purpose = words_.PurposeJoiner(At(k).text) &&
                         !words_.ContractedJoiner(At(k).text);
    if (!genitive && !purpose) return k;
    std::size_t n = k + 1;
    const bool determined = words_.Determiner(At(n).text);
    if (purpose && determined) {
      if (words_.Possessive(At(n).text) || words_.Indefinite(At(n).text)) {
        return k;
      }
      ++n;
    }
    const std::size_t adjectives = n;
    while (In(n) && !At(n).upper && Adjectival(At(n), words_)) ++n;
    if (!Noun(n) || words_.PlainNoun(At(n).text)) return k;
    // "Preis für das Projekt": what won it.
    if (purpose && determined && n == adjectives &&
        (words_.ClassNoun(At(n).text) || words_.WorkNoun(At(n).text))) {
      return k;
    }
    const std::size_t begin = n;
    constexpr std::size_t kLongest = 4;  // words of one attribute
    while (Noun(n) && n - begin < kLongest) ++n;
    n = Joined(n);
    if (genitive && !Giver(begin, n)) return k;
    // In a headline what follows "für" is who has won, unless a year ends it.
    if (purpose && unit_.kind == UnitKind::kHeading &&
        !(In(n) && At(n).kind == TokenKind::kNumber)) {
      return k;
    }
    // "Regierung von Niederbayern"
    if (In(n + 1) && words_.LoneParticle(At(n).text) &&
        words_.Place(At(n + 1).text)) {
      n += 2;
    }
    return n;
  }

  // Whose name, office or place tells the prize from others: not "des Abends",
  // not "der Kammer" alone.
  bool Giver(std::size_t begin, std::size_t end) const {
    for (std::size_t k = begin; k < end; ++k) {
      const std::string_view word = At(k).text;
      if (words_.JuryNoun(word)) return false;
      if (words_.Municipality(word) || words_.OfficeNoun(word) ||
          words_.PublicBody(word) || words_.Place(word) ||
          words_.PrizeNoun(word) || !words_.Common(word) ||
          (k + 1 < end && words_.AdjectiveEnding(word))) {
        return true;
      }
    }
    return false;
  }

  // "Garten-, Landschafts- und Sportplatzbau", "Kinder und Jugendliche"
  std::size_t Joined(std::size_t n) const {
    std::size_t k = n;
    while (In(k + 1) && At(k - 1).text.ends_with('-') && At(k).IsMark(",") &&
           At(k + 1).Capital()) {
      k += 2;
    }
    if (In(k + 1) && words_.Conjunction(At(k).text) && Noun(k + 1) &&
        words_.Common(At(k + 1).text)) {
      return k + 2;
    }
    return At(k - 1).text.ends_with('-') ? n : k;
  }

  const Unit& unit_;
  const Words& words_;
};

}  // namespace

std::optional<PrizeName> PrizeNameIn(const Unit& unit, const Span& within,
                                     const Words& words) {
  return Reader(unit, words).Run(within);
}

}  // namespace bmas::marks
