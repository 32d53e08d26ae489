#include <algorithm>

#include "pipeline/base/sha256.h"
#include "pipeline/rules/patterns.h"
#include "pipeline/rules/regex_tree.h"
#include "pipeline/rules/ruleset.h"
#include "pipeline/rules/vocabulary_check.h"
#include "pipeline/text/fold.h"

namespace bmas::rules {
namespace {

constexpr int kDeepestSection = 8;  // sections within sections

class Compiler {
 public:
  Compiler(const RuleFiles& files, RuleSet* out, Errors* errors)
      : files_(files),
        patterns_(files),
        literals_([this](const std::string& name) {
          return patterns_.Names().Meaning(name);
        }),
        out_(out),
        errors_(errors) {}

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
    for (const RuleSpec* spec : specs) patterns_.Prepare(*spec);
    patterns_.CompileAll();
    CompileMaps();
    for (const RuleSpec* spec : specs) CompileRule(*spec);
    CheckCycles();
    if (!errors_->empty()) return;
    MakeVersions();
    SortByPlace();
  }

 private:
  // A rule also changes with the sections that it stands in.
  void MakeVersions() {
    std::vector<std::string> versions;
    for (const CompiledRule& rule : out_->rules)
      versions.push_back(Around(rule));
    for (std::size_t i = 0; i < versions.size(); ++i) {
      out_->rules[i].version = versions[i];
    }
    // Parsers read by the lexicon: it is part of all rules together.
    std::string all = files_.lexicon_text + files_.evidence_text +
                      out_->names->Index().Version();
    out_->lexicon_version = Sha256(files_.lexicon_text).substr(0, 8);
    for (CompiledRule& rule : out_->rules) {
      rule.version = Sha256(rule.version).substr(0, 8);
      all += rule.id + rule.version;
    }
    out_->version = Sha256(all).substr(0, 8);
  }

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

  // What a rule is, with all sections around it and the rules of its parts.
  std::string Around(const CompiledRule& rule, int depth = 0) const {
    std::string version = rule.version;
    for (const int in : rule.in) {
      if (depth < kDeepestSection) {
        version += Around(out_->rules[static_cast<std::size_t>(in)], depth + 1);
      }
    }
    for (const auto& [field, each] : rule.split) {
      if (each >= 0 && depth < kDeepestSection) {
        version += out_->rules[static_cast<std::size_t>(each)].version;
      }
    }
    return version;
  }

  void Complain(const Where& where, std::string message) {
    errors_->push_back({ErrorCode::kRule, std::move(message), where});
  }

  void CompileMaps() {
    for (const auto& [name, map] : files_.maps) {
      maps_.emplace(name, static_cast<int>(out_->maps.size()));
      out_->maps.push_back(map.values);
    }
  }

