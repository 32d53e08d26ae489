// Text files as other programs leave them: encodings, line ends, mail.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "pipeline/layout/layout.h"
#include "pipeline/text/decode.h"
#include "pipeline/text/garbled.h"
#include "tests/support.h"

namespace bmas {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

CleanText Read(const std::string& text) {
  return layout::FromText(text, ShippedRules().lexicon);
}

std::vector<std::string> RemarkCodes(const std::vector<Remark>& remarks) {
  std::vector<std::string> codes;
  for (const Remark& remark : remarks) codes.push_back(remark.code);
  return codes;
}

const std::string kNote =
    "Pressemitteilung Nr. 3\n\nOtterpreis geht nach Aue\n\nDie Gewinner:\n\n"
    "- Ida Kern\n- Max Rohr\n";

std::string Replaced(std::string text, const std::string& from,
                     const std::string& to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos;
       at += to.size()) {
    text.replace(at, from.size(), to);
  }
  return text;
}

TEST(OddText, AllLineEndsAreLineEnds) {
  const std::string plain = Read(kNote).Text();
  for (const char* end : {"\r\n", "\r", "\u0085", "\u2028", "\u2029", "\v"}) {
    EXPECT_EQ(Read(Replaced(kNote, "\n", end)).Text(), plain);
  }
}

TEST(OddText, CharactersOfNoWidthAreNoWordsAndNoLines) {
  const std::string plain = Read(kNote).Text();
  for (const char* mark : {"\u200E", "\u200B", "\u00AD", "\uFEFF"}) {
    EXPECT_EQ(
        Read(Replaced(kNote, "\n", std::string(" ") + mark + "\n")).Text(),
        Read(Replaced(kNote, "\n", " \n")).Text());
    EXPECT_EQ(Read(Replaced(kNote, "\n", std::string(mark) + "\n")).Text(),
              plain);
  }
}

TEST(OddText, SpacedLettersAreWords) {
  const CleanText text = Read(
      "P r e s s e m i t t e i l u n g   Nr. 3\n\n- I d a K e r n\n"
      "- M a x i m   R o h r 7\n\nDer Preis A B C geht an J. R. Kern.\n");
  EXPECT_THAT(text.Text(), HasSubstr("Pressemitteilung Nr. 3\n"));
  EXPECT_THAT(text.Text(), HasSubstr("Maxim Rohr7"));
  EXPECT_THAT(text.Text(), HasSubstr("Der Preis A B C geht an J. R. Kern."));
  // The spaced word covers all it was printed with.
  const SourceSpan source = text.Source({0, 16});
  EXPECT_EQ(source.begin, 0U);
  EXPECT_EQ(source.end, 31U);
}

TEST(OddText, QuotingOfMailsGoes) {
  const std::string plain = Read(kNote).Text();
  EXPECT_EQ(Read("> " + Replaced(kNote, "\n", "\n> ")).Text(), plain);
  EXPECT_EQ(Read("> > " + Replaced(kNote, "\n", "\n> > ")).Text(), plain);
  // An arrow in the text is none.
  EXPECT_THAT(Read("Start\n> Ida Kern\nEnde\nSchluss\n").Text(),
              HasSubstr("> Ida Kern"));
}

TEST(OddText, QuotedPrintableIsDecodedAndSaid) {
  const CleanText text = Read(
      "Der F=C3=B6rderpreis f=C3=BCr Br=C3=BCcken geht an das Otter=\nwerk.\n");
  EXPECT_EQ(text.Text(), "Der Förderpreis für Brücken geht an das Otterwerk.");
  EXPECT_THAT(RemarkCodes(text.remarks), ElementsAre("text-encoding"));
  // Of "Förderpreis": ten letters and the six signs that one was.
  EXPECT_EQ(text.Source({4, 16}).Size(), 16U);
  EXPECT_EQ(Read("Die Formel a=B und x=CC gilt.\n").Text(),
            "Die Formel a=B und x=CC gilt.");
}

TEST(OddText, LettersReadInAWrongEncodingAreMendedAndSaid) {
  const CleanText text =
      Read("FÃ¶rderpreis fÃ¼r BrÃ¼cken â€“ StraÃŸe und Ã„rzte\n");
  EXPECT_EQ(text.Text(), "Förderpreis für Brücken – Straße und Ärzte");
  EXPECT_THAT(RemarkCodes(text.remarks), ElementsAre("text-encoding"));
  EXPECT_THAT(Read("Größe, Öl und Übung.\n").remarks, IsEmpty());
  // One in a text that is right speaks about it.
  EXPECT_THAT(Read("Für Grüße steht dort Ã¼, das ist schön.\n").Text(),
              HasSubstr("Ã¼"));
}

