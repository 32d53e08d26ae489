#include "pipeline/winners/document.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "pipeline/rules/sections.h"
#include "pipeline/text/numbers.h"

namespace bmas::winners {
namespace {

using marks::Unit;
using marks::UnitKind;

class Reader {
 public:
  explicit Reader(Document* document) : document_(*document) {}

  void Run() {
    document_.facts.resize(document_.units.size());
    ReadPlaces();
    ReadCues();
    ReadLists();
    ReadPortraits();
    ReadTop();
    ReadYears();
    ReadCounts();
    CountResults();
    document_.decided =
        document_.all_cues.contains("winner") ||
        document_.all_cues.contains("decorated") ||
        std::ranges::any_of(document_.facts,
                            [](const UnitFacts& facts) {
                              return facts.cues.contains("gets") &&
                                     facts.cues.contains("prize");
                            }) ||
        ListsResults();
  }

 private:
  // "Singkreis Aue – Gold", "2. Platz: TSV Barth": lines that give each name
  // its rank say who has won, without a sentence; but a league's table does so
  // too, if no other line speaks of a prize.
  bool ListsResults() const {
    constexpr std::size_t kFewest = 2;  // lines
    bool prize = false;
    for (std::size_t u = 0; u < document_.units.size(); ++u) {
      prize =
          prize || (!IsResult(u) && document_.facts[u].cues.contains("prize"));
    }
    return prize && document_.results >= kFewest;
  }

  bool IsResult(std::size_t u) const {
    return document_.facts[u].listed && (GivesRank(At(u)) || RankAbove(u));
  }

  // "2. Preis", and a name on the next line or the one below.
  bool RankAbove(std::size_t u) const {
    constexpr std::size_t kNear = 2;  // lines
    const Unit& unit = At(u);
    if (unit.prizes.size() != 1 || unit.prizes[0].rank.Empty() || !Leads(u) ||
        unit.marked.ends_with(':')) {
      return false;
    }
    for (std::size_t k = u + 1; k <= u + kNear && k < document_.units.size() &&
                                document_.facts[k].listed;
         ++k) {
      if (document_.facts[k].begins_with_name) return true;
    }
    return false;
  }

  void CountResults() {
    for (std::size_t u = 0; u < document_.units.size(); ++u) {
      if (IsResult(u)) ++document_.results;
    }
  }

  static bool GivesRank(const Unit& unit) {
    return std::ranges::any_of(
               unit.prizes,
               [](const auto& prize) { return !prize.rank.Empty(); }) &&
           std::ranges::any_of(unit.phrases, [](const names::Phrase& phrase) {
             return phrase.kind < names::PhraseClass::kUnknownOne;
           });
  }

  UnitFacts& Facts(std::size_t unit) { return document_.facts[unit]; }
  const Unit& At(std::size_t unit) const { return document_.units[unit]; }

  void ReadPlaces() {
    for (std::size_t u = 0; u < document_.units.size(); ++u) {
      const Unit& unit = At(u);
      Facts(u).section =
          rules::InnermostAround(document_.matches.sections,
                                 document_.places.Text().FromClean(unit.span));
      Facts(u).listed =
          unit.kind != UnitKind::kSentence && unit.kind != UnitKind::kHeading;
      Facts(u).begins_with_name = BeginsWithName(unit);
    }
    for (const rules::Mention& mention : document_.matches.mentions) {
      if (rules::KindOf(document_.rules, mention) != "contact" ||
          (mention.Find("phones") == nullptr &&
           mention.Find("emails") == nullptr &&
           mention.Find("postcode") == nullptr)) {
        continue;
      }
      for (std::size_t u = UnitFrom(document_.units, mention.span);
           u < document_.units.size() && At(u).span.begin < mention.span.end;
           ++u) {
        if (At(u).span.Overlaps(mention.span)) Facts(u).in_contact = true;
      }
    }
  }

  // What a title or somebody's words say is not said of the names beside them.
  static bool WithinQuotation(const Unit& unit, const Span& span) {
    return std::ranges::any_of(unit.tokens, [&](const names::Token& token) {
      return token.kind == names::TokenKind::kQuotation &&
             token.span.Contains(span);
    });
  }

  // "…, die nicht mehr als elf Leute kann": what is said of one name by the
  // way is not said of the sentence.
  static bool WithinTail(const Unit& unit, const Span& span) {
    return std::ranges::any_of(unit.groups, [&](const names::Group& group) {
      return std::ranges::any_of(
          group.members, [&](const names::Member& member) {
            const names::Phrase& phrase = unit.phrases[member.phrase];
            return member.end > phrase.last && phrase.whole.end <= span.begin &&
                   span.end <= unit.tokens[member.end - 1].span.end;
          });
    });
  }

  // Of these cues it is true whoever they are said of.
  static bool SaidByTheWay(const std::string& cue) {
    static constexpr std::array<std::string_view, 8> kCues{
        "negation", "general", "modal",   "future",
        "call",     "work",    "funding", "program"};
    return std::ranges::find(kCues, cue) != kCues.end();
  }

