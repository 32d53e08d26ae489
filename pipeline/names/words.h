// What single words tell about names: is this a forename, a town, a common
// noun, the head of an institution's name, an office? Words as printed, UTF-8.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "pipeline/lexicon/word_index.h"
#include "pipeline/text/lexicon.h"

namespace bmas::names {

// How sure it is that a word is a forename.
enum class Grade { kNo, kMaybe, kSure };

class Words {
 public:
  Words(const Lexicon& lexicon, std::shared_ptr<const WordIndex> index);

  Grade Forename(std::string_view word) const;
  bool Surname(std::string_view word) const;
  // A town, district, state or country by its full name.
  bool Place(std::string_view name) const;
  // "Thüringer", "Münchner": from a place.
  bool Demonym(std::string_view word) const;
  // The first word of a place of several words ("Bad").
  bool PlaceStart(std::string_view word) const;

  // A word of the language, inflected or compound; no name by itself.
  bool Common(std::string_view word) const;
  // A word as dictionaries print it; case counts.
  bool Form(std::string_view word) const;
  // A word that dictionaries print in small letters only: a capital is the
  // sentence's.
  bool Small(std::string_view word) const;
  // Ends as an inflected adjective or participle does.
  bool AdjectiveEnding(std::string_view word) const;
  // A noun of the language, as dictionaries print it.
  bool Noun(std::string_view word) const;

  // The same in capitals throughout: "PROGRAMM".
  bool ShoutedNoun(std::string_view word) const;

  // By lists of the lexicon; compounds count by their last part where the
  // lists say so.
  bool InstitutionHead(std::string_view word) const;
  bool ClassNoun(std::string_view word) const;     // "Firma", "Projekt"
  bool WorkNoun(std::string_view word) const;      // "Film", "Roman"
  bool TeamNoun(std::string_view word) const;      // "Team"
  bool Municipality(std::string_view word) const;  // "Stadt", "Landkreis"
  bool PrizeNoun(std::string_view word) const;     // "Förderpreises"
  bool WinnerNoun(std::string_view word) const;    // "Preisträgerin"
  // One that the list has from its beginning, no compound with a prize's name:
  // "Preisträgerin", not "Nobelpreisträgerin".
  bool PlainWinnerNoun(std::string_view word) const;
  bool OfficeNoun(std::string_view word) const;  // "Ministerin"
  bool JuryNoun(std::string_view word) const;    // "Jurymitglied"
  bool QuoteLabel(std::string_view word) const;  // "Motto", "Kategorie"
  bool Occupation(std::string_view word) const;  // "Doktorandin"
  bool Calendar(std::string_view word) const;    // "Montag", "Uhr"
  bool Determiner(std::string_view word) const;  // any case
  bool Preposition(std::string_view word) const;
  bool Conjunction(std::string_view word) const;  // of an enumeration
  bool Relative(std::string_view word) const;     // "deren", "welche"
  bool SpeechVerb(std::string_view word) const;
  bool Verb(std::string_view word) const;  // finite or participle
  bool Title(std::string_view word) const;
  bool PostTitle(std::string_view word) const;  // "a. D.", "MdB"
  bool Salutation(std::string_view word) const;
  bool Particle(std::string_view word) const;
  bool LoneParticle(std::string_view word) const;  // "von" without "der"
  bool Abbreviation(std::string_view word) const;  // "EU", "IHK": no odd name
  bool Nobility(std::string_view word) const;      // "Freiherr"
  bool AccusativeDeterminer(std::string_view word) const;  // "die"
  bool BelongingVerb(std::string_view word) const;         // "angehören"
  bool HelperLabel(std::string_view word) const;       // "Ausbildungsbetrieb"
  bool District(std::string_view word) const;          // "Landkreis"
  bool Canton(std::string_view word) const;            // "GL" behind a town
  bool Reflexive(std::string_view word) const;         // "sich"
  bool NeuterDeterminer(std::string_view word) const;  // "das"
  bool MasculineHead(std::string_view word) const;     // "Verein"
  bool PluralHead(std::string_view word) const;        // "Metzgereien"
  bool Both(std::string_view word) const;              // "beide"
  bool Saint(std::string_view word) const;             // "St."
  bool PairTail(std::string_view word) const;      // "Umgebung" behind "und"
  bool PluralEnding(std::string_view word) const;  // "Ruderinnen"
  bool NameSuffix(std::string_view word) const;    // "jun."
  bool NumberedTeam(std::string_view word) const;  // "Klasse"
  bool Joiner(std::string_view word) const;        // inside institutions' names
  bool LocativeJoiner(std::string_view word) const;   // "am", "der", "des"
  bool PurposeJoiner(std::string_view word) const;    // "für", "gegen"
  bool InnerGender(std::string_view word) const;      // "SchülerInnen"
  bool OriginWord(std::string_view word) const;       // "aus", "Region"
  bool OwnerWord(std::string_view word) const;        // "vom", "der", "des"
  bool TailPreposition(std::string_view word) const;  // "für", "mit"
  bool EnumerationPreposition(std::string_view word) const;  // "an", "von"
  bool PrizeTail(std::string_view words) const;              // "am Bande"
  bool PartTail(std::string_view words) const;               // "des Jahres"
  bool RankNoun(std::string_view word) const;                // "Platz"
  bool SpecialRank(std::string_view word) const;       // "Sonderpreis", "Gold"
  bool CategoryNoun(std::string_view word) const;      // "Kategorie"
  bool Superlative(std::string_view word) const;       // "Bester"
  bool WeakSuperlative(std::string_view word) const;   // "besten"
  bool Greeting(std::string_view word) const;          // "Grüße"
  bool Magnitude(std::string_view word) const;         // "Millionen"
  bool Currency(std::string_view word) const;          // "Euro"
  bool EventPreposition(std::string_view word) const;  // "in"
  bool MakerNoun(std::string_view word) const;         // "Reifenhersteller"
  bool Indefinite(std::string_view word) const;        // "einer"
  bool Genitive(std::string_view word) const;          // "des"
  bool PublicBody(std::string_view name) const;        // holds "ministerium"
  bool ForeignHead(std::string_view word) const;       // "Group", "Foundation"
  bool ArticleJoiner(std::string_view word) const;     // "an" in "an der Aue"
  bool TownEnding(std::string_view word) const;        // "-dorf", not "Dorf"
  bool Possessive(std::string_view word) const;        // "ihre"
  bool SoftClassNoun(std::string_view word) const;     // "Verein"
  bool ContractedJoiner(std::string_view word) const;  // "zur"
  bool PlainNoun(std::string_view word) const;         // "Mitglieder", "Finale"
  bool Negation(std::string_view word) const;          // "weder"
  bool AgeWord(std::string_view word) const;           // "Jahre"
  bool FamilyNoun(std::string_view word) const;        // "Mutter", "Schüler"
  bool Adverb(std::string_view word) const;            // "auch", "zudem"
  const std::vector<std::string>& VerbEndings() const { return verb_endings_; }
  int Number(std::string_view word) const;  // "fünf" = 5; 0 if none

