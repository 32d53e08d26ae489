#include "pipeline/record/money.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "pipeline/text/fold.h"
#include "pipeline/text/names.h"
#include "pipeline/text/normalize.h"
#include "pipeline/text/numbers.h"

namespace bmas::record {
namespace {

constexpr std::size_t kGroup = 3;        // digits between separators
constexpr std::size_t kMostDigits = 15;  // that a double holds exactly

constexpr double kLargest = 1e13;  // no prize; its cents are exact

bool IsAsciiDigit(char c) { return c >= '0' && c <= '9'; }
bool IsSeparator(char c) { return c == '.' || c == ',' || c == '\''; }

// One number, digits with separators between them, as a fraction.
struct Fraction {
  double digits = 0;  // all of them
  std::size_t decimals = 0;
};

// "12.500" in groups and the separators between them.
struct Groups {
  std::vector<std::string> digits{""};
  std::string separators;
};

Groups GroupsOf(std::string_view number) {
  Groups groups;
  for (const char c : number) {
    if (IsAsciiDigit(c)) {
      groups.digits.back() += c;
    } else {
      groups.separators += c;
      groups.digits.emplace_back();
    }
  }
  return groups;
}

// Does the last separator part decimals from the rest? Nothing if one could
// read it both ways. Before a magnitude three decimals are nothing special:
// "1,125 Millionen".
std::optional<bool> HasDecimals(const Groups& groups, bool magnitude) {
  const char last = groups.separators.back();
  const std::size_t size = groups.digits.back().size();
  const bool alone = groups.separators.size() == 1;
  if (last == ',') {
    if (size > 2 && !(magnitude && alone)) return std::nullopt;
    return true;
  }
  if (last != '.') return false;
  if (size == kGroup && !(magnitude && alone)) return false;
  if (size == 2 || (size == 1 && magnitude)) return true;
  return std::nullopt;
}

std::optional<Fraction> ReadFraction(std::string_view number, bool magnitude) {
  Groups groups = GroupsOf(number);
  std::string decimals;
  if (!groups.separators.empty()) {
    const auto parted = HasDecimals(groups, magnitude);
    if (!parted) return std::nullopt;
    if (*parted) {
      decimals = groups.digits.back();
      const char point = groups.separators.back();
      groups.digits.pop_back();
      groups.separators.pop_back();
      if (groups.separators.find(point) != std::string::npos) {
        return std::nullopt;
      }
    }
  }
  for (std::size_t i = 0; i < groups.digits.size(); ++i) {
    const std::size_t size = groups.digits[i].size();
    const bool first = i == 0;
    const bool whole = groups.digits.size() == 1;
    if (size == 0 || (!whole && (first ? size > kGroup : size != kGroup)) ||
        (!first && groups.separators[i - 1] != groups.separators[0])) {
      return std::nullopt;
    }
  }
  std::string digits;
  for (const std::string& group : groups.digits) digits += group;
  digits += decimals;
  if (digits.size() > kMostDigits) return std::nullopt;
  return Fraction{static_cast<double>(std::stoll(digits)), decimals.size()};
}

// A number or a word of the printed sum.
struct Piece {
  std::string text;  // a number's without spaces; a word's folded
  bool number = false;
};

// The end of the number that begins at `at`. A space within it is followed by
// three digits: "10 000".
std::size_t NumberEnd(const std::string& text, std::size_t at) {
  const auto digits = [&](std::size_t from) {
    std::size_t end = from;
    while (end < text.size() && IsAsciiDigit(text[end])) ++end;
    return end - from;
  };
  while (at < text.size()) {
    const bool goes_on = IsAsciiDigit(text[at]) ||
                         (IsSeparator(text[at]) && digits(at + 1) > 0) ||
                         (text[at] == ' ' && digits(at + 1) == kGroup);
    if (!goes_on) break;
    ++at;
  }
  return at;
}

// "10.000,-", "20.–": no hundredths. `at` is behind the number.
std::size_t SkipEmptyDecimals(const std::string& text, std::size_t at) {
  if (at + 1 >= text.size() || !IsSeparator(text[at]) || text[at + 1] != '-') {
    return at;
  }
  ++at;
  while (at < text.size() && text[at] == '-') ++at;
  return at;
}

std::vector<Piece> PiecesOf(std::string_view printed) {
  // One kind of space, dash and apostrophe.
  const std::string text = Collapse(ComparisonKey(printed));
  std::vector<Piece> pieces;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == ' ') {
      ++at;
      continue;
    }
    std::size_t end = at;
    Piece piece;
    if (IsAsciiDigit(text[at])) {
      end = NumberEnd(text, at);
      piece = {text.substr(at, end - at), true};
      std::ranges::replace(piece.text, ' ', '\'');
      end = SkipEmptyDecimals(text, end);
    } else {
      while (end < text.size() && text[end] != ' ' &&
             !IsAsciiDigit(text[end])) {
        ++end;
      }
      piece = {text.substr(at, end - at), false};
    }
    at = end;
    pieces.push_back(std::move(piece));
  }
  return pieces;
}

