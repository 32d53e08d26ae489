// Contact mentions -> contacts: one for each block that a section or the
// letterhead marks, the same contact twice merged.
#pragma once

#include <vector>

#include "pipeline/record/context.h"

namespace bmas::record {

std::vector<Contact> ReadContacts(const Context& context);

}  // namespace bmas::record
