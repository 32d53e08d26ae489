// Addresses of the web that are nobody's contact.
#pragma once

#include <vector>

#include "pipeline/record/context.h"

namespace bmas::record {

// Takes out the contacts that are no more than such addresses, unless they
// stand in a letterhead or where the press is told whom to ask. In the order of
// the text; one address is one link.
std::vector<Link> TakeLinks(const Context& context,
                            std::vector<Contact>* contacts);

}  // namespace bmas::record
