// Title, sub-title and kicker, told by where they stand and by their type.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/sheet.h"

namespace bmas {
namespace {

using testing::Contains;
using testing::Not;

const std::string kTitle = "Otterpreis geht an fünf Vereine";
const std::string kSub = "Ministerin ehrt Nachbarn im ganzen Land";

Sheet Head() {
  Sheet sheet;
  sheet.Size(13).Font(1).Line(72, 60, "Pressemitteilung");
  return sheet;
}

TEST(Headlines, AShortLineBelowTheHeadlineIsItsSubtitle) {
  for (const double size : {8.0, 10.0, 12.0}) {
    Sheet sheet = Head();
    sheet.Size(16).Font(1).Line(72, 100, kTitle);
    sheet.Size(size).Font(0).Line(72, 118, kSub);
    sheet.Size(10).Lines(72, 150, kOtters);
    EXPECT_THAT(Blocks(Read(sheet)), Contains("heading: " + kSub)) << size;
  }
}

TEST(Headlines, ALineAboveTheHeadlineIsAKicker) {
  Sheet sheet = Head();
  sheet.Size(10).Font(0).Line(72, 100, kSub);
  sheet.Size(16).Font(1).Line(72, 120, kTitle);
  sheet.Size(10).Font(0).Lines(72, 150, kOtters);
  EXPECT_THAT(Blocks(Read(sheet)), Contains("heading: " + kSub));
}

TEST(Headlines, WhatTellsWhereAndWhenIsNoKicker) {
  for (const std::string line :
       {"Aue, den 3. Mai 2021", "Sperrfrist: heute Mittag um zwölf",
        "Referat Presse"}) {
    Sheet sheet = Head();
    sheet.Size(10).Font(0).Line(72, 100, line);
    sheet.Size(16).Font(1).Line(72, 120, kTitle);
    sheet.Size(10).Font(0).Lines(72, 150, kOtters);
    EXPECT_THAT(Blocks(Read(sheet)), Not(Contains("heading: " + line)));
  }
}

TEST(Headlines, ShortParagraphsBelowHeadingsInTheTextAreText) {
  Sheet sheet = Head();
  sheet.Size(16).Font(1).Line(72, 100, kTitle);
  sheet.Size(10).Font(0).Lines(72, 150, kOtters);
  sheet.Size(12).Font(1).Line(72, 220, "Die Feier im Rathaus");
  sheet.Size(10).Font(0).Line(72, 240, "Ida Kern aus Aue am Fluss");
  sheet.Lines(72, 270, kOtters);
  EXPECT_THAT(Blocks(Read(sheet)),
              Contains("paragraph: Ida Kern aus Aue am Fluss"));
}

TEST(Headlines, AFirstParagraphIsNoSubtitle) {
  Sheet sheet = Head();
  sheet.Size(16).Font(1).Line(72, 100, kTitle);
  sheet.Size(10).Font(0).Line(72, 130, "Der Preis geht nach Aue.");
  sheet.Lines(72, 160, kOtters);
  EXPECT_THAT(Blocks(Read(sheet)),
              Contains("paragraph: Der Preis geht nach Aue."));
}

std::vector<std::string> RemarksOf(const std::vector<std::string>& mastheads) {
  Sheet sheet;
  double y = 60;
  for (const std::string& masthead : mastheads) {
    sheet.Size(13).Font(1).Line(72, y, masthead);
    sheet.Size(16).Line(72, y + 40, kTitle);
    sheet.Size(10).Font(0).Lines(72, y + 80, kOtters);
    y += 200;
  }
  std::vector<std::string> codes;
  for (const Remark& remark : Read(sheet).remarks) codes.push_back(remark.code);
  return codes;
}

TEST(Headlines, ASecondReleaseIsSaid) {
  EXPECT_THAT(RemarksOf({"Pressemitteilung Nr. 3", "Pressemitteilung Nr. 4"}),
              testing::ElementsAre("several-releases"));
  EXPECT_THAT(RemarksOf({"Pressemitteilung Nr. 3"}), testing::IsEmpty());
}

}  // namespace
}  // namespace bmas
