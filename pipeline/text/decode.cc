#include "pipeline/text/decode.h"

#include <algorithm>
#include <array>

#include "pipeline/base/utf8.h"

namespace bmas {
namespace {

// 0x80 to 0x9F (the table of the WHATWG Encoding Standard, its five undefined
// bytes apart).
constexpr std::array<char32_t, 32> kUpper{
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD,
    0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};

enum class Order { kNone, kLittle, kBig };

// Of UTF-16: by its mark, or by the NULs that ASCII has there.
Order Utf16Order(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE")) return Order::kLittle;
  if (bytes.starts_with("\xFE\xFF")) return Order::kBig;
  constexpr std::size_t kLooked = 4096;  // bytes
  constexpr double kNuls = 0.6;          // share: releases are mostly ASCII
  constexpr double kOther = 0.05;
  const std::string_view head = bytes.substr(0, kLooked);
  std::array<std::size_t, 2> nuls{};
  for (std::size_t i = 0; i < head.size(); ++i) {
    if (head[i] == '\0') ++nuls.at(i % 2);
  }
  const double half = static_cast<double>(head.size()) / 2;
  const double even = static_cast<double>(nuls[0]);
  const double odd = static_cast<double>(nuls[1]);
  if (half < 4) return Order::kNone;
  if (odd > kNuls * half && even < kOther * half) return Order::kLittle;
  if (even > kNuls * half && odd < kOther * half) return Order::kBig;
  return Order::kNone;
}

std::string FromUtf16(std::string_view bytes, Order order) {
  std::string out;
  const auto unit = [&](std::size_t i) -> char32_t {
    const auto a = static_cast<unsigned char>(bytes[i]);
    const auto b = static_cast<unsigned char>(bytes[i + 1]);
    return order == Order::kLittle ? a | (b << 8U) : b | (a << 8U);
  };
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
    char32_t c = unit(i);
    if (c >= 0xD800 && c < 0xDC00 && i + 3 < bytes.size()) {
      const char32_t low = unit(i + 2);
      if (low >= 0xDC00 && low < 0xE000) {
        c = 0x10000 + ((c - 0xD800) << 10U) + (low - 0xDC00);
        i += 2;
      }
    }
    AppendCodePoint(out, c >= 0xD800 && c < 0xE000 ? 0xFFFD : c);
  }
  if (bytes.size() % 2 == 1) AppendCodePoint(out, 0xFFFD);
  return out;
}

// Is the text in a one-byte encoding? Then what is no UTF-8 outweighs what
// happens to look like it.
bool IsSingleByte(std::string_view bytes) {
  std::size_t good = 0, bad = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t length = SequenceLength(bytes.substr(at));
    if (length == 0) ++bad;
    if (length > 1) ++good;
    at += std::max<std::size_t>(length, 1);
  }
  return bad > good;
}

}  // namespace

char32_t FromWindows1252(unsigned char byte) {
  return byte >= 0x80 && byte < 0xA0 ? kUpper.at(byte - 0x80U) : byte;
}

int ToWindows1252(char32_t c) {
  if (c < 0x100) return static_cast<int>(c);
  const auto* at = std::ranges::find(kUpper, c);
  if (at == kUpper.end() || c == 0xFFFD) return -1;
  return static_cast<int>(at - kUpper.begin()) + 0x80;
}

Decoded Decode(std::string_view bytes) {
  Decoded decoded;
  if (const Order order = Utf16Order(bytes); order != Order::kNone) {
    decoded.text = FromUtf16(bytes, order);
    decoded.remarks.push_back({"text-encoding", "is UTF-16 and read as that"});
    return decoded;
  }
  if (IsSingleByte(bytes)) {
    for (const char byte : bytes) {
      AppendCodePoint(decoded.text,
                      FromWindows1252(static_cast<unsigned char>(byte)));
    }
    decoded.remarks.push_back(
        {"text-encoding", "is no UTF-8 and read as Windows-1252"});
    return decoded;
  }
  std::size_t replaced = 0;
  decoded.text = Repair(bytes, &replaced);
  if (replaced > 0) {
    decoded.remarks.push_back(
        {"ill-formed-utf8", std::to_string(replaced) +
                                " bytes are not UTF-8; each reads as U+FFFD"});
  }
  return decoded;
}

}  // namespace bmas
