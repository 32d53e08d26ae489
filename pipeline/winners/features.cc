#include "pipeline/winners/features.h"

#include <algorithm>
#include <map>

#include "pipeline/text/fold.h"
#include "pipeline/text/names.h"
#include "pipeline/text/normalize.h"
#include "pipeline/winners/list_features.h"

namespace bmas::winners {
namespace {

using marks::Unit;
using marks::UnitKind;
using names::Phrase;
using names::PhraseClass;

// Classes that behave alike, for features that say two things at once.
const char* Family(PhraseClass kind) {
  switch (kind) {
    case PhraseClass::kPerson:
    case PhraseClass::kWeakPerson:
      return "person";
    case PhraseClass::kLegal:
    case PhraseClass::kHead:
    case PhraseClass::kMunicipality:
      return "institution";
    case PhraseClass::kOdd:
    case PhraseClass::kUnknown:
    case PhraseClass::kUnknownOne:
      return "coined";
    case PhraseClass::kQuoted:
      return "quoted";
    default:
      return "common";
  }
}

const char* Name(UnitKind kind) {
  switch (kind) {
    case UnitKind::kSentence:
      return "sentence";
    case UnitKind::kHeading:
      return "heading";
    case UnitKind::kItem:
      return "item";
    case UnitKind::kLine:
      return "line";
    case UnitKind::kRow:
      return "row";
  }
  return "";
}

class Reader {
 public:
  Reader(const Document& document, std::vector<Candidate>* candidates)
      : document_(document),
        words_(*document.rules.names),
        candidates_(*candidates) {
    for (const Candidate& candidate : candidates_) {
      ++named_[ComparisonKey(candidate.text)];
    }
    for (const Unit& unit : document.units) {
      if (unit.kind == UnitKind::kHeading) {
        headings_.push_back(document.text.Slice(unit.span));
      }
    }
    ReadRolesOfNames();
    constexpr std::ptrdiff_t kEnough = 2;  // units that say who has won
    often_decided_ = std::ranges::count_if(document_.facts,
                                           &UnitFacts::SaysWhoWon) >= kEnough;
  }

  void Run() {
    for (Candidate& candidate : candidates_) {
      features_.clear();
      ReadName(candidate);
      ReadHypotheses(candidate);
      ReadUnit(candidate);
      AddListFeatures(document_, candidate, Family(candidate.kind), &features_);
      ReadDocumentFacts(candidate);
      std::ranges::sort(features_);
      features_.erase(std::unique(features_.begin(), features_.end()),
                      features_.end());
      candidate.features = features_;
    }
  }

 private:
  void Add(std::string feature) { features_.push_back(std::move(feature)); }

  // Roles that the same name has anywhere: who speaks as a minister is one
  // elsewhere too.
  void ReadRolesOfNames() {
    for (const rules::RoleFound& found : document_.roles) {
      if (found.role == "winner" || found.role == "other") continue;
      const Unit& unit = document_.units[found.unit];
      for (const names::Member& member : unit.groups[found.group].members) {
        const Phrase& phrase = unit.phrases[member.phrase];
        roles_[KeyOf(document_.text.Slice(phrase.name), phrase.Person())]
            .emplace(found.role, found.unit);
      }
    }
    for (std::size_t u = 0; u < document_.units.size(); ++u) {
      const Unit& unit = document_.units[u];
      for (const names::Group& group : unit.groups) {
        const std::string type = NounType(group.noun);
        if (type != "office" && type != "jury") continue;
        const Phrase& phrase = unit.phrases[group.members.front().phrase];
        roles_[KeyOf(document_.text.Slice(phrase.name), phrase.Person())]
            .emplace(type, u);
      }
    }
  }

  // People are told by their surname.
  static std::string KeyOf(std::string_view name, bool person) {
    if (person) name = name.substr(name.find_last_of(' ') + 1);
    return ComparisonKey(name);
  }

  std::string NounType(const Span& noun) const {
    if (noun.Empty()) return "none";
    const std::string_view word = document_.text.Slice(noun);
    // "Nobelpreisträger": of a prize that may be another.
    if (words_.WinnerNoun(word)) {
      return words_.PlainWinnerNoun(word) ? "winner" : "winner-of";
    }
    if (words_.OfficeNoun(word)) return "office";
    if (words_.JuryNoun(word)) return "jury";
    if (words_.PrizeNoun(word)) return "prize";
    if (words_.TeamNoun(word)) return "team";
    if (words_.WorkNoun(word)) return "work";
    if (words_.ClassNoun(word) || words_.MakerNoun(word)) return "class";
    if (words_.Occupation(word)) return "occupation";
    if (words_.Municipality(word)) return "municipality";
    if (words_.InstitutionHead(word)) return "institution";
    return "other";
  }

