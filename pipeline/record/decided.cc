// Winners that were decided on -> winners of the record.

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "pipeline/record/money.h"
#include "pipeline/record/rank.h"
#include "pipeline/record/winners.h"
#include "pipeline/text/fold.h"
#include "pipeline/text/names.h"
#include "pipeline/text/normalize.h"
#include "pipeline/winners/decide.h"

namespace bmas::record {
namespace {

using marks::PrizePhrase;
using marks::Unit;
using marks::UnitKind;
using names::PhraseClass;
using winners::Candidate;
using winners::UnitFacts;

class Reader {
 public:
  explicit Reader(const Context& context)
      : context_(context),
        evidence_(*context.evidence),
        words_(*context.rules.names),
        proposals_(ReadProposals(context)) {
    CountPeople();
  }

  std::vector<FoundWinner> Run() {
    for (const Candidate& candidate : *context_.candidates) {
      if (candidate.chosen) found_.push_back(Read(candidate));
    }
    return std::move(found_);
  }

 private:
  const Unit& UnitOf(const Candidate& candidate) const {
    return evidence_.units[candidate.unit];
  }

  Value ValueAt(int rule, const Span& span) const {
    if (span.Empty()) return {};
    const Span bare = Unquoted(context_.text, span);
    return {Collapse(context_.Slice(bare)), {{rule, bare}}};
  }

  FoundWinner Read(const Candidate& candidate) {
    FoundWinner found;
    const int rule = RuleOf(candidate);
    const UnitFacts& facts = evidence_.facts[candidate.unit];
    found.block = UnitOf(candidate).block;
    found.line = UnitOf(candidate).line;
    found.section = facts.section;
    found.confirmed = candidate.confirmed;
    found.alone = !facts.listed || facts.section < 0;
    Winner& winner = found.winner;
    winner.name = {Collapse(candidate.text), {{rule, candidate.name}}};
    winner.kind = KindOf(candidate);
    winner.confidence = candidate.probability;
    ReadPhrase(candidate, rule, &winner);
    if (const FoundWinner* proposal = ProposalOf(candidate)) {
      TakeOver(*proposal, &found);
    }
    ReadAround(candidate, rule, &winner);
    Money& money = winner.prize_money;
    if (!money.text.Empty()) money = ReadMoney(money.text, context_.Words());
    ReadRank(context_, &winner.rank);
    found.key = ComparisonKey(winner.name.text);
    return found;
  }

  // The rule that weighs most of those that call the name a winner.
  int RuleOf(const Candidate& candidate) const {
    int best = candidate.hypotheses.front().rule, most = -1'000'000;
    for (const winners::Hypothesis& hypothesis : candidate.hypotheses) {
      if (hypothesis.role != "winner" && hypothesis.role != "pattern") continue;
      const auto weight = context_.rules.weights.find(
          "rule:" + context_.Rule(hypothesis.rule).id);
      const int here = weight == context_.rules.weights.end()
                           ? winners::kUnfitted
                           : weight->second;
      if (here > most) {
        most = here;
        best = hypothesis.rule;
      }
    }
    return best;
  }

  std::string KindOf(const Candidate& candidate) const {
    const std::string& text = candidate.text;
    const std::string first = text.substr(0, text.find_first_of(" -"));
    switch (candidate.kind) {
      case PhraseClass::kPerson:
      case PhraseClass::kWeakPerson:
      case PhraseClass::kSurname:
        return "person";
      case PhraseClass::kQuoted:
      case PhraseClass::kLabelQuote: {
        const Span noun = NounBefore(candidate);
        if (!noun.Empty() && words_.TeamNoun(context_.Slice(noun))) {
          return "team";
        }
        if (!noun.Empty() && words_.InstitutionHead(context_.Slice(noun)) &&
            !words_.WorkNoun(context_.Slice(noun))) {
          return "organisation";
        }
        return "project";
      }
      default:
        break;
    }
    if (HasWord(context_.Words().team_words, first)) return "team";
    const Span noun = NounBefore(candidate);
    if (!noun.Empty() && words_.WorkNoun(context_.Slice(noun))) {
      return "project";
    }
    if (HasWord(context_.Words().project_words, first)) return "project";
    if (LooksLikePerson(text, context_.Words())) return "person";
    return AmongPeople(candidate) ? "person" : "organisation";
  }

  // Two to four words of no dictionary, in a sentence or list where those who
  // win are people: one more of them.
  bool AmongPeople(const Candidate& candidate) const {
    constexpr std::ptrdiff_t kMostSpaces = 3;
    const auto spaces = std::ranges::count(candidate.text, ' ');
    if (candidate.kind != PhraseClass::kUnknown || spaces < 1 ||
        spaces > kMostSpaces ||
        candidate.text.find_first_of("&+|0123456789.") != std::string::npos) {
      return false;
    }
    const auto balance = people_.find(Neighbourhood(candidate));
    return balance != people_.end() && balance->second > 0;
  }

