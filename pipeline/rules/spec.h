// Rules as their authors wrote them: read and checked for shape, nothing
// compiled. The language is described in rules/README.md.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/base/result.h"
#include "pipeline/text/lexicon.h"

namespace bmas::rules {

// A text with the place it stands at, for messages.
struct Located {
  std::string text;
  Where where;
};

struct Example {
  std::string text;
  // Field -> expected texts: one, or those of the parts of an enumeration.
  std::map<std::string, std::vector<std::string>> values;
  Where where;
};

// Something that must stand near.
struct Near {
  std::vector<Located> rules;  // ids of rules or sections: any of them
  int lines = 0;               // at most so many lines before or after
};

enum class RuleType { kRule, kSection, kVeto };

struct RuleSpec {
  RuleType type = RuleType::kRule;
  std::string id;
  std::string about;
  Where where;
  std::vector<Located> at;  // place kinds
  std::vector<Located> in;  // ids of sections: any of them
  std::optional<Located> yields;
  Located pattern;                 // "opens" of a section
  std::optional<Located> require;  // must be found in the whole place
  std::optional<Located> reject;   // must not be found there
  std::map<std::string, Located> reject_field;  // … in a captured value
  std::map<std::string, Located> parse;         // field -> parser
  std::map<std::string, Located> is;   // field -> what it must look like
  std::map<std::string, Located> map;  // field -> the map that gives its value
  std::map<std::string, std::string> set;  // constant fields
  std::optional<Located> label;            // of a label and its value
  std::optional<Near> near;
  std::optional<Located> attach;  // tells more of the mention before it
  std::map<std::string, Located> columns;  // field -> header cell of its column
  std::map<std::string, Located> split;  // field -> rule each part goes through
  bool weak = false;  // a section that opens only where no other is open
  std::vector<Located> until;            // block kinds that end a section
  std::optional<Located> until_pattern;  // lines that end it
  std::vector<Located> blocks;           // kinds that a veto suppresses
  std::string covers;                    // what of the text it covers
  std::string status = "stable";
  std::vector<Example> yes, no, todo;
};

// Words with a value: word, case-folded -> value.
struct WordMap {
  std::map<std::string, std::string> values;
  Where where;
};

// All rule files together, in the order of their paths.
struct RuleFiles {
  std::vector<RuleSpec> rules;
  std::map<std::string, std::vector<Located>> words;
  std::map<std::string, Located> fragments;
  std::map<std::string, WordMap> maps;
  Lexicon lexicon;
  std::map<std::string, int>
      weights;                // of features, in hundredths; see winners/
  std::string evidence_text;  // of names.toml and weights.toml, in one form
  std::string lexicon_text;   // of its files, without comments and in one order
  bool unparsed = false;      // a file is no TOML: names may be missing
};

// Reads language.toml and every other *.toml under each folder, recursively
// and sorted; a file may be named in a folder's place. All errors of all files
// at once; none means success.
Errors ReadRuleFolders(const std::vector<std::string>& folders, RuleFiles* out);

}  // namespace bmas::rules
