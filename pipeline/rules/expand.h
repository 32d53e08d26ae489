// {name} in a pattern: a fragment, or any word of a list of the rule files or
// of the lexicon, longest first. "~" in a word takes the lexicon's endings.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "pipeline/rules/spec.h"

namespace bmas::rules {

class Expander {
 public:
  explicit Expander(const RuleFiles& files);

  // The pattern with every {name} replaced, as RE2 takes it. What is wrong is
  // complained about at the pattern's place.
  std::string Expand(const Located& pattern, Errors* errors) const;

  // What {name} stands for, names in it not expanded; null if nothing.
  const std::string* Meaning(const std::string& name) const;

 private:
  std::string MarkAt(const std::string& text, std::size_t* at) const;
  std::string Inner(const std::string& text, const Located& pattern, int depth,
                    Errors* errors) const;
  std::string Words(const std::vector<std::string>& words) const;

  const RuleFiles& files_;
  mutable int marks_ = 0;  // numbers groups, so that none occurs twice
  std::map<std::string, std::string> lists_;  // of words, as patterns
};

// A word as a pattern that matches it literally.
std::string Quoted(const std::string& word);

// A place inside a pattern, for the caret: where `piece` stands in it.
Where WhereIn(const Located& pattern, const std::string& piece);

}  // namespace bmas::rules
