// layout/letterhead.h: labels and their values, beside the title and above it.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/sheet.h"

namespace bmas {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

const Strings kLabels{"HAUSANSCHRIFT", "POSTANSCHRIFT", "TEL", "FAX", "E-MAIL"};
const Strings kValues{"Uferweg 1, 10178 Aue", "11017 Aue", "+49 30 12345-0",
                      "+49 30 12345-9", "presse@aue.example"};
const std::string kRows =
    "letterhead: HAUSANSCHRIFT | Uferweg 1, 10178 Aue / POSTANSCHRIFT | 11017 "
    "Aue / TEL | +49 30 12345-0 / FAX | +49 30 12345-9 / E-MAIL | "
    "presse@aue.example";

// Issuer, title and text on the left, as a release has them.
Sheet Page() {
  Sheet sheet;
  sheet.Size(11).Font(1).Line(72, 60, "Ministerium für Otter");
  sheet.Size(16).Line(72, 100, "Otterpreis geht nach Aue");
  sheet.Size(10).Font(0).Lines(72, 250, kOtters);
  return sheet;
}

TEST(Letterhead, ValuesBesideLabelsLeaveTheTitleAlone) {
  for (const double drift : {0.0, 1.5}) {  // of the values' lines
    Sheet sheet = Page();
    for (std::size_t i = 0; i < kLabels.size(); ++i) {
      const double row = static_cast<double>(i);
      sheet.Size(6).Line(330, 60 + 11 * row, kLabels[i]);
      sheet.Size(8).Line(400, 60 + (11 + drift) * row, kValues[i]);
    }
    EXPECT_THAT(Blocks(Read(sheet)),
                ElementsAre("heading: Ministerium für Otter",
                            "heading: Otterpreis geht nach Aue", kRows,
                            "paragraph: " + kOttersText))
        << drift;
  }
}

TEST(Letterhead, AValueOnTwoLinesKeepsItsLabel) {
  Sheet sheet = Page();
  double y = 60;
  for (std::size_t i = 0; i < kLabels.size(); ++i) {
    sheet.Size(6).Line(330, y, kLabels[i]);
    if (i == 0) {
      sheet.Size(8).Line(400, y, "Uferweg 1").Line(400, y + 10, "10178 Aue");
      y += 10;
    } else {
      sheet.Size(8).Line(400, y, kValues[i]);
    }
    y += 11;
  }
  EXPECT_THAT(Blocks(Read(sheet)),
              Contains(HasSubstr("HAUSANSCHRIFT | Uferweg 1 10178 Aue / "
                                 "POSTANSCHRIFT | 11017 Aue / TEL |")));
}

TEST(Letterhead, LabelsInARowHaveTheirValuesBelow) {
  Sheet sheet = Page();
  for (std::size_t i = 0; i < 3; ++i) {
    const double x = 72 + 160 * static_cast<double>(i);
    sheet.Size(6).Line(x, 150, kLabels[i]);
    sheet.Size(8).Line(x, 160, kValues[i]);
  }
  EXPECT_THAT(Blocks(Read(sheet)),
              Contains("letterhead: HAUSANSCHRIFT | Uferweg 1, 10178 Aue / "
                       "POSTANSCHRIFT | 11017 Aue / TEL | +49 30 12345-0"));
}

TEST(Letterhead, LabelAndValueOnOneLineAreParted) {
  Sheet sheet = Page();
  for (std::size_t i = 0; i < kLabels.size(); ++i) {
    sheet.Size(8).Line(360, 60 + 11 * static_cast<double>(i),
                       kLabels[i] + " " + kValues[i]);
  }
  EXPECT_THAT(Blocks(Read(sheet)), Contains(kRows));
}

TEST(Letterhead, WordsOfATextAreNoLabels) {
  Sheet sheet = Page();
  sheet.Lines(72, 320,
              {"Telefon und Internet gehören heute dazu.",
               "Fax und Mail sind seltener geworden.",
               "Nummer und Ort stehen im Heft."});
  const CleanText text = Read(sheet);
  EXPECT_THAT(text.Text(), Not(HasSubstr("\t")));
  EXPECT_THAT(text.Text(), HasSubstr("Telefon und Internet gehören"));
}

}  // namespace
}  // namespace bmas
