// What mentions say, field by field, as the record would give it: what the
// examples of rules are held against.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "pipeline/record/context.h"

namespace bmas::record {

// Field -> its values in the order of the text: several for the parts of an
// enumeration, empty texts where a part does not say.
using Said = std::map<std::string, std::vector<std::string>>;

// Of every mention in the context; all are of one kind. Names are read (title,
// kind), ranks and dates too; `release_date`: ISO, for dates that need it.
Said WhatIsSaid(const Context& context, const std::string& release_date);

}  // namespace bmas::record