  void ReadCues() {
    for (const rules::Mention& mention : document_.matches.mentions) {
      if (rules::KindOf(document_.rules, mention) != "cue") continue;
      const std::size_t u = UnitFrom(document_.units, mention.span);
      if (u >= document_.units.size()) continue;
      const auto set = mention.set.find("cue");
      if (set == mention.set.end()) continue;
      if (WithinQuotation(At(u), mention.span)) continue;
      const std::string& cue = set->second;
      if (SaidByTheWay(cue) && WithinTail(At(u), mention.span)) continue;
      Facts(u).cues.insert(cue);
      document_.all_cues.insert(cue);
    }
  }

  // A line that only leads to what stands below it: a label with a colon, a
  // category, a prize, a rank, "Die Preisträger im Überblick".
  bool Leads(std::size_t u) const {
    const Unit& unit = At(u);
    if (unit.marked.empty()) return false;
    if (unit.marked.back() == ':' || document_.facts[u].titles_winners) {
      return true;
    }
    std::string rest;
    for (const char c : unit.marked) {
      if (c != ' ' && c != marks::kPrizeMark && c != marks::kCategoryMark &&
          c != marks::kMoneyMark && c != '.' && c != '-' && c != '|') {
        rest += c;
      }
    }
    return rest.empty();
  }

  // "Die Preisträger im Überblick", "Unsere Sieger 2024": a few words that
  // speak of winners, and no name or verb among them.
  bool TitlesWinners(std::size_t u) const {
    constexpr std::size_t kLongest = 7;  // tokens
    const Unit& unit = At(u);
    const std::set<std::string>& cues = document_.facts[u].cues;
    const names::Words& words = *document_.rules.names;
    static constexpr std::array<std::string_view, 9> kOthers{
        "former",  "nominee", "jury",    "call",   "stage",
        "contact", "funding", "sponsor", "picture"};
    // "Fotos der Preisträger" speaks of photographs.
    std::size_t head = 0;
    while (head < unit.tokens.size() &&
           (words.Determiner(unit.tokens[head].text) ||
            Adjectival(unit.tokens[head], words))) {
      ++head;
    }
    return unit.kind != UnitKind::kSentence && unit.tokens.size() <= kLongest &&
           head < unit.tokens.size() &&
           words.WinnerNoun(unit.tokens[head].text) &&
           cues.contains("winner") &&
           std::ranges::none_of(kOthers,
                                [&](std::string_view other) {
                                  return cues.contains(std::string(other));
                                }) &&
           std::ranges::none_of(unit.phrases,
                                [](const names::Phrase& phrase) {
                                  return phrase.kind <=
                                         names::PhraseClass::kUnknownOne;
                                }) &&
           std::ranges::none_of(unit.tokens, [&](const names::Token& token) {
             return token.kind == names::TokenKind::kWord &&
                    words.Verb(token.text);
           });
  }

  // "Sponsoren", "Programm": nouns alone on a line begin something else.
  bool TitlesOthers(std::size_t u) const {
    constexpr std::size_t kLongest = 2;  // tokens
    const Unit& unit = At(u);
    return document_.facts[u].listed && !document_.facts[u].titles_winners &&
           !unit.tokens.empty() && unit.tokens.size() <= kLongest &&
           unit.prizes.empty() && unit.categories.empty() &&
           std::ranges::all_of(
               unit.tokens,
               [&](const names::Token& token) {
                 return token.kind == names::TokenKind::kWord &&
                        document_.rules.names->Common(token.text);
               }) &&
           std::ranges::none_of(unit.phrases, [](const names::Phrase& phrase) {
             return phrase.kind <= names::PhraseClass::kUnknownOne;
           });
  }

  static bool BeginsWithName(const Unit& unit) {
    return !unit.groups.empty() && unit.groups.front().head == 0 &&
           unit.phrases[unit.groups.front().members.front().phrase].kind <=
               names::PhraseClass::kUnknown;
  }

  void ReadLists() {
    for (std::size_t u = 0; u < document_.units.size(); ++u) {
      Facts(u).titles_winners = TitlesWinners(u);
    }
    std::size_t run = 0;
    for (std::size_t u = 0; u < document_.units.size(); ++u) {
      UnitFacts& facts = Facts(u);
      const bool goes_on = u > 0 && facts.listed && Facts(u - 1).listed &&
                           At(u).kind == At(u - 1).kind &&
                           At(u).block <= At(u - 1).block + 1;
      if (!goes_on) ++run;
      facts.run = run;
      if (!facts.listed) continue;
      // What leads into the line above leads into this one too.
      if (goes_on && !Leads(u - 1) && !TitlesOthers(u - 1)) {
        facts.label = Facts(u - 1).label;
        facts.lead = Facts(u - 1).lead;
        continue;
      }
      bool others = false;  // another title stands between
      for (std::size_t k = u; k-- > 0;) {
        const Unit& above = At(k);
        if (!Facts(k).listed) {
          facts.lead = k;
          break;
        }
        if (above.line == At(u).line) continue;  // the same item
        const bool title = TitlesOthers(k) && !Facts(k).cues.empty();
        others = others || TitlesOthers(k);
        if (title && facts.label == UnitFacts::kNone) facts.label = k;
        if (!Leads(k) || (others && Facts(k).titles_winners)) continue;
        if (facts.label == UnitFacts::kNone) {
          facts.label = k;
        } else if (Facts(k).titles_winners) {
          facts.lead = k;
          break;
        }
      }
    }
    for (std::size_t u = 0; u < document_.units.size();) {
      std::size_t end = u, named = 0;
      while (end < document_.units.size() && Facts(end).run == Facts(u).run) {
        if (Facts(end).begins_with_name) ++named;
        ++end;
      }
      for (std::size_t k = u; k < end; ++k) {
        Facts(k).run_size = end - u;
        Facts(k).run_named = named;
      }
      u = end;
    }
  }

