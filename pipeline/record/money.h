// Sums of money as printed -> amount and currency.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "pipeline/record/context.h"

namespace bmas::record {

struct Sum {
  std::optional<double> amount;  // in units of the currency
  std::string currency;          // ISO 4217; empty if none is printed
};

// "2.500 Euro", "1,5 Mio. €", "CHF 20'000.–", "zehntausend Euro": one number,
// with its magnitude, and one currency, before or behind it. No amount for what
// holds more than that ("500 bis 900 Euro", "zweimal 500 Euro") or can be read
// in two ways ("1,500 Euro"). UTF-8 as printed.
Sum ReadSum(std::string_view printed, const Lexicon& lexicon);

Money ReadMoney(const Value& printed, const Lexicon& lexicon);

// Adds the evidence of the same sum, or all of it where `to` has none.
void MergeMoney(Money* to, const Money& from);

}  // namespace bmas::record
