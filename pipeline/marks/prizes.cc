#include "pipeline/marks/prizes.h"

#include <algorithm>

#include "pipeline/base/utf8.h"
#include "pipeline/text/normalize.h"

namespace bmas::marks {
namespace {

using names::Token;
using names::TokenKind;
using names::Tokens;
using names::Words;

bool Ordinal(const Token& token, const Words& words) {
  if (token.kind == TokenKind::kNumber) {
    return token.text.ends_with('.') && token.text.size() <= 3;
  }
  return token.kind == TokenKind::kWord &&
         words.Lists().ordinals.contains(FoldCase(token.text));
}

class Finder {
 public:
  Finder(const std::vector<Span>& awards, const Words& words, Unit* unit)
      : awards_(awards), words_(words), unit_(*unit) {}

  void Run() {
    std::size_t used = 0;
    for (std::size_t k = 0; k < unit_.tokens.size();) {
      Span name;
      const std::size_t category = CategoryEnd(unit_.tokens, k, words_, &name);
      if (category > k) {
        unit_.categories.push_back(name);
        k = used = category;
        continue;
      }
      const std::size_t end = PrizeEnd(k, used);
      if (end > k) {
        k = used = end;
      } else {
        ++k;
      }
    }
  }

 private:
  const Token& At(std::size_t k) const { return unit_.tokens[k]; }
  bool In(std::size_t k) const { return k < unit_.tokens.size(); }

  const Span* AwardAt(std::size_t k) const {
    const auto award = std::ranges::find_if(awards_, [&](const Span& span) {
      return span.Contains(At(k).span) && unit_.span.Contains(span);
    });
    return award == awards_.end() ? nullptr : &*award;
  }

  // A prize whose head is the token `k`, or whose name begins there.
  std::size_t PrizeEnd(std::size_t k, std::size_t used) {
    std::size_t end = k;
    if (const Span* award = AwardAt(k)) {
      while (In(end) && At(end).span.begin < award->end) ++end;
    } else if (At(k).Capital() && words_.PrizeNoun(At(k).text) &&
               !(In(k + 1) && At(k + 1).kind == TokenKind::kLegalForm)) {
      end = k + 1;
    } else {
      return k;
    }
    PrizePhrase prize;
    prize.first = Left(k, used, &prize);
    // "Platz 1", "Preis „Mut“ 2021"
    while (In(end)) {
      const Token& token = At(end);
      const bool name = token.kind == TokenKind::kQuotation &&
                        At(end - 1).kind != TokenKind::kQuotation;
      const bool number = token.kind == TokenKind::kNumber &&
                          token.text.size() <= 4 && !token.text.ends_with('.');
      const bool ordinal =
          words_.RankNoun(At(end - 1).text) &&
          words_.Lists().ordinals.contains(FoldCase(token.text));
      if (!name && !number && !ordinal) break;
      if ((number && token.text.size() <= 2) || ordinal) {
        if (!words_.RankNoun(At(end - 1).text)) break;
        prize.rank = token.span;
      }
      ++end;
    }
    // "Sonderpreis Gute Nachbarschaft": a theme without marks.
    if (end == k + 1 && Special(At(k).text)) {
      for (const names::Phrase& phrase : unit_.phrases) {
        if (phrase.first == end &&
            (phrase.kind == names::PhraseClass::kCommonMany ||
             phrase.kind == names::PhraseClass::kCommon ||
             phrase.kind == names::PhraseClass::kExtended)) {
          end = phrase.last;
        }
      }
    }
    prize.last = end;
    if (prize.rank.Empty() && Special(At(k).text)) prize.rank = At(k).span;
    prize.span = {At(prize.first).span.begin, At(end - 1).span.end};
    unit_.prizes.push_back(prize);
    return end;
  }

  // "Sonderpreis", "Gold": ranks without a number.
  bool Special(std::string_view word) const { return words_.SpecialRank(word); }

