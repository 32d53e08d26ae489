#include "pipeline/winners/collect.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "pipeline/names/recognise.h"

namespace bmas::winners {
namespace {

using marks::Unit;
using names::Phrase;

constexpr std::size_t kNoGroup = Candidate::kNoGroup;

class Collector {
 public:
  explicit Collector(const Document& document) : document_(document) {}

  std::vector<Candidate> Run() {
    for (const rules::RoleFound& found : document_.roles) {
      if (found.role == "winner") AddRole(found, true);
    }
    for (const rules::Mention& mention : document_.matches.mentions) {
      if (rules::KindOf(document_.rules, mention) != "winner") continue;
      if (const rules::Field* name = mention.Find("name")) {
        AddMention(mention, name->span);
      }
    }
    for (const rules::RoleFound& found : document_.roles) {
      if (found.role != "winner") AddRole(found, false);
    }
    std::ranges::stable_sort(candidates_, {}, [](const Candidate& candidate) {
      return std::tuple(candidate.name.begin, candidate.name.end);
    });
    return std::move(candidates_);
  }

 private:
  // What a rule over marked text says of a whole group.
  void AddRole(const rules::RoleFound& found, bool create) {
    const Unit& unit = document_.units[found.unit];
    const names::Group& group = unit.groups[found.group];
    for (std::size_t m = 0; m < group.members.size(); ++m) {
      Candidate* candidate = Find(found.unit, found.group, m);
      if (candidate == nullptr && create) {
        candidate = &Create(found.unit, found.group, m);
      }
      if (candidate == nullptr) continue;
      candidate->hypotheses.push_back(
          {found.rule, found.role, nullptr, found.fields});
    }
  }

  Candidate* Find(std::size_t unit, std::size_t group, std::size_t member) {
    const auto at = by_key_.find({unit, group, member});
    return at == by_key_.end() ? nullptr : &candidates_[at->second];
  }

  Candidate& Create(std::size_t u, std::size_t g, std::size_t m) {
    const Unit& unit = document_.units[u];
    const Phrase& phrase = unit.phrases[unit.groups[g].members[m].phrase];
    Candidate candidate;
    candidate.name = phrase.name;
    candidate.text = document_.text.Slice(phrase.name);
    if (!phrase.shared.Empty()) {
      candidate.text += " ";
      candidate.text += document_.text.Slice(phrase.shared);
    }
    candidate.kind = phrase.kind;
    candidate.unit = u;
    candidate.group = g;
    candidate.member = m;
    by_key_[{u, g, m}] = candidates_.size();
    candidates_.push_back(std::move(candidate));
    return candidates_.back();
  }

  // What a rule over plain text says of a name: of the phrase that is this
  // name, else of a new candidate.
  void AddMention(const rules::Mention& mention, const Span& span) {
    const Span name = Bare(span);
    const std::size_t u = UnitOf(name);
    if (u == document_.units.size()) return;
    // "Preisträger" in a cell says what somebody is.
    if (document_.rules.names->WinnerNoun(document_.text.Slice(name))) return;
    const std::vector<Span>& categories = document_.units[u].categories;
    if (std::ranges::any_of(categories, [&](const Span& category) {
          return category.Contains(name);
        })) {
      return;
    }
    const Unit& unit = document_.units[u];
    // A cell under a header that says so is a name as it stands.
    const bool cell =
        !document_.rules.rules[static_cast<std::size_t>(mention.rule)]
             .columns.empty();
    // ... unless people stand in it, and what they are.
    if (cell && AddPeople(mention, name, u)) return;
    for (std::size_t g = 0; !cell && g < unit.groups.size(); ++g) {
      for (std::size_t m = 0; m < unit.groups[g].members.size(); ++m) {
        const Phrase& phrase = unit.phrases[unit.groups[g].members[m].phrase];
        const bool same =
            phrase.name == name || phrase.whole == name ||
            // "Kulturverein Aue e. V": a stop less.
            (phrase.kind == names::PhraseClass::kLegal &&
             phrase.name.begin == name.begin &&
             phrase.name.end == name.end + 1) ||
            (name.Contains(phrase.name) && phrase.name.end == name.end &&
             phrase.whole.begin <= name.begin);
        if (!same) continue;
        AddTo(mention, u, g, m);
        return;
      }
    }
    Candidate candidate;
    candidate.name = name;
    candidate.text = document_.text.Slice(name);
    candidate.unit = u;
    candidate.group = kNoGroup;
    candidate.kind = KindOf(name, unit);
    candidate.hypotheses.push_back(
        {mention.rule, "pattern", &mention, mention.fields});
    candidates_.push_back(std::move(candidate));
  }

