// A run's numbers for machines: `out/runs/<start>.json`, and for Prometheus
// (text exposition format 0.0.4, as the node exporter's textfile collector
// reads it).
#pragma once

#include <string>
#include <vector>

#include "pipeline/batch/tally.h"
#include "pipeline/sink/json_object.h"

namespace bmas::batch {

struct RunFacts {
  std::string start, end;  // ISO 8601, UTC
  double seconds = 0;
  std::string state;  // done, held, interrupted or failed
  int exit_code = 0;
  std::vector<std::string> roots;
  std::string rules;  // version
  int workers = 0;
  std::string sandbox;  // what workers are confined by
  std::size_t ignored = 0;
  std::vector<std::string> gates;  // that did not hold
  std::vector<std::string> errors, warnings;
};

sink::JsonObject RunJson(const RunFacts& facts, const Tally& tally);

std::string Metrics(const RunFacts& facts, const Tally& tally);

}  // namespace bmas::batch
