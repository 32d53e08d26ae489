// text/: sentences, numbers, calendar, enumerations of German text, with the
// shipped lexicon.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include "pipeline/text/calendar.h"
#include "pipeline/text/enumeration.h"
#include "pipeline/text/numbers.h"
#include "pipeline/text/sentences.h"
#include "tests/support.h"

namespace bmas {
namespace {

using Texts = std::vector<std::string>;

const Lexicon& German() { return ShippedRules().lexicon; }

Texts Slices(const std::string& text, const std::vector<Span>& spans) {
  Texts out;
  for (const Span& span : spans) {
    out.push_back(text.substr(span.begin, span.Size()));
  }
  return out;
}

struct Parts {
  const char* name;
  std::string text;
  Texts parts;
};

std::ostream& operator<<(std::ostream& out, const Parts& p) {
  return out << p.text;
}

// The text again, with something around it that must not matter.
Texts Split(const Parts& given, bool sentences) {
  const std::string text = "ä. B, und " + given.text + " und C. D";
  const Span within{11, 11 + given.text.size()};
  return Slices(text, sentences ? Sentences(text, within, German())
                                : SplitEnumeration(text, within, German()));
}

class SentencesOf : public testing::TestWithParam<Parts> {};

TEST_P(SentencesOf, EndWhereGermanEndsThem) {
  EXPECT_EQ(Split(GetParam(), true), GetParam().parts);
}

INSTANTIATE_TEST_SUITE_P(
    Sentences, SentencesOf,
    testing::Values(
        Parts{"Nothing", "", {}}, Parts{"OnlySpace", "  ", {}},
        Parts{"One", "Aue ehrt Ida Kern.", {"Aue ehrt Ida Kern."}},
        Parts{"Two",
              "Aue ehrt. Der Preis ging an.",
              {"Aue ehrt.", "Der Preis ging an."}},
        Parts{"SpaceAround",
              " Aue ehrt.  Der Preis. ",
              {"Aue ehrt.", "Der Preis."}},
        Parts{"Marks", "Wer? Ida! Gut.", {"Wer?", "Ida!", "Gut."}},
        Parts{"Title", "Es sprach Dr. Kern.", {"Es sprach Dr. Kern."}},
        Parts{"Titles",
              "Prof. em. Dr. Dr. h. c. Rohr kam.",
              {"Prof. em. Dr. Dr. h. c. Rohr kam."}},
        Parts{"CompoundTitle",
              "Es sprach Dipl.-Hydrol. Kern.",
              {"Es sprach Dipl.-Hydrol. Kern."}},
        Parts{"SchoolNamedAfterATitle",
              "Es siegte die Dr.-Kern-Schule. Aue jubelt.",
              {"Es siegte die Dr.-Kern-Schule.", "Aue jubelt."}},
        Parts{"Initials", "Preis für I. K. Kern.", {"Preis für I. K. Kern."}},
        Parts{"InitialsWithoutSpaces",
              "Es siegte die A.U.E. Technik GmbH. Aue jubelt.",
              {"Es siegte die A.U.E. Technik GmbH.", "Aue jubelt."}},
        Parts{"OrdinalDate", "Am 14. Juni war es.", {"Am 14. Juni war es."}},
        Parts{"OrdinalEvent",
              "Der 5. Innovationstag begann.",
              {"Der 5. Innovationstag begann."}},
        Parts{"ZumBeispiel",
              "Orte, z. B. Aue, z.B. Bad.",
              {"Orte, z. B. Aue, z.B. Bad."}},
        Parts{"LegalForm",
              "Das Bündnis Auetal e. V. Nord gewann.",
              {"Das Bündnis Auetal e. V. Nord gewann."}},
        Parts{"LegalFormAtTheEnd",
              "Es siegte das Bündnis Auetal e. V. Die Jury lobte es.",
              {"Es siegte das Bündnis Auetal e. V.", "Die Jury lobte es."}},
        Parts{"OfficeAtTheEnd",
              "Es kam Minister Rohr a. D. Im Rathaus war es voll.",
              {"Es kam Minister Rohr a. D.", "Im Rathaus war es voll."}},
        Parts{"NumberedLine", "1. Die Otter", {"1. Die Otter"}},
        Parts{"TitleBeforeParticle",
              "Es sprach Dr. Von der Aue.",
              {"Es sprach Dr. Von der Aue."}},
        Parts{"LegalFormTight",
              "Das Bündnis Auetal e.V. gewann. Aue jubelt.",
              {"Das Bündnis Auetal e.V. gewann.", "Aue jubelt."}},
        Parts{"Street",
              "In der Wendenstr. 4 in Aue.",
              {"In der Wendenstr. 4 in Aue."}},
        Parts{"Number",
              "Es waren 4.000 Euro. Viel.",
              {"Es waren 4.000 Euro.", "Viel."}},
        Parts{"NumericDate",
              "Am 14.06.2017 war es. Dann nicht.",
              {"Am 14.06.2017 war es.", "Dann nicht."}},
        Parts{"YearEnds",
              "Das war 2017. Heute ist es anders.",
              {"Das war 2017.", "Heute ist es anders."}},
        Parts{"QuoteHolds",
              "„Ja. Das ist gut“, sagte Kern. Aus.",
              {"„Ja.", "Das ist gut“, sagte Kern.", "Aus."}},
        Parts{"QuoteEnds",
              "Er sagte: „Gut.“ Dann ging er.",
              {"Er sagte: „Gut.“", "Dann ging er."}},
        Parts{"BracketEnds",
              "So war es (in Aue.) Dann nicht.",
              {"So war es (in Aue.)", "Dann nicht."}},
        Parts{"Url",
              "Mehr auf www.aue.de und mehr. Ende.",
              {"Mehr auf www.aue.de und mehr.", "Ende."}},
        Parts{"Umlaut", "Gut. Über Aue.", {"Gut.", "Über Aue."}},
        Parts{"NewlineEnds",
              "Netzwerk: Aue\nNetzwerk: Bad",
              {"Netzwerk: Aue", "Netzwerk: Bad"}},
        Parts{"NewlineBeforeSmallLetter",
              "Bündnis für\nalle in Aue",
              {"Bündnis für\nalle in Aue"}},
        Parts{"NewlineBeforeSmallUmlaut",
              "Bündnis\nüber Aue",
              {"Bündnis\nüber Aue"}},
        Parts{"EmptyLineEnds", "Titel\n\nText.", {"Titel", "Text."}}),
    [](const auto& param) { return param.param.name; });

class EnumerationOf : public testing::TestWithParam<Parts> {};

TEST_P(EnumerationOf, SplitsBetweenNamesOnly) {
  EXPECT_EQ(Split(GetParam(), false), GetParam().parts);
}

INSTANTIATE_TEST_SUITE_P(
    Enumerations, EnumerationOf,
    testing::Values(
        Parts{"One", "Ida Kern", {"Ida Kern"}},
        Parts{"Comma", "Au, Bad", {"Au", "Bad"}},
        Parts{"And", "Au und Bad", {"Au", "Bad"}},
        Parts{"Semicolon", "Au; Bad; Cel", {"Au", "Bad", "Cel"}},
        Parts{"Three",
              "Nord Kollektiv, Region Au-Achse und Otterwerk",
              {"Nord Kollektiv", "Region Au-Achse", "Otterwerk"}},
        Parts{"Sowie", "Au, Bad sowie Cel", {"Au", "Bad", "Cel"}},
        Parts{"CommaAnd", "Au, Bad, und Cel", {"Au", "Bad", "Cel"}},
        Parts{"Brackets",
              "Au (Nord, Ost und Süd) und Bad",
              {"Au (Nord, Ost und Süd)", "Bad"}},
        Parts{"Quotes",
              "„Hin, her und zurück“ und Bad",
              {"„Hin, her und zurück“", "Bad"}},
        Parts{
            "MixedQuotes", "„Hin und her\" und Bad", {"„Hin und her\"", "Bad"}},
        Parts{
            "Guillemets", "»Kind und Beruf«, Aue", {"»Kind und Beruf«", "Aue"}},
        Parts{"Ampersand", "Hin & Her und 50+", {"Hin & Her", "50+"}},
        Parts{"Slash", "Kern/Rohr und Au", {"Kern/Rohr", "Au"}},
        Parts{"LegalFormAnd",
              "Hin und Her e. V. und Au",
              {"Hin und Her e. V.", "Au"}},
        Parts{"LegalFormAlone", "Hin und Her e. V.", {"Hin und Her e. V."}},
        Parts{"CompanyAlone", "Kern und Rohr GmbH", {"Kern und Rohr GmbH"}},
        Parts{"CompanyFirst",
              "Kern und Rohr GmbH und Otterwerk eG",
              {"Kern und Rohr GmbH", "Otterwerk eG"}},
        Parts{"LegalFormWithAmpersand",
              "Kern & Rohr GmbH & Co. KG und Au AG",
              {"Kern & Rohr GmbH & Co. KG", "Au AG"}},
        Parts{
            "TwoCompanies", "Kern GmbH und Rohr AG", {"Kern GmbH", "Rohr AG"}},
        Parts{"DecimalComma", "1,5 Tonnen und Au", {"1,5 Tonnen", "Au"}},
        Parts{"AndInsideAWord", "Hundert und Bund", {"Hundert", "Bund"}},
        Parts{"Suspended",
              "Kinder- und Jugendhilfe Aue, Bad",
              {"Kinder- und Jugendhilfe Aue", "Bad"}}),
    [](const auto& param) { return param.param.name; });

TEST(Numbers, AreReadWholeOrNotAtAll) {
  const std::vector<std::pair<std::string, std::optional<int>>> cases{
      {"fünf", 5},
      {"Zwölf", 12},
      {"DREI", 3},
      {"12", 12},
      {"0", 0},
      {"007", 7},
      {"fünf Netze", {}},
      {"", {}},
      {" ", {}},
      {"Netz", {}},
      {"3.", {}},
      {"4.000", {}},
      {"-3", {}},
      {"1e3", {}},
      {"99999999999", {}},
      {"²", {}},
      {"einundzwanzig", 21},
      {"einundzwanzigste", {}},
      {"3 4", {}},
  };
  for (const auto& [text, number] : cases) {
    EXPECT_EQ(ReadNumber(text, German()), number) << "'" << text << "'";
  }
}

TEST(Years, AreFourDigitsOfTheTwoCenturiesReleasesSpeakOf) {
  EXPECT_EQ(ReadYear("1900"), 1900);
  EXPECT_EQ(ReadYear("2099"), 2099);
  for (const char* no : {"", "1899", "2100", "019", "02021", "2021.", "-202"}) {
    EXPECT_FALSE(ReadYear(no).has_value()) << no;
  }
}

TEST(Digits, AreReadWholeOrNotAtAll) {
  EXPECT_EQ(ReadDigits("0012"), 12);
  for (const char* no : {"", "-1", "+1", "2017a", " 1", "99999999999", "１"}) {
    EXPECT_FALSE(ReadDigits(no).has_value()) << no;
  }
}

TEST(Calendar, HasOnlyDaysThatAre) {
  EXPECT_EQ(Iso(MakeDay(2017, 6, 14).value()), "2017-06-14");
  EXPECT_EQ(Iso(MakeDay(2016, 2, 29).value()), "2016-02-29");
  EXPECT_EQ(Iso(MakeDay(2000, 2, 29).value()), "2000-02-29");
  EXPECT_FALSE(MakeDay(1900, 2, 29).has_value());
  EXPECT_FALSE(MakeDay(2017, 2, 29).has_value());
  EXPECT_FALSE(MakeDay(2017, 6, 31).has_value());
  EXPECT_FALSE(MakeDay(2017, 13, 1).has_value());
  EXPECT_FALSE(MakeDay(2017, 0, 1).has_value());
  EXPECT_FALSE(MakeDay(2017, 1, 0).has_value());
  EXPECT_FALSE(MakeDay(2017, -1, -1).has_value());
  EXPECT_FALSE(MakeDay(2017, 256 + 6, 256 + 14).has_value());
  // What the library's type for a year would take for another.
  EXPECT_FALSE(MakeDay(65536 + 2017, 6, 14).has_value());
  EXPECT_FALSE(MakeDay(10000, 1, 1).has_value());
}

TEST(Calendar, ReadsTwoDigitYears) {
  EXPECT_EQ(Iso(MakeDay(70, 1, 1).value()), "1970-01-01");
  EXPECT_EQ(Iso(MakeDay(99, 1, 1).value()), "1999-01-01");
  EXPECT_EQ(Iso(MakeDay(0, 1, 1).value()), "2000-01-01");
  EXPECT_EQ(Iso(MakeDay(23, 5, 20).value()), "2023-05-20");
  EXPECT_EQ(Iso(MakeDay(69, 12, 31).value()), "2069-12-31");
}

TEST(Calendar, CountsDaysAndWeekdays) {
  const Day day = MakeDay(2017, 6, 14).value();
  EXPECT_EQ(WeekdayOf(day), 3);
  EXPECT_EQ(WeekdayOf(AddDays(day, 4)), 7);
  EXPECT_EQ(WeekdayOf(AddDays(day, 5)), 1);
  EXPECT_EQ(Iso(AddDays(day, 17)), "2017-07-01");
  EXPECT_EQ(Iso(AddDays(MakeDay(2016, 3, 1).value(), -1)), "2016-02-29");
  EXPECT_EQ(Iso(AddDays(MakeDay(2016, 12, 31).value(), 1)), "2017-01-01");
}

TEST(Calendar, ReadsBackFullDaysOnly) {
  EXPECT_EQ(FromIso("2017-06-14"), MakeDay(2017, 6, 14));
  for (const char* no :
       {"", "2017", "2017-06", "2017-06-31", "2017-6-14", "14.06.2017",
        "2017-06-14T18:00", "2017-06-14 ", " 2017-06-14", "2017/06/14",
        "2017-0a-14", "+017-06-14", "2017--6-14"}) {
    EXPECT_FALSE(FromIso(no).has_value()) << no;
  }
}

}  // namespace
}  // namespace bmas
