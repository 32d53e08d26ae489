// Sections: what a line that announces something opens, and where it ends.
#pragma once

#include <vector>

#include "pipeline/rules/candidates.h"
#include "pipeline/rules/mention.h"

namespace bmas::rules {

// Outer ones before those inside them, each by position.
std::vector<OpenSection> FindSections(const RuleSet& rules,
                                      const Places& places,
                                      const Candidates& candidates);

// What opens a section at one match of its rule; its extent is still empty.
OpenSection Opened(const RuleSet& rules, const Places& places, int rule,
                   const Hit& hit);

// The innermost section around a span; -1 if there is none.
int InnermostAround(const std::vector<OpenSection>& sections,
                    const FoldedSpan& span);

inline constexpr int kOutside = -2;

// The section a rule needs around a span, or the innermost one if it needs
// none (-1: there is none); kOutside if it stands outside what it needs.
int SectionFor(const std::vector<OpenSection>& sections,
               const CompiledRule& rule, const FoldedSpan& span);

// The captured fields of a match.
std::vector<Field> FieldsOfHit(const RuleSet& rules, const Places& places,
                               int rule, const Hit& hit);

}  // namespace bmas::rules
