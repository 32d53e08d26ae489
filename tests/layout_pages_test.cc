// layout/: what page ends cut, what pages repeat, and tables.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/sheet.h"

namespace bmas {
namespace {

using testing::ElementsAre;

TEST(LayoutOfPages, RunningHeadersFootersAndPageNumbersAreFurniture) {
  Sheet sheet;
  for (int page = 1; page <= 3; ++page) {
    if (page > 1) sheet.NextPage();
    sheet.Size(8).Line(72, 40, "Otterpreis 2021 - Information der Stadt Aue");
    sheet.Size(10);
    for (int i = 0; i < 3; ++i) sheet.Lines(72, 200 + 50 * i, kOtters);
    sheet.Size(8).Line(280, 810, "Seite " + std::to_string(page) + " von 3");
  }
  const CleanText text = Read(sheet);
  EXPECT_EQ(text.Text().find("Otterpreis"), std::string::npos);
  EXPECT_EQ(text.Text().find("Seite"), std::string::npos);
  EXPECT_THAT(FurnitureOf(text),
              testing::UnorderedElementsAre(
                  "1: Otterpreis 2021 - Information der Stadt Aue",
                  "2: Otterpreis 2021 - Information der Stadt Aue",
                  "3: Otterpreis 2021 - Information der Stadt Aue",
                  "1: Seite 1 von 3", "2: Seite 2 von 3", "3: Seite 3 von 3"));
}

TEST(LayoutOfPages, AWordGoesOnPastANoteAtThePageEnd) {
  for (const std::string mark : {"* ", ""}) {
    Sheet sheet;
    sheet.Lines(72, 700, kOtters);
    sheet.Line(72, 745,
               "Der Otter lebt am Fluss und baut dort seine Wege durch das "
               "hohe Gras und Netz-");
    sheet.Size(8).Line(72, 765, mark + "Den Preis stiftet die Stadt Aue.");
    sheet.NextPage();
    sheet.Size(10).Line(72, 60, "werke am See. Er ist dort allein.");
    EXPECT_NE(Read(sheet).Text().find("hohe Gras und Netzwerke am See."),
              std::string::npos)
        << mark;
  }
}

TEST(LayoutOfPages, AParagraphGoesOnOverThePageEnd) {
  Sheet sheet;
  sheet.Lines(72, 760,
              {"Der Otter lebt am Fluss und baut dort seine Wege durch das "
               "hohe Gras und Netz-"});
  sheet.Line(290, 810, "1");
  sheet.NextPage();
  sheet.Lines(72, 80, {"werke im Schilf. Am Morgen kehrt er dann heim."});
  sheet.Line(290, 810, "2");
  EXPECT_EQ(Read(sheet).Text(),
            "Der Otter lebt am Fluss und baut dort seine Wege durch das hohe "
            "Gras und Netzwerke im Schilf. Am Morgen kehrt er dann heim.");
}

TEST(LayoutOfPages, AListGoesOnOverThePageEnd) {
  Sheet sheet;
  sheet.Lines(72, 650, kOtters);
  sheet.Line(72, 720, "• Otterwerk eG").Line(72, 734, "• Nord Kollektiv");
  sheet.Line(280, 810, "Seite 1 von 2");
  sheet.NextPage();
  sheet.Line(72, 80, "• Forum Aue").Line(72, 94, "• Region Au-Achse");
  sheet.Lines(72, 130, kOtters);
  sheet.Line(280, 810, "Seite 2 von 2");
  EXPECT_THAT(Blocks(Read(sheet)),
              ElementsAre("paragraph: " + kOttersText,
                          "list: Otterwerk eG / Nord Kollektiv / Forum Aue / "
                          "Region Au-Achse",
                          "paragraph: " + kOttersText));
}

TEST(LayoutOfPages, ARuledTableHasRowsOfCells) {
  Sheet sheet;
  sheet.Lines(72, 150, kOtters);
  sheet.Grid({70, 200, 350, 500}, {200, 220, 240, 260});
  const std::vector<Strings> rows{{"Kategorie", "Preisträger", "Ort"},
                                  {"Handwerk", "Otterwerk eG", "Aue"},
                                  {"Jugend", "Nord Kollektiv", "Bad Au"}};
  for (std::size_t r = 0; r < 3; ++r) {
    for (std::size_t c = 0; c < 3; ++c) {
      const std::vector<double> xs{75, 205, 355};
      sheet.Line(xs[c], 214 + 20 * static_cast<double>(r), rows[r][c]);
    }
  }
  const CleanText text = Read(sheet);
  EXPECT_THAT(
      Blocks(text),
      ElementsAre("paragraph: " + kOttersText,
                  "table: Kategorie | Preisträger | Ort / Handwerk | "
                  "Otterwerk eG | Aue / Jugend | Nord Kollektiv | Bad Au"));
  EXPECT_NE(text.Text().find("Handwerk\tOtterwerk eG\tAue\nJugend"),
            std::string::npos);
}

}  // namespace
}  // namespace bmas
