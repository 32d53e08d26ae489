#include "pipeline/rules/regex_tree.h"

#include <algorithm>
#include <charconv>

#include "pipeline/text/fold.h"

namespace bmas::rules {
namespace {

constexpr int kDeepest = 200;  // brackets within brackets

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsLower(char c) { return c >= 'a' && c <= 'z'; }
bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }

class Parser {
 public:
  explicit Parser(FoldedView pattern) : text_(pattern.Bytes()) {}

  std::optional<Regex> Run() {
    Regex all = Alternation(0);
    if (failed_ || at_ != text_.size()) return std::nullopt;
    return all;
  }

 private:
  bool More() const { return at_ < text_.size(); }
  bool Next(std::string_view piece) {
    if (!text_.substr(at_).starts_with(piece)) return false;
    at_ += piece.size();
    return true;
  }

  Regex Fail() {
    failed_ = true;
    at_ = text_.size();
    return {};
  }

  Regex Alternation(int depth) {
    if (depth > kDeepest) return Fail();
    Regex out;
    out.begin = at_;
    out.kind = Regex::Kind::kAlternate;
    do {
      out.children.push_back(Concatenation(depth));
    } while (!failed_ && Next("|"));
    out.end = at_;
    if (out.children.size() > 1) return out;
    Regex only = std::move(out.children.front());
    return only;
  }

  Regex Concatenation(int depth) {
    Regex out;
    out.begin = at_;
    out.kind = Regex::Kind::kConcat;
    while (More() && text_[at_] != '|' && text_[at_] != ')') {
      Regex atom = Atom(depth);
      if (failed_) return out;
      while (Repeat(&atom)) {
      }
      out.children.push_back(std::move(atom));
    }
    out.end = at_;
    if (out.children.empty()) out.kind = Regex::Kind::kEmpty;
    return out;
  }

  // Wraps the atom when a repetition follows it.
  bool Repeat(Regex* atom) {
    if (!More()) return false;
    int min = 0, max = -1;
    const char c = text_[at_];
    if (c == '*') {
      ++at_;
    } else if (c == '+') {
      min = 1;
      ++at_;
    } else if (c == '?') {
      max = 1;
      ++at_;
    } else if (c != '{' || !Counts(&min, &max)) {
      return false;
    }
    Next("?");  // not greedy
    Regex out;
    out.kind = Regex::Kind::kRepeat;
    out.begin = atom->begin;
    out.end = at_;
    out.min = min;
    out.max = max;
    out.children.push_back(std::move(*atom));
    *atom = std::move(out);
    return true;
  }

  // {n}, {n,} or {n,m}; anything else in braces is no repetition.
  bool Counts(int* min, int* max) {
    const std::size_t close = text_.find('}', at_);
    if (close == std::string_view::npos) return false;
    const std::string_view inner = text_.substr(at_ + 1, close - at_ - 1);
    const char* end = inner.data() + inner.size();
    const auto first = std::from_chars(inner.data(), end, *min);
    if (first.ec != std::errc{}) return false;
    if (first.ptr == end) {
      *max = *min;
    } else if (*first.ptr != ',') {
      return false;
    } else if (first.ptr + 1 == end) {
      *max = -1;
    } else {
      const auto second = std::from_chars(first.ptr + 1, end, *max);
      if (second.ec != std::errc{} || second.ptr != end) return false;
    }
    at_ = close + 1;
    return true;
  }

  Regex Atom(int depth) {
    Regex out;
    out.begin = at_;
    const char c = text_[at_];
    if (c == '(') {
      out = Group(depth);
    } else if (c == '[') {
      out.kind = Regex::Kind::kClass;
      out.members = Class();
    } else if (c == '.') {
      ++at_;
      out.kind = Regex::Kind::kClass;
      out.members.set();
    } else if (c == '^' || c == '$') {
      ++at_;
    } else if (c == '\\') {
      out = Escape();
    } else if (c == '{' && Fragment(&out)) {
    } else if (c == '*' || c == '+' || c == '?') {
      return Fail();
    } else {
      ++at_;
      out.kind = Regex::Kind::kByte;
      out.byte = c;
    }
    out.end = at_;
    return out;
  }

  bool Fragment(Regex* out) {
    const std::size_t close = text_.find('}', at_);
    if (close == std::string_view::npos) return false;
    const std::string_view name = text_.substr(at_ + 1, close - at_ - 1);
    if (name.empty() || !(IsLower(name[0]) || name[0] == '_')) return false;
    out->kind = Regex::Kind::kFragment;
    out->name = ToUtf8(FoldedView::FromBytes(name));
    at_ = close + 1;
    return true;
  }

  Regex Group(int depth) {
    Regex out;
    out.kind = Regex::Kind::kGroup;
    out.begin = at_++;
    if (Next("?P<")) {
      const std::size_t close = text_.find('>', at_);
      if (close == std::string_view::npos) return Fail();
      out.name = ToUtf8(FoldedView::FromBytes(text_.substr(at_, close - at_)));
      at_ = close + 1;
    } else if (Next("?")) {
      while (More() && text_[at_] != ':' && text_[at_] != ')') {
        const char flag = text_[at_];
        if (!IsLower(flag) && flag != 'U' && flag != '-') return Fail();
        ++at_;
      }
      // "(?i)" alone is for the rest of the group around it.
      if (Next(")")) {
        out.kind = Regex::Kind::kEmpty;
        return out;
      }
      if (!Next(":")) return Fail();
    }
    out.children.push_back(Alternation(depth + 1));
    if (!Next(")")) return Fail();
    return out;
  }

