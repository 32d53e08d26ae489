// What supervisor and worker tell each other, over a stream socket: a length
// (8 bytes) and that many bytes. A job comes with one file descriptor.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "pipeline/pdf/pdf.h"
#include "pipeline/record/record.h"
#include "pipeline/worker/process.h"

namespace bmas::worker {

struct Job {
  Document document;
  std::string duplicate_of;  // printable path, "" if none
  bool stored = false;       // the descriptor holds a stored reading, no file
  int stop_before = 0;       // see pdf::Limits
  pdf::Diagnostic stop_why;
};

// What a run counts and shows of a record.
struct Outline {
  std::string date, title;  // "" if the document does not say
  std::uint32_t awards = 0, winners = 0, contacts = 0, checks_failed = 0;
};

Outline OutlineOf(const record::Release& release);

struct Reply {
  record::Status status = record::Status::kFailed;
  std::optional<ErrorCode> code;  // of a failure
  std::string message;
  std::string sha256;  // "" if the file could not be read
  std::uint64_t size_bytes = 0;
  bool stale = false;  // the stored reading was not whole: read the file
  Outline outline;
  std::array<double, 3> seconds{};  // reading, rules, writing
  std::string json;                 // the record's file
  std::string text;     // the clean text's file; "" if the document failed
  std::string reading;  // compressed, of a file that did not fail
};

std::string JobBytes(const Job& job);
std::optional<Job> JobFrom(std::string_view bytes);
std::string ReplyBytes(const Reply& reply);
std::optional<Reply> ReplyFrom(std::string_view bytes);

}  // namespace bmas::worker
