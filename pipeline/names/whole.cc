#include "pipeline/names/whole.h"

#include "pipeline/names/recognise.h"
#include "pipeline/names/tokens.h"

namespace bmas::names {

std::optional<Phrase> WholeName(std::string_view text, const Span& within,
                                const Words& words) {
  const Tokens tokens = Tokenize(text, within, words);
  std::vector<Phrase> phrases = Recognise(text, tokens, /*listed=*/true, words);
  if (phrases.size() != 1) return std::nullopt;
  const Phrase& only = phrases.front();
  const bool whole = only.first == 0 && only.last == tokens.size();
  return whole ? std::optional(only) : std::nullopt;
}

}  // namespace bmas::names
