// Days of the Gregorian calendar (ISO 8601).
#pragma once

#include <chrono>
#include <optional>
#include <string>

namespace bmas {

using Day = std::chrono::year_month_day;

// Nothing when the calendar has no such day (31 June) or ISO 8601 no form for
// its year. Two-digit years are 1970–2069.
std::optional<Day> MakeDay(int year, int month, int day);

// May lead out of the years that have a form.
Day AddDays(const Day& day, int days);
bool HasIso(const Day& day);
int WeekdayOf(const Day& day);                       // Monday 1 … Sunday 7
std::string Iso(const Day& day);                     // "2017-06-14"
std::optional<Day> FromIso(const std::string& iso);  // a full day only

}  // namespace bmas
