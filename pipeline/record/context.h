// What every part of the record is built from.
#pragma once

#include <string>
#include <string_view>

#include "pipeline/record/release.h"
#include "pipeline/rules/match.h"
#include "pipeline/rules/places.h"
#include "pipeline/rules/ruleset.h"
#include "pipeline/text/clean_text.h"
#include "pipeline/winners/candidate.h"
#include "pipeline/winners/document.h"

namespace bmas::record {

struct Context {
  const CleanText& text;
  const rules::Places& places;
  const rules::Matches& matches;
  const rules::RuleSet& rules;
  // What was decided about winners; null where a rule is tried by itself.
  const winners::Document* evidence = nullptr;
  const std::vector<winners::Candidate>* candidates = nullptr;

  const Lexicon& Words() const { return rules.lexicon; }
  std::string_view Slice(const Span& span) const { return text.Slice(span); }
  const std::string& Kind(const rules::Mention& mention) const {
    return rules::KindOf(rules, mention);
  }
  const rules::CompiledRule& Rule(int index) const {
    return rules.rules[static_cast<std::size_t>(index)];
  }

  // A value as printed: white space collapsed, a pair of quotation marks
  // around the whole of it taken off.
  Value Read(const rules::Field& field) const;
  Value Read(const rules::Mention& mention, std::string_view field) const;

  // A field of the mention, or what its section hands on.
  const rules::Field* FindInherited(const rules::Mention& mention,
                                    std::string_view name) const;
  // What the section, or one around it, hands on.
  const rules::Field* FindInSection(int section, std::string_view name) const;
  // A constant of the mention, or of its sections; empty if there is none.
  std::string Constant(const rules::Mention& mention,
                       const std::string& name) const;
};

// The four digits that the text begins with, with their evidence.
Number YearOf(const Value& text);

// Adds the evidence of `from`, and its text where `to` has none.
void Merge(Value* to, const Value& from);

// The span without enclosing quotation marks and white space.
Span Unquoted(const CleanText& text, Span span);

}  // namespace bmas::record
