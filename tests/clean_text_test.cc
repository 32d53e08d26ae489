// text/clean_text.h: the text knows for each of its bytes where it stood.

#include "pipeline/text/clean_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "pipeline/base/utf8.h"
#include "pipeline/text/normalize.h"

namespace bmas {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// Places raw words on printed lines, ten points for each code point.
class Page {
 public:
  Span Put(const std::string& raw) {
    PlacedWord word;
    const std::size_t points = CountCodePoints(raw);
    word.source = {source_.size(), source_.size() + points};
    word.page = page_;
    word.line = line_;
    word.y0 = 20.0 * line_;
    word.y1 = word.y0 + 12;
    for (std::size_t i = 0; i <= points; ++i) {
      word.edges.push_back(
          static_cast<float>(x_ + 10.0 * static_cast<double>(i)));
    }
    x_ = word.edges.back() + 10;
    for (std::size_t at = 0; at < raw.size(); at += LengthAt(raw, at)) {
      source_.push_back(raw.substr(at, LengthAt(raw, at)));
    }
    placed_.push_back(word);
    return builder_.Append(raw, word);
  }
  void Space() { builder_.Glue(" "); }
  void NextLine(int page = 0) {
    ++line_;
    x_ = 50;
    if (page > 0) page_ = page;
  }
  void DropLast() { builder_.DropLast(); }

  CleanText Done() {
    builder_.Target().has_boxes = true;
    return builder_.Take();
  }
  const std::string& Text() const { return builder_.Text(); }
  std::string Source(const SourceSpan& span) const {
    std::string out;
    for (std::size_t i = span.begin; i < span.end; ++i) out += source_.at(i);
    return out;
  }
  const std::vector<PlacedWord>& Placed() const { return placed_; }

 private:
  CleanTextBuilder builder_;
  std::vector<std::string> source_;
  std::vector<PlacedWord> placed_;
  double x_ = 50;
  std::uint32_t line_ = 1;
  int page_ = 1;
};

TEST(CleanTextBuilder, SaysWhereAWordStands) {
  Page page;
  EXPECT_EQ(page.Put("fu\u0308r"), (Span{0, 4}));
  page.Space();
  EXPECT_EQ(page.Put("Aue"), (Span{5, 8}));
  EXPECT_TRUE(page.Put("\u00AD").Empty());
  EXPECT_EQ(page.Done().Text(), "für Aue");
}

TEST(CleanText, NothingChangedMapsToItself) {
  Page page;
  page.Put("Aue");
  const CleanText text = page.Done();
  EXPECT_EQ(text.Source({0, 3}), (SourceSpan{0, 3}));
  EXPECT_EQ(text.Source({1, 2}), (SourceSpan{1, 2}));
  EXPECT_THAT(text.Boxes({1, 2}), ElementsAre(Box{1, 60, 20, 10, 12}));
}

TEST(CleanText, UmlautsCountAsOneCodePointEach) {
  Page page;
  page.Put("Größe");
  EXPECT_EQ(page.Done().Source({2, 4}), (SourceSpan{2, 3}));
}

TEST(CleanText, PartOfALigatureHasTheWholeLigaturesBox) {
  Page page;
  page.Put("Pro\uFB01l");  // Profil
  const CleanText text = page.Done();
  EXPECT_EQ(text.Text(), "Profil");
  EXPECT_EQ(text.Source({3, 4}), (SourceSpan{3, 4}));
  EXPECT_EQ(text.Source({4, 5}), (SourceSpan{3, 4}));
  EXPECT_EQ(text.Source({5, 6}), (SourceSpan{4, 5}));
  EXPECT_THAT(text.Boxes({4, 6}), ElementsAre(Box{1, 80, 20, 20, 12}));
}

TEST(CleanText, ComposedLetterCoversBothCodePoints) {
  Page page;
  page.Put("u\u0308b");
  const CleanText text = page.Done();
  EXPECT_EQ(text.Source({0, 2}), (SourceSpan{0, 2}));
  EXPECT_EQ(text.Source({2, 3}), (SourceSpan{2, 3}));
}

TEST(CleanText, SourceOfTheWholeSkipsNothingBetween) {
  Page page;
  page.Put("Netz\u00AD");
  page.NextLine();
  page.Put("werk");
  const CleanText text = page.Done();
  EXPECT_EQ(text.Text(), "Netzwerk");
  EXPECT_EQ(page.Source(text.Source({0, 8})), "Netz\u00ADwerk");
}

TEST(CleanText, OneBoxForEachPrintedLine) {
  Page page;
  page.Put("Bündnis");
  page.Space();
  page.Put("Auetal");
  page.Space();
  page.NextLine();
  page.Put("e.");
  page.Space();
  page.NextLine(2);
  page.Put("V.");
  const CleanText text = page.Done();
  EXPECT_THAT(text.Boxes({0, text.Text().size()}),
              ElementsAre(Box{1, 50, 20, 140, 12}, Box{1, 50, 40, 20, 12},
                          Box{2, 50, 60, 20, 12}));
}

TEST(CleanText, TextInputHasNoBoxes) {
  CleanTextBuilder builder;
  PlacedWord word;
  word.source = {4, 7};
  builder.Append("Aue", word);
  const CleanText text = builder.Take();
  EXPECT_THAT(text.Boxes({0, 3}), IsEmpty());
  EXPECT_EQ(text.Source({0, 3}), (SourceSpan{4, 7}));
}

TEST(CleanTextBuilder, DropLastTakesBackAHyphenOfAnyLength) {
  for (const std::string hyphen : {"-", "\u2010", "\u2011"}) {
    Page page;
    page.Put("Netz" + hyphen);
    page.DropLast();
    page.NextLine();
    page.Put("werk");
    const CleanText text = page.Done();
    EXPECT_EQ(text.Text(), "Netzwerk");
    EXPECT_EQ(text.Source({0, 4}), (SourceSpan{0, 4}));
    EXPECT_EQ(text.Source({4, 8}), (SourceSpan{5, 9}));
    // The hyphen is printed between the halves, so it is in the box of both.
    EXPECT_THAT(text.Boxes({0, 8}),
                ElementsAre(Box{1, 50, 20, 50, 12}, Box{1, 50, 40, 40, 12}));
    EXPECT_THAT(text.Boxes({0, 4}), ElementsAre(Box{1, 50, 20, 40, 12}));
  }
}

TEST(CleanTextBuilder, DropLastMayLeaveNothingOfAWord) {
  Page page;
  page.Put("-");
  page.DropLast();
  page.Put("x");
  const CleanText text = page.Done();
  EXPECT_EQ(text.Text(), "x");
  EXPECT_EQ(text.Source({0, 1}), (SourceSpan{1, 2}));
}

TEST(CleanTextBuilder, DropLastAfterSomethingChanged) {
  Page page;
  page.Put("fu\u0308r-");
  page.DropLast();
  page.Put("\uFB01x");
  const CleanText text = page.Done();
  EXPECT_EQ(text.Text(), "fürfix");
  EXPECT_EQ(page.Source(text.Source({4, 6})), "\uFB01");
  EXPECT_EQ(page.Source(text.Source({0, 4})), "fu\u0308r");
}

// Random words, as printed, with glue and dropped hyphens between.
class RandomPages : public testing::TestWithParam<unsigned> {
 protected:
  void SetUp() override {
    std::mt19937 random(GetParam());
    const std::vector<std::string> parts{
        "a",      "ß", "u\u0308", "\uFB03", "x-",  "\u00AD",
        "\u200B", "“", "é",       "\u0301", "Aue", "\U0001F600"};
    for (int i = 0; i < 60; ++i) {
      std::string word;
      for (auto k = 1 + random() % 6; k > 0; --k) {
        word += parts[random() % parts.size()];
      }
      const Span span = page_.Put(word);
      if (!span.Empty() && page_.Text().ends_with('-') && random() % 2 == 0) {
        page_.DropLast();
      } else {
        page_.Space();
      }
      if (random() % 5 == 0) page_.NextLine(1 + i / 20);
    }
    text_ = page_.Done();
    for (std::size_t at = 0; at <= text_.Text().size();) {
      cuts_.push_back(at);
      if (at == text_.Text().size()) break;
      at += LengthAt(text_.Text(), at);
    }
  }

