#include "pipeline/winners/decide.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>

#include "pipeline/text/fold.h"
#include "pipeline/winners/collect.h"
#include "pipeline/winners/features.h"

namespace bmas::winners {
namespace {

constexpr int kHundred = 100;  // weights are hundredths

bool IsPerson(const Candidate& candidate) {
  return candidate.kind == names::PhraseClass::kPerson ||
         candidate.kind == names::PhraseClass::kWeakPerson;
}

void SetScore(Candidate* candidate, int score) {
  candidate->score = score;
  candidate->probability =
      1.0 / (1.0 + std::exp(-static_cast<double>(score) / kHundred));
}

class Decider {
 public:
  Decider(const Document& document, std::vector<Candidate>* candidates)
      : document_(document), candidates_(*candidates) {}

  void Run() {
    for (Candidate& candidate : candidates_) Score(&candidate);
    PullGroups();
    PullLists();
    Choose();
    Confirm();
    DropShortForms();
    PartWorksFromPeople();
    PartFirmsFromPeople();
    DropHelpers();
    HeedCounts();
  }

 private:
  void Score(Candidate* candidate) const {
    const auto& weights = document_.rules.weights;
    int score = 0;
    const auto add = [&](const std::string& feature) {
      const auto weight = weights.find(feature);
      if (weight != weights.end()) score += weight->second;
    };
    add("bias");
    for (const std::string& feature : candidate->features) add(feature);
    for (const Hypothesis& hypothesis : candidate->hypotheses) {
      if (hypothesis.role != "winner" && hypothesis.role != "pattern") continue;
      const std::string& id = RuleId(document_, hypothesis.rule);
      if (!weights.empty() && !weights.contains("rule:" + id)) {
        score += kUnfitted;
      }
    }
    SetScore(candidate, score);
  }

  // Names of one enumeration stand or fall together: each is pulled towards
  // the surest of them.
  void PullGroups() {
    constexpr double kPull = 0.25;     // of the way, in log-odds
    constexpr double kTownPull = 0.5;  // ... of towns, which look all alike
    constexpr double kMost = 4.0;      // log-odds of a pull
    std::map<std::pair<std::size_t, std::size_t>, std::vector<Candidate*>>
        groups;
    for (Candidate& candidate : candidates_) {
      if (candidate.group == Candidate::kNoGroup) continue;
      groups[{candidate.unit, candidate.group}].push_back(&candidate);
    }
    for (auto& [key, members] : groups) {
      if (members.size() < 2) continue;
      const Candidate* surest =
          *std::ranges::max_element(members, {}, &Candidate::score);
      const names::PhraseClass kind = surest->kind;
      const double top = std::clamp(
          static_cast<double>(surest->score) / kHundred, -kMost, kMost);
      for (Candidate* member : members) {
        const double own = static_cast<double>(member->score) / kHundred;
        // "1. Auenthal, 2. Barth": towns that are numbered with others; "Aue,
        // Barth und Plön": or stand beside their like.
        const bool nameable = member->kind <= names::PhraseClass::kCommonMany ||
                              member->kind == kind ||
                              Has(*member, "ranked:in-line");
        if (own >= top || !nameable) continue;
        const bool towns =
            member->kind == kind && kind == names::PhraseClass::kPlace;
        const double pull = towns ? kTownPull : kPull;
        SetScore(member, static_cast<int>(std::lround(
                             kHundred * (pull * top + (1 - pull) * own))));
      }
    }
  }

  // The items of one list stand or fall together: the first name of each line
  // is pulled towards what most of them are; but up only where a lead-in says
  // what they are.
  void PullLists() {
    constexpr double kPull = 0.4;       // of the way, in log-odds
    constexpr double kSaidPull = 0.7;   // where a lead-in says what they are
    constexpr std::size_t kFewest = 3;  // items of a list that says something
    constexpr int kSure = 150;          // hundredths of log-odds
    std::map<std::size_t, std::vector<Candidate*>> lists;
    for (Candidate& candidate : candidates_) {
      const UnitFacts& facts = document_.facts[candidate.unit];
      if (Barred(candidate)) continue;
      // "Die Preisträger sind:" makes a name of several nouns too.
      const bool nouns = candidate.kind == names::PhraseClass::kCommonMany &&
                         Has(candidate, "list:winners-colon") &&
                         !Has(candidate, "right::");
      if (facts.listed && Has(candidate, "line:first-name") &&
          candidate.member == 0 &&
          (nouns || candidate.kind <= names::PhraseClass::kUnknownOne)) {
        lists[facts.run].push_back(&candidate);
      }
    }
    for (auto& [run, items] : lists) {
      const bool said = Has(*items.front(), "list:winners-colon");
      if (items.size() < (said ? kFewest - 1 : kFewest)) continue;
      const double pull = said ? kSaidPull : kPull;
      std::vector<int> scores;
      for (const Candidate* item : items) scores.push_back(item->score);
      const auto middle =
          scores.begin() + static_cast<std::ptrdiff_t>(scores.size() / 2);
      std::ranges::nth_element(scores, middle);
      // "Die Preisträger sind:", and every line begins with a name.
      const UnitFacts& facts = document_.facts[items.front()->unit];
      const bool all = said && facts.run_named == facts.run_size;
      const int towards = all ? std::max(*middle, kSure) : *middle;
      for (Candidate* item : items) {
        if (!said && item->score < towards) continue;
        SetScore(item, static_cast<int>(std::lround(pull * towards +
                                                    (1 - pull) * item->score)));
      }
    }
  }

