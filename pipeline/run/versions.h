// What a record depends on besides its document, as short keys for the ledger.
#pragma once

#include <string>

#include "pipeline/archive/plan.h"
#include "pipeline/rules/ruleset.h"
#include "pipeline/run/args.h"

namespace bmas::run {

archive::Reader ReaderOf(const Args& args, const rules::RuleSet& rules);

// Now, in UTC, to a millisecond: "2026-11-25T16:05:12.345Z".
std::string Timestamp();

}  // namespace bmas::run
