#include "pipeline/text/calendar.h"

#include <array>
#include <cstdio>

#include "pipeline/text/numbers.h"

namespace bmas {
namespace {

constexpr int kLastYear = 9999;  // four digits

}  // namespace

std::optional<Day> MakeDay(int year, int month, int day) {
  if (year >= 0 && year < 100) year += year < 70 ? 2000 : 1900;
  if (year < 0 || year > kLastYear) return std::nullopt;
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

bool HasIso(const Day& day) {
  const int year = static_cast<int>(day.year());
  return year >= 0 && year <= kLastYear;
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
  const auto year = ReadDigits(iso.substr(0, 4));
  const auto month = ReadDigits(iso.substr(5, 2));
  const auto day = ReadDigits(iso.substr(8, 2));
  if (!year || !month || !day) return std::nullopt;
  if (*year < 1000) return std::nullopt;  // no two-digit years here
  return MakeDay(*year, *month, *day);
}

}  // namespace bmas
