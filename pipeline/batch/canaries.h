// Documents whose records are known, read at the start of every run with the
// same workers: if they no longer come out right, nothing else will. They lie
// in the rules' folder: `canaries/NAME.pdf` (or .txt) and `canaries/NAME.json`,
// which holds what must be in the record.
#pragma once

#include <string>
#include <vector>

#include "pipeline/worker/pool.h"

namespace bmas::batch {

// What did not come out right, one line each; empty is good.
std::vector<std::string> CheckCanaries(const std::vector<std::string>& folders,
                                       const worker::PoolSetup& setup);

}  // namespace bmas::batch
