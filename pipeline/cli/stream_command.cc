// Requests in, records out, line by line: for pipes, tests and other engines.

#include <iostream>
#include <string>

#include "pipeline/archive/inputs.h"
#include "pipeline/base/file.h"
#include "pipeline/cli/commands.h"
#include "pipeline/sink/json.h"
#include "pipeline/sink/request.h"
#include "pipeline/worker/pool.h"
#include "pipeline/worker/process.h"

namespace bmas::cli {
namespace {

// Answers requests. Files are read by a worker process, so that one that hangs
// or crashes the reader costs its own record only; texts are read here.
class Answerer {
 public:
  Answerer(const Args& args, const rules::RuleSet& rules)
      : args_(args), rules_(rules), pool_(Setup(args, rules)) {}

  // The record's line. `too_long`: the request was cut off.
  std::string Answer(const std::string& line, bool too_long) {
    sink::Request request;
    if (too_long) {
      return Line(
          worker::FailedRecord(
              {}, {ErrorCode::kLimit,
                   "the line is longer than " +
                       std::to_string(args_.max_bytes) + " bytes (--max-bytes)",
                   {}}),
          request);
    }
    if (const auto read = sink::ReadRequest(line, &request); !read) {
      return Line(worker::FailedRecord({}, read.error()), request);
    }
    if (request.path) return FromPath(request);
    return Line(worker::Process(
                    {{}, archive::DocumentKind::kText, request.release_date},
                    *request.text, rules_, {args_.max_pages, args_.max_words}),
                request);
  }

  bool AllOk() const { return all_ok_; }

 private:
  static worker::PoolSetup Setup(const Args& args,
                                 const rules::RuleSet& rules) {
    worker::PoolSetup setup;
    setup.worker.rules = &rules;
    setup.worker.limits = {args.max_pages, args.max_words};
    setup.worker.max_bytes = args.max_bytes;
    setup.worker.process = args.process;
    setup.recycle_after = args.recycle_after;
    return setup;
  }

  std::string Line(const record::Record& record, const sink::Request& request) {
    all_ok_ = all_ok_ && record.status == record::Status::kOk;
    return sink::ToJson(record, rules_, sink::JsonForm::kLine, request.id);
  }

  std::string FromPath(const sink::Request& request) {
    const std::string& path = *request.path;
    worker::Job job;
    job.document = {PrintablePath(path), {}, request.release_date};
    const auto failed = [&](const Error& error) {
      return Line(worker::FailedRecord(job.document, error), request);
    };
    if (path.empty() || path.find('\0') != std::string::npos) {
      return failed({ErrorCode::kIo, "is no path of a file", {}});
    }
    const FileKind kind = KindBehind(path);
    if (kind == FileKind::kMissing) {
      return failed({ErrorCode::kIo, "no such file", {}});
    }
    if (kind == FileKind::kFolder) {
      return failed({ErrorCode::kIo, "is a folder", {}});
    }
    const archive::InputFile file = archive::NamedFile(path);
    job.document.path = PrintablePath(file.path);
    job.document.kind = file.kind;
    Result<Descriptor> opened = OpenFile(path);
    if (!opened) return failed(opened.error());
    const auto started = pool_.Start(0, job, std::move(*opened));
    if (!started) return failed(started.error());
    for (;;) {
      for (worker::Ended& ended : pool_.Wait(-1, kPollMs)) {
        if (ended.death) return failed(ended.death->error);
        all_ok_ = all_ok_ && ended.reply->status == record::Status::kOk;
        return sink::OnOneLine(ended.reply->json, request.id);
      }
    }
  }

  static constexpr int kPollMs = 200;  // limits are looked at so often

  const Args& args_;
  const rules::RuleSet& rules_;
  worker::Pool pool_;
  bool all_ok_ = true;
};

// A line of at most `most` bytes; what goes beyond is read and dropped.
// Returns false at the end of the input.
bool NextLine(std::streambuf* in, std::uint64_t most, std::string* line,
              bool* too_long) {
  using Traits = std::streambuf::traits_type;
  line->clear();
  *too_long = false;
  bool any = false;
  for (auto c = in->sbumpc(); c != Traits::eof(); c = in->sbumpc()) {
    any = true;
    if (c == '\n') return true;
    if (line->size() < most) {
      *line += Traits::to_char_type(c);
    } else {
      *too_long = true;
    }
  }
  return any;
}

}  // namespace

int StreamCommand(const Args& args) {
  rules::RuleSet rules;
  if (!LoadRulesFor(args, &rules)) return kExitUsage;
  Answerer answerer(args, rules);
  std::string line;
  bool too_long = false;
  while (NextLine(std::cin.rdbuf(), args.max_bytes, &line, &too_long)) {
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    // At once: whoever asked may wait for it before asking again.
    std::cout << answerer.Answer(line, too_long) << std::flush;
    if (!std::cout) break;  // nobody reads any more
  }
  return answerer.AllOk() ? kExitOk : kExitFailed;
}

}  // namespace bmas::cli
