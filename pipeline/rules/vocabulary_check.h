// Whether a rule says only what the language knows: places, kinds of mention,
// their fields, parsers, ends of sections, extents of vetoes.
#pragma once

#include <string>
#include <vector>

#include "pipeline/rules/spec.h"

namespace bmas::rules {

void CheckVocabulary(const RuleSpec& spec, Errors* errors);

// The field that a named group stands for: its own name, or that without the
// digits which tell several groups of one field apart ("place2").
std::string FieldOfGroup(const std::string& group,
                         const std::vector<std::string>& fields);

// The fields of what the rule yields; a section hands its groups on to winners.
// Null for vetoes and unknown kinds.
const std::vector<std::string>* FieldsOf(const RuleSpec& spec);

// "x" is no thing; did you mean …?
void NotOneOf(const Located& value, const std::string& what,
              const std::vector<std::string>& known, Errors* errors,
              Cause cause = Cause::kOther);

}  // namespace bmas::rules
