// layout/: places on pages to text in reading order.

#include "pipeline/layout/layout.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/sheet.h"
#include "tests/support.h"

namespace bmas {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Layout, NothingGivesNothing) {
  const CleanText text = Read(Sheet());
  EXPECT_EQ(text.Text(), "");
  EXPECT_THAT(text.blocks, IsEmpty());
}

TEST(Layout, LinesOfAParagraphAreOneLine) {
  const CleanText text = Read(Sheet().Lines(72, 200, kOtters));
  EXPECT_THAT(Blocks(text), ElementsAre("paragraph: " + kOttersText));
  EXPECT_TRUE(text.has_boxes);
}

TEST(Layout, FramesLateInTheStreamComeWhereTheyStand) {
  Sheet sheet;
  sheet.Lines(72, 200, kOtters);
  sheet.Size(16).Line(72, 130, "Auer Otter erhält einen Preis");
  sheet.Size(20).Line(72, 80, "Pressemitteilung");
  const CleanText text = Read(sheet);
  EXPECT_EQ(
      text.Text(),
      "Pressemitteilung\n\nAuer Otter erhält einen Preis\n\n" + kOttersText);
  EXPECT_TRUE(text.blocks.at(0).masthead);
  EXPECT_FALSE(text.blocks.at(1).masthead);
}

TEST(Layout, LargerTypeIsAHeading) {
  Sheet sheet;
  sheet.Size(15).Line(72, 150, "Auer Otter erhält einen Preis");
  sheet.Size(10).Lines(72, 200, kOtters);
  EXPECT_THAT(Blocks(Read(sheet)),
              ElementsAre("heading: Auer Otter erhält einen Preis",
                          "paragraph: " + kOttersText));
}

TEST(Layout, LinesNarrowerThanTheHeadlineAreJoined) {
  Sheet sheet;
  sheet.Size(16).Line(72, 100, "Otterpreis 2021 geht nach Aue und an den See");
  sheet.Size(10);
  sheet.Lines(
      72, 160,
      {"Mit dem Preis wurden Ida Kern und",
       "ihr Nachbar Max Rohr geehrt. Beide", "wohnen seit Jahren am Fluss."});
  EXPECT_THAT(Blocks(Read(sheet)),
              testing::Contains(
                  "paragraph: Mit dem Preis wurden Ida Kern und ihr Nachbar "
                  "Max Rohr geehrt. Beide wohnen seit Jahren am Fluss."));
}

TEST(Layout, LinesThatTheirAuthorEndedStayApartBelowAHeadline) {
  Sheet sheet;
  sheet.Size(16).Line(72, 100, "Otterpreis 2021 geht nach Aue und an den See");
  sheet.Size(10);
  sheet.Lines(72, 160, {"Ida Kern", "c/o Otterwerk eG", "am Ufer 7, Aue"});
  EXPECT_THAT(
      Blocks(Read(sheet)),
      testing::Contains("lines: Ida Kern / c/o Otterwerk eG / am Ufer 7, Aue"));
}

TEST(Layout, LinesOfANarrowAddressStayApart) {
  Sheet sheet;
  sheet.Lines(72, 100, kOtters);
  sheet.Lines(72, 200,
              {"Ministerium für Otter", "Ida Kern", "Uferweg 7, 10117 Aue"});
  sheet.Lines(330, 200,
              {"Otterforum e. V.", "Max Rohr", "Am Berg 3, 14467 Au"});
  EXPECT_THAT(
      Blocks(Read(sheet)),
      testing::IsSupersetOf(
          {"lines: Ministerium für Otter / Ida Kern / Uferweg 7, 10117 "
           "Aue",
           "lines: Otterforum e. V. / Max Rohr / Am Berg 3, 14467 Au"}));
}

TEST(Layout, AHeadingThatEndsOverAColumnIsOne) {
  for (const double right : {320.0, 240.0}) {  // two columns, or three
    Sheet sheet;
    sheet.Size(16).Font(1);
    sheet.Lines(72, 150, {"Zwei Otter am Fluss erhalten heute einen", "Preis"});
    sheet.Size(10).Font(0);
    for (double x = 72; x < 500; x += right - 72) {
      sheet.Lines(x, 200,
                  {"Der Otter lebt am Fluss und", "baut dort seine Wege im",
                   "Gras. Er ist dort allein."});
    }
    EXPECT_EQ(Blocks(Read(sheet)).front(),
              "heading: Zwei Otter am Fluss erhalten heute einen Preis")
        << right;
  }
}

