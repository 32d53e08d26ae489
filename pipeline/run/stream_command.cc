// Requests in, records out, line by line: for pipes, tests and other engines.

#include <iostream>
#include <string>

#include "pipeline/archive/inputs.h"
#include "pipeline/base/file.h"
#include "pipeline/run/commands.h"
#include "pipeline/run/process.h"
#include "pipeline/sink/json.h"
#include "pipeline/sink/request.h"

namespace bmas::run {
namespace {

record::Record FromPath(const sink::Request& request,
                        const rules::RuleSet& rules, const Args& args) {
  const std::string& path = *request.path;
  Document document{PrintablePath(path), {}, request.release_date};
  const auto failed = [&](const std::string& message) {
    return FailedRecord(document, {ErrorCode::kIo, message, {}});
  };
  if (path.empty() || path.find('\0') != std::string::npos) {
    return failed("is no path of a file");
  }
  const FileKind kind = KindBehind(path);
  if (kind == FileKind::kMissing) return failed("no such file");
  if (kind == FileKind::kFolder) return failed("is a folder");
  const archive::InputFile file = archive::NamedFile(path);
  document.path = PrintablePath(file.path);
  document.kind = file.kind;
  const auto bytes = ReadFile(file.file, args.max_bytes);
  if (!bytes) return FailedRecord(document, bytes.error());
  return Process(document, *bytes, rules, {args.max_pages, args.max_words});
}

record::Record Answer(const std::string& line, const rules::RuleSet& rules,
                      const Args& args, sink::Request* request) {
  if (const auto read = sink::ReadRequest(line, request); !read) {
    return FailedRecord({}, read.error());
  }
  if (request->path) return FromPath(*request, rules, args);
  const Document document{
      {}, archive::DocumentKind::kText, request->release_date};
  return Process(document, *request->text, rules,
                 {args.max_pages, args.max_words});
}

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
  std::string line;
  bool too_long = false;
  bool all_ok = true;
  while (NextLine(std::cin.rdbuf(), args.max_bytes, &line, &too_long)) {
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    sink::Request request;
    const record::Record record =
        too_long ? FailedRecord({}, {ErrorCode::kLimit,
                                     "the line is longer than " +
                                         std::to_string(args.max_bytes) +
                                         " bytes (--max-bytes)",
                                     {}})
                 : Answer(line, rules, args, &request);
    all_ok = all_ok && record.status == record::Status::kOk;
    // At once: whoever asked may wait for it before asking again.
    std::cout << sink::ToJson(record, rules, sink::JsonForm::kLine, request.id)
              << std::flush;
    if (!std::cout) break;  // nobody reads any more
  }
  return all_ok ? kExitOk : kExitFailed;
}

}  // namespace bmas::run
