// layout/: tables with merged and empty cells, and tables without rulings told
// from columns of text and of lists.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/sheet.h"

namespace bmas {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;

// Cells at `xs`, rows `step` apart; "" is an empty cell.
void Rows(Sheet* sheet, const std::vector<double>& xs, double y, double step,
          const std::vector<Strings>& rows) {
  for (const Strings& row : rows) {
    for (std::size_t c = 0; c < row.size(); ++c) {
      if (!row[c].empty()) sheet->Line(xs[c], y, row[c]);
    }
    y += step;
  }
}

TEST(LayoutOfTables, ACellMergedOverRowsBelongsToTheFirst) {
  for (const double middle : {216.0, 222.0, 231.0}) {
    Sheet sheet;
    sheet.Ruling(70, 190, 70, 235).Ruling(170, 190, 170, 235);
    sheet.Ruling(330, 190, 330, 235);
    sheet.Ruling(70, 190, 330, 190).Ruling(70, 205, 330, 205);
    sheet.Ruling(170, 220, 330, 220).Ruling(70, 235, 330, 235);
    sheet.Line(75, 201, "Art").Line(175, 201, "Name");
    sheet.Line(75, middle, "Wohnen");
    sheet.Line(175, 216, "Otterwerk eG").Line(175, 231, "Forum Aue");
    EXPECT_THAT(
        Blocks(Read(sheet)),
        Contains("table: Art | Name / Wohnen | Otterwerk eG /  | Forum Aue"))
        << middle;
  }
}

TEST(LayoutOfTables, EmptyCellsKeepTheirPlace) {
  Sheet sheet;
  sheet.Grid({70, 170, 270, 370}, {190, 205, 220, 235});
  Rows(&sheet, {75, 175, 275}, 201, 15,
       {{"Art", "Name", "Ort"}, {"", "Ida Kern", "Aue"}, {"Bau", "Max Rohr"}});
  EXPECT_THAT(Blocks(Read(sheet)),
              Contains("table: Art | Name | Ort /  | Ida Kern | Aue / Bau | "
                       "Max Rohr | "));
}

TEST(LayoutOfTables, ThreeAlignedColumnsAreATableWithoutRulings) {
  Sheet sheet;
  sheet.Lines(72, 100, kOtters);
  sheet.Line(72, 160, "Die Preise gehen an:");
  Rows(&sheet, {72, 180, 330}, 176, 16,
       {{"Art", "Name", "Ort"},
        {"Wohnen", "Otterwerk eG", "Husum"},
        {"Wohnen", "Forum Aue", "Aue"},
        {"Bauen", "Nord Kollektiv am Fluss", "Kiel"}});
  sheet.Lines(72, 260, kOtters);
  const CleanText text = Read(sheet);
  EXPECT_THAT(Blocks(text),
              Contains("table: Art | Name | Ort / Wohnen | Otterwerk eG | "
                       "Husum / Wohnen | Forum Aue | Aue / Bauen | Nord "
                       "Kollektiv am Fluss | Kiel"));
  EXPECT_THAT(Blocks(text), Contains("paragraph: Die Preise gehen an:"));
  EXPECT_THAT(Blocks(text), Contains("paragraph: " + kOttersText));
}

TEST(LayoutOfTables, ACategoryOverSeveralRowsLeavesThemApart) {
  for (const double lower : {0.0, 8.0}) {  // at its first row, or between two
    Sheet sheet;
    Rows(&sheet, {72, 180, 330}, 176, 16,
         {{"Art", "Name", "Ort"},
          {"", "Otterwerk eG", "Husum"},
          {"", "Forum Aue", "Aue"},
          {"Bauen", "Nord Kollektiv", "Kiel"}});
    sheet.Line(72, 192 + lower, "Wohnen");
    EXPECT_THAT(Blocks(Read(sheet)),
                Contains("table: Art | Name | Ort / Wohnen | Otterwerk eG | "
                         "Husum /  | Forum Aue | Aue / Bauen | Nord Kollektiv "
                         "| Kiel"))
        << lower;
  }
}

TEST(LayoutOfTables, ACellOnTwoLinesIsOneCell) {
  Sheet sheet;
  Rows(&sheet, {72, 180, 330}, 176, 18,
       {{"Art", "Name", "Ort"},
        {"Wohnen", "Otterwerk für das", "Husum"},
        {"Bauen", "Forum Aue", "Aue"},
        {"Bauen", "Nord Kollektiv", "Kiel"}});
  sheet.Line(180, 205, "ganze Land eG");
  EXPECT_THAT(Blocks(Read(sheet)),
              Contains("table: Art | Name | Ort / Wohnen | Otterwerk für das "
                       "ganze Land eG | Husum / Bauen | Forum Aue | Aue / "
                       "Bauen | Nord Kollektiv | Kiel"));
}

TEST(LayoutOfTables, TwoColumnsAreATableWhereOneSaysMoreOfTheOther) {
  Sheet sheet;
  Rows(&sheet, {72, 330}, 176, 16,
       {{"Otterwerk am Fluss eG", "Aue"},
        {"Forum für das Auetal", "Kiel"},
        {"Nord Kollektiv e. V.", "Aue"}});
  EXPECT_THAT(Blocks(Read(sheet)),
              Contains("table: Otterwerk am Fluss eG | Aue / Forum für das "
                       "Auetal | Kiel / Nord Kollektiv e. V. | Aue"));
}

TEST(LayoutOfTables, RanksThatCountMakeATable) {
  Sheet sheet;
  Rows(&sheet, {72, 330}, 176, 16,
       {{"1. Platz", "Ida Kern"},
        {"2. Platz", "Max Rohr"},
        {"3. Platz", "Eva Aue"}});
  EXPECT_THAT(
      Blocks(Read(sheet)),
      Contains("table: 1. Platz | Ida Kern / 2. Platz | Max Rohr / 3. Platz | "
               "Eva Aue"));
}

TEST(LayoutOfTables, AListInTwoColumnsIsNoTable) {
  Sheet sheet;
  sheet.Lines(72, 100, kOtters);
  Rows(&sheet, {72, 330}, 176, 16,
       {{"Otterwerk eG", "Kern & Rohr GmbH"},
        {"Nord Kollektiv", "Hin und Her e. V."},
        {"Region Au-Achse", "Forum Aue"}});
  const CleanText text = Read(sheet);
  EXPECT_THAT(text.Text(), Not(HasSubstr("\t")));
  EXPECT_LT(text.Text().find("Region Au-Achse"), text.Text().find("Kern &"));
}

TEST(LayoutOfTables, AddressesBesideEachOtherAreNoTable) {
  Sheet sheet;
  sheet.Font(1).Line(72, 176, "Pressekontakt").Line(330, 176, "Auskunft");
  sheet.Font(0);
  Rows(&sheet, {72, 330}, 190, 14,
       {{"Ida Kern", "Otterforum"},
        {"Tel.: 030 123456", "Tel.: 030 654321"},
        {"10178 Aue", "10178 Aue"}});
  const CleanText text = Read(sheet);
  EXPECT_THAT(text.Text(), Not(HasSubstr("\t")));
  EXPECT_LT(text.Text().find("030 123456"), text.Text().find("Otterforum"));
}

}  // namespace
}  // namespace bmas
