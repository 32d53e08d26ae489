#include "pipeline/winners/lists.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace bmas::winners {
namespace {

using marks::Unit;
using marks::UnitKind;

class Reader {
 public:
  explicit Reader(Document* document)
      : document_(*document), words_(*document->rules.names) {}

  void Run() {
    for (std::size_t u = 0; u < document_.units.size(); ++u) {
      Facts(u).begins_with_name = BeginsWithName(At(u));
      Facts(u).titles_winners = TitlesWinners(u);
      Facts(u).titles_others = TitlesOthers(u);
    }
    ReadLeads();
    CountRuns();
    ReadPortraits();
    ReadResults();
  }

 private:
  UnitFacts& Facts(std::size_t unit) { return document_.facts[unit]; }
  const UnitFacts& Facts(std::size_t unit) const {
    return document_.facts[unit];
  }
  const Unit& At(std::size_t unit) const { return document_.units[unit]; }

  static bool BeginsWithName(const Unit& unit) {
    return !unit.groups.empty() && unit.groups.front().head == 0 &&
           unit.phrases[unit.groups.front().members.front().phrase].kind <=
               names::PhraseClass::kUnknown;
  }

  static bool HasName(const Unit& unit) {
    return std::ranges::any_of(unit.phrases, [](const names::Phrase& phrase) {
      return phrase.kind <= names::PhraseClass::kUnknownOne;
    });
  }

  // "Die Preisträger im Überblick", "Unsere Sieger 2024": a few words that
  // speak of winners, and no name or verb among them.
  bool TitlesWinners(std::size_t u) const {
    constexpr std::size_t kLongest = 7;  // tokens
    static constexpr std::array<std::string_view, 9> kOthers{
        "former",  "nominee", "jury",    "call",   "stage",
        "contact", "funding", "sponsor", "picture"};
    const Unit& unit = At(u);
    const std::set<std::string>& cues = Facts(u).cues;
    if (unit.kind == UnitKind::kSentence || unit.tokens.size() > kLongest ||
        !cues.contains("winner") || HasName(unit)) {
      return false;
    }
    // "Fotos der Preisträger" speaks of photographs.
    const auto head =
        std::ranges::find_if_not(unit.tokens, [&](const names::Token& token) {
          return words_.Determiner(token.text) || Adjectival(token, words_);
        });
    return head != unit.tokens.end() && words_.WinnerNoun(head->text) &&
           std::ranges::none_of(kOthers,
                                [&](std::string_view other) {
                                  return cues.contains(std::string(other));
                                }) &&
           std::ranges::none_of(unit.tokens, [&](const names::Token& token) {
             return token.kind == names::TokenKind::kWord &&
                    words_.Verb(token.text);
           });
  }

  // "Sponsoren", "Programm": nouns alone on a line begin something else.
  bool TitlesOthers(std::size_t u) const {
    constexpr std::size_t kLongest = 2;  // tokens
    const Unit& unit = At(u);
    return Facts(u).listed && !Facts(u).titles_winners &&
           !unit.tokens.empty() && unit.tokens.size() <= kLongest &&
           unit.prizes.empty() && unit.categories.empty() && !HasName(unit) &&
           std::ranges::all_of(unit.tokens, [&](const names::Token& token) {
             return token.kind == names::TokenKind::kWord &&
                    words_.Common(token.text);
           });
  }

  // A line that only leads to what stands below it: a label with a colon, a
  // category, a prize, a rank, "Die Preisträger im Überblick".
  bool Leads(std::size_t u) const {
    const Unit& unit = At(u);
    if (unit.marked.empty()) return false;
    if (unit.marked.back() == ':' || Facts(u).titles_winners) {
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

  // Which lines stand together, and what leads into each.
  void ReadLeads() {
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
      if (goes_on && !Leads(u - 1) && !Facts(u - 1).titles_others) {
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
        others = others || Facts(k).titles_others;
        if (Facts(k).titles_others && !Facts(k).cues.empty() &&
            facts.label == UnitFacts::kNone) {
          facts.label = k;
        }
        if (!Leads(k) || (others && Facts(k).titles_winners)) continue;
        if (facts.label == UnitFacts::kNone) {
          facts.label = k;
        } else if (Facts(k).titles_winners) {
          facts.lead = k;
          break;
        }
      }
    }
  }

  void CountRuns() {
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

  // "Singkreis Aue – Gold", "2. Platz: TSV Barth": a name and its rank.
  static bool GivesRank(const Unit& unit) {
    return std::ranges::any_of(
               unit.prizes,
               [](const auto& prize) { return !prize.rank.Empty(); }) &&
           std::ranges::any_of(unit.phrases, [](const names::Phrase& phrase) {
             return phrase.kind < names::PhraseClass::kUnknownOne;
           });
  }

  // "2. Preis", and a name on the next line or the one below.
  bool RankAbove(std::size_t u) const {
    constexpr std::size_t kNear = 2;  // lines
    const Unit& unit = At(u);
    if (unit.prizes.size() != 1 || unit.prizes[0].rank.Empty() || !Leads(u) ||
        unit.marked.ends_with(':')) {
      return false;
    }
    for (std::size_t k = u + 1;
         k <= u + kNear && k < document_.units.size() && Facts(k).listed; ++k) {
      if (Facts(k).begins_with_name) return true;
    }
    return false;
  }

  void ReadResults() {
    for (std::size_t u = 0; u < document_.units.size(); ++u) {
      Facts(u).result = Facts(u).listed && (GivesRank(At(u)) || RankAbove(u));
      if (Facts(u).result) ++document_.results;
    }
  }

  Document& document_;
  const names::Words& words_;
};

}  // namespace

void ReadLists(Document* document) { Reader(document).Run(); }

}  // namespace bmas::winners
