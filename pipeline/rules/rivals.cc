#include "pipeline/rules/rivals.h"

#include <algorithm>
#include <tuple>

#include "pipeline/rules/match.h"
#include "pipeline/rules/sections.h"

namespace bmas::rules {
namespace {

// Bytes of clean text, about a sentence: few mentions share a cell, and few lie
// in several. Only speed depends on it, see ResolveOverlaps.
constexpr std::size_t kCell = 256;

FoldedSpan Covered(const CompiledRule& veto, const Places& places,
                   const std::vector<OpenSection>& sections, const Place& at,
                   const Hit& hit) {
  const FoldedSpan place = at.span;
  const DocumentLine& line = places.Lines()[at.line];
  if (veto.covers == "line") return line.span;
  if (veto.covers == "after") return {hit.span.end, place.end};
  if (veto.covers == "block") {
    FoldedSpan block = line.span;
    for (const DocumentLine& other : places.Lines()) {
      if (other.block == line.block) block = block.Cover(other.span);
    }
    return block;
  }
  if (veto.covers == "section") {
    const int around = InnermostAround(sections, hit.span);
    if (around >= 0) {
      return sections[static_cast<std::size_t>(around)].extent;
    }
  }
  return place;
}

// Values that share text; mentions without values conflict as a whole.
bool Conflict(const Mention& a, const Mention& b) {
  if (!a.span.Overlaps(b.span)) return false;
  if (a.fields.empty() || b.fields.empty()) return true;
  return std::ranges::any_of(a.fields, [&](const Field& x) {
    return std::ranges::any_of(
        b.fields, [&](const Field& y) { return x.span.Overlaps(y.span); });
  });
}

}  // namespace

void ApplyVetoes(const RuleSet& rules, const Places& places,
                 const Candidates& candidates, Matches* matches) {
  for (std::size_t i = 0; i < rules.rules.size(); ++i) {
    const CompiledRule& veto = rules.rules[i];
    if (veto.type != RuleType::kVeto) continue;
    const int index = static_cast<int>(i);
    const auto at_stake = [&](const Mention& mention) {
      return std::ranges::find(veto.blocks, KindOf(rules, mention)) !=
             veto.blocks.end();
    };
    std::vector<FoldedSpan> stakes;
    for (const Mention& mention : matches->mentions) {
      if (at_stake(mention)) {
        stakes.push_back(places.Text().FromClean(mention.span));
      }
    }
    // What it covers lies within the place, but for blocks and sections.
    const bool local = veto.covers != "block" && veto.covers != "section";
    for (const Place* place : candidates.PlacesFor(index)) {
      if (stakes.empty()) break;
      const bool touches =
          !local || std::ranges::any_of(stakes, [&](const FoldedSpan& span) {
            return span.Overlaps(place->span);
          });
      if (!touches ||
          SectionFor(matches->sections, veto, place->span) == kOutside) {
        continue;
      }
      for (const Hit& hit : candidates.Hits(index, *place)) {
        const Span covered = places.Text().ToClean(
            Covered(veto, places, matches->sections, *place, hit));
        std::erase_if(matches->mentions, [&](const Mention& mention) {
          if (!mention.span.Overlaps(covered) || !at_stake(mention)) {
            return false;
          }
          matches->lost.push_back({mention, LossReason::kVeto, index});
          return true;
        });
        if (veto.covers != "after") break;  // it covers no more at the next
      }
    }
  }
}

void DropFarOnes(const RuleSet& rules, const Places& places, Matches* matches) {
  // The lines where each rule has found something, or opened a section.
  std::vector<std::vector<std::size_t>> lines(rules.rules.size());
  for (const Mention& mention : matches->mentions) {
    lines[static_cast<std::size_t>(mention.rule)].push_back(mention.line);
  }
  for (const OpenSection& section : matches->sections) {
    lines[static_cast<std::size_t>(section.rule)].push_back(
        places.LineAt(places.Text().FromClean(section.opener).begin));
  }
  for (std::vector<std::size_t>& of_rule : lines) std::ranges::sort(of_rule);
  const auto is_near = [&](const Mention& mention) {
    const CompiledRule& rule =
        rules.rules[static_cast<std::size_t>(mention.rule)];
    if (rule.near.empty()) return true;
    const auto far = static_cast<std::size_t>(rule.near_lines);
    const std::size_t first = mention.line - std::min(mention.line, far);
    return std::ranges::any_of(rule.near, [&](int id) {
      const auto& there = lines[static_cast<std::size_t>(id)];
      const auto at = std::ranges::lower_bound(there, first);
      return at != there.end() && *at <= mention.line + far;
    });
  };
  std::vector<Mention> kept;
  for (const Mention& mention : matches->mentions) {
    if (is_near(mention)) {
      kept.push_back(mention);
    } else {
      matches->lost.push_back(
          {mention, LossReason::kNotNear,
           rules.rules[static_cast<std::size_t>(mention.rule)].near.front()});
    }
  }
  matches->mentions = std::move(kept);
}

void ResolveOverlaps(const RuleSet& rules, Matches* matches) {
  std::ranges::stable_sort(
      matches->mentions, [](const Mention& a, const Mention& b) {
        return std::tuple(b.span.Size(), a.place, a.rule, a.span.begin) <
               std::tuple(a.span.Size(), b.place, b.rule, b.span.begin);
      });
  std::vector<Mention> kept;
  // What was kept, by the cells of the text that it touches: only there can it
  // be in the way of another.
  std::vector<std::vector<std::size_t>> cells;
  for (Mention& mention : matches->mentions) {
    const std::string& kind = KindOf(rules, mention);
    const std::size_t first = mention.span.begin / kCell;
    const std::size_t last = mention.span.end / kCell;
    if (cells.size() <= last) cells.resize(last + 1);
    int rival = -1;
    for (std::size_t cell = first; cell <= last && rival < 0; ++cell) {
      for (const std::size_t other : cells[cell]) {
        if (kind != "date_role" && KindOf(rules, kept[other]) == kind &&
            Conflict(kept[other], mention)) {
          rival = kept[other].rule;
          break;
        }
      }
    }
    if (rival >= 0) {
      matches->lost.push_back(
          {std::move(mention), LossReason::kOverlap, rival});
      continue;
    }
    for (std::size_t cell = first; cell <= last; ++cell) {
      cells[cell].push_back(kept.size());
    }
    kept.push_back(std::move(mention));
  }
  std::ranges::stable_sort(kept, [](const Mention& a, const Mention& b) {
    return std::tuple(a.span.begin, a.span.end, a.rule) <
           std::tuple(b.span.begin, b.span.end, b.rule);
  });
  matches->mentions = std::move(kept);
}

}  // namespace bmas::rules
