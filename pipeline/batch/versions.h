// What a record depends on besides its document, as short keys for the ledger.
#pragma once

#include <string>

#include "pipeline/archive/plan.h"
#include "pipeline/worker/worker.h"

namespace bmas::batch {

archive::Reader ReaderOf(const worker::WorkerSetup& setup);

// Now, in UTC, to a millisecond: "2026-11-25T16:05:12.345Z".
std::string Timestamp();

}  // namespace bmas::batch
