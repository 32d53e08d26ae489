#include "pipeline/rules/match.h"

#include <algorithm>
#include <set>

#include "pipeline/rules/candidates.h"
#include "pipeline/rules/rivals.h"
#include "pipeline/rules/sections.h"
#include "pipeline/text/enumeration.h"

namespace bmas::rules {
namespace {

class Matcher {
 public:
  Matcher(const RuleSet& rules, const Places& places,
          TimePerRule* spent = nullptr)
      : rules_(rules),
        places_(places),
        candidates_(rules, places),
        spent_(spent) {}

  Matches Run() {
    out_.sections = FindSections(rules_, places_, candidates_);
    MatchRules(/*near=*/false);
    AddRows();
    AddSectionItems();
    // What must stand near something is sought there only, once that is known.
    MatchRules(/*near=*/true);
    ApplyVetoes(rules_, places_, candidates_, &out_);
    DropFarOnes(rules_, places_, &out_);
    ResolveOverlaps(rules_, &out_);
    return std::move(out_);
  }

  Matches RunAlone(int index, PlaceKind kind) {
    const CompiledRule& rule = Rule(index);
    if (!rule.columns.empty()) AddRowsOf(index);
    for (const Place& place : places_.Of(kind)) {
      if (rule.pattern == nullptr) break;
      for (const Hit& hit : candidates_.Hits(index, place)) {
        if (rule.type == RuleType::kSection) {
          out_.sections.push_back(Opened(rules_, places_, index, hit));
        } else {
          Emit(index, place, hit, -1);
        }
      }
    }
    ResolveOverlaps(rules_, &out_);
    return std::move(out_);
  }

 private:
  const CompiledRule& Rule(int index) const {
    return rules_.rules[static_cast<std::size_t>(index)];
  }

  Span Clean(const FoldedSpan& span) const {
    return places_.Text().ToClean(span);
  }

  void MatchRules(bool near) {
    for (std::size_t i = 0; i < rules_.rules.size(); ++i) {
      const CompiledRule& rule = rules_.rules[i];
      if (rule.type == RuleType::kRule && !rule.marked &&
          rule.near.empty() != near) {
        MatchRule(static_cast<int>(i));
      }
    }
  }

  void MatchRule(int index) {
    const CompiledRule& rule = Rule(index);
    const std::vector<std::size_t> lines = NearLines(rule);
    const bool anywhere = rule.near.empty() || DependsOnNear(rule);
    for (const Place* place : candidates_.PlacesFor(index)) {
      if (anywhere || Near(*place, lines, rule.near_lines)) {
        MatchAt(index, *place);
      }
    }
  }

  // The lines of what the rule must stand near, ascending.
  std::vector<std::size_t> NearLines(const CompiledRule& rule) const {
    std::vector<std::size_t> lines;
    if (rule.near.empty()) return lines;
    const auto wanted = [&](int other) {
      return std::ranges::find(rule.near, other) != rule.near.end();
    };
    for (const Mention& mention : out_.mentions) {
      if (wanted(mention.rule)) lines.push_back(mention.line);
    }
    for (const OpenSection& section : out_.sections) {
      if (!wanted(section.rule)) continue;
      lines.push_back(
          places_.LineAt(places_.Text().FromClean(section.opener).begin));
    }
    std::ranges::sort(lines);
    return lines;
  }

  // Must it stand near something that must stand near something itself?
  bool DependsOnNear(const CompiledRule& rule) const {
    return std::ranges::any_of(
        rule.near, [&](int other) { return !Rule(other).near.empty(); });
  }

  bool Near(const Place& place, const std::vector<std::size_t>& lines,
            int most) const {
    const auto far = static_cast<std::size_t>(most);
    const std::size_t last = places_.LineAt(place.span.end - 1) + far;
    const std::size_t first = place.line > far ? place.line - far : 0;
    const auto at = std::ranges::lower_bound(lines, first);
    return at != lines.end() && *at <= last;
  }

