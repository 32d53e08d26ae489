#include "pipeline/sink/request.h"

#include <nlohmann/json.hpp>

#include "pipeline/text/calendar.h"

namespace bmas::sink {
namespace {

using Json = nlohmann::ordered_json;

// A key's string: nothing where it is missing or null.
Result<void> ReadString(const Json& object, const char* key,
                        std::optional<std::string>* out) {
  const auto at = object.find(key);
  if (at == object.end() || at->is_null()) return {};
  if (!at->is_string()) {
    return Fail(ErrorCode::kRequest, std::string(key) + " is no string");
  }
  *out = at->get<std::string>();
  return {};
}

// The parser calls itself for each bracket within a bracket: a line of nothing
// else would exhaust the stack.
bool TooDeep(std::string_view line) {
  constexpr int kDeepest = 64;  // brackets; an id may be any JSON value
  int depth = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (quoted) {
      if (c == '\\') ++i;
      if (c == '"') quoted = false;
    } else if (c == '"') {
      quoted = true;
    } else if (c == '[' || c == '{') {
      if (++depth > kDeepest) return true;
    } else if (c == ']' || c == '}') {
      --depth;
    }
  }
  return false;
}

}  // namespace

Result<void> ReadRequest(std::string_view line, Request* request) {
  if (TooDeep(line)) {
    return Fail(ErrorCode::kRequest, "the line nests too deep");
  }
  const Json object = Json::parse(line, nullptr, /*allow_exceptions=*/false);
  if (object.is_discarded()) {
    return Fail(ErrorCode::kRequest, "the line is no JSON");
  }
  if (!object.is_object()) {
    return Fail(ErrorCode::kRequest, "the line is no JSON object");
  }
  if (const auto id = object.find("id"); id != object.end()) {
    request->id = id->dump();
  }
  std::optional<std::string> date;
  for (const auto& [key, to] :
       {std::pair{"path", &request->path}, std::pair{"text", &request->text},
        std::pair{"release_date", &date}}) {
    if (auto read = ReadString(object, key, to); !read) return read;
  }
  if (request->path.has_value() == request->text.has_value()) {
    return Fail(ErrorCode::kRequest,
                request->path ? "path and text are both there: give one"
                              : "neither path nor text is there");
  }
  if (date && !FromIso(*date)) {
    return Fail(ErrorCode::kRequest,
                "release_date is no day like 2017-06-14: " + *date);
  }
  request->release_date = date.value_or("");
  return {};
}

}  // namespace bmas::sink