  void ReadName(const Candidate& candidate) {
    const Unit& unit = document_.units[candidate.unit];
    const UnitFacts& facts = document_.facts[candidate.unit];
    const std::string place = facts.listed                      ? "list"
                              : unit.kind == UnitKind::kHeading ? "heading"
                                                                : "sentence";
    Add(std::string("class:") + names::Name(candidate.kind));
    Add(std::string("class:") + names::Name(candidate.kind) + "@" + place);
    const auto count = 1 + std::ranges::count(candidate.text, ' ');
    // A legal form says where a name ends, however long it is.
    if (candidate.kind != PhraseClass::kLegal) {
      Add(count == 1  ? "words:1"
          : count < 5 ? "words:2-4"
          : count < 9 ? "words:5-8"
                      : "words:9+");
    }
    const bool cell = std::ranges::any_of(
        candidate.hypotheses, [&](const Hypothesis& hypothesis) {
          return !document_.rules
                      .rules[static_cast<std::size_t>(hypothesis.rule)]
                      .columns.empty();
        });
    if (cell) {
      Add("table-cell");
    } else if (candidate.group == Candidate::kNoGroup) {
      Add("no-phrase");
    }
    if (words_.Place(candidate.text)) Add("is-place");
    // "Team", "Projekt": what it is, not how it is called.
    if (count == 1 && candidate.kind > PhraseClass::kUnknownOne &&
        (words_.ClassNoun(candidate.text) || words_.TeamNoun(candidate.text))) {
      Add("class-noun");
    }
    if (BehindHelperLabel(candidate)) Add("label-word:helper");
    const Phrase* phrase = PhraseOf(document_, candidate);
    const names::Group* group = GroupOf(document_, candidate);
    if (phrase == nullptr) return;
    if (!phrase->title.Empty()) Add("titled");
    if (phrase->salutation) Add("saluted");
    if (candidate.kind == PhraseClass::kQuoted) {
      Add("quoted-noun:" + NounType(phrase->role));
    }
    const names::Member& member = group->members[candidate.member];
    if (!member.place.Empty()) Add("has:place");
    if (!member.affiliation.Empty()) Add("has:affiliation");
    if (!member.project.Empty()) Add("has:project");
    if (!member.function.Empty()) {
      Add("has:function");
      Add("function:" + NounType(FirstWord(member.function)));
    }
    if (!member.reason.Empty()) Add("has:reason");
    if (!member.ordinal.Empty()) Add("ranked@" + place);
    if (RankInBracket(member.bracket)) Add("bracket:rank");
    Add(candidate.member == 0 ? "member:first" : "member:later");
    if (group->members.size() > 1) {
      Add("enumerated");
      Add(std::string("enumerated@") + Family(candidate.kind));
    }
    if (document_.counts.contains(group->members.size()) &&
        group->members.size() > 1) {
      Add("count:group");
    }
    ReadLeft(candidate, *group, unit);
  }

  // "Ausbildungsbetrieb: Kern GmbH" below a line that begins with the name of
  // who was helped; without one it is a category.
  bool BehindHelperLabel(const Candidate& candidate) const {
    const Unit& unit = document_.units[candidate.unit];
    const names::Group* group = GroupOf(document_, candidate);
    const std::size_t begin =
        group == nullptr ? candidate.name.begin : group->span.begin;
    const auto at = std::ranges::lower_bound(
        unit.tokens, begin, {},
        [](const names::Token& token) { return token.span.begin; });
    return at - unit.tokens.begin() >= 2 && (at - 1)->IsMark(":") &&
           words_.HelperLabel((at - 2)->text) && BelowName(candidate.unit);
  }

  // Does the line, or one above it, begin with a name, and those between with
  // labels?
  bool BelowName(std::size_t u) const {
    constexpr int kMost = 8;  // labels below one name
    for (int line = 0; line < kMost && document_.facts[u].listed; ++line) {
      if (document_.facts[u].begins_with_name || IsOneName(u)) return true;
      const bool labelled = std::ranges::any_of(
          document_.units[u].tokens,
          [](const names::Token& token) { return token.IsMark(":"); });
      if (!labelled || u == 0) return false;
      --u;
    }
    return false;
  }

