// Dates as German prints them come back as the day that was meant, for all
// shapes and days of a century and a half; what only looks like one does not.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <functional>
#include <string>
#include <vector>

#include "pipeline/text/calendar.h"
#include "tests/support.h"

namespace bmas {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// "text = iso" or "text = iso to end".
std::vector<std::string> DatesIn(const std::string& text,
                                 const std::string& release_date = "") {
  const record::Record record =
      worker::Process({"", archive::DocumentKind::kText, release_date}, text,
                      ShippedRules(), {});
  std::vector<std::string> out;
  Span last;
  for (const record::Date& date : record.release.dates) {
    const Span span = date.text.sources.front().span;
    EXPECT_GE(span.begin, last.end) << "a span serves two dates in " << text;
    last = span;
    out.push_back(date.text.text + " = " + date.iso +
                  (date.end.empty() ? "" : " to " + date.end));
  }
  return out;
}

constexpr std::array<const char*, 12> kMonths{
    "Januar", "Februar", "März",      "April",   "Mai",      "Juni",
    "Juli",   "August",  "September", "Oktober", "November", "Dezember"};
constexpr std::array<const char*, 12> kShortMonths{
    "Jan.", "Feb.", "Mrz.",  "Apr.", "Mai",  "Juni",
    "Juli", "Aug.", "Sept.", "Okt.", "Nov.", "Dez."};
constexpr std::array<const char*, 7> kWeekdays{
    "Montag",  "Dienstag", "Mittwoch", "Donnerstag",
    "Freitag", "Samstag",  "Sonntag"};
constexpr std::array<const char*, 7> kShortWeekdays{"Mo", "Di", "Mi", "Do",
                                                    "Fr", "Sa", "So"};

int YearOf(const Day& day) { return static_cast<int>(day.year()); }
std::size_t MonthOf(const Day& day) {
  return static_cast<unsigned>(day.month());
}
int DayOf(const Day& day) {
  return static_cast<int>(static_cast<unsigned>(day.day()));
}
std::string Two(int number) {
  return (number % 100 < 10 ? "0" : "") + std::to_string(number % 100);
}

// Writes a day: {d} 3, {dd} 03, {m} 5, {mm} 05, {month} Mai, {mon} Sept.,
// {MONTH}, {y} 2021, {yy} 21, {weekday} Montag, {wd} Mo.
std::string Print(std::string shape, const Day& day) {
  const std::size_t month = MonthOf(day) - 1;
  const auto weekday = static_cast<std::size_t>(WeekdayOf(day) - 1);
  std::string capitals;
  for (const char c : std::string(kMonths.at(month))) {
    capitals += static_cast<char>(c >= 'a' && c <= 'z' ? c - 32 : c);
  }
  const std::vector<std::pair<std::string, std::string>> values{
      {"{d}", std::to_string(DayOf(day))},
      {"{dd}", Two(DayOf(day))},
      {"{m}", std::to_string(month + 1)},
      {"{mm}", Two(static_cast<int>(month) + 1)},
      {"{month}", kMonths.at(month)},
      {"{mon}", kShortMonths.at(month)},
      {"{MONTH}", month == 2 ? "MÄRZ" : capitals},
      {"{y}", std::to_string(YearOf(day))},
      {"{yy}", Two(YearOf(day))},
      {"{weekday}", kWeekdays.at(weekday)},
      {"{wd}", kShortWeekdays.at(weekday)}};
  for (const auto& [name, value] : values) {
    for (std::size_t at = shape.find(name); at != std::string::npos;
         at = shape.find(name)) {
      shape.replace(at, name.size(), value);
    }
  }
  return shape;
}

// Days of all months and weekdays, the ends of months and leap days among
// them.
std::vector<Day> SampledDays(int first_year, int last_year) {
  std::vector<Day> days;
  const Day end = *MakeDay(last_year, 12, 31);
  for (Day day = *MakeDay(first_year, 1, 1); day <= end;
       day = AddDays(day, 41)) {
    days.push_back(day);
  }
  for (int year = first_year; year <= last_year; ++year) {
    days.push_back(AddDays(*MakeDay(year, 3, 1), -1));
    days.push_back(*MakeDay(year, 12, 31));
  }
  return days;
}

// Each day in a sentence; `released` tells the release's day, so that all
// sentences of one are read together.
void ExpectAll(const std::string& shape, const std::vector<Day>& days) {
  constexpr std::size_t kTogether = 60;
  for (std::size_t at = 0; at < days.size(); at += kTogether) {
    std::string text;
    std::vector<std::string> expected;
    for (std::size_t i = at; i < std::min(at + kTogether, days.size()); ++i) {
      const std::string printed = Print(shape, days[i]);
      text += "Der Festakt am " + printed + " in Aue war kurz.\n\n";
      expected.push_back(printed + " = " + Iso(days[i]));
    }
    ASSERT_EQ(DatesIn(text), expected) << shape;
  }
}

TEST(Dates, FullOnesOfAllShapesComeBack) {
  const std::vector<Day> days = SampledDays(1949, 2099);
  for (const char* shape :
       {"{d}. {month} {y}", "{d}.{month} {y}", "{dd}. {month} {y}",
        "{d} {month} {y}", "{d}. {MONTH} {y}", "{d}. {mon} {y}",
        "{dd}.{mm}.{y}", "{d}.{m}.{y}", "{d}. {m}. {y}", "{y}-{mm}-{dd}",
        "{weekday}, {d}. {month} {y}", "{weekday}, den {d}. {month} {y}",
        "{weekday}, dem {dd}.{mm}.{y}", "{weekday} {d}. {month} {y}",
        "{wd}., {d}. {mon} {y}", "{wd}, {d}.{m}.{y}"}) {
    ExpectAll(shape, days);
  }
}

TEST(Dates, TwoDigitYearsAre1970To2069) {
  const std::vector<Day> days = SampledDays(1970, 2069);
  for (const char* shape :
       {"{dd}.{mm}.{yy}", "{d}.{m}.{yy}", "{weekday}, {d}.{m}.{yy}"}) {
    ExpectAll(shape, days);
  }
}

// What is told from the release's day, which lies `away` days before.
void ExpectFrom(const std::string& shape, int away, const Day& day,
                const std::string& before = "am") {
  const std::string printed = Print(shape, day);
  const std::string text =
      "Der Festakt " + before + " " + printed + " in Aue war kurz.";
  EXPECT_THAT(DatesIn(text, Iso(AddDays(day, -away))),
              ElementsAre(printed + " = " + Iso(day)))
      << text << " " << away;
}

TEST(Dates, EndWithTheYearsOfFourDigits) {
  EXPECT_THAT(DatesIn("Die Feier ist morgen.", "9999-12-31"), IsEmpty());
}

TEST(Dates, WithoutYearTheNearestCounts) {
  std::size_t i = 0;
  for (const Day& day : SampledDays(1949, 2099)) {
    const int away = std::array{-170, -90, -31, -1, 0, 5, 60, 178}.at(i++ % 8);
    for (const char* shape : {"{d}. {month}", "{d}.{month}", "{d}. {mon}",
                              "{dd}.{mm}.", "{d}. {m}."}) {
      ExpectFrom(shape, away, day);
    }
    for (const char* shape :
         {"{weekday}, {d}. {month},", "{wd}, {dd}.{mm}.,"}) {
      // A printed weekday decides, however far the day is.
      const std::string bare(shape, std::string(shape).size() - 1);
      const std::string text = "Wir kommen am " + Print(shape, day) + " an.";
      EXPECT_THAT(DatesIn(text, Iso(AddDays(day, away * 4))),
                  ElementsAre(Print(bare, day) + " = " + Iso(day)));
    }
  }
}

TEST(Dates, RelativeOnesAreToldFromTheRelease) {
  std::size_t i = 0;
  for (const Day& day : SampledDays(1949, 2099)) {
    if (i++ % 9 != 0) continue;
    ExpectFrom("heute", 0, day, "war");
    ExpectFrom("gestern", -1, day, "war");
    ExpectFrom("vorgestern", -2, day, "war");
    ExpectFrom("morgen", 1, day, "ist");
    ExpectFrom("übermorgen", 2, day, "ist");
    ExpectFrom("gestrigen {weekday}", -1, day);
    ExpectFrom("heutigen {weekday}", 0, day);
    for (int away = -3; away <= 3; ++away) ExpectFrom("{weekday}", away, day);
    for (int away = 1; away <= 7; ++away) {
      ExpectFrom("kommenden {weekday}", away, day);
      ExpectFrom("vergangenen {weekday}", -away, day);
    }
  }
}

TEST(Dates, RangesKeepBothDays) {
  const std::vector<std::pair<std::string, std::string>> shapes{
      {"{d}. {month} {y}", " bis {d}. {month} {y}"},
      {"{d}. {month} {y}", " bis zum {d}. {month} {y}"},
      {"{d}. {month} {y}", " – {d}. {month} {y}"},
      {"{dd}.{mm}.{y}", " bis {dd}.{mm}.{y}"},
      {"{d}.{m}.{y}", "-{d}.{m}.{y}"},
      {"{d}. {month}", " bis {d}. {month} {y}"},
      {"{dd}.{mm}.", " - {dd}.{mm}.{y}"},
      {"{weekday}, {d}. {month}", ", bis {weekday}, {d}. {month} {y}"}};
  std::size_t i = 0;
  for (const Day& day : SampledDays(1949, 2098)) {
    const Day end = AddDays(day, static_cast<int>(1 + i % 200));
    const auto& [first, second] = shapes[i++ % shapes.size()];
    const std::string printed = Print(first, day) + Print(second, end);
    const std::string text = "Die Schau vom " + printed + " in Aue war gut.";
    EXPECT_THAT(DatesIn(text),
                ElementsAre(printed + " = " + Iso(day) + " to " + Iso(end)))
        << text;
  }
}

TEST(Dates, WhatLooksLikeOneIsNone) {
  for (const char* text :
       {"Straße des 17. Juni 135, 10623 Berlin",
        "Das Haus liegt an der Straße des 17. Juni in Berlin.",
        "Am 31. Juni 2017 war nichts.",
        "Am 30. Februar 2016 war nichts.",
        "Am 29. Februar 2017 war nichts.",
        "Am 32. Oktober 2015 war nichts.",
        "Am 31.04.2017 war nichts.",
        "Am 00.04.2017 war nichts.",
        "Am 15.13.2017 war nichts.",
        "Am 2017-02-30 war nichts.",
        "Vom 28. bis 31. Juni 2017 war nichts.",
        "Um 10.10 Uhr begann es, um 11.30 Uhr war es aus.",
        "Sie bekommen 4.000 Euro und 12.500,50 Euro.",
        "Der 58. Wettbewerb hat 12. Plätze, siehe Seite 2.",
        "Version 1.2.30 steht in Kapitel 3.2. beschrieben.",
        "Nach § 12 Abs. 3 und § 3.4. gilt das.",
        "Telefon 030/2030.12.17 oder 0385 588-19003",
        "Rufen Sie an: 01.02.03.04.05",
        "Das gilt für nächste 5 Jahre.",
        "Sie kommen in der kommenden Woche, am Freitag der kommenden Woche.",
        "Geöffnet Montag bis Freitag 9 bis 17 Uhr, montags zu.",
        "Am Morgen, guten Morgen, jeden Morgen: die Arbeit von morgen.",
        "Bis heute wirkt das, heute wie damals.",
        "Im Jahr 2017 war nichts.",
        "1. Jan Becker\n2. Mia Kern\n3. Tom Rohr",
        "Frau Sonntag und Herr Mai",
        "August-Bebel-Straße 3, Mainz"}) {
    EXPECT_THAT(DatesIn(text, "2017-06-14"), IsEmpty()) << text;
  }
}

TEST(Dates, ARangeRunsForwardOrIsNone) {
  EXPECT_THAT(DatesIn("vom 31. Oktober 2019 bis 5. Januar", "2019-05-03"),
              ElementsAre("31. Oktober 2019 bis 5. Januar = "
                          "2019-10-31 to 2020-01-05"));
  EXPECT_THAT(DatesIn("vom 3. Mai 2021 bis 1. Mai 2021", "2021-05-03"),
              IsEmpty());
  EXPECT_THAT(DatesIn("von Dezember 2019 bis Februar", "2019-05-03"),
              ElementsAre(testing::HasSubstr("2019-12 to 2020-02")));
}

TEST(Dates, ANumberBesideADayLendsItNoYear) {
  EXPECT_THAT(DatesIn("Am 3. Mai 1500 Gäste.", "2017-06-14"),
              ElementsAre("3. Mai = 2017-05-03"));
  EXPECT_THAT(DatesIn("Am 3. Mai 20 Preise.", "2017-06-14"),
              ElementsAre("3. Mai = 2017-05-03"));
  EXPECT_THAT(DatesIn("Am 3. Mai 20178 Gäste.", "2017-06-14"),
              ElementsAre("3. Mai = 2017-05-03"));
  EXPECT_THAT(DatesIn("Am 24.2., 18 Uhr, geht es los.", "2017-02-14"),
              ElementsAre("24.2., 18 Uhr = 2017-02-24T18:00"));
  EXPECT_THAT(
      DatesIn("Am 13. April 1848 und am 3. Mai.", "2017-06-14"),
      ElementsAre("13. April 1848 = 1848-04-13", "3. Mai = 2017-05-03"));
}

TEST(Dates, DaysThatShareTheirMonth) {
  EXPECT_THAT(DatesIn("Am 3./4. Mai 2021 in Aue."),
              ElementsAre("3./4. Mai 2021 = 2021-05-03 to 2021-05-04"));
  EXPECT_THAT(DatesIn("Am 31. Dezember und 1. Januar 2021 in Aue."),
              ElementsAre("31. Dezember und 1. Januar 2021 = 2020-12-31 to "
                          "2021-01-01"));
  EXPECT_THAT(
      DatesIn("Am 3. und 17. Mai 2021 in Aue."),
      ElementsAre("3. Mai 2021 = 2021-05-03", "17. Mai 2021 = 2021-05-17"));
  EXPECT_THAT(DatesIn("Im Mai und September 2021 in Aue."),
              ElementsAre("Mai 2021 = 2021-05", "September 2021 = 2021-09"));
}

TEST(Dates, TheReleaseDateStandsWhereItsRulesSay) {
  const auto released = [](const std::string& head) {
    return worker::Process({"", archive::DocumentKind::kText, {}},
                           head + "\n\nDas Haus lädt für den 1. Juli 2021 ein.",
                           ShippedRules(), {})
        .release.date.text;
  };
  EXPECT_EQ(released("DATUM\n12.05.2021\n\nBonn, den 14. Mai 2021"),
            "2021-05-14");
  EXPECT_EQ(released("Pressemitteilung Nr. 3 vom 14. Mai 2021"), "2021-05-14");
  EXPECT_EQ(released("Nr. 201/21 | 14.05.2021"), "2021-05-14");
  EXPECT_EQ(released("Wien (BMX) – 14. MAI 2021"), "2021-05-14");
  EXPECT_EQ(released("14.05.2021 – Drei Häuser wurden heute geehrt."),
            "2021-05-14");
  EXPECT_EQ(released("Wann: 14. Mai 2021\n\nWo: im Rathaus"), "");
}

}  // namespace
}  // namespace bmas
