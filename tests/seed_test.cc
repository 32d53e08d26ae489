// The release that the project began with gives its whole record. Its text is
// not the project's to publish: a clone without ../shared skips these.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/support.h"

namespace bmas {
namespace {

using Json = nlohmann::ordered_json;
using testing::ElementsAre;

class Seed : public testing::Test {
 protected:
  void SetUp() override {
    const auto path = SharedPath("seed/000_9f45d131bf9b0e27.txt");
    if (!path) GTEST_SKIP() << "../shared/seed is not here";
    input_ = MustRead(*path);
    const Processed processed = ProcessFile(*path);
    text_ = processed.text;
    record_ = Json::parse(processed.json);
  }

  // One field of each of the award's winners, "-" for null.
  std::vector<std::string> Winners(std::size_t award, const char* field) const {
    std::vector<std::string> out;
    for (const Json& winner : record_["awards"].at(award)["winners"]) {
      out.push_back(winner[field].is_null() ? "-" : winner[field]);
    }
    return out;
  }

  std::string input_, text_;
  Json record_;
};

TEST_F(Seed, IsRead) {
  EXPECT_EQ(record_["status"], "ok");
  EXPECT_TRUE(record_["error"].is_null());
  EXPECT_EQ(record_["diagnostics"], Json::array());
  EXPECT_EQ(record_["residue"], Json::array()) << record_["residue"];
}

TEST_F(Seed, HasTitlePlaceAndDate) {
  const Json& release = record_["release"];
  EXPECT_EQ(release["title"],
            "Fachkräftesicherung weiterdenken - Digitalisierung braucht "
            "Qualifizierung");
  EXPECT_EQ(release["subtitle"],
            "BMAS Preisverleihung „Innovatives Netzwerk 2017\" und "
            "„Innovative/r Netzwerkkoordinator/in 2017“");
  EXPECT_EQ(release["place"], "Berlin");
  EXPECT_EQ(release["date"], "2017-06-14");
  for (const char* none : {"issuer", "number", "embargo"}) {
    EXPECT_TRUE(release[none].is_null()) << none << release[none];
  }
}

TEST_F(Seed, HasBothAwards) {
  ASSERT_EQ(record_["awards"].size(), 2U);
  EXPECT_EQ(record_["awards"][0]["name"], "Innovatives Netzwerk");
  EXPECT_EQ(record_["awards"][0]["year"], 2017);
  EXPECT_EQ(record_["awards"][1]["name"],
            "Innovative/r Netzwerkkoordinator/in");
  EXPECT_EQ(record_["awards"][1]["year"], 2017);
}

TEST_F(Seed, HasTheFiveNetworks) {
  EXPECT_THAT(
      Winners(0, "name"),
      ElementsAre("Aktionskreis KOMpetenzPASS Berufsrückkehr",
                  "BANG Netzwerk – Berufliches Ausbildungsnetzwerk im "
                  "Gewerbebereich",
                  "Comeback Elbe-Elster", "NETWORK waldeck|frankenberg GbR",
                  "Wirtschaftsforum der Region Passau e. V."));
  EXPECT_THAT(Winners(0, "kind"), testing::Each("organisation"));
  EXPECT_THAT(Winners(0, "role"), testing::Each("Netzwerk"));
  EXPECT_THAT(Winners(0, "affiliation"), testing::Each("-"));
}

TEST_F(Seed, HasTheThreeCoordinators) {
  EXPECT_THAT(Winners(1, "name"),
              ElementsAre("Alice Güntert", "Christian Justa", "Dirk Lüerßen"));
  EXPECT_THAT(Winners(1, "kind"), testing::Each("person"));
  EXPECT_THAT(Winners(1, "title"), ElementsAre("-", "-", "Dr."));
  EXPECT_THAT(Winners(1, "role"),
              ElementsAre("Netzwerkkoordinatorin", "Netzwerkkoordinator",
                          "Netzwerkkoordinator"));
  EXPECT_THAT(Winners(1, "affiliation"),
              ElementsAre("Forum „Vereinbarkeit von Beruf und Familie“",
                          "Cleveres Köpfchen – Główka pracuje",
                          "Wachstumsregion Ems-Achse e. V."));
}

TEST_F(Seed, CountsWhatWasAnnounced) {
  ASSERT_EQ(record_["announced"].size(), 2U);
  EXPECT_EQ(record_["announced"][0],
            Json({{"count", 5},
                  {"noun", "Netzwerke"},
                  {"text", "fünf herausragende, innovative Netzwerke"},
                  {"awards", {0}}}));
  EXPECT_EQ(record_["announced"][1],
            Json({{"count", 3},
                  {"noun", "Netzwerkkoordinatoren"},
                  {"text", "drei Netzwerkkoordinatoren"},
                  {"awards", {1}}}));
}

TEST_F(Seed, PassesItsChecks) {
  std::vector<std::string> passed;
  for (const Json& check : record_["checks"]) {
    EXPECT_NE(check["status"], "fail") << check;
    if (check["status"] == "pass") {
      passed.push_back(check["id"].get<std::string>() + " " +
                       check["at"].get<std::string>() + " " +
                       check["message"].get<std::string>());
    }
  }
  EXPECT_THAT(passed, testing::IsSupersetOf(
                          {"announced-count /announced/0 5 announced, 5 found",
                           "announced-count /announced/1 3 announced, 3 found",
                           "phone-valid /contacts/0/phones/0 "}));
}

TEST_F(Seed, HasItsDates) {
  const auto date = [](const char* text, const char* role, bool relative) {
    return Json{{"text", text},       {"iso", "2017-06-14"}, {"end", nullptr},
                {"precision", "day"}, {"bound", nullptr},    {"role", role},
                {"inferred", false},  {"relative", relative}};
  };
  EXPECT_EQ(record_["dates"],
            Json::array({date("14. Juni 2017", "release", false),
                         date("heute", "award", true)}));
}

TEST_F(Seed, HasItsContact) {
  ASSERT_EQ(record_["contacts"].size(), 1U);
  const Json expected{
      {"role", "information"},
      {"organisation", "Innovationsbüro Fachkräfte für die Region"},
      {"unit", "DIHK Service GmbH"},
      {"person", nullptr},
      {"function", nullptr},
      {"care_of", nullptr},
      {"street", "Breite Straße 29"},
      {"po_box", nullptr},
      {"postcode", "10178"},
      {"city", "Berlin"},
      {"country", nullptr},
      {"phones", Json::array({{{"text", "030/20308 6201"},
                               {"e164", "+4930203086201"},
                               {"type", "phone"}}})},
      {"faxes", Json::array({{{"text", "030/20308 5 6202"},
                              {"e164", "+49302030856202"}}})},
      {"emails", {"kontakt@fachkraeftebuero.de"}},
      {"urls", {"www.fachkraeftebuero.de"}},
  };
  EXPECT_EQ(record_["contacts"][0], expected) << record_["contacts"][0].dump(1);
}

TEST_F(Seed, EvidenceLeadsBackToTheInput) {
  const std::u32string points = ToPoints(input_), clean = ToPoints(text_);
  const auto slice = [](const std::u32string& from, const Json& span) {
    std::string out;
    for (std::size_t i = span[0]; i < span[1]; ++i) {
      AppendCodePoint(out, from.at(i));
    }
    return out;
  };
  std::size_t names = 0;
  for (const Json& entry : record_["evidence"]) {
    EXPECT_EQ(entry["boxes"], Json::array());
    const std::string at = entry["at"];
    if (!at.ends_with("/name") || !at.starts_with("/awards/0/winners"))
      continue;
    ++names;
    const std::string name = record_.at(Json::json_pointer(at));
    EXPECT_EQ(slice(clean, entry["span"]), name);
    EXPECT_EQ(slice(points, entry["source_span"]), name);
  }
  EXPECT_EQ(names, 5U);
}

TEST_F(Seed, JoinsWhatTheExtractorTore) {
  EXPECT_NE(text_.find("initiierten Dialogprozesses Arbeiten 4.0. Die Frage "),
            std::string::npos);
  EXPECT_EQ(text_.find("\n\n\n"), std::string::npos);
}

}  // namespace
}  // namespace bmas
