// Relative clauses and appositions behind a name, and where a comma begins
// another part of the sentence instead.

#include <algorithm>

#include "pipeline/names/tails.h"
#include "pipeline/text/normalize.h"

namespace bmas::names {

// "den zweiten Preis": behind a comma the article or preposition at `k` leads
// into another part of the sentence.
bool Stretch::PrizeBehind(std::size_t k) const {
  constexpr std::size_t kMost = 3;  // adjectives
  std::size_t noun = k + 1;
  while (In(noun) && noun <= k + kMost && !tokens_[noun].upper &&
         (words_.Determiner(tokens_[noun].text) ||
          Adjectival(tokens_[noun], words_))) {
    ++noun;
  }
  return In(noun) && tokens_[noun].Capital() &&
         words_.PrizeNoun(tokens_[noun].text);
}

// ", die … hat," up to the comma that closes it
std::size_t Stretch::Relative(std::size_t k) const {
  constexpr std::size_t kLongest = 45;  // tokens
  if (!Mark(k, ",") || !In(k + 1)) return 0;
  std::size_t p = k + 1;
  if (words_.Preposition(tokens_[p].text)) ++p;
  if (!In(p) || tokens_[p].upper || !words_.Relative(tokens_[p].text)) {
    return 0;
  }
  if (PrizeBehind(p)) return 0;
  // ", dem Ida Kern, Max Rohr und … angehören": its people, up to the verb.
  for (std::size_t e = p + 1; In(e) && e - p < kLongest; ++e) {
    if (Mark(e, ".") || Mark(e, ";")) break;
    if (words_.BelongingVerb(tokens_[e].text)) return e + 1;
  }
  // ", die Kern GmbH und …": an article, and the next of an enumeration.
  const Phrase* named = PhraseAt(p + 1);
  if (words_.Determiner(tokens_[p].text) && named != nullptr &&
      (named->kind == PhraseClass::kLegal ||
       named->kind == PhraseClass::kHead)) {
    return 0;
  }
  // ", der Verein X, …": an article, unless a verb comes before the comma.
  const bool article = named != nullptr && Nameable(*named);
  bool verb = false;
  std::size_t e = p + 1;
  for (; In(e) && e - p < kLongest; ++e) {
    if (tokens_[e].kind == TokenKind::kWord && words_.Verb(tokens_[e].text)) {
      verb = true;
    }
    if (Mark(e, ",") || Mark(e, ";") || Mark(e, "–") || Mark(e, ".")) {
      // The clause ends in its verb, German puts it last.
      const Token& last = tokens_[e - 1];
      const bool verbal =
          last.kind == TokenKind::kWord && !last.upper &&
          (words_.Verb(last.text) ||
           std::ranges::any_of(words_.VerbEndings(),
                               [&](const std::string& ending) {
                                 return last.text.ends_with(ending);
                               }));
      if (verbal && e - p > 1) return e;
      if (article || Mark(e, ".") || Mark(e, ";")) return 0;
    }
  }
  return !In(e) && verb ? e : 0;
}

// ", Gründerin der C," — a noun phrase of what somebody is
std::size_t Stretch::Apposition(const Phrase& phrase, std::size_t k,
                                Member* member) const {
  constexpr std::size_t kLongest = 14;  // tokens
  if (!Mark(k, ",") || !In(k + 1)) return 0;
  std::size_t p = k + 1;
  // "Ida Kern, das Trio X und …": another member.
  if (phrase.Person() && words_.NeuterDeterminer(tokens_[p].text)) return 0;
  if (words_.Determiner(tokens_[p].text)) ++p;
  if (const Phrase* other = PhraseAt(p); other != nullptr && other->Person()) {
    return 0;
  }
  while (In(p) && p < k + 5 && Adjectival(tokens_[p], words_) &&
         !tokens_[p].Capital())
    ++p;
  if (!In(p) || !tokens_[p].Capital() || words_.Salutation(tokens_[p].text)) {
    return 0;
  }
  const std::string_view noun = tokens_[p].text;
  // "…, den dritten Preis", "…, Dritte die B": another part of the sentence.
  if (words_.PrizeNoun(noun) ||
      words_.Lists().ordinals.contains(FoldCase(noun))) {
    return 0;
  }
  const bool article = words_.Determiner(tokens_[k + 1].text);
  // "Stadtwerke Aue, die Landfrauen Barth": another member.
  const Phrase* here = PhraseAt(p);
  if (article && phrase.Institution() && here != nullptr &&
      here->kind <= PhraseClass::kHead) {
    return 0;
  }
  // "Ida Kern, die Ruderinnen aus Aue und …": nobody is several.
  if (phrase.Person() && article && words_.PluralEnding(noun)) return 0;
  const bool says = words_.Occupation(noun) || words_.OfficeNoun(noun) ||
                    words_.WinnerNoun(noun) || words_.JuryNoun(noun) ||
                    words_.FamilyNoun(noun);
  const bool what = phrase.Institution() || phrase.kind == PhraseClass::kOdd ||
                    phrase.kind == PhraseClass::kQuoted;
  if (!says && !(what && p > k + 1)) return 0;
  std::size_t e = p + 1;
  for (; In(e) && e - p < kLongest; ++e) {
    if (Mark(e, ",") || Mark(e, ";") || Mark(e, ".") || Mark(e, ":") ||
        Mark(e, ")") || Mark(e, "–")) {
      break;
    }
    if (tokens_[e].kind == TokenKind::kWord && words_.Verb(tokens_[e].text)) {
      return 0;
    }
    if (!words_.Conjunction(tokens_[e].text)) continue;
    // "… und das Projekt X", "… und ein Verein X": another member.
    std::size_t n = e + 1;
    const bool led = In(n) && words_.Determiner(tokens_[n].text);
    if (led && words_.Relative(tokens_[n].text)) break;
    if (led) ++n;
    const Phrase* next = PhraseAt(n);
    if (next != nullptr && next->kind <= PhraseClass::kHead) break;
  }
  if (In(e) && e - p >= kLongest) return 0;
  // "der Verein X, die Firma Y und …": another member, no apposition.
  if (!says) {
    for (std::size_t q = p; q < e; ++q) {
      const Phrase* other = PhraseAt(q);
      if (other != nullptr && Nameable(*other)) return 0;
    }
  }
  // "A, Autorin B, …": the noun introduces another name.
  std::size_t n = p + 1;
  while (In(n) && words_.PostTitle(tokens_[n].text)) ++n;
  const Phrase* next = PhraseAt(n);
  if (next != nullptr && next->Person() && !next->Surname()) return 0;
  member->function = Cover(p, e);
  if (member->affiliation.Empty()) {
    for (std::size_t q = p + 1; q < e; ++q) {
      const Phrase* other = PhraseAt(q);
      if (other != nullptr && (other->kind == PhraseClass::kLegal ||
                               other->kind == PhraseClass::kHead ||
                               other->kind == PhraseClass::kOdd)) {
        member->affiliation = other->name;
        break;
      }
    }
  }
  return e;
}

}  // namespace bmas::names
