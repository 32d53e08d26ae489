#include "pipeline/rules/candidates.h"

#include <algorithm>

namespace bmas::rules {

Candidates::Candidates(const RuleSet& rules, const Places& places)
    : rules_(rules), places_(places), by_type_(3) {
  for (int kind = 0; kind < kPlaceKinds; ++kind) {
    for (const Place& place : places.Of(static_cast<PlaceKind>(kind))) {
      for (const Candidate& candidate : At(place)) {
        const RuleType type =
            rules.rules[static_cast<std::size_t>(candidate.rule)].type;
        by_type_[static_cast<std::size_t>(type)].push_back(candidate);
      }
    }
  }
}

std::vector<Candidate> Candidates::At(const Place& place) const {
  std::vector<Candidate> out;
  const re2::StringPiece text(places_.View(place.kind, place.span));
  for (const int rule : rules_.by_place[static_cast<std::size_t>(place.kind)]) {
    const RE2& pattern = *rules_.rules[static_cast<std::size_t>(rule)].pattern;
    if (pattern.Match(text, 0, text.size(), RE2::UNANCHORED, nullptr, 0)) {
      out.push_back({rule, place});
    }
  }
  return out;
}

// A match may begin or end with the character that bounds its first word.
FoldedSpan Candidates::Trimmed(FoldedSpan span) const {
  const std::string& text = places_.Text().Text();
  const auto bounds = [](char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == ',' || c == ';' ||
           c == ':' || c == '.';
  };
  while (span.begin < span.end && bounds(text[span.begin])) ++span.begin;
  while (span.end > span.begin && bounds(text[span.end - 1])) --span.end;
  return span;
}

std::vector<Hit> Candidates::Hits(const Candidate& candidate) const {
  std::vector<Hit> hits;
  const CompiledRule& rule =
      rules_.rules[static_cast<std::size_t>(candidate.rule)];
  const std::size_t origin = candidate.place.span.begin;
  const re2::StringPiece text(
      places_.View(candidate.place.kind, candidate.place.span));
  if ((rule.reject != nullptr && RE2::PartialMatch(text, *rule.reject)) ||
      (rule.require != nullptr && !RE2::PartialMatch(text, *rule.require))) {
    return hits;
  }
  std::vector<re2::StringPiece> groups(rule.groups.size());
  for (std::size_t at = 0; at <= text.size();) {
    if (!rule.pattern->Match(text, at, text.size(), RE2::UNANCHORED,
                             groups.data(), static_cast<int>(groups.size()))) {
      break;
    }
    Hit hit;
    const auto span = [&](const re2::StringPiece& group) -> FoldedSpan {
      if (group.data() == nullptr) return {};
      const auto begin =
          origin + static_cast<std::size_t>(group.data() - text.data());
      return {begin, begin + group.size()};
    };
    hit.span = Trimmed(span(groups[0]));
    hit.end = span(groups[0]).end;
    for (const re2::StringPiece& group : groups) {
      hit.groups.push_back(span(group));
    }
    bool rejected = hit.span.Empty();
    for (std::size_t i = 1; i < groups.size() && !rejected; ++i) {
      const auto reject = rule.reject_field.find(rule.groups[i]);
      rejected = reject != rule.reject_field.end() &&
                 groups[i].data() != nullptr &&
                 RE2::PartialMatch(groups[i], *reject->second);
    }
    const auto matched =
        static_cast<std::size_t>(groups[0].data() - text.data() +
                                 static_cast<std::ptrdiff_t>(groups[0].size()));
    // The bounding character may bound the next match too.
    at = std::max(matched - (groups[0].size() > 1 ? 1 : 0), at + 1);
    if (!rejected) hits.push_back(std::move(hit));
  }
  return hits;
}

}  // namespace bmas::rules
