// What stands around a winner and is said of it: rank, category, sum of money.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <vector>

#include "pipeline/record/context.h"

namespace bmas::record {

// The text of the span without enclosing quotation marks, with the span as
// evidence; nothing if the span is empty.
Value ValueAt(const Context& context, int rule, const Span& span);

class Around {
 public:
  // `context` must outlive it and hold what was decided.
  explicit Around(const Context& context);

  // Fills what the winner does not know yet: from the clause or line, else from
  // the label above or the lead-in, else from the section or the heading.
  void Read(const winners::Candidate& candidate, int rule,
            Winner* winner) const;

 private:
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  // What a unit says, by the order of the text.
  struct Said {
    std::vector<Span> ranks, sums, categories;
  };

  Said ReadUnit(const marks::Unit& unit) const;
  void ReadHeadings();
  bool IsBlock(std::size_t unit) const;
  std::optional<Span> Nearest(const std::vector<Span>& spans,
                              const winners::Candidate& candidate) const;
  void ReadHeading(const winners::Candidate& candidate, int rule,
                   Winner* winner) const;

  const Context& context_;
  std::vector<Said> said_;             // of each unit
  std::vector<std::size_t> headings_;  // above each unit, or kNone
  // Of each unit, the winners in it by their places.
  std::map<std::size_t, std::vector<const winners::Candidate*>> winners_;
};

}  // namespace bmas::record
