// One line of `stream`'s standard input -> what is asked for. A JSON object
// (RFC 8259) of one of two shapes; other keys are no error and mean nothing:
//
//   { "path": "releases/pm.pdf", "id": 7 }
//   { "text": "Berlin, den …", "id": "a-1", "release_date": "2017-06-14" }
//
// `id` (any JSON value) and `release_date` (ISO 8601, a day) may be missing or
// null.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "pipeline/base/result.h"

namespace bmas::sink {

struct Request {
  std::string id = "null";  // as JSON
  std::optional<std::string> path;
  std::optional<std::string> text;  // well-formed UTF-8
  std::string release_date;         // "" if not given
};

// Fills what could be read even where the rest is wrong, so that a failure can
// be given back under its id. The error's code is kRequest.
Result<void> ReadRequest(std::string_view line, Request* request);

}  // namespace bmas::sink