// Reads the pieces front to back.
class SumReader {
 public:
  explicit SumReader(const Lexicon& lexicon) : lexicon_(lexicon) {}

  Sum Read(const std::vector<Piece>& pieces) {
    for (std::size_t i = 0; i < pieces.size();) {
      const std::size_t used = Take(pieces, i);
      clear_ = clear_ && used > 0;
      i += std::max<std::size_t>(used, 1);
    }
    Sum sum;
    if (currencies_.size() == 1) sum.currency = currencies_.front();
    if (!clear_ || numbers_ != 1 || currencies_.size() > 1) return sum;
    if (const auto fraction = ReadFraction(number_, magnitude_ > 1)) {
      const double amount =
          fraction->digits * magnitude_ /
          std::pow(10, static_cast<double>(fraction->decimals));
      if (amount < kLargest) sum.amount = amount;
    }
    return sum;
  }

 private:
  // How many pieces from `i` on were understood.
  std::size_t Take(const std::vector<Piece>& pieces, std::size_t i) {
    const Piece& piece = pieces[i];
    if (piece.number) {
      SetNumber(piece.text);
      return 1;
    }
    // "Schweizer Franken", then "Franken".
    for (const std::size_t words : {2U, 1U}) {
      if (i + words > pieces.size() || pieces[i + words - 1].number) continue;
      std::string name = piece.text;
      if (words == 2) name += " " + pieces[i + 1].text;
      if (const std::string* code = Known(lexicon_.currencies, name)) {
        currencies_.push_back(*code);
        return words;
      }
    }
    // A magnitude stands right behind its number.
    const int* magnitude = Known(lexicon_.magnitudes, piece.text);
    if (magnitude != nullptr && at_number_ && magnitude_ == 1) {
      magnitude_ = *magnitude;
      at_number_ = false;
      return 1;
    }
    return TakeNumberWord(piece.text) ? 1 : 0;
  }

  // "zwei", "zehntausend".
  bool TakeNumberWord(const std::string& word) {
    int times = 1;
    std::string number = word;
    for (const auto& [name, value] : lexicon_.magnitudes) {
      if (word.size() > name.size() && word.ends_with(name) && value > times) {
        times = value;
        number = word.substr(0, word.size() - name.size());
      }
    }
    const auto read = ReadNumber(number, lexicon_);
    if (!read) return false;
    SetNumber(std::to_string(*read));
    if (times > 1) {
      magnitude_ = times;
      at_number_ = false;
    }
    return true;
  }

  void SetNumber(const std::string& number) {
    number_ = number;
    ++numbers_;
    at_number_ = true;
  }

  // "Mio." is "Mio"; both may be listed.
  template <class T>
  static const T* Known(const std::map<std::string, T>& map, std::string key) {
    auto at = map.find(key);
    if (at == map.end() && key.ends_with('.')) {
      key.pop_back();
      at = map.find(key);
    }
    return at == map.end() ? nullptr : &at->second;
  }

  const Lexicon& lexicon_;
  std::string number_;
  int numbers_ = 0;
  int magnitude_ = 1;
  bool at_number_ = false;  // the last piece was the number
  bool clear_ = true;       // every piece was understood
  std::vector<std::string> currencies_;
};

}  // namespace

Sum ReadSum(std::string_view printed, const Lexicon& lexicon) {
  return SumReader(lexicon).Read(PiecesOf(printed));
}

Money ReadMoney(const Value& printed, const Lexicon& lexicon) {
  Sum sum = ReadSum(printed.text, lexicon);
  return {printed, sum.amount, std::move(sum.currency)};
}

void MergeMoney(Money* to, const Money& from) {
  const bool same_sum =
      to->amount && to->amount == from.amount && to->currency == from.currency;
  if (to->Empty()) {
    *to = from;
  } else if (same_sum || to->text.text == from.text.text) {
    Merge(&to->text, from.text);
  }
}

}  // namespace bmas::record
