// What a match must hold, and finding it. The property that matters is that
// nothing is left out: Prefilter.* holds it against every shipped rule.
#include "pipeline/rules/literals.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <re2/re2.h>

#include "pipeline/rules/literal_index.h"
#include "pipeline/rules/regex_tree.h"
#include "pipeline/text/fold.h"

namespace bmas::rules {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using Set = std::vector<FoldedView>;
using Sets = std::vector<Set>;

LiteralSet LiteralsOf(const Set& set) { return {set.begin(), set.end()}; }

std::vector<LiteralSet> Needs(const std::string& pattern) {
  static const std::map<std::string, std::string> kNames{
      {"prize", "(?:Preis|Medaille)(?:e|es|s)?"},
      {"twice", "{prize} und {prize}"},
      {"loop", "x{loop}"}};
  LiteralFinder finder([](const std::string& name) -> const std::string* {
    const auto at = kNames.find(name);
    return at == kNames.end() ? nullptr : &at->second;
  });
  return finder.Required(pattern);
}

struct NeedsCase {
  const char* pattern;
  Sets sets;
};

class Literals : public testing::TestWithParam<NeedsCase> {};

TEST_P(Literals, AreThoseThatEveryMatchHolds) {
  std::vector<LiteralSet> sets;
  for (const Set& set : GetParam().sets) sets.push_back(LiteralsOf(set));
  EXPECT_EQ(Needs(GetParam().pattern), sets) << GetParam().pattern;
}

INSTANTIATE_TEST_SUITE_P(
    All, Literals,
    testing::Values(
        NeedsCase{"abc", {{"abc"}}}, NeedsCase{"ABC", {{"abc"}}},
        NeedsCase{"(?i:Ärzte)", {{FoldedView::FromBytes("\xE4rzte")}}},
        NeedsCase{"abc|xyz", {{"abc", "xyz"}}},
        NeedsCase{"abc|x*", {}},  // one of them may be empty
        NeedsCase{"(?:abc)?xyz", {{"abcxyz", "xyz"}}},
        NeedsCase{"(?:abc)*xyz", {{"xyz"}}},
        NeedsCase{"(?:abc)+xyz", {{"abc"}, {"xyz"}}},
        NeedsCase{"abc.xyz", {{"abc"}, {"xyz"}}},
        NeedsCase{"ab[cd]ef", {{"abcef", "abdef"}}},
        NeedsCase{"ab[^c]ef", {}},  // two letters tell nothing
        NeedsCase{"^abc$", {{"abc"}}},
        // The loader puts a byte in the place of \b.
        NeedsCase{"abc,\\bxyz", {{"abc,"}, {"xyz"}}},
        NeedsCase{"\\p{L}+preis\\w*", {{"preis"}}},
        NeedsCase{"{prize}[0-9]+",
                  {{"medaille", "preis"},
                   {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"}}},
        NeedsCase{"x{twice}",
                  {{"xmedaille und medaille", "xmedaille und preis",
                    "xmedaillee und medaille", "xmedaillee und preis",
                    "xmedaillees und medaille", "xmedaillees und preis",
                    "xmedailles und medaille", "xmedailles und preis",
                    "xpreis und medaille", "xpreis und preis",
                    "xpreise und medaille", "xpreise und preis",
                    "xpreises und medaille", "xpreises und preis",
                    "xpreiss und medaille", "xpreiss und preis"}}},
        NeedsCase{"{loop}abc", {{"abc"}}}, NeedsCase{"{unknown}abc", {{"abc"}}},
        // What begins with another literal is found with it.
        NeedsCase{"(?:haus|hausboot)x?", {{"haus"}}},
        NeedsCase{"a\\.b@", {{"a.b@"}}}, NeedsCase{"x{2,}abc", {{"abc"}}},
        NeedsCase{"(?P<name>abc)", {{"abc"}}},
        NeedsCase{"ab\\tcd", {{"ab cd"}}},  // a tab reads as a space
        NeedsCase{"(unclosed", {}}));

TEST(Literals, AreSoughtInTheWholeText) {
  LiteralIndex index;
  const int prizes = index.Add(LiteralsOf({"medaille", "preis"}));
  const int digits = index.Add(LiteralsOf({"1", "2"}));
  EXPECT_EQ(index.Add(LiteralsOf({"medaille", "preis"})), prizes) << "shared";
  const auto places = [&](const std::string& text, int set) {
    const auto hits = index.Find(FoldToBytes(text));
    const auto of = hits.Of(set);
    return std::vector<std::uint32_t>(of.begin(), of.end());
  };
  EXPECT_THAT(places("der preis 12, ein preis", prizes), ElementsAre(4, 18));
  EXPECT_THAT(places("der preis 12, ein preis", digits), ElementsAre(10, 11));
  EXPECT_THAT(places("", prizes), IsEmpty());
  EXPECT_THAT(places("prei", prizes), IsEmpty());
  EXPECT_THAT(places("1", digits), ElementsAre(0));
}

TEST(RegexTree, ReadsWhatRuleFilesUse) {
  for (const char* pattern :
       {"", "a|b", "(?i)abc", "(?i:abc)", "(?P<n>a)", "[]a-z]", "[^\\p{Lu}\\d]",
        "\\x{41}", "a{2}", "a{2,}?", "a{2,3}", "\\bfoo\\b", "[[:alpha:]]",
        "a**", "\\.\\?", "{name}", "x{name}y"}) {
    EXPECT_TRUE(ParseRegex(FoldToBytes(pattern)).has_value()) << pattern;
  }
  for (const char* pattern :
       {"(", ")", "a)", "[", "*a", "\\", "(?P<n", "\\1"}) {
    EXPECT_FALSE(ParseRegex(FoldToBytes(pattern)).has_value()) << pattern;
  }
}

}  // namespace
}  // namespace bmas::rules