  Page page_;
  CleanText text_;
  std::vector<std::size_t> cuts_;  // between code points
};

TEST_P(RandomPages, MapForward) {
  std::size_t last_begin = 0, last_end = 0;
  for (std::size_t i = 0; i + 1 < cuts_.size(); ++i) {
    if (text_.Text()[cuts_[i]] == ' ') continue;
    const SourceSpan source = text_.Source({cuts_[i], cuts_[i + 1]});
    ASSERT_LT(source.begin, source.end);
    ASSERT_GE(source.begin, last_begin);
    ASSERT_GE(source.end, last_end);
    last_begin = source.begin;
    last_end = source.end;
  }
}

TEST_P(RandomPages, RoundTripContainsTheText) {
  const auto bare = [](std::string s) {
    std::erase_if(s, [](char c) { return c == ' ' || c == '-'; });
    return s;
  };
  for (std::size_t i = 0; i < cuts_.size(); i += 3) {
    for (std::size_t k = i + 1; k < std::min(cuts_.size(), i + 25); k += 4) {
      const Span span{cuts_[i], cuts_[k]};
      const std::string clean(text_.Slice(span));
      if (bare(clean).empty()) continue;
      // Each word by itself: marks do not join across words.
      std::string again;
      const SourceSpan source = text_.Source(span);
      for (const PlacedWord& word : page_.Placed()) {
        const SourceSpan part{std::max(source.begin, word.source.begin),
                              std::min(source.end, word.source.end)};
        if (part.begin < part.end) again += Cleaned(page_.Source(part));
      }
      ASSERT_NE(bare(again).find(bare(clean)), std::string::npos)
          << "'" << clean << "' from '" << page_.Source(source) << "'";
    }
  }
}

TEST_P(RandomPages, BoxesLieWithinTheWords) {
  for (std::size_t i = 0; i + 1 < cuts_.size(); i += 2) {
    const Span span{cuts_[i], cuts_[std::min(i + 7, cuts_.size() - 1)]};
    const SourceSpan source = text_.Source(span);
    std::size_t boxes = 0;
    for (const Box& box : text_.Boxes(span)) {
      ++boxes;
      double left = 1e9, right = -1e9;
      for (const PlacedWord& word : page_.Placed()) {
        if (word.page != box.page || word.y0 != box.y) continue;
        if (!word.source.Overlaps(source)) continue;
        left = std::min(left, static_cast<double>(word.edges.front()));
        right = std::max(right, static_cast<double>(word.edges.back()));
        EXPECT_EQ(box.height, word.y1 - word.y0);
      }
      ASSERT_GT(box.width, 0);
      ASSERT_GE(box.x, left);
      ASSERT_LE(box.Right(), right);
    }
    const std::string_view slice = text_.Slice(span);
    const bool blank = slice.find_first_not_of(' ') == std::string_view::npos;
    EXPECT_EQ(boxes == 0, blank) << "'" << slice << "'";
  }
}

INSTANTIATE_TEST_SUITE_P(CleanText, RandomPages, testing::Range(1U, 31U));

}  // namespace
}  // namespace bmas