TEST(Layout, BolderTypeIsAHeading) {
  Sheet sheet;
  sheet.Font(1).Line(72, 175, "Auer Otter erhält einen Preis");
  sheet.Font(0).Lines(72, 200, kOtters);
  EXPECT_THAT(Blocks(Read(sheet)),
              ElementsAre("heading: Auer Otter erhält einen Preis",
                          "paragraph: " + kOttersText));
}

TEST(Layout, ColumnsAreReadOneAfterTheOther) {
  Sheet sheet;
  sheet.Size(15).Line(72, 150, "Zwei Otter am Fluss erhalten einen Preis");
  sheet.Size(10);
  const Strings left{"Der erste Otter lebt am Fluss und",
                     "baut dort seine Wege im Gras und",
                     "im Schilf. Dort ist er allein."};
  const Strings right{"Der zweite Otter wohnt am See im",
                      "Wald und sucht nachts nach einem",
                      "Fisch. Auch er ist dort allein."};
  for (std::size_t i = 0; i < 3; ++i) {  // drawn across, read down
    const double y = 200 + 12 * static_cast<double>(i);
    sheet.Line(72, y, left[i]).Line(320, y, right[i]);
  }
  EXPECT_THAT(
      Blocks(Read(sheet)),
      ElementsAre("heading: Zwei Otter am Fluss erhalten einen Preis",
                  "paragraph: Der erste Otter lebt am Fluss und baut dort "
                  "seine Wege im Gras und im Schilf. Dort ist er allein.",
                  "paragraph: Der zweite Otter wohnt am See im Wald und sucht "
                  "nachts nach einem Fisch. Auch er ist dort allein."));
}

TEST(Layout, AListInTwoColumnsKeepsItsOrder) {
  Sheet sheet;
  sheet.Line(72, 180, "Die Preise gehen an:");
  const Strings left{"Otterwerk eG", "Nord Kollektiv", "Region Au-Achse"};
  const Strings right{"Kern & Rohr GmbH", "Hin und Her e. V.", "Forum Aue"};
  for (std::size_t i = 0; i < 3; ++i) {
    const double y = 200 + 14 * static_cast<double>(i);
    sheet.Line(72, y, "• " + left[i]).Line(320, y, "• " + right[i]);
  }
  Strings items;
  const CleanText text = Read(sheet);
  for (const TextBlock& block : text.blocks) {
    if (block.kind != BlockKind::kList) continue;
    for (const TextLine& line : block.lines) {
      items.emplace_back(text.Slice(line.span));
    }
  }
  EXPECT_THAT(
      items, ElementsAre("Otterwerk eG", "Nord Kollektiv", "Region Au-Achse",
                         "Kern & Rohr GmbH", "Hin und Her e. V.", "Forum Aue"));
}

TEST(Layout, BulletsDrawnAsAColumnBelongToTheTextsBesideThem) {
  Sheet sheet;
  sheet.Line(72, 180, "Die Preise gehen an:");
  for (int i = 0; i < 3; ++i) sheet.Line(80, 200 + 14 * i, "•");
  sheet.Line(98, 200, "Otterwerk eG");
  sheet.Line(98, 214, "Nord Kollektiv");
  sheet.Line(98, 228, "Forum Aue");
  EXPECT_THAT(Blocks(Read(sheet)),
              ElementsAre("paragraph: Die Preise gehen an:",
                          "list: Otterwerk eG / Nord Kollektiv / Forum Aue"));
}

TEST(Layout, AnItemOnTwoLinesIsOneItem) {
  Sheet sheet;
  sheet.Lines(72, 150, kOtters);
  sheet.Line(80, 200, "•")
      .Line(92, 200,
            "Bündnis für Arbeit und Familie in der großen Region des Auetals "
            "und der");
  sheet.Line(92, 212, "Nachbarschaft e. V.");
  sheet.Line(80, 226, "•").Line(92, 226, "Nord Kollektiv");
  EXPECT_THAT(Blocks(Read(sheet)),
              ElementsAre("paragraph: " + kOttersText,
                          "list: Bündnis für Arbeit und Familie in der großen "
                          "Region des Auetals und der Nachbarschaft e. V. / "
                          "Nord Kollektiv"));
}

