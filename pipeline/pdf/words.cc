#include "pipeline/pdf/words.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <string_view>
#include <unordered_map>

#include "pipeline/base/utf8.h"

namespace bmas::pdf {
namespace {

// "ABCDEF+LiberationSans-Bold" -> "LiberationSans-Bold" (ISO 32000-1, 9.6.4).
std::string WithoutSubsetPrefix(const std::string& name) {
  const bool tagged =
      name.size() > 7 && name[6] == '+' &&
      std::all_of(name.begin(), name.begin() + 6,
                  [](unsigned char c) { return std::isupper(c) != 0; });
  return tagged ? name.substr(7) : name;
}

template <std::size_t N>
bool HasAny(const std::string& lower,
            const std::array<std::string_view, N>& parts) {
  return std::ranges::any_of(parts, [&](std::string_view part) {
    return lower.find(part) != std::string::npos;
  });
}

// Poppler's isBold() is false for most bold fonts: the weight is in the name.
constexpr std::array<std::string_view, 6> kBold{"bold",  "black", "heavy",
                                                "demi-", "-demi", "cmbx"};
constexpr std::array<std::string_view, 4> kItalic{"italic", "oblique", "kursiv",
                                                  "slanted"};
constexpr std::array<std::string_view, 6> kMono{
    "mono", "courier", "consolas", "typewriter", "lucidacons", "cmtt"};

constexpr std::array<std::string_view, 3> kSymbols{"dings", "symbol",
                                                   "marlett"};

bool IsWhite(char32_t c) {
  return c <= 0x20 || c == 0x7F || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F ||
         c == 0x3000 || c == 0x2028 || c == 0x2029;
}

// Splits a Poppler word at the white space that some fonts map glyphs to.
void AppendWord(const TextWord& from, std::uint32_t font,
                std::vector<Word>* out) {
  double x0 = 0, y0 = 0, x1 = 0, y1 = 0;
  from.getBBox(&x0, &y0, &x1, &y1);
  if (!std::isfinite(x0 + y0 + x1 + y1)) return;
  const int rotation = from.getRotation();
  Word word;
  const auto flush = [&](double end) {
    if (!word.text.empty()) {
      word.edges.push_back(static_cast<float>(end));
      if (rotation == 0) {
        word.x0 = word.edges.front();
        word.x1 = end;
      }
      out->push_back(std::move(word));
    }
    word = Word{};
  };
  for (int i = 0; i < from.getLength(); ++i) {
    const char32_t c = *from.getChar(i);
    const double left = from.getEdge(i);
    if (IsWhite(c)) {
      flush(left);
      continue;
    }
    if (word.text.empty()) {
      word.x0 = x0, word.y0 = y0, word.x1 = x1, word.y1 = y1;
      word.baseline = from.getBaseline();
      word.size = from.getFontSize();
      word.font = font;
      word.rotation = rotation;
    }
    AppendCodePoint(word.text, c);
    word.edges.push_back(static_cast<float>(left));
  }
  flush(from.getEdge(from.getLength()));
}

// Bold is sometimes faked by drawing the text twice, a hair apart.
void DropDoubled(std::vector<Word>* words) {
  std::unordered_multimap<std::string_view, const Word*> seen;
  std::vector<bool> drop(words->size(), false);
  for (std::size_t i = 0; i < words->size(); ++i) {
    const Word& word = (*words)[i];
    const double near = 0.15 * word.size;
    const auto [begin, end] = seen.equal_range(word.text);
    drop[i] = std::any_of(begin, end, [&](const auto& entry) {
      const Word& other = *entry.second;
      return std::abs(other.x0 - word.x0) < near &&
             std::abs(other.baseline - word.baseline) < near &&
             std::abs(other.size - word.size) < near;
    });
    if (!drop[i] && seen.count(word.text) < 64) seen.emplace(word.text, &word);
  }
  std::size_t kept = 0;
  seen.clear();
  for (std::size_t i = 0; i < words->size(); ++i) {
    if (drop[i]) continue;
    if (kept != i) (*words)[kept] = std::move((*words)[i]);
    ++kept;
  }
  words->resize(kept);
}

}  // namespace

std::uint32_t FontTable::Index(const TextFontInfo& info) {
  const GooString* raw = info.getFontName();
  std::size_t replaced = 0;
  const std::string name =
      raw == nullptr ? ""
                     : Repair(WithoutSubsetPrefix(raw->toStr()), &replaced);
  // Fonts without a name differ by what Poppler knows of them.
  const std::string key = !name.empty()
                              ? name
                              : std::string{'\0', info.isBold() ? 'b' : ' ',
                                            info.isItalic() ? 'i' : ' ',
                                            info.isFixedWidth() ? 'm' : ' '};
  const auto [at, added] =
      known_.emplace(key, static_cast<std::uint32_t>(fonts_->size()));
  if (added) {
    std::string lower = name;
    std::ranges::transform(lower, lower.begin(), [](unsigned char c) {
      return static_cast<char>(std::tolower(c));
    });
    fonts_->push_back({name, info.isBold() || HasAny(lower, kBold),
                       info.isItalic() || HasAny(lower, kItalic),
                       info.isFixedWidth() || HasAny(lower, kMono),
                       HasAny(lower, kSymbols)});
  }
  return at->second;
}

std::vector<Word> ReadWords(TextWordList& list, FontTable& fonts) {
  std::vector<Word> words;
  words.reserve(static_cast<std::size_t>(list.getLength()));
  for (int i = 0; i < list.getLength(); ++i) {
    const TextWord& word = *list.get(i);
    if (word.getLength() < 1) continue;
    AppendWord(word, fonts.Index(*word.getFontInfo(0)), &words);
  }
  DropDoubled(&words);
  return words;
}

}  // namespace bmas::pdf
