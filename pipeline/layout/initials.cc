#include "pipeline/layout/initials.h"

#include <algorithm>
#include <optional>

#include "pipeline/base/utf8.h"
#include "pipeline/text/normalize.h"

namespace bmas::layout {
namespace {

constexpr double kLarger = 1.7;  // ratio of sizes, at least; two lines high
constexpr double kNearest =
    -0.3;  // of the text's size: kerned under the letter
constexpr double kFurthest = 1.2;  // of the text's size, from letter to text

// One capital, with a quotation mark before it perhaps.
bool IsInitial(const Token& token) {
  const std::size_t points = CountCodePoints(token.text);
  return points > 0 && points <= 2 && IsUpper(LastCodePoint(token.text));
}

// The first words of the lines beside the letter, the topmost first; none
// unless there are two lines.
std::optional<std::size_t> FirstBeside(const std::vector<Token>& tokens,
                                       const Token& letter) {
  std::optional<std::size_t> first;
  double lowest = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const Token& token = tokens[i];
    const double gap = token.x0 - letter.x1;
    if (letter.size < kLarger * token.size || gap < kNearest * token.size ||
        gap > kFurthest * token.size || token.baseline < letter.y0 ||
        token.baseline > letter.baseline + 0.3 * token.size) {
      continue;
    }
    lowest = std::max(lowest, token.baseline);
    if (!first || token.baseline < tokens[*first].baseline) first = i;
  }
  if (!first || lowest - tokens[*first].baseline < tokens[*first].size) {
    return std::nullopt;
  }
  return first;
}

}  // namespace

void JoinInitials(std::vector<Token>* tokens) {
  for (std::size_t i = 0; i < tokens->size();) {
    const Token& letter = (*tokens)[i];
    const auto first =
        IsInitial(letter) ? FirstBeside(*tokens, letter) : std::nullopt;
    if (!first) {
      ++i;
      continue;
    }
    Token& word = (*tokens)[*first];
    word.text = letter.text + word.text;
    if (!word.edges.empty() && !letter.edges.empty()) {
      word.edges.insert(word.edges.begin(), letter.edges.begin(),
                        letter.edges.end() - 1);
    }
    tokens->erase(tokens->begin() + static_cast<std::ptrdiff_t>(i));
  }
}

}  // namespace bmas::layout
