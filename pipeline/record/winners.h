// Winner mentions -> winners: their names read, what belongs to them attached.
#pragma once

#include <vector>

#include "pipeline/record/context.h"

namespace bmas::record {

struct FoundWinner {
  Winner winner;
  const rules::Mention* mention = nullptr;
  Value award, year;  // as the rule or its section says; empty if neither does
};

// In the order of the text.
std::vector<FoundWinner> ReadWinners(const Context& context);

// What the text says of people and institutions elsewhere; counts only where
// they are winners.
std::vector<FoundWinner> ReadDetails(const Context& context);

// Are these two mentions one winner: the same name, or a part of it that is
// a name by itself?
bool SameWinner(const Winner& a, const Winner& b);

// Adds what `from` knows more.
void MergeWinner(Winner* to, const Winner& from);

}  // namespace bmas::record