TEST(OddText, MarksOfNotesGo) {
  EXPECT_EQ(Read("Ida Kern¹ und Max Rohr* aus 300 m².\n").Text(),
            "Ida Kern und Max Rohr aus 300 m².");
}

TEST(OddText, RepeatedSignsAreBullets) {
  const CleanText text = Read("Gewinner:\n\n» Ida Kern\n» Max Rohr\n");
  EXPECT_THAT(text.Text(), HasSubstr("Ida Kern\nMax Rohr"));
}

TEST(Garbled, CharactersThatNoWordHasTellIt) {
  const std::string rest = " Der Preis geht an Ida Kern und nach Aue.";
  for (const char* text :
       {"Der F\u0161rderpreis f\u0178r Br\u0178cken und die H\u0160user, "
        "l\u0160nger und st\u0160rker",
        "l€nger, st€rker und M€rkte", "l\u00A4nger, st\u00A4rker, M\u00A4rkte",
        "\uFFFD\uFFFD\uFFFD \uFFFD\uFFFDs \uFFFDr",
        "\uE012\uE013 a\uE014 \uE015x"}) {
    EXPECT_TRUE(Garbled(text + rest)) << text;
  }
  for (const char* text :
       {"Größe, Ärzte und Übung für 100 €, § 3 und 20 °C", "\uE000 \uFFFD",
        "KOMpetenzPASS, Preisträger*innen, Kern&Rohr, m²-Preis, „so“, …und"}) {
    EXPECT_FALSE(Garbled(text + rest)) << text;
  }
}

TEST(Garbled, LettersThatStandForOthersTellIt) {
  std::string german, shifted;
  for (int k = 0; k < 8; ++k) {
    german += "Der Otter lebt am Fluss und baut dort seine Wege. ";
    shifted += "Efs Puufs mfcu bn Gmvtt voe cbvu epsu tfjof Xfhf. ";
  }
  EXPECT_FALSE(Garbled(german));
  EXPECT_TRUE(Garbled(shifted));
  EXPECT_THAT(RemarkCodes(Read(shifted).remarks), ElementsAre("garbled-text"));
}

TEST(Decode, Utf16IsToldByItsMarkOrItsNuls) {
  std::string little, big;
  for (const char c : std::string("Preis an Ida Kern")) {
    little += {c, '\0'};
    big += {'\0', c};
  }
  EXPECT_EQ(Decode("\xFF\xFE" + little).text, "\uFEFFPreis an Ida Kern");
  EXPECT_EQ(Decode("\xFE\xFF" + big).text, "\uFEFFPreis an Ida Kern");
  EXPECT_EQ(Decode(little).text, "Preis an Ida Kern");
  EXPECT_EQ(Decode(big).text, "Preis an Ida Kern");
  EXPECT_THAT(RemarkCodes(Decode(big).remarks), ElementsAre("text-encoding"));
  EXPECT_EQ(Decode(std::string("\xFF\xFE\x3D\xD8\x00\xDE", 6)).text,
            "\uFEFF\U0001F600");
}

TEST(Decode, OneByteEncodingsAreReadAsWindows1252) {
  const Decoded decoded = Decode(
      "F\xF6rderpreis \x96 f\xFCr \x84"
      "Aue\x93");
  EXPECT_EQ(decoded.text, "Förderpreis – für „Aue“");
  EXPECT_THAT(RemarkCodes(decoded.remarks), ElementsAre("text-encoding"));
}

TEST(Decode, Utf8StaysAndItsBrokenBytesAreSaid) {
  EXPECT_EQ(Decode("Förderpreis für Aue").text, "Förderpreis für Aue");
  EXPECT_THAT(Decode("Förderpreis für Aue").remarks, IsEmpty());
  const Decoded decoded = Decode("Förderpreis für \xE4ue");
  EXPECT_EQ(decoded.text, "Förderpreis für \uFFFDue");
  EXPECT_THAT(RemarkCodes(decoded.remarks), ElementsAre("ill-formed-utf8"));
}

}  // namespace
}  // namespace bmas
