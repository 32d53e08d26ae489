// Bounds on a run, from `gates.toml` in the rules' folder: what lies outside
// them is not wrong by itself, but a person should look before it is used.
//
//   [seen]     at_least = 100                documents
//   [failed]   at_most = 0.5,  of = 200      share of the documents read
//   [dated]    at_least = 0.5, of = 200      share of the releases read
//   [winners]  at_least = 0.5, at_most = 2.0, of = 50
//              winners per release with awards, in proportion to the archive's
//              own past
//
// `of`: only with that many documents (or releases with awards) in the run.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "pipeline/archive/ledger.h"
#include "pipeline/batch/tally.h"

namespace bmas::batch {

struct Bound {
  std::optional<double> at_least, at_most;
  double of = 0;
};

struct Gates {
  Bound seen, failed, dated, winners;
};

// From the folders that have a gates.toml, the last one deciding. All errors at
// once.
Errors ReadGates(const std::vector<std::string>& folders, Gates* out);

// What was expected and what was found, for each gate that does not hold.
std::vector<std::string> FailedGates(const Gates& gates, const Tally& tally,
                                     const archive::Past& past);

}  // namespace bmas::batch
