// What rules found in a text, and what of it did not count.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/base/span.h"
#include "pipeline/rules/vocabulary.h"

namespace bmas::rules {

struct Field {
  std::string name;
  Span span;  // in clean text, not empty
  int rule = -1;
  std::string value;  // where it is not what is printed: of a map or a link
};

// One thing that a rule found.
struct Mention {
  int rule = -1;
  Span span;  // the whole match, or its part of an enumeration
  PlaceKind place = PlaceKind::kLine;
  std::vector<Field> fields;  // in the order of the text
  std::map<std::string, std::string> set;
  int section = -1;      // index into Matches::sections
  std::size_t line = 0;  // the document's line it begins in
  std::size_t block = 0;

  const Field* Find(std::string_view name) const;
};

// A section that was opened.
struct OpenSection {
  int rule = -1;
  Span opener;
  FoldedSpan extent;  // what follows it
  int parent = -1;
  std::vector<Field> carried;
  std::map<std::string, std::string> set;
};

enum class LossReason { kVeto, kOverlap, kNotNear };

// A mention that did not count, for --explain.
struct Loss {
  Mention mention;
  LossReason reason = LossReason::kOverlap;
  int to_rule = -1;
};

struct Matches {
  std::vector<Mention> mentions;  // by position
  std::vector<OpenSection> sections;
  std::vector<Loss> lost;
};

}  // namespace bmas::rules
