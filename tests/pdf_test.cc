// pdf/pdf.h: bytes to pages of words, with hand-made files.

#include "pipeline/pdf/pdf.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "pipeline/base/utf8.h"
#include "tests/pdf_builder.h"

namespace bmas::pdf {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Pdf, WordsStandWhereTheyArePrinted) {
  const Document document = Open({{kAue}});
  ASSERT_EQ(document.pages.size(), 1U);
  const Page& page = document.pages[0];
  EXPECT_EQ(page.width, 600);
  EXPECT_EQ(page.height, 800);
  ASSERT_THAT(Texts(page), ElementsAre("Bad", "Aue"));
  const Word& word = page.words[1];
  EXPECT_NEAR(word.x0, 92, 0.01);
  EXPECT_NEAR(word.x1, 107, 0.01);
  EXPECT_NEAR(word.baseline, 100, 0.01);
  EXPECT_NEAR(word.size, 10, 0.01);
  EXPECT_LT(word.y0, 95);
  EXPECT_GE(word.y1, 100);
  EXPECT_THAT(word.edges, testing::Pointwise(testing::FloatNear(0.01F),
                                             {92.F, 97.F, 102.F, 107.F}));
  EXPECT_EQ(word.rotation, 0);
  EXPECT_TRUE(document.complete);
  EXPECT_THAT(document.diagnostics, IsEmpty());
}

TEST(Pdf, WordsComeInTheOrderOfTheStream) {
  const Document document =
      Open({{Show(1, 10, 72, 100, "last") + Show(1, 10, 72, 700, "first")}});
  EXPECT_THAT(Texts(document.pages[0]), ElementsAre("last", "first"));
}

TEST(Pdf, UmlautsAreOneCodePointWithOneEdge) {
  const Document document = Open({{Show(1, 10, 72, 700, "f\\374r")}});
  ASSERT_THAT(Texts(document.pages[0]), ElementsAre("für"));
  EXPECT_EQ(document.pages[0].words[0].edges.size(), 4U);
}

TEST(Pdf, NoBreakSpacesPartWords) {
  const Document document = Open({{Show(1, 10, 72, 700, "e.\\240V.")}});
  ASSERT_THAT(Texts(document.pages[0]), ElementsAre("e.", "V."));
  EXPECT_NEAR(document.pages[0].words[1].x0, 87, 0.01);
}

TEST(Pdf, TextIsWellFormedWhateverTheFileMaps) {
  const Document document = Open({{Show(5, 10, 72, 700, "ABA")}});
  for (const Word& word : document.pages[0].words) {
    std::size_t replaced = 0;
    EXPECT_EQ(Repair(word.text, &replaced), word.text);
    EXPECT_EQ(word.edges.size(), CountCodePoints(word.text) + 1);
  }
}

TEST(Pdf, WeightIsInTheFontsName) {
  const Document document =
      Open({{Show(1, 10, 72, 700, "plain") + Show(2, 10, 72, 650, "bold") +
             Show(3, 10, 72, 600, "italic") + Show(4, 10, 72, 550, "mono")}});
  const std::vector<Word>& words = document.pages[0].words;
  ASSERT_THAT(Texts(document.pages[0]),
              ElementsAre("plain", "bold", "italic", "mono"));
  const auto font = [&](int i) {
    return document.fonts.at(words.at(static_cast<std::size_t>(i)).font);
  };
  EXPECT_EQ(font(1).name, "Otter-Bold") << "without the subset prefix";
  EXPECT_FALSE(font(0).bold || font(0).italic || font(0).monospaced);
  EXPECT_TRUE(font(1).bold && !font(1).italic && !font(1).monospaced);
  EXPECT_TRUE(!font(2).bold && font(2).italic && !font(2).monospaced);
  EXPECT_TRUE(!font(3).bold && !font(3).italic && font(3).monospaced);
}