  // The list or the sentence a candidate stands in.
  std::pair<bool, std::size_t> Neighbourhood(const Candidate& candidate) const {
    const UnitFacts& facts = evidence_.facts[candidate.unit];
    return {facts.listed, facts.listed ? facts.run : candidate.unit};
  }

  void CountPeople() {
    for (const Candidate& candidate : *context_.candidates) {
      if (!candidate.chosen || candidate.kind == PhraseClass::kUnknown)
        continue;
      const bool person = candidate.kind == PhraseClass::kPerson ||
                          candidate.kind == PhraseClass::kWeakPerson;
      people_[Neighbourhood(candidate)] += person ? 1 : -1;
    }
  }

  // The noun right before the name, its own or the first one's of its group.
  Span NounBefore(const Candidate& candidate) const {
    const names::Group* group = GroupOf(evidence_, candidate);
    if (group == nullptr) return {};
    const names::Phrase& phrase = *PhraseOf(evidence_, candidate);
    if (!phrase.role.Empty()) return phrase.role;
    return candidate.member == 0 ? group->noun : Span{};
  }

  // What belongs to the name: title, place, affiliation, work.
  void ReadPhrase(const Candidate& candidate, int rule, Winner* winner) const {
    const names::Group* group = GroupOf(evidence_, candidate);
    if (group == nullptr) return;
    const names::Member& member = group->members[candidate.member];
    const names::Phrase& phrase = *PhraseOf(evidence_, candidate);
    winner->title = ValueAt(rule, phrase.title);
    winner->place = ValueAt(rule, member.place);
    winner->project = ValueAt(rule, member.project);
    // Whose a project or an institution is, is no affiliation.
    if (winner->kind == "person" || winner->kind == "team") {
      winner->affiliation = ValueAt(rule, member.affiliation);
    }
    if (!phrase.shared.Empty()) {
      winner->name.sources.push_back({rule, phrase.shared});
    }
    const Span noun = NounBefore(candidate);
    if (!noun.Empty() && words_.WinnerNoun(context_.Slice(noun))) {
      winner->role = ValueAt(rule, noun);
    }
  }

  // What a rule over plain text captured beside the same name.
  const FoundWinner* ProposalOf(const Candidate& candidate) const {
    const auto at =
        std::ranges::find_if(proposals_, [&](const FoundWinner& proposal) {
          const Span& span = proposal.winner.name.sources.front().span;
          return span.Overlaps(candidate.name) &&
                 (span.Contains(candidate.name) ||
                  candidate.name.Contains(span));
        });
    return at == proposals_.end() ? nullptr : &*at;
  }

  static void TakeOver(const FoundWinner& proposal, FoundWinner* found) {
    const Winner& from = proposal.winner;
    Winner& to = found->winner;
    found->award = proposal.award;
    found->year = proposal.year;
    found->mention = proposal.mention;
    for (Value Winner::*field :
         {&Winner::title, &Winner::role, &Winner::category,
          &Winner::affiliation, &Winner::place, &Winner::project,
          &Winner::reason}) {
      if ((to.*field).Empty()) to.*field = from.*field;
    }
    if (to.members.empty()) to.members = from.members;
    to.rank = from.rank;
    to.prize_money = from.prize_money;
    if (to.kind == "organisation" && from.kind == "team") to.kind = "team";
  }

