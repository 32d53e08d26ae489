#include "pipeline/text/calendar.h"

#include <array>
#include <cstdio>

namespace bmas {

std::optional<Day> MakeDay(int year, int month, int day) {
  if (year >= 0 && year < 100) year += year < 70 ? 2000 : 1900;
  const Day made{std::chrono::year{year},
                 std::chrono::month{static_cast<unsigned>(month)},
                 std::chrono::day{static_cast<unsigned>(day)}};
  if (month < 1 || day < 1 || !made.ok()) return std::nullopt;
  return made;
}

Day AddDays(const Day& day, int days) {
  return Day{std::chrono::sys_days{day} + std::chrono::days{days}};
}

int WeekdayOf(const Day& day) {
  return static_cast<int>(
      std::chrono::weekday{std::chrono::sys_days{day}}.iso_encoding());
}

std::string Iso(const Day& day) {
  std::array<char, 16> out{};
  const int size = std::snprintf(
      out.data(), out.size(), "%04d-%02u-%02u", static_cast<int>(day.year()),
      static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
  return {out.data(), static_cast<std::size_t>(size)};
}

std::optional<Day> FromIso(const std::string& iso) {
  int year = 0, month = 0, day = 0;
  char rest = 0;
  if (iso.size() != 10 || std::sscanf(iso.c_str(), "%4d-%2d-%2d%c", &year,
                                      &month, &day, &rest) != 3) {
    return std::nullopt;
  }
  return MakeDay(year, month, day);
}

}  // namespace bmas
