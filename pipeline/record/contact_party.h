// Whose name stands in a contact: a person's, an institution's, or nobody's (a
// label, a heading).
#pragma once

#include <string>
#include <vector>

#include "pipeline/record/context.h"

namespace bmas::record {

enum class Party { kPerson, kInstitution, kNobody };

// What stands beside the name.
struct Beside {
  bool institution = false;  // one that has nobody who answers for it yet
  const std::vector<std::string>& emails;
};

// `person`: the rule calls it a person, and only an institution that is plain
// contradicts it. Else nothing is known but that it may be either.
Party PartyOf(const Context& context, const Span& name, bool person,
              const Beside& beside);

// Does an institution's name stand there, by its words or its shape?
bool NamesInstitution(const Context& context, const Span& name);

}  // namespace bmas::record
