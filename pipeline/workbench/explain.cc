#include "pipeline/workbench/explain.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <functional>

#include "pipeline/rules/match.h"
#include "pipeline/rules/places.h"
#include "pipeline/text/normalize.h"
#include "pipeline/winners/decide.h"
#include "pipeline/workbench/misses.h"

namespace bmas::workbench {
namespace {

// Signs of a candidate that are shown: of one that was asked for, and of all.
constexpr std::size_t kMostSigns = 14;
constexpr std::size_t kFewSigns = 5;
constexpr std::size_t kMostMisses = 5;  // rules; those that came closest

using rules::Loss;
using rules::LossReason;
using rules::Mention;
using rules::OpenSection;

class Explainer {
 public:
  Explainer(const CleanText& text, const rules::RuleFiles& files,
            const rules::RuleSet& rules)
      : text_(text),
        files_(files),
        rules_(rules),
        places_(text, rules.lexicon),
        matches_(rules::FindMentions(rules, places_)) {}

  std::string Run(const std::string& wanted) {
    std::vector<Span> spans = Find(wanted);
    if (!wanted.empty() && spans.empty()) {
      return "the clean text does not hold \"" + wanted + "\"\n";
    }
    if (wanted.empty()) spans.push_back({0, text_.Text().size()});
    for (const OpenSection& section : matches_.sections) {
      const Span extent = places_.Text().ToClean(section.extent);
      if (Touches(spans, section.opener.Cover(extent))) List(section, extent);
    }
    bool found = false;
    for (const Mention& mention : matches_.mentions) {
      if (!Touches(spans, mention.span)) continue;
      found = true;
      List(mention);
    }
    for (const Loss& loss : matches_.lost) {
      if (!Touches(spans, loss.mention.span)) continue;
      out_ += Reason(loss.reason) + Id(loss.to_rule) + ": ";
      List(loss.mention);
    }
    found = ListCandidates(spans, !wanted.empty()) || found;
    if (!wanted.empty() && !found) ListMisses(spans.front());
    if (out_.empty()) out_ = "no rule and no section touches it\n";
    return std::move(out_);
  }

 private:
  const std::string& Id(int rule) const {
    return rules_.rules[static_cast<std::size_t>(rule)].id;
  }

  static std::string Reason(LossReason reason) {
    switch (reason) {
      case LossReason::kVeto:
        return "vetoed by ";
      case LossReason::kNotNear:
        return "not near ";
      case LossReason::kOverlap:
        break;
    }
    return "lost to ";
  }

  // Who was weighed as a winner, with what tipped it: most telling first.
  bool ListCandidates(const std::vector<Span>& spans, bool all) {
    const winners::Document document =
        winners::ReadDocument(text_, places_, matches_, rules_);
    bool any = false;
    for (const winners::Candidate& candidate : winners::Decide(document)) {
      if (!Touches(spans, candidate.name)) continue;
      any = true;
      List(candidate, document, all ? kMostSigns : kFewSigns);
    }
    return any;
  }

