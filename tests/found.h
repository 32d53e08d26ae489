// What a tiny set of rules finds in a text.
#pragma once

#include <string>
#include <vector>

#include "pipeline/layout/layout.h"
#include "pipeline/rules/match.h"
#include "tests/rule_folder.h"

namespace bmas {

using rules::Matches;
using rules::Mention;
using Strings = std::vector<std::string>;

inline const std::string kLanguage = R"(
suspended_conjunctions = ["und"]
enumeration_conjunctions = ["und", "sowie"]
legal_forms = ["e. V.", "GmbH"]
endings = ["e", "in", "innen", "n"]
abbreviations = ["Dr"]
first_names = ["Ida"]
)";

inline const std::string kProse =
    "Der Otter lebt am Fluss und baut dort seine Wege durch das Gras.";

class Found {
 public:
  Found(const std::string& rules, const std::string& text,
        const std::string& second = "") {
    RuleFolder folder(rules);
    folder.Put("language.toml", kLanguage);
    if (!second.empty()) folder.Put("b.toml", second);
    rules_ = folder.Load();
    text_ = layout::FromText(text, rules_.lexicon);
    matches_ =
        rules::FindMentions(rules_, rules::Places(text_, rules_.lexicon));
  }

  // "rule: name=Ida Kern place=Aue"
  Strings Mentions() const {
    Strings out;
    for (const Mention& mention : matches_.mentions)
      out.push_back(Show(mention));
    return out;
  }
  // "veto of rule: … by other"
  Strings Lost() const {
    Strings out;
    for (const rules::Loss& loss : matches_.lost) {
      out.push_back(Show(loss.mention) +
                    (loss.reason == rules::LossReason::kVeto ? " vetoed by "
                     : loss.reason == rules::LossReason::kNotNear
                         ? " not near "
                         : " lost to ") +
                    Id(loss.to_rule));
    }
    return out;
  }
  Strings Names() const {
    Strings out;
    for (const Mention& mention : matches_.mentions) {
      const rules::Field* name = mention.Find("name");
      out.push_back(name == nullptr ? "-"
                                    : std::string(text_.Slice(name->span)));
    }
    return out;
  }
  const Matches& All() const { return matches_; }
  std::string Id(int rule) const {
    return rules_.rules.at(static_cast<std::size_t>(rule)).id;
  }
  const CleanText& Text() const { return text_; }

 private:
  std::string Show(const Mention& mention) const {
    std::string out = Id(mention.rule) + ":";
    for (const rules::Field& field : mention.fields) {
      out += " " + field.name + "=" + std::string(text_.Slice(field.span));
    }
    for (const auto& [name, value] : mention.set)
      out += " " + name + ":" + value;
    return out;
  }

  rules::RuleSet rules_;
  CleanText text_;
  Matches matches_;
};

inline std::string Rule(const std::string& id, const std::string& at,
                        const std::string& pattern,
                        const std::string& more = "",
                        const std::string& yields = "winner") {
  return "[[rule]]\nid = \"" + id + "\"\nat = \"" + at + "\"\nyields = \"" +
         yields + "\"\npattern = '''" + pattern + "'''\n" + more + "\n";
}

inline const std::string kSection =
    "[[section]]\nid = \"list\"\nat = \"paragraph\"\n"
    "opens = '''^Die Preise gehen an:$'''\n" +
    Rule("list.item", "item", "^(?P<name>.+)$", "in = \"list\"");

}  // namespace bmas
