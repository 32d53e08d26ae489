#include "pipeline/rules/sections.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "pipeline/text/normalize.h"

namespace bmas::rules {
namespace {

bool IsOneOf(int rule, const std::vector<int>& rules) {
  return std::ranges::find(rules, rule) != rules.end();
}

bool StandsIn(const std::vector<OpenSection>& sections, int section,
              const std::vector<int>& in) {
  for (; section >= 0;
       section = sections[static_cast<std::size_t>(section)].parent) {
    if (IsOneOf(sections[static_cast<std::size_t>(section)].rule, in)) {
      return true;
    }
  }
  return false;
}

class Finder {
 public:
  Finder(const RuleSet& rules, const Places& places,
         const Candidates& candidates)
      : rules_(rules), places_(places), candidates_(candidates) {}

  std::vector<OpenSection> Run() {
    std::vector<OpenSection> sections = Openers();
    for (OpenSection& section : sections) EndSection(&section);
    sections = Nested(std::move(sections));
    // Siblings end each other.
    std::map<int, std::vector<std::size_t>> begins;  // by parent
    for (const OpenSection& section : sections) {
      begins[section.parent].push_back(
          places_.Text().FromClean(section.opener).begin);
    }
    for (auto& [parent, of] : begins) std::ranges::sort(of);
    for (OpenSection& section : sections) {
      const std::vector<std::size_t>& of = begins[section.parent];
      const auto next = std::ranges::lower_bound(of, section.extent.begin);
      if (next != of.end()) {
        section.extent.end = std::min(section.extent.end, *next);
      }
    }
    return sections;
  }

 private:
  const CompiledRule& Rule(int index) const {
    return rules_.rules[static_cast<std::size_t>(index)];
  }

  std::vector<OpenSection> Openers() const {
    std::vector<OpenSection> open;
    for (std::size_t i = 0; i < rules_.rules.size(); ++i) {
      if (rules_.rules[i].type != RuleType::kSection) continue;
      const int rule = static_cast<int>(i);
      for (const Place* place : candidates_.PlacesFor(rule)) {
        const std::vector<Hit> hits = candidates_.Hits(rule, *place);
        // A place opens a section once.
        if (!hits.empty()) {
          open.push_back(Opened(rules_, places_, rule, hits.front()));
        }
      }
    }
    std::ranges::stable_sort(open, [](const auto& a, const auto& b) {
      return std::tuple(a.extent.begin, b.opener.Size(), a.rule) <
             std::tuple(b.extent.begin, a.opener.Size(), b.rule);
    });
    // One opener is seen at several places; the first stands for all.
    std::vector<OpenSection> out;
    for (OpenSection& section : open) {
      bool seen = false;
      for (auto known = out.rbegin();
           known != out.rend() && known->extent.begin == section.extent.begin;
           ++known) {
        seen = seen || known->rule == section.rule;
      }
      if (!seen) out.push_back(std::move(section));
    }
    return out;
  }

  // Those that stand where they may, cut to what they stand in.
  std::vector<OpenSection> Nested(std::vector<OpenSection> sections) const {
    std::vector<OpenSection> kept;
    for (OpenSection& section : sections) {
      const CompiledRule& rule = Rule(section.rule);
      const auto holds = [&](const OpenSection& other) {
        return other.extent.begin <= section.extent.begin &&
               section.extent.end <= other.extent.end;
      };
      if (rule.weak && std::ranges::any_of(kept, holds)) continue;
      if (!rule.in.empty()) {
        section.parent = Around(kept, rule.in, section.extent.begin);
        if (section.parent < 0) continue;
        section.extent.end =
            std::min(section.extent.end,
                     kept[static_cast<std::size_t>(section.parent)].extent.end);
      }
      kept.push_back(std::move(section));
    }
    return kept;
  }

