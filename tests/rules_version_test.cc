// rules/: what a rule does makes its version; how its file looks does not.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/rule_folder.h"

namespace bmas {
namespace {

std::string Version(const std::string& file, const std::string& id = "a.one") {
  const RuleFolder folder(file);
  const rules::RuleSet rules = folder.Load(true);
  for (const rules::CompiledRule& rule : rules.rules) {
    if (rule.id == id) return rule.version;
  }
  ADD_FAILURE() << "no rule " << id;
  return "";
}

TEST(RuleVersions, AreEightHexadecimalDigits) {
  EXPECT_THAT(Version(SoundRule()), testing::MatchesRegex("[0-9a-f]{8}"));
}

TEST(RuleVersions, DoNotChangeWithLooks) {
  const std::string version = Version(SoundRule());
  EXPECT_EQ(Version("# a comment\n\n" + SoundRule()), version);
  EXPECT_EQ(Version(SoundRule("a.one", "a.two") + SoundRule()), version)
      << "order";
  EXPECT_EQ(Version(SoundRule("", "about = \"x\"\nno = [\"y\"]\n")), version);
  EXPECT_EQ(Version(SoundRule("\"item\"", "[\"item\"]")), version);
  EXPECT_EQ(Version(SoundRule("'''^(?P<name>.+)$'''", "\"^(?P<name>.+)$\"")),
            version);
  EXPECT_EQ(Version("[words]\nunused = [\"x\"]\n" + SoundRule()), version);
}

TEST(RuleVersions, ChangeWithWhatTheRuleDoes) {
  std::vector<std::string> files{
      SoundRule(),
      RuleWithPattern("^(?P<name>.*)$"),
      SoundRule("\"item\"", "\"line\""),
      SoundRule("\"winner\"", "\"contact\""),
      SoundRule("", "reject = '''x'''\n"),
      SoundRule("", "require = '''x'''\n"),
      SoundRule("", "reject = { name = '''x''' }\n"),
      SoundRule("", "set = { name = '''x''' }\n"),
      SoundRule("", "parse = { name = \"person\" }\n"),
      SoundRule("", "parse = { name = \"team\" }\n"),
      SoundRule("", "split = { name = \"name\" }\n"),
      SoundRule("", "is = { name = \"person\" }\n"),
      SoundRule("", "near = { rule = \"a.one\", lines = 3 }\n"),
      SoundRule("", "near = { rule = \"a.one\", lines = 4 }\n"),
  };
  for (std::size_t i = 0; i < files.size(); ++i) {
    for (std::size_t k = 0; k < i; ++k) {
      EXPECT_NE(Version(files[i]), Version(files[k])) << files[i] << "\nand\n"
                                                      << files[k];
    }
  }
}

TEST(RuleVersions, ChangeWithFragmentsAndWordsTheyUse) {
  const auto with = [](const std::string& word, const std::string& fragment) {
    return Version("[words]\nrole = [\"" + word + "\"]\n[fragments]\nf = '''" +
                   fragment + "'''\n" +
                   RuleWithPattern("^{f}{role}(?P<name>.+)$"));
  };
  EXPECT_NE(with("Sieger", "x"), with("Gewinner", "x"));
  EXPECT_NE(with("Sieger", "x"), with("Sieger", "y"));
  EXPECT_EQ(with("Sieger", "x"), with("Sieger", "x"));
}

TEST(RuleVersions, ChangeWithTheSectionAround) {
  const auto file = [](const std::string& opens) {
    return "[[section]]\nid = \"s\"\nat = \"line\"\nopens = '''" + opens +
           "'''\n[[section]]\nid = \"t\"\nin = \"s\"\nat = \"line\"\n"
           "opens = '''y'''\n" +
           SoundRule("", "in = \"t\"\n") + SoundRule("a.one", "a.free");
  };
  EXPECT_NE(Version(file("x")), Version(file("z")));
  EXPECT_NE(Version(file("x"), "t"), Version(file("z"), "t"));
  EXPECT_EQ(Version(file("x"), "a.free"), Version(file("z"), "a.free"));
}

TEST(RuleVersions, OfAllRulesChangeWithTheLexicon) {
  const auto version = [](const std::string& language) {
    RuleFolder folder(SoundRule());
    folder.Put("language.toml", language);
    return folder.Load().version;
  };
  const std::string plain = "titles = [\"Dr.\"]\n[months]\nmai = 5\njuni = 6\n";
  EXPECT_NE(version(plain), version("titles = [\"PD\"]\n"));
  EXPECT_EQ(version(plain), version("# a comment\n" + plain));
  EXPECT_EQ(version(plain),
            version("titles = [\"Dr.\"]\n[months]\njuni = 6\nmai = 5\n"));
}

}  // namespace
}  // namespace bmas
