#include "pipeline/text/numbers.h"

#include <charconv>
#include <string>

#include "pipeline/text/normalize.h"

namespace bmas {

std::optional<int> ReadDigits(std::string_view text) {
  int value = 0;
  const char* end = text.data() + text.size();
  const auto [at, code] = std::from_chars(text.data(), end, value);
  if (code != std::errc{} || at != end || text.front() == '-') {
    return std::nullopt;
  }
  return value;
}

std::optional<int> ReadYear(std::string_view text) {
  constexpr std::size_t kDigits = 4;
  constexpr int kFirst = 1900, kLast = 2099;
  const auto year = text.size() == kDigits ? ReadDigits(text) : std::nullopt;
  return year && *year >= kFirst && *year <= kLast ? year : std::nullopt;
}

std::optional<int> ReadNumber(std::string_view text, const Lexicon& lexicon) {
  if (const auto digits = ReadDigits(text)) return digits;
  const auto word = lexicon.number_words.find(FoldCase(text));
  if (word == lexicon.number_words.end()) return std::nullopt;
  return word->second;
}

}  // namespace bmas
