#include "pipeline/record/prizes.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "pipeline/base/utf8.h"
#include "pipeline/marks/prize_names.h"
#include "pipeline/text/fold.h"
#include "pipeline/text/inflection.h"
#include "pipeline/text/names.h"
#include "pipeline/text/normalize.h"
#include "pipeline/text/numbers.h"

namespace bmas::record {
namespace {

using rules::Mention;

std::vector<std::string> StemsOf(std::string_view name,
                                 const Lexicon& lexicon) {
  std::vector<std::string> stems;
  for (const std::string& word : SplitWords(name)) {
    stems.push_back(Stem(word, lexicon));
  }
  return stems;
}

// Does `part` stand in `whole`, word by word?
bool Within(const std::vector<std::string>& part,
            const std::vector<std::string>& whole) {
  return !part.empty() && std::search(whole.begin(), whole.end(), part.begin(),
                                      part.end()) != whole.end();
}

// "Auer Preis „Mut 2021“": the year within the quotation marks.
void TakeYear(Value* name, Value* year) {
  constexpr std::size_t kDigits = 4;
  std::size_t close = name->text.size();
  while (close > 0 &&
         static_cast<unsigned char>(name->text[close - 1]) > 0x7F) {
    --close;
  }
  if (close == name->text.size() && name->text.ends_with('"')) --close;
  if (close == name->text.size() || close < kDigits + 1) return;
  const std::string digits = name->text.substr(close - kDigits, kDigits);
  if (!ReadYear(digits) || name->text[close - kDigits - 1] != ' ') return;
  name->text.erase(close - kDigits - 1, kDigits + 1);
  if (year->Empty()) *year = {digits, name->sources};
}

// The years that stand right behind a name: "Auer Preis 2021".
Span YearBehind(std::string_view text, std::size_t end,
                const names::Words& words) {
  constexpr std::size_t kDigits = 4;
  if (end >= text.size() || text[end] != ' ') return {};
  const std::string_view digits = text.substr(end + 1, kDigits);
  const std::size_t after = end + 1 + kDigits;
  if (!ReadYear(digits) ||
      (after < text.size() && text[after] >= '0' && text[after] <= '9')) {
    return {};
  }
  // "Lesepreis 2000 Euro": a sum.
  const std::size_t next = std::min(text.find(' ', after), text.size());
  if (next == after &&
      words.Currency(text.substr(
          after + 1, text.find_first_of(" .,;:\n", after + 1) - after - 1))) {
    return {};
  }
  return {end + 1, after};
}

const marks::Unit* UnitAt(const Context& context, const Span& span) {
  if (context.evidence == nullptr) return nullptr;
  const auto& units = context.evidence->units;
  const std::size_t at = marks::UnitFrom(units, span);
  return at < units.size() && units[at].span.Contains(span) ? &units[at]
                                                            : nullptr;
}

}  // namespace

bool SharesStem(std::string_view noun, std::string_view name,
                const Lexicon& lexicon) {
  constexpr std::size_t kTelling = 6;  // bytes
  const std::string stem = Stem(noun, lexicon);
  return std::ranges::any_of(StemsOf(name, lexicon), [&](const auto& other) {
    return other == stem || (stem.size() >= kTelling && other.ends_with(stem));
  });
}

Prizes::Prizes(const Context& context) : context_(context) {
  ReadMentions();
  if (std::ranges::all_of(prizes_, &Prize::part)) ReadCues();
}

void Prizes::ReadMentions() {
  for (const Mention& mention : context_.matches.mentions) {
    if (context_.Kind(mention) != "award") continue;
    const rules::Field* found = mention.Find("name");
    if (found == nullptr) continue;
    const marks::Unit* unit = UnitAt(context_, found->span);
    if (unit != nullptr &&
        marks::NamesSomebody(*unit, found->span, *context_.rules.names)) {
      continue;
    }
    Value name = WithoutPerson(context_.Read(mention, "name"));
    Value year = context_.Read(mention, "year");
    TakeYear(&name, &year);
    Add(name, year, context_.Constant(mention, "part") == "yes");
  }
}

bool Prizes::IsBare(std::string_view name) const {
  std::vector<std::string> words = SplitWords(name);
  if (words.size() > 1 && context_.rules.names->Determiner(words.front())) {
    words.erase(words.begin());
  }
  return words.size() == 1 &&
         Words().prize_heads.contains(FoldCase(words.front()));
}

// Where no rule knows a prize's name, nouns that name prizes tell it.
void Prizes::ReadCues() {
  for (const Mention& mention : context_.matches.mentions) {
    if (context_.Kind(mention) != "cue" ||
        context_.Constant(mention, "cue") != "prize") {
      continue;
    }
    const marks::Unit* unit = UnitAt(context_, mention.span);
    if (unit == nullptr) continue;
    const auto found =
        marks::PrizeNameIn(*unit, mention.span, *context_.rules.names);
    if (!found || found->part || !found->known) continue;
    Add({Collapse(context_.Slice(found->full)), {{mention.rule, found->full}}},
        {}, false);
  }
}

// Words of the language alone, as in "im Bevölkerungsschutz": no town, no verb.
bool Prizes::Plain(std::string_view text) const {
  const names::Words& words = *context_.rules.names;
  const std::vector<std::string> all = SplitWords(text);
  return !all.empty() && !words.PurposeJoiner(all.front()) &&
         std::ranges::all_of(all, [&](const std::string& word) {
           const bool known =
               IsLower(CodePointAt(word, 0)) || words.Common(word);
           return known && !words.Place(word) && !words.Verb(word);
         });
}

// A rule or a section says that a prize is named here; how far its name reaches
// nouns and attributes do.
void Prizes::Refine(Value* name, Value* year, bool* part) const {
  const Source source = name->sources.front();
  const marks::Unit* unit = UnitAt(context_, source.span);
  const bool quoted = Folded(name->text).find('"') != std::string::npos;
  if (unit == nullptr || quoted) return;
  auto found = marks::PrizeNameIn(*unit, source.span, *context_.rules.names);
  if (!found || !found->full.Overlaps(source.span)) return;
  // Where it begins, the rule knows better, but for "Geschäftsstelle …".
  if (!found->larger) found->full.begin = source.span.begin;
  const std::string_view first = context_.Slice(source.span);
  const std::size_t space = first.find(' ');
  if (space != std::string_view::npos && !found->larger) {
    const names::Words& words = *context_.rules.names;
    const std::string_view word = first.substr(0, space);
    if (words.Form(word) && words.InstitutionHead(word) &&
        !words.PrizeNoun(word) && !words.Demonym(word)) {
      found->full.begin += space + 1;
    }
  }
  const Span beyond{found->full.end, source.span.end};
  if (found->full.end < source.span.end && Plain(context_.Slice(beyond))) {
    found->full.end = source.span.end;
  }
  *name = {Collapse(context_.Slice(found->full)), {{source.rule, found->full}}};
  TakeYear(name, year);
  *part = *part || (found->part && found->core.begin == source.span.begin);
  for (const Span& span : {found->core, found->full}) {
    const Span digits =
        YearBehind(context_.text.Text(), span.end, *context_.rules.names);
    if (!year->Empty() || digits.Empty()) continue;
    *year = {std::string(context_.Slice(digits)), {{source.rule, digits}}};
  }
}

std::optional<std::size_t> Prizes::Add(Value name, Value year, bool part) {
  // "der Preis der Lotsin Ida Kern": without her it has no name.
  if (IsBare(name.text)) return std::nullopt;
  Refine(&name, &year, &part);
  if (IsBare(name.text)) return std::nullopt;
  part = part || OfMany(name.text);
  const Span span = name.sources.front().span;
  std::vector<std::string> stems = StemsOf(name.text, Words());
  for (std::size_t i = 0; i < prizes_.size(); ++i) {
    Prize& prize = prizes_[i];
    const bool years_agree =
        prize.year.Empty() || year.Empty() || prize.year.text == year.text;
    const bool fuller = Within(prize.stems, stems);
    if (!years_agree || !(fuller || Within(stems, prize.stems))) continue;
    if (stems.size() > prize.stems.size()) prize.stems = std::move(stems);
    AddForm(name, year.Empty() ? 1 : 2, &prize);
    Merge(&prize.year, year);
    prize.part = prize.part && part;
    prize.places.push_back(span);
    return i;
  }
  prizes_.push_back({name,
                     year,
                     std::move(stems),
                     {span},
                     {{name, year.Empty() ? 1 : 2}},
                     part});
  return prizes_.size() - 1;
}

// The form that is found most often stands for all, one with its year counts
// twice.
void Prizes::AddForm(const Value& name, int weight, Prize* prize) const {
  const auto same = std::ranges::find_if(prize->forms, [&](const auto& form) {
    return SameButForEndings(form.first.text, name.text, Words());
  });
  if (same == prize->forms.end()) {
    prize->forms.push_back({name, weight});
  } else {
    same->second += weight;
    Merge(&same->first, name);
  }
  prize->name = BestForm(*prize, {}).first;
}

// The form that is found most often and names no winner ("Auer Preis für
// Otterwerk"), "Auer Preis „Mut“" before "Mut" and "Auer Preis"; or the longest
// that says the same and goes on: "Auer Preis der Stiftung Otter".
const std::pair<Value, int>& Prizes::BestForm(
    const Prize& prize, const std::vector<Winner>& winners) const {
  const auto fits = [&](const std::pair<Value, int>& form) {
    return std::ranges::none_of(winners, [&](const Winner& winner) {
      const std::vector<std::string> words = SplitWords(winner.name.text);
      return !words.empty() && Within({Stem(words[0], Words())},
                                      StemsOf(form.first.text, Words()));
    });
  };
  const auto rank = [&](const std::pair<Value, int>& form) {
    const std::string folded = Folded(form.first.text);
    const bool quoted = folded.find('"') != 0 && folded.ends_with('"');
    return std::tuple(fits(form), quoted, form.second, form.first.text.size());
  };
  const auto best = std::ranges::max_element(prize.forms, {}, rank);
  const std::vector<std::string> stems = StemsOf(best->first.text, Words());
  const auto words = [&](const std::pair<Value, int>& form) -> std::size_t {
    const std::vector<std::string> other = StemsOf(form.first.text, Words());
    const bool goes_on = other.size() > stems.size() &&
                         std::equal(stems.begin(), stems.end(), other.begin());
    return goes_on && fits(form) ? other.size() : 0;
  };
  const auto fullest = std::ranges::max_element(prize.forms, {}, words);
  return words(*fullest) > 0 ? *fullest : *best;
}

Value Prizes::NameOf(std::size_t prize,
                     const std::vector<Winner>& winners) const {
  Value name = BestForm(prizes_[prize], winners).first;
  name.text = Nominative(name.text, Words());
  return name;
}

// "Auer Preis für Ida Kern": the person is no part of the name.
Value Prizes::WithoutPerson(const Value& name) const {
  // From the third word on; the word before the person goes too.
  std::size_t before = name.text.find(' ');
  if (before == std::string::npos) return name;
  for (std::size_t at = name.text.find(' ', before + 1);
       at != std::string::npos; at = name.text.find(' ', at + 1)) {
    if (!LooksLikePerson(name.text.substr(at + 1), Words())) {
      before = at;
      continue;
    }
    Value cut = name;
    cut.text.resize(before);
    for (Source& source : cut.sources) {
      source.span.end = source.span.begin + cut.text.size();
    }
    return cut;
  }
  return name;
}

std::optional<std::size_t> Prizes::HeadedBy(std::size_t block) const {
  constexpr std::size_t kNear = 3;    // blocks
  constexpr std::size_t kBeside = 8;  // bytes: a year, a colon
  for (std::size_t k = 1; k <= kNear && k <= block; ++k) {
    const Span above = context_.text.blocks[block - k].span;
    for (std::size_t i = 0; i < prizes_.size(); ++i) {
      if (Within(StemsOf(context_.Slice(above), Words()), prizes_[i].stems)) {
        return i;
      }
      for (const Span& place : prizes_[i].places) {
        if (above.Contains(place) && above.Size() <= place.Size() + kBeside) {
          return i;
        }
      }
    }
  }
  return std::nullopt;
}

std::optional<std::size_t> Prizes::NearestIn(const Span& within,
                                             const Span& at) const {
  std::optional<std::size_t> best;
  std::size_t least = 0;
  for (std::size_t i = 0; i < prizes_.size(); ++i) {
    for (const Span& place : prizes_[i].places) {
      if (!within.Contains(place)) continue;
      const bool before = place.end <= at.begin;
      const std::size_t distance =
          before ? at.begin - place.end
                 : within.Size() + place.begin - std::min(place.begin, at.end);
      if (!best || distance < least) {
        best = i;
        least = distance;
      }
    }
  }
  return best;
}

std::optional<std::size_t> Prizes::MostNamedIn(const Span& within) const {
  std::optional<std::size_t> best;
  for (std::size_t i = 0; i < prizes_.size(); ++i) {
    const bool here = std::ranges::any_of(
        prizes_[i].places,
        [&](const Span& place) { return within.Contains(place); });
    if (here &&
        (!best || prizes_[i].places.size() > prizes_[*best].places.size())) {
      best = i;
    }
  }
  return best;
}

std::optional<std::size_t> Prizes::ByStem(std::string_view noun) const {
  for (std::size_t i = 0; i < prizes_.size(); ++i) {
    if (SharesStem(noun, prizes_[i].name.text, Words())) return i;
  }
  return std::nullopt;
}

std::optional<std::size_t> Prizes::ByStems(const Span& line) const {
  constexpr std::size_t kShortest = 6;  // bytes
  std::optional<std::size_t> best;
  std::size_t length = kShortest - 1;
  for (const std::string& word : SplitWords(context_.Slice(line))) {
    if (word.size() <= length) continue;
    if (const auto prize = ByStem(word)) {
      best = prize;
      length = word.size();
    }
  }
  return best;
}

std::size_t Prizes::Main(std::size_t at) const {
  std::size_t best = 0;
  const auto last_before = [&](const Prize& prize) {
    std::size_t last = 0;
    for (const Span& place : prize.places) {
      if (place.begin < at) last = std::max(last, place.begin + 1);
    }
    return last;
  };
  for (std::size_t i = 1; i < prizes_.size(); ++i) {
    const auto rank = [&](std::size_t k) {
      return std::tuple(!prizes_[k].part, prizes_[k].places.size(),
                        last_before(prizes_[k]));
    };
    if (rank(i) > rank(best)) best = i;
  }
  return best;
}

bool Prizes::OfMany(const std::string& name) const {
  const std::size_t last = name.rfind(' ');
  const std::size_t space =
      last == std::string::npos || last == 0 ? last : name.rfind(' ', last - 1);
  return space != std::string::npos &&
         context_.rules.names->PartTail(name.substr(space + 1));
}

std::optional<std::size_t> Prizes::WholeOf(std::size_t part) const {
  constexpr std::size_t kOften = 3;  // places of a prize that is the main one
  const auto in_heading = [&](const Span& place) {
    return std::ranges::any_of(context_.text.blocks, [&](const TextBlock& b) {
      return b.kind == BlockKind::kHeading && b.span.Contains(place);
    });
  };
  std::optional<std::size_t> best;
  for (std::size_t i = 0; i < prizes_.size(); ++i) {
    if (prizes_[i].part || i == part) continue;
    const std::vector<Span>& places = prizes_[i].places;
    if (std::ranges::none_of(places, in_heading) &&
        (places.size() < kOften ||
         places.size() <= prizes_[part].places.size())) {
      continue;
    }
    if (!best || prizes_[i].places.size() > prizes_[*best].places.size()) {
      best = i;
    }
  }
  return best;
}

bool Prizes::Names(const Value& name) const {
  const Span span = name.sources.front().span;
  const std::vector<std::string> stems = StemsOf(name.text, Words());
  return std::ranges::any_of(prizes_, [&](const Prize& prize) {
    return stems == prize.stems ||
           std::ranges::any_of(prize.places, [&](const Span& place) {
             return place.Contains(span);
           });
  });
}

}  // namespace bmas::record
