// Prizes and sums in a unit's tokens.
#pragma once

#include "pipeline/marks/unit.h"

namespace bmas::marks {

// Adds prizes and categories to the unit. `awards`: names of prizes that rules
// found, bytes of clean text.
void FindPrizes(const std::vector<Span>& awards, const names::Words& words,
                Unit* unit);

// The token after a sum of money that begins at token `k`; `k` if none does.
std::size_t MoneyEnd(const names::Tokens& tokens, std::size_t k,
                     const names::Words& words);

}  // namespace bmas::marks
