// Rules over marked text: who stands in which role in a sentence or line.
#pragma once

#include <string>
#include <vector>

#include "pipeline/marks/unit.h"
#include "pipeline/rules/mention.h"
#include "pipeline/rules/places.h"
#include "pipeline/rules/ruleset.h"

namespace bmas::rules {

// One group of names in one role, by one rule.
struct RoleFound {
  int rule = -1;
  std::size_t unit = 0;
  std::size_t group = 0;      // of the unit
  std::string role;           // "winner", "giver", …
  Span span;                  // of the whole match, bytes of clean text
  std::vector<Field> fields;  // what the match says beside the names
};

// What other rules have explained: their dates, prizes and contacts.
marks::Explained ExplainedBy(const RuleSet& rules, const Matches& matches);

// All roles in the units, in their order; of one rule alone with `only` >= 0.
std::vector<RoleFound> FindRoles(const RuleSet& rules,
                                 const std::vector<marks::Unit>& units,
                                 int only = -1);

// The kind of unit that a rule's place asks for.
bool LooksAt(const CompiledRule& rule, marks::UnitKind kind);

}  // namespace bmas::rules