  void List(const winners::Candidate& candidate,
            const winners::Document& document, std::size_t most) {
    const int percent =
        static_cast<int>(std::lround(100 * candidate.probability));
    out_ += candidate.chosen ? "winner " : "no winner ";
    out_ += "\"" + candidate.text + "\", " + std::to_string(percent) +
            " in 100, " + names::Name(candidate.kind);
    if (!candidate.verdict.empty()) out_ += ": " + candidate.verdict;
    out_ += "\n    seen as  " +
            Collapse(marks::Readable(document.units[candidate.unit])) + "\n";
    std::vector<std::pair<int, std::string>> signs;
    for (const std::string& feature : candidate.features) {
      const auto weight = rules_.weights.find(feature);
      if (weight != rules_.weights.end()) {
        signs.emplace_back(weight->second, feature);
      }
    }
    std::ranges::stable_sort(signs, std::greater<>{}, [](const auto& sign) {
      return std::abs(sign.first);
    });
    const auto bias = rules_.weights.find("bias");
    int rest = bias == rules_.weights.end() ? 0 : bias->second;
    for (std::size_t i = 0; i < signs.size(); ++i) {
      if (i >= most) {
        rest += signs[i].first;
        continue;
      }
      std::string weight = std::to_string(signs[i].first);
      if (signs[i].first > 0) weight.insert(0, "+");
      weight.insert(0, std::max<std::size_t>(8, weight.size()) - weight.size(),
                    ' ');
      out_ += weight + "  " + signs[i].second + "\n";
    }
    int all = bias == rules_.weights.end() ? 0 : bias->second;
    for (const auto& [weight, feature] : signs) all += weight;
    if (candidate.score != all) {
      out_ += "    and " + std::to_string(candidate.score - all) +
              " by its list, its enumeration or a rule of your own\n";
    }
    out_ += "    and " + std::to_string(rest) + " by all others, sum " +
            std::to_string(candidate.score) + "\n";
  }

  void ListMisses(const Span& wanted) {
    const std::vector<Miss> misses =
        NearestMisses(files_, rules_, places_, matches_, wanted);
    if (!misses.empty()) out_ += "nearest misses:\n";
    for (std::size_t i = 0; i < std::min(misses.size(), kMostMisses); ++i) {
      const Miss& miss = misses[i];
      out_ += "  " + Id(miss.rule) + " at " + Name(miss.place) + "\n";
      out_ += "      matched " + Quote(miss.matched) + "\n      " +
              miss.reason + "\n";
      if (miss.there.Empty()) continue;
      out_ += "      there is \"";
      out_ += text_.Slice(miss.there);
      out_ += "\"\n";
    }
  }

  // Every place where the text stands.
  std::vector<Span> Find(const std::string& wanted) const {
    std::vector<Span> spans;
    if (wanted.empty()) return spans;
    for (std::size_t at = text_.Text().find(wanted); at != std::string::npos;
         at = text_.Text().find(wanted, at + 1)) {
      spans.push_back({at, at + wanted.size()});
    }
    return spans;
  }

  static bool Touches(const std::vector<Span>& spans, const Span& span) {
    return std::ranges::any_of(
        spans, [&](const Span& wanted) { return wanted.Overlaps(span); });
  }

  std::string Quote(const Span& span) const {
    return "\"" + Collapse(text_.Slice(span)) + "\"";
  }

  void List(const OpenSection& section, const Span& extent) {
    out_ += "section " + Id(section.rule) + " opened by " +
            Quote(section.opener) + "\n";
    for (const rules::Field& field : section.carried) {
      out_ += "    carries " + field.name + " " + Quote(field.span) + "\n";
    }
    const std::string inside = Collapse(text_.Slice(extent));
    out_ += "    " + std::to_string(inside.size()) + " bytes follow\n";
  }

  void List(const Mention& mention) {
    const rules::CompiledRule& rule =
        rules_.rules[static_cast<std::size_t>(mention.rule)];
    out_ += rule.yields + " by " + rule.id + " at " + Name(mention.place) +
            " " + Quote(mention.span) + "\n";
    if (!rule.about.empty()) out_ += "    (" + rule.about + ")\n";
    for (const rules::Field& field : mention.fields) {
      out_ += "    " + field.name + " = " + Quote(field.span) + "\n";
    }
    for (const auto& [name, value] : mention.set) {
      out_ += "    " + name + " := " + value + "\n";
    }
  }

  const CleanText& text_;
  const rules::RuleFiles& files_;
  const rules::RuleSet& rules_;
  rules::Places places_;
  rules::Matches matches_;
  std::string out_;
};

}  // namespace

std::string Explain(const CleanText& text, const rules::RuleFiles& files,
                    const rules::RuleSet& rules, const std::string& wanted) {
  return Explainer(text, files, rules).Run(wanted);
}

}  // namespace bmas::workbench