  void MatchAt(int index, const Place& place) {
    if (spent_ == nullptr) {
      TryAt(index, place);
      return;
    }
    const auto begun = std::chrono::steady_clock::now();
    TryAt(index, place);
    (*spent_)[static_cast<std::size_t>(index)] +=
        std::chrono::steady_clock::now() - begun;
  }

  void TryAt(int index, const Place& place) {
    const CompiledRule& rule = Rule(index);
    const int section = SectionFor(out_.sections, rule, place.span);
    if (section == kOutside) return;
    for (const Hit& hit : candidates_.Hits(index, place)) {
      // A section can begin in the middle of the line that opens it.
      const FoldedSpan last{hit.span.end - 1, hit.span.end};
      Emit(index, place, hit,
           rule.in.empty() ? InnermostAround(out_.sections, last) : section);
    }
  }

  // Inside a section every line that is no prose is an item, and so is what
  // follows the opener on its own line; not so in a table whose header tells
  // what its cells are.
  void AddSectionItems() {
    if (out_.sections.empty()) return;
    std::set<std::size_t> read;  // blocks of such tables
    for (const Mention& mention : out_.mentions) {
      if (!Rule(mention.rule).columns.empty()) read.insert(mention.block);
    }
    for (const DocumentLine& line : places_.Lines()) {
      if (read.contains(line.block)) continue;
      FoldedSpan span = line.span;
      for (const OpenSection& section : out_.sections) {
        if (span.begin < section.extent.begin &&
            section.extent.begin < span.end && span.end <= section.extent.end) {
          span.begin = section.extent.begin;
        }
      }
      const bool rest = span.begin != line.span.begin;
      const FoldedView text = places_.Text().Text();
      while (span.begin < span.end && text[span.begin] == ' ') ++span.begin;
      if (span.Empty() || InnermostAround(out_.sections, span) < 0) continue;
      const bool listed = places_.BlockKinds()[line.block] == BlockKind::kList;
      if (!rest && (listed || places_.IsProse(line.block))) continue;
      Place place;
      place.kind = PlaceKind::kItem;
      place.span = span;
      place.block = line.block;
      place.line = places_.LineAt(span.begin);
      for (const int index :
           rules_.by_place[static_cast<std::size_t>(PlaceKind::kItem)]) {
        const CompiledRule& rule = Rule(index);
        if (rule.type == RuleType::kRule && !rule.in.empty() &&
            candidates_.MayMatch(index, span)) {
          MatchAt(index, place);
        }
      }
    }
  }

  void AddRows() {
    for (std::size_t i = 0; i < rules_.rules.size(); ++i) {
      if (!rules_.rules[i].columns.empty()) AddRowsOf(static_cast<int>(i));
    }
  }

  // Rows of tables whose header cells the rule knows.
  void AddRowsOf(int index) {
    const CompiledRule& rule = Rule(index);
    std::map<std::string, std::size_t> columns;  // field -> cell
    std::size_t table = 0;
    for (const Place& row : places_.Of(PlaceKind::kRow)) {
      const std::vector<FoldedSpan> cells = Cells(row.span);
      if (columns.empty() || row.block != table) {
        columns = Header(rule, cells);
        table = row.block;
        continue;
      }
      if (SectionFor(out_.sections, rule, row.span) == kOutside) continue;
      Mention mention;
      mention.rule = index;
      mention.span = Clean(row.span);
      mention.place = PlaceKind::kRow;
      mention.set = rule.set;
      mention.section = InnermostAround(out_.sections, row.span);
      mention.block = row.block;
      mention.line = row.line;
      for (const auto& [field, cell] : columns) {
        if (cell < cells.size() && !cells[cell].Empty()) {
          mention.fields.push_back(
              {field, Clean(cells[cell]), mention.rule, {}});
        }
      }
      if (!mention.fields.empty()) out_.mentions.push_back(std::move(mention));
    }
  }

