#include "pipeline/names/tokens.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "pipeline/base/utf8.h"
#include "pipeline/text/normalize.h"

namespace bmas::names {
namespace {

// Opening marks and what may close them (Unicode 15.0, quotation marks as
// German and its neighbours use them).
constexpr std::array<std::pair<std::string_view, std::string_view>, 9> kQuotes{{
    {"'", "'"},
    {"„", "“”\""},
    {"»", "«"},
    {"«", "»"},
    {"\"", "\"“”"},
    {"“", "”“\""},
    {"‚", "‘’'"},
    {"›", "‹"},
    {"‹", "›"},
}};

class Tokenizer {
 public:
  Tokenizer(std::string_view text, const Span& within, const Words& words)
      : text_(text.substr(0, within.end)), at_(within.begin), words_(words) {}

  Tokens Run() {
    while (at_ < text_.size()) Next();
    return std::move(tokens_);
  }

 private:
  char32_t Point(std::size_t at) const {
    return at < text_.size() ? CodePointAt(text_, at) : 0;
  }
  std::size_t Step(std::size_t at) const { return at + LengthAt(text_, at); }
  bool WordAt(std::size_t at) const { return IsLetterOrDigit(Point(at)); }

  void Add(TokenKind kind, std::size_t end) {
    Token token;
    token.kind = kind;
    token.span = {at_, end};
    token.text = text_.substr(at_, end - at_);
    token.upper = IsUpper(CodePointAt(token.text, 0));
    tokens_.push_back(token);
    at_ = end;
  }

  void Next() {
    const char32_t c = Point(at_);
    if (c == '\t') return Add(TokenKind::kTab, at_ + 1);
    if (IsSpace(c) || c == '\n') {
      at_ = Step(at_);
      return;
    }
    if (AddQuotation() || AddLegalForm()) return;
    if (IsDigit(c)) return AddNumber();
    if (IsLetter(c) || ((c == '#' || c == '@') && WordAt(at_ + 1))) {
      return AddWord();
    }
    Add(TokenKind::kMark, Step(at_));
  }

  bool AddQuotation() {
    for (const auto& [open, close] : kQuotes) {
      if (!text_.substr(at_).starts_with(open)) continue;
      if (unclosed_.contains(open)) return false;
      if (!tokens_.empty() && tokens_.back().span.end == at_ &&
          tokens_.back().kind == TokenKind::kWord) {
        return false;
      }
      const std::size_t begin = at_ + open.size();
      for (std::size_t end = begin; end < text_.size(); end = Step(end)) {
        const std::string_view mark = text_.substr(end, LengthAt(text_, end));
        if (close.find(mark) == std::string_view::npos) continue;
        // An apostrophe inside a word closes nothing.
        if ((mark == "’" || mark == "'") && WordAt(Step(end))) continue;
        if (end == begin) return false;
        const std::string_view inner = text_.substr(begin, end - begin);
        const std::size_t after = end + mark.size();
        Add(IsSpeech(inner, after) ? TokenKind::kSpeech : TokenKind::kQuotation,
            after);
        tokens_.back().inner = inner;
        return true;
      }
      unclosed_.insert(open);  // nor does anything close the next one
      return false;
    }
    return false;
  }

  // What somebody said is long, or a sentence; a title is neither.
  bool IsSpeech(std::string_view inner, std::size_t after) const {
    constexpr std::size_t kLongTitle = 11;  // words
    constexpr std::size_t kShortTitle = 3;
    std::size_t count = 1;
    bool verb = false, two_sentences = false;
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= inner.size(); ++i) {
      if (i < inner.size() && inner[i] != ' ') continue;
      std::string_view word = inner.substr(begin, i - begin);
      if (i < inner.size()) {
        ++count;
        if ((word.ends_with('.') || word.ends_with('!') ||
             word.ends_with('?')) &&
            word.size() > 3 &&
            IsUpper(CodePointAt(inner, i + 1 < inner.size() ? i + 1 : i))) {
          two_sentences = true;
        }
      }
      while (!word.empty() && (word.back() == ',' || word.back() == '.' ||
                               word.back() == '!' || word.back() == '?')) {
        word.remove_suffix(1);
      }
      verb = verb || words_.Verb(word);
      begin = i + 1;
    }
    if (count > kLongTitle) return true;
    if (count <= kShortTitle) return false;
    const char last = inner.back();
    if ((last == '.' || last == '!' || last == '?' || last == ',') && verb) {
      return true;
    }
    if (two_sentences && count > 6) return true;
    if (IsLower(CodePointAt(inner, 0)) && count > 5) return true;
    // „…“, sagte …
    std::string_view rest = text_.substr(after);
    if (rest.starts_with(",")) rest.remove_prefix(1);
    if (!rest.starts_with(" ")) return false;
    rest.remove_prefix(1);
    const std::string_view next = rest.substr(0, rest.find_first_of(" ,.\n"));
    return words_.SpeechVerb(next) && text_.substr(after).starts_with(",");
  }

  bool AddLegalForm() {
    const std::string_view rest = text_.substr(at_);
    const std::string* longest = nullptr;
    for (const std::string& form : words_.Lists().legal_forms) {
      if (!rest.starts_with(form) ||
          (longest != nullptr && longest->size() >= form.size())) {
        continue;
      }
      const char32_t next = Point(at_ + form.size());
      if (IsLetterOrDigit(next) || next == '-') continue;
      longest = &form;
    }
    if (longest == nullptr) return false;
    if (at_ > 0 && !tokens_.empty() && tokens_.back().span.end == at_ &&
        tokens_.back().kind == TokenKind::kWord) {
      return false;
    }
    Add(TokenKind::kLegalForm, at_ + longest->size());
    return true;
  }

