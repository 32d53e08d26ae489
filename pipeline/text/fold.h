// Clean text as patterns see it: one kind of quotation mark ("), of single
// quote ('), of dash (-) and of space; case stays. Every folded code point
// stands for exactly one clean one.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/base/span.h"

namespace bmas {

class FoldedText {
 public:
  explicit FoldedText(std::string_view clean);

  const std::string& Text() const { return text_; }
  Span ToClean(const FoldedSpan& span) const {
    return {offsets_[span.begin], offsets_[span.end]};
  }
  FoldedSpan FromClean(const Span& span) const;

 private:
  std::string text_;
  std::vector<std::uint32_t> offsets_;  // clean byte for each folded byte
};

// A pattern's or value's text folded the same way.
std::string Folded(std::string_view text);

}  // namespace bmas
