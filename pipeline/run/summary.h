// What a run says at its end, for a person.
#pragma once

#include <string>
#include <vector>

#include "pipeline/record/record.h"

namespace bmas::run {

struct Summary {
  void Add(const record::Record& record);
  void AddError(const Error& error) { errors.push_back(Render(error)); }
  bool Failed() const { return failed + partial > 0; }

  // One line per release, the documents that could not be read, totals, where
  // the records are.
  std::string Text(const std::string& out) const;

  std::size_t ignored = 0;
  std::size_t ok = 0, partial = 0, failed = 0;
  std::vector<std::string> errors;

 private:
  struct Line {
    std::string date, title, path;
    std::size_t winners = 0, contacts = 0, checks_failed = 0;
    bool partial = false;
  };
  std::vector<Line> lines_;
  std::vector<std::string> failures_;
};

}  // namespace bmas::run
