// Numbers written in words or digits.
#pragma once

#include <optional>
#include <string_view>

#include "pipeline/text/lexicon.h"

namespace bmas {

// "fünf", "Zwölf", "12"; nothing for what is no number, or not only one.
std::optional<int> ReadNumber(std::string_view text, const Lexicon& lexicon);

}  // namespace bmas
