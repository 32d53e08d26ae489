#include "pipeline/rules/candidates.h"

#include <algorithm>
#include <optional>
#include <span>

#include "pipeline/text/names.h"
#include "pipeline/text/numbers.h"

namespace bmas::rules {

Candidates::Candidates(const RuleSet& rules, const Places& places)
    : rules_(rules),
      places_(places),
      literals_(rules.literals.Find(LowerFolded(places.Text().Text()))),
      ends_(kPlaceKinds) {
  for (int kind = 0; kind < kPlaceKinds; ++kind) {
    std::size_t end = 0;
    for (const Place& place : places.Of(static_cast<PlaceKind>(kind))) {
      end = std::max(end, place.span.end);
      ends_[static_cast<std::size_t>(kind)].push_back(end);
    }
  }
}

namespace {

// A match may begin or end with the character that bounds its first word.
constexpr std::string_view kBounds = " \n\t,;:.";

// A link's pattern sees its target, not the text.
bool AtLink(const CompiledRule& rule) {
  return std::ranges::find(rule.at, PlaceKind::kLink) != rule.at.end();
}

}  // namespace

std::vector<const Place*> Candidates::PlacesFor(int index) const {
  const CompiledRule& rule = Rule(index);
  std::vector<const Place*> out;
  if (rule.pattern == nullptr) return out;
  // The rarest of its sets leads to the places; the others are then asked.
  std::optional<std::span<const std::uint32_t>> rarest;
  for (const int set : rule.needs) {
    const auto positions = literals_.Of(set);
    if (positions.empty() && !AtLink(rule)) return out;
    if (!rarest || positions.size() < rarest->size()) rarest = positions;
  }
  for (const PlaceKind kind : rule.at) {
    const std::vector<Place>& all = places_.Of(kind);
    if (!rarest || kind == PlaceKind::kLink) {
      for (const Place& place : all) out.push_back(&place);
      continue;
    }
    const std::vector<std::size_t>& ends =
        ends_[static_cast<std::size_t>(kind)];
    const std::size_t first = out.size();
    for (const std::uint32_t at : *rarest) {
      auto place = std::ranges::upper_bound(
          all, at, {}, [](const Place& p) { return p.span.begin; });
      // Back through those that may reach so far: cells stand in rows.
      while (place != all.begin()) {
        --place;
        if (place->span.end > at && MayMatch(index, place->span)) {
          out.push_back(&*place);
        }
        const auto before = place - all.begin();
        if (before == 0 || ends[static_cast<std::size_t>(before) - 1] <= at) {
          break;
        }
      }
    }
    const auto begin = out.begin() + static_cast<std::ptrdiff_t>(first);
    std::sort(begin, out.end());
    out.erase(std::unique(begin, out.end()), out.end());
  }
  return out;
}

bool Candidates::MayMatch(int index, const FoldedSpan& span) const {
  return std::ranges::all_of(Rule(index).needs, [&](int set) {
    const auto positions = literals_.Of(set);
    const auto at = std::ranges::lower_bound(
        positions, static_cast<std::uint32_t>(span.begin));
    return at != positions.end() && *at < span.end;
  });
}

bool Candidates::LabelFits(const CompiledRule& rule, const Place& place) const {
  return rule.label == nullptr ||
         RE2::PartialMatch(
             re2::StringPiece(
                 places_.View(PlaceKind::kLine, place.label).Bytes()),
             *rule.label);
}

bool Candidates::Accepts(const CompiledRule& rule, const std::string& field,
                         const re2::StringPiece& group,
                         const FoldedSpan& span) const {
  const auto reject = rule.reject_field.find(field);
  if (reject != rule.reject_field.end() &&
      RE2::PartialMatch(group, *reject->second)) {
    return false;
  }
  const auto is = rule.is.find(field);
  if (is == rule.is.end()) return true;
  const Span clean = places_.Text().ToClean(span);
  const std::string_view text =
      std::string_view(places_.Clean()).substr(clean.begin, clean.Size());
  if (is->second == "person") return LooksLikePerson(text, rules_.lexicon);
  if (is->second == "organisation") {
    return LooksLikeInstitution(text, rules_.lexicon);
  }
  return ReadNumber(text, rules_.lexicon).has_value();
}

std::vector<Hit> Candidates::Hits(int index, const Place& place) const {
  std::vector<Hit> hits;
  const CompiledRule& rule = Rule(index);
  if (!LabelFits(rule, place)) return hits;
  const bool link = place.kind == PlaceKind::kLink;
  const std::string_view uri =
      link ? std::string_view(places_.Target(place)) : std::string_view();
  const FoldedText target(uri);
  const std::size_t origin = place.span.begin;
  const re2::StringPiece text(
      (link ? target.Text() : places_.View(place.kind, place.span)).Bytes());
  // Groups are dear: first whether it matches at all, and may.
  const auto found = [&](const RE2& pattern) {
    return pattern.Match(text, 0, text.size(), RE2::UNANCHORED, nullptr, 0);
  };
  if (!found(*rule.pattern) ||
      (rule.reject != nullptr && found(*rule.reject)) ||
      (rule.require != nullptr && !found(*rule.require))) {
    return hits;
  }
  std::vector<re2::StringPiece> groups(rule.groups.size());
  for (std::size_t at = 0; at <= text.size();) {
    if (!rule.pattern->Match(text, at, text.size(), RE2::UNANCHORED,
                             groups.data(), static_cast<int>(groups.size()))) {
      break;
    }
    Hit hit;
    const auto within = [&](const re2::StringPiece& group) -> FoldedSpan {
      if (group.data() == nullptr) return {};
      const auto begin = static_cast<std::size_t>(group.data() - text.data());
      return {begin, begin + group.size()};
    };
    const auto span = [&](const re2::StringPiece& group) -> FoldedSpan {
      if (group.data() == nullptr) return {};
      if (link) return place.span;
      const FoldedSpan part = within(group);
      return {origin + part.begin, origin + part.end};
    };
    hit.span = Trimmed(places_.Text().Text().Bytes(), span(groups[0]), kBounds);
    hit.end = span(groups[0]).end;
    bool accepted = !hit.span.Empty();
    for (std::size_t i = 0; i < groups.size(); ++i) {
      hit.groups.push_back(span(groups[i]));
      if (link) {
        const Span value = target.ToClean(within(groups[i]));
        hit.values.emplace_back(uri.substr(value.begin, value.Size()));
      }
      if (i > 0 && groups[i].data() != nullptr && accepted) {
        accepted = Accepts(rule, rule.groups[i], groups[i], hit.groups[i]);
      }
    }
    const auto matched =
        static_cast<std::size_t>(groups[0].data() - text.data() +
                                 static_cast<std::ptrdiff_t>(groups[0].size()));
    // The bounding character may bound the next match too.
    at = std::max(matched - (groups[0].size() > 1 ? 1 : 0), at + 1);
    if (accepted) hits.push_back(std::move(hit));
  }
  return hits;
}

}  // namespace bmas::rules
