// The German the program knows, as a plain value: loaded from
// rules/language.toml and handed down. No wording stands in code.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace bmas {

// A country whose numbering plan and postcodes contacts may follow.
struct Region {
  std::vector<std::string> marks;  // before its postcodes: "D", "DE"
  std::string prefix;              // of its telephone numbers: "49"
  std::string domain;              // ".de"
  std::size_t postcode_digits = 0;
};

struct Lexicon {
  // Words that are one word with a suspended hyphen before them ("und").
  std::vector<std::string> suspended_conjunctions;
  // Last words of an enumeration are joined by these.
  std::vector<std::string> enumeration_conjunctions;
  // Before the last noun of a name: a conjunction after that belongs to it too.
  std::vector<std::string> name_prepositions;
  // Ends of words that tell what somebody does ("Architektin").
  std::vector<std::string> occupation_endings;
  // After a conjunction these belong to the name before it ("Söhne").
  std::vector<std::string> name_partners;
  // A full stop after these ends no sentence ("Dr", "z", "Nr").
  std::vector<std::string> abbreviations;
  // What pages carry at their edges; {n} is a number ("Seite {n} von {n}").
  std::vector<std::string> page_numbers;
  // What a masthead says ("Pressemitteilung").
  std::vector<std::string> mastheads;
  // Labels of a letterhead, without colon ("Hausanschrift").
  std::vector<std::string> letterhead_labels;
  // The keys of these are case-folded (see FoldCase).
  std::map<std::string, int> number_words;   // "fünf" = 5
  std::map<std::string, int> months;         // "jänner" = 1, "sept" = 9
  std::map<std::string, int> ordinals;       // "ersten" = 1
  std::map<std::string, int> weekdays;       // "montag" = 1 … "sonntag" = 7
  std::map<std::string, int> relative_days;  // "gestern" = -1
  std::map<std::string, int> magnitudes;     // "mio" = 1000000
  std::map<std::string, Region> regions;     // by CLDR code
  std::string default_region;                // where nothing tells another
  std::map<std::string, std::string> currencies;  // "franken" = "CHF"
  std::vector<std::string> rank_words;            // beside a number: "Platz"
  std::vector<std::string> number_marks;          // before it: "Nr."
  std::vector<std::string> legal_forms;           // "e. V.", "GmbH & Co. KG"
  std::vector<std::string> institution_words;  // parts of organisations' names
  std::vector<std::string> project_words;      // "Projekt"
  std::vector<std::string> team_words;         // "Team"
  std::vector<std::string> titles;             // "Dr.", "Prof."
  std::vector<std::string> salutations;        // "Herr", "Frau"
  std::vector<std::string> name_particles;     // "von", "van"
  std::vector<std::string> first_names;  // to tell people from institutions
  // Nouns that name prizes, case-folded, with the ending that an adjective has
  // before them in the nominative: "preis" = "er", "medaille" = "e".
  std::map<std::string, std::string> prize_heads;
  std::vector<std::string> genitive_endings;   // of those nouns
  std::vector<std::string> adjective_endings;  // longest first
  // Lists by name, of rules/names.toml: see there and names/words.h.
  std::map<std::string, std::vector<std::string>> name_lists;
  std::vector<std::string> endings;  // what "~" stands for in patterns
};

}  // namespace bmas
