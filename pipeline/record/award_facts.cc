#include "pipeline/record/award_facts.h"

#include <algorithm>
#include <map>
#include <set>

#include "pipeline/base/utf8.h"
#include "pipeline/record/money.h"
#include "pipeline/text/inflection.h"
#include "pipeline/text/names.h"
#include "pipeline/text/normalize.h"
#include "pipeline/text/numbers.h"

namespace bmas::record {
namespace {

constexpr std::size_t kIsoDay = 10;  // bytes

// Letters and digits; whatever else stands between them becomes one "-".
std::string Joined(std::string_view text) {
  std::string out;
  bool gap = false;
  for (std::size_t at = 0; at < text.size(); at += LengthAt(text, at)) {
    const char32_t c = CodePointAt(text, at);
    if (!IsLetterOrDigit(c)) {
      gap = true;
      continue;
    }
    if (gap && !out.empty()) out += '-';
    gap = false;
    AppendCodePoint(out, c);
  }
  return out;
}

// "Innovative/r", "Leiter/-in": without the other form's ending.
std::string WithoutOtherForm(const std::string& word) {
  const std::size_t slash = word.find('/');
  if (slash == std::string::npos || slash == 0) return word;
  const std::size_t next = slash + (word.substr(slash + 1, 1) == "-" ? 2 : 1);
  const bool form = next < word.size() && IsLower(CodePointAt(word, next));
  return form ? word.substr(0, slash) : word;
}

// Names are in the nominative, where a noun that is known to name prizes has no
// ending ("preis"): taking one off would only maim it.
std::string KeyStem(const std::string& word, const Lexicon& lexicon) {
  std::string whole = Joined(FoldCase(WithoutOtherForm(word)));
  const bool head = std::ranges::any_of(
      lexicon.prize_heads,
      [&](const auto& entry) { return whole.ends_with(entry.first); });
  if (head) return whole;
  // Of a compound only the last part has endings: "Ostsee-Initiativen".
  const std::size_t hyphen = whole.rfind('-');
  const std::size_t last = hyphen == std::string::npos ? 0 : hyphen + 1;
  return whole.substr(0, last) + Stem(whole.substr(last), lexicon);
}

void AddSpans(const Value& value, std::vector<Span>* out) {
  for (const Source& source : value.sources) out->push_back(source.span);
}

// Where the award and its winners are spoken of.
std::vector<Span> PlacesOf(const Award& award) {
  std::vector<Span> places;
  AddSpans(award.name, &places);
  for (const Winner& winner : award.winners) AddSpans(winner.name, &places);
  return places;
}

// Is one of the spans in `whole`, with which one of `others` is too?
bool Together(const Span& whole, const std::vector<Span>& spans,
              const std::vector<Span>& others) {
  const auto inside = [&](const Span& span) { return whole.Contains(span); };
  return std::ranges::any_of(spans, inside) &&
         std::ranges::any_of(others, inside);
}

class Completer {
 public:
  Completer(const Context& context, const Release& release)
      : context_(context), release_(release) {
    for (const rules::Place& sentence :
         context.places.Of(rules::PlaceKind::kSentence)) {
      sentences_.push_back(context.places.Text().ToClean(sentence.span));
    }
    for (const TextBlock& block : context.text.blocks) {
      blocks_.push_back(block.span);
    }
  }

  // The day of the ceremony: of the dates that speak of one, those in a
  // sentence with the award, else in a block with it, else all of them; and
  // only if they are one day.
  Value DayOf(const Award& award) const {
    std::vector<const Date*> given;
    for (const Date& date : release_.dates) {
      const bool day = date.precision != "month" && date.end.empty() &&
                       date.bound.empty() && date.iso.size() >= kIsoDay;
      if (day && date.role == "award") given.push_back(&date);
    }
    const std::vector<Span> places = PlacesOf(award);
    for (const std::vector<Span>* wholes : {&sentences_, &blocks_}) {
      std::vector<const Date*> near;
      for (const Date* date : given) {
        if (TogetherInOne(*wholes, date->text, places)) near.push_back(date);
      }
      if (!near.empty()) return OneDay(near);
    }
    return OneDay(given);
  }

  // A sum for all the winners, which no rule could divide. Of several awards
  // it is that of the one in its sentence.
  void ShareSums(std::vector<Award>* awards) const {
    for (const rules::Mention& mention : context_.matches.mentions) {
      if (context_.Kind(mention) != "award" || mention.Find("name") != nullptr)
        continue;
      const Value sum = context_.Read(mention, "prize_money");
      if (sum.Empty()) continue;
      Award* of = awards->size() == 1 ? &awards->front() : nullptr;
      for (Award& award : *awards) {
        if (awards->size() > 1 &&
            TogetherInOne(sentences_, sum, PlacesOf(award))) {
          of = of == nullptr ? &award : nullptr;
        }
      }
      if (of != nullptr) {
        MergeMoney(&of->prize_money, ReadMoney(sum, context_.Words()));
      }
    }
  }

 private:
  static bool TogetherInOne(const std::vector<Span>& wholes, const Value& value,
                            const std::vector<Span>& places) {
    std::vector<Span> spans;
    AddSpans(value, &spans);
    return std::ranges::any_of(wholes, [&](const Span& whole) {
      return Together(whole, spans, places);
    });
  }

  static Value OneDay(const std::vector<const Date*>& dates) {
    Value day;
    for (const Date* date : dates) {
      const Value here{date->iso.substr(0, kIsoDay), date->text.sources};
      if (!day.Empty() && day.text != here.text) return {};
      Merge(&day, here);
    }
    return day;
  }

  const Context& context_;
  const Release& release_;
  std::vector<Span> sentences_, blocks_;
};

void InferYear(const Value& day, Award* award) {
  if (!award->year.Empty()) return;
  award->year = YearOf(day);
  award->year_inferred = !award->year.Empty();
}

}  // namespace

std::string AwardKey(std::string_view name, const Lexicon& lexicon) {
  std::string key;
  for (const std::string& word : SplitWords(Nominative(name, lexicon))) {
    const std::string stem = KeyStem(word, lexicon);
    if (stem.empty() || ReadYear(stem)) continue;
    if (!key.empty()) key += '-';
    key += stem;
  }
  return key;
}

void CompleteAwards(const Context& context, const std::string& release_date,
                    Release* release) {
  const Completer completer(context, *release);
  // The day that the text prints is evidence; one that was told us has none.
  const bool printed = release->date.text == release_date;
  const Value released{release_date,
                       printed ? release->date.sources : std::vector<Source>{}};
  for (Award& award : release->awards) {
    award.key = AwardKey(award.name.text, context.Words());
    award.date = completer.DayOf(award);
    InferYear(award.date, &award);
    InferYear(released, &award);
  }
  completer.ShareSums(&release->awards);
}

}  // namespace bmas::record
