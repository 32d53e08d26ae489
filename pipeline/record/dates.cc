#include "pipeline/record/dates.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <optional>

#include "pipeline/text/calendar.h"
#include "pipeline/text/normalize.h"
#include "pipeline/text/numbers.h"

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
    FindReleaseDate(release_date);
    if (release_date->empty() && reference_) *release_date = Iso(*reference_);
    std::vector<Date> dates;
    for (const Mention& mention : context_.matches.mentions) {
      if (context_.Kind(mention) != "date") continue;
      const std::string role = RoleOf(mention);
      ahead_ = role == "deadline" || Direction(mention) == "ahead";
      for (Date& date : Read(mention)) {
        // What begins on a day has no deadline there.
        const bool begins = role == "deadline" && date.bound == "from";
        date.role = begins ? "mention" : role;
        dates.push_back(std::move(date));
      }
    }
    // A mention may begin before its date does, with the verb that it needs.
    std::ranges::stable_sort(dates, {}, [](const Date& date) {
      return date.text.sources.front().span.begin;
    });
    return dates;
  }

 private:
  // Of the first lines, then of the rest: the rule that stands first decides,
  // then the place in the text.
  void FindReleaseDate(std::string* release_date) {
    // Lines: a letterhead with its address, the headline and the dateline. A
    // date further down that looks like the release's may be that of a quoted
    // one.
    constexpr std::size_t kHead = 20;
    std::vector<const Mention*> sources;
    for (const Mention& mention : context_.matches.mentions) {
      if (context_.Kind(mention) == "release" &&
          mention.Find("date") != nullptr) {
        sources.push_back(&mention);
      }
    }
    std::ranges::stable_sort(sources, {}, [](const Mention* mention) {
      return std::pair(mention->line >= kHead, mention->rule);
    });
    for (const Mention* source : sources) {
      const Span span = source->Find("date")->span;
      for (const Mention& mention : context_.matches.mentions) {
        if (context_.Kind(mention) != "date" || !mention.span.Overlaps(span)) {
          continue;
        }
        const std::vector<Date> read = Read(mention);
        if (read.size() != 1 || read.front().precision != "day" ||
            read.front().inferred || !read.front().end.empty()) {
          continue;
        }
        release_ = mention.span;
        *release_date = read.front().iso;
        reference_ = FromIso(*release_date);
        return;
      }
    }
  }

  std::string Text(const Mention& mention, std::string_view name) const {
    const Field* field = mention.Find(name);
    return field == nullptr ? "" : context_.Read(*field).text;
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
    if (const auto number = ReadDigits(Key(text))) return number;
    return LookUp(context_.Words().months, text);
  }

  // "next", "last" or "this"; "ahead": on the next day of that name; empty
  // where the text does not say.
  std::string Direction(const Mention& mention) const {
    const std::string own = Text(mention, "direction");
    return own.empty() ? context_.Constant(mention, "direction") : own;
  }

  // "im Mai vergangenen Jahres": years from the release's.
  static std::optional<int> YearsAway(const std::string& direction) {
    if (direction == "last") return -1;
    if (direction == "next") return 1;
    if (direction == "this") return 0;
    return std::nullopt;
  }

  // A day whose year is not printed: the nearest to the release that fits the
  // printed weekday, if there is one. What somebody must do lies ahead.
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
    if (weekday > 0) return best ? best : NearestDay(month, day, 0);
    if (ahead_ && best && *best < *reference_) {
      return MakeDay(static_cast<int>(best->year()) + 1, month, day);
    }
    return best;
  }

  // The year of a month that is printed without one: the release's, but for
  // months that lie just before or behind its ends.
  std::optional<int> NearestYear(int month) const {
    // Months: "Januar" in a release of October to December is the next one, and
    // "November" in one of January or February the last one.
    constexpr int kFar = 8;
    if (!reference_) return std::nullopt;
    const int ahead =
        month - static_cast<int>(static_cast<unsigned>(reference_->month()));
    const int year = static_cast<int>(reference_->year());
    return ahead > kFar ? year - 1 : ahead < -kFar ? year + 1 : year;
  }

  std::optional<Day> MakeFrom(const std::string& day, const std::string& month,
                              const std::string& year, int weekday,
                              bool* inferred) const {
    const auto d = ReadDigits(day);
    const auto m = Month(month);
    if (!d || !m) return std::nullopt;
    if (const auto y = ReadDigits(year)) return MakeDay(*y, *m, *d);
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
    const std::string begin = Clock(mention, "hour", "minute");
    if (begin.empty() || date->iso.size() != 10) return;
    const std::string end = Clock(mention, "hour2", "minute2");
    if (!end.empty()) date->end = date->iso + end;
    date->iso += begin;
    date->precision = "time";
  }

  // "T18:00", or nothing where no clock shows it. 24 Uhr is the day's last
  // minute, so that the day stays the printed one.
  std::string Clock(const Mention& mention, std::string_view hours,
                    std::string_view minutes) const {
    auto hour = ReadDigits(Text(mention, hours));
    int minute = ReadDigits(Text(mention, minutes)).value_or(0);
    if (hour == 24 && minute == 0) {
      hour = 23;
      minute = 59;
    }
    if (!hour || *hour > 23 || minute > 59) return {};
    std::array<char, 32> clock{};
    std::snprintf(clock.data(), clock.size(), "T%02d:%02d", *hour, minute);
    return clock.data();
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
      if (!reference_ || date.weekday > 0 || mention.Find("hour") == nullptr) {
        return WeekdayAlone(mention, date);
      }
      date.iso = Iso(*reference_);
      date.inferred = true;
      AddTime(mention, &date);
      if (date.precision != "time") return {};
      return {date};
    }
    if (mention.Find("day2") != nullptr) return TwoDays(mention, date);
    std::string year = Text(mention, "year");
    if (const auto away = YearsAway(Direction(mention));
        away && year.empty() && mention.Find("weekday") == nullptr) {
      if (!reference_) return {};
      year = std::to_string(static_cast<int>(reference_->year()) + *away);
      date.inferred = true;
    }
    const auto day = MakeFrom(Text(mention, "day"), Text(mention, "month"),
                              year, date.weekday, &date.inferred);
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
    auto end = MakeFrom(Text(mention, "day2"), month2, Text(mention, "year2"),
                        weekday2, &second.inferred);
    if (!end) return {};
    const bool pair = context_.Constant(mention, "join") == "pair";
    std::optional<Day> begin;
    if (mention.Find("year") != nullptr) {
      begin = MakeFrom(Text(mention, "day"), month, Text(mention, "year"), 0,
                       &first.inferred);
      if (begin && !pair && mention.Find("year2") == nullptr) {
        end = FirstAfter(*begin, *end);
        second.inferred = false;
      }
    } else {
      // The year it shares; the one before when the range runs over New Year.
      const auto d = ReadDigits(Text(mention, "day"));
      const auto m = Month(month);
      if (!d || !m) return {};
      const int year = static_cast<int>(end->year());
      begin = MakeDay(year, *m, *d);
      if (begin &&
          std::chrono::sys_days{*begin} > std::chrono::sys_days{*end}) {
        begin = MakeDay(year - 1, *m, *d);
      }
    }
    // A range that ends before it begins is a slip of the pen, or none.
    if (!begin || !end ||
        (!pair &&
         std::chrono::sys_days{*end} < std::chrono::sys_days{*begin})) {
      return {};
    }
    first.iso = Iso(*begin);
    first.inferred = second.inferred;
    if (!pair || AddDays(*begin, 1) == *end) {
      first.end = Iso(*end);
      first.bound.clear();
      return {first};
    }
    second.iso = Iso(*end);
    second.weekday = weekday2;
    SplitText(mention, "day", weekday2 > 0 ? "weekday2" : "day2", &first,
              &second);
    return {first, second};
  }

  // The day of that name from `begin` on: in its year or the next.
  static std::optional<Day> FirstAfter(const Day& begin, const Day& named) {
    for (int years = 0; years <= 1; ++years) {
      const auto day =
          MakeDay(static_cast<int>(begin.year()) + years,
                  static_cast<int>(static_cast<unsigned>(named.month())),
                  static_cast<int>(static_cast<unsigned>(named.day())));
      if (day && std::chrono::sys_days{*day} >= std::chrono::sys_days{begin}) {
        return day;
      }
    }
    return std::nullopt;
  }

  // "3. und 10. Mai 2021", "Mai und Juli 2021": each with what it shares. The
  // second begins with the field `name2`.
  void SplitText(const Mention& mention, std::string_view name,
                 std::string_view name2, Date* first, Date* second) const {
    const Span all = first->text.sources.front().span;
    const Span rest{mention.Find(name2)->span.begin, all.end};
    second->text = {Collapse(context_.Slice(rest)), {{mention.rule, rest}}};
    // Of the first: up to the last field that is its own, and the dot after it.
    std::size_t to = all.begin;
    for (const Field& field : mention.fields) {
      if (field.name != "text" && !field.span.Overlaps(rest) &&
          field.span.end <= rest.begin) {
        to = std::max(to, field.span.end);
      }
    }
    if (to < all.end && context_.text.Text()[to] == '.') ++to;
    const Span own{all.begin, to};
    first->text = {Collapse(context_.Slice(own)), {{mention.rule, own}}};
    const Field* shared = mention.Find("month2");
    if (name == "month") shared = mention.Find("year2");
    if (mention.Find(name == "month" ? "year" : "month") != nullptr ||
        shared == nullptr) {
      return;
    }
    const Span tail{shared->span.begin, all.end};
    first->text.text += " " + Collapse(context_.Slice(tail));
    first->text.sources.push_back({mention.rule, tail});
  }

  std::vector<Date> Months(const Mention& mention, Date date) const {
    const auto month = Month(Text(mention, "month"));
    if (!month) return {};
    auto year = ReadDigits(Text(mention, "year"));
    const std::string text2 = Text(mention, "month2");
    const auto month2 = Month(text2);
    auto year2 = ReadDigits(Text(mention, "year2"));
    if (!year2 && year) year2 = month2 && *month2 < *month ? *year + 1 : *year;
    if (!year) year = year2;
    if (!year && reference_) {
      const int now = static_cast<int>(reference_->year());
      const auto away = YearsAway(Direction(mention));
      year = away ? now + *away : NearestYear(*month);
      // The end of a range that runs over New Year.
      year2 = month2 && *month2 < *month ? *year + 1 : *year;
      date.inferred = true;
    } else if (year && month2 && *month2 < *month && !mention.Find("year")) {
      --*year;
    }
    if (!year) return {};
    const auto text = [](int y, int m) {
      return Iso(*MakeDay(y, m, 1)).substr(0, 7);
    };
    if (!MakeDay(*year, *month, 1)) return {};
    if (month2 && (!MakeDay(*year2, *month2, 1) ||
                   *year2 * 12 + *month2 < *year * 12 + *month)) {
      return {};
    }
    date.precision = "month";
    date.iso = text(*year, *month);
    if (!month2) return {date};
    const bool in_a_row = *year2 * 12 + *month2 == *year * 12 + *month + 1;
    if (context_.Constant(mention, "join") != "pair" || in_a_row) {
      date.end = text(*year2, *month2);
      date.bound.clear();
      return {date};
    }
    Date second = date;
    second.iso = text(*year2, *month2);
    SplitText(mention, "month", "month2", &date, &second);
    return {date, second};
  }

  std::vector<Date> Relative(const Mention& mention, Date date) const {
    const auto offset =
        LookUp(context_.Words().relative_days, Text(mention, "relative"));
    if (!offset || !reference_) return {};
    const Day day = AddDays(*reference_, *offset);
    if (!HasIso(day)) return {};
    date.iso = Iso(day);
    date.relative = true;
    AddTime(mention, &date);
    return {date};
  }

  // "am Freitag", "am kommenden Freitag": the nearest day of that name, before
  // or after the release when the text says so.
  std::vector<Date> WeekdayAlone(const Mention& mention, Date date) const {
    if (date.weekday == 0 || !reference_) return {};
    const std::string direction = Direction(mention);
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
    const Day day = AddDays(*reference_, offset);
    if (!HasIso(day)) return {};
    date.iso = Iso(day);
    date.relative = true;
    AddTime(mention, &date);
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
  bool ahead_ = false;  // the date that is read is a deadline
  Span release_;
};

}  // namespace

std::vector<Date> ReadDates(const Context& context, const std::string& given,
                            std::string* release_date) {
  release_date->clear();
  return DateReader(context, given).Run(release_date);
}

}  // namespace bmas::record
