#include "pipeline/marks/unit.h"

#include <algorithm>
#include <iterator>

#include "pipeline/marks/marked_text.h"
#include "pipeline/marks/prizes.h"
#include "pipeline/names/recognise.h"
#include "pipeline/text/sentences.h"

namespace bmas::marks {
namespace {

using names::Phrase;
using names::PhraseClass;
using names::Token;
using names::TokenKind;
using names::Words;

// Names that other rules have explained away: parts of dates and of prizes'
// names. A person or a firm is a name even there.
bool IsExplained(const Phrase& phrase, const std::vector<Span>& dates,
                 const std::vector<Span>& awards) {
  if (phrase.kind == PhraseClass::kPerson ||
      phrase.kind == PhraseClass::kLegal) {
    return false;
  }
  return OverlapsAny(dates, phrase.name) || OverlapsAny(awards, phrase.name);
}

// What rules over plain text take for prizes' names, as far as it touches the
// unit.
std::vector<Span> PrizesOf(const Explained& explained, const Unit& unit,
                           const Words& words) {
  std::vector<Span> awards;
  for (const Span& award : explained.awards) {
    if (award.Overlaps(unit.span) && !NamesSomebody(unit, award, words)) {
      awards.push_back(award);
    }
  }
  return awards;
}

// Sentences; one that ends within what somebody says goes on behind it.
// `tokens`: of the stretch.
std::vector<Span> WholeSentences(const CleanText& text, const Span& within,
                                 const names::Tokens& tokens,
                                 const Words& words) {
  std::vector<Span> out;
  std::vector<Span> quoted;  // by their beginnings
  for (const Token& token : tokens) {
    if (token.kind == TokenKind::kSpeech ||
        token.kind == TokenKind::kQuotation) {
      quoted.push_back(token.span);
    }
  }
  for (const Span& sentence : Sentences(text.Text(), within, words.Lists())) {
    const auto after =
        std::ranges::lower_bound(quoted, sentence.begin, {}, &Span::begin);
    const bool inside =
        after != quoted.begin() && sentence.begin < std::prev(after)->end;
    if (inside && !out.empty()) {
      out.back().end = sentence.end;
    } else {
      out.push_back(sentence);
    }
  }
  return out;
}

// A short line that begins with no name may be one itself: "Unter Tage".
void AddWholeLine(const Words& words, Unit* unit) {
  constexpr std::size_t kLongest = 7;  // tokens
  const names::Tokens& tokens = unit->tokens;
  if (tokens.empty() || tokens.size() > kLongest || !unit->prizes.empty() ||
      !unit->categories.empty() || !(tokens[0].upper)) {
    return;
  }
  for (const Token& token : tokens) {
    const bool word = token.kind == TokenKind::kWord ||
                      token.kind == TokenKind::kNumber || token.IsMark("&") ||
                      token.IsMark("-") || token.IsMark("–") ||
                      token.IsMark("!");
    if (!word || words.Verb(token.text) || words.WinnerNoun(token.text)) return;
  }
  if (std::ranges::any_of(unit->phrases, [](const Phrase& phrase) {
        return phrase.first == 0 || phrase.kind <= PhraseClass::kOdd;
      })) {
    return;
  }
  Phrase phrase;
  phrase.kind = PhraseClass::kExtended;
  phrase.last = tokens.size();
  phrase.name = {tokens.front().span.begin, tokens.back().span.end};
  phrase.whole = phrase.name;
  unit->phrases = {phrase};
}

// A line of several words with a verb that ends as sentences do is one.
bool IsSentence(const CleanText& text, const Span& span, const Words& words) {
  constexpr std::size_t kShortest = 5;  // tokens
  const names::Tokens tokens = names::Tokenize(text.Text(), span, words);
  if (tokens.size() < kShortest) return false;
  const Token& last = tokens.back();
  const bool ends = last.IsMark(".") || last.IsMark("!") || last.IsMark("?") ||
                    last.IsMark(":") || last.kind == TokenKind::kSpeech;
  return ends && std::ranges::any_of(tokens, [&](const Token& token) {
           return token.kind == TokenKind::kWord && words.Verb(token.text);
         });
}

// In tokens; below what ends in a colon stands an enumeration of many names.
constexpr std::size_t kLongestLine = 24, kLongestBelowColon = 400;

// A paragraph without a verb that is no longer is a line of a list.
bool Verbless(const names::Tokens& tokens, std::size_t longest,
              const Words& words) {
  return tokens.size() <= longest &&
         std::ranges::none_of(tokens, [&](const Token& token) {
           return token.kind == TokenKind::kSpeech ||
                  (token.kind == TokenKind::kWord && words.Verb(token.text));
         });
}

}  // namespace

bool NamesSomebody(const Unit& unit, const Span& award, const Words& words) {
  const bool prize = std::ranges::any_of(unit.tokens, [&](const Token& token) {
    return award.Contains(token.span) && words.PrizeNoun(token.text);
  });
  return !prize && std::ranges::any_of(unit.phrases, [&](const Phrase& phrase) {
    return phrase.whole.Contains(award) &&
           (phrase.kind <= PhraseClass::kLegal ||
            (phrase.kind == PhraseClass::kHead &&
             words.InstitutionHead(unit.tokens[phrase.first].text)));
  });
}

Unit ReadUnit(std::string_view text, const Span& span, UnitKind kind,
              const Explained& explained, const Words& words) {
  Unit unit;
  unit.kind = kind;
  unit.span = span;
  unit.tokens = names::Tokenize(text, span, words);
  unit.phrases = names::Recognise(
      text, unit.tokens,
      kind != UnitKind::kSentence && kind != UnitKind::kHeading, words);
  const std::vector<Span> awards = PrizesOf(explained, unit, words);
  std::erase_if(unit.phrases, [&](const Phrase& phrase) {
    return IsExplained(phrase, explained.dates, awards);
  });
  FindPrizes(awards, words, &unit);
  // What is part of a prize or its category is nobody's name.
  std::erase_if(unit.phrases, [&](const Phrase& phrase) {
    return std::ranges::any_of(unit.prizes,
                               [&](const PrizePhrase& prize) {
                                 return prize.first < phrase.last &&
                                        phrase.first < prize.last;
                               }) ||
           OverlapsAny(unit.categories, phrase.name);
  });
  if (kind != UnitKind::kSentence && kind != UnitKind::kHeading) {
    AddWholeLine(words, &unit);
  }
  unit.groups = names::GroupNames(text, unit.tokens, unit.phrases, words);
  WriteMarked(explained.dates, words, &unit);
  return unit;
}

std::size_t UnitFrom(const std::vector<Unit>& units, const Span& span) {
  const auto at = std::ranges::partition_point(
      units, [&](const Unit& unit) { return unit.span.end <= span.begin; });
  return static_cast<std::size_t>(at - units.begin());
}

std::vector<Unit> ReadUnits(const CleanText& text, const Explained& explained,
                            const Words& words) {
  std::vector<Unit> units;
  const auto tokens_of = [&](const Span& span) {
    return names::Tokenize(text.Text(), span, words);
  };
  std::size_t line = 0;
  for (std::size_t b = 0; b < text.blocks.size(); ++b) {
    const TextBlock& block = text.blocks[b];
    const std::size_t first_line = line;
    const auto add = [&](const Span& span, UnitKind kind, std::size_t at) {
      if (span.Empty()) return;
      Unit unit = ReadUnit(text.Text(), span, kind, explained, words);
      unit.block = b;
      unit.line = at;
      units.push_back(std::move(unit));
    };
    switch (block.kind) {
      case BlockKind::kHeading:
        add(block.span, UnitKind::kHeading, first_line);
        break;
      case BlockKind::kParagraph: {
        const names::Tokens tokens = tokens_of(block.span);
        const bool led = !units.empty() && units.back().marked.ends_with(':');
        const UnitKind kind =
            Verbless(tokens, led ? kLongestBelowColon : kLongestLine, words)
                ? UnitKind::kLine
                : UnitKind::kSentence;
        for (const Span& sentence :
             WholeSentences(text, block.span, tokens, words)) {
          add(sentence, kind, first_line);
        }
        break;
      }
      default:
        for (std::size_t i = 0; i < block.lines.size(); ++i) {
          const UnitKind kind = block.kind == BlockKind::kList ? UnitKind::kItem
                                : block.kind == BlockKind::kTable
                                    ? UnitKind::kRow
                                    : UnitKind::kLine;
          // An item may hold several sentences; each is read by itself.
          for (const Span& sentence :
               WholeSentences(text, block.lines[i].span,
                              tokens_of(block.lines[i].span), words)) {
            const bool running =
                kind == UnitKind::kLine && IsSentence(text, sentence, words);
            add(sentence, running ? UnitKind::kSentence : kind, first_line + i);
          }
        }
        break;
    }
    line += block.lines.size();
  }
  return units;
}

}  // namespace bmas::marks