TEST(Layout, LettersBesideTheBodyAreALetterhead) {
  Sheet sheet;
  Strings body;
  for (int i = 0; i < 4; ++i) {
    body.insert(body.end(),
                {"Der Otter lebt am Fluss und baut dort seine Wege",
                 "durch das hohe Gras und durch das Schilf im See."});
  }
  sheet.Size(10).Lines(72, 200, body);
  sheet.Size(7);
  const Strings labels{"HAUSANSCHRIFT", "TEL", "FAX", "E-MAIL"};
  const Strings values{"Uferweg 1, 10178 Aue", "+49 30 12345-0",
                       "+49 30 12345-9", "presse@aue.example"};
  for (std::size_t i = 0; i < labels.size(); ++i) {
    sheet.Line(400, 200 + 14 * static_cast<double>(i), labels[i]);
  }
  for (std::size_t i = 0; i < values.size(); ++i) {
    sheet.Line(470, 200 + 14 * static_cast<double>(i), values[i]);
  }
  const CleanText text = Read(sheet);
  EXPECT_THAT(Blocks(text),
              testing::Contains(
                  "letterhead: HAUSANSCHRIFT | Uferweg 1, 10178 Aue / TEL | "
                  "+49 30 12345-0 / FAX | +49 30 12345-9 / E-MAIL | "
                  "presse@aue.example"));
  for (const std::string& line : body) {
    EXPECT_NE(text.Text().find(line), std::string::npos);
  }
}

TEST(Layout, WideSpacesOfJustifiedLinesAreSpaces) {
  Sheet sheet;
  sheet.Lines(72, 200, {kOtters[0]});
  sheet.Spaces(1.2).Line(
      72, 212, "und geht dann heute mit den anderen drei Ottern froh heim und");
  sheet.Spaces(0.25).Lines(72, 224, {kOtters[1], kOtters[2]});
  EXPECT_EQ(Read(sheet).blocks.size(), 1U);
  EXPECT_NE(
      Read(sheet).Text().find("mit den anderen drei Ottern froh heim und Er"),
      std::string::npos);
}

TEST(Layout, SpacedLettersAreAWord) {
  Sheet sheet;
  sheet.Spaces(0.4).Size(18).Line(72, 80, "P r e s s e m i t t e i l u n g");
  sheet.Spaces(0.25).Size(10).Lines(72, 200, kOtters);
  const CleanText text = Read(sheet);
  EXPECT_EQ(text.Text(), "Pressemitteilung\n\n" + kOttersText);
  EXPECT_TRUE(text.blocks.at(0).masthead);
}

TEST(Layout, SidewaysTextIsNoPartOfTheReading) {
  Sheet sheet;
  sheet.Lines(72, 200, kOtters).Sideways(40, 300, "Stempel");
  EXPECT_EQ(Read(sheet).Text(), kOttersText);
}

TEST(Layout, SpansLeadToTheirBoxes) {
  Sheet sheet;
  sheet.Lines(72, 200, kOtters);
  const CleanText text = Read(sheet);
  const std::size_t at = text.Text().find("Schilf. Er");
  const std::vector<Box> boxes = text.Boxes({at, at + 10});
  ASSERT_EQ(boxes.size(), 2U);
  EXPECT_EQ(boxes[0].page, 1);
  EXPECT_NEAR(boxes[0].y, 192, 0.1);
  EXPECT_NEAR(boxes[0].height, 10, 0.1);
  EXPECT_NEAR(boxes[1].x, 72, 0.1);
  EXPECT_NEAR(boxes[1].width, 10, 0.1);
}

TEST(Layout, TheSameInputGivesTheSameText) {
  Sheet sheet;
  sheet.Lines(72, 200, kOtters).Line(400, 100, "Aue").Line(72, 100, "Aue");
  EXPECT_EQ(Read(sheet).Text(), Read(sheet).Text());
}

}  // namespace
}  // namespace bmas
