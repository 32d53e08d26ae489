// Telephone numbers, read by libphonenumber.
#pragma once

#include <string>
#include <vector>

#include "pipeline/record/release.h"

namespace bmas::record {

// The numbers in a printed run such as "0331 866-5040 / 5041": extension pairs
// are split first, since libphonenumber would read them as one number. `span`
// is where `text` stands; `region` a CLDR code ("DE") for numbers without a
// country. `fax` forces the type. `main` is the number that an extension alone
// belongs to ("Fax: -461"); it is replaced by the last whole number read.
std::vector<Phone> ReadPhones(const std::string& text, const Source& source,
                              const std::string& region, bool fax,
                              std::string* main);

}  // namespace bmas::record
