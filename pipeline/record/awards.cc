#include "pipeline/record/awards.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "pipeline/record/money.h"
#include "pipeline/record/prizes.h"
#include "pipeline/record/rank.h"
#include "pipeline/record/winners.h"

namespace bmas::record {
namespace {

using rules::Mention;

class Linker {
 public:
  explicit Linker(const Context& context)
      : context_(context), prizes_(context) {}

  std::vector<Award> Run() {
    const std::vector<FoundWinner> winners = ReadWinners(context_);
    for (const FoundWinner& found : winners) {
      if (found.confirmed || prizes_.Names(found.winner.name)) continue;
      Add(found);
    }
    for (const FoundWinner& found : winners) {
      if (found.confirmed) AddDetails(found);
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
      awards_[i].name = prizes_.NameOf(*order_[i], awards_[i].winners);
      awards_[i].year = YearOf(prizes_[*order_[i]].year);
    }
    return std::move(awards_);
  }

 private:
  const Lexicon& Words() const { return context_.Words(); }

  void Add(FoundWinner found) {
    bool named = false;  // the text beside the winner names the prize
    std::optional<std::size_t> prize = PrizeOf(found, &named);
    if (prize) prize = Whole(*prize, named ? &found.winner : nullptr);
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

  // What is said of a winner where no prize is given.
  void AddDetails(const FoundWinner& found) {
    for (auto& [award, winners] : known_) {
      for (std::size_t i = 0; i < winners.size(); ++i) {
        if (!SameWinner(winners[i], found, Words())) continue;
        MergeWinner(&awards_[award].winners[i], found.winner);
        return;
      }
    }
  }

  // "Publikumspreis", "Kita des Jahres" beside a prize that has a name: a rank
  // or a category of that. `winner`: null if the text does not say it of one.
  std::size_t Whole(std::size_t prize, Winner* winner) const {
    if (!prizes_[prize].part) return prize;
    const auto whole = prizes_.WholeOf(prize);
    if (!whole) return prize;
    if (winner == nullptr) return *whole;  // a guess says no more
    const Value& name = prizes_[prize].name;
    const std::string head = name.text.substr(0, name.text.find(' '));
    if (context_.rules.names->SpecialRank(head)) {
      if (winner->rank.Empty()) {
        winner->rank.text = name;
        ReadRank(context_, &winner->rank);
      }
    } else if (winner->category.Empty() &&
               name.text.find(' ') != std::string::npos) {
      winner->category = CategoryOf(name);
    }
    return *whole;
  }

  // "Kita des Jahres" as it is; "Medizin" of "Preis für Medizin".
  Value CategoryOf(const Value& name) const {
    const names::Words& words = *context_.rules.names;
    Value category = name;
    const std::size_t first = name.text.find(' ');
    const std::size_t second = name.text.find(' ', first + 1);
    if (second == std::string::npos ||
        !words.PurposeJoiner(name.text.substr(first + 1, second - first - 1))) {
      return category;
    }
    std::size_t begin = second + 1;
    const std::size_t third = name.text.find(' ', begin);
    if (third != std::string::npos &&
        words.Determiner(name.text.substr(begin, third - begin))) {
      begin = third + 1;
    }
    category.text = name.text.substr(begin);
    // The printed name may be broken over lines: it ends where the name does.
    Span& span = category.sources.front().span;
    if (span.Size() == name.text.size()) span.begin += begin;
    return category;
  }

  // Which prize: the one its rule or section names; the one that shares a stem
  // with the winner's role; the one named in its clause or in the line that
  // opened its section; the one of its paragraph; the release's main one.
  std::optional<std::size_t> PrizeOf(const FoundWinner& found, bool* named) {
    *named = true;
    if (!found.award.Empty()) {
      if (const auto prize = prizes_.Add(found.award, found.year, false)) {
        return prize;
      }
    }
    if (prizes_.Empty()) return std::nullopt;
    const Span at = found.winner.name.sources.front().span;
    if (!found.winner.role.Empty()) {
      if (const auto prize = prizes_.ByStem(found.winner.role.text))
        return prize;
    }
    const BlockKind kind = context_.text.blocks[found.block].kind;
    if (const auto prize = kind == BlockKind::kHeading
                               ? prizes_.MostNamedIn(ClauseAround(at))
                               : prizes_.NearestIn(ClauseAround(at), at)) {
      return prize;
    }
    for (int k = found.section; k >= 0;) {
      const rules::OpenSection& section =
          context_.matches.sections[static_cast<std::size_t>(k)];
      const Span opener = ClauseAround(section.opener);
      if (const auto prize = prizes_.NearestIn(opener, at)) return prize;
      if (const auto prize = prizes_.ByStems(opener)) return prize;
      k = section.parent;
    }
    *named = false;
    const Span block = context_.text.blocks[found.block].span;
    if (const auto prize = prizes_.NearestIn({block.begin, at.begin}, at))
      return prize;
    if (const auto prize = prizes_.HeadedBy(found.block)) return prize;
    // A list's winners share a prize that the name of one of them recalls.
    const int section = found.section;
    if (section >= 0) {
      const auto shared = section_prize_.find(section);
      if (shared != section_prize_.end()) return shared->second;
      if (const auto prize = prizes_.ByStems(at)) {
        section_prize_[section] = *prize;
        return prize;
      }
    }
    return prizes_.Main(at.begin);
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
      const auto prize =
          prizes_.NearestIn(ClauseAround(field->span), field->span);
      const bool known = std::ranges::find(order_, prize) != order_.end();
      for (std::size_t i = 0; i < order_.size(); ++i) {
        if (prize && known && order_[i] != prize) continue;
        for (Winner& winner : awards_[i].winners) {
          if (winner.prize_money.Empty()) winner.prize_money = money;
        }
      }
    }
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
  Prizes prizes_;
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

}  // namespace bmas::record
