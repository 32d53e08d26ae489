// base/: spans, UTF-8, SHA-256, errors as people read them.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <random>
#include <string>
#include <type_traits>
#include <vector>

#include "pipeline/base/file.h"
#include "pipeline/base/result.h"
#include "pipeline/base/sha256.h"
#include "pipeline/base/span.h"
#include "pipeline/base/utf8.h"
#include "pipeline/store/sqlite.h"

namespace bmas {
namespace {

using namespace std::string_literals;

TEST(Span, IsHalfOpen) {
  const Span span{2, 5};
  EXPECT_EQ(span.Size(), 3U);
  EXPECT_FALSE(span.Empty());
  EXPECT_TRUE((Span{4, 4}.Empty()));
  EXPECT_TRUE(span.Contains({2, 5}));
  EXPECT_TRUE(span.Contains({5, 5}));
  EXPECT_FALSE(span.Contains({1, 3}));
  EXPECT_FALSE(span.Contains({4, 6}));
}

TEST(Span, TouchingIsNotOverlapping) {
  EXPECT_FALSE((Span{0, 2}.Overlaps({2, 4})));
  EXPECT_FALSE((Span{2, 4}.Overlaps({0, 2})));
  EXPECT_TRUE((Span{0, 3}.Overlaps({2, 4})));
  EXPECT_TRUE((Span{0, 9}.Overlaps({2, 4})));
}

TEST(Span, CoverHoldsBothInAnyOrder) {
  EXPECT_EQ((Span{7, 9}.Cover({1, 2})), (Span{1, 9}));
  EXPECT_EQ((Span{1, 9}.Cover({3, 4})), (Span{1, 9}));
}

TEST(Span, OrdersByBeginThenEnd) {
  EXPECT_LT((Span{1, 9}), (Span{2, 3}));
  EXPECT_LT((Span{1, 2}), (Span{1, 3}));
}

TEST(Span, IsTrimmedAtBothEndsAndMoreBehind) {
  const std::string text = " .Tel.: ";
  EXPECT_EQ(Trimmed(text, Span{0, 8}, " "), (Span{1, 7}));
  EXPECT_EQ(Trimmed(text, Span{0, 8}, " ", ".:"), (Span{1, 5}));
  EXPECT_EQ(Trimmed(text, FoldedSpan{1, 6}, ".:"), (FoldedSpan{2, 5}));
  EXPECT_TRUE(Trimmed("   ", Span{0, 3}, " ").Empty());
}

TEST(Span, UnitsDoNotMix) {
  EXPECT_FALSE((std::is_convertible_v<Span, FoldedSpan>));
  EXPECT_FALSE((std::is_convertible_v<SourceSpan, Span>));
}

struct Sequence {
  const char* name;
  std::string bytes;
  std::size_t length;  // 0: ill-formed
};

std::ostream& operator<<(std::ostream& out, const Sequence& s) {
  return out << s.name;
}

class Utf8Sequence : public testing::TestWithParam<Sequence> {};

TEST_P(Utf8Sequence, IsToldByTable37) {
  const Sequence& given = GetParam();
  EXPECT_EQ(SequenceLength(given.bytes), given.length);
  if (given.bytes.empty()) return;
  EXPECT_EQ(SequenceLength(given.bytes + "x"), given.length);
  if (given.length == 0) return;
  // Not one byte less will do.
  for (std::size_t cut = 1; cut < given.length; ++cut) {
    EXPECT_EQ(SequenceLength(given.bytes.substr(0, cut)), 0U) << cut;
  }
  EXPECT_EQ(LengthAt(given.bytes, 0), given.length);
  std::string again;
  AppendCodePoint(again, CodePointAt(given.bytes, 0));
  EXPECT_EQ(again, given.bytes.substr(0, given.length));
}

INSTANTIATE_TEST_SUITE_P(
    Utf8, Utf8Sequence,
    testing::Values(
        Sequence{"Nul", "\0"s, 1}, Sequence{"Ascii", "A", 1},
        Sequence{"Delete", "\x7F", 1}, Sequence{"FirstOfTwo", "\xC2\x80", 2},
        Sequence{"Umlaut", "ä", 2}, Sequence{"LastOfTwo", "\xDF\xBF", 2},
        Sequence{"FirstOfThree", "\xE0\xA0\x80", 3},
        Sequence{"BeforeSurrogates", "\xED\x9F\xBF", 3},
        Sequence{"AfterSurrogates", "\xEE\x80\x80", 3},
        Sequence{"LastOfThree", "\xEF\xBF\xBF", 3},
        Sequence{"FirstOfFour", "\xF0\x90\x80\x80", 4},
        Sequence{"LastOfAll", "\xF4\x8F\xBF\xBF", 4},
        Sequence{"Nothing", "", 0}, Sequence{"LoneTail", "\x80", 0},
        Sequence{"LastTail", "\xBF", 0}, Sequence{"OverlongNul", "\xC0\x80", 0},
        Sequence{"OverlongSlash", "\xC0\xAF", 0},
        Sequence{"OverlongDelete", "\xC1\xBF", 0},
        Sequence{"OverlongOfThree", "\xE0\x9F\xBF", 0},
        Sequence{"OverlongOfFour", "\xF0\x8F\xBF\xBF", 0},
        Sequence{"FirstSurrogate", "\xED\xA0\x80", 0},
        Sequence{"LastSurrogate", "\xED\xBF\xBF", 0},
        Sequence{"AboveUnicode", "\xF4\x90\x80\x80", 0},
        Sequence{"LeadF5", "\xF5\x80\x80\x80", 0},
        Sequence{"FiveBytes", "\xF8\x88\x80\x80\x80", 0},
        Sequence{"Ff", "\xFF", 0}, Sequence{"Fe", "\xFE\xFE\xFF\xFF", 0},
        Sequence{"LeadThenAscii", "\xC3(", 0},
        Sequence{"ThreeCutByAscii", "\xE2\x80(", 0},
        Sequence{"FourCutByLead", "\xF0\x9F\x98\xC3", 0}),
    [](const auto& param) { return param.param.name; });

TEST(Utf8, EveryScalarValueReadsBackAsItself) {
  for (char32_t c = 0; c <= 0x10FFFF; c += c < 0x3000 ? 1 : 251) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    std::string text;
    AppendCodePoint(text, c);
    ASSERT_EQ(SequenceLength(text), text.size()) << std::hex << unsigned{c};
    ASSERT_TRUE(CodePointAt(text, 0) == c) << std::hex << unsigned{c};
    ASSERT_TRUE(LastCodePoint("ä" + text) == c) << std::hex << unsigned{c};
  }
}

TEST(Utf8, WhatIsNoScalarValueIsAppendedAsReplacement) {
  for (const char32_t c : {0xD800U, 0xDFFFU, 0x110000U, 0xFFFFFFFFU}) {
    std::string text;
    AppendCodePoint(text, c);
    EXPECT_EQ(text, "\uFFFD");
  }
}

TEST(Utf8, TheSequenceBeforeIsFoundFromItsEndAndFromWithin) {
  const std::string text = "aü€\U0001F600";  // 1, 2, 3 and 4 bytes
  const std::vector<std::size_t> starts{0, 1, 1, 3, 3, 3, 6, 6, 6, 6};
  for (std::size_t at = 1; at <= text.size(); ++at) {
    EXPECT_EQ(StartBefore(text, at), starts[at - 1]) << at;
  }
}

TEST(Utf8, LastCodePointOfNothingIsZero) {
  EXPECT_TRUE(LastCodePoint("") == U'\0');
  EXPECT_TRUE(LastCodePoint("aß") == U'ß');
  EXPECT_TRUE(LastCodePoint("\U0001F600") == U'\U0001F600');
}

TEST(Utf8, RepairReplacesEachIllFormedByte) {
  struct Case {
    std::string raw, repaired;
    std::size_t replaced;
  };
  const std::vector<Case> cases{
      {"", "", 0},
      {"für", "für", 0},
      {"f\xFCr", "f\uFFFDr", 1},
      {"\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD", 3},
      {"\xE2\x82", "\uFFFD\uFFFD", 2},
      {"\xC3\xC3\xA4", "\uFFFDä", 1},
      {"a\xF0\x9F\x98z", "a\uFFFD\uFFFD\uFFFDz", 3},
      {"\xEF\xBF\xBD", "\uFFFD", 0},
  };
  for (const Case& given : cases) {
    std::size_t replaced = 99;
    EXPECT_EQ(Repair(given.raw, &replaced), given.repaired);
    EXPECT_EQ(replaced, given.replaced) << given.repaired;
  }
}

TEST(Utf8, RepairOfAnyBytesIsWellFormedAndKeepsWhatWas) {
  std::mt19937 random(1);
  for (int round = 0; round < 2000; ++round) {
    std::string raw;
    for (auto i = random() % 12; i > 0; --i) {
      raw +=
          "\x80\xBF\xC2\xE0\xED\xF0\xF4\xA0\xFF"
          "a"[random() % 10];
    }
    std::size_t replaced = 0, again = 0;
    const std::string repaired = Repair(raw, &replaced);
    EXPECT_EQ(Repair(repaired, &again), repaired);
    EXPECT_EQ(again, 0U);
    EXPECT_EQ(repaired == raw, replaced == 0);
  }
}

TEST(Utf8, IndexCountsCodePointsBeforeEachByte) {
  const std::string text = "aä€\U0001F600z";
  const CodePointIndex index(text);
  EXPECT_EQ(index.At(0), 0U);
  EXPECT_EQ(index.At(1), 1U);
  EXPECT_EQ(index.At(3), 2U);
  EXPECT_EQ(index.At(6), 3U);
  EXPECT_EQ(index.At(10), 4U);
  EXPECT_EQ(index.At(text.size()), CountCodePoints(text));
  EXPECT_EQ(CodePointIndex("").At(0), 0U);
}

// The vectors of FIPS 180-4's examples.
TEST(Sha256, GivesTheStandardsVectors) {
  EXPECT_EQ(Sha256("abc"),
            "ba7816bf8f01cfea414140de5dae2223"
            "b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(Sha256(""),
            "e3b0c44298fc1c149afbf4c8996fb924"
            "27ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(Sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "248d6a61d20638b8e5c026930c3e6039"
            "a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(Sha256(std::string(1'000'000, 'a')),
            "cdc76e5c9914fb9281a1c7e284d73e67"
            "f1809a48a497200e046d39ccc7112cd0");
}

// Success that says nothing more has no bool to be taken for an answer.
static_assert(
    std::is_same_v<decltype(WriteFileAtomically({}, {})), Result<void>>);
static_assert(std::is_same_v<decltype(std::declval<store::Database>().Execute(
                                 std::declval<std::string>())),
                             Result<void>>);

TEST(Errors, AreNoSuccess) {
  EXPECT_TRUE(Result<void>().has_value());
  const Result<void> failed = Fail(ErrorCode::kIo, "no");
  ASSERT_FALSE(failed.has_value());
  EXPECT_EQ(failed.error().message, "no");
}

TEST(Errors, HaveTheNamesThatRecordsPrint) {
  const std::vector<std::pair<ErrorCode, std::string>> names{
      {ErrorCode::kUsage, "usage"},
      {ErrorCode::kRule, "rule"},
      {ErrorCode::kOutput, "output"},
      {ErrorCode::kIo, "io"},
      {ErrorCode::kDamaged, "damaged"},
      {ErrorCode::kEncrypted, "encrypted"},
      {ErrorCode::kNoText, "no_text"},
      {ErrorCode::kUnsupported, "unsupported"},
      {ErrorCode::kLimit, "limit"},
      {ErrorCode::kCrashed, "crashed"},
      {ErrorCode::kRequest, "request"},
      {ErrorCode::kInternal, "internal"},
  };
  for (const auto& [code, name] : names) EXPECT_EQ(Name(code), name);
}

struct Rendered {
  const char* name;
  Where where;
  std::string text;
};

std::ostream& operator<<(std::ostream& out, const Rendered& r) {
  return out << r.name;
}

class Rendering : public testing::TestWithParam<Rendered> {};

TEST_P(Rendering, ShowsPlaceLineAndCaret) {
  EXPECT_EQ(Render({ErrorCode::kRule, "is wrong", GetParam().where}),
            GetParam().text);
}

INSTANTIATE_TEST_SUITE_P(
    Errors, Rendering,
    testing::Values(
        Rendered{"NoFile", {}, "is wrong"},
        Rendered{"WholeFile", {"a.toml", 0, 0, {}}, "a.toml: is wrong"},
        Rendered{"LineOnly",
                 {"a.toml", 3, 0, "x = 1"},
                 "a.toml:3: is wrong\n  x = 1"},
        Rendered{"FirstColumn",
                 {"a.toml", 3, 1, "x = 1"},
                 "a.toml:3:1: is wrong\n  x = 1\n  ^"},
        Rendered{"Column",
                 {"a.toml", 3, 5, "x = 1"},
                 "a.toml:3:5: is wrong\n  x = 1\n      ^"},
        Rendered{"Umlauts",
                 {"a.toml", 1, 7, "größe = 1"},
                 "a.toml:1:7: is wrong\n  größe = 1\n        ^"},
        Rendered{"Tabs",
                 {"a.toml", 1, 4, "\tä\tx"},
                 "a.toml:1:4: is wrong\n  \tä\tx\n  \t \t^"},
        Rendered{"JustPastTheEnd",
                 {"a.toml", 1, 3, "ab"},
                 "a.toml:1:3: is wrong\n  ab\n    ^"},
        Rendered{"NoSource", {"a.toml", 9, 2, {}}, "a.toml:9:2: is wrong"}),
    [](const auto& param) { return param.param.name; });

TEST(Results, HoldAValueOrAnError) {
  const auto half = [](int n) -> Result<int> {
    if (n % 2 != 0) return Fail(ErrorCode::kUsage, "odd");
    return n / 2;
  };
  EXPECT_EQ(half(4).value(), 2);
  EXPECT_EQ(half(3).error().code, ErrorCode::kUsage);
  EXPECT_EQ(half(3).error().message, "odd");
}

}  // namespace
}  // namespace bmas
