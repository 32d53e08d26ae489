// Numbers written in words or digits.
#pragma once

#include <optional>
#include <string_view>

#include "pipeline/text/lexicon.h"

namespace bmas {

// Digits and nothing else ("0012"); nothing for more than an int holds.
std::optional<int> ReadDigits(std::string_view text);

// Four digits that are a year releases speak of: 1900 to 2099.
std::optional<int> ReadYear(std::string_view text);

// "fünf", "Zwölf", "12"; nothing for what is no number, or not only one.
std::optional<int> ReadNumber(std::string_view text, const Lexicon& lexicon);

}  // namespace bmas
