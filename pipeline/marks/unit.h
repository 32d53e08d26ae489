// A sentence or line as rules about names see it: every name, prize, category
// and sum is one symbol, and what only stands in the way (dates, adverbs,
// brackets, the place of an event) is not there.
//
//   "Der 1. Preis (500 Euro) ging am 3. Mai an die Kern eG aus Aue und Z."
//   "Der <prize> ging an die <names>."
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/base/span.h"
#include "pipeline/names/groups.h"
#include "pipeline/names/phrase.h"
#include "pipeline/names/tokens.h"
#include "pipeline/names/words.h"
#include "pipeline/text/clean_text.h"

namespace bmas::marks {

// Symbols of marked text: bytes of the C1 range, which folded text (one byte a
// code point, see text/fold.h) has no use for.
inline constexpr char kNamesMark = '\x90';
inline constexpr char kPrizeMark = '\x91';
inline constexpr char kCategoryMark = '\x92';
inline constexpr char kMoneyMark = '\x93';
inline constexpr char kSpeechMark = '\x94';
inline constexpr char kQuoteMark = '\x95';  // quoted, and nobody's name
inline constexpr char kNounMark = '\x96';   // a noun phrase, hardly a name

enum class UnitKind { kSentence, kHeading, kItem, kLine, kRow };

// What a symbol stands for: tokens [first, last) and an index into the list of
// its kind (groups for names; else unused).
struct Mark {
  char symbol = 0;
  std::size_t at = 0;  // byte of the marked text
  std::size_t first = 0, last = 0;
  std::size_t index = 0;
};

// A prize as it is spoken of: "den mit 500 Euro dotierten 1. Preis".
struct PrizePhrase {
  Span span;   // bytes of clean text
  Span rank;   // "1.", "ersten", "Sonderpreis"; empty if none
  Span money;  // of its endowment
  std::size_t first = 0, last = 0;  // tokens
};

struct Unit {
  UnitKind kind = UnitKind::kSentence;
  Span span;
  std::size_t block = 0;
  std::size_t line = 0;  // of the document, from 0
  names::Tokens tokens;  // views into the clean text
  std::vector<names::Phrase> phrases;
  std::vector<names::Group> groups;
  std::vector<PrizePhrase> prizes;
  std::vector<Span> categories;  // the names of categories
  std::string marked;
  std::vector<Mark> marks;           // by position
  std::vector<std::uint32_t> clean;  // clean byte of each marked byte, and end
};

// What other rules have explained already.
struct Explained {
  std::vector<Span> dates;
  std::vector<Span> awards;  // names of prizes
};

// Marked text for people: UTF-8, a mark as "<names>", "<prize>" …
std::string Readable(std::string_view marked);
inline std::string Readable(const Unit& unit) { return Readable(unit.marked); }

// Is what a rule over plain text takes for a prize's name somebody's name, with
// no noun for a prize in it? "gewinnt die Ortsgruppe Aue"
bool NamesSomebody(const Unit& unit, const Span& award,
                   const names::Words& words);

// All units in the order of the text. `text` must outlive them.
std::vector<Unit> ReadUnits(const CleanText& text, const Explained& explained,
                            const names::Words& words);

// The index of the first of the units, in the order of the text, that does not
// end before the span; their number if there is none.
std::size_t UnitFrom(const std::vector<Unit>& units, const Span& span);

// One stretch as a unit, for rules' own examples.
Unit ReadUnit(std::string_view text, const Span& span, UnitKind kind,
              const Explained& explained, const names::Words& words);

}  // namespace bmas::marks
