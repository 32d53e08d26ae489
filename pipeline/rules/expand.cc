#include "pipeline/rules/expand.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "pipeline/base/did_you_mean.h"
#include "pipeline/base/utf8.h"

namespace bmas::rules {
namespace {

constexpr int kDeepest = 12;  // fragments within fragments

bool IsName(const std::string& text) {
  const auto plain = [](unsigned char c) {
    return (c >= 'a' && c <= 'z') || c == '_';
  };
  return !text.empty() && plain(static_cast<unsigned char>(text[0])) &&
         std::ranges::all_of(text, [&](unsigned char c) {
           return plain(c) || (c >= '0' && c <= '9');
         });
}

// RE2's \b knows ASCII letters only: it sees a boundary inside "für" and none
// before "über". Before a word it is replaced by what it is meant to be; after
// one it is right as long as the word ends in ASCII.
bool BeginsWord(const std::string& text, std::size_t at) {
  at += 2;
  for (;;) {
    if (text.compare(at, 4, "(?P<") == 0) {
      at = std::min(text.find('>', at), text.size() - 1) + 1;
    } else if (text.compare(at, 2, "(?") == 0) {
      at = std::min(text.find(':', at), text.size() - 1) + 1;
    } else if (text.compare(at, 1, "(") == 0) {
      ++at;
    } else {
      break;
    }
  }
  if (at >= text.size()) return false;
  const char c = text[at];
  const char next = at + 1 < text.size() ? text[at + 1] : ' ';
  if (c == '[') return next != '^';
  if (c == '\\') return next == 'p' || next == 'd';
  return c == '{' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
         (c >= 'A' && c <= 'Z') || (static_cast<unsigned char>(c) & 0x80U) != 0;
}

// The classes of letters as folded text has them: RE2's own are many more
// ranges, for letters that do not occur there (see text/fold.h).
struct Letters {
  std::string_view written, ranges;
};
constexpr std::array<Letters, 4> kLetters{{{"\\p{L}", "A-Za-zÀ-ÿ"},
                                           {"\\pL", "A-Za-zÀ-ÿ"},
                                           {"\\p{Lu}", "A-ZÀ-Þ"},
                                           {"\\p{Ll}", "a-zß-ÿ"}}};

// Marks by name: code (see marks/unit.h) and whether what it stands for is
// handed on.
const std::map<std::string, std::pair<std::string_view, bool>> kMarks{
    {"winner", {"[\\x{90}\\x{96}]", true}},
    {"giver", {"[\\x{90}\\x{96}]", true}},
    {"juror", {"[\\x{90}\\x{96}]", true}},
    {"nominee", {"[\\x{90}\\x{96}]", true}},
    {"former", {"[\\x{90}\\x{96}]", true}},
    {"sponsor", {"[\\x{90}\\x{96}]", true}},
    {"speaker", {"[\\x{90}\\x{96}]", true}},
    {"other", {"[\\x{90}\\x{96}]", true}},
    {"winner!", {"\\x{90}", true}},  // a name, no mere noun
    {"noun", {"\\x{96}", false}},
    {"names", {"[\\x{90}\\x{96}]", false}},
    {"prize", {"\\x{91}", false}},
    {"category", {"\\x{92}", false}},
    {"money", {"\\x{93}", false}},
    {"speech", {"\\x{94}", false}},
    {"quote", {"\\x{95}", false}},
};

const Letters* LettersAt(const std::string& text, std::size_t at) {
  for (const Letters& letters : kLetters) {
    if (text.compare(at, letters.written.size(), letters.written) == 0) {
      return &letters;
    }
  }
  return nullptr;
}

bool InClass(const std::string& text, std::size_t at) {
  bool inside = false;
  for (std::size_t i = 0; i < at; ++i) {
    if (text[i] == '\\') {
      ++i;
    } else if (text[i] == '[') {
      inside = true;
    } else if (text[i] == ']') {
      inside = false;
    }
  }
  return inside;
}

// Does "<" at `at` begin a group's name, RE2's way or Perl's?
bool BeginsGroupName(const std::string& text, std::size_t at) {
  return (at > 1 && text.compare(at - 2, 2, "(?") == 0) ||
         (at > 2 && text.compare(at - 3, 3, "(?P") == 0);
}

// "<winer>" if it stands at `at` and is written like a mark; else empty. Call
// it where MarkAt found none.
std::string UnknownMarkAt(const std::string& text, std::size_t at) {
  if (text[at] != '<' || BeginsGroupName(text, at)) return "";
  const std::size_t end =
      text.find_first_not_of("abcdefghijklmnopqrstuvwxyz_!", at + 1);
  if (end == std::string::npos || text[end] != '>' || end == at + 1) return "";
  return text.substr(at, end + 1 - at);
}

}  // namespace

std::string Quoted(const std::string& word) {
  std::string out;
  for (const char c : word) {
    if (std::string_view("\\.+*?()|[]{}^$").find(c) != std::string_view::npos) {
      out += '\\';
    }
    out += c;
  }
  return out;
}

Where WhereIn(const Located& pattern, const std::string& piece) {
  Where where = pattern.where;
  const std::size_t from = std::min<std::size_t>(
      where.source.size(),
      where.column > 0 ? static_cast<std::size_t>(where.column) - 1 : 0);
  const std::size_t at =
      piece.empty() ? std::string::npos : where.source.find(piece, from);
  if (at != std::string::npos) {
    where.column =
        static_cast<int>(CountCodePoints(where.source.substr(0, at))) + 1;
  }
  return where;
}

Expander::Expander(const RuleFiles& files) : files_(files) {
  const Lexicon& words = files.lexicon;
  const auto list = [&](const char* name, const std::vector<std::string>& of) {
    lists_[name] = Words(of);
  };
  const auto table = [&](const char* name,
                         const std::map<std::string, int>& of) {
    std::vector<std::string> keys;
    keys.reserve(of.size());
    for (const auto& [key, value] : of) keys.push_back(key);
    lists_[name] = "(?i:" + Words(keys) + ")";
  };
  list("mastheads", words.mastheads);
  list("letterhead_labels", words.letterhead_labels);
  list("legal_forms", words.legal_forms);
  list("titles", words.titles);
  list("salutations", words.salutations);
  list("name_particles", words.name_particles);
  list("team_words", words.team_words);
  list("first_names", words.first_names);
  table("number_words", words.number_words);
  table("ordinals", words.ordinals);
  table("months", words.months);
  table("weekdays", words.weekdays);
  for (const auto& [name, of] : files.words) {
    std::vector<std::string> texts;
    for (const Located& word : of) texts.push_back(word.text);
    list(name.c_str(), texts);
  }
  for (const auto& [name, map] : files.maps) {
    std::vector<std::string> keys;
    for (const auto& [word, value] : map.values) keys.push_back(word);
    lists_[name] = "(?i:" + Words(keys) + ")";
  }
}

std::string Expander::Words(const std::vector<std::string>& words) const {
  std::vector<std::string> sorted = words;
  std::ranges::stable_sort(
      sorted, [](const auto& a, const auto& b) { return a.size() > b.size(); });
  std::string endings;
  for (const std::string& ending : files_.lexicon.endings) {
    if (!endings.empty()) endings += '|';
    endings += Quoted(ending);
  }
  // The endings stand once behind all open words, to keep the pattern small.
  std::string open, closed;
  for (const std::string& word : sorted) {
    const bool is_open = word.ends_with('~');
    std::string& to = is_open ? open : closed;
    if (!to.empty()) to += '|';
    to += Quoted(is_open ? word.substr(0, word.size() - 1) : word);
  }
  if (open.empty()) return "(?:" + closed + ")";
  open = "(?:" + open + ")(?:" + endings + ")?";
  return closed.empty() ? "(?:" + open + ")"
                        : "(?:" + open + "|" + closed + ")";
}

std::string Expander::Expand(const Located& pattern, Errors* errors) const {
  return Inner(pattern.text, pattern, 0, errors);
}

// "<winner>" -> a group of that name that takes one mark; "<prize>" -> a mark.
// Moves `at` behind it; empty if none stands there.
std::string Expander::MarkAt(const std::string& text, std::size_t* at) const {
  if (text[*at] != '<' || BeginsGroupName(text, *at)) return "";
  const std::size_t close = text.find('>', *at);
  if (close == std::string::npos) return "";
  const std::string name = text.substr(*at + 1, close - *at - 1);
  const auto symbol = kMarks.find(name);
  if (symbol == kMarks.end()) return "";
  *at = close + 1;
  const auto& [code, captured] = symbol->second;
  std::string mark(code);
  if (!captured) return mark;
  const std::string group = name.substr(0, name.find('!'));
  return "(?P<" + group + std::to_string(++marks_) + ">" + mark + ")";
}

std::string Expander::Inner(const std::string& text, const Located& pattern,
                            int depth, Errors* errors) const {
  if (depth > kDeepest) {
    errors->push_back({ErrorCode::kRule,
                       "fragments contain each other without end",
                       pattern.where});
    return "";
  }
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    if (const std::string mark = MarkAt(text, &at); !mark.empty()) {
      out += mark;
      continue;
    }
    if (const std::string mark = UnknownMarkAt(text, at); !mark.empty()) {
      errors->push_back({ErrorCode::kRule, "no mark is called " + mark,
                         WhereIn(pattern, mark)});
      return "";
    }
    if (text.compare(at, 2, "\\b") == 0 && BeginsWord(text, at)) {
      out += "(?:^|[^A-Za-zÀ-ÿ0-9_])";
      at += 2;
      continue;
    }
    if (text.compare(at, 2, "\\w") == 0) {
      // RE2's is ASCII too. Inside a class the brackets are there already.
      out += InClass(text, at) ? "A-Za-zÀ-ÿ0-9_" : "[A-Za-zÀ-ÿ0-9_]";
      at += 2;
      continue;
    }
    if (const Letters* letters = LettersAt(text, at)) {
      const std::string ranges(letters->ranges);
      out += InClass(text, at) ? ranges : "[" + ranges + "]";
      at += letters->written.size();
      continue;
    }
    if (text[at] == '\\' && at + 1 < text.size()) {
      // \p{Lu} and \x{2013} are RE2's own.
      const char escaped = text[at + 1];
      const bool braces = at + 2 < text.size() && text[at + 2] == '{' &&
                          (escaped == 'p' || escaped == 'P' || escaped == 'x');
      std::size_t end = at + 2;
      if (braces) end = std::min(text.find('}', at), text.size() - 1) + 1;
      out.append(text, at, end - at);
      at = end;
      continue;
    }
    const std::size_t close =
        text[at] == '{' ? text.find('}', at) : std::string::npos;
    const std::string name =
        close == std::string::npos ? "" : text.substr(at + 1, close - at - 1);
    if (!IsName(name)) {
      out += text[at++];
      continue;
    }
    if (const auto list = lists_.find(name); list != lists_.end()) {
      out += list->second;
    } else if (const auto fragment = files_.fragments.find(name);
               fragment != files_.fragments.end()) {
      out += "(?:" +
             Inner(fragment->second.text, fragment->second, depth + 1, errors) +
             ")";
    } else {
      std::vector<std::string> known;
      for (const auto& [key, value] : files_.fragments) known.push_back(key);
      for (const auto& [key, value] : lists_) known.push_back(key);
      const std::string guess = DidYouMean(name, known);
      std::string message = "undefined fragment {" + name + "}";
      if (!guess.empty()) message += "; did you mean {" + guess + "}?";
      errors->push_back({ErrorCode::kRule, std::move(message),
                         WhereIn(pattern, "{" + name + "}"),
                         Cause::kUndefined});
    }
    at = close + 1;
  }
  return out;
}

const std::string* Expander::Meaning(const std::string& name) const {
  if (const auto list = lists_.find(name); list != lists_.end()) {
    return &list->second;
  }
  const auto fragment = files_.fragments.find(name);
  return fragment == files_.fragments.end() ? nullptr : &fragment->second.text;
}

}  // namespace bmas::rules
