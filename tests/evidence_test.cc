// The decision: who has won, who has not although the names stand there, and
// what explains it.

#include <gmock/gmock.h>

#include "pipeline/layout/layout.h"
#include "pipeline/rules/match.h"
#include "pipeline/winners/decide.h"
#include "pipeline/workbench/explain.h"
#include "tests/support.h"

namespace bmas {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAre;

std::vector<std::string> WinnersOf(const std::string& text) {
  const CleanText clean = layout::FromText(text, ShippedRules().lexicon);
  const rules::Places places(clean, ShippedRules().lexicon);
  const rules::Matches matches = rules::FindMentions(ShippedRules(), places);
  const winners::Document document =
      winners::ReadDocument(clean, places, matches, ShippedRules());
  std::vector<std::string> out;
  for (const winners::Candidate& candidate : winners::Decide(document)) {
    EXPECT_TRUE(std::ranges::is_sorted(candidate.features));
    EXPECT_FALSE(candidate.hypotheses.empty()) << candidate.text;
    if (!candidate.chosen) continue;
    EXPECT_GE(candidate.probability, 0.5) << candidate.text;
    out.push_back(candidate.text);
  }
  return out;
}

constexpr const char* kHead =
    "Kieler Lesepreis verliehen\n\nKiel, 3. Mai 2021\n\n";

TEST(Decision, FindsWhoGotThePrize) {
  EXPECT_THAT(
      WinnersOf(std::string(kHead) +
                "Ministerin Karin Prien hat den Kieler Lesepreis überreicht. "
                "Er ging an Dagmar Sörensen aus Husum und die Otterwerk eG."),
      UnorderedElementsAre("Dagmar Sörensen", "Otterwerk eG"));
}

TEST(Decision, LeavesOutWhoGivesJudgesAndSpeaks) {
  const std::vector<std::string> found = WinnersOf(
      std::string(kHead) +
      "Den Kieler Lesepreis erhielt Dagmar Sörensen. Bürgermeister Ulf "
      "Hansen übergab die Urkunde. Der Jury gehörten Birte Lorenz und Knut "
      "Petersen an. „Wir freuen uns sehr über diesen Abend.“, sagte "
      "Landrätin Heike Brodersen.");
  EXPECT_THAT(found, Contains("Dagmar Sörensen"));
  for (const char* other :
       {"Ulf Hansen", "Birte Lorenz", "Knut Petersen", "Heike Brodersen"}) {
    EXPECT_THAT(found, Not(Contains(other)));
  }
}

TEST(Decision, FindsNobodyWhereNobodyHasWon) {
  EXPECT_THAT(WinnersOf("Rechnung 4711\n\nMenge Bezeichnung Steuersatz\n\n"
                        "2 Stoßfänger Kern GmbH 19 %\n\nNettobetrag 100 Euro"),
              IsEmpty());
  EXPECT_THAT(
      WinnersOf("Kieler Lesepreis ausgeschrieben\n\nKiel, 3. Mai 2021\n\n"
                "Bewerben können sich Vereine bis zum 1. Juni. Fragen "
                "beantwortet Dagmar Sörensen, Telefon 0431 123456."),
      IsEmpty());
}

TEST(Decision, TakesAListByWhatLeadsIntoIt) {
  const std::string list =
      "\n\n- Dagmar Sörensen\n- Ulf Hansen\n- Birte Lorenz";
  EXPECT_THAT(
      WinnersOf(std::string(kHead) + "Die Preisträger sind:" + list),
      UnorderedElementsAre("Dagmar Sörensen", "Ulf Hansen", "Birte Lorenz"));
  EXPECT_THAT(WinnersOf(std::string(kHead) + "Der Jury gehörten an:" + list),
              IsEmpty());
}

TEST(Explanation, SaysWhatTippedIt) {
  const std::string text = std::string(kHead) +
                           "Den Kieler Lesepreis erhielt Dagmar Sörensen. Der "
                           "Jury gehörte Birte Lorenz an.";
  rules::RuleFiles files;
  rules::RuleSet rules;
  ASSERT_TRUE(
      rules::LoadRules({SourcePath("rules")}, false, &files, &rules).empty());
  const CleanText clean = layout::FromText(text, rules.lexicon);
  const std::string won =
      workbench::Explain(clean, files, rules, "Dagmar Sörensen");
  EXPECT_THAT(won, HasSubstr("\nwinner \"Dagmar Sörensen\", "));
  EXPECT_THAT(won, HasSubstr("seen as  Den <prize> erhielt <names>."));
  const std::string lost =
      workbench::Explain(clean, files, rules, "Birte Lorenz");
  EXPECT_THAT(lost, HasSubstr("no winner \"Birte Lorenz\", "));
  EXPECT_THAT(lost, HasSubstr("role:juror"));
}

}  // namespace
}  // namespace bmas
