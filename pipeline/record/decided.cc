// Winners that were decided on -> winners of the record.

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "pipeline/record/around.h"
#include "pipeline/record/money.h"
#include "pipeline/record/rank.h"
#include "pipeline/record/winners.h"
#include "pipeline/text/fold.h"
#include "pipeline/text/names.h"
#include "pipeline/text/normalize.h"
#include "pipeline/winners/decide.h"

namespace bmas::record {
namespace {

using marks::Unit;
using names::PhraseClass;
using winners::Candidate;
using winners::UnitFacts;

class Reader {
 public:
  explicit Reader(const Context& context)
      : context_(context),
        evidence_(*context.evidence),
        words_(*context.rules.names),
        proposals_(ReadProposals(context)),
        around_(context) {
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
      TakeOver(*proposal, candidate.name, &found);
    }
    around_.Read(candidate, rule, &winner);
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

  // The one phrase of a kind on the candidate's line, unless it has won itself.
  // Null if there is none, or more than one.
  template <typename OfKind>
  const names::Phrase* OneOnLine(const Candidate& candidate,
                                 OfKind of_kind) const {
    if (!evidence_.facts[candidate.unit].listed) return nullptr;
    const names::Phrase* one = nullptr;
    for (const names::Phrase& phrase : UnitOf(candidate).phrases) {
      if (!of_kind(phrase)) continue;
      const bool wins = std::ranges::any_of(
          *context_.candidates, [&](const Candidate& other) {
            return other.chosen && other.name.Overlaps(phrase.whole);
          });
      if (wins || one != nullptr) return nullptr;
      one = &phrase;
    }
    return one;
  }

  // "1. Preis: „Windrad ohne Flügel“; Ida Kern (17)": the title on the line.
  Span WorkOnLine(const Candidate& candidate) const {
    const names::Phrase* work =
        OneOnLine(candidate, [](const names::Phrase& phrase) {
          return phrase.kind == PhraseClass::kQuoted;
        });
    return work == nullptr ? Span{} : work->name;
  }

  // "Ida Kern und Max Rohr; Gymnasium Aue": the institution on the line, behind
  // the people.
  Span HouseOnLine(const Candidate& candidate) const {
    const names::Phrase* house =
        OneOnLine(candidate, [](const names::Phrase& phrase) {
          return phrase.Institution() && phrase.kind != PhraseClass::kBareHead;
        });
    return house == nullptr || house->name.begin < candidate.name.end
               ? Span{}
               : house->name;
  }

  // What belongs to the name: title, place, affiliation, work.
  void ReadPhrase(const Candidate& candidate, int rule, Winner* winner) const {
    const names::Group* group = GroupOf(evidence_, candidate);
    if (group == nullptr) return;
    const names::Member& member = group->members[candidate.member];
    const names::Phrase& phrase = *PhraseOf(evidence_, candidate);
    winner->title = ValueAt(context_, rule, phrase.title);
    winner->place = ValueAt(context_, rule, member.place);
    winner->project = ValueAt(context_, rule, member.project);
    if (winner->project.Empty() && winner->kind != "project") {
      winner->project = ValueAt(context_, rule, WorkOnLine(candidate));
    }
    // Whose a project or an institution is, is no affiliation.
    if (winner->kind == "person" || winner->kind == "team") {
      winner->affiliation = ValueAt(context_, rule, member.affiliation);
      if (winner->affiliation.Empty()) {
        winner->affiliation = ValueAt(context_, rule, HouseOnLine(candidate));
      }
    }
    if (!phrase.shared.Empty()) {
      winner->name.sources.push_back({rule, phrase.shared});
    }
    const Span noun = NounBefore(candidate);
    if (!noun.Empty() && (words_.WinnerNoun(context_.Slice(noun)) ||
                          (winner->kind == "person" &&
                           words_.Occupation(context_.Slice(noun))))) {
      winner->role = ValueAt(context_, rule, noun);
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

  // What the rule read into the name itself is no more than the name.
  static bool Within(const Span& name, const Value& value) {
    return std::ranges::any_of(value.sources, [&](const Source& source) {
      return source.span.Overlaps(name);
    });
  }

  static void TakeOver(const FoundWinner& proposal, const Span& name,
                       FoundWinner* found) {
    const Winner& from = proposal.winner;
    Winner& to = found->winner;
    found->award = proposal.award;
    found->year = proposal.year;
    found->mention = proposal.mention;
    for (Value Winner::*field :
         {&Winner::title, &Winner::role, &Winner::category,
          &Winner::affiliation, &Winner::place, &Winner::project,
          &Winner::reason}) {
      if ((to.*field).Empty() && !Within(name, from.*field)) {
        to.*field = from.*field;
      }
    }
    if (to.members.empty()) to.members = from.members;
    to.rank = from.rank;
    to.prize_money = from.prize_money;
    if (to.kind == "organisation" && from.kind == "team") to.kind = "team";
  }

  const Context& context_;
  const winners::Document& evidence_;
  const names::Words& words_;
  std::vector<FoundWinner> proposals_;
  Around around_;
  // Of each list or sentence: the people among its winners less the others.
  std::map<std::pair<bool, std::size_t>, int> people_;
  std::vector<FoundWinner> found_;
};

}  // namespace

std::vector<FoundWinner> ReadWinners(const Context& context) {
  return Reader(context).Run();
}

}  // namespace bmas::record
