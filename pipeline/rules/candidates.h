// Which rules may match where, by the literals that their patterns need, and
// what they match there.
#pragma once

#include <vector>

#include "pipeline/rules/places.h"
#include "pipeline/rules/ruleset.h"

namespace bmas::rules {

// One match, in code points of the document.
struct Hit {
  FoldedSpan span;                  // without the marks around it
  std::size_t end = 0;              // of the whole match
  std::vector<FoldedSpan> groups;   // by number; empty where not taken part
  std::vector<std::string> values;  // by number, of a link: parts of its
                                    // target, as UTF-8
};

class Candidates {
 public:
  Candidates(const RuleSet& rules, const Places& places);

  // The places of the rule's kinds at which its pattern may match, kind by
  // kind, by their beginnings.
  std::vector<const Place*> PlacesFor(int index) const;

  // May the rule's pattern match within the span?
  bool MayMatch(int index, const FoldedSpan& span) const;

  // All matches of the rule at the place, without those that `require`,
  // `reject` and `is` leave out.
  std::vector<Hit> Hits(int index, const Place& place) const;

 private:
  const CompiledRule& Rule(int rule) const {
    return rules_.rules[static_cast<std::size_t>(rule)];
  }
  bool LabelFits(const CompiledRule& rule, const Place& place) const;
  bool Accepts(const CompiledRule& rule, const std::string& field,
               const re2::StringPiece& group, const FoldedSpan& span) const;

  const RuleSet& rules_;
  const Places& places_;
  LiteralIndex::Hits literals_;
  // By place kind: the largest end of the places up to each.
  std::vector<std::vector<std::size_t>> ends_;
};

}  // namespace bmas::rules
