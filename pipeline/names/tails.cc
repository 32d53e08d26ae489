#include "pipeline/names/tails.h"

#include <algorithm>

#include "pipeline/names/recognise.h"
#include "pipeline/text/normalize.h"

namespace bmas::names {
namespace {

constexpr std::size_t kTailWords = 16;  // a reason longer is no tail

}  // namespace

bool Nameable(const Phrase& phrase) {
  return phrase.kind <= PhraseClass::kUnknownOne ||
         phrase.kind == PhraseClass::kPlace;
}

Stretch::Stretch(std::string_view text, const Tokens& tokens,
                 const std::vector<Phrase>& phrases, const Words& words)
    : text_(text), tokens_(tokens), phrases_(phrases), words_(words) {
  starts_.assign(tokens.size() + 1, kNone);
  for (std::size_t i = 0; i < phrases.size(); ++i) {
    starts_[phrases[i].first] = i;
  }
}

Member Stretch::ReadTail(std::size_t index) const {
  const Phrase& phrase = phrases_[index];
  Member member;
  member.phrase = index;
  member.end = phrase.last;
  while (const std::size_t next = TailStep(phrase, member.end, &member)) {
    member.end = next;
  }
  return member;
}

// One more piece of the tail that begins at token `k`: the token behind it,
// or 0 if there is none.
std::size_t Stretch::TailStep(const Phrase& phrase, std::size_t k,
                              Member* member) const {
  if (!In(k)) return 0;
  if (tokens_[k].kind == TokenKind::kAbbreviation &&
      words_.PostTitle(tokens_[k].text)) {
    return k + 1;
  }
  if (Mark(k, "(")) return Bracket(k, member);
  if (const std::size_t end = Age(k)) return end;
  if (const std::size_t end = Slash(k, member)) return end;
  if (const std::size_t end = Town(phrase, k, member)) return end;
  if (const std::size_t end = Belongs(phrase, k, member)) return end;
  if (const std::size_t end = Purpose(k, member)) return end;
  if (const std::size_t end = Relative(k)) return end;
  if (const std::size_t end = Apposition(phrase, k, member)) return end;
  return 0;
}

std::size_t Stretch::Closing(std::size_t k) const {
  int depth = 0;
  for (std::size_t e = k; In(e); ++e) {
    if (Mark(e, "(")) ++depth;
    if (Mark(e, ")") && --depth == 0) return e;
  }
  return kNone;
}

// "(Aue)", "(Ida Kern, Aue)", "(17)", "(Kategorie Handwerk)"
std::size_t Stretch::Bracket(std::size_t k, Member* member) const {
  const std::size_t close = Closing(k);
  if (close == kNone || close == k + 1) return 0;
  if (member->bracket.Empty()) member->bracket = Cover(k + 1, close);
  std::size_t begin = k + 1;
  for (std::size_t e = k + 1; e <= close; ++e) {
    if (e < close && !Mark(e, ",") && !Mark(e, ";")) continue;
    if (e > begin) BracketPart(begin, e, member);
    begin = e + 1;
  }
  return close + 1;
}

void Stretch::BracketPart(std::size_t begin, std::size_t end,
                          Member* member) const {
  const bool introduced = words_.OriginWord(tokens_[begin].text);
  std::size_t first = begin;
  if (introduced) ++first;
  if (Mark(first, ":")) ++first;
  if (first >= end) return;
  const Span span = Cover(first, end);
  const std::string_view part = Slice(span);
  const std::string_view start = part.substr(0, part.find_first_of(" /,"));
  const Phrase* phrase = PhraseAt(first);
  const bool institution =
      phrase != nullptr &&
      (phrase->kind == PhraseClass::kLegal ||
       phrase->kind == PhraseClass::kHead || phrase->kind == PhraseClass::kOdd);
  if (introduced || words_.Place(part) ||
      (words_.Place(start) && !institution) ||
      (tokens_[first].Capital() && words_.Municipality(tokens_[first].text) &&
       end > first + 1)) {
    if (member->place.Empty()) {
      // "Kreis Aue" stays as printed.
      member->place = introduced && words_.Municipality(tokens_[begin].text) &&
                              !Mark(begin + 1, ":")
                          ? Cover(begin, end)
                          : span;
    }
  } else if (institution && member->affiliation.Empty()) {
    member->affiliation = span;
    // "Kern GmbH in Aue": the town is where it is, or where the person lives.
    const std::size_t in = phrase->last;
    if (in + 1 < end && words_.EventPreposition(tokens_[in].text) &&
        words_.Place(Slice(Cover(in + 1, end)))) {
      member->affiliation = Cover(first, in);
      if (member->place.Empty()) member->place = Cover(in + 1, end);
    }
  }
}

// ", 17,", ", 17 Jahre,", "(17)"
std::size_t Stretch::Age(std::size_t k) const {
  if (!Mark(k, ",") || !In(k + 1) ||
      tokens_[k + 1].kind != TokenKind::kNumber ||
      tokens_[k + 1].text.size() > 2) {
    return 0;
  }
  std::size_t e = k + 2;
  while (In(e) && e < k + 4 && !tokens_[e].IsMark(",") &&
         words_.AgeWord(tokens_[e].text)) {
    ++e;
  }
  return Mark(e, ",") || !In(e) ? e : 0;
}

// The token behind a comma at `k`, if one stands there, and behind "beide",
// which tells that what follows is `shared`.
std::size_t Stretch::BehindComma(std::size_t k, bool* shared) const {
  if (!Mark(k, ",")) return k;
  *shared = In(k + 1) && words_.Both(tokens_[k + 1].text);
  return *shared ? k + 2 : k + 1;
}

// "aus Aue", "aus dem Kreis Aue", ", Aue," behind a person
std::size_t Stretch::Town(const Phrase& phrase, std::size_t k,
                          Member* member) const {
  bool shared = false;
  const std::size_t p = BehindComma(k, &shared);
  if (!In(p)) return 0;
  // "die Kern GmbH Aue und …"
  const Phrase* behind = p == k ? PhraseAt(k) : nullptr;
  if (behind != nullptr && behind->kind == PhraseClass::kPlace &&
      phrase.kind == PhraseClass::kLegal && member->place.Empty()) {
    member->place = behind->name;
    return behind->last;
  }
  const bool origin = words_.OriginWord(tokens_[p].text) && !tokens_[p].upper;
  std::size_t t = origin ? p + 1 : p;
  if (origin && In(t) && words_.Determiner(tokens_[t].text)) ++t;
  const Phrase* place = PhraseAt(t);
  if (place == nullptr) return 0;
  const bool town = place->kind == PhraseClass::kPlace ||
                    place->kind == PhraseClass::kMunicipality;
  if (origin) {
    const bool likely = town || place->kind == PhraseClass::kUnknownOne ||
                        place->kind == PhraseClass::kUnknown ||
                        words_.PlaceStart(tokens_[t].text) ||
                        words_.Place(Slice(tokens_[t].span));
    if (!likely || !member->place.Empty()) return 0;
    std::size_t end = place->last;
    // A surname may be a town: only the town is taken.
    if (!town) end = words_.Place(Slice(tokens_[t].span)) ? t + 1 : end;
    end = RiverEnd(tokens_, end, words_);
    member->place = Cover(t, end);
    member->shared = shared;
    if (Mark(end, "(")) {
      const std::size_t close = Closing(end);
      if (close != kNone) end = close + 1;
    }
    return end;
  }
  // Without a preposition only between commas, and only a town or a district.
  const bool district = words_.District(tokens_[place->first].text) &&
                        place->last > place->first + 1;
  if (!Mark(k, ",") || !(place->kind == PhraseClass::kPlace || district) ||
      !member->place.Empty()) {
    return 0;
  }
  const std::size_t end = place->last;
  const bool closed = !In(end) || Mark(end, ",") || Mark(end, ";") ||
                      Mark(end, ".") || Mark(end, ")") ||
                      (In(end) && words_.Conjunction(tokens_[end].text)) ||
                      Mark(end, "(") || Mark(end, ":");
  if (!closed || (phrase.kind == PhraseClass::kPlace && !district)) return 0;
  member->place = Cover(t, end);
  member->shared = shared;
  return end;
}

// "/ Aue" behind a name in a list
std::size_t Stretch::Slash(std::size_t k, Member* member) const {
  if (!Mark(k, "/") || !member->place.Empty()) return 0;
  const Phrase* place = PhraseAt(k + 1);
  if (place == nullptr || (place->kind != PhraseClass::kPlace &&
                           place->kind != PhraseClass::kUnknownOne)) {
    return 0;
  }
  member->place = place->name;
  return place->last;
}

// "vom Verein X", "der Hochschule Y", ", Hochschule Z," behind a person or
// a work
std::size_t Stretch::Belongs(const Phrase& phrase, std::size_t k,
                             Member* member) const {
  if (!member->affiliation.Empty()) return 0;
  const bool comma = Mark(k, ",");
  bool shared = false;
  const std::size_t p = BehindComma(k, &shared);
  if (!In(p)) return 0;
  std::size_t t = p;
  const bool owned = words_.OwnerWord(tokens_[t].text);
  if (owned) {
    ++t;
    if (In(t) && words_.Determiner(tokens_[t].text)) ++t;
  }
  if (!owned && !(comma && phrase.Person())) return 0;
  std::size_t n = t;
  // "der Berliner Firma X"
  while (In(n) && n < t + 3 && PhraseAt(n) == nullptr &&
         (tokens_[n].Capital() || Adjectival(tokens_[n], words_))) {
    ++n;
  }
  const Phrase* owner = PhraseAt(n);
  if (owner == nullptr) return owned && phrase.Person() ? Owner(t, member) : 0;
  // ", der Verein X": no genitive, another of an enumeration.
  if (comma && words_.Determiner(tokens_[p].text) &&
      words_.MasculineHead(tokens_[owner->first].text)) {
    return 0;
  }
  const bool named = owner->kind == PhraseClass::kLegal ||
                     owner->kind == PhraseClass::kHead ||
                     owner->kind == PhraseClass::kOdd ||
                     owner->kind == PhraseClass::kMunicipality ||
                     (owned && (owner->kind == PhraseClass::kUnknown ||
                                owner->kind == PhraseClass::kQuoted ||
                                owner->kind == PhraseClass::kUnknownOne));
  if (!named) return 0;
  if (comma && !owned) {
    // "Ida Kern, Veronika Tisch, …"
    if (words_.Forename(tokens_[owner->first].text) == Grade::kSure) return 0;
    // ", Hochschule Z" only where something ends the insertion.
    const std::size_t end = owner->last;
    const bool closed = Mark(end, ",") || Mark(end, ";") || !In(end) ||
                        Mark(end, ".") || Mark(end, ")");
    if (!closed) return 0;
  }
  // An enumeration of firms: "der A GmbH, der B GmbH und der C GmbH".
  if (owned && comma && !phrase.Person()) return 0;
  if (owned && !phrase.Person() && phrase.kind != PhraseClass::kQuoted &&
      phrase.kind != PhraseClass::kExtended &&
      phrase.kind != PhraseClass::kOdd &&
      phrase.kind != PhraseClass::kUnknown) {
    return 0;
  }
  member->affiliation = owner->name;
  member->shared = shared;
  return owner->last;
}

// "vom rbb": whatever stands up to the next comma or joint.
std::size_t Stretch::Owner(std::size_t t, Member* member) const {
  constexpr std::size_t kLongest = 5;  // tokens
  std::size_t e = t;
  while (In(e) && e - t < kLongest && tokens_[e].kind != TokenKind::kMark &&
         tokens_[e].kind != TokenKind::kTab &&
         !words_.Conjunction(tokens_[e].text) &&
         !words_.Verb(tokens_[e].text) &&
         !words_.Preposition(tokens_[e].text)) {
    // "gelang Ida Kern der 1. Platz": a prize owns nobody.
    if (words_.PrizeNoun(tokens_[e].text)) return 0;
    ++e;
  }
  const bool closed = !In(e) || tokens_[e].kind == TokenKind::kMark ||
                      words_.Conjunction(tokens_[e].text);
  if (e == t || !closed) return 0;
  member->affiliation = Cover(t, e);
  return e;
}

// "für ihr Projekt „X“", "mit dem Film „Y“", "in der Kategorie Z"
std::size_t Stretch::Purpose(std::size_t k, Member* member) const {
  std::size_t p = k;
  if (Mark(p, ",")) ++p;
  if (!In(p) || tokens_[p].kind != TokenKind::kWord ||
      !words_.TailPreposition(tokens_[p].text) || (p > k && PrizeBehind(p))) {
    return 0;
  }
  // "erklärte Ida Kern zum Sieger", "konnte den Preis für sich verbuchen": the
  // sentence goes on.
  if (In(p + 1) && (words_.WinnerNoun(tokens_[p + 1].text) ||
                    words_.Reflexive(tokens_[p + 1].text))) {
    return 0;
  }
  std::size_t e = p + 1;
  while (In(e) && e - p < kTailWords && !EndsTail(e)) ++e;
  if (e == p + 1 || (In(e) && tokens_[e].kind == TokenKind::kWord &&
                     words_.Verb(tokens_[e].text))) {
    // "… wurde N für X ausgezeichnet": the verb ends the tail as well.
    if (e == p + 1) return 0;
  }
  if (e - p >= kTailWords) return 0;
  for (std::size_t q = p + 1; q < e; ++q) {
    if (tokens_[q].kind == TokenKind::kQuotation && member->project.Empty()) {
      const Phrase* quoted = PhraseAt(q);
      if (quoted != nullptr && quoted->kind == PhraseClass::kQuoted) {
        member->project = quoted->name;
      }
    }
  }
  if (member->reason.Empty()) member->reason = Cover(p, e);
  return e;
}

// Where a reason ends: a mark, a verb, a joint before another name.
bool Stretch::EndsTail(std::size_t k) const {
  const Token& token = tokens_[k];
  if (token.kind == TokenKind::kTab || token.kind == TokenKind::kSpeech) {
    return true;
  }
  if (token.kind == TokenKind::kMark) return !token.IsMark("/");
  if (token.kind != TokenKind::kWord) return false;
  if (words_.Verb(token.text)) return true;
  if (!words_.Conjunction(token.text)) return false;
  std::size_t n = k + 1;
  while (In(n) && n < k + 4 &&
         (words_.Determiner(tokens_[n].text) ||
          words_.Preposition(tokens_[n].text))) {
    ++n;
  }
  const Phrase* next = PhraseAt(n);
  return next != nullptr && (next->kind == PhraseClass::kPerson ||
                             next->kind == PhraseClass::kLegal ||
                             (n > k + 1 && next->kind == PhraseClass::kHead));
}

}  // namespace bmas::names
