#include "pipeline/rules/literals.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "pipeline/rules/regex_tree.h"
#include "pipeline/text/fold.h"

namespace bmas::rules {
namespace {

constexpr std::size_t kLargestClass = 12;     // bytes that are told apart
constexpr std::size_t kLargestProduct = 120;  // literals of parts in a row
constexpr std::size_t kLargestUnion = 3000;   // literals of alternatives
constexpr std::size_t kMostSets = 3;          // of one pattern
constexpr std::size_t kTelling = 5;           // code points, see Worth

using Strings = std::set<std::string>;  // folded bytes

char LowerByte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  if (c == '\n' || c == '\t') return ' ';
  const bool ascii = c >= 'A' && c <= 'Z';
  const bool latin = byte >= 0xC0 && byte <= 0xDE && byte != 0xD7;
  return ascii || latin ? static_cast<char>(byte + 0x20) : c;
}

// What is known of a part of a pattern.
struct Part {
  bool is_exact = false;  // all the texts it matches are in `exact`
  Strings exact;
  std::vector<Strings> required;
};

// Longer literals tell more, up to the length of a word: those of five letters
// are rare already, and then fewer of them are better.
std::pair<std::size_t, std::ptrdiff_t> Worth(const Strings& set) {
  std::size_t shortest = kTelling;
  for (const std::string& literal : set) {
    shortest = std::min(shortest, literal.size());
  }
  return {shortest, -static_cast<std::ptrdiff_t>(set.size())};
}

// A set with a literal that stands in nearly every text tells nothing.
bool Tells(const Strings& set) {
  return !set.empty() && std::ranges::all_of(set, [](const std::string& s) {
    if (s.size() > 2) return true;
    if (s.empty()) return false;
    return std::ranges::any_of(s, [](char c) {
      const bool letter = (c >= 'a' && c <= 'z') || (c & 0x80) != 0;
      return !letter && c != ' ' && c != ',' && c != '.' && c != '-';
    });
  });
}

void Require(const Strings& set, std::vector<Strings>* required) {
  if (Tells(set)) required->push_back(set);
}

}  // namespace

class LiteralFinder::Analysis {
 public:
  explicit Analysis(Meaning meaning) : meaning_(std::move(meaning)) {}

  Part Of(std::string_view pattern) {
    const std::optional<Regex> regex = ParseRegex(FoldToBytes(pattern));
    return regex ? Analyse(*regex) : Part{};
  }

 private:
  Part OfConcat(const Regex& regex) {
    Part out;
    Strings run{""};
    bool exact = true;
    for (const Regex& child : regex.children) {
      Part part = Analyse(child);
      if (!part.is_exact) {
        Require(run, &out.required);
        run = {""};
        exact = false;
        for (Strings& set : part.required)
          out.required.push_back(std::move(set));
        continue;
      }
      if (run.size() == 1 && part.exact.size() == 1) {
        auto only = run.extract(run.begin());
        only.value() += *part.exact.begin();
        run.insert(std::move(only));
        continue;
      }
      const std::size_t product = run.size() * part.exact.size();
      const bool one = run.size() == 1 || part.exact.size() == 1;
      if (product > (one ? kLargestUnion : kLargestProduct)) {
        Require(run, &out.required);
        exact = false;
        run = std::move(part.exact);
        continue;
      }
      Strings longer;
      for (const std::string& left : run) {
        for (const std::string& right : part.exact) longer.insert(left + right);
      }
      run = std::move(longer);
    }
    if (exact) {
      out.is_exact = true;
      out.exact = std::move(run);
    } else {
      Require(run, &out.required);
    }
    return out;
  }

