// The compiled patterns of all rules: each text once, however many rules have
// it, and as many at a time as there are processors.
#pragma once

#include <re2/re2.h>

#include <map>
#include <memory>
#include <string>

#include "pipeline/rules/expand.h"
#include "pipeline/rules/spec.h"

namespace bmas::rules {

class Patterns {
 public:
  explicit Patterns(const RuleFiles& files) : expander_(files) {}

  // Expands every pattern of the rule, to be compiled with all the others.
  void Prepare(const RuleSpec& spec);
  void CompileAll();

  // REQUIRES: prepared. Null when it is wrong, which is then complained about.
  // Appends the expanded pattern, folded, to `canonical`.
  std::shared_ptr<const RE2> Get(const Located& pattern, Errors* errors,
                                 std::string* canonical) const;

  const Expander& Names() const { return expander_; }

 private:
  void PrepareOne(const Located& pattern);

  Expander expander_;
  struct Expanded {
    std::string folded;
    bool sound = true;  // every name in it means something
  };
  std::map<std::string, Expanded> expanded_;  // by what was written
  std::map<std::string, std::shared_ptr<const RE2>> compiled_;
};

// An expanded pattern, folded and compiled; ok() tells whether it is one.
std::shared_ptr<const RE2> CompilePattern(const std::string& expanded);

// A label stands for the whole of what is printed before its value.
Located WholeLabel(const Located& label);

}  // namespace bmas::rules
