#include "pipeline/rules/vocabulary_check.h"

#include <algorithm>

#include "pipeline/base/did_you_mean.h"
#include "pipeline/rules/expand.h"
#include "pipeline/rules/vocabulary.h"

namespace bmas::rules {
namespace {

bool Has(const std::vector<std::string>& words, const std::string& word) {
  return std::ranges::find(words, word) != words.end();
}

std::vector<std::string> KindNames() {
  std::vector<std::string> names;
  for (const auto& [name, fields] : YieldFields()) names.push_back(name);
  return names;
}

class Checker {
 public:
  Checker(const RuleSpec& spec, Errors* errors)
      : spec_(spec), errors_(errors) {}

  void Run() {
    for (const Located& at : spec_.at) {
      if (!PlaceKindOf(at.text)) NotOneOf(at, "place", PlaceKindNames());
    }
    for (const auto& [field, parser] : spec_.parse) {
      OneOf(parser, "parser", ParserNames());
    }
    for (const auto& [field, likeness] : spec_.is) {
      OneOf(likeness, "likeness", LikenessNames());
    }
    for (const Located& until : spec_.until) {
      OneOf(until, "end of a section", UntilNames());
    }
    for (const Located& kind : spec_.blocks) {
      OneOf(kind, "kind of mention", KindNames());
    }
    if (spec_.type == RuleType::kVeto) {
      if (spec_.blocks.empty()) Complain("a veto needs \"blocks\"");
      if (!spec_.covers.empty()) {
        OneOf({spec_.covers, spec_.where}, "extent of a veto", CoverNames());
      }
      return;
    }
    if (spec_.type == RuleType::kRule) CheckRule();
    CheckFields();
  }

 private:
  void Complain(std::string message) {
    errors_->push_back({ErrorCode::kRule, std::move(message), spec_.where});
  }
  void NotOneOf(const Located& value, const std::string& what,
                const std::vector<std::string>& known) {
    rules::NotOneOf(value, what, known, errors_);
  }
  void OneOf(const Located& value, const std::string& what,
             const std::vector<std::string>& known) {
    if (!Has(known, value.text)) NotOneOf(value, what, known);
  }

  void CheckRule() {
    if (!spec_.yields) {
      Complain("\"" + spec_.id + "\" needs \"yields\"");
      return;
    }
    OneOf(*spec_.yields, "kind of mention", KindNames());
    if (!spec_.columns.empty() && !spec_.pattern.text.empty()) {
      errors_->push_back({ErrorCode::kRule,
                          "a rule has a pattern or columns, not both",
                          spec_.pattern.where});
    }
    const bool at_label = std::ranges::any_of(spec_.at, [](const Located& at) {
      return at.text == Name(PlaceKind::kLabel);
    });
    if (at_label != spec_.label.has_value()) {
      Complain(at_label ? "at = \"label\" needs the \"label\""
                        : "\"label\" needs at = \"label\"");
    }
    if (at_label && spec_.at.size() > 1) {
      Complain("at = \"label\" stands alone");
    }
    if (spec_.attach && spec_.attach->text != spec_.yields->text) {
      errors_->push_back(
          {ErrorCode::kRule,
           "a rule attaches to what it yields: \"" + spec_.yields->text + "\"",
           spec_.attach->where});
    }
  }

  // Named groups and constants must be fields of what the rule yields.
  void CheckFields() {
    const std::vector<std::string>* fields = FieldsOf(spec_);
    if (fields == nullptr) return;
    const std::string kind =
        spec_.type == RuleType::kRule ? spec_.yields->text : "winner";
    const auto check = [&](const std::string& field, const Where& where) {
      if (!Has(*fields, field)) {
        NotOneOf({field, where}, "field of \"" + kind + "\"", *fields);
      }
    };
    for (const auto& [field, value] : spec_.set) {
      check(field, spec_.where);
      const std::vector<std::string>* values = ConstantsOf(
          spec_.type == RuleType::kSection ? "section" : kind, field);
      if (values != nullptr && !Has(*values, value)) {
        NotOneOf({value, spec_.where}, field, *values);
      }
    }
    for (const auto* map : {&spec_.parse, &spec_.reject_field, &spec_.split,
                            &spec_.columns, &spec_.is, &spec_.map}) {
      for (const auto& [field, value] : *map) check(field, value.where);
    }
  }

  const RuleSpec& spec_;
  Errors* errors_;
};

}  // namespace

void NotOneOf(const Located& value, const std::string& what,
              const std::vector<std::string>& known, Errors* errors,
              Cause cause) {
  const std::string guess = DidYouMean(value.text, known);
  std::string message = "\"" + value.text + "\" is no " + what;
  if (!guess.empty()) {
    message += "; did you mean \"" + guess + "\"?";
  } else if (!known.empty()) {
    message += "; known are";
    for (const std::string& word : known) message += " " + word;
  }
  errors->push_back({ErrorCode::kRule, std::move(message), value.where, cause});
}

std::string FieldOfGroup(const std::string& group,
                         const std::vector<std::string>& fields) {
  const std::string base =
      group.substr(0, group.find_last_not_of("0123456789") + 1);
  return !Has(fields, group) && Has(fields, base) ? base : group;
}

const std::vector<std::string>* FieldsOf(const RuleSpec& spec) {
  if (spec.type == RuleType::kVeto) return nullptr;
  if (spec.type == RuleType::kSection) return &YieldFields().at("winner");
  if (!spec.yields) return nullptr;
  const auto fields = YieldFields().find(spec.yields->text);
  return fields == YieldFields().end() ? nullptr : &fields->second;
}

void CheckVocabulary(const RuleSpec& spec, Errors* errors) {
  Checker(spec, errors).Run();
}

}  // namespace bmas::rules
