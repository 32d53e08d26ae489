// Compiled rules: immutable, shared by all documents. After a RuleSet exists
// nothing about the rules can fail.
#pragma once

#include <re2/re2.h>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/names/words.h"
#include "pipeline/rules/literal_index.h"
#include "pipeline/rules/spec.h"
#include "pipeline/rules/vocabulary.h"

namespace bmas::rules {

struct CompiledRule {
  RuleType type = RuleType::kRule;
  std::string id;
  std::string about;
  std::string version;  // 8 hexadecimal digits; changes with what it does
  std::vector<PlaceKind> at;
  std::vector<int> in;                 // indices of sections: any of them
  std::string yields;                  // of a rule: the kind of mention
  std::shared_ptr<const RE2> pattern;  // null for a rule by columns
  std::vector<std::string> groups;     // names by group number, "" if unnamed
  std::shared_ptr<const RE2> require;
  std::shared_ptr<const RE2> reject;
  std::map<std::string, std::shared_ptr<const RE2>> reject_field;
  std::map<std::string, std::string> parse;
  std::map<std::string, std::string> is;
  std::map<std::string, int> map;  // field -> index into RuleSet::maps
  std::map<std::string, std::string> set;
  std::shared_ptr<const RE2> label;  // of the whole label
  std::vector<int> near;  // rules or sections: one of them must stand near
  int near_lines = 0;
  bool attach = false;
  std::map<std::string, std::shared_ptr<const RE2>> columns;  // of a table rule
  std::map<std::string, int> split;  // field -> rule for each part, or -1
  bool marked = false;  // the pattern is for marked text, see marks/unit.h
  bool weak = false;
  std::vector<std::string> until;
  std::shared_ptr<const RE2> until_pattern;
  std::vector<std::string> blocks;
  std::string covers;
  // Sets of literals: where `pattern` matches, each has one (see literals.h).
  std::vector<int> needs;
  Where where;
};

struct RuleSet {
  std::vector<CompiledRule> rules;
  Lexicon lexicon;
  std::shared_ptr<const names::Words> names;  // what words tell about names
  std::map<std::string, int> weights;         // of features, in hundredths
  std::string version;          // of all rules together, lexicon included
  std::string lexicon_version;  // of the lexicon alone: what layout reads by

  std::vector<std::map<std::string, std::string>> maps;  // see WordMap

  // For each place kind the rules that look at it, in order. Each is matched by
  // itself, where its literals stand: one automaton for all of them together
  // has so many states that it spends its time on building them.
  std::vector<std::vector<int>> by_place;
  LiteralIndex literals;
};

// Checks and compiles; all errors at once, empty means success.
// `experimental` keeps the rules of that status.
Errors Compile(const RuleFiles& files, bool experimental, RuleSet* out);

// Reading and compiling in one go.
Errors LoadRules(const std::vector<std::string>& folders, bool experimental,
                 RuleSet* out);

// The same; after success `files` holds the specs of `out`, rule by rule.
Errors LoadRules(const std::vector<std::string>& folders, bool experimental,
                 RuleFiles* files, RuleSet* out);

}  // namespace bmas::rules
