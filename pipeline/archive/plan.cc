#include "pipeline/archive/plan.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <set>

#include "pipeline/base/sha256.h"
#include "pipeline/record/record.h"

namespace bmas::archive {
namespace {

std::string RootOf(const std::string& path) {
  return path.substr(0, path.find('/'));
}

bool Under(const std::string& path, const std::vector<std::string>& folders) {
  return std::ranges::any_of(folders, [&](const std::string& folder) {
    return path.starts_with(folder + "/");
  });
}

class Planner {
 public:
  Planner(const Inputs& inputs, Ledger* ledger, const Reader& reader,
          const PlanOptions& options,
          const std::function<void(const std::string&, Reason)>& seen)
      : inputs_(inputs),
        ledger_(ledger),
        reader_(reader),
        options_(options),
        seen_(seen) {
    for (const Root& root : inputs.roots) {
      scanned_.insert(root.name);
      plan_.lost[root.name];
    }
  }

  Result<Plan> Run() {
    auto next = inputs_.files.begin();
    const auto done = ledger_->Each([&](const Entry& entry) {
      for (; next != inputs_.files.end() && next->path < entry.path; ++next) {
        New(*next);
      }
      if (scanned_.contains(RootOf(entry.path))) {
        ++plan_.lost[RootOf(entry.path)].first;
      }
      if (next != inputs_.files.end() && next->path == entry.path) {
        Known(*next, entry);
        ++next;
      } else {
        Unseen(entry);
      }
    });
    if (!done) return Fail(done.error());
    for (; next != inputs_.files.end(); ++next) New(*next);
    FindMoved();
    for (Entry& entry : plan_.gone) ++plan_.lost[RootOf(entry.path)].second;
    FindLostRoots();
    plan_.tasks.insert(plan_.tasks.end(), std::make_move_iterator(new_.begin()),
                       std::make_move_iterator(new_.end()));
    return std::move(plan_);
  }

 private:
  void Skip(const std::string& path, Reason reason) {
    ++plan_.counts.at(static_cast<std::size_t>(reason));
    if (seen_) seen_(path, reason);
  }

  bool Young(const InputFile& file) const {
    return options_.settled_before > 0 &&
           file.state.modified > options_.settled_before;
  }

  void New(const InputFile& file) {
    if (Young(file)) return Skip(file.path, Reason::kWaiting);
    new_.push_back({file, std::nullopt, Reason::kNew, true});
  }

  void Known(const InputFile& file, const Entry& entry) {
    const bool same = file.state == entry.state && !entry.content.empty();
    if (same && !options_.rehash) {
      const Reason reason = ReasonOf(entry, reader_);
      const bool orphan =
          reason == Reason::kUnchanged && !entry.duplicate_of.empty();
      if (orphan)
        duplicates_.push_back({file, entry, Reason::kMoved, false});
      else if (IsDue(reason))
        plan_.tasks.push_back({file, entry, reason, false});
      else
        Skip(file.path, reason);
      return;
    }
    if (!same && Young(file)) return Skip(file.path, Reason::kWaiting);
    const Reason reason =
        entry.content.empty() ? Reason::kRetry : Reason::kChanged;
    plan_.tasks.push_back({file, entry, reason, true});
  }

  void Unseen(const Entry& entry) {
    if (!scanned_.contains(RootOf(entry.path))) return;
    if (Under(entry.path, inputs_.unreadable_paths)) {
      Skip(entry.path, Reason::kWaiting);
    } else {
      plan_.gone.push_back(entry);
    }
  }

  // A new file of the content of one that is gone: only sizes that fit are
  // read for it.
  void FindMoved() {
    std::multimap<std::uint64_t, Entry> by_size;
    for (Entry& entry : plan_.gone) {
      const std::uint64_t size = entry.state.size;
      by_size.emplace(size, std::move(entry));
    }
    for (Task& task : new_) {
      auto [from, to] = by_size.equal_range(task.file.state.size);
      // What is too large to be read cannot be told apart; it takes long, too.
      if (from == to || task.file.state.size > options_.max_bytes) continue;
      const auto file = OpenFile(task.file.file);
      if (!file) continue;
      const auto sha256 = HashOpenFile(file->Get(), task.file.file);
      if (!sha256) continue;
      const std::string content = ContentKey(*sha256, task.file.kind);
      const auto moved = std::find_if(
          from, to, [&](const auto& e) { return e.second.content == content; });
      if (moved == to) continue;
      task.before = std::move(moved->second);
      task.reason = Reason::kMoved;
      by_size.erase(moved);
    }
    plan_.gone.clear();
    for (auto& [size, entry] : by_size) plan_.gone.push_back(std::move(entry));
    std::ranges::sort(plan_.gone, {}, &Entry::path);
    KeepDuplicates();
  }

  // Duplicates whose first is gone, or elsewhere, need a new record.
  void KeepDuplicates() {
    std::set<std::string> lost;
    for (const Entry& entry : plan_.gone) lost.insert(entry.path);
    for (const Task& task : new_) {
      if (task.reason == Reason::kMoved) lost.insert(task.before->path);
    }
    for (const Task& task : plan_.tasks) {
      if (task.check) lost.insert(task.file.path);
    }
    for (Task& task : plan_.tasks) {
      if (task.before && lost.contains(task.before->duplicate_of)) {
        task.check = true;
      }
    }
    for (Task& task : duplicates_) {
      if (lost.contains(task.before->duplicate_of)) {
        task.check = true;
        plan_.tasks.push_back(std::move(task));
      } else {
        Skip(task.file.path, Reason::kUnchanged);
      }
    }
  }

