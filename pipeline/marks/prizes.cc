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

namespace {

// Small words belong to a category only between two others: "Kunst und Musik",
// "Hochschulen für angewandte Wissenschaften", "250 bis 999 Beschäftigte". The
// token of the next other word; `k` if they end the category.
std::size_t SmallWordsEnd(const Tokens& tokens, std::size_t k,
                          std::size_t begin, const Words& words) {
  constexpr std::size_t kMost = 3;  // small words in a row
  if (k == begin) return k;
  std::size_t next = k;
  while (next < tokens.size() && next - k < kMost &&
         tokens[next].kind == TokenKind::kWord && !tokens[next].upper) {
    if (words.Verb(tokens[next].text)) return k;
    ++next;
  }
  if (next >= tokens.size()) return k;
  const Token& other = tokens[next];
  const bool number = other.kind == TokenKind::kNumber;
  if (!number && (!other.Capital() || words.PrizeNoun(other.text) ||
                  words.Forename(other.text) == names::Grade::kSure)) {
    return k;
  }
  const Token& first = tokens[k];
  // "bis 249", "1.000 und mehr Beschäftigte"
  if (number && words.Preposition(first.text)) return next;
  if (tokens[k - 1].kind == TokenKind::kNumber && !number) {
    return words.Conjunction(first.text) || next == k + 1 ? next : k;
  }
  const bool joins = words.Conjunction(first.text) || words.Joiner(first.text);
  if (!joins) return k;
  // "die" begins another part of the sentence, unless a preposition leads in.
  if (words.Determiner(first.text) && !words.LocativeJoiner(first.text)) {
    return k;
  }
  if (next == k + 1) return next;
  const bool described =
      std::all_of(tokens.begin() + static_cast<std::ptrdiff_t>(k + 1),
                  tokens.begin() + static_cast<std::ptrdiff_t>(next),
                  [&](const Token& t) { return Adjectival(t, words); });
  const bool purpose =
      words.PurposeJoiner(first.text) || words.Conjunction(first.text);
  return purpose && described && words.Common(other.text) ? next : k;
}

// "Kategorie 4: Gute Wege": no name up to the end.
bool AllCommon(const Tokens& tokens, std::size_t begin, const Words& words) {
  return std::all_of(
      tokens.begin() + static_cast<std::ptrdiff_t>(begin), tokens.end(),
      [&](const Token& token) {
        return token.kind == TokenKind::kWord && words.Common(token.text) &&
               words.Forename(token.text) != names::Grade::kSure &&
               !words.InstitutionHead(token.text);
      });
}

// "Bester deutscher Film", "zum besten Solisten", "Beste Serie – Drama": a
// superlative without an article names what somebody is best at.
std::size_t BestEnd(const Tokens& tokens, std::size_t k, const Words& words,
                    Span* name) {
  constexpr std::size_t kMost = 5;  // tokens between it and its noun
  const auto in = [&](std::size_t i) { return i < tokens.size(); };
  const bool led = k > 0 && words.ContractedJoiner(Lowered(tokens[k - 1].text));
  const bool bare = k == 0 || !words.Determiner(tokens[k - 1].text);
  if (!in(k) || !((bare && words.Superlative(tokens[k].text)) ||
                  (led && words.WeakSuperlative(tokens[k].text)))) {
    return k;
  }
  std::size_t e = k + 1;
  while (in(e + 1) && e - k < kMost && Adjectival(tokens[e], words) &&
         (!tokens[e].upper || tokens[e + 1].upper)) {
    ++e;
  }
  if (!in(e) || !tokens[e].Capital() || words.PrizeNoun(tokens[e].text) ||
      words.Greeting(tokens[e].text) ||
      words.Forename(tokens[e].text) == names::Grade::kSure ||
      words.InstitutionHead(tokens[e].text)) {
    return k;
  }
  ++e;
  // "Beste Serie – Drama" on a line of its own.
  if (in(e + 1) && e + 2 == tokens.size() && tokens[e + 1].Capital() &&
      (tokens[e].IsMark("–") || tokens[e].IsMark("-")) &&
      words.Common(tokens[e + 1].text)) {
    e += 2;
  }
  *name = {tokens[k].span.begin, tokens[e - 1].span.end};
  return e;
}

// "Preisträger „Große Betriebe“: Kern AG": of what the one behind the colon is
// the winner. "Siegerteam „Windrad“: …" is a name.
bool LabelsWinner(const Tokens& tokens, std::size_t k, const Words& words) {
  return k > 0 && k + 2 < tokens.size() &&
         tokens[k].kind == TokenKind::kQuotation && tokens[k + 1].IsMark(":") &&
         words.PlainWinnerNoun(tokens[k - 1].text) &&
         !words.TeamNoun(tokens[k - 1].text);
}

}  // namespace

std::size_t CategoryEnd(const Tokens& tokens, std::size_t k, const Words& words,
                        Span* name) {
  constexpr std::size_t kMost = 7;  // tokens of a category without marks
  if (const std::size_t best = BestEnd(tokens, k, words, name); best > k) {
    return best;
  }
  if (LabelsWinner(tokens, k, words)) {
    *name = tokens[k].InnerSpan();
    return k + 1;
  }
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
    // "Kategorie B – Gemischte Chöre": a letter or number, and what it is.
    if (end == begin + 1 && tokens[begin].text.size() <= 2 && in(end + 1) &&
        (token.IsMark("–") || token.IsMark("-") ||
         (token.IsMark(":") && AllCommon(tokens, end + 1, words))) &&
        tokens[end + 1].Capital()) {
      ++end;
      continue;
    }
    const bool word =
        token.kind == TokenKind::kWord || token.kind == TokenKind::kNumber;
    if (!word || words.Verb(token.text)) break;
    if (token.kind == TokenKind::kWord && !token.upper) {
      const std::size_t next = SmallWordsEnd(tokens, end, begin, words);
      if (next == end) break;
      end = next;
      continue;
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
