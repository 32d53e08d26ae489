// rules/match.h on tiny rule sets: vetoes, enumerations, overlaps.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/found.h"

namespace bmas {
namespace {

using testing::ElementsAre;

std::string Veto(const std::string& covers,
                 const std::string& at = "sentence") {
  return "[[veto]]\nid = \"veto\"\nat = \"" + at +
         "\"\nblocks = [\"winner\"]\n"
         "covers = \"" +
         covers + "\"\npattern = '''bereits'''\n";
}

const std::string kWins =
    Rule("wins", "sentence", R"((?P<name>\p{Lu}\p{L}+ \p{Lu}\p{L}+) siegt)");
const std::string kSentences =
    "Ida Kern siegt. Max Rohr siegt bereits und Jan Au siegt. Eva Bad siegt.\n";

TEST(Vetoes, CoverWhatTheySay) {
  EXPECT_THAT(Found(kWins, kSentences).Names(),
              ElementsAre("Ida Kern", "Max Rohr", "Jan Au", "Eva Bad"));
  EXPECT_THAT(Found(kWins + Veto("sentence"), kSentences).Names(),
              ElementsAre("Ida Kern", "Eva Bad"));
  EXPECT_THAT(Found(kWins + Veto("after"), kSentences).Names(),
              ElementsAre("Ida Kern", "Max Rohr", "Eva Bad"));
  EXPECT_THAT(
      Found(kWins + Veto("block"), kSentences + "\nUte See siegt.\n").Names(),
      ElementsAre("Ute See"));
}

TEST(Vetoes, AreKeptAsLosses) {
  const Found found(kWins + Veto("sentence"), kSentences);
  EXPECT_THAT(found.Lost(), testing::UnorderedElementsAre(
                                "wins: name=Max Rohr vetoed by veto",
                                "wins: name=Jan Au vetoed by veto"));
}

TEST(Vetoes, BlockOnlyTheirKinds) {
  const Found found(Rule("r", "line", "^(?P<text>.+)$", "", "headline") +
                        Veto("line", "line"),
                    "Otter bereits da\n");
  EXPECT_EQ(found.Mentions().size(), 1U);
}

TEST(Vetoes, CoverTheSectionTheyStandIn) {
  const Found found(
      kSection + Veto("section", "item"),
      kProse +
          "\n\nDie Preise gehen an:\n\n• Otterwerk eG\n"
          "• Forum, bereits geehrt\n\n" +
          kProse + "\n\n" +
          "Die Preise gehen an:\n\n• Bad Aue\n• Nord Kollektiv\n");
  EXPECT_THAT(found.Names(), ElementsAre("Bad Aue", "Nord Kollektiv"));
}

TEST(Splitting, GivesEachPartAMentionWithWhatTheyShare) {
  const Found found(
      Rule("all", "line", R"(^(?P<award>\p{Lu}\p{L}+): (?P<names>.+)$)",
           "split = { names = \"name\" }"),
      "Otterpreis: Nord Kollektiv, Hin und Her e. V. und Aue\n");
  EXPECT_THAT(found.Mentions(),
              ElementsAre("all: award=Otterpreis name=Nord Kollektiv",
                          "all: award=Otterpreis name=Hin und Her e. V.",
                          "all: award=Otterpreis name=Aue"));
}

TEST(Splitting, KeepsUmlautsAndForeignLetters) {
  const Found found(Rule("all", "line", "^Köche: (?P<names>.+)$",
                         "split = { names = \"name\" }"),
                    "Köche: Jörg Öz, „Łódź, über und drüber“ und Änne Süß\n");
  EXPECT_THAT(found.Mentions(), ElementsAre("all: name=Jörg Öz",
                                            "all: name=„Łódź, über und drüber“",
                                            "all: name=Änne Süß"));
}

TEST(Splitting, PutsEachPartThroughItsRule) {
  const std::string rules =
      Rule("all", "line", R"(^Sieger: (?P<names>.+)$)",
           "split = { names = \"part\" }") +
      "[[rule]]\nid = \"part\"\nyields = \"winner\"\n"
      "pattern = '''^(?P<name>[^(]+?)(?: \\((?P<place>[^)]+)\\))?$'''\n"
      "reject = '''^weitere'''\n";
  const Found found(rules,
                    "Sieger: Otter (Aue), Kern GmbH und weitere Teams\n");
  EXPECT_THAT(found.Mentions(),
              ElementsAre("all: name=Otter place=Aue", "all: name=Kern GmbH"));
}

TEST(Overlaps, TheLongestWins) {
  const Found found(Rule("short", "line", "^(?P<name>Otter)") +
                        Rule("long", "line", "^(?P<name>Otter aus Aue)"),
                    "Otter aus Aue\n");
  EXPECT_THAT(found.Mentions(), ElementsAre("long: name=Otter aus Aue"));
  EXPECT_THAT(found.Lost(), ElementsAre("short: name=Otter lost to long"));
}

TEST(Overlaps, OfEqualLengthTheNarrowerPlaceWins) {
  for (const char* wide : {"line", "sentence", "paragraph", "block"}) {
    const Found found(Rule("wide", wide, "^(?P<name>Otter)") +
                          Rule("narrow", "item", "^(?P<name>Otter)"),
                      "• Otter\n• Aue\n");
    EXPECT_EQ(found.Names().size(), 1U) << wide;
    EXPECT_THAT(found.Mentions(), ElementsAre("narrow: name=Otter")) << wide;
  }
}

TEST(Overlaps, ThenTheFirstFileThenTheFirstRule) {
  const std::string first = Rule("z.first", "line", "^(?P<name>Otter)");
  const std::string second = Rule("a.second", "line", "^(?P<name>Otter)");
  EXPECT_THAT(Found(first + second, "Otter\n").Mentions(),
              ElementsAre("z.first: name=Otter"));
  EXPECT_THAT(Found(second, "Otter\n", first).Mentions(),
              ElementsAre("a.second: name=Otter"));
}

TEST(Overlaps, AreOnlyBetweenOneKind) {
  const Found found(Rule("winner", "line", "^(?P<name>Otter aus Aue)") +
                        Rule("award", "line", "^(?P<name>Otter)", "", "award"),
                    "Otter aus Aue\n");
  EXPECT_EQ(found.Mentions().size(), 2U);
}

TEST(Rules, OfExperimentalStatusRunOnlyWhenAsked) {
  const RuleFolder folder(
      Rule("r", "line", "(?P<name>x)", "status = \"experimental\"") +
      Rule("s", "line", "(?P<name>x)"));
  EXPECT_EQ(folder.Load(false).rules.size(), 1U);
  EXPECT_EQ(folder.Load(true).rules.size(), 2U);
}

}  // namespace
}  // namespace bmas
