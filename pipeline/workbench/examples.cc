#include "pipeline/workbench/examples.h"

#include <algorithm>
#include <optional>

#include "pipeline/base/utf8.h"
#include "pipeline/layout/layout.h"
#include "pipeline/record/said.h"
#include "pipeline/rules/match.h"
#include "pipeline/rules/roles.h"
#include "pipeline/text/fold.h"
#include "pipeline/text/normalize.h"
#include "pipeline/workbench/misses.h"
#include "pipeline/workbench/variants.h"

namespace bmas::workbench {
namespace {

using record::Said;
using rules::Example;
using rules::PlaceKind;

// Facts of the example beside its values.
constexpr const char* kReleaseDate = "release_date";

BlockKind BlockFor(PlaceKind place) {
  switch (place) {
    case PlaceKind::kItem:
      return BlockKind::kList;
    case PlaceKind::kHeading:
      return BlockKind::kHeading;
    case PlaceKind::kRow:
      return BlockKind::kTable;
    case PlaceKind::kBlock:
    case PlaceKind::kLabel:
      return BlockKind::kLines;
    case PlaceKind::kLine:
    case PlaceKind::kClause:
    case PlaceKind::kSentence:
    case PlaceKind::kParagraph:
    case PlaceKind::kLink:
      break;
  }
  return BlockKind::kParagraph;
}

marks::UnitKind UnitFor(PlaceKind place) {
  switch (place) {
    case PlaceKind::kItem:
      return marks::UnitKind::kItem;
    case PlaceKind::kHeading:
      return marks::UnitKind::kHeading;
    case PlaceKind::kRow:
      return marks::UnitKind::kRow;
    case PlaceKind::kLine:
      return marks::UnitKind::kLine;
    default:
      return marks::UnitKind::kSentence;
  }
}

// White space and marks as folding reads them, so that only words count.
std::string Comparable(const std::string& text) {
  return Collapse(Folded(text));
}

class Runner {
 public:
  Runner(const rules::RuleFiles& files, const rules::RuleSet& rules, int index,
         ExampleReport* report)
      : files_(files),
        spec_(files.rules[static_cast<std::size_t>(index)]),
        rules_(rules),
        index_(index),
        report_(report) {
    for (const PlaceKind kind : Rule().at) kinds_.push_back(kind);
    // A part of an enumeration has no place of its own.
    if (kinds_.empty()) kinds_.push_back(PlaceKind::kItem);
  }

  void Run() {
    for (std::size_t i = 0; i < spec_.yes.size(); ++i) Yes(spec_.yes[i], i);
    for (std::size_t i = 0; i < spec_.no.size(); ++i) No(spec_.no[i], i);
    for (const Example& example : spec_.todo) {
      ++report_->todo;
      if (!Difference(example, example.text, nullptr)) {
        Tell(example, "todo works now: make it a \"yes\"", example.text, "");
      }
    }
  }

 private:
  const rules::CompiledRule& Rule() const {
    return rules_.rules[static_cast<std::size_t>(index_)];
  }

  // What the rule finds in the text at one of its kinds of place; nothing if it
  // does not match.
  std::optional<Said> Find(const std::string& text, PlaceKind kind,
                           const Example& example) const {
    const bool link = kind == PlaceKind::kLink;
    const CleanText clean = layout::FromBlock(BlockFor(kind), text,
                                              link ? text : "", rules_.lexicon);
    const rules::Places places(clean, rules_.lexicon);
    if (Rule().marked) return FindRoles(clean, places, kind);
    const rules::Matches matches =
        rules::MatchAlone(rules_, index_, places, kind);
    if (matches.mentions.empty() && matches.sections.empty()) {
      return std::nullopt;
    }
    const record::Context context{clean, places, matches, rules_};
    Said said;
    for (const rules::OpenSection& section : matches.sections) {
      for (const rules::Field& field : section.carried) {
        said[field.name].push_back(context.Read(field).text);
      }
    }
    if (Rule().type == rules::RuleType::kRule) {
      const auto date = example.values.find(kReleaseDate);
      said = record::WhatIsSaid(
          context, date == example.values.end() ? "" : date->second.front());
    }
    return said;
  }

  // Of a rule over marked text: who stands in which role.
  std::optional<Said> FindRoles(const CleanText& clean,
                                const rules::Places& places,
                                PlaceKind kind) const {
    const rules::Matches matches = rules::FindMentions(rules_, places);
    std::vector<marks::Unit> units = marks::ReadUnits(
        clean, rules::ExplainedBy(rules_, matches), *rules_.names);
    // The place is as asked for, whatever the text alone looks like.
    for (marks::Unit& unit : units) {
      unit =
          marks::ReadUnit(clean.Text(), unit.span, UnitFor(kind),
                          rules::ExplainedBy(rules_, matches), *rules_.names);
    }
    Said said;
    for (const rules::RoleFound& found :
         rules::FindRoles(rules_, units, index_)) {
      const marks::Unit& unit = units[found.unit];
      for (const names::Member& member : unit.groups[found.group].members) {
        const names::Phrase& phrase = unit.phrases[member.phrase];
        std::string name(clean.Slice(phrase.name));
        if (!phrase.shared.Empty()) {
          name += " " + std::string(clean.Slice(phrase.shared));
        }
        said[found.role].push_back(std::move(name));
      }
    }
    if (said.empty()) return std::nullopt;
    return said;
  }