TEST(Pdf, LinksHaveTheirRectanglesFromTheTop) {
  const Document document = Open(
      {{kAue, "", {PdfBuilder::LinkTo("https://aue.de/", "72 690 107 712")}}});
  ASSERT_EQ(document.pages[0].links.size(), 1U);
  const Link& link = document.pages[0].links[0];
  EXPECT_EQ(link.uri, "https://aue.de/");
  EXPECT_NEAR(link.x0, 72, 0.01);
  EXPECT_NEAR(link.y0, 88, 0.01);
  EXPECT_NEAR(link.x1, 107, 0.01);
  EXPECT_NEAR(link.y1, 110, 0.01);
}

TEST(Pdf, LinksInsideTheDocumentAreNone) {
  const Document document =
      Open({{kAue,
             "",
             {"<</Type/Annot/Subtype/Link/Rect[72 690 107 712]"
              "/Dest[0/Fit]>>"}}});
  EXPECT_THAT(document.pages[0].links, IsEmpty());
}

TEST(Pdf, RulingsAreThinStraightLines) {
  const Document document =
      Open({{kAue + "72 600 m 272 600 l S\n"    // horizontal
                    "300 500 m 300 560 l S\n"   // vertical
                    "72 400 200 0.5 re f\n"     // a thin bar
                    "72 300 m 272 350 l S\n"    // slanted
                    "72 100 200 80 re f\n"}});  // an area
  const std::vector<Ruling>& rulings = document.pages[0].rulings;
  const auto has = [&](double x0, double y0, double x1, double y1) {
    return std::ranges::any_of(rulings, [&](const Ruling& r) {
      return std::abs(r.x0 - x0) < 1 && std::abs(r.y0 - y0) < 1 &&
             std::abs(r.x1 - x1) < 1 && std::abs(r.y1 - y1) < 1;
    });
  };
  EXPECT_TRUE(has(72, 200, 272, 200));
  EXPECT_TRUE(has(300, 240, 300, 300));
  EXPECT_TRUE(has(72, 400, 272, 400));
  EXPECT_EQ(rulings.size(), 3U);
}

TEST(Pdf, SidewaysWordsSayHowTheyAreTurned) {
  const auto turned = [](const std::string& matrix) {
    const Document document =
        Open({{"BT /F1 10 Tf " + matrix + " 300 400 Tm (Aue) Tj ET"}});
    return document.pages[0].words.at(0).rotation;
  };
  EXPECT_EQ(turned("1 0 0 1"), 0);
  EXPECT_EQ(turned("0 -1 1 0"), 1);  // reads downwards
  EXPECT_EQ(turned("-1 0 0 -1"), 2);
  EXPECT_EQ(turned("0 1 -1 0"), 3);  // reads upwards
}

TEST(Pdf, TurnedPagesAreReadAsShown) {
  const Document document =
      Open({{"BT /F1 10 Tf 0 1 -1 0 100 50 Tm (Aue) Tj ET",
             "/Rotate 90",
             {PdfBuilder::LinkTo("https://aue.de/", "90 50 102 65")}}});
  const Page& page = document.pages[0];
  EXPECT_EQ(page.width, 800);
  EXPECT_EQ(page.height, 600);
  ASSERT_THAT(Texts(page), ElementsAre("Aue"));
  EXPECT_EQ(page.words[0].rotation, 0);
  EXPECT_NEAR(page.words[0].x0, 50, 0.01);
  EXPECT_NEAR(page.words[0].x1, 65, 0.01);
  EXPECT_NEAR(page.words[0].baseline, 100, 0.01);
  ASSERT_EQ(page.links.size(), 1U);
  EXPECT_NEAR(page.links[0].x0, 50, 0.01);
  EXPECT_NEAR(page.links[0].y0, 90, 0.01);
  EXPECT_NEAR(page.links[0].y1, 102, 0.01);
}

