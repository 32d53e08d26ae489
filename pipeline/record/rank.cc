#include "pipeline/record/rank.h"

#include <algorithm>

#include "pipeline/base/utf8.h"
#include "pipeline/text/inflection.h"
#include "pipeline/text/names.h"
#include "pipeline/text/normalize.h"

namespace bmas::record {
namespace {

constexpr std::size_t kMostDigits = 2;  // of a rank: the rest are years, sums

bool IsRankWord(std::string_view word, const Lexicon& lexicon) {
  const std::string stem = Stem(word, lexicon);
  return std::ranges::any_of(lexicon.rank_words, [&](const std::string& known) {
    return Stem(known, lexicon) == stem;
  });
}

std::optional<int> OrdinalOf(std::string word, const Lexicon& lexicon) {
  while (!word.empty() && (word.back() == '.' || word.back() == ':')) {
    word.pop_back();
  }
  const bool digits =
      !word.empty() && word.size() <= kMostDigits &&
      std::ranges::all_of(word, [](char c) { return c >= '0' && c <= '9'; });
  if (digits) {
    const int number = std::stoi(word);
    return number > 0 ? std::optional(number) : std::nullopt;
  }
  const auto known = lexicon.ordinals.find(FoldCase(word));
  if (known == lexicon.ordinals.end()) return std::nullopt;
  return known->second;
}

// The word behind the span and one space; empty if there is none.
Span WordAfter(std::string_view text, const Span& span) {
  std::size_t at = span.end;
  if (at >= text.size() || text[at] != ' ') return {at, at};
  std::size_t end = ++at;
  while (end < text.size() && IsLetter(CodePointAt(text, end))) {
    end += LengthAt(text, end);
  }
  return {at, end};
}

// The word before the span, up to a space, a line's or a bracket's beginning.
Span WordBefore(std::string_view text, const Span& span) {
  std::size_t end = span.begin;
  if (end == 0 || text[end - 1] != ' ') return {end, end};
  --end;
  const std::size_t gap =
      end == 0 ? std::string_view::npos : text.find_last_of(" \n\t(", end - 1);
  return {gap == std::string_view::npos ? 0 : gap + 1, end};
}

// "zweiten" with its "Platz", "eins" with the "Platz Nr." before it.
Span Whole(const Context& context, const Span& span) {
  const std::string& text = context.text.Text();
  const Span after = WordAfter(text, span);
  if (!after.Empty() && IsRankWord(context.Slice(after), context.Words())) {
    return span.Cover(after);
  }
  Span before = WordBefore(text, span);
  if (HasWord(context.Words().number_marks,
              std::string(context.Slice(before)))) {
    before = WordBefore(text, before);
  }
  if (!before.Empty() && IsRankWord(context.Slice(before), context.Words())) {
    return before.Cover(span);
  }
  return span;
}

}  // namespace

std::optional<int> RankNumber(std::string_view printed,
                              const Lexicon& lexicon) {
  std::optional<int> number;
  for (const std::string& word : SplitWords(printed)) {
    if (const auto ordinal = OrdinalOf(word, lexicon)) {
      if (number) return std::nullopt;
      number = ordinal;
    } else if (!IsRankWord(word, lexicon) &&
               !HasWord(lexicon.number_marks, word)) {
      return std::nullopt;
    }
  }
  return number;
}

void ReadRank(const Context& context, Rank* rank) {
  if (rank->Empty()) return;
  rank->number = RankNumber(rank->text.text, context.Words());
  if (!rank->number || rank->text.sources.empty()) return;
  Span& span = rank->text.sources.front().span;
  const Span whole = Whole(context, span);
  if (whole == span) return;
  span = whole;
  rank->text.text = Collapse(context.Slice(whole));
}

void MergeRank(Rank* to, const Rank& from) {
  if (to->Empty()) {
    *to = from;
  } else if (to->number ? to->number == from.number
                        : to->text.text == from.text.text) {
    Merge(&to->text, from.text);
  }
}

}  // namespace bmas::record
