// rules/: what is wrong with a rule file is said at once, at its place.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "pipeline/base/did_you_mean.h"
#include "tests/rule_folder.h"

namespace bmas {
namespace {

using testing::ElementsAre;

struct Wrong {
  const char* name;
  std::string file;
  std::string error;
};

std::ostream& operator<<(std::ostream& out, const Wrong& w) {
  return out << w.name;
}

class WrongRule : public testing::TestWithParam<Wrong> {};

TEST_P(WrongRule, IsShownWhereItStands) {
  EXPECT_THAT(RuleFolder(GetParam().file).Errors(),
              ElementsAre(GetParam().error));
}

INSTANTIATE_TEST_SUITE_P(
    Rules, WrongRule,
    testing::Values(
        Wrong{"UnknownKey", SoundRule("", "requires = \"x\"\n"),
              "a.toml:6:1: unknown key \"requires\"; did you mean "
              "\"require\"?\n  requires = \"x\"\n  ^"},
        Wrong{"UnknownKeyWithoutGuess", SoundRule("", "zzzzzzzzz = \"x\"\n"),
              "a.toml:6:1: unknown key \"zzzzzzzzz\"\n"
              "  zzzzzzzzz = \"x\"\n  ^"},
        Wrong{"UnknownTable", SoundRule("", "[wrods]\n"),
              "a.toml:6:2: unknown key \"wrods\"; did you mean \"words\"?\n"
              "  [wrods]\n   ^"},
        Wrong{"MissingId", SoundRule("id = \"a.one\"\n"),
              "a.toml:1:1: a rule needs an \"id\"\n  [[rule]]\n  ^"},
        Wrong{"MissingPattern", SoundRule("pattern = '''^(?P<name>.+)$'''\n"),
              "a.toml:2:6: \"a.one\" needs \"pattern\"\n"
              "  id = \"a.one\"\n       ^"},
        Wrong{"MissingAt", SoundRule("at = \"item\"\n"),
              "a.toml:2:6: \"a.one\" needs \"at\"\n"
              "  id = \"a.one\"\n       ^"},
        Wrong{"MissingYields", SoundRule("yields = \"winner\"\n"),
              "a.toml:2:6: \"a.one\" needs \"yields\"\n"
              "  id = \"a.one\"\n       ^"},
        Wrong{"WrongType", SoundRule("", "about = 3\n"),
              "a.toml:6:9: \"about\" must be a string\n"
              "  about = 3\n          ^"},
        Wrong{"WrongTypeInAList", SoundRule("\"item\"", "[\"item\", 3]"),
              "a.toml:3:15: \"at\" must be a string\n"
              "  at = [\"item\", 3]\n                ^"},
        Wrong{"WrongTypeOfATable", SoundRule("", "parse = \"person\"\n"),
              "a.toml:6:9: \"parse\" must be a table\n"
              "  parse = \"person\"\n          ^"},
        Wrong{"UnknownPlace", SoundRule("\"item\"", "\"itm\""),
              "a.toml:3:6: \"itm\" is no place; did you mean \"item\"?\n"
              "  at = \"itm\"\n       ^"},
        Wrong{"UnknownKind", SoundRule("\"winner\"", "\"winer\""),
              "a.toml:4:10: \"winer\" is no kind of mention; did you mean "
              "\"winner\"?\n  yields = \"winer\"\n           ^"},
        Wrong{"UnknownParser", SoundRule("", "parse = { name = \"persn\" }\n"),
              "a.toml:6:18: \"persn\" is no parser; did you mean \"person\"?\n"
              "  parse = { name = \"persn\" }\n                   ^"},
        Wrong{"UnknownField", RuleWithPattern("^(?P<nam>.+)$"),
              "a.toml:5:15: \"nam\" is no field of \"winner\"; did you mean "
              "\"name\"?\n  pattern = '''^(?P<nam>.+)$'''\n                ^"},
        Wrong{"UnknownSection",
              SoundRule("",
                        "in = \"a.lst\"\n[[section]]\nid = \"a.list\"\n"
                        "at = \"line\"\nopens = '''x'''\n"),
              "a.toml:6:6: \"a.lst\" is no section; did you mean \"a.list\"?\n"
              "  in = \"a.lst\"\n       ^"},
        Wrong{"UnknownPartRule", SoundRule("", "split = { name = \"a.on\" }\n"),
              "a.toml:6:18: \"a.on\" is no rule; did you mean \"a.one\"?\n"
              "  split = { name = \"a.on\" }\n                   ^"},
        Wrong{"UnknownStatus", SoundRule("", "status = \"new\"\n"),
              "a.toml:2:6: \"status\" is stable or experimental\n"
              "  id = \"a.one\"\n       ^"},
        Wrong{"UnknownEndOfSection",
              "[[section]]\nid = \"s\"\nat = \"line\"\nopens = '''x'''\n"
              "until = [\"heding\"]\n",
              "a.toml:5:10: \"heding\" is no end of a section; did you mean "
              "\"heading\"?\n  until = [\"heding\"]\n           ^"},
        Wrong{"VetoOfNothing",
              "[[veto]]\nid = \"v\"\nat = \"line\"\npattern = '''x'''\n",
              "a.toml:2:6: a veto needs \"blocks\"\n  id = \"v\"\n       ^"},
        Wrong{"UnknownExtent",
              "[[veto]]\nid = \"v\"\nat = \"line\"\npattern = '''x'''\n"
              "blocks = [\"winner\"]\ncovers = \"sentense\"\n",
              "a.toml:2:6: \"sentense\" is no extent of a veto; did you mean "
              "\"sentence\"?\n  id = \"v\"\n       ^"},
        Wrong{"BadPattern", RuleWithPattern("(a[b"),
              "a.toml:5:16: bad pattern: missing ]: [b\n"
              "  pattern = '''(a[b'''\n                 ^"},
        Wrong{"BadPatternAfterUmlauts", RuleWithPattern("äöü[b"),
              "a.toml:5:17: bad pattern: missing ]: [b\n"
              "  pattern = '''äöü[b'''\n                  ^"},
        Wrong{"BadPatternWithUmlauts", RuleWithPattern("x[ä"),
              "a.toml:5:15: bad pattern: missing ]: [ä\n"
              "  pattern = '''x[ä'''\n                ^"},
        Wrong{"BadReject",
              SoundRule("", "reject = '''x{2'''\nrequire = '''*'''\n"),
              "a.toml:7:14: bad pattern: no argument for repetition operator: "
              "*\n  require = '''*'''\n               ^"},
        Wrong{"PerlGroup", RuleWithPattern("(?<name>x)"),
              "a.toml:5:14: bad pattern: invalid perl operator: (?<; a group's "
              "name is written (?P<name>…)\n"
              "  pattern = '''(?<name>x)'''\n               ^"},
        Wrong{"UndefinedFragment",
              "[words]\nrole = [\"Sieger\"]\n" +
                  RuleWithPattern("^{rol} (?P<name>.+)$"),
              "a.toml:7:15: undefined fragment {rol}; did you mean {role}?\n"
              "  pattern = '''^{rol} (?P<name>.+)$'''\n                ^"},
        Wrong{"UndefinedFragmentInAFragment",
              "[fragments]\nregion = '''x{zzzzzz}'''\n" +
                  RuleWithPattern("{region}"),
              "a.toml:2:14: undefined fragment {zzzzzz}\n"
              "  region = '''x{zzzzzz}'''\n               ^"},
        Wrong{"EndlessFragment",
              "[fragments]\na = '''{b}'''\nb = '''{a}'''\n" +
                  RuleWithPattern("{a}"),
              "a.toml:2:5: fragments contain each other without end\n"
              "  a = '''{b}'''\n      ^"},
        Wrong{"UnknownMark", RuleWithPattern("^<winer> (?P<name>.+)$"),
              "a.toml:5:15: no mark is called <winer>\n"
              "  pattern = '''^<winer> (?P<name>.+)$'''\n                ^"},
        Wrong{"ExampleWithoutText",
              SoundRule("", "yes = [ { name = \"x\" } ]\n"),
              "a.toml:6:9: an example needs a \"text\"\n"
              "  yes = [ { name = \"x\" } ]\n          ^"},
        Wrong{"DefinedTwice",
              "[words]\nrole = [\"Sieger\"]\n[fragments]\nrole = '''x'''\n",
              "a.toml:4:1: \"role\" is defined twice\n  role = '''x'''\n  ^"},
        Wrong{"DuplicateId", SoundRule("", SoundRule()),
              "a.toml:7:6: the id \"a.one\" is taken by a.toml:2\n"
              "  id = \"a.one\"\n       ^"}),
    [](const auto& param) { return param.param.name; });

// RE2 compiles these, and nobody means them.
TEST(RuleErrors, ARepeatedGroupIsAnError) {
  const auto errors =
      RuleFolder(RuleWithPattern("(?P<name>a)|(?P<name>b)")).Errors();
  ASSERT_EQ(errors.size(), 1U);
  EXPECT_THAT(errors[0], testing::StartsWith("a.toml:5:"));
  EXPECT_THAT(errors[0], testing::HasSubstr("the group \"name\" occurs twice"));
}

TEST(RuleErrors, AGroupRepeatedByAFragmentIsAnError) {
  const auto errors = RuleFolder("[fragments]\nf = '''(?P<name>x)'''\n" +
                                 RuleWithPattern("{f}|{f}"))
                          .Errors();
  ASSERT_EQ(errors.size(), 1U);
  EXPECT_THAT(errors[0], testing::HasSubstr("the group \"name\" occurs twice"));
}

TEST(RuleErrors, ARuleCannotStandInARule) {
  const std::string other =
      "[[section]]\nid = \"other.thing\"\nat = \"line\"\nopens = '''x'''\n" +
      SoundRule("a.one", "a.two");
  EXPECT_THAT(RuleFolder(other + SoundRule("", "in = \"a.two\"\n")).Errors(),
              ElementsAre("a.toml:15:6: \"a.two\" is no section; known are "
                          "other.thing\n  in = \"a.two\"\n       ^"));
}

TEST(RuleErrors, FieldsOfEveryKeyMustBeKnown) {
  for (const std::string key :
       {"parse = { nme = \"person\" }", "reject = { nme = '''x''' }",
        "split = { nme = \"name\" }", "set = { nme = \"x\" }"}) {
    const auto errors = RuleFolder(SoundRule("", key + "\n")).Errors();
    EXPECT_THAT(errors,
                ElementsAre(testing::HasSubstr("\"nme\" is no field of "
                                               "\"winner\"; did you mean "
                                               "\"name\"?")))
        << key;
  }
}

TEST(RuleErrors, ColumnsMustBeFields) {
  const auto errors =
      RuleFolder(
          "[[rule]]\nid = \"r\"\nat = \"row\"\nyields = \"winner\"\n"
          "columns = { nme = \"Preisträger\" }\n")
          .Errors();
  ASSERT_EQ(errors.size(), 1U);
  EXPECT_THAT(errors[0], testing::HasSubstr("\"nme\" is no field of"));
}

TEST(RuleErrors, BrokenTomlIsToldAtItsPlaceAndAlone) {
  RuleFolder folder(SoundRule("\"a.one\"", "\"a.one"));
  folder.Put("b.toml", RuleWithPattern("{unknown}"));
  folder.Put("c.toml", SoundRule("a.one", "c.one") +
                           "map = { name = \"lost\" }\nin = \"lost\"\n"
                           "near = { rule = \"a.one\", lines = 1 }\n");
  const auto errors = folder.Errors();
  ASSERT_EQ(errors.size(), 1U) << "names may only be missing";
  EXPECT_THAT(errors[0], testing::StartsWith("a.toml:2:"));
  EXPECT_THAT(errors[0], testing::HasSubstr("\n  id = \"a.one\n"));
}

TEST(RuleErrors, ARegionIsWhole) {
  RuleFolder folder(SoundRule());
  folder.Put("language.toml",
             "default_region = \"XX\"\n[regions]\n"
             "DE = { prefix = \"49\", domain = \".de\", postcode_digits = 5 }\n"
             "AT = { prefix = \"43\", domain = \"\", postcode_digits = 4 }\n");
  EXPECT_THAT(
      folder.Errors(),
      testing::UnorderedElementsAre(
          testing::StartsWith("language.toml:4:6: \"AT\" needs a \"prefix\", a "
                              "\"domain\" and a number of"),
          testing::StartsWith("language.toml:1:18: \"default_region\" is none "
                              "of \"regions\"")));
}

TEST(RuleErrors, AllOfAllFilesComeAtOnce) {
  RuleFolder folder(SoundRule("\"item\"", "\"itm\"") + "\n" +
                    SoundRule("a.one", "a.two") + "abuot = \"x\"\n");
  folder.Put("deep/er/b.toml", RuleWithPattern("(("));
  EXPECT_THAT(
      folder.Errors(),
      testing::UnorderedElementsAre(
          "a.toml:3:6: \"itm\" is no place; did you mean \"item\"?\n"
          "  at = \"itm\"\n       ^",
          "a.toml:12:1: unknown key \"abuot\"; did you mean \"about\"?\n"
          "  abuot = \"x\"\n  ^",
          testing::StartsWith("deep/er/b.toml:2:6: the id \"a.one\" is taken"),
          testing::StartsWith("deep/er/b.toml:5:14: bad pattern: missing )")));
}

TEST(RuleErrors, FoldersWithoutRulesAreErrors) {
  RuleFolder folder;
  EXPECT_THAT(folder.Errors(),
              ElementsAre(folder.Path() + ": holds no rule files"));
  rules::RuleSet rules;
  const Errors errors =
      rules::LoadRules({folder.Path() + "/no"}, false, &rules);
  ASSERT_EQ(errors.size(), 1U);
  EXPECT_EQ(Render(errors[0]), folder.Path() +
                                   "/no: cannot read folder: No such file or "
                                   "directory");
}

TEST(RuleErrors, OtherEncodingsAreErrors) {
  EXPECT_THAT(RuleFolder("# f\xFCr\n" + SoundRule()).Errors(),
              ElementsAre("a.toml: is not UTF-8"));
}

TEST(RuleErrors, ASoundRuleHasNone) {
  EXPECT_THAT(RuleFolder(SoundRule()).Errors(), testing::IsEmpty());
}

TEST(DidYouMean, FindsTheNearestOrNothing) {
  const std::vector<std::string> known{"item", "line", "row", "sentence"};
  EXPECT_EQ(DidYouMean("itme", known), "item");
  EXPECT_EQ(DidYouMean("sentense", known), "sentence");
  EXPECT_EQ(DidYouMean("zzzzzzzz", known), "");
  EXPECT_EQ(DidYouMean("x", {}), "");
}

}  // namespace
}  // namespace bmas