  void AddNumber() {
    std::size_t end = at_;
    while (end < text_.size() &&
           (IsDigit(Point(end)) || ((text_[end] == '.' || text_[end] == ',') &&
                                    IsDigit(Point(end + 1))))) {
      ++end;
    }
    if (IsLetter(Point(end)) || Point(end) == '|' ||
        (Point(end) == '+' && end + 1 <= text_.size())) {
      return AddWord();
    }
    // "1." before a word is an ordinal.
    if (end < text_.size() && text_[end] == '.' && Point(end + 1) == ' ' &&
        IsLetter(Point(end + 2)) && end - at_ <= 3) {
      ++end;
    }
    if (end < text_.size() && text_[end] == '-' && IsLetter(Point(end + 1))) {
      return AddWord();
    }
    Add(TokenKind::kNumber, end);
  }

  // Letters and digits, and marks between two of them.
  std::size_t WordEnd(std::size_t at) const {
    static constexpr std::string_view kInside = "’'|+&:./_*@-–";
    if (text_[at] == '#' || text_[at] == '@') ++at;
    for (;;) {
      while (WordAt(at)) at = Step(at);
      if (at >= text_.size()) return at;
      const std::size_t size = LengthAt(text_, at);
      const std::string_view mark = text_.substr(at, size);
      if (kInside.find(mark) == std::string_view::npos) return at;
      if (mark == "–") return at;
      if (!WordAt(at + size)) {
        // "Kinder-", "50+"
        return mark == "+" ? at + size : mark == "-" ? at + size : at;
      }
      if ((mark == "." || mark == ":") && IsUpper(Point(at + size)) &&
          at - at_ > 3 && mark == ".") {
        return at;
      }
      at += size;
    }
  }

  // "T.I.P.S.": capitals with a full stop each; the end of the last one.
  std::size_t InitialsEnd() const {
    std::size_t end = at_, letters = 0;
    while (IsUpper(Point(end)) && Step(end) < text_.size() &&
           text_[Step(end)] == '.') {
      end = Step(end) + 1;
      ++letters;
    }
    return letters > 1 && !WordAt(end) ? end : at_;
  }

  void AddWord() {
    if (const std::size_t initials = InitialsEnd(); initials > at_) {
      return Add(TokenKind::kWord, initials);
    }
    // Titles and suffixes with a blank or a second full stop inside: "h. c.",
    // "a. D.", "d. Ä."
    for (const std::size_t size : {6, 5, 4}) {
      const std::string_view title = text_.substr(at_, size);
      if (title.size() == size && title.back() == '.' &&
          (words_.Title(title) || words_.PostTitle(title) ||
           words_.NameSuffix(title))) {
        return Add(TokenKind::kAbbreviation, at_ + size);
      }
    }
    std::size_t end = WordEnd(at_);
    const std::string_view word = text_.substr(at_, end - at_);
    if (end < text_.size() && text_[end] == '.') {
      const std::string dotted = std::string(word) + ".";
      const bool initial =
          CountCodePoints(word) == 1 && IsUpper(CodePointAt(word, 0));
      const auto& known = words_.Lists().abbreviations;
      // "Univ.-Prof."
      const bool compound = end + 1 < text_.size() && text_[end + 1] == '-' &&
                            words_.Title(dotted + "-");
      if (initial || compound || words_.Title(dotted) ||
          std::ranges::find(known, word) != known.end()) {
        // "St.-Pauli-Schule" is one word.
        if (end + 2 < text_.size() && text_[end + 1] == '-' &&
            IsLetter(Point(end + 2))) {
          const std::size_t longer = WordEnd(end + 2);
          const std::string title(text_.substr(at_, longer - at_));
          if (longer < text_.size() && text_[longer] == '.' &&
              words_.Title(title + ".")) {
            return Add(TokenKind::kAbbreviation, longer + 1);
          }
          return Add(TokenKind::kWord, longer);
        }
        return Add(TokenKind::kAbbreviation, end + 1);
      }
    }
    if (end == at_) end = Step(at_);
    const std::string_view whole = text_.substr(at_, end - at_);
    const bool address = (whole.find('@') != std::string_view::npos &&
                          whole.find('.') != std::string_view::npos) ||
                         whole.starts_with("www.") ||
                         text_.substr(end).starts_with("://");
    if (address) {
      while (end < text_.size() && !IsSpace(Point(end)) && text_[end] != '\n') {
        end = Step(end);
      }
    }
    Add(address ? TokenKind::kAddress : TokenKind::kWord, end);
  }

  std::string_view text_;
  std::size_t at_;
  const Words& words_;
  Tokens tokens_;
  std::set<std::string_view> unclosed_;  // openers that nothing closes
};

}  // namespace

bool Token::LowerWord() const {
  return kind == TokenKind::kWord && !upper && IsLower(CodePointAt(text, 0));
}

bool Adjectival(const Token& token, const Words& words) {
  return token.kind == TokenKind::kWord && !words.Verb(token.text) &&
         !words.Preposition(token.text) && !words.Determiner(token.text) &&
         !words.Conjunction(token.text) && words.AdjectiveEnding(token.text);
}

Tokens Tokenize(std::string_view text, const Span& within, const Words& words) {
  return Tokenizer(text, within, words).Run();
}

}  // namespace bmas::names
