// Ranks as printed -> their numbers.
#pragma once

#include <optional>
#include <string_view>

#include "pipeline/record/context.h"

namespace bmas::record {

// "1. Preis", "ersten", "Platz eins", "3": its number; nothing for prizes that
// have a name ("Sonderpreis", "Gold") and for more than one number.
std::optional<int> RankNumber(std::string_view printed, const Lexicon& lexicon);

// Of a rank that has only its text yet: its number, and as text all that is
// printed of it, so "zweiten Platz" where a rule captured "zweiten".
void ReadRank(const Context& context, Rank* rank);

// Adds the evidence of the same rank, or all of it where `to` has none.
void MergeRank(Rank* to, const Rank& from);

}  // namespace bmas::record
