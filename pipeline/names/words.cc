#include "pipeline/names/words.h"

#include <algorithm>

#include "pipeline/base/utf8.h"
#include "pipeline/text/normalize.h"

namespace bmas::names {
namespace {

std::string Capitalised(std::string_view word) {
  std::string folded = Lowered(word);
  if (folded.empty()) return folded;
  // Upper case of the first code point: ICU's mapping is not needed for the
  // letters that begin German nouns.
  const char32_t first = CodePointAt(folded, 0);
  std::string out;
  if (first < 0x80) {
    out += static_cast<char>(first >= 'a' && first <= 'z' ? first - 32 : first);
  } else {
    AppendCodePoint(out, first >= 0xE0 && first <= 0xFE && first != 0xF7
                             ? first - 0x20
                             : first);
  }
  return out + folded.substr(LengthAt(folded, 0));
}

// Bytes; what is longer is no word, and to take it apart costs its square.
constexpr std::size_t kLongestWord = 120;
constexpr std::size_t kShortestPart = 3;  // bytes, of a compound

}  // namespace

Words::Words(const Lexicon& lexicon, std::shared_ptr<const WordIndex> index)
    : lexicon_(lexicon), index_(std::move(index)) {
  const auto fill = [&](const char* name, Set* out) {
    const auto at = lexicon_.name_lists.find(name);
    if (at == lexicon_.name_lists.end()) return;
    // Small words are asked as they stand, nouns folded: ß is in both.
    for (const std::string& word : at->second) {
      out->insert(FoldCase(word));
      out->insert(Lowered(word));
    }
  };
  // Of these the case is part of the word.
  const auto exact = [&](const char* name, Set* out) {
    const auto at = lexicon_.name_lists.find(name);
    if (at != lexicon_.name_lists.end()) {
      out->insert(at->second.begin(), at->second.end());
    }
  };
  const auto list = [&](const char* name, std::vector<std::string>* out) {
    const auto at = lexicon_.name_lists.find(name);
    if (at != lexicon_.name_lists.end()) *out = at->second;
  };
  list("word_endings", &word_endings_);
  list("compound_joints", &compound_joints_);
  list("gender_endings", &gender_endings_);
  list("occupation_suffixes", &occupation_suffixes_);
  list("occupation_cuts", &occupation_cuts_);
  list("demonym_endings", &demonym_endings_);
  list("demonym_stems", &demonym_stems_);
  list("inner_gender", &inner_gender_);
  fill("institution_heads", &heads_);
  fill("class_nouns", &class_nouns_);
  fill("work_nouns", &work_nouns_);
  fill("team_nouns", &team_nouns_);
  fill("municipalities", &municipalities_);
  fill("more_prize_nouns", &prize_nouns_);
  fill("winner_nouns", &winner_nouns_);
  fill("office_nouns", &office_nouns_);
  fill("jury_nouns", &jury_nouns_);
  fill("quote_labels", &quote_labels_);
  fill("calendar_nouns", &calendar_);
  fill("determiners", &determiners_);
  fill("prepositions", &prepositions_);
  fill("enumeration_joints", &conjunctions_);
  fill("relative_words", &relatives_);
  fill("speech_verbs", &speech_verbs_);
  fill("verbs", &verbs_);
  fill("nobility", &nobility_);
  fill("belonging_verbs", &belonging_verbs_);
  fill("helper_labels", &helper_labels_);
  fill("district_nouns", &districts_);
  exact("cantons", &cantons_);
  fill("reflexives", &reflexives_);
  fill("accusative_determiners", &accusative_determiners_);
  fill("neuter_determiners", &neuter_determiners_);
  fill("masculine_heads", &masculine_heads_);
  fill("pair_tails", &pair_tails_);
  fill("both_words", &both_words_);
  fill("saints", &saints_);
  list("plural_endings", &plural_endings_);
  list("plural_head_endings", &plural_head_endings_);
  fill("superlatives", &superlatives_);
  fill("weak_superlatives", &weak_superlatives_);
  fill("greetings", &greetings_);
  fill("numbered_teams", &numbered_teams_);
  fill("name_joiners", &joiners_);
  fill("lone_particles", &lone_particles_);
  fill("acronyms", &acronyms_);
  fill("negations", &negations_);
  fill("plain_nouns", &plain_nouns_);
  fill("contracted_joiners", &contracted_joiners_);
  fill("soft_class_nouns", &soft_class_nouns_);
  fill("possessives", &possessives_);
  fill("town_endings", &town_endings_);
  fill("no_heads", &no_heads_);
  fill("foreign_heads", &foreign_heads_);
  fill("article_joiners", &article_joiners_);
  fill("indefinites", &indefinites_);
  fill("genitives", &genitives_);
  fill("public_bodies", &public_bodies_);
  fill("maker_nouns", &maker_nouns_);
  fill("event_prepositions", &event_prepositions_);
  fill("magnitudes", &magnitudes_);
  fill("currency_words", &currencies_);
  fill("rank_nouns", &rank_nouns_);
  fill("special_ranks", &special_ranks_);
  fill("category_nouns", &category_nouns_);
  fill("origin_words", &origins_);
  fill("owner_words", &owners_);
  fill("tail_prepositions", &tail_prepositions_);
  fill("enumeration_prepositions", &enumeration_prepositions_);
  fill("age_words", &age_words_);
  fill("adverbs", &adverbs_);
  fill("family_nouns", &family_nouns_);
  fill("prize_tails", &prize_tails_);
  fill("part_tails", &part_tails_);
  list("verb_endings", &verb_endings_);
  fill("locative_joiners", &locatives_);
  fill("purpose_joiners", &purposes_);
  for (const auto& [word, ending] : lexicon_.prize_heads) {
    prize_nouns_.insert("-" + word);
  }
  // Abbreviations ("Jan", "So") are names and words of their own.
  for (const auto* words : {&lexicon_.months, &lexicon_.weekdays}) {
    for (const auto& [word, number] : *words) {
      if (!index_->Has(WordList::kSureForename, Capitalised(word)) &&
          word.size() > 2) {
        calendar_.insert(word);
      }
    }
  }
  titles_.insert(lexicon_.titles.begin(), lexicon_.titles.end());
  exact("more_titles", &titles_);
  exact("name_suffixes", &name_suffixes_);
  exact("post_titles", &post_titles_);
  salutations_.insert(lexicon_.salutations.begin(), lexicon_.salutations.end());
  particles_.insert(lexicon_.name_particles.begin(),
                    lexicon_.name_particles.end());
  for (const std::string& word : conjunctions_) particles_.erase(word);
}

// "Preisträger:innen", "Preisträger/-in", "Preisträger*in" -> the part before.
std::string_view Words::WithoutGenderMark(std::string_view word) const {
  const std::size_t at = word.find_first_of(":*_/");
  if (at == std::string_view::npos || at < kShortestPart) return word;
  std::string_view rest = word.substr(at + 1);
  if (rest.starts_with("-")) rest.remove_prefix(1);
  return std::ranges::find(gender_endings_, rest) != gender_endings_.end()
             ? word.substr(0, at)
             : word;
}

// Is the folded word in the set, or its end as last part of a compound where
// the set has it with a hyphen?
bool Words::InSetAsPrinted(const Set& set, std::string_view folded) {
  if (folded.size() > kLongestWord) return false;
  if (set.contains(std::string(folded))) return true;
  std::string key;
  for (std::size_t at = 0; at + 1 < folded.size(); ++at) {
    if ((folded[at] & '\xC0') == '\x80') continue;  // inside a code point
    key.assign(1, '-').append(folded.substr(at));
    if (set.contains(key)) return true;
  }
  return false;
}

// The same, with or without an ending.
bool Words::InSet(const Set& set, std::string_view word) const {
  if (word.size() > kLongestWord) return false;
  const std::string folded = FoldCase(WithoutGenderMark(word));
  if (InSetAsPrinted(set, folded)) return true;
  return std::ranges::any_of(word_endings_, [&](const std::string& ending) {
    return folded.size() >= ending.size() + kShortestPart &&
           folded.ends_with(ending) &&
           InSetAsPrinted(set, std::string_view(folded).substr(
                                   0, folded.size() - ending.size()));
  });
}

bool Words::Form(std::string_view word) const {
  return index_->Has(WordList::kForm, word);
}

bool Words::Small(std::string_view word) const {
  return Form(Lowered(word)) && !Form(word);
}

bool Words::AdjectiveEnding(std::string_view word) const {
  return std::ranges::any_of(
      lexicon_.adjective_endings,
      [&](const std::string& ending) { return word.ends_with(ending); });
}

bool Words::Noun(std::string_view word) const {
  return IsUpper(CodePointAt(word, 0)) && Form(word) && !Surname(word);
}

Grade Words::Forename(std::string_view word) const {
  if (word.empty() || word.size() > kLongestWord) return Grade::kNo;
  if (index_->Has(WordList::kSureForename, word)) return Grade::kSure;
  if (index_->Has(WordList::kForename, word)) {
    // A noun has a plural in the word list, a name has none there.
    const std::string plural = std::string(word) + "n";
    const bool noun = Form(word) && (Form(plural) || Form(Lowered(word)));
    return noun || (Place(word) && !Surname(word)) ? Grade::kMaybe
                                                   : Grade::kSure;
  }
  const std::size_t hyphen = word.find('-');
  if (hyphen != std::string_view::npos) {
    // "Anna-Lena": both parts.
    const std::string_view first = word.substr(0, hyphen);
    const std::string_view second = word.substr(hyphen + 1);
    return Forename(first) != Grade::kNo && Forename(second) != Grade::kNo
               ? Grade::kSure
               : Grade::kNo;
  }
  if (index_->Has(WordList::kRareForename, word)) {
    return Place(word) || Common(word) ? Grade::kNo : Grade::kMaybe;
  }
  return Grade::kNo;
}

bool Words::Surname(std::string_view word) const {
  if (index_->Has(WordList::kSurname, word)) return true;
  const std::size_t hyphen = word.find('-');
  return hyphen != std::string_view::npos &&
         (index_->Has(WordList::kSurname, word.substr(0, hyphen)) ||
          index_->Has(WordList::kSurname, word.substr(hyphen + 1)));
}

bool Words::Place(std::string_view name) const {
  return index_->Has(WordList::kPlace, name);
}

bool Words::PlaceStart(std::string_view word) const {
  return index_->Has(WordList::kPlaceStart, word);
}

bool Words::Inflected(std::string_view word) const {
  const std::string folded = Lowered(word);
  const std::string noun = Capitalised(word);
  if (Form(word) || Form(folded) || Form(noun)) return true;
  for (const std::string& ending : word_endings_) {
    if (folded.size() < ending.size() + kShortestPart + 1 ||
        !folded.ends_with(ending)) {
      continue;
    }
    const std::size_t size = folded.size() - ending.size();
    if (Form(std::string_view(folded).substr(0, size)) ||
        Form(std::string_view(noun).substr(0, size))) {
      return true;
    }
  }
  return Form(folded + "e") || Form(folded + "en") || Form(noun + "e") ||
         Form(noun + "s") || Form(noun + "en");
}

bool Words::Compound(std::string_view word, int depth) const {
  constexpr std::size_t kShortest = 7;  // bytes, of a compound
  constexpr int kDeepest = 3;           // parts beyond that are guesswork
  if (word.size() < kShortest || depth > kDeepest) return false;
  const std::string folded = Lowered(word);
  for (std::size_t at = folded.size() - kShortestPart; at >= kShortestPart;
       --at) {
    if ((folded[at] & '\xC0') == '\x80') continue;
    const std::string right = Capitalised(folded.substr(at));
    if (!Form(right) && (right.size() < 5 || !Inflected(right))) continue;
    const std::string_view left = std::string_view(folded).substr(0, at);
    for (const std::string& joint : compound_joints_) {
      if (!left.ends_with(joint) ||
          left.size() < joint.size() + kShortestPart) {
        continue;
      }
      const std::string_view part = left.substr(0, left.size() - joint.size());
      if (Inflected(part) || Compound(part, depth + 1)) return true;
    }
  }
  return false;
}

bool Words::Common(std::string_view word) const {
  if (word.size() > kLongestWord) return false;
  while (word.ends_with('-')) word.remove_suffix(1);
  while (word.starts_with('-')) word.remove_prefix(1);
  const std::size_t hyphen = word.find_first_of("-/");
  if (hyphen != std::string_view::npos) {
    return Common(word.substr(0, hyphen)) && Common(word.substr(hyphen + 1));
  }
  word = WithoutGenderMark(word);
  if (word.size() < kShortestPart) return Form(Lowered(word)) || Form(word);
  return Inflected(word) || Compound(word, 0);
}

bool Words::ShoutedNoun(std::string_view word) const {
  return Noun(Capitalised(Lowered(word)));
}

}  // namespace bmas::names
