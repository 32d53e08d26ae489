#include "pipeline/record/awards.h"

#include <algorithm>
#include <map>
#include <optional>

#include "pipeline/record/winners.h"
#include "pipeline/text/inflection.h"
#include "pipeline/text/normalize.h"
#include "pipeline/text/numbers.h"

namespace bmas::record {
namespace {

using rules::Mention;

// An award as the text names it here and there.
struct Prize {
  Value name, year;
  std::string stems;  // of its words: one for all forms of a name
  std::vector<Span> places;
};

bool SharesStem(std::string_view noun, std::string_view award,
                const Lexicon& lexicon) {
  const std::string stem = Stem(noun, lexicon);
  std::size_t begin = 0;
  while (begin < award.size()) {
    std::size_t end = award.find(' ', begin);
    if (end == std::string_view::npos) end = award.size();
    if (Stem(award.substr(begin, end - begin), lexicon) == stem) return true;
    begin = end + 1;
  }
  return false;
}

class Linker {
 public:
  explicit Linker(const Context& context) : context_(context) {
    for (const Mention& mention : context.matches.mentions) {
      if (context.Kind(mention) == "award") {
        AddPrize(context.Read(mention, "name"), context.Read(mention, "year"),
                 mention.span);
      }
    }
  }

  std::vector<Award> Run() {
    for (const FoundWinner& found : ReadWinners(context_)) {
      const std::optional<std::size_t> prize = PrizeOf(found);
      Award& award = AwardOf(prize);
      std::vector<FoundWinner>& known = known_[&award - awards_.data()];
      const auto same = std::ranges::find_if(known, [&](const FoundWinner& w) {
        return SameWinner(w, found, Words());
      });
      if (same == known.end()) {
        award.winners.push_back(found.winner);
        known.push_back(found);
      } else {
        MergeWinner(
            &award.winners[static_cast<std::size_t>(same - known.begin())],
            found.winner);
      }
    }
    for (const FoundWinner& detail : ReadDetails(context_)) {
      for (Award& award : awards_) {
        for (Winner& winner : award.winners) {
          if (winner.name.text == detail.winner.name.text) {
            MergeWinner(&winner, detail.winner);
          }
        }
      }
    }
    // A year or a fuller name may have come from a later place.
    for (std::size_t i = 0; i < order_.size(); ++i) {
      if (!order_[i]) continue;
      awards_[i].name = prizes_[*order_[i]].name;
      awards_[i].name.text = Nominative(awards_[i].name.text, Words());
      awards_[i].year = prizes_[*order_[i]].year;
    }
    return std::move(awards_);
  }

 private:
  const Lexicon& Words() const { return context_.Words(); }

  std::size_t AddPrize(const Value& name, const Value& year, const Span& span) {
    const std::string stems = Stems(name.text, Words());
    for (std::size_t i = 0; i < prizes_.size(); ++i) {
      Prize& prize = prizes_[i];
      const bool years_agree =
          prize.year.Empty() || year.Empty() || prize.year.text == year.text;
      if (prize.stems == stems && years_agree) {
        Merge(&prize.name, name);
        Merge(&prize.year, year);
        prize.places.push_back(span);
        return i;
      }
    }
    prizes_.push_back({name, year, stems, {span}});
    return prizes_.size() - 1;
  }

  // Which prize: the one its rule or section names; the one named in the line
  // that opened its section; one that shares a stem with the winner's role or
  // that line; the only one; the last one named before it.
  std::optional<std::size_t> PrizeOf(const FoundWinner& found) {
    if (!found.award.Empty()) {
      return AddPrize(found.award, found.year, found.award.sources[0].span);
    }
    if (prizes_.empty()) return std::nullopt;
    if (!found.winner.role.Empty()) {
      if (const auto prize = ByStem(found.winner.role.text)) return prize;
    }
    for (int at = found.mention->section; at >= 0;) {
      const rules::OpenSection& section =
          context_.matches.sections[static_cast<std::size_t>(at)];
      const Span line = LineAround(section.opener);
      if (const auto prize = NamedIn(line)) return prize;
      if (const auto prize = ByStems(line)) return prize;
      at = section.parent;
    }
    if (const auto prize = NamedIn(found.mention->span)) return prize;
    if (const auto prize = NamedIn(LineAround(found.mention->span))) {
      return prize;
    }
    return Nearest(found.mention->span.begin);
  }

  Span LineAround(const Span& span) const {
    for (const TextBlock& block : context_.text.blocks) {
      for (const TextLine& line : block.lines) {
        if (line.span.begin <= span.begin && span.begin < line.span.end) {
          return line.span;
        }
      }
    }
    return span;
  }

  std::optional<std::size_t> NamedIn(const Span& span) const {
    for (std::size_t i = 0; i < prizes_.size(); ++i) {
      for (const Span& place : prizes_[i].places) {
        if (place.Overlaps(span)) return i;
      }
    }
    return std::nullopt;
  }

  std::optional<std::size_t> ByStem(std::string_view noun) const {
    for (std::size_t i = 0; i < prizes_.size(); ++i) {
      if (SharesStem(noun, prizes_[i].name.text, Words())) return i;
    }
    return std::nullopt;
  }

  // The longest word of the line that shares its stem with one prize.
  std::optional<std::size_t> ByStems(const Span& line) const {
    const std::string_view text = context_.Slice(line);
    std::optional<std::size_t> best;
    std::size_t length = 5;
    for (std::size_t begin = 0; begin < text.size();) {
      std::size_t end = text.find_first_of(" ,:\n", begin);
      if (end == std::string_view::npos) end = text.size();
      if (end - begin > length) {
        if (const auto prize = ByStem(text.substr(begin, end - begin))) {
          best = prize;
          length = end - begin;
        }
      }
      begin = end + 1;
    }
    return best;
  }

  std::optional<std::size_t> Nearest(std::size_t at) const {
    std::optional<std::size_t> best;
    std::size_t where = 0;
    for (std::size_t i = 0; i < prizes_.size(); ++i) {
      for (const Span& place : prizes_[i].places) {
        if (place.begin <= at && (!best || place.begin >= where)) {
          best = i;
          where = place.begin;
        }
      }
    }
    return best ? best : std::optional<std::size_t>(0);
  }

  Award& AwardOf(std::optional<std::size_t> prize) {
    const auto at = std::ranges::find(order_, prize);
    if (at != order_.end()) {
      return awards_[static_cast<std::size_t>(at - order_.begin())];
    }
    order_.push_back(prize);
    return awards_.emplace_back();
  }

  const Context& context_;
  std::vector<Prize> prizes_;
  std::vector<std::optional<std::size_t>> order_;
  std::vector<Award> awards_;
  // Of each award, the mention that began each of its winners.
  std::map<std::ptrdiff_t, std::vector<FoundWinner>> known_;
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
