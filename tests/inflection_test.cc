// text/inflection.h, with the shipped lexicon: two forms, one word.

#include "pipeline/text/inflection.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/support.h"

namespace bmas {
namespace {

const Lexicon& German() { return ShippedRules().lexicon; }

TEST(Stem, IsOneForAllFormsOfAWord) {
  const std::vector<std::vector<std::string>> families{
      {"Netzwerk", "Netzwerke", "Netzwerken", "Netzwerkes", "Netzwerks"},
      {"Preisträger", "Preisträgerin", "Preisträgerinnen", "Preisträgern",
       "Preisträgers", "Preisträger/in", "Preisträger:innen",
       "Preisträger*innen", "PREISTRÄGER", "Preisträger/-innen",
       "Preisträger(innen)", "PreisträgerInnen"},
      {"Preis", "Preise", "Preises", "Preisen"},
      {"Netzwerkkoordinator", "Netzwerkkoordinatorin", "Netzwerkkoordinatoren",
       "Netzwerkkoordinator/in"},
      {"innovative", "innovatives", "innovativen", "innovativer", "innovativem",
       "Innovatives"},
      {"Medaille", "Medaillen"},
  };
  for (const auto& family : families) {
    for (const std::string& word : family) {
      EXPECT_EQ(Stem(word, German()), Stem(family[0], German())) << word;
    }
  }
}

TEST(Stem, DiffersForDifferentWords) {
  const std::vector<std::string> words{"Netzwerk", "Netz", "Koordinator",
                                       "Preis",    "Team", "Projekt",
                                       "Sieger",   "Aue"};
  for (const std::string& a : words) {
    for (const std::string& b : words) {
      EXPECT_EQ(Stem(a, German()) == Stem(b, German()), a == b) << a << b;
    }
  }
}

TEST(Stem, IsStable) {
  for (const std::string word :
       {"", "n", "in", "es", "Ei", "Netzwerken", "é", "„x“", "50+"}) {
    EXPECT_EQ(Stem(word, German()), Stem(word, German()));
  }
  EXPECT_FALSE(Stem("es", German()).empty()) << "a word is not only an ending";
  EXPECT_FALSE(Stem("in", German()).empty());
}

TEST(Stem, CountsUmlautsOnce) {
  EXPECT_EQ(Stem("Ale", German()), "ale") << "two letters are no stem";
  EXPECT_EQ(Stem("Öle", German()), "öle");
  EXPECT_EQ(Stem("Übe", German()), "übe");
}

struct Names {
  const char* name;
  std::string a, b;
  bool same;
};

std::ostream& operator<<(std::ostream& out, const Names& n) {
  return out << n.a << " ~ " << n.b;
}

class NamesButForEndings : public testing::TestWithParam<Names> {};

TEST_P(NamesButForEndings, AreTold) {
  const Names& given = GetParam();
  EXPECT_EQ(SameButForEndings(given.a, given.b, German()), given.same);
  EXPECT_EQ(SameButForEndings(given.b, given.a, German()), given.same);
  EXPECT_TRUE(SameButForEndings(given.a, given.a, German()));
}

INSTANTIATE_TEST_SUITE_P(
    Inflection, NamesButForEndings,
    testing::Values(
        Names{"Genitive", "Deutschen Sozialpreises", "Deutscher Sozialpreis",
              true},
        Names{"Dative", "Deutschem Sozialpreis", "Deutsche Sozialpreise", true},
        Names{"Plural", "Innovative Netzwerke", "Innovatives Netzwerk", true},
        Names{"Case", "AUER FÖRDERPREIS", "Auer Förderpreis", true},
        Names{"OtherAdjective", "Deutscher Sozialpreis",
              "Bayerischer Sozialpreis", false},
        Names{"OtherNoun", "Deutscher Sozialpreis", "Deutscher Umweltpreis",
              false},
        Names{"OneMore", "Deutscher Sozialpreis", "Deutscher Sozialpreis Nord",
              false},
        Names{"OneLess", "Sozialpreis", "Deutscher Sozialpreis", false},
        Names{"Empty", "", "Sozialpreis", false},
        Names{"OtherNumber", "Netzwerk 50", "Netzwerk 60", false}),
    [](const auto& param) { return param.param.name; });

struct Inflected {
  const char* name;
  std::string printed, nominative;
};

std::ostream& operator<<(std::ostream& out, const Inflected& i) {
  return out << i.printed;
}

class NominativeOf : public testing::TestWithParam<Inflected> {};

TEST_P(NominativeOf, IsTheNamesOwnForm) {
  EXPECT_EQ(Nominative(GetParam().printed, German()), GetParam().nominative);
  EXPECT_EQ(Nominative(GetParam().nominative, German()), GetParam().nominative);
}

INSTANTIATE_TEST_SUITE_P(
    Inflection, NominativeOf,
    testing::Values(
        Inflected{"Genitive", "Deutschen Sozialpreises",
                  "Deutscher Sozialpreis"},
        Inflected{"Accusative", "Deutschen Sozialpreis",
                  "Deutscher Sozialpreis"},
        Inflected{"Already", "Deutscher Sozialpreis", "Deutscher Sozialpreis"},
        Inflected{"NounAlone", "Sozialpreises", "Sozialpreis"},
        Inflected{"Preis", "Preises", "Preis"},
        Inflected{"TwoAdjectives", "Großen Deutschen Sozialpreises",
                  "Großer Deutscher Sozialpreis"},
        Inflected{"Feminine", "Goldenen Medaille", "Goldene Medaille"},
        Inflected{"FeminineCompound", "Silbernen Ehrenmedaille",
                  "Silberne Ehrenmedaille"},
        Inflected{"FeminineEnding", "Besonderen Auszeichnung",
                  "Besondere Auszeichnung"},
        Inflected{"Neuter", "Blauen Siegels", "Blaues Siegel"},
        Inflected{"NeuterCross", "Silbernen Verdienstkreuzes",
                  "Silbernes Verdienstkreuz"},
        Inflected{"TownAdjectiveStays", "Auer Förderpreises",
                  "Auer Förderpreis"},
        Inflected{"TownOnEn", "Münchener Preises", "Münchener Preis"},
        Inflected{"WhatFollowsStays", "Deutschen Preises für Aue",
                  "Deutscher Preis für Aue"},
        Inflected{"NameInHyphens", "Ida-Kern-Preises", "Ida-Kern-Preis"},
        Inflected{"UnknownHead", "Starken Netzes", "Starken Netzes"},
        Inflected{"UnknownAlone", "Otterwerks", "Otterwerks"},
        Inflected{"Empty", "", ""}),
    [](const auto& param) { return param.param.name; });

}  // namespace
}  // namespace bmas
