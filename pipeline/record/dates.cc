#include "pipeline/record/dates.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <optional>

#include "pipeline/text/calendar.h"
#include "pipeline/text/normalize.h"

namespace bmas::record {
namespace {

using rules::Field;
using rules::Mention;

class DateReader {
 public:
  DateReader(const Context& context, const std::string& given)
      : context_(context), reference_(FromIso(given)) {}

  std::vector<Date> Run(std::string* release_date) {
    // The release date first: the others may need it.
    for (const Mention& mention : context_.matches.mentions) {
      if (context_.Kind(mention) != "release") continue;
      const Field* field = mention.Find("date");
      if (field == nullptr) continue;
      for (const Mention& date : context_.matches.mentions) {
        if (context_.Kind(date) == "date" && date.span.Overlaps(field->span)) {
          for (const Date& read : Read(date)) {
            if (read.precision == "day" && !read.inferred && release_.Empty()) {
              release_ = date.span;
              *release_date = read.iso;
              reference_ = FromIso(read.iso);
            }
          }
        }
      }
      if (!release_.Empty()) break;
    }
    if (release_date->empty() && reference_) *release_date = Iso(*reference_);
    std::vector<Date> dates;
    for (const Mention& mention : context_.matches.mentions) {
      if (context_.Kind(mention) != "date") continue;
      for (Date& date : Read(mention)) {
        date.role = RoleOf(mention);
        dates.push_back(std::move(date));
      }
    }
    return dates;
  }

 private:
  std::string Text(const Mention& mention, std::string_view name) const {
    const Field* field = mention.Find(name);
    return field == nullptr ? "" : std::string(context_.Slice(field->span));
  }

  static std::optional<int> Number(std::string_view text) {
    int value = 0;
    const auto [end, code] =
        std::from_chars(text.data(), text.data() + text.size(), value);
    if (code != std::errc{} || end != text.data() + text.size()) {
      return std::nullopt;
    }
    return value;
  }

  static std::string Key(std::string_view text) {
    std::string folded = FoldCase(Collapse(text));
    while (!folded.empty() && folded.back() == '.') folded.pop_back();
    return folded;
  }

  static std::optional<int> LookUp(const std::map<std::string, int>& map,
                                   const std::string& text) {
    const auto at = map.find(Key(text));
    if (at == map.end()) return std::nullopt;
    return at->second;
  }

  std::optional<int> Month(const std::string& text) const {
    if (const auto number = Number(text)) return number;
    return LookUp(context_.Words().months, text);
  }

  // A day whose year is not printed: the nearest to the release that fits the
  // printed weekday, if there is one.
  std::optional<Day> NearestDay(int month, int day, int weekday) const {
    if (!reference_) return std::nullopt;
    std::optional<Day> best;
    const auto distance = [&](const Day& d) {
      return std::abs(
          (std::chrono::sys_days{d} - std::chrono::sys_days{*reference_})
              .count());
    };
    for (int offset = -3; offset <= 3; ++offset) {
      const auto made =
          MakeDay(static_cast<int>(reference_->year()) + offset, month, day);
      if (!made || (weekday > 0 && WeekdayOf(*made) != weekday)) continue;
      if (!best || distance(*made) < distance(*best)) best = made;
    }
    return best ? best
                : MakeDay(static_cast<int>(reference_->year()), month, day);
  }

  std::optional<Day> MakeFrom(const std::string& day, const std::string& month,
                              const std::string& year, int weekday,
                              bool* inferred) const {
    const auto d = Number(day);
    const auto m = Month(month);
    if (!d || !m) return std::nullopt;
    if (const auto y = Number(year)) return MakeDay(*y, *m, *d);
    *inferred = true;
    return NearestDay(*m, *d, weekday);
  }

