#include "pipeline/run/summary.h"

#include <algorithm>

#include "pipeline/base/utf8.h"

namespace bmas::run {
namespace {

constexpr std::size_t kTitleWidth = 56;  // code points

std::string Fitted(const std::string& text, std::size_t width) {
  std::string out;
  std::size_t points = 0;
  const bool cut = CountCodePoints(text) > width;
  for (std::size_t at = 0; at < text.size(); at += LengthAt(text, at)) {
    if (points + (cut ? 1U : 0U) >= width) break;
    out.append(text, at, LengthAt(text, at));
    ++points;
  }
  if (cut) {
    out += "…";
    ++points;
  }
  return out + std::string(width - std::min(width, points), ' ');
}

std::string Right(std::size_t number, std::size_t width) {
  const std::string text = std::to_string(number);
  return std::string(width - std::min(width, text.size()), ' ') + text;
}

std::string Counted(std::size_t number, const std::string& one,
                    const std::string& many) {
  return std::to_string(number) + " " + (number == 1 ? one : many);
}

}  // namespace

void Summary::Add(const record::Record& record) {
  if (record.status == record::Status::kFailed) {
    ++failed;
    failures_.push_back(record.facts.path + ": " + Name(record.error->code) +
                        ": " + record.error->message);
    return;
  }
  Line line;
  line.partial = record.status == record::Status::kPartial;
  ++(line.partial ? partial : ok);
  const record::Release& release = record.release;
  line.date = release.date.Empty() ? "?" : release.date.text;
  line.title = release.title.Empty() ? "(no title)" : release.title.text;
  line.path = record.facts.path;
  for (const record::Award& award : release.awards) {
    line.winners += award.winners.size();
  }
  line.contacts = release.contacts.size();
  line.checks_failed = static_cast<std::size_t>(
      std::ranges::count(release.checks, "fail", &record::Check::status));
  lines_.push_back(std::move(line));
}

std::string Summary::Text(const std::string& out) const {
  std::string text;
  std::size_t winners = 0, contacts = 0, checks = 0;
  if (!lines_.empty()) {
    text += Fitted("date", 10) + "  " + Fitted("title", kTitleWidth) +
            "  winners  contacts  checks failed  file\n";
  }
  for (const Line& line : lines_) {
    text += Fitted(line.date, 10) + "  " + Fitted(line.title, kTitleWidth) +
            "  " + Right(line.winners, 7) + "  " + Right(line.contacts, 8) +
            "  " + Right(line.checks_failed, 13) + "  " + line.path +
            (line.partial ? " (partial)" : "") + "\n";
    winners += line.winners;
    contacts += line.contacts;
    checks += line.checks_failed;
  }
  if (!failures_.empty()) {
    text += "\nnot read:\n";
    for (const std::string& failure : failures_) text += "  " + failure + "\n";
  }
  if (!errors.empty()) {
    text += "\nerrors:\n";
    for (const std::string& error : errors) text += "  " + error + "\n";
  }
  text += "\n" + Counted(ok + partial + failed, "document", "documents") +
          ": " + std::to_string(ok) + " ok, " + std::to_string(partial) +
          " partial, " + std::to_string(failed) + " failed; " +
          Counted(ignored, "other file", "other files") + " ignored\n" +
          Counted(winners, "winner", "winners") + ", " +
          Counted(contacts, "contact", "contacts") + ", " +
          Counted(checks, "failed check", "failed checks") + "\n" +
          "records in " + out + "/records, clean texts in " + out + "/text\n";
  return text;
}

}  // namespace bmas::run
