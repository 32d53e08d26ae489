#include "pipeline/layout/raw_text.h"

#include <algorithm>
#include <optional>
#include <string>

#include "pipeline/base/utf8.h"
#include "pipeline/text/decode.h"
#include "pipeline/text/normalize.h"

namespace bmas::layout {
namespace {

using Chars = std::vector<RawChar>;

// Once may be an accident or a quotation of it, three times is the text.
constexpr std::size_t kTelling = 3;
constexpr double kQuoted = 0.8;  // share of the lines: a mail below may follow

// The character that bytes from `at` on make in UTF-8; `byte` gives the byte of
// a character, -1 for none. `used`: how many characters.
template <class Byte>
std::optional<char32_t> Sequence(const Chars& chars, std::size_t at,
                                 const Byte& byte, std::size_t* used) {
  std::string bytes;
  for (std::size_t k = at; k < chars.size() && bytes.size() < 4; ++k) {
    const int value = byte(chars[k].c);
    if (value < 0x80) break;
    bytes += static_cast<char>(value);
  }
  const std::size_t length = SequenceLength(bytes);
  if (length < 2) return std::nullopt;
  *used = length;
  return CodePointAt(bytes, 0);
}

Chars Points(std::string_view text) {
  Chars chars;
  std::size_t point = 0;
  for (std::size_t at = 0; at < text.size(); at += LengthAt(text, at)) {
    chars.push_back({CodePointAt(text, at), point++, 1});
  }
  return chars;
}

// CR LF, CR, NEL, VT and the line and paragraph separators of Unicode.
void UniteLineEnds(Chars* chars) {
  Chars out;
  for (std::size_t i = 0; i < chars->size(); ++i) {
    RawChar one = (*chars)[i];
    if (one.c == U'\r' && i + 1 < chars->size() && (*chars)[i + 1].c == U'\n') {
      continue;
    }
    if (one.c == U'\r' || one.c == 0x0B || one.c == 0x85 || one.c == 0x2028 ||
        one.c == 0x2029) {
      one.c = U'\n';
    }
    out.push_back(one);
  }
  *chars = std::move(out);
}

int HexDigit(char32_t c) {
  if (c >= U'0' && c <= U'9') return static_cast<int>(c - U'0');
  if (c >= U'A' && c <= U'F') return static_cast<int>(c - U'A') + 10;
  return -1;
}

// "=C3" at `at`; -1 if there is none.
int QuotedByte(const Chars& chars, std::size_t at) {
  if (at + 2 >= chars.size() || chars[at].c != U'=') return -1;
  const int high = HexDigit(chars[at + 1].c);
  const int low = HexDigit(chars[at + 2].c);
  return high < 0 || low < 0 ? -1 : 16 * high + low;
}

// Quoted-printable (RFC 2045, 6.7): letters beyond ASCII as "=C3=A4", and lines
// broken by a "=" at their end.
bool UndoQuotedPrintable(Chars* chars) {
  std::size_t letters = 0;
  for (std::size_t i = 0; i < chars->size(); ++i) {
    if (QuotedByte(*chars, i) >= 0x80) ++letters;
  }
  if (letters < kTelling) return false;
  Chars bytes;
  for (std::size_t i = 0; i < chars->size(); ++i) {
    const RawChar& one = (*chars)[i];
    if (const int byte = QuotedByte(*chars, i); byte >= 0) {
      // Kept apart from characters by an offset that no character has.
      bytes.push_back({0x200000U + static_cast<char32_t>(byte), one.source, 3});
      i += 2;
    } else if (one.c == U'=' && i + 1 < chars->size() &&
               (*chars)[i + 1].c == U'\n') {
      ++i;
    } else {
      bytes.push_back(one);
    }
  }
  const auto byte_of = [](char32_t c) {
    return c >= 0x200000U ? static_cast<int>(c - 0x200000U) : -1;
  };
  Chars out;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    RawChar one = bytes[i];
    std::size_t used = 0;
    if (const auto c = Sequence(bytes, i, byte_of, &used)) {
      one.c = *c;
      one.points = bytes[i + used - 1].source + 3 - one.source;
      i += used - 1;
    } else if (byte_of(one.c) >= 0) {
      one.c = FromWindows1252(static_cast<unsigned char>(byte_of(one.c)));
    }
    out.push_back(one);
  }
  *chars = std::move(out);
  return true;
}

// UTF-8 that was read as Windows-1252: "Ã¤" for "ä". Such pairs stand in no
// language; where they are many and no letter beyond ASCII stands else, they
// are what those letters became.
bool UndoMojibake(Chars* chars) {
  Chars out;
  std::size_t undone = 0, others = 0;
  for (std::size_t i = 0; i < chars->size(); ++i) {
    RawChar one = (*chars)[i];
    std::size_t used = 0;
    if (const auto c = Sequence(*chars, i, ToWindows1252, &used)) {
      one.c = *c;
      one.points = (*chars)[i + used - 1].source + 1 - one.source;
      i += used - 1;
      ++undone;
    } else if (one.c >= 0x80 && IsLetter(one.c)) {
      ++others;
    }
    out.push_back(one);
  }
  if (undone < kTelling || others * 2 > undone) return false;
  *chars = std::move(out);
  return true;
}

// A mail that somebody answered: ">" before each of its lines.
void UndoQuoting(Chars* chars) {
  for (;;) {
    std::size_t lines = 0, quoted = 0;
    bool start = true;
    for (const RawChar& one : *chars) {
      if (start && one.c != U'\n') {
        ++lines;
        if (one.c == U'>') ++quoted;
      }
      start = one.c == U'\n';
    }
    if (quoted < kTelling ||
        static_cast<double>(quoted) < kQuoted * static_cast<double>(lines)) {
      return;
    }
    Chars out;
    start = true;
    for (std::size_t i = 0; i < chars->size(); ++i) {
      if (start && (*chars)[i].c == U'>') {
        start = false;
        if (i + 1 < chars->size() && (*chars)[i + 1].c == U' ') ++i;
        continue;
      }
      start = (*chars)[i].c == U'\n';
      out.push_back((*chars)[i]);
    }
    *chars = std::move(out);
  }
}

}  // namespace

RawText Undo(std::string_view text) {
  RawText raw;
  raw.chars = Points(text);
  UniteLineEnds(&raw.chars);
  if (UndoQuotedPrintable(&raw.chars)) {
    raw.remarks.push_back(
        {"text-encoding", "is encoded for mail (quoted-printable)"});
  }
  if (UndoMojibake(&raw.chars)) {
    raw.remarks.push_back(
        {"text-encoding", "is UTF-8 that was read as Windows-1252 before"});
  }
  UndoQuoting(&raw.chars);
  return raw;
}

}  // namespace bmas::layout