  Date Base(const Mention& mention) const {
    Date date;
    if (mention.Find("text") != nullptr) {
      date.text = context_.Read(mention, "text");
    } else {
      date.text = {Collapse(context_.Slice(mention.span)),
                   {{mention.rule, mention.span}}};
    }
    if (mention.Find("until") != nullptr) date.bound = "until";
    if (mention.Find("from") != nullptr) date.bound = "from";
    date.weekday =
        LookUp(context_.Words().weekdays, Text(mention, "weekday")).value_or(0);
    return date;
  }

  void AddTime(const Mention& mention, Date* date) const {
    const auto hour = Number(Text(mention, "hour"));
    if (!hour || *hour > 23) return;
    const int minute = Number(Text(mention, "minute")).value_or(0);
    if (minute > 59 || date->iso.size() != 10) return;
    std::array<char, 32> clock{};
    std::snprintf(clock.data(), clock.size(), "T%02d:%02d", *hour, minute);
    date->iso += clock.data();
    date->precision = "time";
  }

  // Nothing for what the calendar does not know or nobody can resolve.
  std::vector<Date> Read(const Mention& mention) const {
    Date date = Base(mention);
    if (mention.Find("relative") != nullptr) return Relative(mention, date);
    if (mention.Find("day") == nullptr && mention.Find("month") != nullptr) {
      return Months(mention, date);
    }
    if (mention.Find("day") == nullptr) {
      // A clock time alone belongs to the day of the release.
      if (!reference_ || mention.Find("hour") == nullptr) {
        return WeekdayAlone(mention, date);
      }
      date.iso = Iso(*reference_);
      date.inferred = true;
      AddTime(mention, &date);
      if (date.precision != "time") return {};
      return {date};
    }
    if (mention.Find("day2") != nullptr) return TwoDays(mention, date);
    const auto day =
        MakeFrom(Text(mention, "day"), Text(mention, "month"),
                 Text(mention, "year"), date.weekday, &date.inferred);
    if (!day) return {};
    date.iso = Iso(*day);
    AddTime(mention, &date);
    return {date};
  }

  std::vector<Date> TwoDays(const Mention& mention, const Date& base) const {
    Date first = base;
    Date second = base;
    const std::string month2 = Text(mention, "month2");
    const std::string month =
        mention.Find("month") != nullptr ? Text(mention, "month") : month2;
    const int weekday2 =
        LookUp(context_.Words().weekdays, Text(mention, "weekday2"))
            .value_or(0);
    const auto end =
        MakeFrom(Text(mention, "day2"), month2, Text(mention, "year2"),
                 weekday2, &second.inferred);
    if (!end) return {};
    std::optional<Day> begin;
    if (mention.Find("year") != nullptr) {
      begin = MakeFrom(Text(mention, "day"), month, Text(mention, "year"), 0,
                       &first.inferred);
    } else {
      // The year it shares; the one before when the range runs over New Year.
      const auto d = Number(Text(mention, "day"));
      const auto m = Month(month);
      if (!d || !m) return {};
      const int year = static_cast<int>(end->year());
      begin = MakeDay(year, *m, *d);
      if (begin &&
          std::chrono::sys_days{*begin} > std::chrono::sys_days{*end}) {
        begin = MakeDay(year - 1, *m, *d);
      }
    }
    if (!begin) return {};
    first.iso = Iso(*begin);
    first.inferred = second.inferred;
    const bool pair = context_.Constant(mention, "join") == "pair";
    if (!pair || AddDays(*begin, 1) == *end) {
      first.end = Iso(*end);
      first.bound.clear();
      return {first};
    }
    second.iso = Iso(*end);
    second.weekday = weekday2;
    SplitText(mention, &first, &second);
    return {first, second};
  }

