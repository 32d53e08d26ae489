// The parts of the rule language that look beyond one pattern: labels, links,
// likeness, maps, what stands near, what attaches.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pipeline/rules/labels.h"
#include "tests/found.h"

namespace bmas {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::string PhoneRule(const std::string& more = "") {
  return "[[rule]]\nid = \"phone\"\nat = \"label\"\nyields = \"contact\"\n"
         "label = '''(?i:tel(?:efon)?)'''\n"
         "pattern = '''^(?P<phones>[\\d /-]+)$'''\n" +
         more;
}

TEST(Labels, StandBeforeTheirValue) {
  EXPECT_THAT(Found(PhoneRule(), "Otter e. V.\n\nTel.: 030 1234\n\nFax: 030 99")
                  .Mentions(),
              ElementsAre("phone: phones=030 1234"));
}

TEST(Labels, AreAsLongInUmlautsAsInOthers) {
  const std::string rule =
      "[[rule]]\nid = \"phone\"\nat = \"label\"\nyields = \"contact\"\n"
      "label = '''(?i:[aäx]+)'''\npattern = '''^(?P<phones>[\\d ]+)$'''\n";
  std::string umlauts;
  for (int i = 0; i < 60; ++i) umlauts += "ä";
  EXPECT_THAT(Found(rule, umlauts + ": 030 1234").Mentions(),
              ElementsAre("phone: phones=030 1234"));
  EXPECT_THAT(Found(rule, umlauts + "x: 030 1234").Mentions(), IsEmpty());
}

TEST(Labels, StandBetweenBars) {
  EXPECT_THAT(
      Found(PhoneRule(), "Otter | Tel.: 030 1234 | Fax: 030 99").Mentions(),
      ElementsAre("phone: phones=030 1234"));
  EXPECT_THAT(Found(PhoneRule(), "Mail: a@b.de | Telefon: 030 1234").Mentions(),
              ElementsAre("phone: phones=030 1234"));
}

TEST(Labels, ComeFirstAllOfThem) {
  EXPECT_THAT(
      Found(PhoneRule(), "Telefon:\n\nFax:\n\n030 1234\n\n030 99").Mentions(),
      ElementsAre("phone: phones=030 1234"));
  EXPECT_THAT(Found(PhoneRule(), "Fax:\n\nTelefon:\n\n030 1234").Mentions(),
              IsEmpty())
      << "two labels, one value: whose it is cannot be told";
}

TEST(Labels, MustFitWhole) {
  EXPECT_THAT(Found(PhoneRule(), "Hoteltelefon: 030 1234").Mentions(),
              IsEmpty());
}

TEST(Likeness, TellsPeopleFromInstitutions) {
  const std::string rule =
      "[[rule]]\nid = \"r\"\nat = \"line\"\nyields = \"winner\"\n"
      "pattern = '''^an (?P<name>.+)$'''\nis = { name = \"person\" }\n";
  EXPECT_THAT(Found(rule, "an Ida Kern").Names(), ElementsAre("Ida Kern"));
  EXPECT_THAT(Found(rule, "an Otter GmbH").Names(), IsEmpty());
}

TEST(Maps, GiveTheirValueInPlaceOfTheWord) {
  const std::string rule =
      "[map]\nrank = { ersten = 1, \"zweiten\" = 2 }\n"
      "[[rule]]\nid = \"r\"\nat = \"line\"\nyields = \"winner\"\n"
      "pattern = '''^den (?P<rank>{rank}) Preis: (?P<name>.+)$'''\n"
      "map = { rank = \"rank\" }\n";
  const Found found(rule, "den zweiten Preis: Otter");
  ASSERT_EQ(found.All().mentions.size(), 1U);
  const rules::Field* rank = found.All().mentions[0].Find("rank");
  ASSERT_NE(rank, nullptr);
  EXPECT_EQ(rank->value, "2");
}

TEST(Near, CountsOnlyWithinSoManyLines) {
  const std::string rules =
      "[[rule]]\nid = \"lead\"\nat = \"line\"\nyields = \"noise\"\n"
      "pattern = '''^Kontakt$'''\n"
      "[[rule]]\nid = \"number\"\nat = \"line\"\nyields = \"contact\"\n"
      "pattern = '''^(?P<phones>\\d+)$'''\n"
      "near = { rule = \"lead\", lines = 2 }\n";
  EXPECT_THAT(Found(rules, "Kontakt\n\nOtter\n\n030").Mentions(),
              ElementsAre("lead:", "number: phones=030"));
  const Found far(rules, "Kontakt\n\nOtter\n\nBiber\n\n030");
  EXPECT_THAT(far.Mentions(), ElementsAre("lead:"));
  EXPECT_THAT(far.Lost(), IsEmpty()) << "it is not even sought there";
}

TEST(Attach, IsSaidByWhatHasNoName) {
  const std::string rule =
      "[[rule]]\nid = \"r\"\nat = \"line\"\nyields = \"winner\"\n"
      "pattern = '''^Projekt: (?P<project>.+)$'''\n";
  EXPECT_THAT(RuleFolder(rule).Errors(),
              ElementsAre(HasSubstr("a winner needs a \"name\", or attach")));
  EXPECT_THAT(RuleFolder(rule + "attach = \"winner\"\n").Errors(), IsEmpty());
  EXPECT_THAT(RuleFolder(rule + "attach = \"award\"\n").Errors(),
              ElementsAre(HasSubstr("a rule attaches to what it yields")));
  EXPECT_THAT(RuleFolder(SoundRule("", "attach = \"winner\"\n")).Errors(),
              ElementsAre(HasSubstr("a winner with a name attaches to no")));
}

TEST(LanguageErrors, NameWhatIsMissing) {
  EXPECT_THAT(RuleFolder(SoundRule("", "is = { name = \"persn\" }\n")).Errors(),
              ElementsAre(HasSubstr("did you mean \"person\"?")));
  EXPECT_THAT(
      RuleFolder(SoundRule("", "map = { name = \"ranks\" }\n")).Errors(),
      ElementsAre(HasSubstr("\"ranks\" is no map")));
  EXPECT_THAT(
      RuleFolder(SoundRule("", "near = { rule = \"a.on\", lines = 3 }\n"))
          .Errors(),
      ElementsAre(HasSubstr("did you mean \"a.one\"?")));
  EXPECT_THAT(
      RuleFolder(SoundRule("", "near = { rule = \"a.one\" }\n")).Errors(),
      ElementsAre(HasSubstr("needs a \"rule\" and a number of")));
  EXPECT_THAT(RuleFolder(SoundRule("", "label = \"x\"\n")).Errors(),
              ElementsAre(HasSubstr("\"label\" needs at = \"label\"")));
  EXPECT_THAT(RuleFolder(SoundRule("\"item\"", "\"label\"")).Errors(),
              ElementsAre(HasSubstr("at = \"label\" needs the \"label\"")));
}

// Only \p and \x have braces of their own.
TEST(Fragments, StandBehindEscapedCharacters) {
  const std::string rules = "[fragments]\nend = '''Ende'''\n" +
                            Rule("a", "line", R"(^(?P<name>\p{Lu}\.{end})$)");
  EXPECT_THAT(Found(rules, "A.Ende\n\nB.Mitte\n").Mentions(),
              ElementsAre("a: name=A.Ende"));
}

}  // namespace
}  // namespace bmas