  // "Treppe abwärts", "„Watt“", "1. Preis: „Watt“": a line that is one name and
  // no more, or gives one its prize.
  bool IsOneName(std::size_t u) const {
    const Unit& unit = document_.units[u];
    if (!unit.prizes.empty() && unit.prizes.front().first == 0) {
      return std::ranges::any_of(unit.phrases, [](const Phrase& phrase) {
        return phrase.kind < PhraseClass::kUnknownOne;
      });
    }
    return unit.phrases.size() == 1 && unit.phrases[0].first == 0 &&
           unit.phrases[0].last == unit.tokens.size() &&
           (unit.phrases[0].kind == PhraseClass::kExtended ||
            unit.phrases[0].kind == PhraseClass::kQuoted);
  }

  // "(2. Platz)", "(Gold)"
  bool RankInBracket(const Span& bracket) const {
    const std::vector<std::string> words =
        SplitWords(document_.text.Slice(bracket));
    return std::ranges::any_of(words, [&](const std::string& word) {
      return words_.RankNoun(word) || words_.SpecialRank(word);
    });
  }

  Span FirstWord(const Span& span) const {
    const std::string_view text = document_.text.Slice(span);
    std::size_t begin = 0;
    // Behind an article and adjectives.
    while (begin < text.size() && !IsUpper(CodePointOf(text, begin))) {
      const std::size_t space = text.find(' ', begin);
      if (space == std::string_view::npos) break;
      begin = space + 1;
    }
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    return {span.begin + begin, span.begin + end};
  }

  static char32_t CodePointOf(std::string_view text, std::size_t at) {
    return static_cast<unsigned char>(text[at]) < 0x80
               ? static_cast<char32_t>(text[at])
               : U'\u00C4';  // an umlaut: capital or not, it begins a word
  }

  void ReadLeft(const Candidate& candidate, const names::Group& group,
                const Unit& unit) {
    const std::string family = Family(candidate.kind);
    const std::string noun = NounType(group.noun);
    if (candidate.member == 0) {
      Add("noun:" + noun);
      if (noun != "none") Add("noun:" + noun + "@" + family);
    } else {
      Add("noun-of-first:" + noun);
    }
    std::string determiner = "none";
    if (group.determiner > 0) {
      const std::string_view word = unit.tokens[group.determiner - 1].text;
      determiner = words_.Number(word) > 0   ? "number"
                   : words_.Possessive(word) ? "possessive"
                   : words_.Indefinite(word) ? "indefinite"
                   : words_.Genitive(word)   ? "genitive"
                                             : "definite";
    }
    Add("determiner:" + determiner);
    Add("determiner:" + determiner + "@" + family);
    if (group.preposition > 0) {
      Add("preposition:" + Lowered(unit.tokens[group.preposition - 1].text));
    } else {
      Add("preposition:none");
    }
    const UnitFacts& facts = document_.facts[candidate.unit];
    ReadNeighbours(candidate, unit);
    if (group.head == 0) {
      Add(facts.listed ? "starts-line" : "starts-sentence");
      Add((facts.listed ? "starts-line@" : "starts-sentence@") + family);
    }
  }

  // The words before and behind the name's mark, articles passed over.
  void ReadNeighbours(const Candidate& candidate, const Unit& unit) {
    const auto mark = std::ranges::find_if(unit.marks, [&](const auto& m) {
      return (m.symbol == marks::kNamesMark || m.symbol == marks::kNounMark) &&
             m.index == candidate.group;
    });
    if (mark == unit.marks.end()) return;
    const std::string& text = unit.marked;
    std::size_t end = mark->at;
    for (int step = 0; step < 2; ++step) {
      while (end > 0 && text[end - 1] == ' ') --end;
      const std::size_t space =
          end == 0 ? std::string::npos : text.rfind(' ', end - 1);
      const std::size_t begin = space == std::string::npos ? 0 : space + 1;
      const std::string word = Lowered(
          marks::Readable(std::string_view(text).substr(begin, end - begin)));
      end = begin;
      if (step == 0 && words_.Determiner(word)) continue;
      Add("left:" + (word.empty() ? "start" : word));
      break;
    }
    std::size_t begin = mark->at + 1;
    while (begin < text.size() && text[begin] == ' ') ++begin;
    const std::size_t space = std::min(text.find(' ', begin), text.size());
    const std::string word =
        begin < text.size()
            ? Lowered(marks::Readable(
                  std::string_view(text).substr(begin, space - begin)))
            : "";
    Add("right:" + (word.empty() ? "end" : word));
  }

