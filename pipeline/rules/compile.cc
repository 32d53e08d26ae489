#include <algorithm>
#include <set>

#include "pipeline/base/sha256.h"
#include "pipeline/rules/expand.h"
#include "pipeline/rules/ruleset.h"
#include "pipeline/rules/toml_reader.h"
#include "pipeline/text/fold.h"

namespace bmas::rules {
namespace {

RE2::Options PatternOptions() {
  RE2::Options options;
  options.set_log_errors(false);
  options.set_encoding(RE2::Options::EncodingLatin1);  // see text/fold.h
  return options;
}

constexpr int kDeepestSection = 8;  // sections within sections

class Compiler {
 public:
  Compiler(const RuleFiles& files, RuleSet* out, Errors* errors)
      : files_(files), expander_(files), out_(out), errors_(errors) {}

  void Run(bool experimental) {
    std::vector<const RuleSpec*> specs;
    for (const RuleSpec& spec : files_.rules) {
      if (spec.status != "stable" && spec.status != "experimental") {
        Complain(spec.where, "\"status\" is stable or experimental");
      }
      if (experimental || spec.status != "experimental") specs.push_back(&spec);
    }
    for (std::size_t i = 0; i < specs.size(); ++i) {
      const auto [at, added] =
          index_.emplace(specs[i]->id, static_cast<int>(i));
      if (!added) {
        const Where& first = specs[static_cast<std::size_t>(at->second)]->where;
        Complain(specs[i]->where, "the id \"" + specs[i]->id +
                                      "\" is taken by " + first.file + ":" +
                                      std::to_string(first.line));
      }
    }
    for (const RuleSpec* spec : specs) CompileRule(*spec);
    CheckCycles();
    if (!errors_->empty()) return;
    // A rule also changes with the sections that it stands in.
    std::vector<std::string> versions;
    for (const CompiledRule& rule : out_->rules)
      versions.push_back(Around(rule));
    for (std::size_t i = 0; i < versions.size(); ++i) {
      out_->rules[i].version = versions[i];
    }
    std::string all;
    for (CompiledRule& rule : out_->rules) {
      rule.version = Sha256(rule.version).substr(0, 8);
      all += rule.id + rule.version;
    }
    out_->version = Sha256(all).substr(0, 8);
    SortByPlace();
  }

 private:
  // No section may stand in itself, by whatever way.
  void CheckCycles() {
    const std::size_t count = out_->rules.size();
    for (std::size_t start = 0; start < count; ++start) {
      std::vector<bool> seen(count, false);
      std::vector<int> next = out_->rules[start].in;
      while (!next.empty()) {
        const int at = next.back();
        next.pop_back();
        if (at < 0 || static_cast<std::size_t>(at) >= count) continue;
        if (static_cast<std::size_t>(at) == start) {
          Complain(out_->rules[start].where,
                   "\"" + out_->rules[start].id + "\" stands in itself");
          break;
        }
        if (seen[static_cast<std::size_t>(at)]) continue;
        seen[static_cast<std::size_t>(at)] = true;
        const auto& in = out_->rules[static_cast<std::size_t>(at)].in;
        next.insert(next.end(), in.begin(), in.end());
      }
    }
  }

  // What a rule is, with all sections around it.
  std::string Around(const CompiledRule& rule, int depth = 0) const {
    std::string version = rule.version;
    for (const int in : rule.in) {
      if (depth < kDeepestSection) {
        version += Around(out_->rules[static_cast<std::size_t>(in)], depth + 1);
      }
    }
    return version;
  }

  void Complain(const Where& where, std::string message) {
    errors_->push_back({ErrorCode::kRule, std::move(message), where});
  }

  void NotOneOf(const Located& value, const std::string& what,
                const std::vector<std::string>& known) {
    const std::string guess = DidYouMean(value.text, known);
    std::string message = "\"" + value.text + "\" is no " + what;
    if (!guess.empty()) {
      message += "; did you mean \"" + guess + "\"?";
    } else {
      message += "; known are";
      for (const std::string& word : known) message += " " + word;
    }
    Complain(value.where, std::move(message));
  }

  // A pattern, expanded and compiled; null when it is wrong.
  std::unique_ptr<RE2> Pattern(const Located& pattern, std::string* canonical) {
    const std::size_t before = errors_->size();
    const std::string expanded = Folded(expander_.Expand(pattern, errors_));
    *canonical += expanded + '\0';
    if (errors_->size() != before) return nullptr;
    auto compiled = std::make_unique<RE2>(expanded, PatternOptions());
    if (!compiled->ok()) {
      Complain(WhereIn(pattern, compiled->error_arg()),
               "bad pattern: " + compiled->error());
      return nullptr;
    }
    // RE2 compiles a repeated name and keeps the leftmost; nobody means that.
    std::set<std::string> seen;
    for (std::size_t at = expanded.find("(?P<"); at != std::string::npos;
         at = expanded.find("(?P<", at + 1)) {
      const std::string name =
          expanded.substr(at + 4, expanded.find('>', at) - at - 4);
      if (!seen.insert(name).second) {
        Complain(WhereIn(pattern, "(?P<" + name + ">"),
                 "the group \"" + name + "\" occurs twice");
      }
    }
    return compiled;
  }

