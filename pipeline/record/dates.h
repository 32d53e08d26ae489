// Date mentions -> dates: resolved on the calendar, roles given by what stands
// around them.
#pragma once

#include <string>
#include <vector>

#include "pipeline/record/context.h"

namespace bmas::record {

// All dates in the order of the text. `given` is the release date of a caller
// whose text prints none ("" if unknown). Sets `release_date` to the ISO date
// of the release, or "".
std::vector<Date> ReadDates(const Context& context, const std::string& given,
                            std::string* release_date);

}  // namespace bmas::record