  // The pattern's hypothesis about a member of a group.
  void AddTo(const rules::Mention& mention, std::size_t u, std::size_t g,
             std::size_t m) {
    Candidate* candidate = Find(u, g, m);
    if (candidate == nullptr) candidate = &Create(u, g, m);
    candidate->hypotheses.push_back(
        {mention.rule, "pattern", &mention, mention.fields});
  }

  // "Ida Kern, Kantonsrätin" in a cell: the person alone.
  bool AddPeople(const rules::Mention& mention, const Span& cell,
                 std::size_t u) {
    const Unit& unit = document_.units[u];
    bool found = false;
    for (std::size_t g = 0; g < unit.groups.size(); ++g) {
      const names::Group& group = unit.groups[g];
      const Phrase& first = unit.phrases[group.members.front().phrase];
      if (first.whole.begin != cell.begin || !first.Person() ||
          first.whole.end >= cell.end) {
        continue;
      }
      for (std::size_t m = 0; m < group.members.size(); ++m) {
        const Phrase& phrase = unit.phrases[group.members[m].phrase];
        if (!phrase.Person() || !cell.Contains(phrase.whole)) continue;
        AddTo(mention, u, g, m);
        found = true;
      }
    }
    return found;
  }

  // Without quotation marks around the whole and an article before it.
  Span Bare(Span span) const {
    const names::Tokens tokens =
        names::Tokenize(document_.text.Text(), span, *document_.rules.names);
    std::size_t first = 0;
    while (first + 1 < tokens.size() &&
           document_.rules.names->Determiner(tokens[first].text)) {
      ++first;
    }
    if (tokens.empty()) return span;
    span.begin = tokens[first].span.begin;
    if (first + 1 == tokens.size() &&
        tokens[first].kind == names::TokenKind::kQuotation) {
      return tokens[first].InnerSpan();
    }
    return span;
  }

  std::size_t UnitOf(const Span& span) const {
    const std::size_t at = UnitFrom(document_.units, span);
    const bool inside =
        at < document_.units.size() && document_.units[at].span.Contains(span);
    return inside ? at : document_.units.size();
  }

  // The strongest phrase in the span, read in its sentence or by itself, if it
  // fills most of it.
  names::PhraseClass KindOf(const Span& span, const Unit& unit) const {
    names::PhraseClass kind = names::PhraseClass::kCommon;
    const auto heed = [&](const std::vector<Phrase>& phrases) {
      for (const Phrase& phrase : phrases) {
        if (span.Contains(phrase.name) &&
            2 * phrase.name.Size() >= span.Size()) {
          kind = std::min(kind, phrase.kind);
        }
      }
    };
    heed(unit.phrases);
    const std::string_view text = document_.text.Text();
    const names::Words& words = *document_.rules.names;
    const names::Tokens tokens = names::Tokenize(text, span, words);
    // "Software für Praxen AG": whatever stands before a legal form.
    if (!tokens.empty() && tokens.back().kind == names::TokenKind::kLegalForm) {
      return names::PhraseClass::kLegal;
    }
    heed(names::Recognise(text, tokens, /*listed=*/true, words));
    return kind;
  }

  const Document& document_;
  std::vector<Candidate> candidates_;
  std::map<std::tuple<std::size_t, std::size_t, std::size_t>, std::size_t>
      by_key_;
};

}  // namespace

std::vector<Candidate> Collect(const Document& document) {
  return Collector(document).Run();
}

}  // namespace bmas::winners
