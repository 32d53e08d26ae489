#include "pipeline/batch/batch.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <utility>

#include "pipeline/base/clock.h"
#include "pipeline/base/utf8.h"
#include "pipeline/record/record.h"
#include "pipeline/worker/signals.h"

namespace bmas::batch {
namespace {

using archive::Change;
using archive::Entry;
using archive::Reason;

// In the ledger for what was too large to be read at all.
constexpr const char* kUnread = "unread";

// A worker gets stored readings the way it gets files: as a descriptor.
Result<Descriptor> InMemory(const std::string& bytes) {
  Descriptor memory(memfd_create("reading", MFD_CLOEXEC));
  if (!memory.Open()) {
    return SystemError(ErrorCode::kOutput, "cannot hold a text", {}, errno);
  }
  if (auto put = WriteAll(memory.Get(), bytes, {}); !put) {
    return Fail(put.error());
  }
  return memory;
}

bool OutOfDescriptors() { return !Descriptor(dup(STDERR_FILENO)).Open(); }

}  // namespace

Batch::Batch(const BatchSetup& setup, archive::Output* output,
             archive::Plan plan, const archive::Inputs& inputs,
             BatchEvents events, Tally* tally)
    : setup_(setup),
      output_(output),
      plan_(std::move(plan)),
      inputs_(inputs),
      events_(std::move(events)),
      tally_(tally),
      contents_(&output->Ledger(), plan_),
      group_begun_(Clock::now()) {}

std::string Batch::Path(const Item& item) const {
  return PrintablePath(item.task.file.path);
}

Result<void> Batch::Run() {
  for (archive::Task& task : plan_.tasks) {
    Item item;
    item.task = std::move(task);
    if (item.task.before) {
      item.content = item.task.before->content;
      item.original = item.content;
      const bool own = item.task.before->path == item.task.file.path;
      if (own && !item.task.check) {
        item.duplicate_of = item.task.before->duplicate_of;
      }
    }
    queue_.push_back(std::move(item));
  }
  plan_.tasks.clear();
  all_ = queue_.size();
  if (all_ > 0 && setup_.pool.workers > 0) pool_.emplace(setup_.pool);
  while (worker::NotedSignal() == 0) {
    Result<void> good = DispatchAll();
    if (!good) return good;
    if (working_.empty() && queue_.empty()) break;
    if (!pool_) continue;
    std::vector<worker::Ended> all =
        pool_->Wait(worker::SignalDescriptor(), 200);
    // Workers get the next documents before the last ones are put away.
    good = DispatchAll();
    for (worker::Ended& ended : all) {
      if (good) good = OnEnded(std::move(ended));
    }
    if (good) good = CommitIfDue(false);
    if (!good) return good;
    if (events_.tick) events_.tick(done_, all_);
  }
  pool_.reset();
  if (worker::NotedSignal() == 0) {
    if (auto gone = Gone(); !gone) return gone;
  }
  std::ranges::sort(tally_->failures, {}, &Failure::path);
  return CommitIfDue(true);
}

// As many documents as there are workers for them.
Result<void> Batch::DispatchAll() {
  Result<void> good;
  while (good && !queue_.empty() && (!pool_ || pool_->HasIdle()) &&
         worker::NotedSignal() == 0) {
    Item item = std::move(queue_.front());
    queue_.pop_front();
    good = Dispatch(std::move(item));
    // A night of files that were only touched must not pile up either.
    if (good) good = CommitIfDue(false);
  }
  return good;
}

// One document from the queue: on its way to a worker, or done without one.
Result<void> Batch::Dispatch(Item item) {
  const std::string& name = item.task.file.file;
  if (!item.duplicate_of.empty() && !item.from_file) {
    return StartDuplicate(std::move(item));
  }
  Result<Descriptor> file = OpenFile(name, &item.state);
  if (!file) return OnOpenError(&item, file.error());
  if (item.state.size > setup_.pool.worker.max_bytes) {
    item.content = kUnread;
    const Error error{
        ErrorCode::kLimit,
        "file size limit: " + std::to_string(setup_.pool.worker.max_bytes) +
            " bytes allowed, has " + std::to_string(item.state.size),
        {}};
    return FailWith(item, error, 0);
  }
  // Rewritten since the scan: its stored reading is of what it was.
  if (!(item.state == item.task.file.state)) item.task.check = true;
  bool due = true;
  if (item.task.check && item.deaths == 0 && !item.from_file) {
    Result<void> resolved = Resolve(&item, file->Get(), &due);
    if (!resolved || !due) return resolved;
    if (!item.duplicate_of.empty()) return StartDuplicate(std::move(item));
  } else if (item.content.empty() || item.content == kUnread) {
    const auto sha256 = archive::HashOpenFile(file->Get(), name);
    if (!sha256) return Forget(item, Reason::kWaiting);
    item.content = archive::ContentKey(*sha256, item.task.file.kind);
  }
  const bool stored =
      item.task.reason == Reason::kRules || item.task.reason == Reason::kMoved;
  return StartJob(std::move(item), std::move(*file), stored);
}

// What a file's content says about why it is due.
Result<void> Batch::Resolve(Item* item, int fd, bool* due) {
  const auto sha256 = archive::HashOpenFile(fd, item->task.file.file);
  if (!sha256) {
    // Somebody is still writing it, or the disk fails: the next run will tell.
    *due = false;
    return sha256.error().cause == Cause::kChanging
               ? Forget(*item, Reason::kWaiting)
               : OnOpenError(item, sha256.error());
  }
  const std::string content =
      archive::ContentKey(*sha256, item->task.file.kind);
  auto first = contents_.First(item->task.file.path, content);
  if (!first) return Fail(first.error());
  item->duplicate_of = *first;
  item->content = content;
  const Reason reason =
      archive::ReasonByContent(item->task, content, *first, setup_.reader);
  item->task.reason = reason;
  *due = archive::IsDue(reason) || reason == Reason::kDuplicate;
  if (*due) return {};
  tally_->Count(reason);
  ++done_;
  Change touch;
  touch.kind = Change::Kind::kTouch;
  touch.entry = *item->task.before;
  touch.entry.state = item->state;
  return output_->Stage(std::move(touch));
}

// From the first one's reading, as soon as there is one.
Result<void> Batch::StartDuplicate(Item item) {
  const std::string first = item.duplicate_of;
  if (in_flight_.contains(first)) {
    deferred_[first].push_back(std::move(item));
    return {};
  }
  if (item.state == FileState{}) item.state = item.task.file.state;
  std::optional<Entry> entry;
  if (const auto recent = recent_entries_.find(first);
      recent != recent_entries_.end()) {
    entry = recent->second;
  } else {
    auto found = output_->Ledger().Find(first);
    if (!found) return Fail(found.error());
    entry = std::move(*found);
  }
  if (entry && entry->status == record::Name(record::Status::kFailed) &&
      entry->content == item.content && entry->engine == setup_.reader.engine &&
      entry->limits == setup_.reader.limits) {
    for (int code = 0; code <= static_cast<int>(ErrorCode::kInternal); ++code) {
      if (entry->code == Name(static_cast<ErrorCode>(code))) {
        return FailWith(item,
                        {static_cast<ErrorCode>(code), entry->message, {}}, 0);
      }
    }
  }
  return StartJob(std::move(item), Descriptor(), true);
}

// To a worker; with `stored`, from the stored reading if there is one.
Result<void> Batch::StartJob(Item item, Descriptor file, bool stored) {
  worker::Job job;
  job.document = {Path(item), item.task.file.kind, {}};
  job.duplicate_of = PrintablePath(item.duplicate_of);
  job.stop_before = item.stop_before;
  job.stop_why = item.stop_why;
  if (stored && !item.from_file) {
    std::string reading;
    if (const auto recent = recent_readings_.find(item.content);
        recent != recent_readings_.end()) {
      reading = recent->second;
    } else {
      auto kept = output_->Ledger().Reading(item.content, setup_.reader.stored);
      if (!kept) return Fail(kept.error());
      reading = std::move(*kept);
    }
    if (!reading.empty()) {
      auto memory = InMemory(reading);
      if (!memory) return Fail(memory.error());
      file = std::move(*memory);
      job.stored = true;
    }
  }
  item.from_stored = job.stored;
  if (!file.Open()) {
    Result<Descriptor> opened = OpenFile(item.task.file.file, &item.state);
    if (!opened) return OnOpenError(&item, opened.error());
    file = std::move(*opened);
  }
  in_flight_.insert(item.task.file.path);
  if (!pool_) {
    const auto begun = Clock::now();
    const worker::Reply reply = worker::Work(
        job, file.Get(), -1, setup_.pool.worker, [](worker::Stage, int) {});
    worker::Ended ended;
    ended.id = next_id_++;
    ended.reply = reply;
    ended.seconds = SecondsSince(begun);
    working_.emplace(ended.id, std::move(item));
    if (events_.tick) events_.tick(done_, all_);
    return OnEnded(std::move(ended));
  }
  const std::size_t id = next_id_++;
  working_.emplace(id, std::move(item));
  return pool_->Start(id, job, std::move(file));
}

// A file system that was unmounted leaves an empty folder behind.
bool Batch::RootsAreThere() const {
  return std::ranges::all_of(inputs_.roots, [](const archive::Root& root) {
    if (root.missing) return true;
    const auto entries = ListFolder(root.folder);
    return entries && !entries->empty();
  });
}

// The file cannot be read, though the scan saw it.
Result<void> Batch::OnOpenError(Item* item, const Error& error) {
  if (OutOfDescriptors()) {
    return Fail(ErrorCode::kOutput, "no more file descriptors", error.where);
  }
  if (!RootsAreThere()) {
    return Fail(ErrorCode::kOutput, "the folder of documents has vanished",
                error.where);
  }
  const auto& before = item->task.before;
  const bool seen = !(item->task.file.state == FileState{});
  if (seen && KindOf(item->task.file.file) == FileKind::kMissing) {
    return Forget(*item, Reason::kWaiting);
  }
  if (!before || before->status == record::Name(record::Status::kFailed)) {
    item->content.clear();
    item->state = item->task.file.state;
    return FailWith(*item, error, 0);
  }
  // Its record is still true; the next run tries again.
  tally_->failures.push_back({Path(*item), "failed", Name(error.code),
                              error.message, before->code == Name(error.code)});
  tally_->Count(item->task.reason);
  ++done_;
  Change touch;
  touch.kind = Change::Kind::kTouch;
  touch.entry = *before;
  touch.entry.code = Name(error.code);
  touch.entry.retry = true;
  Release(*item);
  return output_->Stage(std::move(touch));
}

Result<void> Batch::OnEnded(worker::Ended ended) {
  const auto at = working_.find(ended.id);
  Item item = std::move(at->second);
  working_.erase(at);
  in_flight_.erase(item.task.file.path);
  if (ended.death) return OnDeath(std::move(item), *ended.death);
  const worker::Reply& reply = *ended.reply;
  if (reply.stale) {
    item.from_file = true;
    queue_.push_front(std::move(item));
    return {};
  }
  const bool other_bytes =
      !item.from_stored && !reply.sha256.empty() &&
      archive::ContentKey(reply.sha256, item.task.file.kind) != item.content;
  const bool in_change =
      reply.code == ErrorCode::kIo && reply.sha256.empty() && !item.from_stored;
  if (other_bytes || in_change) return Forget(item, Reason::kWaiting);
  return Finish(item, reply, ended.seconds);
}

// Tries what died once more: a limit's victim up to where it was, anything
// else as it is. The second time counts.
Result<void> Batch::OnDeath(Item item, const worker::Death& death) {
  // The page that is named may only be where the limit was noticed: one cut can
  // miss the culprit, two are enough to tell that the document itself is too
  // much.
  constexpr int kMostCuts = 2;
  ++tally_->killed_workers;
  ++item.deaths;
  if (!death.stderr_text.empty() && events_.warn) {
    constexpr std::size_t kMostSaid = 500;  // bytes, some lines of a terminal
    std::string said = death.stderr_text;
    if (said.size() > kMostSaid) said.resize(StartBefore(said, kMostSaid + 1));
    events_.warn(Path(item) + ": the worker said: " + said);
  }
  const bool limit = death.error.code == ErrorCode::kLimit;
  const bool reading = death.stage <= worker::Stage::kPages;
  // Pages count from 1, and reading stops before the page of the cut. Behind
  // the reading no page is at fault, only that there are so many: half of them
  // stay.
  const int cut = reading ? death.page : death.page / 2 + 1;
  if (!item.first_error) item.first_error = death.error;
  if (limit && cut > 1 && item.cuts < kMostCuts && !item.from_stored) {
    ++item.cuts;
    item.stop_before = cut;
    item.stop_why = {death.limit + "-limit",
                     item.first_error->message + "; read are the pages before",
                     0};
    std::ranges::replace(item.stop_why.code, ' ', '-');
    queue_.push_front(std::move(item));
    return {};
  }
  if (item.deaths == 1) {
    queue_.push_back(std::move(item));
    return {};
  }
  const Error error = *item.first_error;
  return FailWith(item, error, 0);
}

Result<void> Batch::FailWith(const Item& item, const Error& error,
                             double seconds) {
  const std::string sha256 =
      item.content == kUnread ? "" : archive::Sha256Of(item.content);
  const worker::Reply reply = worker::FailedReply(
      {Path(item), item.task.file.kind, {}}, error, sha256, item.state.size,
      PrintablePath(item.duplicate_of), *setup_.pool.worker.rules);
  return Finish(item, reply, seconds);
}

// Not now: nothing about it changes.
Result<void> Batch::Forget(const Item& item, Reason reason) {
  tally_->Count(reason);
  ++done_;
  Release(item);
  return {};
}

// Whoever waits for the item's reading reads by itself.
void Batch::Release(const Item& item) {
  if (const auto waiting = deferred_.extract(item.task.file.path)) {
    for (Item& other : waiting.mapped()) {
      other.from_file = true;
      queue_.push_back(std::move(other));
    }
  }
}

Result<void> Batch::Finish(const Item& item, const worker::Reply& reply,
                           double seconds) {
  const std::string path = Path(item);
  const auto& before = item.task.before;
  Change change;
  Entry& entry = change.entry;
  entry.path = item.task.file.path;
  entry.state = item.state;
  entry.content = item.content;
  entry.engine = setup_.reader.engine;
  entry.limits = setup_.reader.limits;
  entry.rules = setup_.reader.rules;
  entry.status = record::Name(reply.status);
  entry.duplicate_of = item.duplicate_of;
  if (reply.code) {
    entry.code = Name(*reply.code);
    entry.message = reply.message;
    entry.retry = *reply.code == ErrorCode::kIo;
    if (item.deaths >= 2) entry.strikes = item.deaths;
  } else if (item.stop_before > 0) {
    entry.code = Name(ErrorCode::kLimit);
    entry.message = item.stop_why.message;
  } else if (item.from_stored && before && before->status == entry.status) {
    entry.code = before->code == Name(ErrorCode::kLimit) ? before->code : "";
    if (!entry.code.empty()) entry.message = before->message;
  } else if (reply.status == record::Status::kPartial &&
             !item.duplicate_of.empty()) {
    // Cut with its first: larger limits are a reason to read it anew too.
    entry.code = Name(ErrorCode::kLimit);
  }
  entry.awards = static_cast<int>(reply.outline.awards);
  entry.winners = static_cast<int>(reply.outline.winners);
  entry.checks_failed = static_cast<int>(reply.outline.checks_failed);
  entry.dated = !reply.outline.date.empty();

  tally_->Count(item.task.reason);
  ++done_;
  const bool failed = reply.status == record::Status::kFailed;
  if (reply.status == record::Status::kOk) ++tally_->ok;
  if (reply.status == record::Status::kPartial) ++tally_->partial;
  if (failed) ++tally_->failed;
  if (item.from_stored) ++tally_->from_stored;
  tally_->dated += entry.dated ? 1 : 0;
  tally_->awards += reply.outline.awards;
  tally_->award_releases += reply.outline.awards > 0 ? 1 : 0;
  tally_->winners += reply.outline.winners;
  tally_->contacts += reply.outline.contacts;
  tally_->checks_failed += reply.outline.checks_failed;
  tally_->seconds["reading"] += reply.seconds[0];
  tally_->seconds["rules"] += reply.seconds[1];
  tally_->seconds["writing"] += reply.seconds[2];
  tally_->AddSlow(path, seconds);
  if (reply.status != record::Status::kOk) {
    const bool known =
        before && before->status == entry.status && before->code == entry.code;
    tally_->failures.push_back(
        {path, entry.status, entry.code, entry.message, known});
  }
  if (events_.ended) events_.ended(path, item.task.reason, reply, seconds);

  change.record = reply.json;
  change.text = reply.text;
  change.reading = reply.reading;
  change.reader = setup_.reader.stored;
  if (before && before->path != entry.path) change.old_path = before->path;
  if (item.original != entry.content) change.old_content = item.original;
  recent_entries_[entry.path] = entry;
  if (!reply.reading.empty()) recent_readings_[entry.content] = reply.reading;
  if (auto staged = output_->Stage(std::move(change)); !staged) return staged;

  if (const auto waiting = deferred_.extract(item.task.file.path)) {
    for (Item& other : waiting.mapped()) queue_.push_front(std::move(other));
  }
  return {};
}

Result<void> Batch::Gone() {
  for (archive::Entry& entry : plan_.gone) {
    tally_->Count(Reason::kGone);
    Change change;
    change.kind = Change::Kind::kGone;
    change.old_content = entry.content;
    change.entry = std::move(entry);
    if (auto staged = output_->Stage(std::move(change)); !staged) return staged;
    if (auto done = CommitIfDue(false); !done) return done;
  }
  return {};
}

Result<void> Batch::CommitIfDue(bool now) {
  const double age = SecondsSince(group_begun_);
  if (output_->Staged() == 0) {
    group_begun_ = Clock::now();
    return {};
  }
  if (!now && output_->Staged() < setup_.group && age < setup_.group_seconds) {
    return {};
  }
  const auto begun = Clock::now();
  const auto stored = output_->Commit();
  if (!stored) return Fail(stored.error());
  tally_->seconds["storing"] += SecondsSince(begun);
  tally_->written += stored->written;
  for (const auto& [path, error] : stored->refused) refused_.push_back(error);
  recent_entries_.clear();
  recent_readings_.clear();
  group_begun_ = Clock::now();
  return {};
}

}  // namespace bmas::batch
