// How each rule fares over an archive, and the lines that no rule took: the
// next rules to write.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "pipeline/record/record.h"
#include "pipeline/rules/match.h"

namespace bmas::workbench {

class Stats {
 public:
  explicit Stats(const rules::RuleSet& rules)
      : rules_(rules), counts_(rules.rules.size()) {}

  void Add(const record::Record& record);

  // To standard output.
  void Print() const;

 private:
  struct RuleCount {
    std::size_t fired = 0, alone = 0, lost = 0;
    std::size_t documents = 0;
    std::size_t passed = 0, checks = 0;  // of the records it fired in
  };

  void AddChecks(const record::Release& release, const std::vector<bool>& here);
  double Milliseconds(std::size_t rule) const;
  void PrintResidue() const;

  const rules::RuleSet& rules_;
  std::vector<RuleCount> counts_;
  rules::TimePerRule spent_;
  std::map<std::string, std::size_t> residue_;
  std::size_t documents_ = 0;
};

}  // namespace bmas::workbench