  // No neighbour makes a winner of whom a rule denies it, of a team's people
  // below its own line, of what a line says about the one above.
  static bool Barred(const Candidate& candidate) {
    return Has(candidate, "rule:members") ||
           Has(candidate, "label-word:helper") ||
           Has(candidate, "rule:denied") ||
           Has(candidate, "rule:represented") || Has(candidate, "line:goes-on");
  }

  static bool Has(const Candidate& candidate, const std::string& feature) {
    return std::ranges::binary_search(candidate.features, feature);
  }

  // One count of winners, and nearly as many found: the likeliest of the others
  // fill up, the weakest of too many go.
  void HeedCounts() {
    constexpr double kEnough = 0.45;  // to be taken because one is missing
    constexpr double kWeak = 0.75;    // to be given up because one is too many
    const std::set<std::size_t>& counts = document_.counts;
    // "fünf Netzwerke und drei Koordinatoren" are eight.
    if (counts.empty() || counts.size() > 2) return;
    const std::size_t wanted =
        std::accumulate(counts.begin(), counts.end(), std::size_t{0});
    std::map<std::string, Candidate*> winners;
    for (Candidate& candidate : candidates_) {
      if (!candidate.chosen) continue;
      Candidate*& best = winners[ComparisonKey(candidate.text)];
      if (best == nullptr || best->score < candidate.score) best = &candidate;
    }
    if (winners.empty()) return;
    if (winners.size() == wanted + 1) {
      const auto weakest = std::ranges::min_element(
          winners, {}, [](const auto& entry) { return entry.second->score; });
      if (weakest->second->probability < kWeak) {
        for (Candidate& candidate : candidates_) {
          if (ComparisonKey(candidate.text) != weakest->first) continue;
          candidate.chosen = false;
          candidate.verdict = "one more than the text announces";
        }
      }
    }
    if (winners.size() + 1 == wanted || winners.size() + 2 == wanted) {
      std::vector<Candidate*> order;
      for (Candidate& candidate : candidates_) {
        if (!candidate.chosen && candidate.probability >= kEnough &&
            candidate.kind <= names::PhraseClass::kUnknownOne &&
            !Barred(candidate) &&
            !winners.contains(ComparisonKey(candidate.text)) &&
            !OverlapsChosen(candidate)) {
          order.push_back(&candidate);
        }
      }
      std::ranges::stable_sort(order,
                               [](const Candidate* a, const Candidate* b) {
                                 return a->score > b->score;
                               });
      for (Candidate* candidate : order) {
        if (winners.size() >= wanted) break;
        if (OverlapsChosen(*candidate)) continue;
        if (!winners.emplace(ComparisonKey(candidate->text), candidate)
                 .second) {
          continue;
        }
        candidate->chosen = true;
        candidate->probability = std::max(candidate->probability, kThreshold);
        candidate->verdict.clear();
      }
    }
  }

  bool OverlapsChosen(const Candidate& candidate) const {
    return std::ranges::any_of(candidates_, [&](const Candidate& other) {
      return other.chosen && other.name.Overlaps(candidate.name);
    });
  }

  // "Kern" beside "Ida Kern".
  void DropShortForms() {
    for (Candidate& candidate : candidates_) {
      if (!candidate.chosen || candidate.text.find(' ') != std::string::npos) {
        continue;
      }
      const std::string ending = " " + ComparisonKey(candidate.text);
      const auto longer =
          std::ranges::find_if(candidates_, [&](const Candidate& other) {
            return other.chosen && IsPerson(other) &&
                   ComparisonKey(other.text).ends_with(ending);
          });
      if (longer == candidates_.end()) continue;
      candidate.chosen = false;
      candidate.verdict = "short for \"" + longer->text + "\"";
    }
  }

