// What a run says at its end, for a person.
#pragma once

#include <string>
#include <vector>

#include "pipeline/batch/tally.h"
#include "pipeline/worker/messages.h"

namespace bmas::batch {

class Summary {
 public:
  // `quiet`: without the lines of releases.
  explicit Summary(bool quiet) : quiet_(quiet) {}

  void Add(const std::string& path, const worker::Reply& reply);
  void AddError(const std::string& error) { errors_.push_back(error); }

  // One line per release, the documents that could not be read, totals, where
  // the records are.
  std::string Text(const std::string& out, const Tally& tally,
                   std::size_t ignored) const;

 private:
  struct Line {
    std::string path;
    worker::Outline outline;
    bool partial = false;
  };
  bool quiet_ = false;
  std::vector<Line> lines_;
  std::size_t more_ = 0;  // releases without a line
  std::vector<std::string> errors_;
};

}  // namespace bmas::batch
