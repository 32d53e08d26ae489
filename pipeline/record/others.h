// Who stands beside an award and has not won it, and what the release does.
#pragma once

#include <string>

#include "pipeline/record/context.h"

namespace bmas::record {

// REQUIRES: `release` has its awards. Adds to the award they stand with:
// givers, presenters, jurors, nominees, former winners, sponsors.
void AddOthers(const Context& context, Release* release);

// winners, nominees, call or none.
std::string WhatIsAnnounced(const Context& context, const Release& release);

}  // namespace bmas::record
