// text/normalize.h, text/fold.h: one printed word cleaned; text as patterns
// see it.

#include "pipeline/text/normalize.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "pipeline/base/utf8.h"
#include "pipeline/text/fold.h"
#include "pipeline/text/host_name.h"

namespace bmas {
namespace {

struct Word {
  const char* name;
  std::string raw, clean;
};

std::ostream& operator<<(std::ostream& out, const Word& w) {
  return out << w.name;
}

class CleaningAWord : public testing::TestWithParam<Word> {};

TEST_P(CleaningAWord, GivesWhatIsMeant) {
  EXPECT_EQ(Cleaned(GetParam().raw), GetParam().clean);
  EXPECT_EQ(Cleaned(GetParam().clean), GetParam().clean) << "not idempotent";
}

INSTANTIATE_TEST_SUITE_P(
    Normalize, CleaningAWord,
    testing::Values(
        Word{"Nothing", "", ""}, Word{"Ascii", "Netzwerk", "Netzwerk"},
        Word{"DecomposedUmlaut", "fu\u0308r", "für"},
        Word{"DecomposedAtTheEnd", "E\u0301", "É"},
        Word{"TwoMarks", "o\u0308\u0304", "ȫ"},
        Word{"MarksOutOfOrder", "a\u0307\u0323", "ạ\u0307"},
        Word{"PolishStaysWhole", "Gło\u0301wka", "Główka"},
        Word{"Hangul", "\u1112\u1161\u11AB", "한"},
        Word{"LigatureFf", "Sto\uFB00", "Stoff"},
        Word{"LigatureFi", "\uFB01nden", "finden"},
        Word{"LigatureFl", "P\uFB02ege", "Pflege"},
        Word{"LigatureFfi", "e\uFB03zient", "effizient"},
        Word{"LigatureFfl", "Mu\uFB04on", "Mufflon"},
        Word{"LigatureLongSt", "Ko\uFB05", "Kost"},
        Word{"LigatureSt", "Ko\uFB06", "Kost"},
        Word{"LigatureThenMark", "\uFB01\u0301", "fí"},
        Word{"SoftHyphens", "Netz\u00ADwerk\u00AD", "Netzwerk"},
        Word{"OnlySoftHyphen", "\u00AD", ""},
        Word{"SoftHyphenBeforeMark", "u\u00AD\u0308", "ü"},
        Word{"ZeroWidthSpace", "www.\u200Baue.de", "www.aue.de"},
        Word{"ZeroWidthJoiners", "a\u200Cb\u200Dc\u2060d\uFEFFe", "abcde"},
        Word{"Controls",
             "a\x01"
             "b\x7F"
             "c\u0085"
             "d",
             "abcd"},
        Word{"Nul", std::string("a\0b", 3), "ab"},
        Word{"HyphensStay", "E-Mail\u2010x\u2011y", "E-Mail\u2010x\u2011y"},
        Word{"DashesAndQuotesStay", "„Au–Aue“", "„Au–Aue“"},
        Word{"SuperscriptIsNoLigature", "m²", "m²"},
        Word{"OhmBecomesOmega", "\u2126", "\u03A9"},
        Word{"BeyondTheBasicPlane", "\U0001F600\U00020000",
             "\U0001F600\U00020000"}),
    [](const auto& param) { return param.param.name; });

struct Piece {
  std::string raw, clean;
};

std::vector<Piece> Pieces(std::string_view raw) {
  std::vector<Piece> pieces;
  CleanWord(raw, [&](std::string_view a, std::string_view b) {
    pieces.push_back({std::string(a), std::string(b)});
  });
  return pieces;
}

std::string RandomWord(std::mt19937& random) {
  static const std::vector<std::string> kParts{
      "a",      "u",      "ß",          "ä",      "u\u0308", "\u0308",
      "\u0323", "\uFB01", "\uFB06",     "\u00AD", "\u200B",  "-",
      "“",      "\x01",   "\U0001F600", "o",      "\u0301",  "\u1112",
      "\u1161", "\u11AB", "\u2126",     "\u0344", "\uFEFF"};
  std::string word;
  for (auto i = random() % 10; i > 0; --i) {
    word += kParts[random() % kParts.size()];
  }
  return word;
}

TEST(CleanWord, PiecesJoinToTheRawAndTheCleanWord) {
  std::mt19937 random(7);
  for (int round = 0; round < 5000; ++round) {
    const std::string word = RandomWord(random);
    std::string raw, clean;
    for (const Piece& piece : Pieces(word)) {
      std::size_t replaced = 0;
      Repair(piece.raw, &replaced);
      ASSERT_EQ(replaced, 0U) << "a piece cuts a code point of " << word;
      Repair(piece.clean, &replaced);
      ASSERT_EQ(replaced, 0U) << "ill-formed: " << word;
      ASSERT_FALSE(piece.raw.empty());
      raw += piece.raw;
      clean += piece.clean;
    }
    ASSERT_EQ(raw, word);
    ASSERT_EQ(clean, Cleaned(word));
    ASSERT_EQ(Cleaned(clean), clean) << "not clean after cleaning: " << word;
  }
}

TEST(CleanWord, ChangesNoMoreThanItMust) {
  const std::vector<Piece> pieces = Pieces("Prä\uFB01x");
  std::string unchanged;
  for (const Piece& piece : pieces) {
    if (piece.raw == piece.clean) unchanged += piece.raw;
  }
  EXPECT_EQ(unchanged, "Präx");
}

TEST(Classes, KnowGermanAndWhatIsAroundIt) {
  for (const char32_t c :
       U" \t\n\r\u00A0\u2000\u2003\u2009\u200A\u202F\u205F\u3000") {
    if (c == 0) continue;  // the literal's end
    EXPECT_TRUE(IsSpace(c)) << std::hex << unsigned{c};
  }
  EXPECT_FALSE(IsSpace(U'\u200B'));
  EXPECT_FALSE(IsSpace(U'x'));
  EXPECT_TRUE(IsUpper(U'Ä') && IsUpper(U'Ł') && IsUpper(U'ẞ'));
  EXPECT_FALSE(IsUpper(U'ß') || IsUpper(U'1') || IsUpper(U'-'));
  EXPECT_TRUE(IsLower(U'ß') && IsLower(U'ł') && IsLower(U'ő'));
  EXPECT_TRUE(IsLetter(U'ğ') && IsLetter(U'É'));
  EXPECT_FALSE(IsLetter(U'5') || IsLetter(U'_'));
  EXPECT_TRUE(IsDigit(U'0') && IsDigit(U'9'));
  EXPECT_FALSE(IsDigit(U'²') || IsDigit(U'٣') || IsDigit(U'½'));
  EXPECT_TRUE(IsLetterOrDigit(U'7') && IsLetterOrDigit(U'ü'));
  EXPECT_FALSE(IsLetterOrDigit(U'&'));
}

TEST(FoldCase, IsFull) {
  EXPECT_EQ(FoldCase("JÄNNER"), "jänner");
  EXPECT_EQ(FoldCase("Straße"), FoldCase("STRASSE"));
  EXPECT_EQ(FoldCase("Główka"), "główka");
  EXPECT_EQ(FoldCase(""), "");
}

TEST(HostName, IsWrittenOneWay) {
  EXPECT_EQ(HostName("WWW.Weiß-Grün.DE"), "www.weiß-grün.de");
  EXPECT_EQ(HostName("www.xn--wei-grn-2va8x.de"), "www.weiß-grün.de");
  EXPECT_EQ(HostName("STRASSE.de"), "strasse.de");
  EXPECT_EQ(HostName("Straße.de"), "straße.de") << "not transitional";
  EXPECT_EQ(HostName("au\u0308e.de"), "aüe.de") << "composed";
  EXPECT_EQ(HostName("ａｕｅ。de"), "aue.de");
  EXPECT_EQ(HostName("Aue_Netz.de:8080"), "aue_netz.de:8080");
}

TEST(HostName, ThatIsNoneIsLowerCaseAtLeast) {
  EXPECT_EQ(HostName("-ÜBER..Weiß-.de"), "-über..weiß-.de");
  EXPECT_EQ(HostName("xn--AAAAAAAAAA\xC3\x84.de"), "xn--aaaaaaaaaaä.de");
  EXPECT_EQ(HostName(""), "");
}

TEST(Collapse, LeavesOneSpaceBetweenWordsAndNoneAround) {
  EXPECT_EQ(Collapse("  a \t\n b\u00A0\u2009c "), "a b c");
  EXPECT_EQ(Collapse(" \u00A0 "), "");
  EXPECT_EQ(Collapse("a\u200Bb"), "a\u200Bb");
  EXPECT_EQ(Collapse(""), "");
}

TEST(Folding, KnowsOneQuoteDashAndSpace) {
  EXPECT_EQ(Folded("„a“ “b” »c« «d» \"e\""), "\"a\" \"b\" \"c\" \"d\" \"e\"");
  EXPECT_EQ(Folded("‚a‘ ’b’ ›c‹ 'd'"), "'a' 'b' 'c' 'd'");
  EXPECT_EQ(Folded("a–b—c‐d‑e-f−g"), "a-b-c-d-e-f-g");
  EXPECT_EQ(Folded("a\u00A0b\u2009c\u202Fd"), "a b c d");
  EXPECT_EQ(Folded("a\tb\nc"), "a\tb\nc") << "cells and lines stay";
}

TEST(Folding, HasOneByteForEachCodePoint) {
  EXPECT_EQ(FoldToBytes("Größe").Bytes(),
            "Gr\xF6\xDF"
            "e");
  EXPECT_EQ(ToUtf8(FoldToBytes("Größe „ÄÖÜ“ § ½")), "Größe \"ÄÖÜ\" § ½");
  EXPECT_EQ(FoldToBytes("Łódź").Bytes(),
            "\xDD\xF3"
            "d\xFD");
  EXPECT_EQ(FoldToBytes("5 €").Bytes(), "5 \x80");
  EXPECT_EQ(FoldToBytes("\U0001F600•").Bytes(), "\x81\x81");
}

// Bytes of one encoding where the other is asked for do not compile.
static_assert(!std::is_convertible_v<FoldedString, std::string>);
static_assert(!std::is_convertible_v<FoldedView, std::string_view>);
static_assert(!std::is_convertible_v<FoldedString, std::string_view>);
static_assert(!std::is_constructible_v<std::string, FoldedView>);
static_assert(!std::is_constructible_v<FoldedView, std::string>);
static_assert(!std::is_constructible_v<FoldedView, std::string_view>);
static_assert(!std::is_constructible_v<FoldedString, std::string>);
static_assert(!std::is_convertible_v<std::string, FoldedString>);
static_assert(FoldedView("a-z") == FoldedView::FromBytes("a-z"));

TEST(Folding, OfMarksAloneLeavesEveryLetter) {
  EXPECT_EQ(Folded("„Łódź“ – Größe"), "\"Łódź\" - Größe");
}

TEST(Folding, KeysCompareWithoutCaseAndKindOfMark) {
  EXPECT_EQ(ComparisonKey("„Główka – Netz“"),
            ComparisonKey("\"GŁÓWKA - netz\""));
  EXPECT_NE(ComparisonKey("Główka"), ComparisonKey("Gżówka"));
}

TEST(Folding, OffsetsLeadBothWays) {
  const std::string clean = "„Au–Aue“\u00A0und »für«";
  const FoldedText folded(clean);
  EXPECT_EQ(ToUtf8(folded.Text()), "\"Au-Aue\" und \"für\"");
  const std::size_t und = folded.Text().Bytes().find("und");
  const Span back = folded.ToClean({und, und + 3});
  EXPECT_EQ(clean.substr(back.begin, back.Size()), "und");
  EXPECT_EQ(folded.FromClean(back), (FoldedSpan{und, und + 3}));
  EXPECT_EQ(folded.ToClean({0, folded.Text().Size()}), (Span{0, clean.size()}));
  EXPECT_EQ(folded.FromClean({0, clean.size()}),
            (FoldedSpan{0, folded.Text().Size()}));
  EXPECT_EQ(folded.ToClean({0, 0}), (Span{0, 0}));
}

TEST(Folding, OneByteStandsForOneCodePoint) {
  std::mt19937 random(3);
  const std::vector<std::string> parts{
      "„", "“", "–", "\u00A0", "ä", "x", "'", "\n", "‘", "€", "\U0001F600"};
  for (int round = 0; round < 500; ++round) {
    std::string clean;
    for (auto i = random() % 12; i > 0; --i) {
      clean += parts[random() % parts.size()];
    }
    const FoldedText folded(clean);
    ASSERT_EQ(folded.Text().Size(), CountCodePoints(clean));
    ASSERT_EQ(folded.Text(), FoldToBytes(clean).View());
    std::size_t at = 0;
    for (std::size_t c = 0; c < clean.size(); c += LengthAt(clean, c), ++at) {
      const FoldedSpan here{at, at + 1};
      const Span there{c, c + LengthAt(clean, c)};
      ASSERT_EQ(folded.ToClean(here), there) << clean;
      ASSERT_EQ(folded.FromClean(there), here) << clean;
    }
  }
}

}  // namespace
}  // namespace bmas
