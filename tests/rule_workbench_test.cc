// What helps whoever writes rules: examples and their variants, lint.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pipeline/workbench/examples.h"
#include "pipeline/workbench/explain.h"
#include "pipeline/workbench/lint.h"
#include "pipeline/workbench/variants.h"
#include "tests/found.h"

namespace bmas {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

struct Workbench {
  explicit Workbench(const std::string& text) : folder(text) {
    folder.Put("language.toml", kLanguage);
    for (const Error& error :
         rules::LoadRules({folder.Path()}, true, &files, &rules)) {
      ADD_FAILURE() << Render(error);
    }
  }
  workbench::ExampleReport Examples(const std::string& only = "") const {
    return workbench::RunExamples(files, rules, only);
  }
  std::vector<std::string> Findings() const {
    std::vector<std::string> out;
    for (const Error& error : workbench::Lint(files, rules)) {
      std::string text = Render(error);
      out.push_back(text.substr(folder.Path().size() + 1));
    }
    return out;
  }
  RuleFolder folder;
  rules::RuleFiles files;
  rules::RuleSet rules;
};

const std::string kTown = "^(?P<name>[^()]+) \\((?P<place>[^()]+)\\)$";

std::string Town(const std::string& more) {
  return Rule("town", "item", kTown, more);
}

TEST(Examples, GiveTheirValues) {
  const Workbench good(
      Town("yes = [{ text = \"Otter e. V. (Aue)\", name = \"Otter e. V.\", "
           "place = \"Aue\" }]\nno = [\"Otter, Aue\"]"));
  const workbench::ExampleReport report = good.Examples();
  EXPECT_EQ(report.text, "");
  EXPECT_EQ(report.examples, 2U);
  EXPECT_EQ(report.failed, 0U);
  EXPECT_GT(report.variants, 2U);
}

TEST(Examples, ThatFailShowExpectedAndGotWithAMark) {
  const Workbench bad(
      Town("yes = [{ text = \"Otter (Aue)\", name = \"Ottern\" }]\nno = [\"Ida "
           "(x)\"]"));
  const workbench::ExampleReport report = bad.Examples();
  EXPECT_EQ(report.failed, 2U);
  EXPECT_THAT(report.text, HasSubstr("a.toml:6:8: town: yes 1\n"
                                     "  text    Otter (Aue)\n"
                                     "  name      expected \"Ottern\"\n"
                                     "            got      \"Otter\"\n"
                                     "                           ^\n"));
  EXPECT_THAT(report.text, HasSubstr("town: no 1 matches\n"));
}

TEST(Examples, OfEnumerationsExpectAValueForEachPart) {
  const std::string rules =
      Rule("list", "sentence", "^Es gewannen (?P<names>.+)\\.$",
           "split = { names = \"part\" }\nyes = [{ text = \"Es gewannen Otter "
           "(Aue), Biber und Igel (Ulm).\", name = [\"Otter\", \"Biber\", "
           "\"Igel\"], place = [\"Aue\", \"\", \"Ulm\"] }]") +
      "[[rule]]\nid = \"part\"\nyields = \"winner\"\npattern = '''^(?P<name>"
      "[^()]+?)(?: \\((?P<place>[^()]+)\\))?$'''\n";
  EXPECT_EQ(Workbench(rules).Examples("list").text, "");
}

TEST(Examples, OfSectionsAndVetoesMatchOrDoNot) {
  const Workbench workbench(
      "[[section]]\nid = \"s\"\nat = \"sentence\"\nopens = '''gewannen:$'''\n"
      "yes = [\"Es gewannen:\"]\nno = [\"Es gewannen alle.\"]\n"
      "[[veto]]\nid = \"v\"\nat = \"sentence\"\nblocks = [\"winner\"]\n"
      "pattern = '''nicht'''\nyes = [\"Ida gewann nicht.\"]\n"
      "no = [\"Ida gewann.\"]\n");
  EXPECT_EQ(workbench.Examples().text, "");
  EXPECT_EQ(workbench.Examples().examples, 4U);
}

TEST(Examples, NoticeWhatDependsOnTheMarksOnThePage) {
  // The year is part of what the rule looks for, and of no other release.
  const Workbench workbench(Rule(
      "r", "sentence", "^2021 gewann (?P<name>\\p{L}+)\\.$",
      "yes = [{ text = \"2021 gewann Otterwerk.\", name = \"Otterwerk\" }]"));
  EXPECT_THAT(workbench.Examples().text,
              HasSubstr("r: yes 1, another year\n  text    2025 gewann"));
}

TEST(Examples, TellOfTodosThatWorkNow) {
  const Workbench workbench(
      Town("todo = [{ text = \"Otter (Aue)\", name = \"Otter\" },\n"
           "{ text = \"Otter, Aue\", name = \"Otter\" }]"));
  EXPECT_THAT(workbench.Examples().text,
              AllOf(HasSubstr("todo works now: make it a \"yes\""),
                    HasSubstr("Otter (Aue)"), Not(HasSubstr("Otter, Aue"))));
  EXPECT_EQ(workbench.Examples().failed, 0U);
}

TEST(Variants, AreWhatOtherPagesPrint) {
  std::vector<std::string> hows;
  for (const auto& variant :
       workbench::VariantsOf("„Grüne“ Netzwerke 2019", true)) {
    hows.push_back(variant.how + ": " + variant.text);
  }
  EXPECT_THAT(hows, Contains("line break at 12: „Grüne“\nNetzwerke 2019"));
  EXPECT_THAT(hows, Contains("hyphenation at 17: „Grüne“ Netz-\nwerke 2019"));
  EXPECT_THAT(hows, Contains("other quotation marks: »Grüne« Netzwerke 2019"));
  EXPECT_THAT(hows, Contains("another year: „Grüne“ Netzwerke 2023"));
  EXPECT_THAT(hows, Contains(HasSubstr("decomposed letters: „Gru\u0308ne“")));
  EXPECT_THAT(hows, Contains(HasSubstr("soft hyphens: ")));
  EXPECT_THAT(hows, Not(Contains(HasSubstr("Gr-\nüne")))) << "too short";
}

TEST(Variants, LeaveAddressesWhole) {
  for (const auto& variant :
       workbench::VariantsOf("kontakt@fachkraefte.de", true)) {
    EXPECT_THAT(variant.how, Not(HasSubstr("hyphenation")));
  }
  EXPECT_THAT(workbench::VariantsOf("Aue", false), IsEmpty());
}

std::string Explained(const std::string& rules, const std::string& text,
                      const std::string& wanted) {
  const Workbench workbench(rules);
  return workbench::Explain(layout::FromText(text, workbench.rules.lexicon),
                            workbench.files, workbench.rules, wanted);
}

TEST(Explain, TellsWhichPieceOfAPatternFailed) {
  EXPECT_EQ(Explained(Rule("r", "sentence",
                           "^Der Preis ging an (?P<name>\\p{L}+) aus Aue\\.$"),
                      "Der Preis ging an Otterwerk in Ulm.", "Otterwerk"),
            "nearest misses:\n"
            "  r at sentence\n"
            "      matched \"Der Preis ging an Otterwerk\"\n"
            "      then needs \" aus Aue\\.\"\n"
            "      there is \" in Ulm.\"\n");
}

TEST(Explain, TellsWhichConditionFailed) {
  const std::string rule = "^(?P<name>Otter\\p{L}+)$";
  EXPECT_THAT(Explained(Rule("r", "line", rule, "reject = '''werk'''"),
                        "Otterwerk", "Otterwerk"),
              HasSubstr("rejected for \"werk\""));
  EXPECT_THAT(Explained(Rule("r", "line", rule, "require = '''Preis'''"),
                        "Otterwerk", "Otterwerk"),
              HasSubstr("requires Preis"));
  EXPECT_THAT(Explained(kSection, "Otterwerk", "Otterwerk"),
              HasSubstr("stands in no section list"));
  EXPECT_THAT(Explained(Rule("r", "line", rule, "is = { name = \"person\" }"),
                        "Otterwerk", "Otterwerk"),
              HasSubstr("the name \"Otterwerk\" does not look like: person"));
}

TEST(Explain, SaysWhereATextIsNotThere) {
  EXPECT_EQ(Explained(kSection, "Otterwerk", "Biber"),
            "the clean text does not hold \"Biber\"\n");
}

// A rule with all its examples, so that only what is put in is found.
std::string Clean(const std::string& id, const std::string& pattern,
                  const std::string& more = "") {
  return Rule(
      id, "item", pattern,
      "yes = [\"a\", \"b\", \"c\"]\nno = [\"d\", \"e\", \"f\"]\n" + more);
}

TEST(Lint, HasNothingAgainstASoundRule) {
  EXPECT_THAT(Workbench(Clean("r", "^(?P<name>Otter\\p{L}*)$")).Findings(),
              IsEmpty());
}

struct LintCase {
  const char* name;
  std::string rules;
  std::string finding;
};

class LintTest : public testing::TestWithParam<LintCase> {};

TEST_P(LintTest, Finds) {
  EXPECT_THAT(Workbench(GetParam().rules).Findings(),
              ElementsAre(HasSubstr(GetParam().finding)));
}

INSTANTIATE_TEST_SUITE_P(
    Rules, LintTest,
    testing::Values(
        LintCase{"MissingExamples", Rule("r", "item", "^(?P<name>x)"),
                 "a.toml:2:6: \"r\" has 0 examples of \"yes\" and 0 of \"no\""},
        LintCase{"EmptyMatch", Clean("r", "(?P<name>x*)"),
                 "the pattern matches the empty text"},
        LintCase{"SoughtEverywhere", Clean("r", ".*(?P<name>x)"),
                 "the pattern begins with \".*\""},
        LintCase{"AsciiClass", Clean("r", "^(?P<name>\\p{Lu}[a-z-]+ x)"),
                 "[a-z-] holds ASCII letters only"},
        LintCase{"UnusedFragment",
                 "[fragments]\nx = '''y'''\n" + Clean("r", "^(?P<name>x)"),
                 "a.toml:2:5: nobody uses the fragment {x}"},
        LintCase{"UnusedWords",
                 "[words]\nx = [\"y\"]\n" + Clean("r", "^(?P<name>x)"),
                 "nobody uses the word list {x}"},
        LintCase{"SamePattern",
                 Clean("r", "^(?P<name>x)") + Clean("s", "^(?P<name>x)"),
                 "\"s\" can never win: \"r\" before it has the same pattern"},
        LintCase{"NoSuchGroup",
                 Clean("r", "^(?P<name>x)", "reject = { place = '''y''' }"),
                 "no group of the pattern is named \"place\""},
        LintCase{"LargePattern",
                 Clean("r", "^(?P<name>(?:[\\p{L}\\d]{1,900} ))"),
                 "instructions, more than"},
        LintCase{"UnknownValue",
                 Rule("r", "item", "^(?P<name>x)",
                      "yes = [\"a\", \"b\", { text = \"x\", nam = \"x\" }]\n"
                      "no = [\"d\", \"e\", \"f\"]"),
                 "\"nam\" is no value that the rule can give"}),
    [](const auto& one) { return std::string(one.param.name); });

}  // namespace
}  // namespace bmas
