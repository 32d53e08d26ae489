// pdf/glyphs.h through pdf/pdf.h: letters that are drawn twice, letters that no
// reader sees, and text across the lines.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/pdf_builder.h"

namespace bmas::pdf {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

// Letter by letter, each one drawn `times` times, a hair further right.
std::string LetterByLetter(const std::string& text, int times, double hair) {
  std::string out;
  double x = 72;
  for (const char c : text) {
    for (int k = 0; k < times; ++k) {
      out += "BT /F1 10 Tf " + std::to_string(x + k * hair) + " 700 Td (" + c +
             ") Tj ET\n";
    }
    x += 5;
  }
  return out;
}

TEST(Glyphs, LettersDrawnTwiceAreReadOnce) {
  for (const double hair : {0.0, 0.4, 0.9}) {
    for (const int times : {2, 3}) {
      const Document document =
          Open({{LetterByLetter("Otterpreis an Ida", times, hair / times)}});
      EXPECT_THAT(Texts(document.pages[0]),
                  ElementsAre("Otterpreis", "an", "Ida"))
          << hair << " " << times;
    }
  }
}

TEST(Glyphs, DoubledLettersOfAWordStay) {
  const Document document =
      Open({{Show(1, 10, 72, 700, "Schifffahrtsamt Schilllen") +
             Show(1, 10, 72, 680, "Inhalt ........ 3") +
             Show(1, 10, 72, 660, "Aue Aue Aue Aue")}});
  EXPECT_THAT(Texts(document.pages[0]),
              ElementsAre("Schifffahrtsamt", "Schilllen", "Inhalt", "........",
                          "3", "Aue", "Aue", "Aue", "Aue"));
}

TEST(Glyphs, AShadowBesideTheTextIsNotRead) {
  std::string content;
  for (const char* offset : {"74 697", "72 700"}) {
    content += std::string("BT /F1 10 Tf ") + offset +
               " Td (Otterpreis geht an Ida) Tj ET\n";
  }
  EXPECT_THAT(Texts(Open({{content}}).pages[0]),
              ElementsAre("Otterpreis", "geht", "an", "Ida"));
}

TEST(Glyphs, TextNobodySeesIsLeftOutAndSaid) {
  const std::vector<std::string> hidden{
      "1 g " + Show(1, 10, 72, 600, "Preis an Max") + "0 g\n",
      "BT 3 Tr /F1 10 Tf 72 600 Td (Preis an Max) Tj ET\n",
      Show(1, 1, 72, 600, "Preis an Max"),
      // White on black that is white again; black under a black bar.
      "0 g 60 590 200 30 re f 1 g 60 590 200 30 re f " +
          Show(1, 10, 72, 600, "Preis an Max") + "0 g\n",
      Show(1, 10, 72, 600, "Preis an Max") + "60 590 200 30 re f\n"};
  for (const std::string& one : hidden) {
    const Document document = Open({{kAue + one}});
    EXPECT_THAT(Texts(document.pages[0]), ElementsAre("Bad", "Aue")) << one;
    EXPECT_THAT(Codes(document), ElementsAre("hidden-text")) << one;
  }
}

TEST(Glyphs, LightTextOnDarkGroundIsSeen) {
  const std::vector<std::string> seen{
      "0 0 0.5 rg 60 590 200 30 re f 1 g " + Show(1, 10, 72, 600, "Presse"),
      // The ground is one thick line.
      "0 0 0.5 RG 30 w 60 603 m 260 603 l S 1 g " +
          Show(1, 10, 72, 600, "Presse"),
      // A marker's colour lies over the word and lets it through.
      Show(1, 10, 72, 600, "Presse") + "0 g 72 598 30 0.8 re f\n",
      // On a picture.
      "q 200 0 0 40 60 590 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q 1 g " +
          Show(1, 10, 72, 600, "Presse"),
      "0.8 g " + Show(1, 10, 72, 600, "Presse")};
  for (const std::string& one : seen) {
    const Document document = Open({{kAue + one}});
    EXPECT_THAT(Texts(document.pages[0]), Contains("Presse")) << one;
    EXPECT_THAT(Codes(document), IsEmpty()) << one;
  }
}

TEST(Glyphs, LightTextOnADrawingOfManyPartsIsSeen) {
  std::string many;
  for (int k = 0; k < 1000; ++k) many += "300 300 5 5 re f\n";
  const Document document =
      Open({{kAue + many + "0 0 0.5 rg 60 590 200 30 re f 1 g " +
             Show(1, 10, 72, 600, "Presse")}});
  EXPECT_THAT(Texts(document.pages[0]), Contains("Presse"));
}

TEST(Glyphs, InvisibleTextOverAScanIsItsText) {
  const Document document =
      Open({{"q 600 0 0 800 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q\n"
             "BT 3 Tr /F1 10 Tf 72 600 Td (Preis an Ida) Tj ET\n"}});
  EXPECT_THAT(Texts(document.pages[0]), ElementsAre("Preis", "an", "Ida"));
  EXPECT_THAT(Codes(document), IsEmpty());
}

TEST(Glyphs, ARecognisedLayerOverRealTextIsNotReadTwice) {
  const Document document =
      Open({{"q 600 0 0 800 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q\n" +
             Show(1, 10, 72, 600, "Preis an Ida") +
             "BT 3 Tr /F1 10 Tf 73 601 Td (Prels an lda) Tj ET\n"}});
  EXPECT_THAT(Texts(document.pages[0]), ElementsAre("Preis", "an", "Ida"));
}

TEST(Glyphs, WatermarksAcrossTheLinesAreNotRead) {
  std::string content;
  for (int k = 0; k < 6; ++k) {
    content += "BT /F1 12 Tf 0.866 0.5 -0.5 0.866 40 " +
               std::to_string(500 + 40 * k) + " Tm (Entwurf 2031) Tj ET\n";
  }
  const Document document =
      Open({{content + Show(1, 10, 72, 600, "Preis an Ida")}});
  EXPECT_THAT(Texts(document.pages[0]), ElementsAre("Preis", "an", "Ida"));
  EXPECT_THAT(Codes(document), Not(Contains("hidden-text")));
}

TEST(Glyphs, AScanThatIsTiltedIsRead) {
  const Document document =
      Open({{"BT /F1 10 Tf 0.998 0.06 -0.06 0.998 72 600 Tm (Preis an Ida) Tj "
             "ET\n"}});
  std::string letters;
  for (const std::string& word : Texts(document.pages[0])) letters += word;
  EXPECT_EQ(letters, "PreisanIda");
}

}  // namespace
}  // namespace bmas::pdf
