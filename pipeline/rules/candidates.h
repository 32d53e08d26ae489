// Which rules match at which places. A match without groups is cheap and most
// rules fail it; the others are matched again for their groups.
#pragma once

#include <map>
#include <vector>

#include "pipeline/rules/places.h"
#include "pipeline/rules/ruleset.h"

namespace bmas::rules {

struct Candidate {
  int rule = -1;
  Place place;
};

// One match, in folded bytes of the document.
struct Hit {
  FoldedSpan span;                 // without the marks around it
  std::size_t end = 0;             // of the whole match
  std::vector<FoldedSpan> groups;  // by number; empty where not taken part
};

class Candidates {
 public:
  Candidates(const RuleSet& rules, const Places& places);

  const std::vector<Candidate>& OfType(RuleType type) const {
    return by_type_[static_cast<std::size_t>(type)];
  }

  // The rules for items that match at a place of the caller's own making.
  std::vector<Candidate> At(const Place& place) const;

  // All matches at the place, those of `reject` left out.
  std::vector<Hit> Hits(const Candidate& candidate) const;

 private:
  FoldedSpan Trimmed(FoldedSpan span) const;

  const RuleSet& rules_;
  const Places& places_;
  std::vector<std::vector<Candidate>> by_type_;
};

}  // namespace bmas::rules