  void CompileRule(const RuleSpec& spec) {
    CompiledRule rule;
    rule.type = spec.type;
    rule.id = spec.id;
    rule.about = spec.about;
    rule.where = spec.where;
    std::string canonical = spec.id + '\0';
    // A tag before each kind of part, so that no two rules have one form.
    const auto tag = [&](const char* name) {
      canonical += '\1';
      canonical += name;
      canonical += '\1';
    };
    tag(spec.type == RuleType::kRule      ? "rule"
        : spec.type == RuleType::kSection ? "section"
                                          : "veto");
    if (spec.yields) canonical += spec.yields->text;
    tag("at");
    for (const Located& at : spec.at) {
      if (const auto kind = PlaceKindOf(at.text)) {
        rule.at.push_back(*kind);
      } else {
        NotOneOf(at, "place", PlaceKindNames());
      }
      canonical += at.text + '\0';
    }
    if (spec.at.empty() && !IsPart(spec.id)) {
      Complain(spec.where, "\"" + spec.id + "\" needs \"at\"");
    }
    for (const Located& in : spec.in) rule.in.push_back(Section(in));
    tag("pattern");
    if (spec.columns.empty()) rule.pattern = Pattern(spec.pattern, &canonical);
    tag("columns");
    for (const auto& [field, header] : spec.columns) {
      canonical += field + '|';
      rule.columns[field] = Pattern(header, &canonical);
    }
    tag("require");
    if (spec.require) rule.require = Pattern(*spec.require, &canonical);
    if (rule.pattern != nullptr) {
      rule.groups.resize(
          static_cast<std::size_t>(rule.pattern->NumberOfCapturingGroups()) +
          1);
      for (const auto& [number, name] : rule.pattern->CapturingGroupNames()) {
        rule.groups[static_cast<std::size_t>(number)] = name;
      }
    }
    tag("reject");
    if (spec.reject) rule.reject = Pattern(*spec.reject, &canonical);
    for (const auto& [field, reject] : spec.reject_field) {
      canonical += field + '=';
      rule.reject_field[field] = Pattern(reject, &canonical);
    }
    tag("parse");
    for (const auto& [field, parser] : spec.parse) {
      if (std::ranges::find(ParserNames(), parser.text) ==
          ParserNames().end()) {
        NotOneOf(parser, "parser", ParserNames());
      }
      rule.parse[field] = parser.text;
      canonical += field + ':' + parser.text + '\0';
    }
    tag("set");
    rule.set = spec.set;
    for (const auto& [field, value] : spec.set) {
      canonical += field + '=' + value + '\0';
    }
    tag("split");
    for (const auto& [field, each] : spec.split) {
      canonical += field + '>' + each.text + '\0';
      rule.split[field] = EachRule(each);
    }
    CompileSectionAndVeto(spec, &rule, &canonical);
    CheckFields(spec, &rule);
    rule.version = canonical;
    out_->rules.push_back(std::move(rule));
  }

  void CompileSectionAndVeto(const RuleSpec& spec, CompiledRule* rule,
                             std::string* canonical) {
    for (const Located& until : spec.until) {
      if (std::ranges::find(UntilNames(), until.text) == UntilNames().end()) {
        NotOneOf(until, "end of a section", UntilNames());
      }
      rule->until.push_back(until.text);
      *canonical += until.text + '\0';
    }
    rule->weak = spec.weak;
    *canonical += spec.weak ? "weak" : "";
    if (rule->until.empty()) rule->until = {"heading", "prose"};
    if (spec.until_pattern) {
      rule->until_pattern = Pattern(*spec.until_pattern, canonical);
    }
    for (const Located& kind : spec.blocks) {
      if (!YieldFields().contains(kind.text)) {
        NotOneOf(kind, "kind of mention", KindNames());
      }
      rule->blocks.push_back(kind.text);
      *canonical += kind.text + '\0';
    }
    rule->covers = spec.covers.empty() ? "sentence" : spec.covers;
    *canonical += rule->covers;
    if (spec.type == RuleType::kVeto) {
      if (spec.blocks.empty()) {
        Complain(spec.where, "a veto needs \"blocks\"");
      }
      if (std::ranges::find(CoverNames(), rule->covers) == CoverNames().end()) {
        NotOneOf({rule->covers, spec.where}, "extent of a veto", CoverNames());
      }
    }
  }

  static std::vector<std::string> KindNames() {
    std::vector<std::string> names;
    for (const auto& [name, fields] : YieldFields()) names.push_back(name);
    return names;
  }

  int Section(const Located& id) {
    const auto at = index_.find(id.text);
    if (at == index_.end() || !IsSection(id.text)) {
      std::vector<std::string> known;
      for (const RuleSpec& spec : files_.rules) {
        if (spec.type == RuleType::kSection) known.push_back(spec.id);
      }
      NotOneOf(id, "section", known);
      return -1;
    }
    return at->second;
  }

