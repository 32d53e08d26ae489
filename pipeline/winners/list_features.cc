#include "pipeline/winners/list_features.h"

namespace bmas::winners {
namespace {

using marks::Unit;
using names::PhraseClass;

class Reader {
 public:
  Reader(const Document& document, const Candidate& candidate,
         const std::string& family, std::vector<std::string>* features)
      : document_(document),
        candidate_(candidate),
        family_(family),
        features_(*features) {}

  void Run() {
    const UnitFacts& facts = document_.facts[candidate_.unit];
    const Unit& unit = document_.units[candidate_.unit];
    // "GEWINNER: Ida Kern" is no nominee, whatever stands above.
    if (facts.listed && SaysWinner(facts)) {
      Add("list:own-winner");
      Add("list:own-winner@" + family_);
      return;
    }
    int outer = OwnLabel(facts) ? -1 : facts.section;
    const std::string section =
        "section:" +
        (outer < 0 ? "none" : RuleId(document_, Section(outer).rule));
    Add(section);
    if (facts.listed) Add(section + "@" + family_);
    for (; outer >= 0; outer = Section(outer).parent) {
      Add("within:" + RuleId(document_, Section(outer).rule));
    }
    if (!facts.listed) return;
    const std::size_t size = unit.tokens.size();
    Add(size < 4    ? "unit-words:1-3"
        : size < 9  ? "unit-words:4-8"
        : size < 19 ? "unit-words:9-18"
                    : "unit-words:19+");
    Add(facts.run_size == 1  ? "run:1"
        : facts.run_size < 4 ? "run:2-3"
        : facts.run_size < 9 ? "run:4-8"
                             : "run:9+");
    if (document_.counts.contains(facts.run_size)) Add("count:run");
    if (facts.run_size > 2) {
      const std::size_t tenths = 10 * facts.run_named / facts.run_size;
      Add(tenths > 8   ? "run-of-names:all"
          : tenths > 5 ? "run-of-names:most"
          : tenths > 2 ? "run-of-names:some"
                       : "run-of-names:few");
    }
    if (facts.lead != UnitFacts::kNone && facts.lead > 0) {
      for (const std::string& cue : document_.facts[facts.lead - 1].cues) {
        Add("before-lead:" + cue);
      }
    }
    // Is it the first name of its line or behind its label, or one further
    // behind?
    const std::size_t label_end = LabelEnd(unit);
    const bool first =
        std::ranges::none_of(unit.groups, [&](const auto& group) {
          return group.span.end <= candidate_.name.begin &&
                 group.span.begin >= label_end &&
                 unit.phrases[group.members.front().phrase].kind <=
                     PhraseClass::kUnknownOne;
        });
    Add(first ? "line:first-name" : "line:later-name");
    // "Singkreis Aue – Gold", "2. Platz: TSV Barth"
    const bool ranked = std::ranges::any_of(
        unit.prizes, [](const auto& prize) { return !prize.rank.Empty(); });
    if (first && ranked) Add("line:rank");
    if (first && NameAndRank(unit)) AddResult("line:name-rank");
    if (first && ranked && RankAndName(unit)) AddResult("line:rank-name");
    if (CountsOn()) Add("ranked:in-line");
    if (!first) Add("line:later-name@" + family_);
    // "für ihr Lebenswerk": a line goes on with what stands above it.
    const names::Token& opener = unit.tokens.front();
    if (!opener.upper && document_.rules.names->Preposition(opener.text)) {
      Add("line:goes-on");
    }
    const std::string_view text = document_.text.Slice(unit.span);
    if (text.ends_with('.') && size > 6) Add("line:sentence");
    const auto cues_of = [&](std::size_t other, const std::string& what) {
      if (other == UnitFacts::kNone) {
        Add(what + ":missing");
        return;
      }
      if (document_.facts[other].cues.empty()) Add(what + ":plain");
      for (const std::string& cue : document_.facts[other].cues) {
        Add(what + ":" + cue);
        Add(what + ":" + cue + "@" + family_);
      }
      if (document_.units[other].marked.ends_with(':')) Add(what + ":colon");
    };
    cues_of(facts.lead, "lead");
    cues_of(facts.label, "label");
    // All that leads in, in one word.
    const std::string lead = ListKind(facts.lead);
    const std::string label = ListKind(facts.label);
    // "Die Preisträger im Überblick", and below it "Kategorie Betriebe:"
    const bool within = lead.starts_with("winners") &&
                        (label == "category" || label.starts_with("prize"));
    const std::string kind =
        label == "missing" || label == "plain" || within ? lead : label;
    Add("list:" + kind);
    Add("list:" + kind + "@" + family_);
    // As many lines as winners are announced.
    if (document_.counts.contains(facts.run_size)) Add("count:run@" + kind);
    if (first) Add("list:" + kind + "@first-name");
    if (facts.run_size > 2 && 10 * facts.run_named > 7 * facts.run_size) {
      Add("list:" + kind + "@run-of-names");
    }
  }

