#include "pipeline/text/numbers.h"

#include <charconv>
#include <string>

#include "pipeline/text/normalize.h"

namespace bmas {

std::optional<int> ReadNumber(std::string_view text, const Lexicon& lexicon) {
  int value = 0;
  const char* end = text.data() + text.size();
  const auto [at, code] = std::from_chars(text.data(), end, value);
  if (code == std::errc{} && at == end && value >= 0) return value;
  const auto word = lexicon.number_words.find(FoldCase(text));
  if (word == lexicon.number_words.end()) return std::nullopt;
  return word->second;
}

}  // namespace bmas
