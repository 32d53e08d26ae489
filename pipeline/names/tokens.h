// A stretch of clean text as tokens: words with what holds them together,
// numbers, abbreviations, legal forms, whole quotations.
#pragma once

#include <string_view>
#include <vector>

#include "pipeline/base/span.h"
#include "pipeline/names/words.h"

namespace bmas::names {

enum class TokenKind {
  kWord,          // "Otterwerk", "Hin", "#lesen", "waldeck|frankenberg"
  kNumber,        // "1.", "2.500", "17"
  kAbbreviation,  // with its full stop: "Dr.", "St.", "K."
  kLegalForm,     // "e. V.", "GmbH & Co. KG"
  kQuotation,     // with its marks; a name or a title
  kSpeech,        // with its marks; what somebody said
  kAddress,       // of the net
  kMark,          // a punctuation mark
  kTab,           // between cells
};

struct Token {
  TokenKind kind = TokenKind::kMark;
  Span span;               // bytes of clean text
  std::string_view text;   // of the span
  std::string_view inner;  // of a quotation: without its marks
  bool upper = false;      // begins with a capital

  bool Is(std::string_view s) const { return text == s; }
  // A word with a capital.
  bool Capital() const { return kind == TokenKind::kWord && upper; }
  // A word that begins with a small letter.
  bool LowerWord() const;
  // Of a quotation: what stands between its marks.
  Span InnerSpan() const {
    const auto begin =
        span.begin + static_cast<std::size_t>(inner.data() - text.data());
    return {begin, begin + inner.size()};
  }
  bool IsMark(std::string_view s) const {
    return kind == TokenKind::kMark && text == s;
  }
};

using Tokens = std::vector<Token>;

// An adjective or participle by its ending, and nothing else by a list.
bool Adjectival(const Token& token, const Words& words);

// The tokens of text[within]. Quotation marks pair up within the stretch; one
// without a partner is a mark.
Tokens Tokenize(std::string_view text, const Span& within, const Words& words);

}  // namespace bmas::names
