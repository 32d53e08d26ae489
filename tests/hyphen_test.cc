// text/hyphen.h: what a hyphen at a line's end means.

#include "pipeline/text/hyphen.h"

#include <gtest/gtest.h>

#include <sstream>
#include <string>

#include "tests/support.h"

namespace bmas {
namespace {

constexpr LineEnd kSpace = LineEnd::kSpace;
constexpr LineEnd kDrop = LineEnd::kDropHyphen;
constexpr LineEnd kKeep = LineEnd::kKeepHyphen;
constexpr LineEnd kSuspended = LineEnd::kSuspended;

struct Case {
  const char* name;
  std::string before, after;
  LineEnd means;
  std::string printed = "";  // words that the document prints whole
  bool soft = false, literal = false;
};

std::ostream& operator<<(std::ostream& out, const Case& c) {
  return out << c.before << "/" << c.after;
}

class LineEnds : public testing::TestWithParam<Case> {};

TEST_P(LineEnds, AreReadFromTheWords) {
  const Case& given = GetParam();
  Vocabulary vocabulary;
  std::istringstream words(given.printed);
  for (std::string word; words >> word;) vocabulary.Add(word);
  EXPECT_EQ(ReadLineEnd(given.before, given.after, given.soft, given.literal,
                        vocabulary, ShippedRules().lexicon),
            given.means);
}

INSTANTIATE_TEST_SUITE_P(
    Hyphens, LineEnds,
    testing::Values(
        // No hyphen.
        Case{"TwoWords", "regionale", "Netzwerke", kSpace},
        Case{"AfterFullStop", "Aue.", "Die", kSpace},
        Case{"Dash", "Arbeit", "–", kSpace},
        Case{"DashAtTheEnd", "–", "Netzwerke", kSpace},
        Case{"EmDashAtTheEnd", "—", "netzwerke", kSpace},
        Case{"LoneHyphenIsADash", "-", "das", kSpace},
        // A word that was split.
        Case{"Split", "Netzwerk-", "koordinator", kDrop},
        Case{"SplitWithPunctuation", "Netzwerk-", "koordinatoren,", kDrop},
        Case{"SplitBehindQuote", "„Netzwerk-", "koordinator“", kDrop},
        Case{"SplitInBrackets", "(Netz-", "werk)", kDrop},
        Case{"SplitUmlaut", "Fach-", "kräfte", kDrop},
        Case{"SplitBeforeUmlaut", "Ver-", "änderung", kDrop},
        Case{"SplitAfterSharpS", "Maß-", "nahmen", kDrop},
        Case{"SplitLowerCase", "über-", "regional", kDrop},
        Case{"SplitUnicodeHyphen", "Netz\u2010", "werk", kDrop},
        Case{"SplitInACompound", "Elbe-Elster-Netz-", "werk", kDrop},
        Case{"SplitUndlich", "Freund-", "undlich", kDrop},
        Case{"SplitPolish", "pracu-", "jący", kDrop},
        // A real hyphen.
        Case{"Capital", "Baden-", "Württemberg", kKeep},
        Case{"Elbe", "Elbe-", "Elster", kKeep},
        Case{"CapitalUmlaut", "Nord-", "Österreich", kKeep},
        Case{"Abbreviation", "IT-", "Sicherheit", kKeep},
        Case{"AbbreviationThenSmall", "EU-", "weit", kKeep},
        Case{"AbbreviationBmas", "BMAS-", "geförderte", kKeep},
        Case{"Number", "30-", "jährige", kKeep},
        Case{"Years", "2016-", "2020", kKeep},
        Case{"LetterThenNumber", "Agenda-", "2030", kKeep},
        Case{"OneCapital", "E-", "Mail", kKeep},
        Case{"OneCapitalThenSmall", "E-", "learning", kKeep},
        Case{"DoubleName", "Müller-", "Lüdenscheidt", kKeep},
        Case{"StreetName", "Friedrich-Ebert-", "Straße", kKeep},
        Case{"AllCapitalsBoth", "BMAS-", "GmbH", kKeep},
        Case{"NonBreakingHyphen", "Ems\u2011", "Achse", kKeep},
        // Suspended.
        Case{"KinderUnd", "Kinder-", "und", kSuspended},
        Case{"PresseUnd", "Presse-", "und", kSuspended},
        Case{"Oder", "Ein-", "oder", kSuspended},
        Case{"Bzw", "Netzwerk-", "bzw.", kSuspended},
        Case{"Bis", "zwei-", "bis", kSuspended},
        Case{"Sowie", "Bildungs-", "sowie", kSuspended},
        Case{"NumberBis", "5-", "bis", kSuspended},
        Case{"AbbreviationUnd", "IT-", "und", kSuspended},
        Case{"Comma", "Kinder-,", "Jugend-", kSpace},
        // Soft hyphens say it themselves.
        Case{"Soft", "Netz", "werk", kDrop, "", true},
        Case{"SoftBeforeUnd", "Freund", "und", kDrop, "", true},
        Case{"SoftAfterCapitals", "NETZ", "WERK", kDrop, "", true},
        // Monospaced text breaks at hyphens, not with them.
        Case{"Literal", "low-", "level", kKeep, "", false, true},
        Case{"LiteralSplitLookalike", "Netzwerk-", "koordinator", kKeep, "",
             false, true},
        // What the document prints elsewhere decides.
        Case{"PrintedWithHyphen", "low-", "level", kKeep, "low-level"},
        Case{"PrintedWithHyphenInALongerWord", "Low-", "level", kKeep,
             "Low-Level-Format"},
        Case{"PrintedWithout", "Netz-", "werk", kDrop, "Netzwerk"},
        Case{"PrintedWithoutCapitals", "NETZ-", "WERK", kDrop, "NETZWERK"},
        Case{"PrintedAmongSlashes", "Netz-", "werk", kDrop, "Verein/Netzwerk,"},
        Case{"PrintedSplitPrinted", "Online-", "beratung", kKeep,
             "„Online-Beratung“"}),
    [](const auto& param) { return param.param.name; });

TEST(Vocabulary, HasWordsWithoutThePunctuationAround) {
  Vocabulary vocabulary;
  vocabulary.Add("(„Netzwerk“),");
  vocabulary.Add("Verein/Bündnis.");
  EXPECT_TRUE(vocabulary.Has("Netzwerk"));
  EXPECT_TRUE(vocabulary.Has("Verein"));
  EXPECT_TRUE(vocabulary.Has("Bündnis"));
  EXPECT_FALSE(vocabulary.Has("Netz"));
  EXPECT_FALSE(vocabulary.Has(""));
  vocabulary.Add("Al Öl Öle");
  EXPECT_FALSE(vocabulary.Has("Al"));
  EXPECT_FALSE(vocabulary.Has("Öl")) << "two letters";
  EXPECT_TRUE(vocabulary.Has("Öle"));
}

TEST(Vocabulary, HasPairsOfNeighbouringParts) {
  Vocabulary vocabulary;
  vocabulary.Add("Low-Level-Format");
  EXPECT_TRUE(vocabulary.HasPair("low", "level"));
  EXPECT_TRUE(vocabulary.HasPair("Level", "Format"));
  EXPECT_FALSE(vocabulary.HasPair("Low", "Format"));
  EXPECT_FALSE(vocabulary.HasPair("Level", "Low"));
}

TEST(Hyphens, AreThreeCharacters) {
  EXPECT_TRUE(IsHyphen(U'-') && IsHyphen(U'\u2010') && IsHyphen(U'\u2011'));
  EXPECT_FALSE(IsHyphen(U'–') || IsHyphen(U'—') || IsHyphen(U'\u00AD') ||
               IsHyphen(U'−'));
}

}  // namespace
}  // namespace bmas
