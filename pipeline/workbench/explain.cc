#include "pipeline/workbench/explain.h"

#include <algorithm>

#include "pipeline/rules/match.h"
#include "pipeline/rules/places.h"
#include "pipeline/text/normalize.h"
#include "pipeline/workbench/misses.h"

namespace bmas::workbench {
namespace {

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
