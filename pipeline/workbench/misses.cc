#include "pipeline/workbench/misses.h"

#include <algorithm>
#include <optional>

#include "pipeline/base/utf8.h"
#include "pipeline/rules/candidates.h"
#include "pipeline/rules/literals.h"
#include "pipeline/rules/patterns.h"
#include "pipeline/rules/regex_tree.h"
#include "pipeline/rules/sections.h"
#include "pipeline/text/enumeration.h"
#include "pipeline/text/fold.h"

namespace bmas::workbench {
namespace {

using rules::CompiledRule;
using rules::Located;
using rules::Place;
using rules::PlaceKind;
using rules::Regex;
using rules::RuleType;

constexpr double kPlainPiece = 0.1;     // a piece that any text may match
constexpr double kFewestTelling = 0.9;  // one telling piece must have matched
constexpr std::size_t kShown = 40;      // code points of the text that failed

// A pattern cut where it may be cut: each piece goes on from the one before.
struct Piece {
  std::string text;
  std::size_t end = 0;  // of it in the pattern, in bytes
  double weight = kPlainPiece;
};

std::vector<Piece> PiecesOf(const std::string& pattern,
                            const FoldedText& folded, const Regex& regex,
                            rules::LiteralFinder* literals) {
  std::vector<Piece> pieces;
  std::size_t begin = 0;
  const auto& parts = regex.children;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const bool last = i + 1 == parts.size();
    // Letters in a row are one piece; what an assertion asks is asked of what
    // follows it.
    if (!last && (parts[i].kind == Regex::Kind::kBoundary ||
                  parts[i].kind == Regex::Kind::kEmpty ||
                  (parts[i].kind == Regex::Kind::kByte &&
                   parts[i + 1].kind == Regex::Kind::kByte))) {
      continue;
    }
    Piece piece;
    piece.end = folded.ToClean({parts[i].end, parts[i].end}).end;
    piece.text = pattern.substr(begin, piece.end - begin);
    if (!literals->Required(piece.text).empty()) piece.weight = 1;
    begin = piece.end;
    pieces.push_back(std::move(piece));
  }
  return pieces;
}

class Searcher {
 public:
  Searcher(const rules::RuleFiles& files, const rules::RuleSet& rules,
           const rules::Places& places, const rules::Matches& matches,
           const Span& wanted)
      : files_(files),
        rules_(rules),
        places_(places),
        matches_(matches),
        wanted_(places.Text().FromClean(wanted)),
        candidates_(rules, places),
        expander_(files),
        literals_([this](const std::string& name) {
          return expander_.Meaning(name);
        }) {}

  std::vector<Miss> RunFor(int rule) {
    inside_ = true;
    const auto miss = BestOf(rule);
    return miss ? std::vector<Miss>{*miss} : std::vector<Miss>{};
  }

  std::vector<Miss> Run() {
    std::vector<Miss> misses;
    for (std::size_t i = 0; i < rules_.rules.size(); ++i) {
      const int rule = static_cast<int>(i);
      if (rules_.rules[i].type == RuleType::kVeto || Found(rule)) continue;
      if (const auto miss = BestOf(rule)) misses.push_back(*miss);
    }
    std::ranges::stable_sort(misses, std::greater<>{}, &Miss::closeness);
    return misses;
  }

 private:
  bool Found(int rule) const {
    const auto touches = [&](const Span& span) {
      return places_.Text().FromClean(span).Overlaps(wanted_);
    };
    return std::ranges::any_of(matches_.mentions,
                               [&](const rules::Mention& mention) {
                                 return mention.rule == rule &&
                                        touches(mention.span);
                               }) ||
           std::ranges::any_of(matches_.lost,
                               [&](const rules::Loss& loss) {
                                 return loss.mention.rule == rule &&
                                        touches(loss.mention.span);
                               }) ||
           std::ranges::any_of(
               matches_.sections, [&](const rules::OpenSection& section) {
                 return section.rule == rule && touches(section.opener);
               });
  }

