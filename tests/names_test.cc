// Names in running text, with the shipped lexicon: what stays together at a
// conjunction, what stands before a person's name, and tables in text input.

#include "pipeline/text/names.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "pipeline/layout/layout.h"
#include "pipeline/text/enumeration.h"
#include "tests/support.h"

namespace bmas {
namespace {

using testing::ElementsAre;

const Lexicon& German() { return ShippedRules().lexicon; }

std::vector<std::string> Parts(const std::string& text) {
  std::vector<std::string> parts;
  for (const Span& part : SplitEnumeration(text, {0, text.size()}, German())) {
    parts.push_back(text.substr(part.begin, part.Size()));
  }
  return parts;
}

TEST(Enumeration, KeepsACoupleTogether) {
  EXPECT_THAT(Parts("Vroni und Sepp Gschwend"),
              ElementsAre("Vroni und Sepp Gschwend"));
  EXPECT_THAT(Parts("Frau Ida und Herrn Max Kern, Kiel"),
              ElementsAre("Frau Ida und Herrn Max Kern", "Kiel"));
  EXPECT_THAT(Parts("Ida Kern und Max Rohr"),
              ElementsAre("Ida Kern", "Max Rohr"));
}

TEST(Enumeration, KeepsAConjunctionInsideAName) {
  EXPECT_THAT(Parts("den Verein Hin und Her e. V. aus Kiel"),
              ElementsAre("den Verein Hin und Her e. V. aus Kiel"));
  EXPECT_THAT(Parts("Otter und Söhne KG und Barth"),
              ElementsAre("Otter und Söhne KG", "Barth"));
  EXPECT_THAT(Parts("das Zentrum für Kinder und Jugendliche"),
              ElementsAre("das Zentrum für Kinder und Jugendliche"));
  EXPECT_THAT(Parts("das Zentrum für Kinder und die Kita Watt"),
              ElementsAre("das Zentrum für Kinder", "die Kita Watt"));
}

TEST(Names, OccupationsAreToldByTheirEnding) {
  EXPECT_TRUE(TellsOccupation("Organistin", German()));
  EXPECT_TRUE(TellsOccupation("Brandmeister", German()));
  EXPECT_FALSE(TellsOccupation("Rolling", German()));
  EXPECT_FALSE(TellsOccupation("Otterwerk", German()));
}

TEST(Names, InstitutionsNamedAfterPeopleAreNoPeople) {
  EXPECT_TRUE(LooksLikePerson("Doktorandin Sunniva Aalberg", German()));
  EXPECT_TRUE(LooksLikePerson("Brandmeister a. D. Max Kern", German()));
  EXPECT_FALSE(LooksLikePerson("Kita Anna Lind", German()));
  EXPECT_FALSE(LooksLikePerson("Metzgerei Max Bauer", German()));
}

TEST(TextInput, LinesWithAsManyTabsAreRows) {
  const CleanText text = layout::FromText(
      "Ort\tPreis\nKiel\tGold\n\nTel.:\t030 1\nFax:\t030 2\n\nA\tB\n",
      German());
  ASSERT_EQ(text.blocks.size(), 3U);
  EXPECT_EQ(text.blocks[0].kind, BlockKind::kTable);
  EXPECT_EQ(text.blocks[0].lines[1].cells.size(), 2U);
  EXPECT_NE(text.blocks[1].kind, BlockKind::kTable);
  EXPECT_NE(text.blocks[2].kind, BlockKind::kTable);
}

}  // namespace
}  // namespace bmas
