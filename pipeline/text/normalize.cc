#include "pipeline/text/normalize.h"

#include <unicode/bytestream.h>
#include <unicode/casemap.h>
#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/uvernum.h>

#include "pipeline/base/utf8.h"

namespace bmas {
namespace {

const icu::Normalizer2& Nfc() {
  UErrorCode code = U_ZERO_ERROR;
  return *icu::Normalizer2::getNFCInstance(code);
}

const icu::Normalizer2& Nfd() {
  UErrorCode code = U_ZERO_ERROR;
  return *icu::Normalizer2::getNFDInstance(code);
}

const icu::Normalizer2& Nfkc() {
  UErrorCode code = U_ZERO_ERROR;
  return *icu::Normalizer2::getNFKCInstance(code);
}

constexpr char32_t kSoftHyphen = 0xAD;

bool IsDropped(char32_t c) {
  if (c == kSoftHyphen || c == 0xFEFF || c == 0x061C) return true;
  if (c >= 0x200B && c <= 0x200F) return true;  // zero width, direction marks
  if (c >= 0x202A && c <= 0x202E) return true;  // embeddings
  if (c >= 0x2060 && c <= 0x206F) return true;  // word joiner, isolates
  return c < 0x20 || (c >= 0x7F && c < 0xA0);
}

bool IsLigature(char32_t c) { return c >= 0xFB00 && c <= 0xFB06; }

std::string Normalized(const icu::Normalizer2& form, std::string_view s) {
  std::string out;
  icu::StringByteSink<std::string> sink(&out);
  UErrorCode code = U_ZERO_ERROR;
  form.normalizeUTF8(0,
                     icu::StringPiece(s.data(), static_cast<int32_t>(s.size())),
                     sink, nullptr, code);
  return U_SUCCESS(code) != 0 ? out : std::string(s);
}

// Does the code point at `at` belong to the piece before it? Dropped ones do
// only where a mark follows them.
bool GoesOn(std::string_view raw, std::size_t at, bool nothing_kept) {
  if (nothing_kept) return false;
  while (at < raw.size() && IsDropped(CodePointAt(raw, at))) {
    at += LengthAt(raw, at);
  }
  if (at >= raw.size()) return false;
  const char32_t c = CodePointAt(raw, at);
  return !IsLigature(c) &&
         Nfc().hasBoundaryBefore(static_cast<UChar32>(c)) == 0;
}

}  // namespace

void CleanWord(std::string_view raw, const EmitPiece& emit) {
  // A piece runs from one normalisation boundary to the next, so that each can
  // be normalised by itself and stays as small as it can. What is dropped is no
  // boundary: a soft hyphen can stand between a letter and its mark.
  std::size_t at = 0;
  while (at < raw.size()) {
    std::string kept;
    std::size_t end = at;
    do {
      const char32_t c = CodePointAt(raw, end);
      const std::string_view piece = raw.substr(end, LengthAt(raw, end));
      if (IsLigature(c)) {
        kept += Normalized(Nfkc(), piece);
      } else if (!IsDropped(c)) {
        kept += piece;
      }
      end += piece.size();
    } while (end < raw.size() && GoesOn(raw, end, kept.empty()));
    const std::string_view piece = raw.substr(at, end - at);
    const bool plain = kept.size() == piece.size() && kept.size() <= 2 &&
                       CodePointAt(raw, at) < 0x300;
    emit(piece, plain ? kept : Normalized(Nfc(), kept));
    at = end;
  }
}

std::string Cleaned(std::string_view raw) {
  std::string out;
  CleanWord(raw,
            [&](std::string_view, std::string_view clean) { out += clean; });
  return out;
}

bool IsSpace(char32_t c) {
  return u_isUWhiteSpace(static_cast<UChar32>(c)) != 0;
}
bool IsLetter(char32_t c) { return u_isalpha(static_cast<UChar32>(c)) != 0; }
bool IsUpper(char32_t c) { return u_isupper(static_cast<UChar32>(c)) != 0; }
bool IsLower(char32_t c) { return u_islower(static_cast<UChar32>(c)) != 0; }
bool IsDigit(char32_t c) { return c >= U'0' && c <= U'9'; }
bool IsLetterOrDigit(char32_t c) {
  return u_isalnum(static_cast<UChar32>(c)) != 0;
}

std::string FoldCase(std::string_view s) {
  std::string out;
  icu::StringByteSink<std::string> sink(&out);
  UErrorCode code = U_ZERO_ERROR;
  icu::CaseMap::utf8Fold(
      0, icu::StringPiece(s.data(), static_cast<int32_t>(s.size())), sink,
      nullptr, code);
  return U_SUCCESS(code) != 0 ? out : std::string(s);
}

std::string Collapse(std::string_view s) {
  std::string out;
  bool gap = false;
  for (std::size_t at = 0; at < s.size();) {
    const std::size_t length = LengthAt(s, at);
    if (IsSpace(CodePointAt(s, at))) {
      gap = !out.empty();
    } else {
      if (gap) out += ' ';
      gap = false;
      out.append(s, at, length);
    }
    at += length;
  }
  return out;
}

std::string UnicodeLibraryVersion() { return U_ICU_VERSION; }

std::string Lowered(std::string_view s) {
  icu::UnicodeString text = icu::UnicodeString::fromUTF8(
      icu::StringPiece(s.data(), static_cast<int32_t>(s.size())));
  text.toLower(icu::Locale::getGerman());
  std::string out;
  text.toUTF8String(out);
  return out;
}

std::string Decomposed(std::string_view s) { return Normalized(Nfd(), s); }

}  // namespace bmas
