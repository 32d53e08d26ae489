#include "pipeline/base/utf8.h"

#include <algorithm>

namespace bmas {
namespace {

unsigned Byte(std::string_view s, std::size_t i) {
  return i < s.size() ? static_cast<unsigned char>(s[i]) : 0U;
}

bool IsTail(unsigned byte) { return (byte & 0xC0U) == 0x80U; }

}  // namespace

std::size_t SequenceLength(std::string_view s) {
  if (s.empty()) return 0;
  const unsigned lead = Byte(s, 0);
  const unsigned second = Byte(s, 1);
  if (lead < 0x80) return 1;
  if (!IsTail(second)) return 0;
  if (lead >= 0xC2 && lead <= 0xDF) return 2;
  if (!IsTail(Byte(s, 2))) return 0;
  if (lead >= 0xE0 && lead <= 0xEF) {
    if (lead == 0xE0 && second < 0xA0) return 0;
    if (lead == 0xED && second > 0x9F) return 0;
    return 3;
  }
  if (!IsTail(Byte(s, 3)) || lead < 0xF0 || lead > 0xF4) return 0;
  if (lead == 0xF0 && second < 0x90) return 0;
  if (lead == 0xF4 && second > 0x8F) return 0;
  return 4;
}

std::size_t LengthAt(std::string_view s, std::size_t at) {
  const unsigned lead = Byte(s, at);
  if (lead < 0x80) return 1;
  if (lead < 0xE0) return 2;
  return lead < 0xF0 ? 3 : 4;
}

char32_t CodePointAt(std::string_view s, std::size_t at) {
  const unsigned lead = Byte(s, at);
  const std::size_t length = LengthAt(s, at);
  if (length == 1) return lead;
  char32_t c = lead & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    c = (c << 6U) | (Byte(s, at + i) & 0x3FU);
  }
  return c;
}

std::size_t StartBefore(std::string_view s, std::size_t at) {
  do {
    --at;
  } while (at > 0 && IsTail(Byte(s, at)));
  return at;
}

char32_t LastCodePoint(std::string_view s) {
  return s.empty() ? 0 : CodePointAt(s, StartBefore(s, s.size()));
}

void AppendCodePoint(std::string& out, char32_t c) {
  const auto put = [&](char32_t byte) { out += static_cast<char>(byte); };
  if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) c = 0xFFFD;
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0U | (c >> 6U));
    put(0x80U | (c & 0x3FU));
  } else if (c < 0x10000) {
    put(0xE0U | (c >> 12U));
    put(0x80U | ((c >> 6U) & 0x3FU));
    put(0x80U | (c & 0x3FU));
  } else {
    put(0xF0U | (c >> 18U));
    put(0x80U | ((c >> 12U) & 0x3FU));
    put(0x80U | ((c >> 6U) & 0x3FU));
    put(0x80U | (c & 0x3FU));
  }
}

std::size_t CountCodePoints(std::string_view s) {
  return static_cast<std::size_t>(std::ranges::count_if(
      s, [](char c) { return !IsTail(static_cast<unsigned char>(c)); }));
}

std::string Repair(std::string_view s, std::size_t* replaced) {
  std::string out;
  out.reserve(s.size());
  *replaced = 0;
  for (std::size_t at = 0; at < s.size();) {
    const std::size_t length = SequenceLength(s.substr(at));
    if (length == 0) {
      AppendCodePoint(out, 0xFFFD);
      ++*replaced;
      ++at;
    } else {
      out.append(s, at, length);
      at += length;
    }
  }
  return out;
}

CodePointIndex::CodePointIndex(std::string_view text) {
  points_.reserve(text.size() + 1);
  std::uint32_t count = 0;
  for (const char c : text) {
    if (!IsTail(static_cast<unsigned char>(c))) ++count;
    points_.push_back(count - 1);
  }
  points_.push_back(count);
}

std::size_t CodePointIndex::At(std::size_t byte) const {
  return points_[std::min(byte, points_.size() - 1)];
}

}  // namespace bmas