  const Lexicon& Lists() const { return lexicon_; }
  const WordIndex& Index() const { return *index_; }

 private:
  using Set = std::unordered_set<std::string>;

  std::string_view WithoutGenderMark(std::string_view word) const;
  bool InSet(const Set& set, std::string_view word) const;
  static bool InSetAsPrinted(const Set& set, std::string_view folded);
  bool Inflected(std::string_view word) const;
  bool Compound(std::string_view word, int depth) const;

  Lexicon lexicon_;
  std::shared_ptr<const WordIndex> index_;
  Set heads_, class_nouns_, work_nouns_, team_nouns_, municipalities_;
  Set prize_nouns_, winner_nouns_, office_nouns_, jury_nouns_, quote_labels_;
  Set calendar_, determiners_, prepositions_, conjunctions_, relatives_;
  Set speech_verbs_, verbs_, titles_, post_titles_, salutations_, particles_,
      nobility_;
  Set name_suffixes_, numbered_teams_, superlatives_, weak_superlatives_,
      greetings_, neuter_determiners_, masculine_heads_, pair_tails_,
      both_words_, saints_, accusative_determiners_, reflexives_, districts_,
      cantons_, helper_labels_, belonging_verbs_;
  Set joiners_, lone_particles_, acronyms_, locatives_, purposes_;
  Set origins_, owners_, tail_prepositions_, enumeration_prepositions_;
  Set rank_nouns_, special_ranks_, category_nouns_, magnitudes_, currencies_;
  Set negations_, plain_nouns_, contracted_joiners_, soft_class_nouns_,
      possessives_, town_endings_, no_heads_, foreign_heads_, article_joiners_;
  Set indefinites_, genitives_, public_bodies_, maker_nouns_,
      event_prepositions_, age_words_, family_nouns_, adverbs_, prize_tails_,
      part_tails_;
  std::vector<std::string> word_endings_, compound_joints_, gender_endings_;
  std::vector<std::string> demonym_endings_, demonym_stems_;
  std::vector<std::string> occupation_suffixes_, occupation_cuts_,
      inner_gender_, verb_endings_, plural_endings_, plural_head_endings_;
};

}  // namespace bmas::names