  // "Die Sieger sind:", then a name on a line and a paragraph about it, again
  // and again: the lines are one list.
  void ReadPortraits() {
    constexpr std::size_t kFewest = 2;  // names
    const std::vector<Unit>& units = document_.units;
    for (std::size_t lead = 0; lead < units.size(); ++lead) {
      if (Facts(lead).listed || units[lead].marked.empty() ||
          units[lead].marked.back() != ':') {
        continue;
      }
      std::vector<std::size_t> names;
      std::size_t u = lead + 1;
      while (u < units.size() && Facts(u).listed && Facts(u).begins_with_name) {
        const std::size_t line = u++;
        // The paragraph below it.
        if (u == units.size() || units[u].kind != UnitKind::kSentence) break;
        while (u < units.size() && units[u].kind == UnitKind::kSentence) ++u;
        names.push_back(line);
      }
      if (names.size() < kFewest) continue;
      for (const std::size_t line : names) {
        UnitFacts& facts = Facts(line);
        facts.lead = lead;
        facts.run = Facts(names.front()).run;
        facts.run_size = facts.run_named = names.size();
      }
    }
  }

  void ReadTop() {
    std::size_t sentences = 0;
    for (std::size_t u = 0; u < document_.units.size(); ++u) {
      const std::set<std::string>& cues = Facts(u).cues;
      if (At(u).kind == UnitKind::kHeading && sentences == 0) {
        document_.title_cues.insert(cues.begin(), cues.end());
      }
      if (At(u).kind == UnitKind::kSentence && At(u).tokens.size() > 5 &&
          ++sentences <= 2) {
        document_.lead_cues.insert(cues.begin(), cues.end());
      }
    }
  }

  void ReadYears() {
    for (std::size_t u = 0; u < document_.units.size(); ++u) {
      for (const names::Token& token : At(u).tokens) {
        const auto year = ReadYear(token.text);
        if (!year) continue;
        // "…, der seit 1993 ökologisch wirtschaftet"
        if (WithinTail(At(u), token.span)) continue;
        // "Singkreis Aue 1971": since when there is one.
        if (std::ranges::any_of(At(u).phrases, [&](const auto& phrase) {
              return phrase.name.Contains(token.span);
            })) {
          continue;
        }
        Facts(u).latest_year = std::max(Facts(u).latest_year, *year);
        document_.latest_year = std::max(document_.latest_year, *year);
      }
    }
  }

  void ReadCounts() {
    constexpr int kMost = 1000;  // winners that anybody counts
    for (const rules::Mention& mention : document_.matches.mentions) {
      if (rules::KindOf(document_.rules, mention) != "announced") continue;
      const rules::Field* count = mention.Find("count");
      if (count == nullptr) continue;
      const auto number = ReadNumber(document_.text.Slice(count->span),
                                     document_.rules.lexicon);
      if (number && *number <= kMost) {
        document_.counts.insert(static_cast<std::size_t>(*number));
      }
    }
  }

  Document& document_;
};

}  // namespace

Document ReadDocument(const CleanText& text, const rules::Places& places,
                      const rules::Matches& matches,
                      const rules::RuleSet& rules) {
  Document document{text, places, matches, rules, {}, {}, {},
                    {},   {},     {},      false, 0,  0,  {}};
  document.units =
      marks::ReadUnits(text, rules::ExplainedBy(rules, matches), *rules.names);
  document.roles = rules::FindRoles(rules, document.units);
  Reader(&document).Run();
  return document;
}

const names::Group* GroupOf(const Document& document,
                            const Candidate& candidate) {
  if (candidate.group == Candidate::kNoGroup) return nullptr;
  return &document.units[candidate.unit].groups[candidate.group];
}

const names::Phrase* PhraseOf(const Document& document,
                              const Candidate& candidate) {
  const names::Group* group = GroupOf(document, candidate);
  if (group == nullptr) return nullptr;
  return &document.units[candidate.unit]
              .phrases[group->members[candidate.member].phrase];
}

}  // namespace bmas::winners
