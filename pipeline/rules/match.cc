#include "pipeline/rules/match.h"

#include <algorithm>
#include <tuple>

#include "pipeline/rules/candidates.h"
#include "pipeline/text/enumeration.h"

namespace bmas::rules {
namespace {

class Matcher {
 public:
  Matcher(const RuleSet& rules, const Places& places)
      : rules_(rules), places_(places), candidates_(rules, places) {}

  Matches Run() {
    FindSections();
    for (const Candidate& candidate : candidates_.OfType(RuleType::kRule)) {
      MatchRule(candidate);
    }
    AddSectionItems();
    AddRows();
    ApplyVetoes();
    ResolveOverlaps();
    return std::move(out_);
  }

 private:
  const CompiledRule& Rule(int index) const {
    return rules_.rules[static_cast<std::size_t>(index)];
  }

  Span Clean(const FoldedSpan& span) const {
    return places_.Text().ToClean(span);
  }

  // Sections, outer ones before those inside them, each by position.
  void FindSections() {
    std::vector<OpenSection> open;
    for (const Candidate& candidate : candidates_.OfType(RuleType::kSection)) {
      const CompiledRule& rule = Rule(candidate.rule);
      for (const Hit& hit : candidates_.Hits(candidate)) {
        OpenSection section;
        section.rule = candidate.rule;
        section.opener = Clean(hit.span);
        section.extent = {hit.end, hit.end};
        section.carried = Fields(candidate.rule, hit);
        section.set = rule.set;
        open.push_back(std::move(section));
        break;  // a place opens a section once
      }
    }
    std::ranges::stable_sort(open, [](const auto& a, const auto& b) {
      return std::tuple(a.extent.begin, b.opener.Size(), a.rule) <
             std::tuple(b.extent.begin, a.opener.Size(), b.rule);
    });
    // One opener is seen at several places; the first stands for all.
    for (OpenSection& section : open) {
      const bool seen = std::ranges::any_of(out_.sections, [&](const auto& s) {
        return s.rule == section.rule && s.extent.begin == section.extent.begin;
      });
      if (!seen) out_.sections.push_back(std::move(section));
    }
    for (OpenSection& section : out_.sections) EndSection(&section);
    std::vector<OpenSection> kept;
    for (OpenSection& section : out_.sections) {
      const std::vector<int>& in = Rule(section.rule).in;
      const bool inside = std::ranges::any_of(kept, [&](const auto& other) {
        return other.extent.begin <= section.extent.begin &&
               section.extent.end <= other.extent.end;
      });
      if (Rule(section.rule).weak && inside) continue;
      if (!in.empty()) {
        section.parent = SectionAround(kept, in, section.extent.begin);
        if (section.parent < 0) continue;
        section.extent.end =
            std::min(section.extent.end,
                     kept[static_cast<std::size_t>(section.parent)].extent.end);
      }
      kept.push_back(std::move(section));
    }
    // Siblings end each other.
    for (std::size_t i = 0; i < kept.size(); ++i) {
      for (std::size_t k = 0; k < kept.size(); ++k) {
        const std::size_t begin =
            places_.Text().FromClean(kept[k].opener).begin;
        if (k != i && kept[k].parent == kept[i].parent &&
            begin >= kept[i].extent.begin) {
          kept[i].extent.end = std::min(kept[i].extent.end, begin);
        }
      }
    }
    out_.sections = std::move(kept);
  }

  static bool IsOneOf(int rule, const std::vector<int>& rules) {
    return std::ranges::find(rules, rule) != rules.end();
  }

  static int SectionAround(const std::vector<OpenSection>& sections,
                           const std::vector<int>& in, std::size_t at) {
    int found = -1;
    for (std::size_t i = 0; i < sections.size(); ++i) {
      const OpenSection& section = sections[i];
      if (IsOneOf(section.rule, in) && section.extent.begin <= at &&
          at <= section.extent.end) {
        found = static_cast<int>(i);
      }
    }
    return found;
  }

  void EndSection(OpenSection* section) {
    const CompiledRule& rule = Rule(section->rule);
    const auto ends_at = [&](std::string_view kind) {
      return std::ranges::find(rule.until, kind) != rule.until.end();
    };
    const std::vector<DocumentLine>& lines = places_.Lines();
    const std::size_t first =
        places_.LineAt(places_.Text().FromClean(section->opener).begin);
    section->extent.end =
        lines.empty() ? section->extent.begin : lines.back().span.end;
    // Items can be headings themselves, with lines of their own below each.
    const auto is_heading = [&](std::size_t block) {
      return block < places_.BlockKinds().size() &&
             places_.BlockKinds()[block] == BlockKind::kHeading;
    };
    const bool headed = lines.size() > first &&
                        !is_heading(lines[first].block) &&
                        is_heading(lines[first].block + 1);
    for (std::size_t i = first + 1; i < lines.size(); ++i) {
      const std::size_t block = lines[i].block;
      const bool new_block = block != lines[first].block;
      const BlockKind kind = places_.BlockKinds()[block];
      const bool ends =
          (new_block &&
           (ends_at("block") ||
            (ends_at("heading") && kind == BlockKind::kHeading && !headed) ||
            (ends_at("prose") && places_.IsProse(block)) ||
            (ends_at("paragraph") && kind == BlockKind::kParagraph) ||
            (ends_at("table") && kind == BlockKind::kTable) ||
            (ends_at("list") && kind == BlockKind::kList))) ||
          (rule.until_pattern != nullptr &&
           RE2::PartialMatch(
               re2::StringPiece(places_.View(PlaceKind::kLine, lines[i].span)),
               *rule.until_pattern));
      if (ends) {
        section->extent.end =
            std::max(lines[i - 1].span.end, section->extent.begin);
        return;
      }
    }
  }

