// What a run has done so far, in numbers and lists.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "pipeline/archive/plan.h"
#include "pipeline/worker/messages.h"

namespace bmas::batch {

struct Slow {
  std::string path;  // printable
  double seconds = 0;
};

struct Failure {
  std::string path;  // printable
  std::string status, code, message;
  bool known = false;  // from an earlier run
};

struct Tally {
  // Of every document seen: why it was due, or not.
  std::array<std::size_t, archive::kReasons> reasons{};
  // Of those that got a record in this run.
  std::size_t ok = 0, partial = 0, failed = 0;
  std::size_t dated = 0, awards = 0, award_releases = 0, winners = 0,
              contacts = 0, checks_failed = 0;
  std::size_t from_stored = 0;  // by rules alone, without their file
  std::size_t written = 0;      // files that changed
  std::size_t killed_workers = 0;
  std::vector<Failure> failures;
  std::vector<Slow> slowest;              // first the slowest; ten at most
  std::map<std::string, double> seconds;  // by stage

  void Count(archive::Reason reason) {
    ++reasons.at(static_cast<std::size_t>(reason));
  }
  std::size_t Of(archive::Reason reason) const {
    return reasons.at(static_cast<std::size_t>(reason));
  }
  std::size_t Seen() const;  // without those that are gone
  std::size_t Done() const { return ok + partial + failed; }
  std::size_t NewFailures() const;
  void AddSlow(const std::string& path, double taken);
};

}  // namespace bmas::batch