 private:
  // The more such lines, the surer.
  void AddResult(const std::string& feature) {
    constexpr std::size_t kMany = 3;  // lines of one document
    Add(feature);
    if (document_.results >= kMany) Add(feature + "@many");
  }

  // "Singkreis Aue – Gold (21 Punkte)": a name, its rank, nothing more.
  bool NameAndRank(const Unit& unit) const {
    const names::Group* group = GroupOf(document_, candidate_);
    if (group == nullptr || group->head != 0) return false;
    std::size_t k = group->members.back().end;
    while (k < unit.tokens.size() &&
           unit.tokens[k].kind != names::TokenKind::kWord &&
           unit.tokens[k].kind != names::TokenKind::kNumber) {
      ++k;
    }
    const auto prize =
        std::ranges::find(unit.prizes, k, &marks::PrizePhrase::first);
    if (prize == unit.prizes.end() || prize->rank.Empty()) return false;
    const std::size_t end = prize->last;
    return end >= unit.tokens.size() || unit.tokens[end].IsMark("(") ||
           unit.tokens[end].IsMark(",");
  }

  // "2. Platz: Singkreis Aue": the line begins with the rank.
  bool RankAndName(const Unit& unit) const {
    const names::Group* group = GroupOf(document_, candidate_);
    if (group == nullptr || unit.prizes.front().first != 0) return false;
    std::size_t end = unit.prizes.front().last;
    // "2. Platz (500 Euro): …"
    if (end < unit.tokens.size() && unit.tokens[end].IsMark("(")) {
      while (end < group->head && !unit.tokens[end].IsMark(")")) ++end;
      ++end;
    }
    return end < unit.tokens.size() && end < group->head &&
           group->head <= end + 2 &&
           unit.tokens[end].kind == names::TokenKind::kMark;
  }

  // "1. Ida Kern, 2. Max Rohr": names numbered from one.
  bool CountsOn() const {
    const names::Group* group = GroupOf(document_, candidate_);
    if (group == nullptr || group->members.size() < 2) return false;
    int number = 0;
    return std::ranges::all_of(group->members, [&](const auto& member) {
      return document_.text.Slice(member.ordinal) ==
             std::to_string(++number) + ".";
    });
  }

  // "Bester Film", below the nominees of another: where a category's label
  // stands nearer than what opened the section, the section has ended.
  bool OwnLabel(const UnitFacts& facts) const {
    if (facts.section < 0 || facts.label == UnitFacts::kNone) return false;
    const Unit& label = document_.units[facts.label];
    return !label.categories.empty() &&
           Section(facts.section).opener.end <= label.span.begin;
  }

  static bool SaysWinner(const UnitFacts& facts) {
    return facts.cues.contains("winner") && !facts.cues.contains("nominee") &&
           !facts.cues.contains("former") && !facts.cues.contains("jury");
  }

  // Where what stands behind the line's first colon before the name begins,
  // or the line itself: bytes of clean text.
  std::size_t LabelEnd(const Unit& unit) const {
    for (const names::Token& token : unit.tokens) {
      if (token.span.begin >= candidate_.name.begin) break;
      if (token.IsMark(":")) return token.span.end;
    }
    return unit.span.begin;
  }

  // What a lead-in says the list holds, the strongest sign first.
  std::string ListKind(std::size_t lead) const {
    if (lead == UnitFacts::kNone) return "missing";
    if (!document_.units[lead].categories.empty() &&
        document_.facts[lead].cues.empty()) {
      return "category";
    }
    const std::set<std::string>& cues = document_.facts[lead].cues;
    const bool colon = document_.units[lead].marked.ends_with(':') ||
                       document_.facts[lead].titles_winners;
    for (const char* other :
         {"nominee", "jury", "former", "contact", "funding", "call", "stage"}) {
      if (cues.contains(other)) return other;
    }
    const bool wins = cues.contains("winner") || cues.contains("decorated");
    const std::string end = colon ? "-colon" : "";
    if (wins) return "winners" + end;
    if (cues.contains("sponsor")) return "sponsors";
    if (cues.contains("gets")) return "gets" + end;
    if (cues.contains("prize")) return "prize" + end;
    if (cues.contains("program")) return "program";
    return "plain";
  }

  void Add(std::string feature) { features_.push_back(std::move(feature)); }

  const rules::OpenSection& Section(int index) const {
    return document_.matches.sections[static_cast<std::size_t>(index)];
  }

  const Document& document_;
  const Candidate& candidate_;
  const std::string& family_;
  std::vector<std::string>& features_;
};

}  // namespace

void AddListFeatures(const Document& document, const Candidate& candidate,
                     const std::string& family,
                     std::vector<std::string>* features) {
  Reader(document, candidate, family, features).Run();
}

}  // namespace bmas::winners
