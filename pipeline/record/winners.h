// Winner mentions -> winners: their names read, what belongs to them attached.
#pragma once

#include <vector>

#include "pipeline/record/context.h"

namespace bmas::record {

struct FoundWinner {
  Winner winner;
  const rules::Mention* mention = nullptr;  // of a rule over plain text
  std::size_t block = 0, line = 0;
  int section = -1;    // innermost around it
  bool alone = false;  // in a sentence, or in no list that says what it holds
  // Wins no prize here, but the same name does elsewhere.
  bool confirmed = false;
  std::string key;    // the name for comparing, see ComparisonKey
  Value award, year;  // as the rule or its section says; empty if neither does
};

// The winners of a release: those that were decided on, with what their own
// phrase, line, label and section say of them. In the order of the text.
std::vector<FoundWinner> ReadWinners(const Context& context);

// What rules over plain text propose, whatever was decided.
std::vector<FoundWinner> ReadProposals(const Context& context);

// What the text says of people and institutions elsewhere; counts only where
// they are winners.
std::vector<FoundWinner> ReadDetails(const Context& context);

// Are these two mentions one winner: the same name, a surname alone, or an
// institution's name without its legal form?
bool SameWinner(const FoundWinner& a, const FoundWinner& b,
                const Lexicon& lexicon);

// Adds what `from` knows more.
void MergeWinner(Winner* to, const Winner& from);

}  // namespace bmas::record
