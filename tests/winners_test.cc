// What a record makes of winners that several sentences speak of.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "tests/support.h"

namespace bmas {
namespace {

using Json = nlohmann::ordered_json;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

Json RecordOf(const std::string& body) {
  const std::string text =
      "Pressemitteilung\n\nKiel, 3. Mai 2021\n\n"
      "Kieler Lesepreis 2021 vergeben\n\n" +
      body + "\n";
  return Json::parse(ProcessBytes(text, archive::DocumentKind::kText).json);
}

std::vector<std::string> Field(const Json& record, const char* field) {
  std::vector<std::string> out;
  for (const Json& award : record["awards"]) {
    for (const Json& winner : award["winners"]) {
      const Json& value = winner[field];
      out.push_back(value.is_null()     ? "-"
                    : value.is_object() ? value["text"]
                                        : value);
    }
  }
  return out;
}

std::vector<std::string> Counts(const Json& record) {
  std::vector<std::string> out;
  for (const Json& check : record["checks"]) {
    if (check["id"] == "announced-count") out.push_back(check["status"]);
  }
  return out;
}

TEST(Winners, ShareMoneyThatASentenceGivesToAll) {
  for (const auto& [sentence, sum] :
       std::vector<std::pair<std::string, std::string>>{
           {"Alle Preisträger erhalten eine Urkunde sowie 500 Euro.",
            "500 Euro"},
           {"Jeder erhält 1 500 Euro.", "1 500 Euro"}}) {
    const Json record = RecordOf(
        "Der Kieler Lesepreis 2021 geht an Anna Sand und Peter Otter. " +
        sentence);
    EXPECT_THAT(Field(record, "name"), ElementsAre("Anna Sand", "Peter Otter"));
    EXPECT_THAT(Field(record, "prize_money"), ElementsAre(sum, sum));
  }
}

TEST(Winners, OfASchoolNamedAfterSomebodyWithATitle) {
  const Json record = RecordOf(
      "Der Kieler Lesepreis 2021 geht an die Dr.-Sand-Schule. Sie liegt am "
      "Watt.");
  EXPECT_THAT(Field(record, "name"), ElementsAre("Dr.-Sand-Schule"));
}

TEST(Winners, HaveNoAffiliationWithinTheirName) {
  const Json record =
      RecordOf("Der Kieler Lesepreis 2021 geht an die Kita An der Au.");
  EXPECT_THAT(Field(record, "name"), ElementsAre("Kita An der Au"));
  EXPECT_THAT(Field(record, "affiliation"), ElementsAre("-"));
}

TEST(Winners, KeepTheirOwnMoney) {
  const Json record = RecordOf(
      "Der mit 900 Euro dotierte erste Preis geht an Anna Sand. Der Lesepreis "
      "wird mit insgesamt 2.000 Euro gefördert.");
  EXPECT_THAT(Field(record, "prize_money"), ElementsAre("900 Euro"));
}

TEST(Winners, HaveTheTownBehindThem) {
  const Json record = RecordOf(
      "Der Kieler Lesepreis 2021 geht an Anna Sand, Barth, und an Peter "
      "Otter aus Plön.");
  EXPECT_THAT(Field(record, "name"), ElementsAre("Anna Sand", "Peter Otter"));
  EXPECT_THAT(Field(record, "place"), ElementsAre("Barth", "Plön"));
}

TEST(Winners, OfTownsAreAllNamed) {
  const Json record =
      RecordOf("Der Kieler Lesepreis 2021 geht an Barth, Plön und Soest.");
  EXPECT_THAT(Field(record, "name"), ElementsAre("Barth", "Plön", "Soest"));
}

TEST(Winners, AreCountedOverOneEnumeration) {
  const Json record = RecordOf(
      "Die Ministerin überreichte den Lesepreis an zwei Kitas und eine "
      "Lehrerin.\n\nAusgezeichnet wurden die Kita Regenbogen, die Kita "
      "Sonnenschein und Anna Sand.");
  EXPECT_EQ(Field(record, "name").size(), 3U);
  EXPECT_THAT(Counts(record), ElementsAre("pass", "pass"));
}

TEST(Winners, StandUnderTheNameThatTheTextGivesThePrize) {
  const Json record = Json::parse(
      ProcessBytes("Pressemitteilung\n\nKiel, 3. Mai 2021\n\n"
                   "Otterhaus Barth ist Museum des Jahres\n\n"
                   "Die Stiftung verleiht ihren Museumspreis 2021 an das "
                   "Otterhaus Barth. Es liegt am Watt.\n",
                   archive::DocumentKind::kText)
          .json);
  ASSERT_EQ(record["awards"].size(), 1U);
  EXPECT_EQ(record["awards"][0]["name"], "Museumspreis");
  EXPECT_THAT(Field(record, "name"), ElementsAre("Otterhaus Barth"));
}

TEST(Winners, HaveTheCategoryOfTheHeadingAbove) {
  const Json record = RecordOf(
      "Die Sieger in der Kategorie „Krimi“\n\n"
      "Der Lesepreis geht an Anna Sand. Sie schreibt seit zehn Jahren.\n\n"
      "Die Sieger in der Kategorie „Lyrik“\n\n"
      "Den Lesepreis erhält Peter Otter. Er lebt am Watt.");
  EXPECT_THAT(Field(record, "name"), ElementsAre("Anna Sand", "Peter Otter"));
  EXPECT_THAT(Field(record, "category"), ElementsAre("Krimi", "Lyrik"));
}

TEST(Winners, CanEachHaveAParagraphBelowTheirName) {
  const Json record = RecordOf(
      "Die Preisträger sind:\n\n"
      "Kita Regenbogen\n\nDie Kita hat einen Garten, in dem alle ernten. Sie "
      "lädt einmal im Monat die Nachbarn ein.\n\n"
      "Anna Sand\n\nSie schreibt seit zehn Jahren für Kinder. Ihre Bücher "
      "werden überall gelesen.\n\n"
      "Otterwerk Barth e. V.\n\nDer Verein hat den Deich erneuert. Er wurde "
      "vor drei Jahren gegründet.");
  EXPECT_THAT(Field(record, "name"), ElementsAre("Kita Regenbogen", "Anna Sand",
                                                 "Otterwerk Barth e. V."));
}

TEST(Winners, HaveNoCategoryBehindALineOfSomethingElse) {
  const Json record = RecordOf(
      "Kategorie Ausbildung\n\n"
      "Der Lesepreis geht an Anna Sand. Sie schreibt seit zehn Jahren.\n\n"
      "Weitere Ehrungen\n\n"
      "Den Lesepreis für sein Lebenswerk erhielt Peter Otter.");
  EXPECT_THAT(Field(record, "name"), ElementsAre("Anna Sand", "Peter Otter"));
  EXPECT_THAT(Field(record, "category"), ElementsAre("Ausbildung", "-"));
}

TEST(Winners, OfAPartStandUnderTheWholePrize) {
  const Json record = RecordOf(
      "Der Kieler Lesepreis 2021 geht an Anna Sand. Mit dem Publikumspreis "
      "wurde Peter Otter ausgezeichnet.");
  ASSERT_EQ(record["awards"].size(), 1U);
  EXPECT_EQ(record["awards"][0]["name"], "Kieler Lesepreis");
  EXPECT_THAT(Field(record, "rank"), ElementsAre("-", "Publikumspreis"));
}

TEST(Winners, OfResultListsNeedNoSentence) {
  const Json record = RecordOf(
      "Kategorie A – Gemischte Chöre\n"
      "Kammerchor Vocanta Aue – Gold (24 Punkte)\n"
      "Singkreis Sankt Blasien – Silber (21 Punkte)\n\n"
      "Kategorie B – Frauenchöre\n"
      "Frauenchor Cantabile Barth – Silber (22 Punkte)");
  EXPECT_THAT(Field(record, "name"),
              ElementsAre("Kammerchor Vocanta Aue", "Singkreis Sankt Blasien",
                          "Frauenchor Cantabile Barth"));
  EXPECT_THAT(Field(record, "rank"), ElementsAre("Gold", "Silber", "Silber"));
}

TEST(Winners, AreNotTheTableOfALeague) {
  const std::string table =
      "Otterliga am Ziel\n\n"
      "Am Samstag endete die Saison mit einem Spiel im Regen.\n\n"
      "1. Platz: TSV Barth\n2. Platz: FC Aue\n3. Platz: SV Plön\n";
  const auto winners = [](const std::string& text) {
    return Field(
        Json::parse(
            ProcessBytes("Pressemitteilung\n\nKiel, 3. Mai 2021\n\n" + text,
                         archive::DocumentKind::kText)
                .json),
        "name");
  };
  EXPECT_THAT(winners(table), IsEmpty());
  EXPECT_THAT(winners(table + "\nDer Pokal kommt aus Aue.\n"),
              ElementsAre("TSV Barth", "FC Aue", "SV Plön"));
}

TEST(Winners, AreNumberedInOneLine) {
  const Json record = RecordOf(
      "Das sind die Preisträger:\n\n"
      "Luftgewehr: 1. Sabine Dechant (386 Ringe), 2. Markus Kern (381)\n"
      "Schüler: 1. Leon Rohr (162), 2. Emilia Sand (149)");
  EXPECT_THAT(
      Field(record, "name"),
      ElementsAre("Sabine Dechant", "Markus Kern", "Leon Rohr", "Emilia Sand"));
  EXPECT_THAT(Field(record, "rank"), ElementsAre("1.", "2.", "1.", "2."));
}

TEST(Winners, AreNotOfWhatTheyAreTheWinners) {
  EXPECT_THAT(Field(RecordOf("Preisträger „Große Betriebe“: Kern AG, Aue\n"
                             "Preisträger „Kleine Betriebe“: Otter GmbH, Plön"),
                    "name"),
              ElementsAre("Kern AG", "Otter GmbH"));
}

TEST(Winners, HaveTheWorkOnTheirLine) {
  const Json record = RecordOf(
      "In der Stadthalle zeigten am Samstag vierzig junge Leute aus zwölf "
      "Schulen, woran sie ein Jahr lang gebaut und gerechnet hatten, und die "
      "Jury ging von Tisch zu Tisch.\n\n"
      "Das sind die Preisträger:\n\n"
      "1. Preis Chemie: Ben Kern (17): „Der Helm, der blinkt“\n"
      "1. Preis Physik: Alina Rohr (16): „Windrad ohne Flügel“");
  EXPECT_THAT(Field(record, "name"), ElementsAre("Ben Kern", "Alina Rohr"));
  EXPECT_THAT(Field(record, "category"), ElementsAre("Chemie", "Physik"));
  EXPECT_THAT(Field(record, "project"),
              ElementsAre("Der Helm, der blinkt", "Windrad ohne Flügel"));
}

TEST(Winners, CanStandBehindACategoryThatSoundsLikeAHelper) {
  const Json record = RecordOf(
      "Die Preisträger sind:\n\n"
      "Familienbetrieb: Anna Sand, Barth\n"
      "Handwerksbetrieb: Peter Otter, Plön\n"
      "Stadtplanung: Jette Rohr, Aue");
  EXPECT_THAT(Field(record, "name"),
              ElementsAre("Anna Sand", "Peter Otter", "Jette Rohr"));
}

TEST(Winners, AreNotWhoHelpedOrBelongs) {
  EXPECT_THAT(Field(RecordOf("Das sind die Preisträger:\n\n"
                             "Bogdan Kern, Aue\n"
                             "Ausbildungsbetrieb: Rohr & Söhne GmbH, Aue\n"
                             "Celina Sand, Barth\n"
                             "Ausbildungsbetrieb: Metzgerei Otter, Barth"),
                    "name"),
              ElementsAre("Bogdan Kern", "Celina Sand"));
  EXPECT_THAT(Field(RecordOf("Der Lesepreis geht an Anna Sand. Gewählt hat "
                             "sie eine Jury, der Ida Kern, Jette Rohr und "
                             "Landrat Peter Otter angehören."),
                    "name"),
              ElementsAre("Anna Sand"));
  EXPECT_THAT(Field(RecordOf("Den Pokal konnte Ida Kern nicht gewinnen. "
                             "Gewonnen hat ihn Max Rohr."),
                    "name"),
              ElementsAre("Max Rohr"));
  EXPECT_THAT(Field(RecordOf("Der Lesepreis geht an das Team „Wechsel“, dem "
                             "Ida Kern, Max Rohr und Jette Sand angehören."),
                    "name"),
              ElementsAre("Team „Wechsel“"));
}

TEST(Winners, OfSentencesThatGoOnWithAnotherPrize) {
  const Json record = RecordOf(
      "Den Ehrenpreis der Stadt bekommt die Otterschule Aue, den undotierten "
      "Nachwuchspreis der gelernte Tischler Max Rohr. Über den Lesepreis freut "
      "sich die Kern GmbH, über den Hörpreis die Sand AG.");
  EXPECT_THAT(Field(record, "name"),
              UnorderedElementsAre("Otterschule Aue", "Max Rohr", "Kern GmbH",
                                   "Sand AG"));
}

TEST(Winners, StandInOneParagraphBelowTheirLeadIn) {
  const Json record = RecordOf(
      "Die Preisträgerinnen und Preisträger sind:\n\n"
      "Dr. Ida Kern (Evangelische Theologie), Dr. Konrad Sand "
      "(Rechtswissenschaft), Dr. Martha Otter (Medizin), Dr. Dr. Ole Watt "
      "(Zahnmedizin), Dr.-Ing. Paula Rohr (Bauingenieurwesen), Dr. Jette Blank "
      "(Chemie und Pharmazie) und Dr. Max Sommer (Geschichte).");
  EXPECT_THAT(Field(record, "name"),
              ElementsAre("Ida Kern", "Konrad Sand", "Martha Otter", "Ole Watt",
                          "Paula Rohr", "Jette Blank", "Max Sommer"));
}

// What is said of one winner by the way says nothing against the winner.
TEST(Winners, MayHaveDoneSoSinceLongAgo) {
  EXPECT_THAT(Field(RecordOf("Der Lesepreis ging an Ida Kern, die seit 1978 "
                             "nicht weniger als zwölf Schulen besuchen will."),
                    "name"),
              ElementsAre("Ida Kern"));
}

TEST(Winners, AreNotTheCreditsOfAWork) {
  EXPECT_THAT(Field(RecordOf("Die Preisträger sind:\n\n"
                             "1. Preis: „Treppe abwärts“\nRegie: Max Rohr\n"
                             "2. Preis: „Der Helm“\nDrehbuch: Ida Kern"),
                    "name"),
              ElementsAre("Treppe abwärts", "Der Helm"));
  EXPECT_THAT(Field(RecordOf("Die Preisträger sind:\n\n"
                             "Regie: Max Rohr\nDrehbuch: Ida Kern"),
                    "name"),
              ElementsAre("Max Rohr", "Ida Kern"));
}

TEST(Winners, StandBelowATitleThatSpeaksOfThem) {
  EXPECT_THAT(Field(RecordOf("Der Lesepreis wird seit 1993 jedes Jahr "
                             "ausgeschrieben.\n\n"
                             "Die Preisträger im Überblick\n"
                             "Kategorie Betriebe:\n"
                             "Holzbau Otter GmbH, Plön\n"
                             "Kategorie Vereine:\n"
                             "Imkerverein Watt mit dem Projekt „Blüte“"),
                    "name"),
              ElementsAre("Holzbau Otter GmbH", "Imkerverein Watt"));
}

TEST(Winners, EndWhereAnotherTitleStands) {
  EXPECT_THAT(Field(RecordOf("Der Lesepreis geht an den Chor Singlust e. V.\n\n"
                             "Die Preisträger im Überblick\n"
                             "Chor Singlust e. V.\n\n"
                             "Sponsoren\nSparkasse Weimar\n"
                             "Stadtwerke Weimar GmbH\n\n"
                             "Jury\nUte Brandt, Stadt Weimar\n"
                             "Ralf Simon, Kulturbund Weimar e. V."),
                    "name"),
              ElementsAre("Chor Singlust e. V."));
  EXPECT_THAT(Field(RecordOf("Der Lesepreis geht an Ida Kern.\n\n"
                             "Fotos der Preisträger\n"
                             "Max Rohr\nJette Blank"),
                    "name"),
              ElementsAre("Ida Kern"));
}

TEST(Winners, StandBelowARankOfTheirOwn) {
  EXPECT_THAT(Field(RecordOf("1. Preis (900 Euro)\nArbeit 1014\n"
                             "Atelier Otter GmbH aus Plön\n\n"
                             "2. Preis (500 Euro)\nArbeit 1003\n"
                             "Büro Sand GmbH aus Aue"),
                    "name"),
              ElementsAre("Atelier Otter GmbH", "Büro Sand GmbH"));
}

TEST(Winners, AreNotWhereSomebodyComesFrom) {
  EXPECT_THAT(
      Field(RecordOf("Die Preisträger sind:\n\n"
                     "Ida Kern, Messfühler für Nitrat im Grundwasser, Sand "
                     "GmbH, Aue\n"
                     "Max Rohr, Mehl aus Apfeltrester; Otterwerk AG, Plön"),
            "name"),
      ElementsAre("Ida Kern", "Max Rohr"));
}

// An office counts against a winner once, not as one that is held elsewhere
// too.
TEST(Winners, MayHoldAnOffice) {
  EXPECT_THAT(Field(RecordOf("Der Lesepreis geht an Bürgermeisterin Ida Kern."),
                    "name"),
              ElementsAre("Ida Kern"));
}

TEST(Winners, EndAtABar) {
  EXPECT_THAT(Field(RecordOf("Die Preisträger des Lesepreises sind:\n\n"
                             "Dartclub Plön | Holstein | 540 Punkte\n"
                             "Kulturverein Aue | Sachsen | 198 Punkte"),
                    "name"),
              ElementsAre("Dartclub Plön", "Kulturverein Aue"));
}

TEST(Winners, HaveWhatTheyDoAsTheirRole) {
  const Json record = RecordOf(
      "Der mit 12 500 Euro dotierte Lesepreis geht an die Biologin Anna "
      "Sand.");
  EXPECT_THAT(Field(record, "role"), ElementsAre("Biologin"));
  EXPECT_THAT(Field(record, "prize_money"), ElementsAre("12 500 Euro"));
}

TEST(Winners, AreNotAsManyAsAnnounced) {
  const Json record = RecordOf(
      "Die Ministerin überreichte den Lesepreis an drei Kitas und eine "
      "Lehrerin.\n\nAusgezeichnet wurden die Kita Regenbogen, die Kita "
      "Sonnenschein und Anna Sand.");
  EXPECT_THAT(Counts(record), testing::Contains("fail"));
}

}  // namespace
}  // namespace bmas
