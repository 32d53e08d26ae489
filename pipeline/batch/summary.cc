#include "pipeline/batch/summary.h"

#include <algorithm>

#include "pipeline/base/utf8.h"
#include "pipeline/record/record.h"

namespace bmas::batch {
namespace {

constexpr std::size_t kTitleWidth = 56;  // code points
constexpr std::size_t kMostLines = 200;  // of releases; an archive has more

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

void Summary::Add(const std::string& path, const worker::Reply& reply) {
  if (quiet_ || reply.status == record::Status::kFailed) return;
  if (lines_.size() == kMostLines) {
    ++more_;
    return;
  }
  lines_.push_back(
      {path, reply.outline, reply.status == record::Status::kPartial});
}

std::string Summary::Text(const std::string& out, const Tally& tally,
                          std::size_t ignored) const {
  std::string text;
  if (!lines_.empty()) {
    text += Fitted("date", 10) + "  " + Fitted("title", kTitleWidth) +
            "  winners  contacts  checks failed  file\n";
  }
  // Workers end in any order; what a person reads is in one.
  std::vector<Line> lines = lines_;
  std::ranges::sort(lines, {}, &Line::path);
  for (const Line& line : lines) {
    const worker::Outline& found = line.outline;
    text +=
        Fitted(found.date.empty() ? "?" : found.date, 10) + "  " +
        Fitted(found.title.empty() ? "(no title)" : found.title, kTitleWidth) +
        "  " + Right(found.winners, 7) + "  " + Right(found.contacts, 8) +
        "  " + Right(found.checks_failed, 13) + "  " + line.path +
        (line.partial ? " (partial)" : "") + "\n";
  }
  if (more_ > 0) text += "and " + Counted(more_, "other", "others") + "\n";
  std::string failed;
  for (const Failure& failure : tally.failures) {
    if (failure.status != record::Name(record::Status::kFailed)) continue;
    failed += "  " + failure.path + ": " + failure.code + ": " +
              failure.message + (failure.known ? " (as before)" : "") + "\n";
  }
  if (!failed.empty()) text += "\nnot read:\n" + failed;
  if (!errors_.empty()) {
    text += "\nerrors:\n";
    for (const std::string& error : errors_) text += "  " + error + "\n";
  }
  text += "\n" + Counted(tally.Done(), "document", "documents") + ": " +
          std::to_string(tally.ok) + " ok, " + std::to_string(tally.partial) +
          " partial, " + std::to_string(tally.failed) + " failed; " +
          Counted(ignored, "other file", "other files") + " ignored\n";
  std::string reasons;
  for (int i = 0; i < archive::kReasons; ++i) {
    const auto reason = static_cast<archive::Reason>(i);
    if (tally.Of(reason) == 0) continue;
    reasons += (reasons.empty() ? "" : ", ") +
               std::to_string(tally.Of(reason)) + " " + Name(reason);
  }
  if (!reasons.empty()) text += "why: " + reasons + "\n";
  text += Counted(tally.winners, "winner", "winners") + ", " +
          Counted(tally.contacts, "contact", "contacts") + ", " +
          Counted(tally.checks_failed, "failed check", "failed checks") + "\n";
  return text + "records in " + out + "/records, clean texts in " + out +
         "/text\n";
}

}  // namespace bmas::batch
