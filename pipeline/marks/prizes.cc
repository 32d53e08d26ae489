#include "pipeline/marks/prizes.h"

#include <algorithm>

#include "pipeline/base/utf8.h"
#include "pipeline/marks/categories.h"
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
        AddThemeBehind(end);
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

  // "1. Preis Technik: Ida Kern": what stands between a rank and the colon is
  // its category.
  void AddThemeBehind(std::size_t k) {
    constexpr std::size_t kMost = 5;  // tokens
    if (unit_.kind == UnitKind::kSentence || unit_.prizes.back().rank.Empty() ||
        unit_.prizes.size() > 1) {
      return;
    }
    std::size_t e = k;
    while (In(e) && e - k < kMost &&
           ((At(e).Capital() && words_.Common(At(e).text) &&
             !words_.InstitutionHead(At(e).text)) ||
            words_.Conjunction(At(e).text))) {
      ++e;
    }
    if (e == k || !In(e) || !At(e).IsMark(":") || !At(k).Capital()) return;
    unit_.categories.push_back({At(k).span.begin, At(e - 1).span.end});
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
    // "Nadel in Silber": its metal is no rank.
    if (In(end + 1) && words_.EventPreposition(At(end).text) &&
        words_.SpecialRank(At(end + 1).text)) {
      end += 2;
    }
    // "Sonderpreis Gute Nachbarschaft": a theme without marks.
    if (end == k + 1 && Special(At(k).text)) {
      for (const names::Phrase& phrase : unit_.phrases) {
        if (phrase.first == end &&
            (phrase.kind == names::PhraseClass::kCommonMany ||
             phrase.kind == names::PhraseClass::kCommon ||
             phrase.kind == names::PhraseClass::kExtended ||
             (phrase.kind == names::PhraseClass::kUnknown && In(phrase.last) &&
              words_.Verb(At(phrase.last).text)))) {
          end = phrase.last;
        }
      }
    }
    prize.last = end;
    if (prize.rank.Empty() && Special(At(k).text)) prize.rank = SpecialSpan(k);
    prize.span = {At(prize.first).span.begin, At(end - 1).span.end};
    unit_.prizes.push_back(prize);
    return end;
  }

  // "Sonderpreis", "Goldmedaille": ranks without a number.
  bool Special(std::string_view word) const {
    return SpecialSize(word) > 0 && words_.PrizeNoun(word);
  }
  // Bytes of the longest beginning that is such a rank in the nominative.
  std::size_t SpecialSize(std::string_view word) const {
    std::size_t size = word.size();
    while (size > 0 && !words_.SpecialRank(word.substr(0, size))) {
      size = StartBefore(word, size);
    }
    return size;
  }
  // "Sonderpreis" of "Sonderpreises", "Gold" of "Goldmedaillen".
  Span SpecialSpan(std::size_t k) const {
    const Span& word = At(k).span;
    return {word.begin, word.begin + SpecialSize(At(k).text)};
  }

  // Back over ordinals, adjectives, "mit 500 Euro dotierte".
  std::size_t Left(std::size_t k, std::size_t used, PrizePhrase* prize) const {
    constexpr std::size_t kMost = 9;  // tokens
    std::size_t first = k;
    while (first > used && k - first < kMost) {
      const Token& token = At(first - 1);
      const bool number = words_.Number(token.text) > 1;
      if (number || Ordinal(token, words_)) {
        // "drei Nadeln" are no third one.
        if (prize->rank.Empty() && !number) {
          prize->rank = token.span;
        }
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
  // "12 500 Euro"
  while (end < tokens.size() && tokens[k].text.size() <= 3 &&
         tokens[end].kind == TokenKind::kNumber &&
         tokens[end].text.size() == 3 &&
         tokens[end].span.begin == tokens[end - 1].span.end + 1) {
    ++end;
  }
  // "10.000,- Euro", "1,5 Millionen Euro"
  while (end < tokens.size() && end < k + 4 &&
         (tokens[end].IsMark(",") || tokens[end].IsMark("-") ||
          tokens[end].IsMark("–") || words.Magnitude(tokens[end].text))) {
    ++end;
  }
  return end < tokens.size() && words.Currency(tokens[end].text) ? end + 1 : k;
}

void FindPrizes(const std::vector<Span>& awards, const Words& words,
                Unit* unit) {
  Finder(awards, words, unit).Run();
}

}  // namespace bmas::marks
