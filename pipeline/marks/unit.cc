#include "pipeline/marks/unit.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "pipeline/base/utf8.h"
#include "pipeline/marks/prizes.h"
#include "pipeline/names/recognise.h"
#include "pipeline/text/fold.h"
#include "pipeline/text/sentences.h"

namespace bmas::marks {
namespace {

using names::Phrase;
using names::PhraseClass;
using names::Token;
using names::TokenKind;
using names::Words;

bool Overlaps(const std::vector<Span>& spans, const Span& span) {
  return std::ranges::any_of(
      spans, [&](const Span& other) { return other.Overlaps(span); });
}

// Names that other rules have explained away: parts of dates and of prizes'
// names. A person or a firm is a name even there.
bool IsExplained(const Phrase& phrase, const std::vector<Span>& dates,
                 const std::vector<Span>& awards) {
  if (phrase.kind == PhraseClass::kPerson ||
      phrase.kind == PhraseClass::kLegal) {
    return false;
  }
  return Overlaps(dates, phrase.name) || Overlaps(awards, phrase.name);
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

class Writer {
 public:
  Writer(const Explained& explained, const Words& words, Unit* unit)
      : explained_(explained), words_(words), unit_(*unit) {}

  void Run() {
    for (std::size_t k = 0; k < unit_.tokens.size();) {
      const std::size_t next = Step(k);
      k = std::max(next, k + 1);
    }
    unit_.clean.push_back(static_cast<std::uint32_t>(unit_.span.end));
  }

 private:
  const Token& At(std::size_t k) const { return unit_.tokens[k]; }
  bool In(std::size_t k) const { return k < unit_.tokens.size(); }

  // The token after what was written for the token `k`.
  std::size_t Step(std::size_t k) {
    for (std::size_t g = 0; g < unit_.groups.size(); ++g) {
      const names::Group& group = unit_.groups[g];
      if (group.head != k) continue;
      if (Venue(group)) return group.members.back().end;
      if (Strong(group)) {
        return Symbol(kNamesMark, k, group.members.back().end, g);
      }
      if (Weak(group)) {
        return Symbol(kNounMark, k, group.members.back().end, g);
      }
    }
    for (const PrizePhrase& prize : unit_.prizes) {
      if (prize.first == k) return Symbol(kPrizeMark, k, prize.last, 0);
    }
    Span name;
    if (const std::size_t end = CategoryEnd(unit_.tokens, k, words_, &name);
        end > k) {
      return Symbol(kCategoryMark, k, end, 0);
    }
    if (const std::size_t end = MoneyEnd(unit_.tokens, k, words_); end > k) {
      return Symbol(kMoneyMark, k, end, 0);
    }
    const Token& token = At(k);
    if (token.kind == TokenKind::kAddress) return k + 1;
    if (token.kind == TokenKind::kSpeech) {
      return Symbol(kSpeechMark, k, k + 1, 0);
    }
    if (token.kind == TokenKind::kQuotation) {
      return Symbol(kQuoteMark, k, k + 1, 0);
    }
    if (const std::size_t end = Passed(k); end > k) return end;
    Text(token);
    return k + 1;
  }

  // A group that names somebody; common nouns stay text.
  bool Strong(const names::Group& group) const {
    return std::ranges::any_of(group.members, [&](const names::Member& member) {
      const Phrase& phrase = unit_.phrases[member.phrase];
      return phrase.kind <= PhraseClass::kUnknownOne ||
             phrase.kind == PhraseClass::kSurname ||
             phrase.kind == PhraseClass::kPlace;
    });
  }

  // "im Café Moskau": where something happens, who has won it or not.
  bool Venue(const names::Group& group) const {
    const Phrase& first = unit_.phrases[group.members.front().phrase];
    return group.preposition > 0 &&
           words_.EventPreposition(At(group.preposition - 1).text) &&
           (first.kind == PhraseClass::kHead ||
            first.kind == PhraseClass::kPlace ||
            first.kind == PhraseClass::kOdd ||
            first.kind == PhraseClass::kUnknown) &&
           group.members.size() == 1;
  }

  // Nouns that may be a name where nothing else is: with an attribute, at the
  // front of a line, or without an article in the midst of a sentence.
  bool Weak(const names::Group& group) const {
    const Phrase& first = unit_.phrases[group.members.front().phrase];
    if (words_.JuryNoun(At(first.first).text) ||
        words_.OfficeNoun(At(first.first).text)) {
      return false;
    }
    if (first.kind == PhraseClass::kExtended ||
        first.kind == PhraseClass::kCommonMany ||
        first.kind == PhraseClass::kBareHead) {
      return true;
    }
    const bool listed = unit_.kind != UnitKind::kSentence;
    return first.kind == PhraseClass::kCommon && group.determiner == 0 &&
           (group.head > 0 || listed);
  }

  // What is passed over: dates with their preposition, brackets, adverbs, "in
  // Aue".
  std::size_t Passed(std::size_t k) const {
    const Token& token = At(k);
    const auto date_end = [&](std::size_t from) {
      std::size_t end = from;
      while (In(end) && (Overlaps(explained_.dates, At(end).span) ||
                         (end > from && At(end).IsMark(",") && In(end + 1) &&
                          Overlaps(explained_.dates, At(end + 1).span)))) {
        ++end;
      }
      return end;
    };
    if (const std::size_t end = date_end(k); end > k) return end;
    if (words_.Preposition(token.text) && In(k + 1)) {
      std::size_t from = k + 1;
      if (words_.Determiner(At(from).text) && In(from + 1)) ++from;
      if (const std::size_t end = date_end(from); end > from) return end;
      // "in Aue": the place of an event.
      for (const names::Group& group : unit_.groups) {
        const Phrase& phrase = unit_.phrases[group.members.front().phrase];
        if (phrase.first == k + 1 && phrase.kind == PhraseClass::kPlace &&
            words_.EventPreposition(token.text)) {
          return phrase.last;
        }
      }
    }
    if (token.IsMark("(")) {
      for (std::size_t end = k + 1; In(end) && end < k + 30; ++end) {
        if (At(end).IsMark(")")) return end + 1;
      }
    }
    if (token.kind == TokenKind::kWord && !token.upper &&
        words_.Adverb(token.text)) {
      return k + 1;
    }
    return k;
  }

  void Space(std::size_t clean) {
    if (!unit_.marked.empty() && unit_.marked.back() != ' ') {
      unit_.marked += ' ';
      unit_.clean.push_back(static_cast<std::uint32_t>(clean));
    }
  }

  // A mark stands close to the word before it, as print has it.
  static bool Clings(const Token& token) {
    return token.kind == TokenKind::kMark &&
           (token.IsMark(",") || token.IsMark(".") || token.IsMark(":") ||
            token.IsMark(";") || token.IsMark("!") || token.IsMark("?") ||
            token.IsMark(")"));
  }

  void Text(const Token& token) {
    if (!Clings(token)) Space(token.span.begin);
    if (Clings(token) && unit_.marked.ends_with(' ')) {
      unit_.marked.pop_back();
      unit_.clean.pop_back();
    }
    const FoldedText folded(token.text);
    for (std::size_t i = 0; i < folded.Text().Size(); ++i) {
      const char c = folded.Text()[i];
      unit_.marked += c == '\t' ? '|' : c;
      unit_.clean.push_back(static_cast<std::uint32_t>(
          token.span.begin + folded.ToClean({i, i}).begin));
    }
  }

  std::size_t Symbol(char symbol, std::size_t first, std::size_t last,
                     std::size_t index) {
    Space(At(first).span.begin);
    unit_.marks.push_back({symbol, unit_.marked.size(), first, last, index});
    unit_.marked += symbol;
    unit_.clean.push_back(static_cast<std::uint32_t>(At(first).span.begin));
    return last;
  }

  const Explained& explained_;
  const Words& words_;
  Unit& unit_;
};

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

// A short paragraph without a verb is a line of a list.
// How long it may be, in tokens; below what ends in a colon it may be an
// enumeration of many names.
constexpr std::size_t kLongestLine = 24, kLongestBelowColon = 400;

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

std::string Readable(std::string_view marked) {
  static constexpr std::array<std::pair<char, std::string_view>, 7> kNames{{
      {kNamesMark, "<names>"},
      {kNounMark, "<noun>"},
      {kPrizeMark, "<prize>"},
      {kCategoryMark, "<category>"},
      {kMoneyMark, "<money>"},
      {kSpeechMark, "<speech>"},
      {kQuoteMark, "<quote>"},
  }};
  std::string out;
  for (const char c : marked) {
    const auto name = std::ranges::find(
        kNames, c, [](const auto& entry) { return entry.first; });
    if (name != kNames.end()) {
      out += name->second;
    } else {
      AppendCodePoint(out, static_cast<unsigned char>(c));
    }
  }
  return out;
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
           Overlaps(unit.categories, phrase.name);
  });
  if (kind != UnitKind::kSentence && kind != UnitKind::kHeading) {
    AddWholeLine(words, &unit);
  }
  unit.groups = names::GroupNames(text, unit.tokens, unit.phrases, words);
  Writer(explained, words, &unit).Run();
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