  std::vector<Field> Fields(int rule, const Hit& hit) const {
    std::vector<Field> fields;
    for (std::size_t i = 1; i < hit.groups.size(); ++i) {
      const std::string& name = Rule(rule).groups[i];
      if (name.empty() || hit.groups[i].Empty()) continue;
      fields.push_back({name, Clean(hit.groups[i]), rule});
    }
    return fields;
  }

  // The section a rule needs, around a place; -1 if it needs none, -2 if it
  // stands outside.
  int SectionFor(const CompiledRule& rule, const FoldedSpan& span) const {
    if (rule.in.empty()) return InnermostAround(span);
    // The innermost one around it that is such a section or stands in one.
    int found = -2;
    for (std::size_t i = 0; i < out_.sections.size(); ++i) {
      const OpenSection& section = out_.sections[i];
      if (section.extent.begin <= span.begin &&
          span.end <= section.extent.end &&
          StandsIn(static_cast<int>(i), rule.in)) {
        found = static_cast<int>(i);
      }
    }
    return found;
  }

  bool StandsIn(int section, const std::vector<int>& in) const {
    for (; section >= 0;
         section = out_.sections[static_cast<std::size_t>(section)].parent) {
      if (IsOneOf(out_.sections[static_cast<std::size_t>(section)].rule, in)) {
        return true;
      }
    }
    return false;
  }

  int InnermostAround(const FoldedSpan& span) const {
    int found = -1;
    for (std::size_t i = 0; i < out_.sections.size(); ++i) {
      const OpenSection& section = out_.sections[i];
      if (section.extent.begin <= span.begin &&
          span.end <= section.extent.end) {
        found = static_cast<int>(i);
      }
    }
    return found;
  }

  void MatchRule(const Candidate& candidate) {
    const CompiledRule& rule = Rule(candidate.rule);
    const int section = SectionFor(rule, candidate.place.span);
    if (section == -2) return;
    for (const Hit& hit : candidates_.Hits(candidate)) {
      // A section can begin in the middle of the line that opens it.
      const FoldedSpan last{hit.span.end - 1, hit.span.end};
      Emit(candidate, hit, rule.in.empty() ? InnermostAround(last) : section);
    }
  }

  // Inside a section every line that is no prose is an item, and so is what
  // follows the opener on its own line.
  void AddSectionItems() {
    for (const DocumentLine& line : places_.Lines()) {
      FoldedSpan span = line.span;
      for (const OpenSection& section : out_.sections) {
        if (span.begin < section.extent.begin &&
            section.extent.begin < span.end && span.end <= section.extent.end) {
          span.begin = section.extent.begin;
        }
      }
      const bool rest = span.begin != line.span.begin;
      const std::string& text = places_.Text().Text();
      while (span.begin < span.end && text[span.begin] == ' ') ++span.begin;
      if (span.Empty() || InnermostAround(span) < 0) continue;
      const bool listed = places_.BlockKinds()[line.block] == BlockKind::kList;
      if (!rest && (listed || places_.IsProse(line.block))) continue;
      const Place place{PlaceKind::kItem, span, line.block,
                        places_.LineAt(span.begin)};
      for (const Candidate& candidate : candidates_.At(place)) {
        const CompiledRule& rule = Rule(candidate.rule);
        if (rule.type == RuleType::kRule && !rule.in.empty()) {
          MatchRule(candidate);
        }
      }
    }
  }

  // Rows of tables whose header cells a rule knows.
  void AddRows() {
    for (std::size_t i = 0; i < rules_.rules.size(); ++i) {
      const CompiledRule& rule = rules_.rules[i];
      if (rule.columns.empty()) continue;
      std::map<std::string, std::size_t> columns;  // field -> cell
      std::size_t table = 0;
      for (const Place& row : places_.Of(PlaceKind::kRow)) {
        const std::vector<FoldedSpan> cells = Cells(row.span);
        if (columns.empty() || row.block != table) {
          columns = Header(rule, cells);
          table = row.block;
          continue;
        }
        if (SectionFor(rule, row.span) == -2) continue;
        Mention mention;
        mention.rule = static_cast<int>(i);
        mention.span = Clean(row.span);
        mention.place = PlaceKind::kRow;
        mention.set = rule.set;
        mention.section = InnermostAround(row.span);
        mention.block = row.block;
        mention.line = row.line;
        for (const auto& [field, cell] : columns) {
          if (cell < cells.size() && !cells[cell].Empty()) {
            mention.fields.push_back({field, Clean(cells[cell]), mention.rule});
          }
        }
        if (!mention.fields.empty())
          out_.mentions.push_back(std::move(mention));
      }
    }
  }

