// Which literals a match must hold: what lets the matcher leave out nearly
// every rule at nearly every place without running its pattern. The technique
// is that of RE2's own FilteredRE2 and of Cox, "Regular Expression Matching
// with a Trigram Index" (2012): exact sets of short parts, joined by AND and
// OR.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/text/folded_string.h"

namespace bmas::rules {

// Any of these must occur; sorted, in lower case.
using LiteralSet = std::vector<FoldedString>;

class LiteralFinder {
 public:
  // Gives what {name} stands for, or null (see Expander::Meaning).
  using Meaning = std::function<const std::string*(const std::string&)>;

  explicit LiteralFinder(Meaning meaning);
  ~LiteralFinder();

  // Every one of the returned sets must have a literal in a text that the
  // pattern matches, folded (see text/fold.h) and in lower case. Empty: nothing
  // is known. The pattern is as its author wrote it, names not expanded.
  std::vector<LiteralSet> Required(std::string_view pattern);

 private:
  class Analysis;
  std::unique_ptr<Analysis> analysis_;
};

// ISO 8859-1 without case; line ends and tabs read as spaces, since a pattern
// may see them as either.
FoldedString LowerFolded(FoldedView folded);

}  // namespace bmas::rules