  void CompileRule(const RuleSpec& spec) {
    const std::size_t before = errors_->size();
    CheckVocabulary(spec, errors_);
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
    const auto pattern = [&](const char* name,
                             const std::optional<Located>& from) {
      tag(name);
      return from ? patterns_.Get(*from, errors_, &canonical) : nullptr;
    };
    tag(spec.type == RuleType::kRule      ? "rule"
        : spec.type == RuleType::kSection ? "section"
                                          : "veto");
    if (spec.yields) rule.yields = spec.yields->text;
    canonical += rule.yields;
    tag("at");
    for (const Located& at : spec.at) {
      if (const auto kind = PlaceKindOf(at.text)) rule.at.push_back(*kind);
      canonical += at.text + '\0';
    }
    if (spec.at.empty() && !IsPart(spec.id)) {
      Complain(spec.where, "\"" + spec.id + "\" needs \"at\"");
    }
    for (const Located& in : spec.in) rule.in.push_back(Section(in));
    if (spec.columns.empty()) {
      rule.pattern = pattern("pattern", spec.pattern);
      NameGroups(spec, &rule);
    }
    tag("columns");
    for (const auto& [field, header] : spec.columns) {
      canonical += field + '|';
      rule.columns[field] = patterns_.Get(header, errors_, &canonical);
    }
    rule.require = pattern("require", spec.require);
    rule.reject = pattern("reject", spec.reject);
    for (const auto& [field, reject] : spec.reject_field) {
      canonical += field + '=';
      rule.reject_field[field] = patterns_.Get(reject, errors_, &canonical);
    }
    rule.label =
        pattern("label", spec.label ? std::optional(WholeLabel(*spec.label))
                                    : std::nullopt);
    const auto words = [&](const char* name,
                           const std::map<std::string, Located>& from,
                           std::map<std::string, std::string>* to) {
      tag(name);
      for (const auto& [field, word] : from) {
        (*to)[field] = word.text;
        canonical += field + ':' + word.text + '\0';
      }
    };
    words("parse", spec.parse, &rule.parse);
    words("is", spec.is, &rule.is);
    tag("map");
    for (const auto& [field, map] : spec.map) {
      rule.map[field] = Map(map, &canonical);
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
    tag("near");
    if (spec.near) {
      for (const Located& id : spec.near->rules) {
        rule.near.push_back(RuleOrSection(id));
        canonical += id.text + " ";
      }
      rule.near_lines = spec.near->lines;
      canonical += std::to_string(spec.near->lines);
    }
    rule.attach = spec.attach.has_value();
    canonical += rule.attach ? "attach" : "";
    if (errors_->size() == before) CheckAttached(spec, rule);
    CompileSectionAndVeto(spec, &rule, &canonical);
    rule.version = canonical;
    out_->rules.push_back(std::move(rule));
  }

  // The groups by their numbers, and the literals that a match holds.
  void NameGroups(const RuleSpec& spec, CompiledRule* rule) {
    if (rule->pattern == nullptr) return;
    rule->groups.resize(
        static_cast<std::size_t>(rule->pattern->NumberOfCapturingGroups()) + 1);
    for (const auto& [number, name] : rule->pattern->CapturingGroupNames()) {
      std::string& group = rule->groups[static_cast<std::size_t>(number)];
      group = name;
      const std::vector<std::string>* fields = FieldsOf(spec);
      if (fields == nullptr) continue;
      group = FieldOfGroup(name, *fields);
      if (std::ranges::find(*fields, group) == fields->end()) {
        NotOneOf({name, WhereIn(spec.pattern, "(?P<" + name + ">")},
                 "field of \"" +
                     (rule->yields.empty() ? "winner" : rule->yields) + "\"",
                 *fields, errors_);
      }
    }
    rule->marked = rule->yields == "role";
    if (rule->marked) return;  // marks are no literals
    for (const LiteralSet& set : literals_.Required(spec.pattern.text)) {
      rule->needs.push_back(out_->literals.Add(set));
    }
    const std::optional<Regex> regex =
        ParseRegex(FoldToBytes(spec.pattern.text));
    for (const auto& [field, likeness] : spec.is) {
      if (likeness.text == "organisation" && regex &&
          AlwaysCaptures(*regex, field)) {
        rule->needs.push_back(out_->literals.Add(InstitutionLiterals()));
      }
    }
  }

  // One of these stands in every name that looks like an institution's.
  LiteralSet InstitutionLiterals() const {
    LiteralSet set;
    constexpr FoldedView kSigns = "&+|0123456789";
    for (std::size_t i = 0; i < kSigns.Size(); ++i) {
      set.emplace_back(kSigns.Slice({i, i + 1}));
    }
    for (const auto* words :
         {&files_.lexicon.institution_words, &files_.lexicon.legal_forms}) {
      for (const std::string& word : *words) {
        if (!word.empty()) set.push_back(LowerFolded(FoldToBytes(word)));
      }
    }
    std::ranges::sort(set);
    set.erase(std::unique(set.begin(), set.end()), set.end());
    return set;
  }

  // What has no name of its own tells more of the winner before it, and says
  // so.
  void CheckAttached(const RuleSpec& spec, const CompiledRule& rule) {
    if (spec.type != RuleType::kRule || rule.yields != "winner" ||
        (spec.pattern.text.empty() && rule.columns.empty())) {
      return;
    }
    const bool named = rule.columns.contains("name") ||
                       std::ranges::any_of(rule.groups, [](const auto& group) {
                         return group == "name" || group == "names";
                       });
    if (named && rule.attach) {
      Complain(spec.where, "a winner with a name attaches to no other");
    } else if (!named && !rule.attach) {
      Complain(spec.where,
               "a winner needs a \"name\", or attach = \"winner\" to tell "
               "more of the one before it");
    }
  }

  int Map(const Located& name, std::string* canonical) {
    const auto map = maps_.find(name.text);
    if (map == maps_.end()) {
      std::vector<std::string> known;
      for (const auto& [key, index] : maps_) known.push_back(key);
      NotOneOf(name, "map", known, errors_, Cause::kUndefined);
      return -1;
    }
    for (const auto& [word, value] :
         out_->maps[static_cast<std::size_t>(map->second)]) {
      *canonical += word + '=' + value + '\0';
    }
    return map->second;
  }

  void CompileSectionAndVeto(const RuleSpec& spec, CompiledRule* rule,
                             std::string* canonical) {
    for (const Located& until : spec.until) {
      rule->until.push_back(until.text);
      *canonical += until.text + '\0';
    }
    rule->weak = spec.weak;
    *canonical += spec.weak ? "weak" : "";
    if (rule->until.empty()) rule->until = {"heading", "prose"};
    if (spec.until_pattern) {
      rule->until_pattern =
          patterns_.Get(*spec.until_pattern, errors_, canonical);
    }
    for (const Located& kind : spec.blocks) {
      rule->blocks.push_back(kind.text);
      *canonical += kind.text + '\0';
    }
    rule->covers = spec.covers.empty() ? "sentence" : spec.covers;
    *canonical += rule->covers;
  }

  int Section(const Located& id) {
    const auto at = index_.find(id.text);
    if (at == index_.end() || !IsSection(id.text)) {
      std::vector<std::string> known;
      for (const RuleSpec& spec : files_.rules) {
        if (spec.type == RuleType::kSection) known.push_back(spec.id);
      }
      NotOneOf(id, "section", known, errors_, Cause::kUndefined);
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
    NotOneOf(each, "rule", known, errors_, Cause::kUndefined);
    return -1;
  }

  int RuleOrSection(const Located& id) {
    const auto at = index_.find(id.text);
    if (at != index_.end()) return at->second;
    std::vector<std::string> known;
    for (const auto& [name, index] : index_) known.push_back(name);
    NotOneOf(id, "rule", known, errors_, Cause::kUndefined);
    return -1;
  }

  void SortByPlace() {
    out_->by_place.resize(kPlaceKinds);
    for (std::size_t i = 0; i < out_->rules.size(); ++i) {
      const CompiledRule& rule = out_->rules[i];
      if (rule.pattern == nullptr || rule.marked) continue;
      for (const PlaceKind kind : rule.at) {
        out_->by_place[static_cast<std::size_t>(kind)].push_back(
            static_cast<int>(i));
      }
    }
  }

  const RuleFiles& files_;
  Patterns patterns_;
  LiteralFinder literals_;
  RuleSet* out_;
  Errors* errors_;
  std::map<std::string, int> index_;
  std::map<std::string, int> maps_;
};

}  // namespace

Errors Compile(const RuleFiles& files, bool experimental, RuleSet* out) {
  Errors errors;
  out->lexicon = files.lexicon;
  out->weights = files.weights;
  auto index = WordIndex::Open(ShippedWordIndex());
  if (!index) return {index.error()};
  out->names =
      std::make_shared<const names::Words>(out->lexicon, std::move(*index));
  Compiler(files, out, &errors).Run(experimental);
  return errors;
}

Errors LoadRules(const std::vector<std::string>& folders, bool experimental,
                 RuleSet* out) {
  RuleFiles files;
  return LoadRules(folders, experimental, &files, out);
}

Errors LoadRules(const std::vector<std::string>& folders, bool experimental,
                 RuleFiles* files, RuleSet* out) {
  Errors errors = ReadRuleFolders(folders, files);
  Errors more = Compile(*files, experimental, out);
  // Names that are undefined because a file is no TOML would only hide that.
  if (files->unparsed) {
    std::erase_if(more, [](const Error& error) {
      return error.cause == Cause::kUndefined;
    });
  }
  errors.insert(errors.end(), more.begin(), more.end());
  if (!experimental) {
    std::erase_if(files->rules, [](const RuleSpec& spec) {
      return spec.status == "experimental";
    });
  }
  return errors;
}

}  // namespace bmas::rules
