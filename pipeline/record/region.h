// The country whose numbering plan and postcodes a contact follows.
#pragma once

#include <string>
#include <vector>

#include "pipeline/record/context.h"

namespace bmas::record {

// A CLDR code ("DE", "AT", "CH" …) by the country before the postcode, the
// prefix of a number, or the form of the postcode together with a top-level
// domain; empty where nothing tells.
std::string RegionOf(const Context& context,
                     const std::vector<const rules::Mention*>& mentions);

// How many digits a postcode of that country has; 0 where this is not known.
std::size_t PostcodeDigits(const std::string& region, const Lexicon& lexicon);

}  // namespace bmas::record