  // How what is found differs from what the example expects: nothing if one of
  // the rule's places gives it.
  std::optional<std::string> Difference(
      const Example& example, const std::string& text,
      const std::function<std::string(const std::string&)>& apply) const {
    std::optional<std::string> first;
    for (const PlaceKind kind : kinds_) {
      const auto said = Find(text, kind, example);
      std::string here =
          said ? Compare(example, *said, apply) : WhyNot(text, kind);
      if (here.empty()) return std::nullopt;
      if (!first) first = std::move(here);
    }
    return first;
  }

  // Which piece of the pattern or which condition failed.
  std::string WhyNot(const std::string& text, PlaceKind kind) const {
    const CleanText clean =
        layout::FromBlock(BlockFor(kind), text, "", rules_.lexicon);
    const rules::Places places(clean, rules_.lexicon);
    std::string out = "          the rule does not match";
    if (Rule().marked) return out + "\n";
    for (const Miss& miss : MissesOf(index_, files_, rules_, places)) {
      out += ": " + miss.reason;
      if (!miss.there.Empty()) {
        out += ", there is \"" + std::string(clean.Slice(miss.there)) + "\"";
      }
    }
    return out + "\n";
  }

  static std::string Compare(
      const Example& example, const Said& said,
      const std::function<std::string(const std::string&)>& apply) {
    std::string out;
    for (const auto& [field, values] : example.values) {
      if (field == kReleaseDate) continue;
      const auto at = said.find(field);
      const std::vector<std::string> got =
          at == said.end() ? std::vector<std::string>(1) : at->second;
      for (std::size_t i = 0; i < std::max(values.size(), got.size()); ++i) {
        std::string wanted = i < values.size() ? values[i] : "";
        if (apply) wanted = apply(wanted);
        const std::string found = i < got.size() ? got[i] : "";
        if (Comparable(wanted) != Comparable(found)) {
          out += Side(field, wanted, found);
        }
      }
    }
    return out;
  }

  // Expected above got, with a mark where they part.
  static std::string Side(std::string field, const std::string& wanted,
                          const std::string& got) {
    constexpr std::size_t kIndent = 10;
    field.resize(std::max(field.size() + 2, kIndent), ' ');
    std::size_t same = 0;
    while (same < wanted.size() && same < got.size() &&
           wanted[same] == got[same]) {
      ++same;
    }
    const std::string blank(field.size(), ' ');
    const std::string before(CountCodePoints(wanted.substr(0, same)), ' ');
    return field + "expected \"" + wanted + "\"\n" + blank + "got      \"" +
           got + "\"\n" + blank + "          " + before + "^\n";
  }

  void Tell(const Example& example, const std::string& what,
            const std::string& text, const std::string& difference) {
    std::string shown = text;
    for (std::size_t at = shown.find('\n'); at != std::string::npos;
         at = shown.find('\n', at)) {
      shown.replace(at, 1, "⏎");
    }
    report_->text += example.where.file + ":" +
                     std::to_string(example.where.line) + ":" +
                     std::to_string(example.where.column) + ": " + spec_.id +
                     ": " + what + "\n  text    " + shown + "\n";
    std::size_t begin = 0;
    while (begin < difference.size()) {
      const std::size_t end = difference.find('\n', begin);
      report_->text += "  " + difference.substr(begin, end - begin + 1);
      begin = end + 1;
    }
  }

  void Yes(const Example& example, std::size_t number) {
    ++report_->examples;
    const std::string name = "yes " + std::to_string(number + 1);
    if (const auto difference = Difference(example, example.text, nullptr)) {
      ++report_->failed;
      Tell(example, name, example.text, *difference);
      return;
    }
    const bool flows = std::ranges::none_of(kinds_, [](PlaceKind kind) {
      return kind == PlaceKind::kBlock || kind == PlaceKind::kLabel ||
             kind == PlaceKind::kRow || kind == PlaceKind::kLink;
    });
    for (const Variant& variant : VariantsOf(example.text, flows)) {
      ++report_->variants;
      const auto difference = Difference(example, variant.text, variant.apply);
      if (!difference) continue;
      ++report_->failed;
      Tell(example, name + ", " + variant.how, variant.text, *difference);
      return;  // one variant tells enough of an example
    }
  }

  void No(const Example& example, std::size_t number) {
    ++report_->examples;
    for (const PlaceKind kind : kinds_) {
      const auto said = Find(example.text, kind, example);
      if (!said) continue;
      std::string found;
      for (const auto& [field, values] : *said) {
        for (const std::string& value : values) {
          if (!value.empty()) found += "  " + field + "  \"" + value + "\"\n";
        }
      }
      ++report_->failed;
      Tell(example, "no " + std::to_string(number + 1) + " matches",
           example.text, found);
      return;
    }
  }

  const rules::RuleFiles& files_;
  const rules::RuleSpec& spec_;
  const rules::RuleSet& rules_;
  int index_;
  ExampleReport* report_;
  std::vector<PlaceKind> kinds_;
};

}  // namespace

ExampleReport RunExamples(const rules::RuleFiles& files,
                          const rules::RuleSet& rules,
                          const std::string& only) {
  ExampleReport report;
  for (std::size_t i = 0; i < files.rules.size(); ++i) {
    if (only.empty() || files.rules[i].id == only) {
      Runner(files, rules, static_cast<int>(i), &report).Run();
    }
  }
  return report;
}

}  // namespace bmas::workbench