  void FindLostRoots() {
    std::map<std::string, std::size_t> files;
    for (const InputFile& file : inputs_.files) ++files[RootOf(file.path)];
    for (const auto& [root, counts] : plan_.lost) {
      if (counts.first > 0 && files[root] == 0)
        plan_.lost_roots.push_back(root);
    }
  }

  const Inputs& inputs_;
  Ledger* ledger_;
  const Reader& reader_;
  const PlanOptions& options_;
  const std::function<void(const std::string&, Reason)>& seen_;
  std::set<std::string> scanned_;
  std::vector<Task> new_, duplicates_;
  Plan plan_;
};

}  // namespace

const char* Name(Reason reason) {
  constexpr std::array<const char*, kReasons> kNames{
      "new",       "changed",   "moved",  "rules",   "engine", "retry",
      "unchanged", "duplicate", "poison", "waiting", "gone"};
  return kNames.at(static_cast<std::size_t>(reason));
}

bool IsDue(Reason reason) { return reason <= Reason::kRetry; }

Reason ReasonOf(const Entry& entry, const Reader& reader) {
  const bool ended = entry.code == Name(ErrorCode::kLimit) ||
                     entry.code == Name(ErrorCode::kCrashed);
  if (entry.engine != reader.engine) return Reason::kEngine;
  if (ended && entry.limits != reader.limits) return Reason::kEngine;
  if (entry.retry) return Reason::kRetry;
  if (ended && entry.strikes >= 2) return Reason::kPoison;
  // A document that failed has no text that rules could read.
  if (entry.status != record::Name(record::Status::kFailed) &&
      entry.rules != reader.rules) {
    return Reason::kRules;
  }
  return Reason::kUnchanged;
}

Result<Plan> MakePlan(
    const Inputs& inputs, Ledger* ledger, const Reader& reader,
    const PlanOptions& options,
    const std::function<void(const std::string&, Reason)>& seen) {
  return Planner(inputs, ledger, reader, options, seen).Run();
}

Result<std::string> HashOpenFile(int fd, const std::string& path) {
  const FileState before = StateOf(fd);
  Sha256Stream hash;
  std::string piece(1U << 18U, '\0');
  std::uint64_t done = 0;
  for (;;) {
    const ssize_t got =
        pread(fd, piece.data(), piece.size(), static_cast<off_t>(done));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return SystemError(ErrorCode::kIo, "cannot read", path, errno);
    if (got == 0) break;
    hash.Add(std::string_view(piece).substr(0, static_cast<std::size_t>(got)));
    done += static_cast<std::uint64_t>(got);
  }
  if (done != before.size || StateOf(fd) != before) {
    return Fail({ErrorCode::kIo,
                 "changed while it was read",
                 {PrintablePath(path), 0, 0, {}},
                 Cause::kChanging});
  }
  return hash.Hex();
}

Contents::Contents(Ledger* ledger, const Plan& plan) : ledger_(ledger) {
  // A path that is gone or may have changed is nobody's first until it is
  // read.
  for (const Entry& entry : plan.gone) now_[entry.path];
  for (const Task& task : plan.tasks) {
    if (task.reason == Reason::kMoved && task.before->path != task.file.path) {
      now_[task.before->path];
    }
    if (task.check && task.before) now_[task.file.path];
  }
}

Result<std::string> Contents::First(const std::string& path,
                                    const std::string& content) {
  now_[path] = content;
  if (const auto known = first_.find(content); known != first_.end()) {
    return known->second == path ? std::string() : known->second;
  }
  auto entries = ledger_->WithContent(content);
  if (!entries) return Fail(entries.error());
  for (const Entry& entry : *entries) {
    const auto now = now_.find(entry.path);
    if (entry.path == path || (now != now_.end() && now->second != content)) {
      continue;
    }
    first_[content] = entry.path;
    return entry.path;
  }
  first_[content] = path;
  return std::string();
}

Reason ReasonByContent(const Task& task, const std::string& content,
                       const std::string& first, const Reader& reader) {
  const auto& before = task.before;
  if (!before || before->path != task.file.path || before->content != content) {
    return task.reason == Reason::kNew && !first.empty() ? Reason::kDuplicate
                                                         : task.reason;
  }
  // Only size, time or inode had changed.
  const Reason reason = ReasonOf(*before, reader);
  if (reason != Reason::kUnchanged || before->duplicate_of == first) {
    return reason;
  }
  return first.empty() ? Reason::kMoved : Reason::kDuplicate;
}

Result<Reason> Resolved(const Task& task, const Reader& reader,
                        std::uint64_t max_bytes, Contents* contents) {
  if (!task.check) return task.reason;
  FileState state;
  const auto file = OpenFile(task.file.file, &state);
  if (!file || state.size > max_bytes) return task.reason;
  const auto sha256 = HashOpenFile(file->Get(), task.file.file);
  if (!sha256) return Reason::kWaiting;
  const std::string content = ContentKey(*sha256, task.file.kind);
  const auto first = contents->First(task.file.path, content);
  if (!first) return Fail(first.error());
  return ReasonByContent(task, content, *first, reader);
}

}  // namespace bmas::archive
