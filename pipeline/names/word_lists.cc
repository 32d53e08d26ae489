// Which list a word stands on, and what that says of it.

#include <algorithm>

#include "pipeline/base/utf8.h"
#include "pipeline/names/words.h"
#include "pipeline/text/names.h"
#include "pipeline/text/normalize.h"

namespace bmas::names {

bool Words::InstitutionHead(std::string_view word) const {
  if (!InSet(heads_, word) || InSet(no_heads_, word) || OfficeNoun(word)) {
    return false;
  }
  // "Wimmersdorfer": from a town, no plural of villages. "Thüringer": from a
  // land, no form of "-ring".
  return std::ranges::none_of(demonym_endings_, [&](const std::string& ending) {
    if (!word.ends_with(ending)) return false;
    const std::string_view base = word.substr(0, word.size() - ending.size());
    return TownEnding(base) || (Demonym(word) && InSet(heads_, base));
  });
}
bool Words::ClassNoun(std::string_view word) const {
  return class_nouns_.contains(FoldCase(word));
}
bool Words::WorkNoun(std::string_view word) const {
  return InSet(work_nouns_, word);
}
bool Words::TeamNoun(std::string_view word) const {
  return InSet(team_nouns_, word);
}
bool Words::Municipality(std::string_view word) const {
  return InSet(municipalities_, word);
}
bool Words::PrizeNoun(std::string_view word) const {
  return IsUpper(CodePointAt(word, 0)) && InSet(prize_nouns_, word) &&
         !WinnerNoun(word) && !Demonym(word);
}
bool Words::WinnerNoun(std::string_view word) const {
  return InSet(winner_nouns_, word);
}
bool Words::PlainWinnerNoun(std::string_view word) const {
  const std::string folded = FoldCase(WithoutGenderMark(word));
  return std::ranges::any_of(winner_nouns_, [&](const std::string& noun) {
    return folded.starts_with(noun.starts_with('-') ? noun.substr(1) : noun);
  });
}
bool Words::OfficeNoun(std::string_view word) const {
  return InSet(office_nouns_, word);
}
bool Words::JuryNoun(std::string_view word) const {
  return InSet(jury_nouns_, word);
}
bool Words::QuoteLabel(std::string_view word) const {
  return InSet(quote_labels_, word);
}
bool Words::Occupation(std::string_view word) const {
  constexpr std::size_t kTelling = 4;  // bytes of an ending that says enough
  if (word.size() < 5 || !IsUpper(CodePointAt(word, 0))) return false;
  if (InSet(heads_, word) && !InSet(no_heads_, word)) return false;
  std::string_view form = WithoutGenderMark(word);
  for (const std::string& cut : occupation_cuts_) {
    if (!form.ends_with(cut)) continue;
    const std::string_view base = form.substr(0, form.size() - cut.size());
    for (const std::string& ending : lexicon_.occupation_endings) {
      if (ending.size() >= kTelling && base.size() > ending.size() &&
          base.ends_with(ending)) {
        return true;
      }
    }
  }
  return std::ranges::any_of(occupation_suffixes_,
                             [&](const std::string& suffix) {
                               return form.ends_with(suffix);
                             }) &&
         Common(form) && !Surname(form);
}
bool Words::Demonym(std::string_view word) const {
  for (const std::string& ending : demonym_endings_) {
    if (!word.ends_with(ending)) continue;
    const std::string base(word.substr(0, word.size() - ending.size()));
    const bool place = std::ranges::any_of(
        demonym_stems_,
        [&](const std::string& stem) { return Place(base + stem); });
    if (place) return true;
  }
  return false;
}
bool Words::Calendar(std::string_view word) const {
  return calendar_.contains(FoldCase(word));
}
bool Words::Determiner(std::string_view word) const {
  return determiners_.contains(FoldCase(word));
}
bool Words::Preposition(std::string_view word) const {
  return prepositions_.contains(FoldCase(word));
}
bool Words::Conjunction(std::string_view word) const {
  return conjunctions_.contains(std::string(word));
}
bool Words::Relative(std::string_view word) const {
  return relatives_.contains(std::string(word));
}
bool Words::SpeechVerb(std::string_view word) const {
  return speech_verbs_.contains(std::string(word));
}
bool Words::Verb(std::string_view word) const {
  return verbs_.contains(std::string(word));
}
bool Words::Title(std::string_view word) const {
  if (titles_.contains(std::string(word))) return true;
  // "Prof.in", "Dr.in"
  const std::size_t stop = word.rfind('.');
  if (stop == std::string_view::npos || stop == 0) return false;
  const std::string_view ending = word.substr(stop + 1);
  if (!ending.empty() &&
      std::ranges::find(gender_endings_, ending) != gender_endings_.end()) {
    return Title(word.substr(0, stop + 1));
  }
  return IsCompoundTitle(word, titles_);
}
bool Words::PostTitle(std::string_view word) const {
  return post_titles_.contains(std::string(word));
}
bool Words::Salutation(std::string_view word) const {
  return salutations_.contains(std::string(word));
}
bool Words::Particle(std::string_view word) const {
  return particles_.contains(std::string(word));
}
bool Words::LoneParticle(std::string_view word) const {
  return lone_particles_.contains(std::string(word));
}
bool Words::Abbreviation(std::string_view word) const {
  return acronyms_.contains(FoldCase(word));
}
bool Words::Nobility(std::string_view word) const {
  return nobility_.contains(FoldCase(word));
}
bool Words::AccusativeDeterminer(std::string_view word) const {
  return accusative_determiners_.contains(FoldCase(word));
}
bool Words::HelperLabel(std::string_view word) const {
  return InSet(helper_labels_, word);
}
bool Words::BelongingVerb(std::string_view word) const {
  return belonging_verbs_.contains(std::string(word));
}
bool Words::District(std::string_view word) const {
  return InSet(districts_, word);
}
bool Words::Canton(std::string_view word) const {
  return cantons_.contains(std::string(word));
}
bool Words::Reflexive(std::string_view word) const {
  return reflexives_.contains(std::string(word));
}
bool Words::MasculineHead(std::string_view word) const {
  // No inflected form: "der Vereine" may be a genitive.
  return InSetAsPrinted(masculine_heads_, FoldCase(word));
}
bool Words::PluralHead(std::string_view word) const {
  const std::string folded = FoldCase(word);
  return !InSetAsPrinted(heads_, folded) &&
         std::ranges::any_of(
             plural_head_endings_, [&](const std::string& ending) {
               return folded.ends_with(ending) &&
                      InSetAsPrinted(
                          heads_,
                          folded.substr(0, folded.size() - ending.size()));
             });
}
bool Words::Saint(std::string_view word) const {
  return saints_.contains(FoldCase(word));
}
bool Words::Both(std::string_view word) const {
  return both_words_.contains(FoldCase(word));
}
bool Words::PairTail(std::string_view word) const {
  return pair_tails_.contains(FoldCase(word));
}
bool Words::PluralEnding(std::string_view word) const {
  return std::ranges::any_of(plural_endings_, [&](const std::string& ending) {
    return word.ends_with(ending);
  });
}
bool Words::NeuterDeterminer(std::string_view word) const {
  return neuter_determiners_.contains(FoldCase(word));
}
bool Words::NameSuffix(std::string_view word) const {
  return name_suffixes_.contains(std::string(word));
}
bool Words::NumberedTeam(std::string_view word) const {
  return InSet(numbered_teams_, word);
}
bool Words::Joiner(std::string_view word) const {
  return joiners_.contains(std::string(word));
}
bool Words::LocativeJoiner(std::string_view word) const {
  return locatives_.contains(std::string(word));
}
bool Words::PurposeJoiner(std::string_view word) const {
  return purposes_.contains(std::string(word));
}
bool Words::InnerGender(std::string_view word) const {
  return std::ranges::any_of(inner_gender_, [&](const std::string& ending) {
    return word.ends_with(ending);
  });
}
bool Words::OriginWord(std::string_view word) const {
  return origins_.contains(FoldCase(word));
}
bool Words::OwnerWord(std::string_view word) const {
  return owners_.contains(FoldCase(word));
}
bool Words::TailPreposition(std::string_view word) const {
  return tail_prepositions_.contains(FoldCase(word));
}
bool Words::EnumerationPreposition(std::string_view word) const {
  return enumeration_prepositions_.contains(FoldCase(word));
}
bool Words::AgeWord(std::string_view word) const {
  return age_words_.contains(FoldCase(word));
}
bool Words::Adverb(std::string_view word) const {
  return adverbs_.contains(FoldCase(word));
}
bool Words::PrizeTail(std::string_view words) const {
  return prize_tails_.contains(Lowered(words));
}
bool Words::PartTail(std::string_view words) const {
  return part_tails_.contains(Lowered(words));
}
bool Words::FamilyNoun(std::string_view word) const {
  return InSet(family_nouns_, word);
}
bool Words::Superlative(std::string_view word) const {
  return superlatives_.contains(FoldCase(word));
}
bool Words::WeakSuperlative(std::string_view word) const {
  return weak_superlatives_.contains(FoldCase(word));
}
bool Words::Greeting(std::string_view word) const {
  return greetings_.contains(FoldCase(word));
}
bool Words::Magnitude(std::string_view word) const {
  return magnitudes_.contains(FoldCase(word));
}
bool Words::Currency(std::string_view word) const {
  return currencies_.contains(FoldCase(word));
}
bool Words::RankNoun(std::string_view word) const {
  return InSet(rank_nouns_, word);
}
bool Words::SpecialRank(std::string_view word) const {
  return InSet(special_ranks_, word);
}
bool Words::CategoryNoun(std::string_view word) const {
  return InSet(category_nouns_, word);
}
bool Words::EventPreposition(std::string_view word) const {
  return event_prepositions_.contains(FoldCase(word));
}
bool Words::MakerNoun(std::string_view word) const {
  return InSet(maker_nouns_, word);
}
bool Words::Indefinite(std::string_view word) const {
  return indefinites_.contains(FoldCase(word));
}
bool Words::Genitive(std::string_view word) const {
  return genitives_.contains(FoldCase(word));
}
bool Words::PublicBody(std::string_view name) const {
  const std::string folded = FoldCase(name);
  return std::ranges::any_of(public_bodies_, [&](const std::string& body) {
    return folded.find(body) != std::string::npos;
  });
}
bool Words::ForeignHead(std::string_view word) const {
  return foreign_heads_.contains(FoldCase(word));
}
bool Words::ArticleJoiner(std::string_view word) const {
  return article_joiners_.contains(std::string(word));
}
bool Words::TownEnding(std::string_view word) const {
  return !town_endings_.contains(FoldCase(word)) &&
         std::ranges::any_of(town_endings_, [&](const std::string& ending) {
           return word.size() > ending.size() && word.ends_with(ending);
         });
}
bool Words::Possessive(std::string_view word) const {
  return possessives_.contains(FoldCase(word));
}
bool Words::SoftClassNoun(std::string_view word) const {
  return soft_class_nouns_.contains(FoldCase(word));
}
bool Words::ContractedJoiner(std::string_view word) const {
  return contracted_joiners_.contains(std::string(word));
}
bool Words::PlainNoun(std::string_view word) const {
  return InSet(plain_nouns_, word);
}
bool Words::Negation(std::string_view word) const {
  return negations_.contains(FoldCase(word));
}
int Words::Number(std::string_view word) const {
  const auto at = lexicon_.number_words.find(FoldCase(word));
  return at == lexicon_.number_words.end() ? 0 : at->second;
}

}  // namespace bmas::names
