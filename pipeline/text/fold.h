// Clean text as patterns see it: one kind of quotation mark ("), of single
// quote ('), of dash (-) and of space; case stays. One byte for each code
// point, ISO 8859-1 for what that has; other letters all read as Ý or ý, the
// euro sign as 0x80, anything else as 0x81, also × and ÷ that stand among the
// letters there; ª, º and µ read as ý. So a folded offset counts code points,
// and the letters are A–Z, a–z and À–ÿ: a pattern has few ranges for them
// instead of hundreds of UTF-8 sequences.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/base/span.h"
#include "pipeline/text/folded_string.h"

namespace bmas {

class FoldedText {
 public:
  explicit FoldedText(std::string_view clean);

  FoldedView Text() const { return text_; }
  Span ToClean(const FoldedSpan& span) const {
    return {offsets_[span.begin], offsets_[span.end]};
  }
  FoldedSpan FromClean(const Span& span) const;

 private:
  FoldedString text_;
  std::vector<std::uint32_t> offsets_;  // clean byte of each code point
};

// A pattern or value folded the same way.
FoldedString FoldToBytes(std::string_view text);

// For people to read: UTF-8, in which letters beyond ISO 8859-1 are lost.
std::string ToUtf8(FoldedView folded);

// The marks and spaces alone: UTF-8 with one kind of each, letters as they are.
std::string Folded(std::string_view text);

// UTF-8 with one kind of quotation mark and dash and without case: two prints
// of one name have one key.
std::string ComparisonKey(std::string_view text);

}  // namespace bmas
