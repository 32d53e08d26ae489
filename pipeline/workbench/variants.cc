#include "pipeline/workbench/variants.h"

#include <array>
#include <utility>

#include "pipeline/base/utf8.h"
#include "pipeline/text/fold.h"
#include "pipeline/text/normalize.h"
#include "pipeline/text/numbers.h"

namespace bmas::workbench {
namespace {

constexpr std::size_t kLongWord = 7;  // letters; shorter words are not split
constexpr std::size_t kYears = 4;     // later: leap days stay leap days

// A run of letters, by the bytes where each begins.
struct Word {
  std::vector<std::size_t> letters;
};

// The long runs of letters of words that are no addresses or numbers.
std::vector<Word> Words(const std::string& text) {
  std::vector<Word> words;
  std::vector<Word> runs(1);  // of the word at hand
  bool plain = true;
  const auto flush = [&] {
    for (Word& run : runs) {
      if (plain && run.letters.size() >= kLongWord) {
        words.push_back(std::move(run));
      }
    }
    runs.assign(1, Word{});
    plain = true;
  };
  for (std::size_t at = 0; at < text.size(); at += LengthAt(text, at)) {
    const char32_t c = CodePointAt(text, at);
    if (IsSpace(c)) {
      flush();
    } else if (IsLetter(c)) {
      runs.back().letters.push_back(at);
    } else {
      const bool inner = at + 1 < text.size() && text[at + 1] != ' ';
      plain = plain && c != U'@' && c != U'/' && c != U'_' && !IsDigit(c) &&
              !(c == U'.' && inner);
      runs.emplace_back();
    }
  }
  flush();
  return words;
}

// Where a word may be split: two letters at least on each side, lower case.
std::vector<std::size_t> SplitPoints(const std::string& text) {
  std::vector<std::size_t> points;
  for (const Word& word : Words(text)) {
    for (std::size_t i = 2; i + 2 <= word.letters.size(); ++i) {
      if (IsLower(CodePointAt(text, word.letters[i - 1])) &&
          IsLower(CodePointAt(text, word.letters[i]))) {
        points.push_back(word.letters[i]);
      }
    }
  }
  return points;
}

std::string Replaced(std::string text, const std::string& what,
                     const std::string& by) {
  for (std::size_t at = text.find(what); at != std::string::npos;
       at = text.find(what, at + by.size())) {
    text.replace(at, what.size(), by);
  }
  return text;
}

// Every double quotation mark, opening and closing in turn.
std::string Requoted(const std::string& text, const std::string& opening,
                     const std::string& closing) {
  std::string out;
  bool open = false;
  for (std::size_t at = 0; at < text.size(); at += LengthAt(text, at)) {
    const std::string c = text.substr(at, LengthAt(text, at));
    if (Folded(c) == "\"") {
      out += open ? closing : opening;
      open = !open;
    } else {
      out += c;
    }
  }
  return out;
}

bool IsYear(const std::string& text, std::size_t at) {
  const auto digit = [&](std::size_t i) {
    return i < text.size() && text[i] >= '0' && text[i] <= '9';
  };
  return !(at > 0 && digit(at - 1)) && !digit(at + 4) &&
         ReadYear(std::string_view(text).substr(at, 4)).has_value();
}

std::string AnotherYear(const std::string& text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    if (IsYear(text, at)) {
      out += std::to_string(std::stoul(text.substr(at, 4)) + kYears);
      at += 4;
    } else {
      out += text[at++];
    }
  }
  return out;
}

}  // namespace

std::vector<Variant> VariantsOf(const std::string& text, bool flows) {
  std::vector<Variant> variants;
  if (flows) {
    for (std::size_t at = 0; at < text.size(); ++at) {
      if (text[at] != ' ') continue;
      std::string broken = text;
      broken[at] = '\n';
      variants.push_back(
          {broken, "line break at " + std::to_string(at), nullptr});
    }
    for (const std::size_t at : SplitPoints(text)) {
      std::string broken = text;
      broken.insert(at, "-\n");
      variants.push_back(
          {broken, "hyphenation at " + std::to_string(at), nullptr});
    }
  }
  const auto add = [&](std::string changed, const char* how,
                       std::function<std::string(const std::string&)> apply) {
    if (changed != text) {
      variants.push_back({std::move(changed), how, std::move(apply)});
    }
  };
  add(Decomposed(text), "decomposed letters", nullptr);
  std::string soft = text;
  const std::vector<std::size_t> points = SplitPoints(text);
  for (auto at = points.rbegin(); at != points.rend(); ++at) {
    soft.insert(*at, "\u00AD");
  }
  add(soft, "soft hyphens", nullptr);
  add(Replaced(text, " ", "\u00A0"), "no-break spaces", nullptr);
  const std::array<std::pair<const char*, const char*>, 4> marks{
      {{"„", "“"}, {"“", "”"}, {"»", "«"}, {"\"", "\""}}};
  for (const auto& [opening, closing] : marks) {
    add(Requoted(text, opening, closing), "other quotation marks", nullptr);
  }
  add(AnotherYear(text), "another year", AnotherYear);
  return variants;
}

}  // namespace bmas::workbench
