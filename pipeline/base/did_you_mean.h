// What somebody who mistyped a word probably meant.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace bmas {

// The word of `known` that `word` was probably meant to be; empty if none.
std::string DidYouMean(std::string_view word,
                       const std::vector<std::string>& known);

}  // namespace bmas
