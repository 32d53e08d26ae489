// pdf/pdf.h: limits, and files that are damaged or no PDF at all.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "pipeline/pdf/pdf.h"
#include "tests/pdf_builder.h"

namespace bmas::pdf {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(PdfLimits, PagesBeyondAreNotRead) {
  const std::string bytes = PdfBuilder().Build({{kAue}, {kAue}, {kAue}});
  const Document document = MustOpen(bytes, {2, 1000});
  EXPECT_EQ(document.pages.size(), 2U);
  EXPECT_EQ(document.page_count, 3);
  EXPECT_FALSE(document.complete);
  ASSERT_THAT(Codes(document), ElementsAre("page-limit"));
  EXPECT_EQ(document.diagnostics[0].message, "only 2 of 3 pages read");
  EXPECT_EQ(document.diagnostics[0].page, 3);
  EXPECT_TRUE(MustOpen(bytes, {3, 1000}).complete);
}

TEST(PdfLimits, WordsBeyondEndTheReading) {
  const std::string bytes = PdfBuilder().Build({{kAue}, {kAue}, {kAue}});
  const Document document = MustOpen(bytes, {9, 3});
  EXPECT_EQ(document.pages.size(), 2U);
  EXPECT_FALSE(document.complete);
  ASSERT_THAT(Codes(document), ElementsAre("word-limit"));
  EXPECT_EQ(document.diagnostics[0].message,
            "3 words allowed, has 4 so far; the pages after are not read");
  EXPECT_TRUE(MustOpen(bytes, {9, 6}).complete);
}

TEST(PdfErrors, NoPagesIsDamaged) {
  const auto document = Read(PdfBuilder().Build({}), {});
  ASSERT_FALSE(document.has_value());
  EXPECT_EQ(document.error().code, ErrorCode::kDamaged);
  EXPECT_EQ(Render(document.error()), "has no pages");
}

TEST(PdfErrors, WhatIsNoPdfIsUnsupported) {
  const std::string late =
      std::string(1024, ' ') + PdfBuilder().Build({{kAue}});
  for (const std::string& bytes :
       {std::string(), std::string("Aue"), std::string("%PD"), late}) {
    const auto document = Read(bytes, {});
    ASSERT_FALSE(document.has_value());
    EXPECT_EQ(document.error().code, ErrorCode::kUnsupported);
    EXPECT_EQ(Render(document.error()), "is not a PDF: no %PDF header");
  }
}

TEST(PdfErrors, HeaderAloneIsDamaged) {
  const auto document = Read("%PDF-1.4\n%%EOF\n", {});
  ASSERT_FALSE(document.has_value());
  EXPECT_EQ(document.error().code, ErrorCode::kDamaged);
}

TEST(PdfErrors, TruncatedIsRepairedAndSaysSo) {
  const std::string whole = PdfBuilder().Build({{kAue}});
  const Document document = MustOpen(whole.substr(0, whole.rfind("startxref")));
  ASSERT_EQ(document.pages.size(), 1U);
  EXPECT_THAT(Texts(document.pages[0]), ElementsAre("Bad", "Aue"));
  ASSERT_FALSE(document.diagnostics.empty());
  EXPECT_EQ(document.diagnostics[0].code, "repaired");
  EXPECT_EQ(document.diagnostics[0].page, 0);
}

TEST(PdfErrors, AnyPrefixGivesADocumentOrAnErrorOfItsKind) {
  const std::string whole = PdfBuilder().Build({{kAue}, {kAue}});
  for (std::size_t cut = 0; cut < whole.rfind("startxref"); cut += 97) {
    const auto document = Read(std::string_view(whole).substr(0, cut), {});
    if (document) {
      EXPECT_THAT(Codes(*document), testing::Contains("repaired")) << cut;
    } else {
      EXPECT_THAT(document.error().code,
                  testing::AnyOf(ErrorCode::kDamaged, ErrorCode::kUnsupported));
    }
  }
}

TEST(PdfErrors, ReadingLeavesNothingBehind) {
  const std::string good = PdfBuilder().Build({{kAue}});
  EXPECT_FALSE(Read("%PDF-1.4 broken", {}).has_value());
  EXPECT_THAT(MustOpen(good).diagnostics, IsEmpty());
}

TEST(PdfHeader, MayStandInTheFirstKilobyte) {
  const std::string pdf = PdfBuilder().Build({{kAue}});
  const Document document = MustOpen(std::string(500, '\n') + pdf);
  EXPECT_THAT(Texts(document.pages.at(0)), ElementsAre("Bad", "Aue"));
  EXPECT_TRUE(LooksLikePdf("junk%PDF-1.7"));
  EXPECT_TRUE(LooksLikePdf(std::string(1020, ' ') + "%PDF"));
  EXPECT_FALSE(LooksLikePdf(std::string(1021, ' ') + "%PDF"));
  EXPECT_FALSE(LooksLikePdf(""));
  EXPECT_FALSE(LooksLikePdf("%pdf"));
}

}  // namespace
}  // namespace bmas::pdf
