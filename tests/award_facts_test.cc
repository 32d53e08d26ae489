// What is true of a whole award: key, year, day and sum; its winners' ranks as
// printed; and web addresses that are no contact.

#include "pipeline/record/award_facts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/pdf_builder.h"
#include "tests/support.h"

namespace bmas {
namespace {

using Json = nlohmann::ordered_json;
using testing::ElementsAre;

std::string Key(const std::string& name) {
  return record::AwardKey(name, ShippedRules().lexicon);
}

Json RecordOf(const std::string& body,
              const std::string& dateline = "Kiel, 3. Mai 2021\n\n") {
  const std::string text =
      "Pressemitteilung\n\n" + dateline + "Lesen lohnt sich\n\n" + body + "\n";
  return Json::parse(ProcessBytes(text, archive::DocumentKind::kText).json);
}

Json AwardOf(const Json& record) {
  EXPECT_EQ(record["awards"].size(), 1U) << record["awards"].dump(1);
  return record["awards"].empty() ? Json() : record["awards"][0];
}

// The rules that found the value, by its evidence.
std::vector<std::string> Proofs(const Json& record, const std::string& at) {
  std::vector<std::string> rules;
  for (const Json& entry : record["evidence"]) {
    if (entry["at"] == at) rules.push_back(entry["rule"]);
  }
  return rules;
}

TEST(AwardKey, IsOneForAllForms) {
  const std::vector<std::vector<std::string>> same{
      {"Deutscher Sozialpreis", "Deutschen Sozialpreises",
       "deutscher Sozialpreis", "Deutscher Sozialpreis 2017"},
      {"Innovatives Netzwerk", "Innovativen Netzwerken",
       "„Innovatives Netzwerk“"},
      {"Innovative/r Netzwerkkoordinator/in",
       "Innovative Netzwerkkoordinatorin"},
      {"Azubi-Energiepreis Brandenburg", "Azubi‑Energiepreises Brandenburg"},
      {"Auer Preis „Mut“", "Auer Preises \"Mut\"", "Auer Preis „Mut 2021“"}};
  for (const std::vector<std::string>& names : same) {
    for (const std::string& name : names) {
      EXPECT_EQ(Key(name), Key(names.front())) << name;
    }
  }
}

TEST(AwardKey, HoldsStemsAndNothingElse) {
  EXPECT_EQ(Key("Deutscher Sozialpreis"), "deutsch-sozialpreis");
  EXPECT_EQ(Key("Innovative/r Netzwerkkoordinator/in"),
            "innovativ-netzwerkkoordinator");
  EXPECT_EQ(Key("Ostsee-Ausbildungspreis 2022"), "ostsee-ausbildungspreis");
  EXPECT_EQ(Key("Preis & Ehre"), "preis-ehr");
  EXPECT_EQ(Key("100 Orte"), "100-ort");
  EXPECT_EQ(Key(""), "");
  EXPECT_EQ(Key("„2021“"), "");
}

TEST(AwardKey, PartsWhatIsNotTheSame) {
  EXPECT_NE(Key("Ostsee-Preis"), Key("Ost-Preis"));
  EXPECT_NE(Key("Kieler Lesepreis"), Key("Kieler Schreibpreis"));
}

TEST(AwardYear, IsPrintedOrInferred) {
  Json award = AwardOf(RecordOf(
      "Der Kieler Lesepreis 2020 geht an Anna Sand. Er wurde am 2. Mai 2021 "
      "überreicht."));
  EXPECT_EQ(award["key"], "kiel-lesepreis");
  EXPECT_EQ(award["year"], 2020);
  EXPECT_EQ(award["year_inferred"], false);
  EXPECT_EQ(award["date"], "2021-05-02");

  const Json record = RecordOf(
      "Anna Sand wurde am 30. Dezember 2020 mit dem Kieler Lesepreis "
      "ausgezeichnet.");
  award = AwardOf(record);
  EXPECT_EQ(award["year"], 2020) << "of the ceremony";
  EXPECT_EQ(award["year_inferred"], true);
  EXPECT_EQ(award["date"], "2020-12-30");
  EXPECT_THAT(Proofs(record, "/awards/0/year"), ElementsAre("date.full"));
  EXPECT_THAT(Proofs(record, "/awards/0/date"), ElementsAre("date.full"));

  award = AwardOf(RecordOf("Der Kieler Lesepreis geht an Anna Sand."));
  EXPECT_EQ(award["year"], 2021) << "of the release";
  EXPECT_EQ(award["year_inferred"], true);
  EXPECT_TRUE(award["date"].is_null());

  award = AwardOf(RecordOf("Der Kieler Lesepreis geht an Anna Sand.", ""));
  EXPECT_TRUE(award["year"].is_null()) << "nothing tells";
  EXPECT_EQ(award["year_inferred"], false);
}

TEST(AwardDate, IsOneDayOrNone) {
  // Two ceremonies, none of them with the award.
  Json award =
      AwardOf(RecordOf("Der Kieler Lesepreis 2021 geht an Anna Sand.\n\n"
                       "Die Urkunden werden am 5. Mai 2021 überreicht.\n\n"
                       "Die Medaillen werden am 6. Mai 2021 überreicht."));
  EXPECT_TRUE(award["date"].is_null()) << award.dump(1);
  // One of them in its sentence.
  award = AwardOf(RecordOf(
      "Am 2. Mai 2021 wurde der Kieler Lesepreis 2021 an Anna Sand "
      "verliehen.\n\nDie Medaillen werden am 6. Mai 2021 überreicht."));
  EXPECT_EQ(award["date"], "2021-05-02");
  // A month is no day.
  award = AwardOf(RecordOf(
      "Der Kieler Lesepreis 2021 wird im Juni 2021 an Anna Sand verliehen."));
  EXPECT_TRUE(award["date"].is_null());
}

TEST(AwardMoney, IsTheSumOfAllItsWinners) {
  const Json record = RecordOf(
      "Der Kieler Lesepreis 2021 geht an Anna Sand und Peter Otter. Die Preise "
      "sind mit insgesamt 9.000 Euro dotiert.");
  const Json award = AwardOf(record);
  EXPECT_EQ(award["prize_money"],
            Json::parse(R"({"text": "9.000 Euro", "amount": 9000,
                            "currency": "EUR"})"));
  EXPECT_TRUE(award["winners"][0]["prize_money"].is_null());
  EXPECT_THAT(Proofs(record, "/awards/0/prize_money"),
              ElementsAre("award.sum"));
}

TEST(AwardMoney, IsNotThatOfEachWinner) {
  const Json award = AwardOf(RecordOf(
      "Der Kieler Lesepreis 2021 geht an Anna Sand und Peter Otter. Alle "
      "Preisträger erhalten 500 Euro."));
  EXPECT_TRUE(award["prize_money"].is_null());
  EXPECT_EQ(award["winners"][1]["prize_money"]["amount"], 500);
}

TEST(Ranks, StandAsPrinted) {
  const Json record = RecordOf(
      "Der Kieler Lesepreis 2021 ist vergeben. Den ersten Preis erhielt Anna "
      "Sand. Peter Otter kam auf Platz zwei. Die Tafel Kiel e. V. erhält einen "
      "Sonderpreis.");
  std::vector<std::string> ranks;
  const Json award = AwardOf(record);
  for (const Json& winner : award["winners"]) {
    ranks.push_back(winner["rank"].dump());
  }
  EXPECT_THAT(ranks, ElementsAre(R"({"number":1,"text":"ersten Preis"})",
                                 R"({"number":2,"text":"Platz zwei"})",
                                 R"({"number":null,"text":"Sonderpreis"})"));
  EXPECT_THAT(Proofs(record, "/awards/0/winners/0/rank"), testing::SizeIs(1));
}

TEST(Record, SaysWhatItAnnounces) {
  EXPECT_EQ(
      RecordOf(
          "Der Kieler Lesepreis geht an Anna Sand.")["release"]["announces"],
      "winners");
  EXPECT_EQ(RecordOf("Heute scheint die Sonne.")["release"]["announces"],
            "none");
  const Json failed =
      Json::parse(ProcessBytes("", archive::DocumentKind::kText).json);
  EXPECT_TRUE(failed["release"]["announces"].is_null());
  EXPECT_EQ(failed["links"], Json::array());
}

TEST(Record, HasTheKeysOfItsVersionInTheirOrder) {
  const auto keys = [](const Json& object) {
    std::vector<std::string> names;
    for (const auto& [key, value] : object.items()) names.push_back(key);
    return names;
  };
  const Json record = RecordOf("Der Kieler Lesepreis geht an Anna Sand.");
  EXPECT_EQ(record["schema_version"], "2.0");
  EXPECT_THAT(
      keys(record),
      ElementsAre("schema_version", "document", "status", "error", "release",
                  "awards", "announced", "dates", "contacts", "links", "checks",
                  "residue", "diagnostics", "evidence", "engine"));
  EXPECT_THAT(keys(record["release"]),
              ElementsAre("issuer", "number", "title", "subtitle", "place",
                          "date", "embargo", "announces"));
  const Json award = AwardOf(record);
  EXPECT_THAT(keys(award),
              ElementsAre("key", "name", "year", "year_inferred", "date",
                          "prize_money", "winners", "others"));
  EXPECT_THAT(keys(award["winners"][0]),
              ElementsAre("name", "kind", "title", "role", "category", "rank",
                          "affiliation", "place", "members", "project",
                          "reason", "prize_money", "confidence"));
  EXPECT_GE(award["winners"][0]["confidence"].get<double>(), 0.5);
  EXPECT_LE(award["winners"][0]["confidence"].get<double>(), 1.0);
}

TEST(Links, AreAddressesOfRunningText) {
  const Json record = RecordOf(
      "Alle Bücher finden Sie im Netz unter www.lesepreis-kiel.de/buecher. Die "
      "Stadt lädt herzlich ein, sie dort auch zu bestellen.\n\n"
      "Informationen: https://www.lesen.example.de\n\n"
      "Mehr dazu steht unter WWW.Lesepreis-Kiel.de/buecher und bei der Stadt, "
      "die das Angebot seit vielen Jahren pflegt.");
  EXPECT_EQ(record["contacts"], Json::array());
  std::vector<std::string> links;
  for (const Json& link : record["links"]) links.push_back(link.dump());
  EXPECT_THAT(
      links,
      ElementsAre(
          R"({"url":"www.lesepreis-kiel.de/buecher","text":"www.lesepreis-kiel.de/buecher"})",
          R"({"url":"https://www.lesen.example.de","text":"https://www.lesen.example.de"})"));
  EXPECT_THAT(Proofs(record, "/links/0"), testing::SizeIs(2));
}

TEST(Links, MayLieOnOtherWords) {
  std::string content = PdfBuilder::Show(2, 16, 50, 760, "Lesen lohnt sich");
  content += PdfBuilder::Show(
      1, 10, 50, 720, "Die Stadt hat in diesem Jahr wieder viele Menschen zum");
  content += PdfBuilder::Show(
      1, 10, 50, 708, "Lesen eingeladen, und sehr viele sind dazu gekommen.");
  content += PdfBuilder::Show(
      1, 10, 50, 680, "Wer im Herbst selbst dabei sein will, der findet alles");
  content += PdfBuilder::Show(1, 10, 50, 668, "dazu hier auf einen Blick.");
  const std::string pdf =
      PdfBuilder().Build({{content,
                           "",
                           {PdfBuilder::LinkTo("https://lesen.example.de/neu",
                                               "75 666 95 678")}}});
  const Json record =
      Json::parse(ProcessBytes(pdf, archive::DocumentKind::kPdf).json);
  EXPECT_EQ(record["contacts"], Json::array());
  EXPECT_EQ(record["links"].dump(),
            R"([{"url":"https://lesen.example.de/neu","text":"hier"}])");
}

TEST(Links, AreNotThoseOfContacts) {
  const Json record = RecordOf(
      "Alle Bücher finden Sie im Netz unter www.lesepreis-kiel.de, auch die "
      "aus den früheren Jahren.\n\n"
      "Pressekontakt:\nAnna Sand\nTelefon 0431 1234567\n"
      "www.lesepreis-kiel.de");
  EXPECT_EQ(record["links"], Json::array()) << "the contact has it";
  ASSERT_EQ(record["contacts"].size(), 1U);
  EXPECT_EQ(record["contacts"][0]["urls"].size(), 1U);
}

TEST(Links, AreNoMailAddresses) {
  const Json record = RecordOf(
      "Fragen beantwortet die Stadt unter lesen@kiel.example.de, und das an "
      "jedem Tag der Woche.");
  EXPECT_EQ(record["links"], Json::array());
  ASSERT_EQ(record["contacts"].size(), 1U);
  EXPECT_THAT(record["contacts"][0]["emails"],
              ElementsAre("lesen@kiel.example.de"));
}

}  // namespace
}  // namespace bmas
