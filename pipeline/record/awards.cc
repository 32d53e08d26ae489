#include "pipeline/record/awards.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>

#include "pipeline/record/money.h"
#include "pipeline/record/winners.h"
#include "pipeline/text/fold.h"
#include "pipeline/text/inflection.h"
#include "pipeline/text/names.h"
#include "pipeline/text/normalize.h"
#include "pipeline/text/numbers.h"

namespace bmas::record {
namespace {

using rules::Mention;

// An award as the text names it here and there.
struct Prize {
  Value name, year;
  std::vector<std::string> stems;  // of its longest form's words
  std::vector<Span> places;
  std::vector<std::pair<Value, int>> forms;  // how often each form was found
};

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

// Do a word and a name share a stem? The head of a compound counts:
// "Koordinatorinnen" are "Netzwerkkoordinatoren".
bool SharesStem(std::string_view noun, std::string_view name,
                const Lexicon& lexicon) {
  constexpr std::size_t kTelling = 6;  // bytes
  const std::string stem = Stem(noun, lexicon);
  return std::ranges::any_of(StemsOf(name, lexicon), [&](const auto& other) {
    return other == stem || (stem.size() >= kTelling && other.ends_with(stem));
  });
}

class Linker {
 public:
  explicit Linker(const Context& context) : context_(context) {
    for (const Mention& mention : context.matches.mentions) {
      if (context.Kind(mention) == "award" && mention.Find("name") != nullptr) {
        Value name = WithoutPerson(context.Read(mention, "name"));
        // "der Preis der Lotsin Ida Kern": without her it has no name.
        if (context.Words().prize_heads.contains(FoldCase(name.text))) continue;
        Value year = context.Read(mention, "year");
        TakeYear(&name, &year);
        const Span span = name.sources.front().span;
        AddPrize(name, year, span);
      }
    }
  }

  std::vector<Award> Run() {
    for (const FoundWinner& found : ReadWinners(context_)) {
      if (IsPrize(found)) continue;
      Add(found);
    }
    DropHeadlineAwards();
    for (const FoundWinner& detail : ReadDetails(context_)) {
      for (Award& award : awards_) {
        for (Winner& winner : award.winners) {
          if (winner.name.text == detail.winner.name.text) {
            MergeWinner(&winner, detail.winner);
          }
        }
      }
    }
    ShareMoney();
    // A year or a fuller name may have come from a later place.
    for (std::size_t i = 0; i < order_.size(); ++i) {
      if (!order_[i]) continue;
      awards_[i].name = BestForm(prizes_[*order_[i]], awards_[i].winners);
      awards_[i].name.text = Nominative(awards_[i].name.text, Words());
      awards_[i].year = YearOf(prizes_[*order_[i]].year);
    }
    return std::move(awards_);
  }

 private:
  const Lexicon& Words() const { return context_.Words(); }

  std::size_t AddPrize(const Value& name, const Value& year, const Span& span) {
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
      prize.places.push_back(span);
      return i;
    }
    prizes_.push_back(
        {name, year, std::move(stems), {span}, {{name, year.Empty() ? 1 : 2}}});
    return prizes_.size() - 1;
  }

  // The form that is found most often stands for all, one with its year counts
  // twice; of equal ones the fullest.
  void AddForm(const Value& name, int weight, Prize* prize) const {
    const auto same = std::ranges::find_if(prize->forms, [&](const auto& form) {
      return SameButForEndings(form.first.text, name.text, Words());
    });
    if (same == prize->forms.end()) {
      prize->forms.push_back({name, weight});
    } else {
      same->second += weight;
      Merge(&same->first, name);
    }
    prize->name = BestForm(*prize, {});
  }

  // … leaving out those that name a winner: "Auer Preis für Otterwerk".
  Value BestForm(const Prize& prize, const std::vector<Winner>& winners) const {
    const auto rank = [&](const std::pair<Value, int>& form) {
      const bool names_winner =
          std::ranges::any_of(winners, [&](const Winner& winner) {
            const std::vector<std::string> words = SplitWords(winner.name.text);
            return !words.empty() && Within({Stem(words[0], Words())},
                                            StemsOf(form.first.text, Words()));
          });
      // "Auer Preis „Mut“" says more than "Mut" and "Auer Preis".
      const std::string folded = Folded(form.first.text);
      const bool quoted = folded.find('"') != 0 && folded.ends_with('"');
      return std::tuple(!names_winner, quoted, form.second,
                        form.first.text.size());
    };
    return std::ranges::max_element(prize.forms, {}, rank)->first;
  }

  // "Auer Preis „Mut 2021“": the year within the quotation marks.
  static void TakeYear(Value* name, Value* year) {
    constexpr std::size_t kDigits = 4;
    std::size_t close = name->text.size();
    while (close > 0 &&
           static_cast<unsigned char>(name->text[close - 1]) > 0x7F) {
      --close;
    }
    if (close == name->text.size() && name->text.ends_with('"')) --close;
    if (close == name->text.size() || close < kDigits + 1) return;
    const std::string digits = name->text.substr(close - kDigits, kDigits);
    const bool number = std::ranges::all_of(
        digits, [](char c) { return c >= '0' && c <= '9'; });
    if (!number || name->text[close - kDigits - 1] != ' ') return;
    name->text.erase(close - kDigits - 1, kDigits + 1);
    if (year->Empty()) *year = {digits, name->sources};
  }

