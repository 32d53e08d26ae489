// Labels and the values that belong to them: "Tel.: 030 1234", a label above
// its value, a row of two cells, a column of labels before the column of their
// values.
#pragma once

#include <vector>

#include "pipeline/text/clean_text.h"
#include "pipeline/text/lexicon.h"

namespace bmas::rules {

struct LabelledValue {
  Span label;  // without the colon or full stop behind it
  Span value;  // one line, or what of it follows the label; not empty
  std::size_t block = 0;  // of the value
};

// In the order of the values.
std::vector<LabelledValue> FindLabels(const CleanText& text,
                                      const Lexicon& lexicon);

}  // namespace bmas::rules
