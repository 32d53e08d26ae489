// The same text as other pages would print it: what a rule must not notice.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace bmas::workbench {

struct Variant {
  std::string text;
  std::string how;  // "line break at 12", for the report
  // What the variant does to any text of the example, also to the values that
  // are expected of it. Null: nothing that folding does not undo.
  std::function<std::string(const std::string&)> apply;
};

// `flows`: the lines of the place are joined, so that they may break anywhere.
// A line break at each space and hyphenation inside long words, at each place
// between two lower-case letters; decomposed letters, soft hyphens, no-break
// spaces, other quotation marks, another year.
std::vector<Variant> VariantsOf(const std::string& text, bool flows);

}  // namespace bmas::workbench
