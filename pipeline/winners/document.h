// One document as the decision about winners sees it: its units, the roles and
// cues that rules found in them, its lists and what leads into them.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "pipeline/marks/unit.h"
#include "pipeline/rules/match.h"
#include "pipeline/rules/places.h"
#include "pipeline/rules/roles.h"
#include "pipeline/rules/ruleset.h"
#include "pipeline/text/clean_text.h"
#include "pipeline/winners/candidate.h"

namespace bmas::winners {

struct UnitFacts {
  std::set<std::string> cues;
  int section = -1;  // innermost around it, index into Matches::sections
  bool in_contact = false;
  int latest_year = 0;  // that it names; 0 if it names none
  bool listed = false;  // an item, line or row
  bool begins_with_name = false;
  bool titles_winners = false;  // "Die Preisträger im Überblick"
  bool titles_others = false;   // "Sponsoren": a noun alone on its line
  bool result = false;          // "2. Platz: TSV Barth", or a rank above a name
  // Of a listed unit: the label right above, the line or sentence that leads
  // in; kNone if there is none.
  std::size_t label = kNone, lead = kNone;
  std::size_t run = 0;  // units of the same list share it
  std::size_t run_size = 0;
  std::size_t run_named = 0;  // of them, those that begin with a name

  bool SaysWhoWon() const {
    return cues.contains("winner") || cues.contains("decorated") ||
           (cues.contains("gets") && cues.contains("prize"));
  }

  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
};

struct Document {
  const CleanText& text;
  const rules::Places& places;
  const rules::Matches& matches;
  const rules::RuleSet& rules;
  std::vector<marks::Unit> units;
  std::vector<rules::RoleFound> roles;
  std::vector<UnitFacts> facts;      // one for each unit
  std::set<std::string> title_cues;  // of headings before the first sentence
  std::set<std::string> lead_cues;   // of the first two sentences
  std::set<std::string> all_cues;
  // Does it say of anybody that they have won, were honoured, got a prize?
  bool decided = false;
  int latest_year = 0;      // of those that the text names; 0 if it names none
  std::size_t results = 0;  // lines that give a name its rank
  std::set<std::size_t> counts;  // of winners, that the text announces
};

// Reads everything; the arguments must outlive it.
Document ReadDocument(const CleanText& text, const rules::Places& places,
                      const rules::Matches& matches,
                      const rules::RuleSet& rules);

// The enumeration and the phrase a candidate is of; null if it is in none.
const names::Group* GroupOf(const Document& document,
                            const Candidate& candidate);
const names::Phrase* PhraseOf(const Document& document,
                              const Candidate& candidate);

inline const std::string& RuleId(const Document& document, int rule) {
  return document.rules.rules[static_cast<std::size_t>(rule)].id;
}

}  // namespace bmas::winners
