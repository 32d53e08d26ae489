#include "pipeline/worker/worker.h"

#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <exception>

#include "pipeline/archive/compress.h"
#include "pipeline/base/clock.h"
#include "pipeline/base/file.h"
#include "pipeline/sink/json.h"
#include "pipeline/worker/socket.h"

namespace bmas::worker {
namespace {

constexpr std::uint64_t kMostReading = std::uint64_t{4} << 30U;  // bytes

class Stopwatch {
 public:
  // Seconds since it was made or last asked.
  double Lap() { return SecondsSince(std::exchange(since_, Clock::now())); }

 private:
  Clock::time_point since_ = Clock::now();
};

Reading ReadFileOf(const Job& job, int descriptor, const WorkerSetup& setup,
                   const OnStage& on_stage) {
  const auto bytes =
      ReadOpenFile(descriptor, job.document.path, setup.max_bytes);
  if (!bytes) return {FailedRecord(job.document, bytes.error()), {}};
  pdf::Limits limits = setup.limits;
  limits.stop_before = job.stop_before;
  limits.stop_why = job.stop_why;
  return ReadDocument(job.document, *bytes, setup.rules->lexicon, limits,
                      on_stage);
}

Result<Reading> StoredReading(int descriptor) {
  auto frame = ReadOpenFile(descriptor, {}, kMostReading);
  if (!frame) return Fail(frame.error());
  const auto bytes = archive::Decompress(*frame, kMostReading);
  if (!bytes) return Fail(bytes.error());
  return ReadingFrom(*bytes);
}

// Libraries printed more than is kept.
void NoteFlood(int log, std::uint64_t most_kib, record::Record* record) {
  if (log < 0 || StateOf(log).size < most_kib << 10U) return;
  record->diagnostics.push_back(
      {"stderr-limit",
       "standard error limit: " + std::to_string(most_kib) +
           " KiB allowed, all used; the rest is dropped",
       0});
}

void Describe(const record::Record& record, Reply* reply) {
  reply->status = record.status;
  if (record.error) {
    reply->code = record.error->code;
    reply->message = record.error->message;
  }
  reply->sha256 = record.facts.sha256;
  reply->size_bytes = record.facts.size_bytes;
}

}  // namespace

Reply FailedReply(const Document& document, const Error& error,
                  const std::string& sha256, std::uint64_t size_bytes,
                  const std::string& duplicate_of,
                  const rules::RuleSet& rules) {
  record::Record record = FailedRecord(document, error);
  record.facts.sha256 = sha256;
  record.facts.size_bytes = size_bytes;
  record.facts.duplicate_of = duplicate_of;
  Reply reply;
  Describe(record, &reply);
  reply.json = sink::ToJson(record, rules, sink::JsonForm::kIndented);
  return reply;
}

Reply Work(const Job& job, int descriptor, int log, const WorkerSetup& setup,
           const OnStage& on_stage) {
  Reply reply;
  Stopwatch watch;
  on_stage(Stage::kOpening, 0);
  Reading reading;
  if (job.stored) {
    Result<Reading> stored = StoredReading(descriptor);
    if (!stored) {
      reply.stale = true;
      return reply;
    }
    reading = std::move(*stored);
  } else {
    reading = ReadFileOf(job, descriptor, setup, on_stage);
    NoteFlood(log, setup.process.stderr_kib, &reading.record);
    if (reading.record.status != record::Status::kFailed) {
      reply.reading = archive::Compress(ReadingBytes(reading));
    }
  }
  reading.record.facts.path = job.document.path;
  reading.record.facts.duplicate_of = job.duplicate_of;
  reply.seconds[0] = watch.Lap();
  on_stage(Stage::kRules, 0);
  const record::Record record =
      ApplyRules(std::move(reading), *setup.rules, job.document.release_date);
  reply.seconds[1] = watch.Lap();
  on_stage(Stage::kWriting, 0);
  Describe(record, &reply);
  reply.outline = OutlineOf(record.release);
  reply.json = sink::ToJson(record, *setup.rules, sink::JsonForm::kIndented);
  if (record.status == record::Status::kFailed) {
    reply.reading.clear();
  } else {
    reply.text = record.text.Text() + "\n";
  }
  reply.seconds[2] = watch.Lap();
  return reply;
}

void Serve(int socket, Progress* progress, const WorkerSetup& setup) {
  const auto on_stage = [&](Stage stage, int page) {
    progress->stage = static_cast<std::uint8_t>(stage);
    if (stage == Stage::kPages) progress->page = page;
    ++progress->beats;
  };
  for (;;) {
    std::string bytes;
    Descriptor descriptor;
    if (!ReceiveJob(socket, &bytes, &descriptor)) _exit(kWorkerDone);
    const std::optional<Job> job = JobFrom(bytes);
    if (!job) _exit(kWorkerBadJob);
    // What the last document made libraries print.
    if (ftruncate(STDERR_FILENO, 0) == 0) {
      lseek(STDERR_FILENO, 0, SEEK_SET);
    }
    const Reply reply =
        Work(*job, descriptor.Get(), STDERR_FILENO, setup, on_stage);
    if (!SendFrame(socket, ReplyBytes(reply))) _exit(kWorkerDone);
  }
}

}  // namespace bmas::worker