  // Rank, category and sum: of the clause or line, else of the label above,
  // else of the section.
  void ReadAround(const Candidate& candidate, int rule, Winner* winner) const {
    const UnitFacts& facts = evidence_.facts[candidate.unit];
    const Unit& unit = UnitOf(candidate);
    std::vector<Span> ranks, sums, categories;
    Collect(unit, &ranks, &sums, &categories);
    const auto fill = [&](const std::vector<Span>& spans, Value* value) {
      if (!value->Empty()) return;
      if (const auto span = Nearest(spans, candidate)) {
        *value = ValueAt(rule, *span);
      }
    };
    fill(ranks, &winner->rank.text);
    fill(sums, &winner->prize_money.text);
    fill(categories, &winner->category);
    if (!facts.listed) {
      HeadingCategory(candidate, rule, winner);
      return;
    }
    // A label is near only if nothing else stands between.
    for (std::size_t above : {facts.label, facts.lead}) {
      if (above == UnitFacts::kNone) continue;
      ranks.clear(), sums.clear(), categories.clear();
      Collect(evidence_.units[above], &ranks, &sums, &categories);
      if (winner->rank.Empty() && ranks.size() == 1) {
        winner->rank.text = ValueAt(rule, ranks.front());
      }
      if (winner->category.Empty() && categories.size() == 1) {
        winner->category = ValueAt(rule, categories.front());
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
    HeadingCategory(candidate, rule, winner);
  }

  // A heading that names a category speaks of all that stands below it, but of
  // no special prize.
  void HeadingCategory(const Candidate& candidate, int rule,
                       Winner* winner) const {
    const std::string& rank = winner->rank.text.text;
    if (words_.SpecialRank(rank.substr(0, rank.find(' ')))) return;
    for (std::size_t u = candidate.unit; u-- > 0;) {
      const Unit& above = evidence_.units[u];
      // A line by itself, where the layout knows no heading.
      const bool line = above.kind == UnitKind::kLine &&
                        above.categories.size() == 1 && Alone(u);
      if (above.kind != UnitKind::kHeading && !line) continue;
      if (above.categories.size() != 1) return;
      // What an earlier heading handed on ends here.
      const Value& known = winner->category;
      if (known.Empty() || known.sources.front().span.end <= above.span.begin) {
        winner->category = ValueAt(rule, above.categories.front());
      }
      return;
    }
  }

  // Is the unit all of its block, and nobody in it a winner?
  bool Alone(std::size_t u) const {
    const std::vector<Unit>& units = evidence_.units;
    const bool whole =
        (u == 0 || units[u - 1].block != units[u].block) &&
        (u + 1 == units.size() || units[u + 1].block != units[u].block);
    return whole && std::ranges::none_of(
                        *context_.candidates, [&](const Candidate& candidate) {
                          return candidate.chosen && candidate.unit == u;
                        });
  }

  void Collect(const Unit& unit, std::vector<Span>* ranks,
               std::vector<Span>* sums, std::vector<Span>* categories) const {
    for (const PrizePhrase& prize : unit.prizes) {
      if (!prize.rank.Empty()) ranks->push_back(prize.rank);
      if (!prize.money.Empty()) sums->push_back(prize.money);
    }
    // "Die Zweitplatzierten sind …"
    for (const names::Token& token : unit.tokens) {
      if (ranks->empty() && token.Capital() && words_.WinnerNoun(token.text) &&
          context_.Words().ordinals.contains(FoldCase(token.text))) {
        ranks->push_back(token.span);
      }
    }
    *categories = unit.categories;
  }

  // Of several values each winner has the one on its side: before it, if the
  // first stands before the first winner, else behind, and there only up to the
  // next winner.
  std::optional<Span> Nearest(const std::vector<Span>& spans,
                              const Candidate& candidate) const {
    if (spans.empty()) return std::nullopt;
    std::vector<const Candidate*> here;
    for (const Candidate& other : *context_.candidates) {
      if (other.chosen && other.unit == candidate.unit) here.push_back(&other);
    }
    const bool before = spans.front().begin < here.front()->name.begin;
    if (spans.size() == 1 && (before || here.size() == 1)) return spans.front();
    if (before) {
      std::optional<Span> mine;
      for (const Span& span : spans) {
        if (span.begin < candidate.name.begin) mine = span;
      }
      return mine;
    }
    std::size_t next = std::string::npos;
    for (const Candidate* other : here) {
      if (other->name.begin > candidate.name.begin) {
        next = std::min(next, other->name.begin);
      }
    }
    for (const Span& span : spans) {
      if (span.begin > candidate.name.begin && span.begin < next) return span;
    }
    // "A, B und C (je 500 Euro)": one behind all of them is all theirs.
    return spans.size() == 1 && spans.front().begin > here.back()->name.begin &&
                   !InBrackets(spans.front(), here)
               ? std::optional(spans.front())
               : std::nullopt;
  }

  // Is what stands behind the last winner in brackets of its own?
  bool InBrackets(const Span& span,
                  const std::vector<const Candidate*>& here) const {
    const std::string_view between =
        context_.Slice({here.back()->name.end, span.begin});
    return between.find('(') != std::string_view::npos;
  }

  const Context& context_;
  const winners::Document& evidence_;
  const names::Words& words_;
  std::vector<FoundWinner> proposals_;
  // Of each list or sentence: the people among its winners less the others.
  std::map<std::pair<bool, std::size_t>, int> people_;
  std::vector<FoundWinner> found_;
};

}  // namespace

std::vector<FoundWinner> ReadWinners(const Context& context) {
  return Reader(context).Run();
}

}  // namespace bmas::record
