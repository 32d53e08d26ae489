// One input document's record, success or failure: what sinks write.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/record/release.h"
#include "pipeline/text/clean_text.h"

namespace bmas::record {

struct Facts {
  std::string path;    // printable, "<root>/<path under it>"
  std::string sha256;  // "" if the file could not be read
  std::uint64_t size_bytes = 0;
  std::optional<int> pages;
  std::string producer;  // "" if unknown
  std::string duplicate_of;
};

enum class Status { kOk, kPartial, kFailed };
const char* Name(Status status);

struct Record {
  Facts facts;
  Status status = Status::kOk;
  std::optional<Error> error;
  Release release;
  std::vector<Diagnostic> diagnostics;
  CleanText text;
};

}  // namespace bmas::record
