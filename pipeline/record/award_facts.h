// What is true of a whole award: its key, its year, its day and its sum.
#pragma once

#include <string>
#include <string_view>

#include "pipeline/record/context.h"

namespace bmas::record {

// The stems of a name's words, joined by "-": letters and digits in UTF-8,
// case-folded, without a year. "deutsch-sozialpreis" for "Deutscher
// Sozialpreis" and "Deutschen Sozialpreises 2017"; "" for no name.
std::string AwardKey(std::string_view name, const Lexicon& lexicon);

// REQUIRES: `release` has its dates and awards. Fills in what the awards'
// mentions by themselves don't tell. `release_date` is ISO, "" if unknown.
void CompleteAwards(const Context& context, const std::string& release_date,
                    Release* release);

}  // namespace bmas::record