  std::optional<Miss> BestOf(int index) {
    const CompiledRule& rule = rules_.rules[static_cast<std::size_t>(index)];
    const std::string& pattern =
        files_.rules[static_cast<std::size_t>(index)].pattern.text;
    std::optional<Miss> best;
    const FoldedText folded(pattern);
    const std::optional<Regex> regex = rules::ParseRegex(folded.Text());
    if (!regex || rule.pattern == nullptr || rule.marked) return best;
    const std::vector<Piece> pieces =
        regex->kind == Regex::Kind::kConcat
            ? PiecesOf(pattern, folded, *regex, &literals_)
            : std::vector<Piece>{{pattern, pattern.size(), 1}};
    for (const Place& place : PlacesOf(rule)) {
      if (!place.span.Overlaps(wanted_)) continue;
      auto miss = At(index, place, pieces);
      if (miss && (!best || miss->closeness > best->closeness)) {
        best = std::move(miss);
      }
    }
    return best;
  }

  // Where the rule looks; an item of a section may be any line.
  std::vector<Place> PlacesOf(const CompiledRule& rule) const {
    std::vector<Place> out;
    for (PlaceKind kind : rule.at) {
      if (kind == PlaceKind::kItem && !rule.in.empty()) {
        for (Place place : places_.Of(PlaceKind::kLine)) {
          place.kind = PlaceKind::kItem;
          out.push_back(place);
        }
      } else if (kind != PlaceKind::kLink) {
        const auto& of = places_.Of(kind);
        out.insert(out.end(), of.begin(), of.end());
      }
    }
    return out;
  }

  std::optional<Miss> At(int index, const Place& place,
                         const std::vector<Piece>& pieces) {
    const CompiledRule& rule = rules_.rules[static_cast<std::size_t>(index)];
    Miss miss;
    miss.rule = index;
    miss.place = place.kind;
    const FoldedView text = places_.View(place.kind, place.span);
    FoldedView whole;
    if (rules::Finds(*rule.pattern, text, &whole)) {
      miss.matched = CleanSpan(place, text, whole);
      miss.reason = FailedCondition(index, place, text);
      if (miss.reason.empty()) return std::nullopt;
      // A line that any rule for lines would match tells little.
      const bool telling = std::ranges::any_of(
          pieces, [](const Piece& piece) { return piece.weight >= 1; });
      miss.closeness = telling ? 0.99 : 0.3;
      return miss;
    }
    double all = 0, matched = 0;
    for (const Piece& piece : pieces) all += piece.weight;
    std::size_t held = 0;
    // A prefix matches wherever a longer one does.
    std::size_t low = 0, high = pieces.size();
    while (low + 1 < high) {
      const std::size_t middle = (low + high) / 2;
      FoldedView here;
      if (PrefixMatches(index, pieces[middle - 1].end, text, &here)) {
        low = middle;
        whole = here;
      } else {
        high = middle;
      }
    }
    held = low;
    for (std::size_t i = 0; i < held; ++i) matched += pieces[i].weight;
    if (held == 0 || matched < kFewestTelling) return std::nullopt;
    miss.closeness = matched / all * 0.98;
    miss.matched = CleanSpan(place, text, whole);
    miss.reason = "then needs \"" + pieces[held].text + "\"";
    const std::size_t end = text.SpanOf(whole).end;
    const std::size_t shown = std::min(text.Size(), end + kShown);
    miss.there = places_.Text().ToClean(
        {place.span.begin + end, place.span.begin + shown});
    return miss;
  }

  bool PrefixMatches(int index, std::size_t end, FoldedView text,
                     FoldedView* whole) {
    const Located& pattern =
        files_.rules[static_cast<std::size_t>(index)].pattern;
    const std::string prefix = pattern.text.substr(0, end);
    auto [at, added] = prefixes_.emplace(prefix, nullptr);
    if (added) {
      Errors ignored;
      at->second = rules::CompilePattern(
          expander_.Expand({prefix, pattern.where}, &ignored));
    }
    return rules::IsSound(*at->second) &&
           rules::Finds(*at->second, text, whole);
  }

  Span CleanSpan(const Place& place, FoldedView text, FoldedView part) const {
    const FoldedSpan at = text.SpanOf(part);
    return places_.Text().ToClean(
        {place.span.begin + at.begin, place.span.begin + at.end});
  }