TEST(Pdf, TheCropBoxIsThePage) {
  const Document document =
      Open({{Show(1, 10, 72, 650, "Aue") + Show(1, 10, 72, 750, "outside"),
             "/CropBox[50 100 550 700]",
             {PdfBuilder::LinkTo("https://aue.de/", "72 648 87 660")}}});
  const Page& page = document.pages[0];
  EXPECT_EQ(page.width, 500);
  EXPECT_EQ(page.height, 600);
  ASSERT_FALSE(page.words.empty());
  EXPECT_EQ(page.words[0].text, "Aue");
  EXPECT_NEAR(page.words[0].x0, 22, 0.01);
  EXPECT_NEAR(page.words[0].baseline, 50, 0.01);
  ASSERT_EQ(page.links.size(), 1U);
  EXPECT_NEAR(page.links[0].x0, 22, 0.01);
  EXPECT_NEAR(page.links[0].y0, 40, 0.01);
}

TEST(Pdf, FakeBoldIsReadOnce) {
  const Document document =
      Open({{"BT /F1 10 Tf 72 700 Td (Aue) Tj ET\n"
             "BT /F1 10 Tf 72.3 700 Td (Aue) Tj ET\n" +
             Show(1, 10, 72, 650, "sehr sehr")}});
  EXPECT_THAT(Texts(document.pages[0]), ElementsAre("Aue", "sehr", "sehr"));
}

TEST(Pdf, InformationIsReadInBothEncodings) {
  const Document plain =
      Open({{kAue}}, "/Producer(Otter 7.4)/CreationDate(D:20170614100000Z)");
  EXPECT_EQ(plain.producer, "Otter 7.4");
  EXPECT_EQ(plain.created, "D:20170614100000Z");
  EXPECT_EQ(Open({{kAue}}, "/Producer<FEFF00C400750065>").producer, "Äue");
  EXPECT_EQ(Open({{kAue}}, "/Producer<FEFFD83DDE00>").producer, "\U0001F600");
  EXPECT_EQ(Open({{kAue}}).producer, "");
}

TEST(Pdf, PagesOfTextThatIsNotUprightAreTurned) {
  // Turned to the left, upside down, to the right; and a word across it.
  for (const char* matrix :
       {"0 1 -1 0 300 100", "-1 0 0 -1 500 600", "0 -1 1 0 300 700"}) {
    const Document document =
        Open({{std::string("BT /F1 10 Tf ") + matrix +
               " Tm (Preis an Ida Kern vom Nachbarschaftswerk am Fluss in Aue) "
               "Tj ET\n" +
               Show(1, 10, 72, 720, "Aue")}});
    const Page& page = document.pages[0];
    ASSERT_EQ(page.words.size(), 11U);
    EXPECT_THAT(Codes(document), ElementsAre("turned-page"));
    EXPECT_EQ(page.words[0].rotation, 0) << matrix;
    EXPECT_NEAR(page.words[0].x1 - page.words[0].x0, 25, 0.01) << matrix;
    EXPECT_NEAR(page.words[1].x0 - page.words[0].x1, 5, 0.01) << matrix;
    EXPECT_NEAR(page.words[1].baseline, page.words[0].baseline, 0.01);
    EXPECT_LT(page.words[0].y0, page.words[0].baseline);
    EXPECT_LE(page.words[0].x1, page.width);
    EXPECT_NE(page.words[10].rotation, 0);
  }
}

TEST(Pdf, AttachedFilesAreSaid) {
  const Document document = Open(
      {{kAue,
        "",
        {"<</Type/Annot/Subtype/FileAttachment/Rect[0 0 9 9]/FS<</Type/Filespec"
         "/F(preis.pdf)>>>>"}}});
  EXPECT_THAT(Codes(document), ElementsAre("attachments"));
  EXPECT_THAT(Codes(Open({{kAue}})), IsEmpty());
}

}  // namespace
}  // namespace bmas::pdf
