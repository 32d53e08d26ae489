#include "pipeline/sink/json_object.h"

#include <cmath>
#include <nlohmann/json.hpp>

namespace bmas::sink {
namespace {

using Json = nlohmann::ordered_json;

std::string Difference(const Json& expected, const Json& actual,
                       const std::string& at) {
  if (expected.is_object() && actual.is_object()) {
    for (const auto& [key, value] : expected.items()) {
      const std::string below = at + "/" + key;
      if (!actual.contains(key)) return below + ": is not there";
      std::string found = Difference(value, actual[key], below);
      if (!found.empty()) return found;
    }
    return {};
  }
  if (expected.is_array() && actual.is_array() &&
      expected.size() == actual.size()) {
    for (std::size_t i = 0; i < expected.size(); ++i) {
      std::string found =
          Difference(expected[i], actual[i], at + "/" + std::to_string(i));
      if (!found.empty()) return found;
    }
    return {};
  }
  if (expected == actual) return {};
  return at + ": expected " + expected.dump() + ", found " + actual.dump();
}

}  // namespace

struct JsonObject::Value {
  Json json = Json::object();
};

JsonObject::JsonObject() : value_(std::make_unique<Value>()) {}
JsonObject::JsonObject(const JsonObject& other)
    : value_(std::make_unique<Value>(*other.value_)) {}
JsonObject::JsonObject(JsonObject&& other) noexcept = default;
JsonObject& JsonObject::operator=(JsonObject other) noexcept {
  value_.swap(other.value_);
  return *this;
}
JsonObject::~JsonObject() = default;

JsonObject& JsonObject::Set(std::string_view key, std::string_view text) {
  value_->json[std::string(key)] = text;
  return *this;
}
JsonObject& JsonObject::Set(std::string_view key, const char* text) {
  return Set(key, std::string_view(text));
}
JsonObject& JsonObject::Set(std::string_view key, std::int64_t number) {
  value_->json[std::string(key)] = number;
  return *this;
}
JsonObject& JsonObject::Set(std::string_view key, std::size_t number) {
  value_->json[std::string(key)] = number;
  return *this;
}
JsonObject& JsonObject::Set(std::string_view key, int number) {
  return Set(key, std::int64_t{number});
}
JsonObject& JsonObject::Set(std::string_view key, double number) {
  value_->json[std::string(key)] = std::round(number * 1000) / 1000;
  return *this;
}
JsonObject& JsonObject::Set(std::string_view key, bool flag) {
  value_->json[std::string(key)] = flag;
  return *this;
}
JsonObject& JsonObject::Set(std::string_view key, const JsonObject& object) {
  value_->json[std::string(key)] = object.value_->json;
  return *this;
}
JsonObject& JsonObject::Set(std::string_view key,
                            const std::vector<JsonObject>& objects) {
  Json list = Json::array();
  for (const JsonObject& object : objects) list.push_back(object.value_->json);
  value_->json[std::string(key)] = std::move(list);
  return *this;
}
JsonObject& JsonObject::Set(std::string_view key,
                            const std::vector<std::string>& texts) {
  value_->json[std::string(key)] = texts;
  return *this;
}
JsonObject& JsonObject::SetNull(std::string_view key) {
  value_->json[std::string(key)] = nullptr;
  return *this;
}

// What a process printed may be cut within a character.
std::string JsonObject::Line() const {
  return value_->json.dump(-1, ' ', false, Json::error_handler_t::replace);
}
std::string JsonObject::Indented() const {
  return value_->json.dump(2, ' ', false, Json::error_handler_t::replace) +
         "\n";
}

std::string FirstDifference(std::string_view expected,
                            std::string_view actual) {
  const Json wanted =
      Json::parse(expected, nullptr, /*allow_exceptions=*/false);
  const Json found = Json::parse(actual, nullptr, /*allow_exceptions=*/false);
  if (wanted.is_discarded()) return "the expected record is no JSON";
  if (found.is_discarded()) return "the record is no JSON";
  return Difference(wanted, found, "");
}

}  // namespace bmas::sink