  static int Around(const std::vector<OpenSection>& sections,
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

  void EndSection(OpenSection* section) const {
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
          (rule.until_pattern != nullptr && LineMatches(rule, i));
      if (ends) {
        section->extent.end =
            std::max(lines[i - 1].span.end, section->extent.begin);
        return;
      }
    }
  }

  // Does the line end sections of the rule? Asked once for each line.
  bool LineMatches(const CompiledRule& rule, std::size_t line) const {
    std::vector<signed char>& known = ends_[rule.until_pattern.get()];
    known.resize(places_.Lines().size(), -1);
    signed char& answer = known[line];
    if (answer < 0) {
      const FoldedView text =
          places_.View(PlaceKind::kLine, places_.Lines()[line].span);
      answer =
          RE2::PartialMatch(re2::StringPiece(text.Bytes()), *rule.until_pattern)
              ? 1
              : 0;
    }
    return answer > 0;
  }

  const RuleSet& rules_;
  const Places& places_;
  const Candidates& candidates_;
  // By pattern and line: 1 if it matches, 0 if not, -1 if not asked yet.
  mutable std::map<const RE2*, std::vector<signed char>> ends_;
};

// The value that a map gives for a word; empty if it has none.
std::string Mapped(const RuleSet& rules, int map, std::string_view word) {
  const auto& values = rules.maps[static_cast<std::size_t>(map)];
  const auto at = values.find(FoldCase(Collapse(word)));
  return at == values.end() ? "" : at->second;
}

}  // namespace

std::vector<OpenSection> FindSections(const RuleSet& rules,
                                      const Places& places,
                                      const Candidates& candidates) {
  return Finder(rules, places, candidates).Run();
}

OpenSection Opened(const RuleSet& rules, const Places& places, int rule,
                   const Hit& hit) {
  OpenSection section;
  section.rule = rule;
  section.opener = places.Text().ToClean(hit.span);
  section.extent = {hit.end, hit.end};
  section.carried = FieldsOfHit(rules, places, rule, hit);
  section.set = rules.rules[static_cast<std::size_t>(rule)].set;
  return section;
}

int InnermostAround(const std::vector<OpenSection>& sections,
                    const FoldedSpan& span) {
  int found = -1;
  for (std::size_t i = 0; i < sections.size(); ++i) {
    const OpenSection& section = sections[i];
    if (section.extent.begin <= span.begin && span.end <= section.extent.end) {
      found = static_cast<int>(i);
    }
  }
  return found;
}

int SectionFor(const std::vector<OpenSection>& sections,
               const CompiledRule& rule, const FoldedSpan& span) {
  if (rule.in.empty()) return InnermostAround(sections, span);
  // The innermost one around it that is such a section or stands in one.
  int found = kOutside;
  for (std::size_t i = 0; i < sections.size(); ++i) {
    const OpenSection& section = sections[i];
    if (section.extent.begin <= span.begin && span.end <= section.extent.end &&
        StandsIn(sections, static_cast<int>(i), rule.in)) {
      found = static_cast<int>(i);
    }
  }
  return found;
}

std::vector<Field> FieldsOfHit(const RuleSet& rules, const Places& places,
                               int rule, const Hit& hit) {
  const CompiledRule& compiled = rules.rules[static_cast<std::size_t>(rule)];
  std::vector<Field> fields;
  for (std::size_t i = 1; i < hit.groups.size(); ++i) {
    const std::string& name = compiled.groups[i];
    if (name.empty() || hit.groups[i].Empty()) continue;
    Field field{name, places.Text().ToClean(hit.groups[i]), rule, {}};
    if (!hit.values.empty()) {
      if (hit.values[i].empty()) continue;
      field.value = hit.values[i];
    }
    const auto map = compiled.map.find(name);
    if (map != compiled.map.end()) {
      field.value = Mapped(rules, map->second,
                           std::string_view(places.Clean())
                               .substr(field.span.begin, field.span.Size()));
    }
    fields.push_back(std::move(field));
  }
  return fields;
}

}  // namespace bmas::rules
