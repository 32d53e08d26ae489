// JSON that is no record: summaries, logs, status. Objects keep the order in
// which their keys were set.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace bmas::sink {

class JsonObject {
 public:
  JsonObject();
  JsonObject(const JsonObject& other);
  JsonObject(JsonObject&& other) noexcept;
  JsonObject& operator=(JsonObject other) noexcept;
  ~JsonObject();

  // REQUIRES: text is UTF-8. The setters give the object back, for chains.
  JsonObject& Set(std::string_view key, std::string_view text);
  JsonObject& Set(std::string_view key, const char* text);
  JsonObject& Set(std::string_view key, std::int64_t number);
  JsonObject& Set(std::string_view key, std::size_t number);
  JsonObject& Set(std::string_view key, int number);
  JsonObject& Set(std::string_view key, double number);  // to a thousandth
  JsonObject& Set(std::string_view key, bool flag);
  JsonObject& Set(std::string_view key, const JsonObject& object);
  JsonObject& Set(std::string_view key, const std::vector<JsonObject>& objects);
  JsonObject& Set(std::string_view key, const std::vector<std::string>& texts);
  JsonObject& SetNull(std::string_view key);

  std::string Line() const;      // without a newline
  std::string Indented() const;  // two spaces, ends with a newline

 private:
  struct Value;
  std::unique_ptr<Value> value_;
};

// What of `expected`, a JSON text, `actual` does not hold: a JSON Pointer and
// both values, "" if it holds all. Keys that `expected` lacks are not looked
// at; lists must have the same length and order.
std::string FirstDifference(std::string_view expected, std::string_view actual);

}  // namespace bmas::sink
