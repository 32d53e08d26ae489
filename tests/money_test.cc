// Sums of money and ranks as printed, with the shipped lexicon: what is read
// from them, and what is not.

#include "pipeline/record/money.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include "pipeline/record/rank.h"
#include "tests/support.h"

namespace bmas {
namespace {

const Lexicon& German() { return ShippedRules().lexicon; }

struct SumCase {
  std::string printed;
  std::optional<double> amount;
  std::string currency;
};

TEST(Money, IsReadAsPrinted) {
  const std::vector<SumCase> cases{
      {"2.500 Euro", 2500, "EUR"},
      {"500 €", 500, "EUR"},
      {"500€", 500, "EUR"},
      {"€ 500", 500, "EUR"},
      {"EUR 5.000", 5000, "EUR"},
      {"10.000,- €", 10000, "EUR"},
      {"10.000,-- Euro", 10000, "EUR"},
      {"10.000,– Euro", 10000, "EUR"},
      {"1.250,50 Euro", 1250.5, "EUR"},
      {"0,50 Euro", 0.5, "EUR"},
      {"1.250.000 Euro", 1250000, "EUR"},
      {"10 000 Euro", 10000, "EUR"},
      {"10\u00A0000 Euro", 10000, "EUR"},
      {"1,5 Millionen Euro", 1500000, "EUR"},
      {"1,125 Millionen Euro", 1125000, "EUR"},
      {"1,5 Mio. Euro", 1500000, "EUR"},
      {"2 Mrd. €", 2000000000, "EUR"},
      {"5 Tausend Euro", 5000, "EUR"},
      {"eine Million Euro", 1000000, "EUR"},
      {"zehntausend Euro", 10000, "EUR"},
      {"fünfhundert Euro", 500, "EUR"},
      {"20'000 Franken", 20000, "CHF"},
      {"20’000 Schweizer Franken", 20000, "CHF"},
      {"CHF 20'000.–", 20000, "CHF"},
      {"CHF 20'000.50", 20000.5, "CHF"},
      {"Fr. 300.-", 300, "CHF"},
      {"1.5 Mio. CHF", 1500000, "CHF"},
      {"10.000 DM", 10000, "DEM"},
      {"3.000 US-Dollar", 3000, "USD"},
      // Printed without a currency, or with one of several countries.
      {"6.000", 6000, ""},
      {"3.000 Dollar", std::nullopt, ""},
  };
  for (const SumCase& c : cases) {
    const record::Sum sum = record::ReadSum(c.printed, German());
    EXPECT_EQ(sum.amount, c.amount) << c.printed;
    EXPECT_EQ(sum.currency, c.currency) << c.printed;
  }
}

TEST(Money, IsNotGuessed) {
  for (const char* printed :
       {"", "Euro", "ein Wochenende an der Unstrut", "500 bis 900 Euro",
        "500 und 900 Euro", "3 mal 500 Euro", "1,500 Euro",
        "1.125 Millionen Euro", "1.25.000 Euro", "12.3456 Euro", "1.5 Euro",
        "10,000,00 Euro", "1'000.000 Euro", "Millionen Euro",
        "500 Prozent Euro", "die halbe Million Euro", "123456789012345678 Euro",
        "99999999999999 Milliarden Euro"}) {
    EXPECT_EQ(record::ReadSum(printed, German()).amount, std::nullopt)
        << printed;
  }
  EXPECT_EQ(record::ReadSum("500 bis 900 Euro", German()).currency, "EUR");
  EXPECT_EQ(record::ReadSum("500 Euro oder 400 Franken", German()).currency,
            "");
}

TEST(Ranks, HaveTheirNumber) {
  const std::vector<std::pair<std::string, int>> cases{{"1.", 1},
                                                       {"2", 2},
                                                       {"ersten", 1},
                                                       {"Dritter", 3},
                                                       {"eins", 1},
                                                       {"1. Preis", 1},
                                                       {"zweiten Platz", 2},
                                                       {"Platz eins", 1},
                                                       {"Platz 3:", 3},
                                                       {"Platz Nr. 2", 2},
                                                       {"dritten Preises", 3},
                                                       {"zweiter Stelle", 2},
                                                       {"1. Preisträgerin", 1},
                                                       {"12. Rang", 12}};
  for (const auto& [printed, number] : cases) {
    EXPECT_EQ(record::RankNumber(printed, German()), number) << printed;
  }
}

TEST(Ranks, HaveNoNumberThatIsNotPrinted) {
  for (const char* printed :
       {"", "Sonderpreis", "Publikumspreis", "Gold", "Preis", "2016", "0",
        "1. und 2. Preis", "1. Sonderpreis", "Sonderpreis der Jury", "erstmals",
        "Hauptpreis", "1.5"}) {
    EXPECT_EQ(record::RankNumber(printed, German()), std::nullopt) << printed;
  }
}

}  // namespace
}  // namespace bmas