  // What \d and the like stand for; false if `c` is no such letter.
  static bool Perl(char c, std::bitset<256>* members) {
    std::bitset<256> set;
    const char lower = IsUpper(c) ? static_cast<char>(c - 'A' + 'a') : c;
    for (int b = 0; b < 256; ++b) {
      const char byte = static_cast<char>(b);
      const bool digit = IsDigit(byte);
      if (lower == 'd') set[static_cast<std::size_t>(b)] = digit;
      if (lower == 'w') {
        set[static_cast<std::size_t>(b)] =
            digit || IsLower(byte) || IsUpper(byte) || byte == '_';
      }
      if (lower == 's') {
        set[static_cast<std::size_t>(b)] = byte == ' ' || byte == '\t' ||
                                           byte == '\n' || byte == '\r' ||
                                           byte == '\f';
      }
    }
    if (lower != 'd' && lower != 'w' && lower != 's') return false;
    *members = IsUpper(c) ? ~set : set;
    return true;
  }

  // Behind "\p": any byte may be meant, which is enough for literals.
  void Unicode() {
    if (!Next("{")) {
      ++at_;
      return;
    }
    const std::size_t close = text_.find('}', at_);
    if (close == std::string_view::npos) {
      Fail();
      return;
    }
    at_ = close + 1;
  }

  // The byte that an escape stands for; -1 if it stands for more.
  int EscapedByte() {
    const char c = text_[at_++];
    if (c == 'n') return '\n';
    if (c == 't') return '\t';
    if (c == 'r') return '\r';
    if (c == 'f') return '\f';
    if (c == 'v') return '\v';
    if (c == 'x') {
      std::string_view digits = text_.substr(at_, 2);
      if (Next("{")) {
        const std::size_t close = text_.find('}', at_);
        if (close == std::string_view::npos) return -1;
        digits = text_.substr(at_, close - at_);
        at_ = close + 1;
      } else {
        at_ = std::min(at_ + 2, text_.size());
      }
      int value = 0;
      const auto read = std::from_chars(
          digits.data(), digits.data() + digits.size(), value, 16);
      return read.ec == std::errc{} && value < 256 ? value : -1;
    }
    if (IsDigit(c) || IsLower(c) || IsUpper(c)) return -1;
    return static_cast<unsigned char>(c);
  }

  Regex Escape() {
    Regex out;
    out.begin = at_++;
    if (!More()) return Fail();
    const char c = text_[at_];
    if (c == 'b' || c == 'B' || c == 'A' || c == 'z') {
      ++at_;
      if (c == 'b' || c == 'B') out.kind = Regex::Kind::kBoundary;
      return out;
    }
    if (Perl(c, &out.members)) {
      ++at_;
      out.kind = Regex::Kind::kClass;
      return out;
    }
    if (c == 'p' || c == 'P') {
      ++at_;
      Unicode();
      out.kind = Regex::Kind::kClass;
      out.members.set();
      return out;
    }
    const int byte = EscapedByte();
    if (byte < 0) return Fail();
    out.kind = Regex::Kind::kByte;
    out.byte = static_cast<char>(byte);
    return out;
  }

  std::bitset<256> Class() {
    std::bitset<256> set;
    ++at_;
    const bool negated = Next("^");
    bool first = true;
    while (More() && (text_[at_] != ']' || first)) {
      first = false;
      if (Next("[:")) {
        const std::size_t close = text_.find(":]", at_);
        if (close == std::string_view::npos) {
          Fail();
          return set;
        }
        at_ = close + 2;
        // Negated, it may be any byte that is not told here.
        if (negated) return SkipClass();
        set.set();
        continue;
      }
      int low = static_cast<unsigned char>(text_[at_]);
      if (text_[at_] == '\\') {
        ++at_;
        if (!More()) break;
        std::bitset<256> members;
        if (Perl(text_[at_], &members)) {
          ++at_;
          set |= members;
          continue;
        }
        if (text_[at_] == 'p' || text_[at_] == 'P') {
          ++at_;
          Unicode();
          // A negated class of letters may be anything too.
          if (negated) return SkipClass();
          set.set();
          continue;
        }
        low = EscapedByte();
        if (low < 0) {
          Fail();
          return set;
        }
      } else {
        ++at_;
      }
      int high = low;
      if (at_ + 1 < text_.size() && text_[at_] == '-' &&
          text_[at_ + 1] != ']') {
        ++at_;
        high = static_cast<unsigned char>(text_[at_]);
        if (text_[at_] == '\\') {
          ++at_;
          high = More() ? EscapedByte() : -1;
        } else {
          ++at_;
        }
      }
      for (int b = low; b <= high; ++b) set.set(static_cast<std::size_t>(b));
    }
    if (!Next("]")) Fail();
    return negated ? ~set : set;
  }

  // To the end of a class that may be any byte.
  std::bitset<256> SkipClass() {
    while (More() && text_[at_] != ']') at_ += text_[at_] == '\\' ? 2 : 1;
    if (!Next("]")) Fail();
    return std::bitset<256>{}.set();
  }

  std::string_view text_;  // folded
  std::size_t at_ = 0;
  bool failed_ = false;
};

}  // namespace

std::optional<Regex> ParseRegex(FoldedView pattern) {
  return Parser(pattern).Run();
}

bool AlwaysCaptures(const Regex& regex, std::string_view name) {
  if (regex.kind == Regex::Kind::kGroup) {
    return regex.name == name || AlwaysCaptures(regex.children.front(), name);
  }
  return regex.kind == Regex::Kind::kConcat &&
         std::ranges::any_of(regex.children, [&](const Regex& child) {
           return AlwaysCaptures(child, name);
         });
}

}  // namespace bmas::rules
