#include "pipeline/text/hyphen.h"

#include <algorithm>
#include <vector>

#include "pipeline/base/utf8.h"
#include "pipeline/text/normalize.h"

namespace bmas {
namespace {

bool InWord(char32_t c) { return IsLetterOrDigit(c) || IsHyphen(c); }

std::vector<char32_t> Points(std::string_view s) {
  std::vector<char32_t> points;
  for (std::size_t at = 0; at < s.size(); at += LengthAt(s, at)) {
    points.push_back(CodePointAt(s, at));
  }
  return points;
}

std::string Join(const std::vector<char32_t>& points) {
  std::string out;
  for (const char32_t c : points) AppendCodePoint(out, IsHyphen(c) ? U'-' : c);
  return out;
}

// "(Elbe-Elster)," -> "Elbe-Elster".
std::vector<char32_t> Trimmed(std::vector<char32_t> points) {
  while (!points.empty() && !InWord(points.back())) points.pop_back();
  const auto first = std::ranges::find_if(points, InWord);
  points.erase(points.begin(), first);
  return points;
}

// The run of letters that ends right before the final hyphen.
std::vector<char32_t> LastPart(const std::vector<char32_t>& before) {
  std::vector<char32_t> part;
  for (auto c = before.rbegin() + 1; c != before.rend(); ++c) {
    if (!IsLetterOrDigit(*c)) break;
    part.insert(part.begin(), *c);
  }
  return part;
}

bool AllUpper(const std::vector<char32_t>& part) {
  return std::ranges::all_of(
      part, [](char32_t c) { return IsUpper(c) || IsDigit(c); });
}

// Code points: what is shorter is a piece of a word as often as one.
constexpr std::size_t kShortestWord = 3;

}  // namespace

bool IsHyphen(char32_t c) { return c == U'-' || c == 0x2010 || c == 0x2011; }

void Vocabulary::Add(std::string_view clean_word) {
  std::vector<char32_t> part;
  const auto flush = [&] {
    const std::string word = FoldCase(Join(Trimmed(part)));
    part.clear();
    if (CountCodePoints(word) < kShortestWord) return;
    words_.insert(word);
    for (std::size_t from = 0, at = 0;
         (at = word.find('-', from)) != std::string::npos;) {
      const std::size_t end = std::min(word.find('-', at + 1), word.size());
      const std::size_t begin = at == 0 ? 0 : word.rfind('-', at - 1) + 1;
      pairs_.insert(word.substr(begin, end - begin));
      from = at + 1;
    }
  };
  for (const char32_t c : Points(clean_word)) {
    if (InWord(c)) {
      part.push_back(c);
    } else {
      flush();
    }
  }
  flush();
}

bool Vocabulary::Has(std::string_view clean_word) const {
  return words_.contains(FoldCase(Join(Trimmed(Points(clean_word)))));
}

bool Vocabulary::HasPair(std::string_view left, std::string_view right) const {
  const std::string a = FoldCase(Join(Trimmed(Points(left))));
  const std::string b = FoldCase(Join(Trimmed(Points(right))));
  const std::size_t begin = a.rfind('-') + 1;  // npos + 1 is 0
  return pairs_.contains(a.substr(begin) + "-" + b.substr(0, b.find('-')));
}

LineEnd ReadLineEnd(std::string_view before, std::string_view after, bool soft,
                    bool literal, const Vocabulary& vocabulary,
                    const Lexicon& lexicon) {
  if (soft) return LineEnd::kDropHyphen;
  const std::vector<char32_t> left = Points(before);
  const std::vector<char32_t> right = Points(after);
  if (left.size() < 2 || right.empty() || !IsHyphen(left.back())) {
    return LineEnd::kSpace;
  }
  const char32_t last = left[left.size() - 2];
  const char32_t first = right.front();
  const std::string next = FoldCase(Join(Trimmed(right)));
  if (std::ranges::find(lexicon.suspended_conjunctions, next) !=
      lexicon.suspended_conjunctions.end()) {
    return LineEnd::kSuspended;
  }
  if (!IsLetterOrDigit(last)) return LineEnd::kSpace;  // a dash, not a hyphen
  if (!IsLetterOrDigit(first)) return LineEnd::kSuspended;
  if (literal || IsDigit(last) || IsDigit(first)) return LineEnd::kKeepHyphen;

  const std::size_t hyphen = left.back() == U'-' ? 1 : 3;  // bytes
  const std::string stem(before.substr(0, before.size() - hyphen));
  const std::vector<char32_t> part = LastPart(left);
  if (IsUpper(first)) {
    // Capitals alone are split like any word; "IT-BERATUNG" is not.
    const std::vector<char32_t> rest = Trimmed(right);
    const bool capitals =
        part.size() > 3 && rest.size() > 2 && AllUpper(part) && AllUpper(rest);
    return capitals ? LineEnd::kDropHyphen : LineEnd::kKeepHyphen;
  }
  const bool whole = vocabulary.Has(stem + std::string(after));
  const bool hyphened = vocabulary.HasPair(stem, after);
  if (hyphened != whole) {
    return hyphened ? LineEnd::kKeepHyphen : LineEnd::kDropHyphen;
  }
  // "EU-weit", "x-beliebig": no word is split after an abbreviation or letter.
  const bool abbreviation = part.size() == 1 || AllUpper(part);
  return abbreviation ? LineEnd::kKeepHyphen : LineEnd::kDropHyphen;
}

}  // namespace bmas
