#include "pipeline/text/garbled.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <string>
#include <vector>

#include "pipeline/base/utf8.h"
#include "pipeline/text/normalize.h"

namespace bmas {
namespace {

constexpr std::size_t kFewest = 3;     // words: one or two are misprints
constexpr double kShare = 0.01;        // of all words: umlauts stand in a tenth
constexpr std::size_t kLetters = 200;  // fewer tell nothing about their shares
constexpr double kCommon = 0.42;  // share of the seven letters below: 0.61 in
                                  // German, 0.56 in English, under 0.4 where
                                  // each letter stands for another

// The sign of a character that could not be mapped.
bool IsLost(char32_t c) {
  const auto category = u_charType(static_cast<UChar32>(c));
  return c == 0xFFFD || category == U_PRIVATE_USE_CHAR ||
         category == U_UNASSIGNED;
}

// Signs that never stand between two letters of one word.
bool PartsNoLetters(char32_t c) {
  if (c < 0x80) return false;
  static constexpr std::u32string_view kMarks = U"„‚“…‰¿¡«»";
  const auto category = u_charType(static_cast<UChar32>(c));
  return category == U_CURRENCY_SYMBOL || category == U_MATH_SYMBOL ||
         category == U_OTHER_SYMBOL || category == U_OTHER_NUMBER ||
         kMarks.find(c) != std::u32string_view::npos;
}

bool IsBad(const std::vector<char32_t>& word) {
  if (std::ranges::any_of(word, IsLost)) return true;
  for (std::size_t i = 1; i + 1 < word.size(); ++i) {
    const char32_t before = word[i - 1];
    const char32_t after = word[i + 1];
    if (PartsNoLetters(word[i]) && IsLetter(before) && IsLetter(after)) {
      return true;
    }
    // A capital beyond ASCII inside a word: "l\u0160n".
    if (word[i] >= 0x80 && IsUpper(word[i]) && IsLower(before) &&
        IsLower(after)) {
      return true;
    }
  }
  return false;
}

// The letters that are most frequent in the languages of western Europe.
bool IsCommon(char32_t c) {
  static constexpr std::u32string_view kLettersMost = U"enisrat";
  return kLettersMost.find(c) != std::u32string_view::npos;
}

}  // namespace

std::optional<Remark> Garbled(std::string_view text) {
  std::size_t words = 0, bad = 0, letters = 0, common = 0;
  std::vector<char32_t> word;
  const auto flush = [&] {
    const bool counts = std::ranges::any_of(
        word, [](char32_t c) { return IsLetter(c) || IsLost(c); });
    // A sign alone is a bullet.
    if (counts && word.size() > 1) {
      ++words;
      if (IsBad(word)) ++bad;
    }
    word.clear();
  };
  for (std::size_t at = 0; at < text.size(); at += LengthAt(text, at)) {
    const char32_t c = CodePointAt(text, at);
    if (IsSpace(c)) {
      flush();
      continue;
    }
    word.push_back(c);
    const auto lower =
        static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
    // Of the Latin alphabet; others have letters of their own.
    if (IsLetter(c) && lower < 0x250) {
      ++letters;
      if (IsCommon(lower)) ++common;
    }
  }
  flush();
  const bool signs = bad >= kFewest && static_cast<double>(bad) >=
                                           kShare * static_cast<double>(words);
  const bool shifted =
      letters >= kLetters &&
      static_cast<double>(common) < kCommon * static_cast<double>(letters);
  if (!signs && !shifted) return std::nullopt;
  return Remark{"garbled-text",
                signs ? std::to_string(bad) + " of " + std::to_string(words) +
                            " words hold characters that no word has"
                      : "the letters form no words",
                0};
}

}  // namespace bmas
