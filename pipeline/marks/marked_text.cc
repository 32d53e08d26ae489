#include "pipeline/marks/marked_text.h"

#include <algorithm>
#include <array>
#include <utility>

#include "pipeline/base/utf8.h"
#include "pipeline/marks/categories.h"
#include "pipeline/marks/prizes.h"
#include "pipeline/text/fold.h"

namespace bmas::marks {
namespace {

using names::Phrase;
using names::PhraseClass;
using names::Token;
using names::TokenKind;
using names::Words;

class Writer {
 public:
  Writer(const std::vector<Span>& dates, const Words& words, Unit* unit)
      : dates_(dates), words_(words), unit_(*unit) {}

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
      while (In(end) && (OverlapsAny(dates_, At(end).span) ||
                         (end > from && At(end).IsMark(",") && In(end + 1) &&
                          OverlapsAny(dates_, At(end + 1).span)))) {
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

  const std::vector<Span>& dates_;
  const Words& words_;
  Unit& unit_;
};

}  // namespace

void WriteMarked(const std::vector<Span>& dates, const Words& words,
                 Unit* unit) {
  Writer(dates, words, unit).Run();
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

}  // namespace bmas::marks
