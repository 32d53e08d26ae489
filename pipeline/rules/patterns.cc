#include "pipeline/rules/patterns.h"

#include <algorithm>
#include <atomic>
#include <set>
#include <thread>

#include "pipeline/text/fold.h"

namespace bmas::rules {
namespace {

RE2::Options PatternOptions() {
  RE2::Options options;
  options.set_log_errors(false);
  options.set_encoding(RE2::Options::EncodingLatin1);  // see text/fold.h
  return options;
}

std::shared_ptr<const RE2> Compiled(FoldedView folded) {
  return std::make_shared<const RE2>(re2::StringPiece(folded.Bytes()),
                                     PatternOptions());
}

// RE2 compiles a repeated name and keeps the leftmost; nobody means that.
void CheckGroupNames(const Located& pattern, const std::string& expanded,
                     Errors* errors) {
  std::set<std::string> seen;
  for (std::size_t at = expanded.find("(?P<"); at != std::string::npos;
       at = expanded.find("(?P<", at + 1)) {
    const std::string name =
        expanded.substr(at + 4, expanded.find('>', at) - at - 4);
    if (!seen.insert(name).second) {
      errors->push_back({ErrorCode::kRule,
                         "the group \"" + name + "\" occurs twice",
                         WhereIn(pattern, "(?P<" + name + ">")});
    }
  }
}

}  // namespace

bool IsSound(const Pattern& pattern) { return pattern.ok(); }

bool MatchesEmpty(const Pattern& pattern) {
  return RE2::FullMatch("", pattern) || pattern.pattern().empty();
}

int ProgramSize(const Pattern& pattern) { return pattern.ProgramSize(); }

bool Finds(const Pattern& pattern, FoldedView text) {
  return RE2::PartialMatch(re2::StringPiece(text.Bytes()), pattern);
}

bool Finds(const Pattern& pattern, FoldedView text, FoldedView* whole) {
  std::vector<FoldedView> groups(1);
  const bool found = FindGroups(pattern, text, &groups);
  *whole = groups.front();
  return found;
}

bool FindGroups(const Pattern& pattern, FoldedView text,
                std::vector<FoldedView>* groups) {
  std::vector<re2::StringPiece> pieces(groups->size());
  const bool found = pattern.Match(re2::StringPiece(text.Bytes()), 0,
                                   text.Size(), RE2::UNANCHORED, pieces.data(),
                                   static_cast<int>(pieces.size()));
  std::ranges::transform(
      pieces, groups->begin(), [](const re2::StringPiece& piece) {
        return FoldedView::FromBytes({piece.data(), piece.size()});
      });
  return found;
}

std::shared_ptr<const RE2> CompilePattern(const std::string& expanded) {
  return Compiled(FoldToBytes(expanded));
}

Located WholeLabel(const Located& label) {
  return {"^(?:" + label.text + ")$", label.where};
}

void Patterns::PrepareOne(const Located& pattern) {
  const auto [at, added] = expanded_.emplace(pattern.text, Expanded{});
  if (!added) return;
  Errors errors;  // Get() tells them, with each place
  at->second.folded = FoldToBytes(expander_.Expand(pattern, &errors));
  at->second.sound = errors.empty();
  if (errors.empty()) compiled_.emplace(at->second.folded, nullptr);
}

void Patterns::Prepare(const RuleSpec& spec) {
  if (spec.columns.empty()) PrepareOne(spec.pattern);
  for (const auto* optional :
       {&spec.require, &spec.reject, &spec.until_pattern}) {
    if (*optional) PrepareOne(**optional);
  }
  if (spec.label) PrepareOne(WholeLabel(*spec.label));
  for (const auto* map : {&spec.columns, &spec.reject_field}) {
    for (const auto& [field, pattern] : *map) PrepareOne(pattern);
  }
}

void Patterns::CompileAll() {
  std::vector<std::pair<const FoldedString*, std::shared_ptr<const RE2>*>> jobs;
  for (auto& [text, compiled] : compiled_) jobs.emplace_back(&text, &compiled);
  // The long ones first, so that no thread is left with one at the end.
  std::ranges::stable_sort(jobs, std::greater<>{}, [](const auto& job) {
    return job.first->View().Size();
  });
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    for (std::size_t i = next++; i < jobs.size(); i = next++) {
      *jobs[i].second = Compiled(*jobs[i].first);
    }
  };
  std::vector<std::thread> threads;
  for (unsigned i = 1; i < std::thread::hardware_concurrency(); ++i) {
    threads.emplace_back(work);
  }
  work();
  for (std::thread& thread : threads) thread.join();
}

std::shared_ptr<const RE2> Patterns::Get(const Located& pattern, Errors* errors,
                                         std::string* canonical) const {
  const auto& [expanded, sound] = expanded_.at(pattern.text);
  *canonical += expanded.Bytes() + '\0';
  if (!sound) {
    expander_.Expand(pattern, errors);
    return nullptr;
  }
  const std::shared_ptr<const RE2>& compiled = compiled_.at(expanded);
  if (!compiled->ok()) {
    // RE2 turns ISO 8859-1 into UTF-8 before it reads it, and complains in it.
    const std::string& piece = compiled->error_arg();
    const bool written = pattern.text.find(piece) != std::string::npos;
    // RE2 names a piece of the expanded pattern, which nobody wrote so.
    std::string reason = compiled->error();
    if (!written) reason = reason.substr(0, reason.find(": "));
    if (piece.starts_with("(?<") || piece.starts_with("(?!") ||
        piece.starts_with("(?=")) {
      reason += piece.starts_with("(?<") && !piece.starts_with("(?<=") &&
                        !piece.starts_with("(?<!")
                    ? "; a group's name is written (?P<name>…)"
                    : "; there is no look-around: use \"reject\" or "
                      "\"require\"";
    }
    errors->push_back(
        {ErrorCode::kRule, "bad pattern: " + reason, WhereIn(pattern, piece)});
    return nullptr;
  }
  CheckGroupNames(pattern, ToUtf8(expanded), errors);
  return compiled;
}

}  // namespace bmas::rules