  void ReadHypotheses(const Candidate& candidate) {
    const std::string family = Family(candidate.kind);
    std::set<std::string> roles;
    std::size_t winner = 0;
    for (const Hypothesis& hypothesis : candidate.hypotheses) {
      roles.insert(hypothesis.role);
      const std::string& id = RuleId(document_, hypothesis.rule);
      Add("rule:" + id);
      if (hypothesis.role == "winner") {
        ++winner;
        Add("rule:" + id + "@" + family);
      }
      if (hypothesis.role == "pattern") {
        Add("pattern:" + id.substr(0, id.find('.')));
        Add("pattern@" + family);
      }
    }
    for (const std::string& role : roles) Add("role:" + role);
    if (winner > 1) Add("winner-twice");
    const bool marked = roles.contains("winner");
    const bool pattern = roles.contains("pattern");
    Add(marked && pattern ? "by:both" : marked ? "by:marks" : "by:pattern");
  }

  void ReadUnit(const Candidate& candidate) {
    const UnitFacts& facts = document_.facts[candidate.unit];
    const Unit& unit = document_.units[candidate.unit];
    Add(std::string("unit:") + Name(unit.kind));
    for (const std::string& cue : facts.cues) {
      Add("cue:" + cue);
      if (facts.listed) Add("cue:" + cue + "@list");
    }
    if (!facts.listed && facts.cues.empty()) Add("cue:none");
    // A winner's address stands in a list of winners.
    if (facts.in_contact) {
      const bool led = facts.lead != UnitFacts::kNone &&
                       document_.facts[facts.lead].cues.contains("winner");
      Add(led ? "in-contact@winners" : "in-contact");
    }
    // A sentence that speaks of another time only.
    if (facts.latest_year > 0 &&
        facts.latest_year + 1 < document_.latest_year) {
      Add("year:old");
    }
    if (!unit.prizes.empty()) Add("unit-has:prize");
    if (!unit.categories.empty()) Add("unit-has:category");
    if (unit.marked.find(marks::kMoneyMark) != std::string::npos) {
      Add("unit-has:money");
    }
    if (unit.marked.find(marks::kSpeechMark) != std::string::npos) {
      Add("unit-has:speech");
    }
    if (candidate.unit > 0 && !facts.listed) {
      for (const std::string& cue : document_.facts[candidate.unit - 1].cues) {
        Add("before:" + cue);
      }
    }
  }

  void ReadDocumentFacts(const Candidate& candidate) {
    for (const std::string& cue : document_.title_cues) Add("title:" + cue);
    for (const std::string& cue : document_.lead_cues) Add("first:" + cue);
    const auto has = [&](const char* cue) {
      return document_.title_cues.contains(cue) ||
             document_.lead_cues.contains(cue);
    };
    if (!document_.decided) Add("document:nobody-wins");
    // What the top speaks of; less telling where the text says more than once
    // who has won.
    const std::string top = often_decided_ ? "top:" : "document:";
    if (has("nominee") && !has("winner") && !has("decorated")) {
      Add(top + "open");
    }
    if (has("call") && !has("winner") && !has("decorated")) {
      Add(top + "call");
    }
    if (has("funding") && !has("winner") && !has("prize")) {
      Add(top + "funding");
    }
    if (!document_.all_cues.contains("prize")) Add("document:no-prize");
    const auto roles = roles_.find(KeyOf(
        candidate.text, std::string_view(Family(candidate.kind)) == "person"));
    if (roles != roles_.end()) {
      for (const auto& [role, unit] : roles->second) {
        if (unit != candidate.unit) Add("elsewhere:" + role);
      }
    }
    const int count = named_[ComparisonKey(candidate.text)];
    if (count > 1) Add("named:again");
    if (document_.units[candidate.unit].kind != UnitKind::kHeading) {
      const bool there =
          std::ranges::any_of(headings_, [&](std::string_view heading) {
            return heading.find(candidate.text) != std::string_view::npos;
          });
      if (there) Add("in-headline");
    }
    if (words_.PublicBody(candidate.text)) Add("public-body");
  }

  const Document& document_;
  const names::Words& words_;
  std::vector<Candidate>& candidates_;
  std::vector<std::string> features_;
  std::map<std::string, int> named_;  // by key: how often it is a candidate
  // By key: roles and the units that give them.
  std::map<std::string, std::set<std::pair<std::string, std::size_t>>> roles_;
  std::vector<std::string_view> headings_;
  bool often_decided_ = false;  // more than one unit says who has won
};

}  // namespace

void AddFeatures(const Document& document, std::vector<Candidate>* candidates) {
  Reader(document, candidates).Run();
}

}  // namespace bmas::winners