  // "„Windrad“; Ida Kern" on one line: either the work has won or who made it,
  // not both.
  void PartWorksFromPeople() {
    std::map<std::size_t, std::vector<Candidate*>> units;
    for (Candidate& candidate : candidates_) {
      if (candidate.chosen && document_.facts[candidate.unit].listed) {
        units[candidate.unit].push_back(&candidate);
      }
    }
    const auto work = [](const Candidate& candidate) {
      return candidate.kind == names::PhraseClass::kQuoted;
    };
    for (auto& [unit, chosen] : units) {
      const Candidate* best = nullptr;
      for (const Candidate* candidate : chosen) {
        if ((work(*candidate) || IsPerson(*candidate)) &&
            (best == nullptr || candidate->score > best->score)) {
          best = candidate;
        }
      }
      if (best == nullptr) continue;
      for (Candidate* candidate : chosen) {
        if (work(*best) ? IsPerson(*candidate) : work(*candidate)) {
          candidate->chosen = false;
          candidate->verdict = "stands beside \"" + best->text + "\"";
        }
      }
    }
  }

  // "Ida Kern, Otterschule Aue": where somebody comes from has not won as well.
  void PartFirmsFromPeople() {
    std::map<std::size_t, const Candidate*> people;  // by unit
    for (const Candidate& candidate : candidates_) {
      if (candidate.chosen && IsPerson(candidate) &&
          Has(candidate, "line:first-name")) {
        people.emplace(candidate.unit, &candidate);
      }
    }
    for (Candidate& candidate : candidates_) {
      const auto person = people.find(candidate.unit);
      if (!candidate.chosen || person == people.end() ||
          !Has(candidate, "line:later-name") ||
          (candidate.kind != names::PhraseClass::kLegal &&
           candidate.kind != names::PhraseClass::kHead)) {
        continue;
      }
      candidate.chosen = false;
      candidate.verdict = "stands behind \"" + person->second->text + "\"";
    }
  }

  // "Ida Kern, Aue", and below it "Ausbildungsbetrieb: Rohr GmbH".
  void DropHelpers() {
    std::set<std::size_t> with_people;
    for (const Candidate& candidate : candidates_) {
      if (candidate.chosen && IsPerson(candidate) &&
          !Has(candidate, "label-word:helper")) {
        with_people.insert(candidate.unit);
      }
    }
    for (Candidate& candidate : candidates_) {
      if (!candidate.chosen || !Has(candidate, "label-word:helper")) continue;
      if (with_people.contains(candidate.unit) ||
          (candidate.unit > 0 && with_people.contains(candidate.unit - 1))) {
        candidate.chosen = false;
        candidate.verdict = "helped who stands above it";
      }
    }
  }

  // What is said elsewhere of a name that has won counts as well, if it is
  // likely by itself that it speaks of the prize.
  void Confirm() {
    constexpr double kLikely = 0.4;
    std::set<std::string> winners;
    for (const Candidate& candidate : candidates_) {
      if (candidate.chosen) winners.insert(ComparisonKey(candidate.text));
    }
    for (Candidate& candidate : candidates_) {
      if (!candidate.chosen && candidate.probability >= kLikely &&
          winners.contains(ComparisonKey(candidate.text)) &&
          !OverlapsChosen(candidate)) {
        candidate.chosen = candidate.confirmed = true;
        candidate.verdict.clear();
      }
    }
  }

  // The surest first; what overlaps one that is chosen is not.
  void Choose() {
    std::vector<Candidate*> order;
    for (Candidate& candidate : candidates_) order.push_back(&candidate);
    // Of two that are beyond doubt, or of one score, the longer: "Aueschule –
    // Grundschule für alle".
    static constexpr int kBeyondDoubt = 400;  // hundredths of log-odds
    std::ranges::stable_sort(order, [](const Candidate* a, const Candidate* b) {
      const int x = std::min(a->score, kBeyondDoubt);
      const int y = std::min(b->score, kBeyondDoubt);
      return x != y ? x > y : a->name.Size() > b->name.Size();
    });
    std::vector<const Candidate*> chosen;
    for (Candidate* candidate : order) {
      if (!document_.decided) {
        candidate->verdict = "the text says of nobody that they have won";
        continue;
      }
      if (candidate->probability < kThreshold) {
        candidate->verdict = "too little speaks for it";
        continue;
      }
      const auto overlapping =
          std::ranges::find_if(chosen, [&](const Candidate* other) {
            return other->name.Overlaps(candidate->name);
          });
      if (overlapping != chosen.end()) {
        candidate->verdict = "stands within \"" + (*overlapping)->text + "\"";
        continue;
      }
      candidate->chosen = true;
      chosen.push_back(candidate);
    }
  }

  // A false winner is worse than a missing one.
  static constexpr double kThreshold = 0.6;

  const Document& document_;
  std::vector<Candidate>& candidates_;
};

}  // namespace

std::vector<Candidate> Decide(const Document& document) {
  std::vector<Candidate> candidates = Collect(document);
  AddFeatures(document, &candidates);
  Decider(document, &candidates).Run();
  return candidates;
}

}  // namespace bmas::winners
