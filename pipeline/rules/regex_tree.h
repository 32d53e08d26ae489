// The structure of a pattern, for what RE2 does not tell: which literals a
// match must hold, and which piece of a pattern failed. Reads RE2's syntax
// (github.com/google/re2/wiki/Syntax) as far as rule files use it; a pattern
// that it cannot read is none of its business: RE2 alone decides what is wrong.
#pragma once

#include <bitset>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/text/folded_string.h"

namespace bmas::rules {

struct Regex {
  enum class Kind {
    kEmpty,      // nothing, or an assertion: ^ $
    kBoundary,   // \b, for which the loader may put a byte before a word
    kByte,       // one byte, `byte`
    kClass,      // one byte of `members`
    kFragment,   // {name}, not expanded
    kConcat,     // children in a row
    kAlternate,  // one of the children
    kRepeat,     // the child min to max times; max < 0: without end
    kGroup,      // the child in brackets; `name` if it has one
  };
  Kind kind = Kind::kEmpty;
  std::size_t begin = 0, end = 0;  // in the folded pattern
  char byte = 0;
  std::bitset<256> members;
  int min = 1, max = 1;
  std::string name;  // of a group or fragment
  std::vector<Regex> children;
};

// Case is told apart as written; (?i) is left to the caller, who compares
// without case.
std::optional<Regex> ParseRegex(FoldedView pattern);

// Does every match capture the group of that name?
bool AlwaysCaptures(const Regex& regex, std::string_view name);

}  // namespace bmas::rules
