// Towns and regions, of one word or several.

#include "pipeline/names/recognise.h"

namespace bmas::names {

std::size_t PlaceEnd(std::string_view text, const Tokens& tokens, std::size_t i,
                     const Words& words) {
  constexpr std::size_t kMost = 5;  // words of a place's name
  std::size_t best = i;
  for (std::size_t e = i + 1; e <= tokens.size() && e - i <= kMost; ++e) {
    const Token& last = tokens[e - 1];
    if (last.kind != TokenKind::kWord &&
        last.kind != TokenKind::kAbbreviation) {
      break;
    }
    if (words.Place(text.substr(tokens[i].span.begin,
                                last.span.end - tokens[i].span.begin))) {
      best = e;
    } else if (e == i + 1 && !words.PlaceStart(last.text)) {
      break;
    }
  }
  if (best == i) {
    // "Vaterstetten/Parsdorf"
    const std::string_view word = tokens[i].text;
    const std::size_t slash = word.find('/');
    if (slash != std::string_view::npos && words.Place(word.substr(0, slash))) {
      return i + 1;
    }
    return i;
  }
  // A place that is a surname too and has a name before or behind it.
  if (best == i + 1 && best < tokens.size() && tokens[best].Capital() &&
      !words.Common(tokens[best].text) && !words.Place(tokens[best].text)) {
    return i;
  }
  // "Näfels GL"
  if (best < tokens.size() && words.Canton(tokens[best].text)) ++best;
  return best;
}

std::size_t RiverEnd(const Tokens& tokens, std::size_t k, const Words& words) {
  if (k + 1 >= tokens.size() || !words.LocativeJoiner(tokens[k].text) ||
      tokens[k].upper || words.Genitive(tokens[k].text)) {
    return k;
  }
  std::size_t n = k + 1;
  if (words.ArticleJoiner(tokens[k].text) && words.Determiner(tokens[n].text)) {
    ++n;
  }
  return n < tokens.size() && tokens[n].Capital() &&
                 (n > k + 1 || !words.OwnerWord(tokens[k].text))
             ? n + 1
             : k;
}

}  // namespace bmas::names