  bool IsSection(const std::string& id) const {
    return std::ranges::any_of(files_.rules, [&](const RuleSpec& spec) {
      return spec.type == RuleType::kSection && spec.id == id;
    });
  }

  // Is the rule there for the parts of some enumeration?
  bool IsPart(const std::string& id) const {
    return std::ranges::any_of(files_.rules, [&](const RuleSpec& spec) {
      return std::ranges::any_of(spec.split, [&](const auto& split) {
        return split.second.text == id;
      });
    });
  }

  int EachRule(const Located& each) {
    if (each.text == "name" || each.text.empty()) return -1;
    const auto usable = [&](const RuleSpec& spec) {
      return spec.type == RuleType::kRule && spec.columns.empty();
    };
    std::vector<std::string> known;
    for (const RuleSpec& spec : files_.rules) {
      if (usable(spec)) known.push_back(spec.id);
    }
    const auto at = index_.find(each.text);
    if (at != index_.end() &&
        std::ranges::find(known, each.text) != known.end()) {
      return at->second;
    }
    NotOneOf(each, "rule", known);
    return -1;
  }

  // Named groups and constants must be fields of what the rule yields.
  void CheckFields(const RuleSpec& spec, CompiledRule* rule) {
    if (spec.type == RuleType::kVeto) return;
    // A section hands its groups on to the winners in it.
    std::string kind = "winner";
    if (spec.type == RuleType::kRule) {
      if (!spec.yields) {
        Complain(spec.where, "\"" + spec.id + "\" needs \"yields\"");
        return;
      }
      kind = spec.yields->text;
      rule->yields = kind;
      if (!YieldFields().contains(kind)) {
        NotOneOf(*spec.yields, "kind of mention", KindNames());
        return;
      }
      if (!spec.columns.empty() && !spec.pattern.text.empty()) {
        Complain(spec.pattern.where,
                 "a rule has a pattern or columns, not both");
      }
    }
    const std::vector<std::string>& fields = YieldFields().at(kind);
    const auto known = [&](const std::string& name) {
      return std::ranges::find(fields, name) != fields.end();
    };
    for (std::string& group : rule->groups) {
      // A field that a pattern has in several places: "place", "place2" …
      const std::string base =
          group.substr(0, group.find_last_not_of("0123456789") + 1);
      if (!group.empty() && !known(group) && known(base)) group = base;
      if (!group.empty() && !known(group)) {
        const Located named{group, WhereIn(spec.pattern, "(?P<" + group + ">")};
        NotOneOf(named, "field of \"" + kind + "\"", fields);
      }
    }
    const auto check = [&](const std::string& field, const Where& where) {
      if (!known(field)) {
        NotOneOf({field, where}, "field of \"" + kind + "\"", fields);
      }
    };
    for (const auto& [field, value] : spec.set) {
      check(field, spec.where);
      const auto values = FieldValues().find(field);
      if (values != FieldValues().end() && kind == "winner" &&
          spec.type == RuleType::kRule &&
          std::ranges::find(values->second, value) == values->second.end()) {
        NotOneOf({value, spec.where}, field, values->second);
      }
    }
    for (const auto* map :
         {&spec.parse, &spec.reject_field, &spec.split, &spec.columns}) {
      for (const auto& [field, value] : *map) check(field, value.where);
    }
  }

  void SortByPlace() {
    out_->by_place.resize(kPlaceKinds);
    for (std::size_t i = 0; i < out_->rules.size(); ++i) {
      const CompiledRule& rule = out_->rules[i];
      if (rule.pattern == nullptr) continue;
      for (const PlaceKind kind : rule.at) {
        out_->by_place[static_cast<std::size_t>(kind)].push_back(
            static_cast<int>(i));
      }
    }
  }

  const RuleFiles& files_;
  Expander expander_;
  RuleSet* out_;
  Errors* errors_;
  std::map<std::string, int> index_;
};

}  // namespace

Errors Compile(const RuleFiles& files, bool experimental, RuleSet* out) {
  Errors errors;
  out->lexicon = files.lexicon;
  Compiler(files, out, &errors).Run(experimental);
  return errors;
}

Errors LoadRules(const std::vector<std::string>& folders, bool experimental,
                 RuleSet* out) {
  RuleFiles files;
  Errors errors = ReadRuleFolders(folders, &files);
  Errors more = Compile(files, experimental, out);
  // Names that are undefined because a file is no TOML would only hide that.
  if (files.unparsed) {
    std::erase_if(more, [](const Error& error) {
      return error.message.starts_with("undefined fragment") ||
             error.message.find(" is no section") != std::string::npos ||
             error.message.find(" is no rule") != std::string::npos;
    });
  }
  errors.insert(errors.end(), more.begin(), more.end());
  return errors;
}

}  // namespace bmas::rules
