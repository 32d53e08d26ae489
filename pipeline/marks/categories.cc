#include "pipeline/marks/categories.h"

#include <algorithm>

#include "pipeline/text/normalize.h"

namespace bmas::marks {
namespace {

using names::Token;
using names::TokenKind;
using names::Tokens;
using names::Words;

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

}  // namespace bmas::marks