  std::vector<FoldedSpan> Cells(const FoldedSpan& row) const {
    std::vector<FoldedSpan> cells;
    const std::string_view text = places_.Text().Text().Bytes();
    for (std::size_t begin = row.begin; begin <= row.end;) {
      const std::size_t end = std::min(text.find('\t', begin), row.end);
      cells.push_back({begin, end});
      begin = end + 1;
    }
    return cells;
  }

  // The columns that the header names; none unless it names the winners'.
  std::map<std::string, std::size_t> Header(
      const CompiledRule& rule, const std::vector<FoldedSpan>& cells) const {
    std::map<std::string, std::size_t> columns;
    for (std::size_t cell = 0; cell < cells.size(); ++cell) {
      const re2::StringPiece text(
          places_.View(PlaceKind::kRow, cells[cell]).Bytes());
      for (const auto& [field, header] : rule.columns) {
        if (!columns.contains(field) && RE2::PartialMatch(text, *header)) {
          columns[field] = cell;
          break;
        }
      }
    }
    if (!columns.contains("name")) columns.clear();
    return columns;
  }

  void Emit(int index, const Place& place, const Hit& hit, int section) {
    const CompiledRule& rule = Rule(index);
    Mention mention;
    mention.rule = index;
    mention.span = Clean(hit.span);
    mention.place = place.kind;
    mention.fields = FieldsOfHit(rules_, places_, index, hit);
    mention.set = rule.set;
    mention.section = section;
    mention.block = place.block;
    mention.line = places_.LineAt(hit.span.begin);
    for (const auto& [name, each] : rule.split) {
      const auto field = std::ranges::find(mention.fields, name, &Field::name);
      if (field == mention.fields.end()) continue;
      const Field whole = *field;
      mention.fields.erase(field);
      EmitParts(mention, whole, each);
      return;
    }
    out_.mentions.push_back(std::move(mention));
  }

  // An enumeration: one mention for each part, sharing the other fields.
  void EmitParts(const Mention& shared, const Field& whole, int each) {
    for (const Span& part :
         SplitEnumeration(places_.Clean(), whole.span, rules_.lexicon)) {
      const FoldedSpan span = places_.Text().FromClean(part);
      Mention mention = shared;
      mention.span = part;
      Place place;
      place.kind = PlaceKind::kItem;
      place.span = span;
      place.block = shared.block;
      place.line = shared.line;
      const std::vector<Hit> hits =
          each < 0 ? std::vector<Hit>{} : candidates_.Hits(each, place);
      if (each >= 0 && hits.empty()) continue;
      if (hits.empty()) {
        mention.fields.push_back({"name", mention.span, mention.rule, {}});
      } else {
        for (Field& field : FieldsOfHit(rules_, places_, each, hits.front())) {
          mention.fields.push_back(std::move(field));
        }
      }
      out_.mentions.push_back(std::move(mention));
    }
  }

  const RuleSet& rules_;
  const Places& places_;
  Candidates candidates_;
  TimePerRule* spent_;
  Matches out_;
};

}  // namespace

const Field* Mention::Find(std::string_view name) const {
  const auto at = std::ranges::find(fields, name, &Field::name);
  return at == fields.end() ? nullptr : &*at;
}

const std::string& KindOf(const RuleSet& rules, const Mention& mention) {
  return rules.rules[static_cast<std::size_t>(mention.rule)].yields;
}

Matches FindMentions(const RuleSet& rules, const Places& places) {
  return Matcher(rules, places).Run();
}

Matches FindMentionsTimed(const RuleSet& rules, const Places& places,
                          TimePerRule* spent) {
  spent->resize(rules.rules.size());
  return Matcher(rules, places, spent).Run();
}

Matches MatchAlone(const RuleSet& rules, int rule, const Places& places,
                   PlaceKind kind) {
  return Matcher(rules, places).RunAlone(rule, kind);
}

}  // namespace bmas::rules
