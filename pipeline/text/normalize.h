// Cleaning one printed word, code point by code point: NFC (UAX #15),
// ligatures expanded (U+FB00–FB06), soft hyphens, zero-width and control
// characters gone.
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace bmas {

// One step of the cleaning: `points` code points of the raw word became
// `clean`; equal texts when nothing changed.
using EmitPiece =
    std::function<void(std::string_view raw, std::string_view clean)>;

// REQUIRES: `raw` is well-formed UTF-8 (see base/utf8.h). Emits the word's
// pieces in order; their raw texts joined are `raw`.
void CleanWord(std::string_view raw, const EmitPiece& emit);

// The cleaned word alone.
std::string Cleaned(std::string_view raw);

// White space as print knows it: ASCII, NBSP, the spaces of U+2000–200A, …
bool IsSpace(char32_t c);

bool IsLetter(char32_t c);
bool IsUpper(char32_t c);
bool IsLower(char32_t c);
bool IsDigit(char32_t c);  // 0–9 only: what dates and phones are printed with
bool IsLetterOrDigit(char32_t c);

// Case folding (full), for comparing words.
std::string FoldCase(std::string_view s);

// Lower case by German rules, for looking words up: "STRASSE" -> "strasse",
// "Außer" -> "außer", which folding would spell with ss.
std::string Lowered(std::string_view s);

// NFD (UAX #15): as some fonts and file systems spell umlauts.
std::string Decomposed(std::string_view s);

// ICU's version, for records.
std::string UnicodeLibraryVersion();

// White space runs become one space; none at the ends.
std::string Collapse(std::string_view s);

}  // namespace bmas
