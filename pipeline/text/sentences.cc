#include "pipeline/text/sentences.h"

#include <algorithm>
#include <string>

#include "pipeline/base/utf8.h"
#include "pipeline/text/names.h"
#include "pipeline/text/normalize.h"

namespace bmas {
namespace {

// The word that ends at `end`, letters, digits and inner full stops.
std::string_view WordBefore(std::string_view text, std::size_t begin,
                            std::size_t end) {
  std::size_t at = end;
  while (at > begin) {
    const std::size_t before = StartBefore(text, at);
    const char32_t c = CodePointAt(text, before);
    if (!IsLetterOrDigit(c) && c != U'.' && c != U'-') break;
    at = before;
  }
  return text.substr(at, end - at);
}

bool AllDigits(std::string_view word) {
  return !word.empty() &&
         std::ranges::all_of(word, [](char c) { return c >= '0' && c <= '9'; });
}

// Does a word that begins sentences stand behind the full stop and a space?
bool OpenerFollows(std::string_view after, const Lexicon& lexicon) {
  if (!after.starts_with(' ')) return false;
  std::size_t end = 1;
  while (end < after.size() && IsLetter(CodePointAt(after, end))) {
    end += LengthAt(after, end);
  }
  if (end == 1) return false;
  const std::string opener = "." + std::string(after.substr(0, end));
  return std::ranges::find(lexicon.abbreviations, opener) !=
         lexicon.abbreviations.end();
}

bool IsTitle(std::string_view word, const Lexicon& lexicon) {
  return std::ranges::find(lexicon.titles, std::string(word) + ".") !=
         lexicon.titles.end();
}

// "T.I.P.S", "U.I": capitals that stand for words.
bool AllInitials(std::string_view word) {
  bool letter = true;  // what stands next
  std::size_t letters = 0;
  for (std::size_t at = 0; at < word.size(); at += LengthAt(word, at)) {
    const char32_t c = CodePointAt(word, at);
    if (letter ? !IsUpper(c) : c != U'.') return false;
    if (letter) ++letters;
    letter = !letter;
  }
  return letters > 1 && !letter;
}

bool StopEndsNothing(std::string_view word, const Lexicon& lexicon) {
  if (word.empty()) return false;
  if (AllDigits(word)) return word.size() <= 2;  // an ordinal; years end
  if (CountCodePoints(word) == 1 && IsLetter(CodePointAt(word, 0))) return true;
  if (AllInitials(word) ||
      IsCompoundTitle(std::string(word) + ".", lexicon.titles)) {
    return true;
  }
  return std::ranges::any_of(lexicon.abbreviations, [&](const auto& known) {
    // "-str" is any word that ends so: "Wendenstr."
    return known.starts_with('-') ? word.ends_with(known.substr(1))
                                  : word == known;
  });
}

}  // namespace

std::vector<Span> Sentences(std::string_view text, const Span& within,
                            const Lexicon& lexicon) {
  static constexpr std::u32string_view kClosing = U"“”\"’'»«)]";
  std::vector<Span> sentences;
  std::size_t begin = within.begin;
  const auto close = [&](std::size_t end) {
    Span span{begin, end};
    while (span.begin < span.end && text[span.begin] <= ' ' &&
           text[span.begin] > 0) {
      ++span.begin;
    }
    while (span.end > span.begin && text[span.end - 1] <= ' ' &&
           text[span.end - 1] > 0) {
      --span.end;
    }
    if (!span.Empty()) sentences.push_back(span);
    begin = end;
  };
  constexpr std::string_view kEnds = "\n.!?";
  for (std::size_t at = within.begin; at < within.end;) {
    if (kEnds.find(text[at]) == kEnds.npos) {
      ++at;
      continue;
    }
    const char32_t c = CodePointAt(text, at);
    std::size_t next = at + LengthAt(text, at);
    if (c == U'\n') {
      const bool goes_on =
          next < within.end && IsLower(CodePointAt(text, next));
      if (!goes_on) close(at);
    } else if (c == U'.' || c == U'!' || c == U'?') {
      while (next < within.end &&
             kClosing.find(CodePointAt(text, next)) != kClosing.npos) {
        next += LengthAt(text, next);
      }
      const bool spaced = next >= within.end || text[next] == ' ';
      bool ends = spaced;
      if (spaced && c == U'.' && next == at + 1) {
        const std::string_view word = WordBefore(text, begin, at);
        // A number or letter that begins the line numbers it.
        const bool first =
            word.data() == text.data() + begin ||
            text.substr(begin, at - begin).find_first_not_of(" \n") + begin ==
                at - word.size();
        ends = !StopEndsNothing(word, lexicon) ||
               (!first && !IsTitle(word, lexicon) &&
                OpenerFollows(text.substr(next, within.end - next), lexicon));
      }
      if (ends && next + 1 < within.end) {
        const char32_t first = CodePointAt(text, next + 1);
        ends = !IsLower(first) && first != U',';
      }
      if (ends) close(next);
    }
    at = next;
  }
  close(within.end);
  return sentences;
}

}  // namespace bmas
