// What a hyphen at a line's end means: joined from the words themselves, never
// from a dictionary of the language.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>

#include "pipeline/text/lexicon.h"

namespace bmas {

enum class LineEnd {
  kSpace,       // no hyphen: the lines are joined by a space
  kDropHyphen,  // a word that was split: "Netzwerk-" + "koordinator"
  kKeepHyphen,  // a real hyphen: "Baden-" + "Württemberg"
  kSuspended,   // "Kinder-" + "und": the hyphen stays and a space follows
};

// Words that the document prints whole, to decide how a split one reads.
class Vocabulary {
 public:
  // Adds each word and each of its parts between slashes, without the
  // punctuation around it.
  void Add(std::string_view clean_word);
  bool Has(std::string_view clean_word) const;
  // Does some word have these two parts with a hyphen between: "low-level"
  // in "Low-Level-Format"?
  bool HasPair(std::string_view left, std::string_view right) const;

 private:
  std::unordered_set<std::string> words_;
  std::unordered_set<std::string> pairs_;
};

// How `before`, the last word of a line, and `after`, the first of the next,
// belong together. Both are cleaned; `soft` says that the line ended with a
// soft hyphen; in `literal` text (monospaced) hyphens are never for breaking.
LineEnd ReadLineEnd(std::string_view before, std::string_view after, bool soft,
                    bool literal, const Vocabulary& vocabulary,
                    const Lexicon& lexicon);

bool IsHyphen(char32_t c);  // hyphen-minus, U+2010, U+2011

}  // namespace bmas