  Part OfAlternate(const Regex& regex) {
    Part out;
    Strings all, any;
    bool exact = true, every = true;
    for (const Regex& child : regex.children) {
      Part part = Analyse(child);
      if (part.is_exact) {
        all.insert(part.exact.begin(), part.exact.end());
        Require(part.exact, &part.required);
      } else {
        exact = false;
      }
      if (part.required.empty()) {
        every = false;
      } else if (every) {
        const Strings& best = *std::ranges::max_element(
            part.required, {}, [](const Strings& set) { return Worth(set); });
        any.insert(best.begin(), best.end());
      }
    }
    if (exact && all.size() <= kLargestUnion) {
      out.is_exact = true;
      out.exact = std::move(all);
    } else if (every && any.size() <= kLargestUnion) {
      out.required.push_back(std::move(any));
    }
    return out;
  }

  Part OfRepeat(const Regex& regex) {
    Part out = Analyse(regex.children.front());
    if (regex.min == 1 && regex.max == 1) return out;
    if (regex.min == 0) {
      const bool optional =
          regex.max == 1 && out.is_exact && out.exact.size() <= kLargestProduct;
      if (!optional) return {};
      out.exact.insert("");
      out.required.clear();
      return out;
    }
    if (out.is_exact) Require(out.exact, &out.required);
    out.is_exact = false;
    return out;
  }

  Part Analyse(const Regex& regex) {
    Part out;
    switch (regex.kind) {
      case Regex::Kind::kBoundary:
        break;
      case Regex::Kind::kEmpty:
        out.is_exact = true;
        out.exact = {""};
        break;
      case Regex::Kind::kByte:
        out.is_exact = true;
        out.exact = {std::string(1, LowerByte(regex.byte))};
        break;
      case Regex::Kind::kClass:
        if (regex.members.count() <= kLargestClass) {
          out.is_exact = true;
          for (std::size_t b = 0; b < 256; ++b) {
            if (regex.members[b]) {
              out.exact.insert(std::string(1, LowerByte(static_cast<char>(b))));
            }
          }
        }
        break;
      case Regex::Kind::kFragment:
        return OfFragment(regex.name);
      case Regex::Kind::kConcat:
        return OfConcat(regex);
      case Regex::Kind::kAlternate:
        return OfAlternate(regex);
      case Regex::Kind::kRepeat:
        return OfRepeat(regex);
      case Regex::Kind::kGroup:
        return Analyse(regex.children.front());
    }
    return out;
  }

  // Each once, however many patterns name it. One that names itself is no
  // pattern at all; nothing is known of it.
  const Part& OfFragment(const std::string& name) {
    const auto [at, added] = known_.emplace(name, Part{});
    const std::string* meaning = added ? meaning_(name) : nullptr;
    if (meaning != nullptr) {
      Part part = Of(*meaning);
      known_[name] = std::move(part);
    }
    return known_[name];
  }

  Meaning meaning_;
  std::map<std::string, Part> known_;
};

LiteralFinder::LiteralFinder(Meaning meaning)
    : analysis_(std::make_unique<Analysis>(std::move(meaning))) {}

LiteralFinder::~LiteralFinder() = default;

std::vector<LiteralSet> LiteralFinder::Required(std::string_view pattern) {
  Part part = analysis_->Of(pattern);
  if (part.is_exact) Require(part.exact, &part.required);
  std::ranges::stable_sort(part.required, std::greater<>{}, Worth);
  std::vector<LiteralSet> out;
  for (const Strings& set : part.required) {
    if (out.size() == kMostSets) break;
    LiteralSet literals;
    for (const std::string& literal : set) {
      // What begins with another is found with it.
      if (literals.empty() || !literal.starts_with(literals.back().Bytes())) {
        literals.push_back(FoldedString::FromBytes(literal));
      }
    }
    if (std::ranges::find(out, literals) == out.end()) {
      out.push_back(std::move(literals));
    }
  }
  return out;
}

FoldedString LowerFolded(FoldedView folded) {
  std::string out(folded.Bytes());
  std::ranges::transform(out, out.begin(), LowerByte);
  return FoldedString::FromBytes(std::move(out));
}

}  // namespace bmas::rules
