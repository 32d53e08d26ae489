// Plain values as bytes and back: what passes between processes of one program
// and what the ledger keeps. Little-endian as on the machine; never published.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace bmas {

class ByteWriter {
 public:
  template <class T>
  void Put(T value) {
    static_assert(std::is_arithmetic_v<T>);
    char raw[sizeof(T)];
    std::memcpy(&raw[0], &value, sizeof(T));
    bytes_.append(&raw[0], sizeof(T));
  }
  void PutText(std::string_view text) {
    Put<std::uint64_t>(text.size());
    bytes_ += text;
  }
  template <class T>
  void PutAll(const std::vector<T>& values) {
    static_assert(std::is_arithmetic_v<T>);
    Put<std::uint64_t>(values.size());
    const std::size_t at = bytes_.size();
    bytes_.resize(at + values.size() * sizeof(T));
    if (!values.empty()) {
      std::memcpy(&bytes_[at], values.data(), values.size() * sizeof(T));
    }
  }
  std::string Take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

// Bytes that are too short or claim too much leave `Good()` false and give
// zeros: a reader checks once, at the end.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : rest_(bytes) {}

  template <class T>
  T Get() {
    static_assert(std::is_arithmetic_v<T>);
    T value{};
    if (!Has(sizeof(T))) return value;
    std::memcpy(&value, rest_.data(), sizeof(T));
    rest_.remove_prefix(sizeof(T));
    return value;
  }
  std::string GetText() {
    const auto size = Get<std::uint64_t>();
    if (!Has(size)) return {};
    std::string text(rest_.substr(0, size));
    rest_.remove_prefix(size);
    return text;
  }
  template <class T>
  std::vector<T> GetAll() {
    static_assert(std::is_arithmetic_v<T>);
    const auto count = Get<std::uint64_t>();
    if (count > rest_.size() || !Has(count * sizeof(T))) {
      good_ = false;
      return {};
    }
    std::vector<T> values(count);
    if (count > 0) {
      std::memcpy(values.data(), rest_.data(), count * sizeof(T));
    }
    rest_.remove_prefix(count * sizeof(T));
    return values;
  }
  // A count of things that take at least one byte each.
  std::size_t GetCount() {
    const auto count = Get<std::uint64_t>();
    return Has(count) ? count : 0;
  }
  bool Good() const { return good_; }
  bool AtEnd() const { return good_ && rest_.empty(); }

 private:
  bool Has(std::uint64_t size) {
    good_ = good_ && size <= rest_.size();
    return good_;
  }

  std::string_view rest_;
  bool good_ = true;
};

}  // namespace bmas