  // Of a rule whose pattern matches: what else it asks for.
  std::string FailedCondition(int index, const Place& place,
                              FoldedView text) const {
    const CompiledRule& rule = rules_.rules[static_cast<std::size_t>(index)];
    const rules::RuleSpec& spec = files_.rules[static_cast<std::size_t>(index)];
    if (rule.type == RuleType::kRule && !inside_ &&
        rules::SectionFor(matches_.sections, rule, place.span) ==
            rules::kOutside) {
      std::string names;
      for (const Located& in : spec.in) {
        names += (names.empty() ? "" : ", ") + in.text;
      }
      return "stands in no section " + names;
    }
    if (rule.label != nullptr &&
        !rules::Finds(*rule.label,
                      places_.View(PlaceKind::kLine, place.label))) {
      return "the label is not " + spec.label->text;
    }
    FoldedView found;
    if (rule.reject != nullptr && rules::Finds(*rule.reject, text, &found)) {
      const Span at = CleanSpan(place, text, found);
      return "rejected for \"" + places_.Clean().substr(at.begin, at.Size()) +
             "\"";
    }
    if (rule.require != nullptr && !rules::Finds(*rule.require, text)) {
      return "requires " + spec.require->text;
    }
    const std::vector<rules::Hit> hits = candidates_.Hits(index, place);
    if (hits.empty()) return RefusedValue(index, text);
    if (!rule.near.empty() && !inside_) {
      std::string names;
      for (const int near : rule.near) {
        names += (names.empty() ? "" : ", ") +
                 rules_.rules[static_cast<std::size_t>(near)].id;
      }
      return "stands within " + std::to_string(rule.near_lines) +
             " lines of none of " + names;
    }
    for (const auto& [field, each] : rule.split) {
      if (each < 0 || AnyPart(index, field, each, hits)) continue;
      return "no part of \"" + field + "\" is one for " +
             rules_.rules[static_cast<std::size_t>(each)].id;
    }
    return "";
  }

  // Which captured value the rule does not take, and why.
  std::string RefusedValue(int index, FoldedView text) const {
    const CompiledRule& rule = rules_.rules[static_cast<std::size_t>(index)];
    std::vector<FoldedView> groups(rule.groups.size());
    rules::FindGroups(*rule.pattern, text, &groups);
    for (std::size_t i = 1; i < groups.size(); ++i) {
      if (groups[i].IsNull()) continue;
      const std::string& field = rule.groups[i];
      const std::string value =
          "the " + field + " \"" + ToUtf8(groups[i]) + "\"";
      const auto reject = rule.reject_field.find(field);
      if (reject != rule.reject_field.end() &&
          rules::Finds(*reject->second, groups[i])) {
        return value + " is rejected";
      }
      const auto is = rule.is.find(field);
      if (is != rule.is.end()) {
        return value + " does not look like: " + is->second;
      }
    }
    return "a captured value is not taken";
  }

  bool AnyPart(int index, const std::string& field, int each,
               const std::vector<rules::Hit>& hits) const {
    for (const rules::Hit& hit : hits) {
      for (const rules::Field& whole :
           rules::FieldsOfHit(rules_, places_, index, hit)) {
        if (whole.name != field) continue;
        for (const Span& part :
             SplitEnumeration(places_.Clean(), whole.span, rules_.lexicon)) {
          Place place;
          place.kind = PlaceKind::kItem;
          place.span = places_.Text().FromClean(part);
          if (!candidates_.Hits(each, place).empty()) return true;
        }
      }
    }
    return false;
  }

  const rules::RuleFiles& files_;
  const rules::RuleSet& rules_;
  const rules::Places& places_;
  const rules::Matches& matches_;
  bool inside_ = false;  // as if inside every section
  FoldedSpan wanted_;
  rules::Candidates candidates_;
  rules::Expander expander_;
  rules::LiteralFinder literals_;
  std::map<std::string, std::shared_ptr<const rules::Pattern>> prefixes_;
};

}  // namespace

std::vector<Miss> NearestMisses(const rules::RuleFiles& files,
                                const rules::RuleSet& rules,
                                const rules::Places& places,
                                const rules::Matches& matches,
                                const Span& wanted) {
  return Searcher(files, rules, places, matches, wanted).Run();
}

std::vector<Miss> MissesOf(int rule, const rules::RuleFiles& files,
                           const rules::RuleSet& rules,
                           const rules::Places& places) {
  const rules::Matches none;
  return Searcher(files, rules, places, none, {0, places.Clean().size()})
      .RunFor(rule);
}

}  // namespace bmas::workbench