  std::vector<FoldedSpan> Cells(const FoldedSpan& row) const {
    std::vector<FoldedSpan> cells;
    const std::string& text = places_.Text().Text();
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
      const re2::StringPiece text(places_.View(PlaceKind::kRow, cells[cell]));
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

  void Emit(const Candidate& candidate, const Hit& hit, int section) {
    const CompiledRule& rule = Rule(candidate.rule);
    Mention mention;
    mention.rule = candidate.rule;
    mention.span = Clean(hit.span);
    mention.place = candidate.place.kind;
    mention.fields = Fields(candidate.rule, hit);
    mention.set = rule.set;
    mention.section = section;
    mention.block = candidate.place.block;
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
      const std::vector<Hit> hits =
          each < 0 ? std::vector<Hit>{}
                   : candidates_.Hits(
                         {each,
                          {PlaceKind::kItem, span, shared.block, shared.line}});
      if (each >= 0 && hits.empty()) continue;
      if (hits.empty()) {
        mention.fields.push_back({"name", mention.span, mention.rule});
      } else {
        for (Field& field : Fields(each, hits.front())) {
          mention.fields.push_back(std::move(field));
        }
      }
      out_.mentions.push_back(std::move(mention));
    }
  }

  FoldedSpan Covered(const CompiledRule& veto, const Candidate& candidate,
                     const Hit& hit) const {
    const FoldedSpan place = candidate.place.span;
    const DocumentLine& line = places_.Lines()[candidate.place.line];
    if (veto.covers == "line") return line.span;
    if (veto.covers == "after") return {hit.span.end, place.end};
    if (veto.covers == "block") {
      FoldedSpan block = line.span;
      for (const DocumentLine& other : places_.Lines()) {
        if (other.block == line.block) block = block.Cover(other.span);
      }
      return block;
    }
    if (veto.covers == "section") {
      const int around = InnermostAround(hit.span);
      if (around >= 0) {
        return out_.sections[static_cast<std::size_t>(around)].extent;
      }
    }
    return place;
  }

  void ApplyVetoes() {
    for (const Candidate& candidate : candidates_.OfType(RuleType::kVeto)) {
      const CompiledRule& veto = Rule(candidate.rule);
      if (SectionFor(veto, candidate.place.span) == -2) continue;
      for (const Hit& hit : candidates_.Hits(candidate)) {
        const Span covered = Clean(Covered(veto, candidate, hit));
        std::erase_if(out_.mentions, [&](const Mention& mention) {
          const std::string& kind = Rule(mention.rule).yields;
          if (!mention.span.Overlaps(covered) ||
              std::ranges::find(veto.blocks, kind) == veto.blocks.end()) {
            return false;
          }
          out_.lost.push_back({mention, LossReason::kVeto, candidate.rule});
          return true;
        });
      }
    }
  }

  // Longest first, then the narrower place, then the order of the files. A
  // span serves one value of its kind.
  void ResolveOverlaps() {
    std::ranges::stable_sort(
        out_.mentions, [](const Mention& a, const Mention& b) {
          return std::tuple(b.span.Size(), a.place, a.rule, a.span.begin) <
                 std::tuple(a.span.Size(), b.place, b.rule, b.span.begin);
        });
    std::vector<Mention> kept;
    for (Mention& mention : out_.mentions) {
      const std::string& kind = Rule(mention.rule).yields;
      const auto rival = std::ranges::find_if(kept, [&](const Mention& other) {
        return kind != "date_role" && Rule(other.rule).yields == kind &&
               Conflict(other, mention);
      });
      if (rival == kept.end()) {
        kept.push_back(std::move(mention));
      } else {
        const int winner = rival->rule;
        out_.lost.push_back({std::move(mention), LossReason::kOverlap, winner});
      }
    }
    std::ranges::stable_sort(kept, [](const Mention& a, const Mention& b) {
      return std::tuple(a.span.begin, a.span.end, a.rule) <
             std::tuple(b.span.begin, b.span.end, b.rule);
    });
    out_.mentions = std::move(kept);
  }

  // Values that share text; mentions without values conflict as a whole.
  static bool Conflict(const Mention& a, const Mention& b) {
    if (!a.span.Overlaps(b.span)) return false;
    if (a.fields.empty() || b.fields.empty()) return true;
    return std::ranges::any_of(a.fields, [&](const Field& x) {
      return std::ranges::any_of(
          b.fields, [&](const Field& y) { return x.span.Overlaps(y.span); });
    });
  }

  const RuleSet& rules_;
  const Places& places_;
  Candidates candidates_;
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

}  // namespace bmas::rules
