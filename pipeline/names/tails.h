// What stands behind a name and belongs to it: place, owner, reason,
// apposition, relative clause.
#pragma once

#include <string_view>
#include <vector>

#include "pipeline/names/groups.h"

namespace bmas::names {

// A stretch's tokens with the phrases found in them.
class Stretch {
 public:
  Stretch(std::string_view text, const Tokens& tokens,
          const std::vector<Phrase>& phrases, const Words& words);

  // A phrase with all that belongs to it, by its index.
  Member ReadTail(std::size_t index) const;

  bool In(std::size_t k) const { return k < tokens_.size(); }
  bool Mark(std::size_t k, std::string_view mark) const {
    return In(k) && tokens_[k].IsMark(mark);
  }
  // The span of the tokens [begin, end).
  Span Cover(std::size_t begin, std::size_t end) const {
    return {tokens_[begin].span.begin, tokens_[end - 1].span.end};
  }
  std::string_view Slice(const Span& span) const {
    return text_.substr(span.begin, span.Size());
  }
  // The phrase that begins at a token; null if none does.
  const Phrase* PhraseAt(std::size_t k) const {
    return k < starts_.size() && starts_[k] != kNone ? &phrases_[starts_[k]]
                                                     : nullptr;
  }
  std::size_t IndexAt(std::size_t k) const { return starts_[k]; }

 private:
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  // One more piece of the tail that begins at token `k`: the token behind it,
  // or 0 if there is none. So do the pieces below.
  std::size_t TailStep(const Phrase& phrase, std::size_t k,
                       Member* member) const;
  std::size_t Closing(std::size_t k) const;
  std::size_t Bracket(std::size_t k, Member* member) const;
  void BracketPart(std::size_t begin, std::size_t end, Member* member) const;
  std::size_t Age(std::size_t k) const;
  std::size_t BehindComma(std::size_t k, bool* shared) const;
  std::size_t Town(const Phrase& phrase, std::size_t k, Member* member) const;
  std::size_t Slash(std::size_t k, Member* member) const;
  std::size_t Belongs(const Phrase& phrase, std::size_t k,
                      Member* member) const;
  std::size_t Owner(std::size_t t, Member* member) const;
  std::size_t Purpose(std::size_t k, Member* member) const;
  bool EndsTail(std::size_t k) const;
  bool PrizeBehind(std::size_t k) const;
  std::size_t Relative(std::size_t k) const;
  std::size_t Apposition(const Phrase& phrase, std::size_t k,
                         Member* member) const;

  std::string_view text_;
  const Tokens& tokens_;
  const std::vector<Phrase>& phrases_;
  const Words& words_;
  std::vector<std::size_t> starts_;  // by token: the phrase that begins there
};

// A name by itself, not a noun that could be anything.
bool Nameable(const Phrase& phrase);

}  // namespace bmas::names
