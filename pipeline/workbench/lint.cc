#include "pipeline/workbench/lint.h"

#include <algorithm>
#include <set>

#include "pipeline/rules/expand.h"
#include "pipeline/rules/patterns.h"
#include "pipeline/rules/regex_tree.h"
#include "pipeline/rules/vocabulary_check.h"
#include "pipeline/text/fold.h"

namespace bmas::workbench {
namespace {

using rules::CompiledRule;
using rules::Located;
using rules::Regex;
using rules::RuleSpec;

// A class of letters that leaves out ü and ß: ranges of ASCII letters, and no
// digit or sign of an address that would tell it is meant so.
bool IsAsciiLetters(std::string_view text) {
  const bool ranges = text.find("a-z") != std::string_view::npos ||
                      text.find("A-Z") != std::string_view::npos;
  if (!ranges || text.find("\\p") != std::string_view::npos) return false;
  return std::ranges::none_of(text, [](char c) {
    return (static_cast<unsigned char>(c) & 0x80U) != 0 ||
           (c >= '0' && c <= '9') || c == '_' || c == '@' || c == '%' ||
           c == '/';
  });
}

class Linter {
 public:
  Linter(const rules::RuleFiles& files, const rules::RuleSet& rules)
      : files_(files), rules_(rules) {}

  Errors Run() {
    for (std::size_t i = 0; i < files_.rules.size(); ++i) {
      LintRule(files_.rules[i], rules_.rules[i]);
    }
    for (const auto& [name, fragment] : files_.fragments) {
      LintText(fragment);
    }
    FindHidden();
    FindUnused();
    return std::move(findings_);
  }

 private:
  void Complain(const Where& where, std::string message) {
    findings_.push_back({ErrorCode::kRule, std::move(message), where});
  }

  void LintRule(const RuleSpec& spec, const CompiledRule& rule) {
    if (spec.yes.size() < kFewestExamples || spec.no.size() < kFewestExamples) {
      Complain(spec.where, "\"" + spec.id + "\" has " +
                               std::to_string(spec.yes.size()) +
                               " examples of \"yes\" and " +
                               std::to_string(spec.no.size()) +
                               " of \"no\"; three of each show its shape");
    }
    if (rule.pattern != nullptr) {
      if (rules::MatchesEmpty(*rule.pattern)) {
        Complain(spec.pattern.where, "the pattern matches the empty text");
      }
      std::string_view text = spec.pattern.text;
      if (text.starts_with("(?i)")) text.remove_prefix(4);
      if (text.starts_with(".*") || text.starts_with(".+")) {
        Complain(spec.pattern.where, "the pattern begins with \"" +
                                         std::string(text.substr(0, 2)) +
                                         "\": it is sought everywhere anyway");
      }
    }
    EachPattern(spec, [&](const Located& pattern) { LintText(pattern); });
    LintSize(spec, rule);
    LintGroups(spec, rule);
    LintValues(spec);
  }

  template <class Do>
  static void EachPattern(const RuleSpec& spec, const Do& visit) {
    visit(spec.pattern);
    for (const auto* one :
         {&spec.require, &spec.reject, &spec.until_pattern, &spec.label}) {
      if (*one) visit(**one);
    }
    for (const auto* map : {&spec.columns, &spec.reject_field}) {
      for (const auto& [field, pattern] : *map) visit(pattern);
    }
  }

  void LintText(const Located& pattern) {
    const FoldedText folded(pattern.text);
    const std::optional<Regex> regex = rules::ParseRegex(folded.Text());
    if (regex) LintClasses(*regex, pattern, folded);
  }

  void LintClasses(const Regex& regex, const Located& pattern,
                   const FoldedText& folded) {
    const Span span = folded.ToClean({regex.begin, regex.end});
    const std::string text = pattern.text.substr(span.begin, span.Size());
    if (regex.kind == Regex::Kind::kClass && IsAsciiLetters(text)) {
      Complain(rules::WhereIn(pattern, text),
               text +
                   " holds ASCII letters only, no umlauts and no ß; write "
                   "\\p{L}, \\p{Ll} or \\p{Lu}");
    }
    if (regex.kind == Regex::Kind::kFragment) used_.insert(regex.name);
    for (const Regex& child : regex.children) {
      LintClasses(child, pattern, folded);
    }
  }

