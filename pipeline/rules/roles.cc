#include "pipeline/rules/roles.h"

#include <algorithm>

#include "pipeline/rules/match.h"

namespace bmas::rules {
namespace {

const marks::Mark* MarkAt(const marks::Unit& unit, std::size_t at) {
  const auto mark =
      std::ranges::lower_bound(unit.marks, at, {}, &marks::Mark::at);
  return mark == unit.marks.end() || mark->at != at ? nullptr : &*mark;
}

bool IsName(const marks::Mark& mark) {
  return mark.symbol == marks::kNamesMark || mark.symbol == marks::kNounMark;
}

// A stretch of marked text in the clean text.
Span CleanOf(const marks::Unit& unit, std::size_t begin, std::size_t end) {
  if (begin >= end) return {};
  std::size_t clean_end = unit.clean[end];
  const marks::Mark* last = MarkAt(unit, end - 1);
  if (last != nullptr) clean_end = unit.tokens[last->last - 1].span.end;
  // White space and what was passed over behind the last word stay out.
  for (const names::Token& token : unit.tokens) {
    if (token.span.end <= clean_end && token.span.end > unit.clean[end - 1] &&
        last == nullptr) {
      clean_end = token.span.end;
      if (token.span.begin <= unit.clean[end - 1]) break;
    }
  }
  return {unit.clean[begin], clean_end};
}

class Finder {
 public:
  Finder(const RuleSet& rules, const std::vector<marks::Unit>& units)
      : rules_(rules), units_(units) {}

  std::vector<RoleFound> Run(int only) {
    for (std::size_t u = 0; u < units_.size(); ++u) {
      if (std::ranges::none_of(units_[u].marks, IsName)) continue;
      for (std::size_t i = 0; i < rules_.rules.size(); ++i) {
        const CompiledRule& rule = rules_.rules[i];
        if (!rule.marked || (only >= 0 && static_cast<int>(i) != only)) {
          continue;
        }
        if (LooksAt(rule, units_[u].kind)) Match(static_cast<int>(i), u);
      }
    }
    return std::move(found_);
  }

 private:
  void Match(int index, std::size_t u) {
    const CompiledRule& rule = rules_.rules[static_cast<std::size_t>(index)];
    const marks::Unit& unit = units_[u];
    const re2::StringPiece text(unit.marked);
    const auto finds = [&](const RE2& pattern) {
      return pattern.Match(text, 0, text.size(), RE2::UNANCHORED, nullptr, 0);
    };
    if (!finds(*rule.pattern) ||
        (rule.reject != nullptr && finds(*rule.reject)) ||
        (rule.require != nullptr && !finds(*rule.require))) {
      return;
    }
    std::vector<re2::StringPiece> groups(rule.groups.size());
    for (std::size_t at = 0; at <= text.size();) {
      if (!rule.pattern->Match(text, at, text.size(), RE2::UNANCHORED,
                               groups.data(),
                               static_cast<int>(groups.size()))) {
        break;
      }
      Take(index, u, groups);
      const auto end = static_cast<std::size_t>(
          groups[0].data() - text.data() +
          static_cast<std::ptrdiff_t>(groups[0].size()));
      at = std::max(end, at + 1);
    }
  }

  void Take(int index, std::size_t u,
            const std::vector<re2::StringPiece>& groups) {
    const CompiledRule& rule = rules_.rules[static_cast<std::size_t>(index)];
    const marks::Unit& unit = units_[u];
    const auto offset = [&](const re2::StringPiece& piece) {
      return static_cast<std::size_t>(piece.data() - unit.marked.data());
    };
    std::vector<Field> fields;
    for (std::size_t i = 1; i < groups.size(); ++i) {
      if (groups[i].data() == nullptr || groups[i].empty()) continue;
      const std::size_t begin = offset(groups[i]);
      const marks::Mark* mark = MarkAt(unit, begin);
      if (mark != nullptr && IsName(*mark)) continue;
      const Span span = CleanOf(unit, begin, begin + groups[i].size());
      if (!span.Empty()) fields.push_back({rule.groups[i], span, index, {}});
    }
    const std::size_t begin = offset(groups[0]);
    const Span whole = CleanOf(unit, begin, begin + groups[0].size());
    for (std::size_t i = 1; i < groups.size(); ++i) {
      if (groups[i].data() == nullptr || groups[i].size() != 1) continue;
      const marks::Mark* mark = MarkAt(unit, offset(groups[i]));
      if (mark == nullptr || !IsName(*mark)) continue;
      RoleFound found;
      found.rule = index;
      found.unit = u;
      found.group = mark->index;
      found.role = rule.groups[i];
      found.span = whole;
      found.fields = fields;
      found_.push_back(std::move(found));
    }
  }

  const RuleSet& rules_;
  const std::vector<marks::Unit>& units_;
  std::vector<RoleFound> found_;
};

}  // namespace

bool LooksAt(const CompiledRule& rule, marks::UnitKind kind) {
  return std::ranges::any_of(rule.at, [&](PlaceKind place) {
    switch (kind) {
      case marks::UnitKind::kSentence:
        return place == PlaceKind::kSentence;
      case marks::UnitKind::kHeading:
        return place == PlaceKind::kHeading;
      case marks::UnitKind::kItem:
        return place == PlaceKind::kItem;
      case marks::UnitKind::kLine:
        return place == PlaceKind::kLine;
      case marks::UnitKind::kRow:
        return place == PlaceKind::kRow;
    }
    return false;
  });
}

marks::Explained ExplainedBy(const RuleSet& rules, const Matches& matches) {
  marks::Explained out;
  for (const Mention& mention : matches.mentions) {
    const std::string& kind = KindOf(rules, mention);
    if (kind == "date") {
      const Field* text = mention.Find("text");
      out.dates.push_back(text == nullptr ? mention.span : text->span);
    }
    if (kind == "award") {
      if (const Field* name = mention.Find("name")) {
        out.awards.push_back(name->span);
      }
    }
  }
  return out;
}

std::vector<RoleFound> FindRoles(const RuleSet& rules,
                                 const std::vector<marks::Unit>& units,
                                 int only) {
  return Finder(rules, units).Run(only);
}

}  // namespace bmas::rules
