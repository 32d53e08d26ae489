// A name that something says has won, with everything that speaks for and
// against it.
#pragma once

#include <string>
#include <vector>

#include "pipeline/marks/unit.h"
#include "pipeline/names/phrase.h"
#include "pipeline/rules/mention.h"

namespace bmas::winners {

// Who says it: a rule over marked text, or an older one over plain text.
struct Hypothesis {
  int rule = -1;
  std::string role;                         // "winner", "giver", …
  const rules::Mention* mention = nullptr;  // of a rule over plain text
  std::vector<rules::Field> fields;         // what the match says besides
};

struct Candidate {
  Span name;         // as a record prints it, bytes of clean text
  std::string text;  // of the name; with the shared surname of a couple
  names::PhraseClass kind = names::PhraseClass::kCommon;
  std::size_t unit = 0;
  std::size_t group = 0, member = 0;  // of the unit; kNoGroup if in none
  std::vector<Hypothesis> hypotheses;
  std::vector<std::string> features;  // sorted, each once
  int score = 0;                      // sum of weights, hundredths of log-odds
  double probability = 0;             // that it has won
  bool chosen = false;
  // Chosen only because the same name has won elsewhere: says more of it there.
  bool confirmed = false;
  std::string verdict;  // why it is not chosen although it could be

  static constexpr std::size_t kNoGroup = static_cast<std::size_t>(-1);
};

}  // namespace bmas::winners