  void LintSize(const RuleSpec& spec, const CompiledRule& rule) {
    const auto check = [&](const std::shared_ptr<const rules::Pattern>& pattern,
                           const Where& where) {
      if (pattern == nullptr ||
          rules::ProgramSize(*pattern) <= kLargestProgram) {
        return;
      }
      Complain(where,
               "the pattern compiles to " +
                   std::to_string(rules::ProgramSize(*pattern)) +
                   " instructions, more than " +
                   std::to_string(kLargestProgram) +
                   "; counts such as {0,90} and long word lists make it large");
    };
    check(rule.pattern, spec.pattern.where);
    if (spec.reject) check(rule.reject, spec.reject->where);
    if (spec.require) check(rule.require, spec.require->where);
    for (const auto& [field, pattern] : spec.reject_field) {
      check(rule.reject_field.at(field), pattern.where);
    }
  }

  // What is asked of a field that the pattern does not capture is never asked.
  void LintGroups(const RuleSpec& spec, const CompiledRule& rule) {
    const auto captured = [&](const std::string& field) {
      return rule.columns.contains(field) ||
             std::ranges::find(rule.groups, field) != rule.groups.end();
    };
    for (const auto* map :
         {&spec.reject_field, &spec.is, &spec.map, &spec.split}) {
      for (const auto& [field, value] : *map) {
        if (!captured(field)) {
          Complain(value.where,
                   "no group of the pattern is named \"" + field + "\"");
        }
      }
    }
  }

  // Dates are computed and award names, kinds and titles read by parsers: more
  // than the pattern's own fields can be expected.
  void LintValues(const RuleSpec& spec) {
    static const std::set<std::string> kRead{
        "release_date", "iso",      "end",  "precision", "bound",
        "inferred",     "relative", "kind", "title"};
    const std::vector<std::string>* fields = rules::FieldsOf(spec);
    for (const auto* examples : {&spec.yes, &spec.todo}) {
      for (const rules::Example& example : *examples) {
        for (const auto& [field, values] : example.values) {
          const bool known =
              kRead.contains(field) ||
              (fields != nullptr &&
               std::ranges::find(*fields, field) != fields->end());
          if (!known) {
            Complain(example.where,
                     "\"" + field + "\" is no value that the rule can give");
          }
        }
      }
    }
  }

  // A rule that says the same as one before it can never win.
  void FindHidden() {
    for (std::size_t i = 0; i < rules_.rules.size(); ++i) {
      for (std::size_t k = 0; k < i; ++k) {
        if (Hides(rules_.rules[k], rules_.rules[i])) {
          Complain(files_.rules[i].where,
                   "\"" + rules_.rules[i].id + "\" can never win: \"" +
                       rules_.rules[k].id +
                       "\" before it has the same pattern");
          break;
        }
      }
    }
  }

  static bool Hides(const CompiledRule& first, const CompiledRule& second) {
    if (first.type != second.type || first.yields != second.yields ||
        first.pattern == nullptr || second.pattern == nullptr ||
        first.pattern != second.pattern || first.label != second.label ||
        first.blocks != second.blocks || first.covers != second.covers) {
      return false;
    }
    const bool as_wide = first.reject == nullptr && first.require == nullptr &&
                         first.reject_field.empty() && first.is.empty() &&
                         first.near.empty() && !first.weak;
    const auto holds = [](const auto& all, const auto& of) {
      return std::ranges::all_of(of, [&](const auto& one) {
        return std::ranges::find(all, one) != all.end();
      });
    };
    const bool in =
        first.in.empty() || (!second.in.empty() && holds(first.in, second.in));
    return as_wide && in && holds(first.at, second.at);
  }

  void FindUnused() {
    const auto check = [&](const std::string& name, const Where& where,
                           const char* what) {
      if (!used_.contains(name)) {
        Complain(where,
                 "nobody uses the " + std::string(what) + " {" + name + "}");
      }
    };
    std::set<std::string> mapped;
    for (const RuleSpec& spec : files_.rules) {
      for (const auto& [field, map] : spec.map) mapped.insert(map.text);
    }
    for (const auto& [name, fragment] : files_.fragments) {
      check(name, fragment.where, "fragment");
    }
    for (const auto& [name, words] : files_.words) {
      check(name, words.empty() ? Where{} : words.front().where, "word list");
    }
    for (const auto& [name, map] : files_.maps) {
      if (!mapped.contains(name)) check(name, map.where, "map");
    }
  }

  const rules::RuleFiles& files_;
  const rules::RuleSet& rules_;
  std::set<std::string> used_;
  Errors findings_;
};

}  // namespace

Errors Lint(const rules::RuleFiles& files, const rules::RuleSet& rules) {
  return Linter(files, rules).Run();
}

}  // namespace bmas::workbench
