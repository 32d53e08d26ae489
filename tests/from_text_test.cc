// layout::FromText: texts that another extractor wrote.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "pipeline/layout/layout.h"
#include "tests/support.h"

namespace bmas {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

CleanText Read(const std::string& text) {
  return layout::FromText(text, ShippedRules().lexicon);
}

std::vector<std::string> Blocks(const CleanText& text) {
  std::vector<std::string> out;
  for (const TextBlock& block : text.blocks) {
    std::string all = std::string(Name(block.kind)) + ": ";
    for (std::size_t i = 0; i < block.lines.size(); ++i) {
      if (i > 0) all += " / ";
      all += text.Slice(block.lines[i].span);
    }
    out.push_back(all);
  }
  return out;
}

const std::string kFirst =
    "Der Otter lebt am Fluss und baut dort seine Wege durch das hohe Gras und";
const std::string kSecond =
    "durch das Schilf. Er ist nachts wach und sucht nach Fischen, die er dann";
const std::string kThird = "am Ufer verzehrt.";
const std::string kOtters = kFirst + " " + kSecond + " " + kThird;

TEST(FromText, NothingGivesNothing) {
  for (const char* nothing : {"", "\n", " \n\n ", "\f", "\r\n\f\r\n"}) {
    EXPECT_EQ(Read(nothing).Text(), "");
    EXPECT_THAT(Read(nothing).blocks, IsEmpty());
  }
}

TEST(FromText, PageNumbersBetweenDashesOfAnyKindGo) {
  EXPECT_EQ(Read("Ida Kern\n\n– 2 –\n\n- 3 -\n").Text(), "Ida Kern");
}

TEST(FromText, LinesOfAParagraphAreJoined) {
  const CleanText text = Read(kFirst + "\n" + kSecond + "\n" + kThird + "\n");
  EXPECT_THAT(Blocks(text), ElementsAre("paragraph: " + kOtters));
  EXPECT_FALSE(text.has_boxes);
  EXPECT_THAT(text.Boxes({0, 9}), IsEmpty());
}

TEST(FromText, LinesAreJoinedAlsoBesideParagraphsThatAreLeftWhole) {
  const std::string broken = kFirst + "\n" + kSecond + "\n" + kThird;
  const CleanText text = Read(kOtters + " " + kOtters + "\n\n" + broken +
                              "\n\n" + kOtters + " " + kOtters + "\n");
  EXPECT_THAT(Blocks(text),
              ElementsAre("paragraph: " + kOtters + " " + kOtters,
                          "paragraph: " + kOtters,
                          "paragraph: " + kOtters + " " + kOtters));
}

TEST(FromText, ShortLinesBesideAWholeParagraphStayLines) {
  const std::string whole =
      "Bei großer Hitze stellten sich am Sonntag in der Stadtkirche von Aue "
      "elf Chöre aus sechs Ländern dem Urteil der Jury, und zwei hatten kurz "
      "zuvor abgesagt, weil jemand krank war.\n\n";
  const std::string list =
      "Singkreis Sankt Blasien 1971 - Silber (21 Punkte)\n"
      "Chorgemeinschaft Harmonie Groß Aue - Silber (20 Punkte)\n"
      "Otterchor - Bronze (17 Punkte)\n";
  EXPECT_THAT(Read(whole + list).Text(),
              testing::HasSubstr(list.substr(0, list.size() - 1)));
}

TEST(FromText, AWholeParagraphDoesNotGoOnInTheNextLine) {
  const CleanText text = Read(kOtters + " " + kOtters +
                              " Das sind die Preisträger:\n"
                              "Ida Kern aus Aue: 500 Euro\n"
                              "Max Rohr aus Plön: 300 Euro\n");
  EXPECT_THAT(text.Text(),
              testing::HasSubstr("Preisträger:\nIda Kern aus Aue"));
}

TEST(FromText, ADateCanBeginALineOfAParagraph) {
  const std::string broken =
      "Der Otter lebt am Fluss und baut dort seine Wege durch das Gras, am\n"
      "3. Mai zum ersten Mal und seither in jeder Nacht, bis der Schnee im\n"
      "Winter alles zudeckt.\n";
  const CleanText text =
      Read(kOtters + " " + kOtters + "\n\n" + broken + "\n" + kOtters + "\n");
  EXPECT_THAT(text.Text(), testing::HasSubstr("am 3. Mai zum ersten Mal"));
}

TEST(FromText, EmptyLinesPartParagraphs) {
  const CleanText text = Read(kFirst + "\n" + kSecond + "\n" + kThird + "\n\n" +
                              kFirst + "\n" + kSecond + "\n" + kThird + "\n");
  EXPECT_EQ(text.Text(), kOtters + "\n\n" + kOtters);
}

TEST(FromText, DoubleSpacingIsUndone) {
  const std::string paragraph = kFirst + " \n\n" + kSecond + " \n\n" + kThird;
  const CleanText text =
      Read(paragraph + " \n\n \n\n" + paragraph + " \n\n \n\n" + paragraph);
  EXPECT_EQ(text.Text(), kOtters + "\n\n" + kOtters + "\n\n" + kOtters);
}

TEST(FromText, ParagraphsThatAreOneLineEachKeepTheirEmptyLines) {
  const std::string whole = kOtters + " " + kOtters;
  std::string input = "Otter geehrt\n\nAm Ufer\n\n";
  for (int i = 0; i < 8; ++i) input += whole + "\n\n";
  const CleanText text = Read(input);
  ASSERT_GE(text.blocks.size(), 3U);
  EXPECT_EQ(Blocks(text)[0], "heading: Otter geehrt");
  EXPECT_EQ(Blocks(text)[1], "heading: Am Ufer");
  EXPECT_EQ(Blocks(text)[2], "paragraph: " + whole);
}

TEST(FromText, AHeadlineCanStandAboveTheMasthead) {
  const std::string input =
      "Otter: „Das Ufer, das uns trägt, ist ein Gewinn“\n\n"
      "Pressemitteilung Nr. 53/2019\n\nAue, 14. März 2019\n\n" +
      kOtters + " " + kOtters + "\n\n" + kOtters + "\n";
  const CleanText text = Read(input);
  EXPECT_EQ(Blocks(text)[0],
            "heading: Otter: „Das Ufer, das uns trägt, ist ein Gewinn“");
}

TEST(FromText, ShortParagraphsKeepTheirEmptyLinesToo) {
  std::string input = "Otter geehrt\n\n";
  for (int i = 0; i < 9; ++i) {
    input += "Der Otter lebt am Fluss und baut dort seine Wege.\n\n";
  }
  const CleanText text = Read(input);
  EXPECT_EQ(text.blocks.size(), 10U);
  EXPECT_EQ(Blocks(text)[0], "heading: Otter geehrt");
}

TEST(FromText, WindowsLineEndsAreLineEnds) {
  EXPECT_EQ(Read(kFirst + "\r\n" + kSecond + "\r\n" + kThird + "\r\n").Text(),
            kOtters);
}

TEST(FromText, FormFeedsAreNoText) {
  const CleanText text = Read(kFirst + "\n\f" + kSecond + "\n" + kThird);
  EXPECT_EQ(text.Text(), kOtters);
  ASSERT_FALSE(text.blocks.empty());
  EXPECT_EQ(text.blocks[0].page, 1);
}

TEST(FromText, FormFeedsCountPages) {
  const CleanText text = Read(kFirst + "\n" + kSecond + "\n" + kThird + "\n\f" +
                              kFirst + "\n" + kSecond + "\n" + kThird);
  ASSERT_EQ(text.blocks.size(), 2U);
  EXPECT_EQ(text.blocks[1].page, 2);
}

TEST(FromText, LineEndHyphensAreRead) {
  const CleanText text = Read(
      "Der Otter lebt am Fluss und baut dort in Baden-\n"
      "Württemberg seine Wege für die Kinder- und Jugend-\n"
      "hilfe durch das hohe Gras und durch die Presse-\n"
      "und Informationsämter am Ufer.\n");
  EXPECT_EQ(text.Text(),
            "Der Otter lebt am Fluss und baut dort in Baden-Württemberg seine "
            "Wege für die Kinder- und Jugendhilfe durch das hohe Gras und "
            "durch die Presse- und Informationsämter am Ufer.");
}

TEST(FromText, BulletsBeforeItemsGo) {
  const CleanText text = Read(kFirst + "\n" + kSecond + "\n" + kThird +
                              "\n\n• Otterwerk eG\n• Nord Kollektiv\n• Aue\n");
  EXPECT_THAT(Blocks(text),
              ElementsAre("paragraph: " + kOtters,
                          "list: Otterwerk eG / Nord Kollektiv / Aue"));
  EXPECT_EQ(text.Text(), kOtters + "\n\nOtterwerk eG\nNord Kollektiv\nAue");
}

TEST(FromText, BulletsAsAColumnGo) {
  const CleanText text = Read(
      "Die Preise gehen an:\n\n•\n•\n•\n"
      "Otterwerk eG\nNord Kollektiv\nForum Aue\n");
  EXPECT_EQ(text.Text().find("•"), std::string::npos);
  EXPECT_THAT(Blocks(text),
              ElementsAre("paragraph: Die Preise gehen an:",
                          "list: Otterwerk eG / Nord Kollektiv / Forum Aue"));
}

TEST(FromText, AMastheadIsTold) {
  const CleanText text =
      Read("Pressemitteilung\n\nAuer Otter erhält Preis\n\n" + kFirst + "\n" +
           kSecond + "\n" + kThird + "\n");
  ASSERT_FALSE(text.blocks.empty());
  EXPECT_TRUE(text.blocks[0].masthead);
  EXPECT_EQ(text.Slice(text.blocks[0].span), "Pressemitteilung");
}

TEST(FromText, PageNumbersAreFurniture) {
  const CleanText text = Read(kFirst + "\n\nSeite 1 von 2\n\f" + kSecond +
                              "\n" + kThird + "\n\nSeite 2 von 2\n");
  EXPECT_EQ(text.Text(), kOtters);
  ASSERT_EQ(text.furniture.size(), 2U);
  EXPECT_EQ(text.furniture[0].text, "Seite 1 von 2");
  EXPECT_EQ(text.furniture[1].page, 2);
}

TEST(FromText, SourcePointsAreThoseOfTheInput) {
  const std::string input = "\r\n  fu\u0308r   die\u00A0Auer \uFB01nden\n";
  const CleanText text = Read(input);
  EXPECT_EQ(text.Text(), "für die Auer finden");
  const std::u32string points = ToPoints(input);
  const auto source = [&](const std::string& word) {
    const std::size_t at = text.Text().find(word);
    const SourceSpan span = text.Source({at, at + word.size()});
    std::string out;
    for (std::size_t i = span.begin; i < span.end; ++i) {
      AppendCodePoint(out, points.at(i));
    }
    return out;
  };
  EXPECT_EQ(source("für"), "fu\u0308r");
  EXPECT_EQ(source("die Auer"), "die\u00A0Auer");
  EXPECT_EQ(source("finden"), "\uFB01nden");
  EXPECT_EQ(source("Auer"), "Auer");
}

}  // namespace
}  // namespace bmas