  // "3. und 10. Mai 2021": each with the month and year it shares.
  void SplitText(const Mention& mention, Date* first, Date* second) const {
    const Field* day2 = mention.Find("day2");
    const Field* weekday2 = mention.Find("weekday2");
    const Span all = first->text.sources.front().span;
    const std::size_t from =
        weekday2 != nullptr ? weekday2->span.begin : day2->span.begin;
    second->text = {Collapse(context_.Slice({from, all.end})),
                    {{mention.rule, {from, all.end}}}};
    const Field* day = mention.Find("day");
    std::size_t to = day->span.end;
    if (to < all.end && context_.text.Text()[to] == '.') ++to;
    const std::string head = Collapse(context_.Slice({all.begin, to}));
    const Field* month = mention.Find("month2");
    const Span shared{month->span.begin, all.end};
    if (mention.Find("month") != nullptr) return;
    first->text = {head + " " + Collapse(context_.Slice(shared)),
                   {{mention.rule, {all.begin, to}}, {mention.rule, shared}}};
  }

  std::vector<Date> Months(const Mention& mention, Date date) const {
    const auto month = Month(Text(mention, "month"));
    if (!month) return {};
    auto year = Number(Text(mention, "year"));
    const std::string text2 = Text(mention, "month2");
    const auto month2 = Month(text2);
    auto year2 = Number(Text(mention, "year2"));
    if (!year2) year2 = year;
    if (!year) year = year2;
    if (!year && reference_) {
      year = year2 = static_cast<int>(reference_->year());
      date.inferred = true;
    }
    if (!year) return {};
    if (month2 && *month2 < *month && !mention.Find("year")) --*year;
    const auto text = [](int y, int m) {
      return Iso(*MakeDay(y, m, 1)).substr(0, 7);
    };
    if (!MakeDay(*year, *month, 1)) return {};
    date.precision = "month";
    date.iso = text(*year, *month);
    if (month2 && MakeDay(*year2, *month2, 1)) date.end = text(*year2, *month2);
    return {date};
  }

  std::vector<Date> Relative(const Mention& mention, Date date) const {
    const auto offset =
        LookUp(context_.Words().relative_days, Text(mention, "relative"));
    if (!offset || !reference_) return {};
    date.iso = Iso(AddDays(*reference_, *offset));
    date.relative = true;
    AddTime(mention, &date);
    return {date};
  }

  // "am Freitag", "am kommenden Freitag": the nearest day of that name, before
  // or after the release when the text says so.
  std::vector<Date> WeekdayAlone(const Mention& mention, Date date) const {
    if (date.weekday == 0 || !reference_) return {};
    const std::string direction = context_.Constant(mention, "direction");
    int offset = date.weekday - WeekdayOf(*reference_);  // -6 … 6
    if (direction == "next") {
      offset = offset <= 0 ? offset + 7 : offset;
    } else if (direction == "last") {
      offset = offset >= 0 ? offset - 7 : offset;
    } else if (offset > 3) {
      offset -= 7;
    } else if (offset < -3) {
      offset += 7;
    }
    date.iso = Iso(AddDays(*reference_, offset));
    date.relative = true;
    return {date};
  }

  // The narrowest role that covers the date.
  std::string RoleOf(const Mention& mention) const {
    if (!release_.Empty() && mention.span == release_) return "release";
    if (const auto own = mention.set.find("role"); own != mention.set.end()) {
      return own->second;
    }
    const Mention* best = nullptr;
    for (const Mention& role : context_.matches.mentions) {
      if (context_.Kind(role) != "date_role" ||
          !role.span.Contains(mention.span)) {
        continue;
      }
      if (best == nullptr || role.span.Size() < best->span.Size() ||
          (role.span == best->span && role.rule < best->rule)) {
        best = &role;
      }
    }
    return best == nullptr ? "mention" : context_.Constant(*best, "role");
  }

  const Context& context_;
  std::optional<Day> reference_;
  Span release_;
};

}  // namespace

std::vector<Date> ReadDates(const Context& context, const std::string& given,
                            std::string* release_date) {
  release_date->clear();
  return DateReader(context, given).Run(release_date);
}

}  // namespace bmas::record