  // Back over ordinals, adjectives, "mit 500 Euro dotierte".
  std::size_t Left(std::size_t k, std::size_t used, PrizePhrase* prize) const {
    constexpr std::size_t kMost = 9;  // tokens
    std::size_t first = k;
    while (first > used && k - first < kMost) {
      const Token& token = At(first - 1);
      if (Ordinal(token, words_)) {
        if (prize->rank.Empty()) prize->rank = token.span;
      } else if (Adjectival(token, words_)) {
        // "dotierten": the sum stands before it.
        if (!token.upper && first >= used + 3) {
          for (std::size_t m = first - 1; m-- > used && first - m < 6;) {
            const std::size_t end = MoneyEnd(unit_.tokens, m, words_);
            if (end == first - 1 && end > m) {
              prize->money = {At(m).span.begin, At(end - 1).span.end};
              first = m + 1;
              if (m > used && words_.Preposition(At(m - 1).text)) --first;
              break;
            }
          }
        }
      } else {
        break;
      }
      --first;
    }
    return first;
  }

  const std::vector<Span>& awards_;
  const Words& words_;
  Unit& unit_;
};

}  // namespace

std::size_t MoneyEnd(const Tokens& tokens, std::size_t k, const Words& words) {
  if (k >= tokens.size() || tokens[k].kind != TokenKind::kNumber) return k;
  std::size_t end = k + 1;
  // "10.000,- Euro", "1,5 Millionen Euro"
  while (end < tokens.size() && end < k + 4 &&
         (tokens[end].IsMark(",") || tokens[end].IsMark("-") ||
          tokens[end].IsMark("–") || words.Magnitude(tokens[end].text))) {
    ++end;
  }
  return end < tokens.size() && words.Currency(tokens[end].text) ? end + 1 : k;
}

std::size_t CategoryEnd(const Tokens& tokens, std::size_t k, const Words& words,
                        Span* name) {
  constexpr std::size_t kMost = 7;  // tokens of a category without marks
  std::size_t head = k;
  const auto in = [&](std::size_t i) { return i < tokens.size(); };
  if (in(head) && words.Preposition(tokens[head].text)) ++head;
  if (in(head) && words.Determiner(tokens[head].text)) ++head;
  if (!in(head) || !tokens[head].Capital() ||
      !words.CategoryNoun(tokens[head].text)) {
    return k;
  }
  std::size_t begin = head + 1;
  if (in(begin) && tokens[begin].IsMark(":")) ++begin;
  if (!in(begin)) return k;
  if (tokens[begin].kind == TokenKind::kQuotation) {
    *name = tokens[begin].InnerSpan();
    return begin + 1;
  }
  // Without marks: nouns and what joins them, up to a verb or a name.
  std::size_t end = begin;
  while (in(end) && end - begin < kMost) {
    const Token& token = tokens[end];
    const bool word =
        token.kind == TokenKind::kWord || token.kind == TokenKind::kNumber;
    if (!word || words.Verb(token.text)) break;
    if (token.kind == TokenKind::kWord && !token.upper) {
      // A small word belongs to it only between two others.
      const bool joins =
          (words.Conjunction(token.text) || words.Joiner(token.text)) &&
          in(end + 1) && end > begin &&
          (tokens[end + 1].upper ||
           tokens[end + 1].kind == TokenKind::kNumber) &&
          words.Forename(tokens[end + 1].text) != names::Grade::kSure;
      const bool before_number =
          in(end + 1) && tokens[end + 1].kind == TokenKind::kNumber;
      if (!joins && !(before_number && words.Preposition(token.text))) break;
      if (words.Determiner(token.text) && end > begin &&
          !words.Preposition(tokens[end - 1].text) &&
          !words.LocativeJoiner(token.text)) {
        break;
      }
    } else if (words.Forename(token.text) == names::Grade::kSure &&
               !words.Common(token.text)) {
      break;
    }
    ++end;
  }
  if (end == begin) return k;
  *name = {tokens[begin].span.begin, tokens[end - 1].span.end};
  return end;
}

void FindPrizes(const std::vector<Span>& awards, const Words& words,
                Unit* unit) {
  Finder(awards, words, unit).Run();
}

}  // namespace bmas::marks
