#include "pipeline/text/calendar.h"

#include <array>
#include <cstdio>

namespace bmas {

std::optional<Day> MakeDay(int year, int month, int day) {
  if (year >= 0 && year < 100) year += year < 70 ? 2000 : 1900;
  if (month < 1 || month > 12 || day < 1 || day > 31) return std::nullopt;
  const Day made{std::chrono::year{year},
                 std::chrono::month{static_cast<unsigned>(month)},
                 std::chrono::day{static_cast<unsigned>(day)}};
  if (!made.ok()) return std::nullopt;
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
  if (iso.size() != 10 || iso[4] != '-' || iso[7] != '-') return std::nullopt;
  for (const std::size_t i : {0, 1, 2, 3, 5, 6, 8, 9}) {
    if (iso[i] < '0' || iso[i] > '9') return std::nullopt;
  }
  // No two-digit years here.
  if (iso < "1000") return std::nullopt;
  return MakeDay(std::stoi(iso.substr(0, 4)), std::stoi(iso.substr(5, 2)),
                 std::stoi(iso.substr(8, 2)));
}

}  // namespace bmas
