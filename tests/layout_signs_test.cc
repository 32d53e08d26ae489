// layout/: signs in the text that are no words of it: marks of notes, bullets
// of all kinds, spaced letters.

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

TEST(LayoutOfSigns, RaisedMarksOfNotesAreNoPartOfTheirWords) {
  for (const double raise : {3.0, 3.6, 4.5}) {
    Sheet sheet;
    sheet.Lines(72, 150, kOtters);
    sheet.Line(72, 200, "Den Preis bekam Ida Kern");
    sheet.Size(6).Line(72 + 24 * 5 - 4 * 2.5, 200 - raise, "1");
    sheet.Size(10).Line(72, 212, "am 3. Mai 2021.");
    const CleanText text = Read(sheet);
    EXPECT_THAT(text.Text(), HasSubstr("Ida Kern\nam 3. Mai 2021.")) << raise;
    EXPECT_EQ(text.blocks.size(), 2U) << raise;
  }
}

TEST(LayoutOfSigns, PowersStay) {
  Sheet sheet;
  sheet.Line(72, 200, "Das Haus hat 300 m");
  sheet.Size(6).Line(72 + 18 * 5 - 4 * 2.5, 197, "2");
  EXPECT_EQ(Read(sheet).Text(), "Das Haus hat 300 m2");
}

TEST(LayoutOfSigns, FootnotesStandAtTheEndAndInNoBlock) {
  Sheet sheet;
  sheet.Lines(72, 150, kOtters);
  sheet.Size(5).Line(72, 697, "1");
  sheet.Size(8).Line(77, 700, "Träger ist die Stadt Aue, die");
  sheet.Line(72, 710, "auch den Preis gestiftet hat.");
  sheet.Size(5).Line(72, 717, "2");
  sheet.Size(8).Line(77, 720, "Seit 1998.");
  const CleanText text = Read(sheet);
  EXPECT_EQ(text.Text(),
            kOttersText +
                "\n\n1 Träger ist die Stadt Aue, die auch den Preis gestiftet "
                "hat.\n\n2 Seit 1998.");
  EXPECT_THAT(Blocks(text), ElementsAre("paragraph: " + kOttersText));
}

TEST(LayoutOfSigns, WrittenMarksOfNotesGo) {
  Sheet sheet;
  sheet.Line(72, 200, "Ida Kern¹ aus Aue* und Max Rohr***");
  sheet.Line(72, 212, "Das sind 300 m² und ein Muster wie *.txt und datei-*");
  const CleanText text = Read(sheet);
  EXPECT_THAT(text.Text(), HasSubstr("Ida Kern aus Aue und Max Rohr***"));
  EXPECT_THAT(text.Text(), HasSubstr("300 m² und ein Muster wie *.txt und "
                                     "datei-*"));
}

TEST(LayoutOfSigns, ASignBeforeEachItemIsABullet) {
  for (const std::string sign :
       {"§", "»", "★", "\xEF\xBF\xBD", "o", "+", "✗", "¨"}) {
    Sheet sheet;
    sheet.Lines(72, 100, kOtters);
    sheet.Line(72, 180, "Die Preise gehen an:");
    sheet.Line(85, 200, sign + " Otterwerk eG");
    sheet.Line(85, 214, sign + " Nord Kollektiv");
    sheet.Line(85, 228, sign + " Forum Aue");
    EXPECT_THAT(Blocks(Read(sheet)),
                Contains("list: Otterwerk eG / Nord Kollektiv / Forum Aue"))
        << sign;
  }
}

TEST(LayoutOfSigns, LettersOfAFontOfSignsAreBullets) {
  Sheet sheet;
  sheet.Lines(72, 100, kOtters);
  sheet.Line(72, 180, "Die Preise gehen an:");
  for (int i = 0; i < 3; ++i) {
    sheet.Font(3).Line(85, 200 + 14 * i, "n");
    sheet.Font(0).Line(100, 200 + 14 * i, i == 0 ? "Otterwerk eG" : "Aue");
  }
  EXPECT_THAT(Blocks(Read(sheet)), Contains("list: Otterwerk eG / Aue / Aue"));
}

TEST(LayoutOfSigns, ALargeFirstLetterBeginsItsWord) {
  Sheet sheet;
  sheet.Size(30).Line(72, 212, "D");
  sheet.Size(10).Lines(
      89, 188,
      {"er Otter lebt am Fluss und baut dort seine Wege durch das hohe Gras "
       "und das Schilf.",
       "Er ist nachts wach und sucht nach Fischen, die er am Ufer in Ruhe "
       "verzehrt.",
       "Am Morgen kehrt er heim."});
  EXPECT_TRUE(Read(sheet).Text().starts_with("Der Otter lebt am Fluss"));
  EXPECT_THAT(Read(sheet).Text(), HasSubstr("das Schilf. Er ist nachts wach"));
}

TEST(LayoutOfSigns, CitedParagraphsAndJoiningSignsAreNoBullets) {
  Sheet sheet;
  sheet.Line(72, 200, "§ 12 Das Gesetz gilt in Aue.");
  sheet.Line(72, 214, "§ 13 Es gilt auch am Fluss.");
  sheet.Line(72, 250, "& Rohr GmbH").Line(72, 264, "& Kern GmbH");
  const CleanText text = Read(sheet);
  EXPECT_THAT(text.Text(), HasSubstr("§ 12 Das Gesetz"));
  EXPECT_THAT(text.Text(), HasSubstr("& Kern GmbH"));
}

TEST(LayoutOfSigns, SpacedLettersDigitsAndShortWordsAreWords) {
  Sheet sheet;
  sheet.Spaces(0.4).Size(12);
  // Words stand apart by twice the gap of the letters.
  double x = 72;
  for (const std::string word :
       {"M e d i e n i n f o", "N r .", "4 7 / 2 0 2 4", "a n", "A u e"}) {
    sheet.Line(x, 80, word);
    const double letters = static_cast<double>((word.size() + 1) / 2);
    x += letters * 6 + (letters - 1) * 4.8 + 9.6;
  }
  sheet.Spaces(0.25).Size(10).Lines(72, 200, kOtters);
  EXPECT_THAT(Read(sheet).Text(),
              testing::StartsWith("Medieninfo Nr. 47/2024 an Aue\n"));
}

TEST(LayoutOfSigns, InitialsAndChoicesAreNoSpacedWord) {
  Sheet sheet;
  sheet.Line(72, 80, "J. R. R. Kern und A B wohnen in Aue.");
  EXPECT_THAT(Read(sheet).Text(), HasSubstr("J. R. R. Kern und A B wohnen"));
}

TEST(LayoutOfSigns, MarksOfDirectionAreNoWords) {
  Sheet sheet;
  sheet.Line(72, 100, "Bad Aue, 3. Mai 2021 \u200E");
  sheet.Line(72, 150, "\u200B");
  EXPECT_EQ(Read(sheet).Text(), "Bad Aue, 3. Mai 2021");
}

}  // namespace
}  // namespace bmas
