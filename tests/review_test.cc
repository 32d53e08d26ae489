// What reviews and foreign typesetting found: each case once went wrong.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/pdf_builder.h"
#include "tests/rule_folder.h"
#include "tests/support.h"

namespace bmas {
namespace {

using Json = nlohmann::json;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

std::vector<std::string> Winners(const std::string& text) {
  const Json record =
      Json::parse(ProcessBytes(text, archive::DocumentKind::kText).json);
  std::vector<std::string> names;
  for (const Json& award : record["awards"]) {
    for (const Json& winner : award["winners"]) names.push_back(winner["name"]);
  }
  return names;
}

TEST(Review, AListThatEndsInALegalFormIsNoProse) {
  EXPECT_THAT(Winners("Pressemitteilung\n\nAue, 3. Mai 2021\n\n"
                      "Alle zwei Jahre ehrt die Stadt Menschen, die sich um "
                      "ihre Nachbarn und um das Leben in der Stadt kümmern.\n\n"
                      "Die Preisträger des Auer Sozialpreises 2021 sind:\n\n"
                      "Bündnis für alle Menschen in der Region Aue\n"
                      "Verein für ein gutes Leben auf dem Land e. V.\n"),
              ElementsAre("Bündnis für alle Menschen in der Region Aue",
                          "Verein für ein gutes Leben auf dem Land e. V."));
}

TEST(Review, NamesThatBeginAlikeAreTwoWinners) {
  EXPECT_THAT(Winners("Pressemitteilung\n\nAue, 3. Mai 2021\n\n"
                      "Die Preisträger des Auer Sozialpreises 2021 sind:\n\n"
                      "• Diakonie Auetal\n• Diakonie Auetal Nord\n"),
              ElementsAre("Diakonie Auetal", "Diakonie Auetal Nord"));
}

TEST(Review, ASectionCannotStandInItself) {
  EXPECT_THAT(RuleFolder("[[section]]\nid = \"a.a\"\nat = \"line\"\n"
                         "in = \"a.b\"\nopens = '''x'''\n\n"
                         "[[section]]\nid = \"a.b\"\nat = \"line\"\n"
                         "in = \"a.a\"\nopens = '''y'''\n")
                  .Errors(),
              Contains(HasSubstr("\"a.a\" stands in itself")));
}

TEST(Review, APartNeedsAPattern) {
  EXPECT_THAT(RuleFolder("[[rule]]\nid = \"a.table\"\nat = \"row\"\n"
                         "yields = \"winner\"\ncolumns = { name = '''x''' }\n\n"
                         "[[rule]]\nid = \"a.list\"\nat = \"line\"\n"
                         "yields = \"winner\"\npattern = '''(?P<names>.+)'''\n"
                         "split = { names = \"a.table\" }\n")
                  .Errors(),
              Contains(HasSubstr("\"a.table\" is no rule")));
}

// The whole record was lost to it.
TEST(Review, ALinkKeepsItsUmlauts) {
  const Json record = Json::parse(
      ProcessBytes(
          PdfBuilder().Build(
              {{PdfBuilder::Show(1, 10, 72, 700, "Pressekontakt:") +
                    PdfBuilder::Show(1, 10, 72, 680, "Otterhilfe Aue e. V.") +
                    PdfBuilder::Show(1, 10, 72, 660, "Anmeldung"),
                "",
                {PdfBuilder::LinkTo("https://www.aue.de/prüfung",
                                    "72 650 117 672")}}}),
          archive::DocumentKind::kPdf)
          .json);
  EXPECT_EQ(record["status"], "ok") << record["error"];
  EXPECT_THAT(record["contacts"].dump(),
              HasSubstr("\"https://www.aue.de/prüfung\""));
}

}  // namespace
}  // namespace bmas