  // "Auer Preis für Ida Kern": the person is no part of the name.
  Value WithoutPerson(const Value& name) const {
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

  // "… zeichnet „Starkes Netz 2021“ aus": what was taken for a winner is the
  // name of a prize.
  bool IsPrize(const FoundWinner& found) const {
    const Span name = found.winner.name.sources.front().span;
    const std::vector<std::string> stems =
        StemsOf(found.winner.name.text, Words());
    return std::ranges::any_of(prizes_, [&](const Prize& prize) {
      return stems == prize.stems ||
             std::ranges::any_of(prize.places, [&](const Span& place) {
               return place.Contains(name);
             });
    });
  }

  void Add(const FoundWinner& found) {
    bool named = false;  // the text beside the winner names the prize
    std::optional<std::size_t> prize = PrizeOf(found, &named);
    if (!named) {
      // Who is known already has not won another prize.
      for (const auto& [award, winners] : known_) {
        for (const FoundWinner& other : winners) {
          if (SameWinner(other, found, Words())) prize = order_[award];
        }
      }
    }
    const std::size_t at = AwardOf(prize);
    const BlockKind kind = context_.text.blocks[found.block].kind;
    if (kind != BlockKind::kHeading) in_text_.insert(at);
    std::vector<FoundWinner>& known = known_[at];
    const auto same = std::ranges::find_if(known, [&](const FoundWinner& w) {
      return SameWinner(w, found, Words());
    });
    if (same == known.end()) {
      awards_[at].winners.push_back(found.winner);
      known.push_back(found);
      return;
    }
    MergeWinner(
        &awards_[at].winners[static_cast<std::size_t>(same - known.begin())],
        found.winner);
    if (found.key.size() > same->key.size()) same->key = found.key;
  }

  // Which prize: the one its rule or section names; the one that shares a stem
  // with the winner's role; the one named in its clause or in the line that
  // opened its section; the one of its paragraph; the release's main one.
  std::optional<std::size_t> PrizeOf(const FoundWinner& found, bool* named) {
    *named = true;
    if (!found.award.Empty()) {
      return AddPrize(found.award, found.year, found.award.sources[0].span);
    }
    if (prizes_.empty()) return std::nullopt;
    const Span at = found.winner.name.sources.front().span;
    if (!found.winner.role.Empty()) {
      if (const auto prize = ByStem(found.winner.role.text)) return prize;
    }
    const BlockKind kind = context_.text.blocks[found.block].kind;
    if (const auto prize = kind == BlockKind::kHeading
                               ? MostNamedIn(ClauseAround(at))
                               : NearestIn(ClauseAround(at), at)) {
      return prize;
    }
    for (int k = found.section; k >= 0;) {
      const rules::OpenSection& section =
          context_.matches.sections[static_cast<std::size_t>(k)];
      const Span opener = ClauseAround(section.opener);
      if (const auto prize = NearestIn(opener, at)) return prize;
      if (const auto prize = ByStems(opener)) return prize;
      k = section.parent;
    }
    *named = false;
    const Span block = context_.text.blocks[found.block].span;
    if (const auto prize = NearestIn({block.begin, at.begin}, at)) return prize;
    if (const auto prize = HeadedBy(found.block)) return prize;
    // A list's winners share a prize that the name of one of them recalls.
    const int section = found.section;
    if (section >= 0) {
      const auto shared = section_prize_.find(section);
      if (shared != section_prize_.end()) return shared->second;
      if (const auto prize = ByStems(at)) {
        section_prize_[section] = *prize;
        return prize;
      }
    }
    return Main(at.begin);
  }

  // The prize whose name is a line of its own right above.
  std::optional<std::size_t> HeadedBy(std::size_t block) const {
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

  Span ClauseAround(const Span& span) const {
    const std::size_t at = context_.places.Text().FromClean(span).begin;
    for (const rules::Place& clause :
         context_.places.Of(rules::PlaceKind::kClause)) {
      if (clause.span.begin <= at && at < clause.span.end) {
        return context_.places.Text().ToClean(clause.span);
      }
    }
    return span;
  }

  // The prize named in `within`, nearest before `at` or else after it.
  std::optional<std::size_t> NearestIn(const Span& within,
                                       const Span& at) const {
    std::optional<std::size_t> best;
    std::size_t least = 0;
    for (std::size_t i = 0; i < prizes_.size(); ++i) {
      for (const Span& place : prizes_[i].places) {
        if (!within.Contains(place)) continue;
        const bool before = place.end <= at.begin;
        const std::size_t distance = before ? at.begin - place.end
                                            : within.Size() + place.begin -
                                                  std::min(place.begin, at.end);
        if (!best || distance < least) {
          best = i;
          least = distance;
        }
      }
    }
    return best;
  }

  // Of a headline's prizes the one that the release speaks of most.
  std::optional<std::size_t> MostNamedIn(const Span& within) const {
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

  // A headline may call the prize another name than the text does: an award
  // that only headings know goes where the text has the same winners.
  void DropHeadlineAwards() {
    for (std::size_t i = awards_.size(); i-- > 0;) {
      if (in_text_.contains(i)) continue;
      for (std::size_t k = 0; k < awards_.size(); ++k) {
        if (!in_text_.contains(k) || !HoldsAll(known_[k], known_[i])) continue;
        awards_[i].winners.clear();
        break;
      }
    }
    for (std::size_t i = awards_.size(); i-- > 0;) {
      if (!awards_[i].winners.empty()) continue;
      awards_.erase(awards_.begin() + static_cast<std::ptrdiff_t>(i));
      order_.erase(order_.begin() + static_cast<std::ptrdiff_t>(i));
    }
  }

  bool HoldsAll(const std::vector<FoundWinner>& all,
                const std::vector<FoundWinner>& some) const {
    return std::ranges::all_of(some, [&](const FoundWinner& winner) {
      return std::ranges::any_of(all, [&](const FoundWinner& other) {
        return SameWinner(winner, other, Words());
      });
    });
  }

  // "Alle Preisträger erhalten 900 Euro": prize money that a clause without a
  // name gives to all winners, or to those of the one prize it names.
  void ShareMoney() {
    for (const Mention& mention : context_.matches.mentions) {
      const rules::Field* field = mention.Find("prize_money");
      if (context_.Kind(mention) != "detail" || field == nullptr) continue;
      const Money money = ReadMoney(context_.Read(*field), Words());
      const auto prize = NearestIn(ClauseAround(field->span), field->span);
      const bool known = std::ranges::find(order_, prize) != order_.end();
      for (std::size_t i = 0; i < order_.size(); ++i) {
        if (prize && known && order_[i] != prize) continue;
        for (Winner& winner : awards_[i].winners) {
          if (winner.prize_money.Empty()) winner.prize_money = money;
        }
      }
    }
  }

  std::optional<std::size_t> ByStem(std::string_view noun) const {
    for (std::size_t i = 0; i < prizes_.size(); ++i) {
      if (SharesStem(noun, prizes_[i].name.text, Words())) return i;
    }
    return std::nullopt;
  }

  // The longest word of the line that shares its stem with one prize.
  std::optional<std::size_t> ByStems(const Span& line) const {
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

  // The prize that the release speaks of most; of those spoken of equally
  // often the one named last before `at`, else the first.
  std::size_t Main(std::size_t at) const {
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
        return std::pair(prizes_[k].places.size(), last_before(prizes_[k]));
      };
      if (rank(i) > rank(best)) best = i;
    }
    return best;
  }

  std::size_t AwardOf(std::optional<std::size_t> prize) {
    const auto at = std::ranges::find(order_, prize);
    if (at != order_.end())
      return static_cast<std::size_t>(at - order_.begin());
    order_.push_back(prize);
    awards_.emplace_back();
    return awards_.size() - 1;
  }

  const Context& context_;
  std::vector<Prize> prizes_;
  std::vector<std::optional<std::size_t>> order_;  // of awards_, their prizes
  std::vector<Award> awards_;
  std::map<int, std::size_t> section_prize_;
  std::set<std::size_t> in_text_;  // awards that not only headings speak of
  // Of each award, the mention that began each of its winners.
  std::map<std::size_t, std::vector<FoundWinner>> known_;
};

}  // namespace

std::vector<Award> ReadAwards(const Context& context) {
  return Linker(context).Run();
}

std::vector<Announced> ReadAnnounced(const Context& context,
                                     const std::vector<Award>& awards) {
  std::vector<Announced> out;
  for (const Mention& mention : context.matches.mentions) {
    if (context.Kind(mention) != "announced") continue;
    const auto count =
        ReadNumber(context.Read(mention, "count").text, context.Words());
    if (!count) continue;
    Announced announced;
    announced.count = *count;
    announced.noun = context.Read(mention, "noun");
    announced.text = context.Read(mention, "text");
    for (std::size_t i = 0; i < awards.size(); ++i) {
      const bool named =
          SharesStem(announced.noun.text, awards[i].name.text,
                     context.Words()) ||
          std::ranges::any_of(awards[i].winners, [&](const Winner& w) {
            return SharesStem(announced.noun.text,
                              w.role.text + " " + w.name.text, context.Words());
          });
      if (named) announced.awards.push_back(i);
    }
    // Nothing tells which: it speaks of all of them.
    if (announced.awards.empty() || announced.awards.size() == awards.size()) {
      announced.awards.clear();
      for (std::size_t i = 0; i < awards.size(); ++i) {
        announced.awards.push_back(i);
      }
    }
    // The same count twice ("die drei Preisträger") is one announcement.
    const bool known = std::ranges::any_of(out, [&](const Announced& other) {
      return other.count == announced.count && other.awards == announced.awards;
    });
    if (!known) out.push_back(std::move(announced));
  }
  return out;
}

}  // namespace bmas::record
