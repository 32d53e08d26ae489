// Contacts in every layout that releases print them in, and what must hold of
// each: no digit of a number is lost, no text serves two values of a kind.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "pipeline/record/net_address.h"
#include "pipeline/record/phones.h"
#include "tests/support.h"

namespace bmas {
namespace {

using Json = nlohmann::json;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr const char* kBody =
    "\n\nDie Tafel Aue feiert in diesem Jahr ihr Bestehen mit allen, die in "
    "der Stadt seit langem helfen, und dankt ihnen dafür.\n\n";

Json RecordOf(const std::string& block) {
  const std::string text =
      "Pressemitteilung\n\nAue, 3. Mai 2021\n\n"
      "Tafel Aue feiert" +
      std::string(kBody) + block + "\n";
  return Json::parse(ProcessBytes(text, archive::DocumentKind::kText).json);
}

// "press: Ida Kern, Tafel Aue, Am Markt 1, 01234 Aue, T 030 1, F …, e-mail"
std::string Show(const Json& contact) {
  std::string out = contact["role"].get<std::string>() + ":";
  for (const char* key : {"person", "function", "organisation", "unit",
                          "care_of", "street", "po_box", "postcode", "city"}) {
    if (!contact[key].is_null()) out += " " + contact[key].get<std::string>();
  }
  for (const Json& phone : contact["phones"]) {
    out += " T" + phone["text"].get<std::string>();
  }
  for (const Json& fax : contact["faxes"]) {
    out += " F" + fax["text"].get<std::string>();
  }
  for (const char* key : {"emails", "urls"}) {
    for (const Json& value : contact[key]) {
      out += " " + value.get<std::string>();
    }
  }
  return out;
}

std::vector<std::string> Contacts(const std::string& block) {
  std::vector<std::string> out;
  const Json record = RecordOf(block);
  for (const Json& contact : record["contacts"]) {
    out.push_back(Show(contact));
  }
  return out;
}

TEST(Contacts, LabelledLines) {
  EXPECT_THAT(
      Contacts("Pressekontakt:\nTafel Aue e. V.\nPressestelle\nAm Markt 1\n"
               "01234 Aue\nAnsprechpartnerin: Ida Kern\nTelefon: 03771 5550-12"
               "\nFax: 03771 5550-19\nE-Mail: presse(at)tafel-aue.de"),
      ElementsAre("press: Ida Kern Tafel Aue e. V. Pressestelle Am Markt 1 "
                  "01234 Aue T03771 5550-12 F03771 5550-19 "
                  "presse@tafel-aue.de"));
}

TEST(Contacts, OneLineWithCommasOrBars) {
  EXPECT_THAT(Contacts("Presse: Ida Kern, Tel. 03771 5550-12, ida@tafel.de"),
              ElementsAre("press: Ida Kern T03771 5550-12 ida@tafel.de"));
  EXPECT_THAT(Contacts("Kontakt: Tafel Aue e. V. | Ida Kern | Am Markt 1 | "
                       "01234 Aue | Tel. 03771 5550-12"),
              ElementsAre("information: Ida Kern Tafel Aue e. V. Am Markt 1 "
                          "01234 Aue T03771 5550-12"));
}

TEST(Contacts, SeveralPeopleShareTheirInstitution) {
  EXPECT_THAT(
      Contacts("Tafel Aue e. V., Pressestelle\nAm Markt 1, 01234 Aue\n"
               "Ida Kern\nTel.: 03771 5550-12\nMax Rohr\nTel.: 03771 5550-13"),
      ElementsAre("press: Ida Kern Tafel Aue e. V. Pressestelle Am Markt 1 "
                  "01234 Aue T03771 5550-12",
                  "press: Max Rohr Tafel Aue e. V. Pressestelle Am Markt 1 "
                  "01234 Aue T03771 5550-13"));
}

TEST(Contacts, LabelsAfterValuesOrBeforeTheirColumn) {
  EXPECT_THAT(Contacts("Kontakt\nIda Kern, Pressesprecherin\n"
                       "03771 5550-12 (Telefon)\n03771 5550-19 (Fax)"),
              ElementsAre("information: Ida Kern Pressesprecherin "
                          "T03771 5550-12 F03771 5550-19"));
  EXPECT_THAT(Contacts("Telefon\nTelefax\n\n03771 5550-12\n03771 5550-19"),
              ElementsAre("letterhead: T03771 5550-12 F03771 5550-19"));
}

TEST(Contacts, WhoIsAPersonAndWhoAnInstitution) {
  EXPECT_THAT(Contacts("Ansprechpartnerin: Kreisverwaltung Otterland-Kreis, "
                       "Cornelia Brandt, Am Markt 1, 01234 Aue, Telefon "
                       "03771/5909-2340"),
              ElementsAre("information: Cornelia Brandt Kreisverwaltung "
                          "Otterland-Kreis Am Markt 1 01234 Aue "
                          "T03771/5909-2340"));
  EXPECT_THAT(Contacts("Pressekontakt: Sören E. Wolters, Tel. 0431 988-1163"),
              ElementsAre("press: Sören E. Wolters T0431 988-1163"));
  EXPECT_THAT(Contacts("Rückfragen: Kirchenrat Friedemann Rossner, Telefon "
                       "0431 988-1163"),
              ElementsAre("information: Friedemann Rossner "
                          "T0431 988-1163"));
  EXPECT_THAT(Contacts("Pressekontakt:\nBMX, Pressestelle, Tel. 030 "
                       "18527-2188\nDGXV, Pressestelle, Ulrike Brand, Tel. "
                       "030 288763-770"),
              ElementsAre("press: BMX Pressestelle T030 18527-2188",
                          "press: Ulrike Brand DGXV Pressestelle "
                          "T030 288763-770"));
}

TEST(Contacts, CommasAndTheNextWordOfAnInstitution) {
  EXPECT_THAT(Contacts("Pressestelle des Ministeriums für Heimat, Bau und "
                       "ländlichen Raum\nTelefon 0211 8618-4338"),
              ElementsAre("press: Ministeriums für Heimat, Bau und ländlichen "
                          "Raum Pressestelle T0211 8618-4338"));
  EXPECT_THAT(Contacts("Weitere Auskünfte erteilt das INQ-Netzwerkbüro, "
                       "Sternstraße 27, 40223 Düsseldorf, Tel. 0211 302009-18"),
              ElementsAre("information: INQ-Netzwerkbüro Sternstraße 27 40223 "
                          "Düsseldorf T0211 302009-18"));
}

TEST(Contacts, LabelsCaptionsAndLinksAreNobody) {
  EXPECT_THAT(Contacts("Projekt: Ein Haus für alle\nwww.haus.example"),
              IsEmpty());
  EXPECT_THAT(Contacts("Bildunterschrift: Minister Max Heller (Mitte) mit den "
                       "Siegern\n\nTelefon 0211 302009-18"),
              ElementsAre("letterhead: T0211 302009-18"));
}

TEST(Contacts, ThoseWhoAreNone) {
  EXPECT_THAT(Contacts("Mehr als 12000 Besucher kamen, 055/2016 Plätze."),
              ElementsAre());
  EXPECT_THAT(Contacts("Ida Kern, Pressesprecherin"), ElementsAre());
  EXPECT_THAT(Contacts("Pressekontakt"), ElementsAre());
}

TEST(Contacts, TheSameTwiceIsOneWithBothPlaces) {
  const Json record = RecordOf(
      "Tafel Aue e. V.\nAm Markt 1\n01234 Aue\nTel.: 03771 5550-12\n\nEin "
      "Verein hilft allen, die in der Stadt zu wenig zum Leben haben.\n\n"
      "Pressekontakt: Tafel Aue e. V., Ida Kern, Tel. 03771 / 55 50 12");
  ASSERT_EQ(record["contacts"].size(), 1U);
  const auto places =
      std::ranges::count_if(record["evidence"], [](const Json& entry) {
        return entry["at"] == "/contacts/0/phones/0/text" ||
               entry["at"] == "/contacts/0/phones/0";
      });
  EXPECT_EQ(places, 2);
}

TEST(Contacts, PostcodesHaveTheFormOfTheirCountry) {
  const auto failed = [](const std::string& block) {
    std::vector<std::string> out;
    const Json record = RecordOf(block);
    for (const Json& check : record["checks"]) {
      if (check["id"] == "postcode-form") out.push_back(check["message"]);
    }
    return out;
  };
  EXPECT_THAT(failed("Kontakt: Am Markt 1, 8010 Graz, Tel. +43 316 123456"),
              ElementsAre());
  EXPECT_THAT(failed("Kontakt: Am Markt 1, 8010 Graz, Tel. +49 30 1234567"),
              ElementsAre("a postcode of DE has 5 digits"));
}

// Numbers as printed, with the digits that each must give.
TEST(Phones, NoDigitIsLost) {
  const std::vector<std::pair<std::string, std::vector<std::string>>> cases = {
      {"030/20308 6201", {"+4930203086201"}},
      {"+49 (0)30 2400867-895", {"+49302400867895"}},
      {"+49 30 18 527-1111 / 2222", {"+4930185271111", "+4930185272222"}},
      {"0361-6606878", {"+493616606878"}},
      {"(0228) 99 527-0", {"+49228995270"}},
      {"0621 4005-2100/-2101", {"+4962140052100", "+4962140052101"}},
      {"(05 11) 1 20 - 31 36 / - 31 37", {"+495111203136", "+495111203137"}},
  };
  for (const auto& [text, expected] : cases) {
    std::string main;
    std::vector<std::string> got;
    std::string digits;
    for (const record::Phone& phone :
         record::ReadPhones(text, {0, {0, text.size()}}, "DE", false, &main)) {
      got.push_back(phone.e164);
      const Span span = phone.text.sources.front().span;
      EXPECT_EQ(text.substr(span.begin, span.end - span.begin),
                phone.text.text);
      digits += phone.text.text;
    }
    EXPECT_EQ(got, expected) << text;
    const auto only = [](std::string all) {
      std::erase_if(all, [](char c) { return c < '0' || c > '9'; });
      return all;
    };
    EXPECT_EQ(only(digits), only(text));
  }
}

TEST(Phones, AnExtensionAloneBelongsToTheNumberBefore) {
  std::string main = "+49 931 2099-460";
  const auto phones =
      record::ReadPhones("-461", {0, {0, 4}}, "DE", true, &main);
  ASSERT_EQ(phones.size(), 1U);
  EXPECT_EQ(phones[0].text.text, "-461");
  EXPECT_EQ(phones[0].e164, "+499312099461");
}

TEST(Phones, AShorterExtensionTakesThePlaceOfTheLastDigits) {
  std::string main = "069 866-5040";
  const auto phones =
      record::ReadPhones("/-41", {0, {0, 4}}, "DE", false, &main);
  ASSERT_EQ(phones.size(), 1U);
  EXPECT_EQ(phones[0].e164, "+49698665041");
}

// No text serves two values of a kind in all samples' contacts.
TEST(Contacts, NoSpanServesTwoValuesOfAKind) {
  const Json record = RecordOf(
      "Pressekontakt:\nTafel Aue e. V.\nAm Markt 1, 01234 Aue\nIda Kern\n"
      "Tel./Fax: 03771 5550-12 / 03771 5550-19\nMobil: 0171 3920017\n"
      "E-Mail: ida.kern@tafel-aue.de, www.tafel-aue.de");
  std::map<std::pair<int, int>, std::string> seen;
  for (const Json& entry : record["evidence"]) {
    const std::string at = entry["at"];
    if (!at.starts_with("/contacts/")) continue;
    const std::pair<int, int> span{entry["span"][0], entry["span"][1]};
    EXPECT_TRUE(seen.emplace(span, at).second) << at << " and " << seen[span];
  }
  EXPECT_GE(seen.size(), 9U);
}

// Which countries there are, and which one goes without saying, is data.
TEST(Contacts, FollowTheRegionsOfTheLexicon) {
  const std::string text = "Pressemitteilung\n\nTafel Aue feiert" +
                           std::string(kBody) +
                           "Kontakt: Max Rohr, Tel. 0662 8072-2034\n";
  const auto numbers = [&](const rules::RuleSet& rules) {
    const record::Record record = worker::Process(
        {"", archive::DocumentKind::kText, {}}, text, rules, {});
    std::vector<std::string> out;
    for (const record::Contact& contact : record.release.contacts) {
      for (const record::Phone& phone : contact.phones) {
        out.push_back(phone.e164);
      }
    }
    return out;
  };
  rules::RuleSet rules = ShippedRules();
  rules.lexicon.regions.clear();
  rules.lexicon.default_region = "AT";
  EXPECT_THAT(numbers(rules), testing::Contains("+4366280722034"));
  EXPECT_THAT(numbers(ShippedRules()),
              testing::Not(testing::Contains("+4366280722034")));
}

TEST(NetAddresses, AreGivenAsOneWouldUseThem) {
  EXPECT_EQ(record::NetAddress("Ida(at)Aue.DE", true), "Ida@aue.de");
  EXPECT_EQ(record::NetAddress("schule [at] amt [punkt] de", true),
            "schule@amt.de");
  EXPECT_EQ(record::NetAddress("ida [dot] kern [at] amt [dot] de", true),
            "ida.kern@amt.de");
  EXPECT_EQ(record::NetAddress("WWW.Weiß-Grün.de/Pfad", false),
            "www.weiß-grün.de/Pfad");
  EXPECT_EQ(
      record::NetAddress("https://WWW.xn--wei-grn-2va8x.DE:80/Pfad", false),
      "https://www.weiß-grün.de:80/Pfad");
  EXPECT_EQ(record::NetAddress("Ida@ÜBER-AUE.de", true), "Ida@über-aue.de");
  EXPECT_TRUE(record::IsNamesake("Silke Janßen", "s.janssen@aue.de"));
  EXPECT_FALSE(record::IsNamesake("Silke Rohr", "s.janssen@aue.de"));
}

}  // namespace
}  // namespace bmas
