// rules/match.h on tiny rule sets: places, words, sections.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "tests/found.h"

namespace bmas {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Matching, PatternsSeeFoldedTextAndValuesComeFromTheCleanOne) {
  const Found found(
      Rule("r", "line",
           R"re(^Preis: "(?P<name>[^"]+)" - (?P<place>\p{L}+)$)re"),
      "Preis: »Otter – Netz« — Aue\n");
  EXPECT_THAT(found.Mentions(), ElementsAre("r: name=Otter – Netz place=Aue"));
}

TEST(Matching, WordsTakeTheEndingsOfTheLexicon) {
  const Found found("[words]\nrole = [\"Sieger~\"]\n" +
                        Rule("r", "line", R"(^{role}: (?P<name>.+)$)"),
                    "Siegerinnen: Otter\n\nSieger: Aue\n\nSiegerzug: Nein\n");
  EXPECT_THAT(found.Names(), ElementsAre("Otter", "Aue"));
}

TEST(Matching, ValuesAfterForeignLettersAreWhole) {
  const Found found(
      "[words]\nrole = [\"Köchin~\", \"Märchenfürst~\"]\n" +
          Rule("r", "line",
               R"({role}: (?P<name>[^(]+) \((?P<place>\p{Lu}\p{L}+)\))"),
      "Für 5 €, »Öl«: Köchin: Główka pracuje \U0001F600 (Łódź)\n\n"
      "Zwei Märchenfürstinnen: Jörg & Käthe Öztürk (Ärzen)\n");
  EXPECT_THAT(found.Mentions(),
              ElementsAre("r: name=Główka pracuje \U0001F600 place=Łódź",
                          "r: name=Jörg & Käthe Öztürk place=Ärzen"));
}

TEST(Matching, BoundariesKnowUmlauts) {
  const Found found(Rule("r", "line", R"(\b(?P<name>ber\p{L}*))"),
                    "überall und bergauf\n\nÜber und berühmt\n");
  EXPECT_THAT(found.Names(), ElementsAre("bergauf", "berühmt"));
}

// Either the loader refuses what RE2 reads as ASCII, or it means letters.
TEST(Matching, WordCharactersAreNotAsciiOnly) {
  const RuleFolder folder(Rule("r", "line", R"(^(?P<name>\w+))"));
  if (!folder.Errors().empty()) return;
  EXPECT_THAT(
      Found(Rule("r", "line", R"(^(?P<name>\w+))"), "Größe zählt\n").Names(),
      ElementsAre("Größe"));
}

TEST(Matching, RequireAndRejectLookAtTheWholePlace) {
  const std::string text = "Otter aus Aue\n\nOtter aus Bad\n\nOtter im Nest\n";
  const std::string pattern = "^(?P<name>Otter)";
  EXPECT_EQ(Found(Rule("r", "line", pattern, "require = '''aus'''"), text)
                .Names()
                .size(),
            2U);
  EXPECT_EQ(Found(Rule("r", "line", pattern, "reject = '''Aue|Bad'''"), text)
                .Names()
                .size(),
            1U);
  EXPECT_THAT(Found(Rule("r", "line", "(?P<name>\\p{Lu}\\p{L}+)$",
                         "reject = { name = '''^A''' }"),
                    text)
                  .Names(),
              ElementsAre("Bad", "Nest"));
}

TEST(Sections, GiveTheirItemsToTheirRules) {
  const Found found(
      kSection, kProse +
                    "\n\n• Kein Preis\n• Auch nicht\n\n"
                    "Die Preise gehen an:\n\n• Otterwerk eG\n• Forum Aue\n\n" +
                    kProse + "\n\n• Kein Preis\n• Auch nicht\n");
  EXPECT_THAT(found.Names(), ElementsAre("Otterwerk eG", "Forum Aue"));
  ASSERT_EQ(found.All().sections.size(), 1U);
  EXPECT_EQ(found.All().mentions.at(0).section, 0);
  EXPECT_THAT(std::string(found.Text().Slice(found.All().sections[0].opener)),
              testing::StartsWith("Die Preise gehen an"));
}

TEST(Sections, MakeItemsOfTheirLines) {
  const Found found(kSection, kProse +
                                  "\n\nDie Preise gehen an:\n\n"
                                  "Otterwerk eG\nForum Aue\n\n" +
                                  kProse + "\n");
  EXPECT_THAT(found.Names(), ElementsAre("Otterwerk eG", "Forum Aue"));
}

// What follows the opener on its own line is an item too, without the colon.
TEST(Sections, TakeTheRestOfTheirLine) {
  std::string section = kSection;
  section.replace(section.find("an:$"), 4, "an:");
  const Found found(section,
                    kProse + "\n\nDie Preise gehen an: Otterwerk eG\n");
  EXPECT_THAT(found.Names(), ElementsAre("Otterwerk eG"));
}

TEST(Sections, WithoutOpenerGiveNothing) {
  EXPECT_THAT(Found(kSection, "• Otterwerk eG\n• Forum Aue\n").Names(),
              IsEmpty());
}

TEST(Sections, EndWhereAPatternSays) {
  std::string section = kSection;
  section.insert(section.find("[[rule]]"), "until_pattern = '''^Jury:'''\n");
  const Found found(section,
                    kProse +
                        "\n\nDie Preise gehen an:\n\n"
                        "• Otterwerk eG\n• Jury: Ida Kern\n• Max Rohr\n");
  EXPECT_THAT(found.Names(), ElementsAre("Otterwerk eG"));
}

TEST(Sections, StandInSectionsAndHandOn) {
  const Found found(
      kSection +
          "[[section]]\nid = \"category\"\nin = \"list\"\nat = \"line\"\n"
          "opens = '''^Kategorie (?P<category>\\p{L}+)$'''\n" +
          Rule("in.category", "item", "^(?P<name>.+)$", "in = \"category\""),
      "Kategorie Nirgends\n\n" + kProse +
          "\n\nDie Preise gehen an:\n\n"
          "Kategorie Handwerk\n\n• Otterwerk eG\n• Forum Aue\n\n"
          "Kategorie Jugend\n\n• Nord Kollektiv\n• Bad Aue\n");
  Strings seen;
  for (const Mention& mention : found.All().mentions) {
    if (found.Id(mention.rule) != "in.category") continue;
    const auto& section =
        found.All().sections.at(static_cast<std::size_t>(mention.section));
    ASSERT_EQ(section.carried.size(), 1U);
    seen.push_back(std::string(found.Text().Slice(section.carried[0].span)) +
                   " " +
                   std::string(found.Text().Slice(mention.Find("name")->span)));
    EXPECT_GE(section.parent, 0);
  }
  EXPECT_THAT(
      seen, testing::IsSubsetOf({"Handwerk Otterwerk eG", "Handwerk Forum Aue",
                                 "Jugend Nord Kollektiv", "Jugend Bad Aue"}));
  for (const auto& section : found.All().sections) {
    EXPECT_EQ(found.Text().Slice(section.opener).find("Nirgends"),
              std::string_view::npos);
  }
}

}  // namespace
}  // namespace bmas
