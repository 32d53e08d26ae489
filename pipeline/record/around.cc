#include "pipeline/record/around.h"

#include <algorithm>

#include "pipeline/text/normalize.h"

namespace bmas::record {

using marks::Unit;
using marks::UnitKind;
using winners::Candidate;
using winners::UnitFacts;

Value ValueAt(const Context& context, int rule, const Span& span) {
  if (span.Empty()) return {};
  const Span bare = Unquoted(context.text, span);
  return {Collapse(context.Slice(bare)), {{rule, bare}}};
}

Around::Around(const Context& context) : context_(context) {
  for (const Unit& unit : context.evidence->units) {
    said_.push_back(ReadUnit(unit));
  }
  for (const Candidate& candidate : *context.candidates) {
    if (candidate.chosen) winners_[candidate.unit].push_back(&candidate);
  }
  ReadHeadings();
}

Around::Said Around::ReadUnit(const Unit& unit) const {
  Said said;
  for (const marks::PrizePhrase& prize : unit.prizes) {
    if (!prize.rank.Empty()) said.ranks.push_back(prize.rank);
    if (!prize.money.Empty()) said.sums.push_back(prize.money);
  }
  said.categories = unit.categories;
  // "Die Zweitplatzierten sind …"
  const names::Words& words = *context_.rules.names;
  for (const names::Token& token : unit.tokens) {
    if (!said.ranks.empty()) break;
    if (token.Capital() && words.WinnerNoun(token.text) &&
        context_.Words().ordinals.contains(FoldCase(token.text))) {
      said.ranks.push_back(token.span);
    }
  }
  return said;
}

// Is the unit all of its block, and nobody in it a winner?
bool Around::IsBlock(std::size_t u) const {
  const std::vector<Unit>& units = context_.evidence->units;
  return (u == 0 || units[u - 1].block != units[u].block) &&
         (u + 1 == units.size() || units[u + 1].block != units[u].block) &&
         !winners_.contains(u);
}

void Around::ReadHeadings() {
  constexpr std::size_t kReach = 6;  // blocks of text that one speaks of
  const std::vector<Unit>& units = context_.evidence->units;
  std::size_t heading = kNone;
  for (std::size_t u = 0; u < units.size(); ++u) {
    if (heading != kNone && units[u].block > units[heading].block + kReach) {
      heading = kNone;
    }
    headings_.push_back(heading);
    // A line by itself, where the layout knows no heading: of a category, or of
    // something else, where the category ends.
    const bool line = units[u].kind == UnitKind::kLine && IsBlock(u);
    if (units[u].kind == UnitKind::kHeading || line) heading = u;
  }
}

void Around::Read(const Candidate& candidate, int rule, Winner* winner) const {
  const UnitFacts& facts = context_.evidence->facts[candidate.unit];
  const Said& here = said_[candidate.unit];
  const auto fill = [&](const std::vector<Span>& spans, Value* value) {
    if (!value->Empty()) return;
    if (const auto span = Nearest(spans, candidate)) {
      *value = ValueAt(context_, rule, *span);
    }
  };
  if (const names::Group* group = GroupOf(*context_.evidence, candidate);
      group != nullptr && winner->rank.Empty()) {
    winner->rank.text =
        ValueAt(context_, rule, group->members[candidate.member].ordinal);
  }
  fill(here.ranks, &winner->rank.text);
  fill(here.sums, &winner->prize_money.text);
  fill(here.categories, &winner->category);
  if (facts.listed) {
    // A label is near only if nothing else stands between.
    for (const std::size_t above : {facts.label, facts.lead}) {
      if (above == UnitFacts::kNone) continue;
      const Said& said = said_[above];
      if (winner->rank.Empty() && said.ranks.size() == 1) {
        winner->rank.text = ValueAt(context_, rule, said.ranks.front());
      }
      if (winner->category.Empty() && said.categories.size() == 1) {
        winner->category = ValueAt(context_, rule, said.categories.front());
      }
    }
    const auto inherit = [&](const char* name, Value* value) {
      if (!value->Empty()) return;
      if (const rules::Field* field =
              context_.FindInSection(facts.section, name)) {
        *value = context_.Read(*field);
      }
    };
    inherit("category", &winner->category);
    inherit("rank", &winner->rank.text);
  }
  ReadHeading(candidate, rule, winner);
}

// A heading that names a category speaks of all that stands below it, but of no
// special prize.
void Around::ReadHeading(const Candidate& candidate, int rule,
                         Winner* winner) const {
  const std::string& rank = winner->rank.text.text;
  if (context_.rules.names->SpecialRank(rank.substr(0, rank.find(' ')))) return;
  const std::size_t above = headings_[candidate.unit];
  if (above == kNone || said_[above].categories.size() != 1) return;
  // What an earlier heading handed on ends here.
  const Value& known = winner->category;
  if (known.Empty() || known.sources.front().span.end <=
                           context_.evidence->units[above].span.begin) {
    winner->category = ValueAt(context_, rule, said_[above].categories.front());
  }
}

// Of several values each winner has the one on its side: before it, if the
// first stands before the first winner, else behind, and there only up to the
// next winner.
std::optional<Span> Around::Nearest(const std::vector<Span>& spans,
                                    const Candidate& candidate) const {
  if (spans.empty()) return std::nullopt;
  const std::vector<const Candidate*>& here =
      winners_.find(candidate.unit)->second;
  const std::size_t begin = candidate.name.begin;
  const bool before = spans.front().begin < here.front()->name.begin;
  if (spans.size() == 1 && (before || here.size() == 1)) return spans.front();
  // The first value behind the name.
  const auto behind = std::ranges::upper_bound(spans, begin, {}, &Span::begin);
  if (before) {
    return behind == spans.begin() ? std::nullopt
                                   : std::optional(*std::prev(behind));
  }
  const auto next = std::ranges::upper_bound(
      here, begin, {},
      [](const Candidate* other) { return other->name.begin; });
  if (behind != spans.end() &&
      (next == here.end() || behind->begin < (*next)->name.begin)) {
    return *behind;
  }
  // "A, B und C, je 500 Euro": what stands behind all of them is all theirs,
  // but not "A, B und C (1. Preis)".
  const Span& last = here.back()->name;
  return spans.size() == 1 && spans.front().begin > last.begin &&
                 context_.Slice({last.end, spans.front().begin}).find('(') ==
                     std::string_view::npos
             ? std::optional(spans.front())
             : std::nullopt;
}

}  // namespace bmas::record
