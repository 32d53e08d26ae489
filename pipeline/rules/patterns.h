// The compiled patterns of all rules: each text once, however many rules have
// it, and as many at a time as there are processors.
#pragma once

#include <re2/re2.h>

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/rules/expand.h"
#include "pipeline/rules/spec.h"
#include "pipeline/text/folded_string.h"

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
    FoldedString folded;
    bool sound = true;  // every name in it means something
  };
  std::map<std::string, Expanded> expanded_;  // by what was written
  std::map<FoldedString, std::shared_ptr<const RE2>> compiled_;
};

// What rooms that do not see RE2 ask of a pattern.
using Pattern = RE2;
bool IsSound(const Pattern& pattern);
bool MatchesEmpty(const Pattern& pattern);
int ProgramSize(const Pattern& pattern);  // in instructions
// Anywhere in `text`; then `whole` is what it matched, and `groups`, as many as
// there is room for, what each group captured: null if it took no part.
bool Finds(const Pattern& pattern, FoldedView text);
bool Finds(const Pattern& pattern, FoldedView text, FoldedView* whole);
bool FindGroups(const Pattern& pattern, FoldedView text,
                std::vector<FoldedView>* groups);

// An expanded pattern, folded and compiled; IsSound tells whether it is one.
std::shared_ptr<const RE2> CompilePattern(const std::string& expanded);

// A label stands for the whole of what is printed before its value.
Located WholeLabel(const Located& label);

}  // namespace bmas::rules
