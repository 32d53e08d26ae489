#include "pipeline/rules/rule_file.h"

#include <string>

#include "pipeline/text/normalize.h"

namespace bmas::rules {
namespace {

class FileReader {
 public:
  FileReader(const TomlFile& file, RuleFiles* out) : file_(file), out_(out) {}

  void Read() {
    file_.CheckKeys(file_.Root(),
                    {"words", "map", "fragments", "section", "rule", "veto"});
    ReadWords();
    ReadMaps();
    ReadFragments();
    ReadList("section", RuleType::kSection);
    ReadList("rule", RuleType::kRule);
    ReadList("veto", RuleType::kVeto);
  }

 private:
  // Word lists, maps and fragments share their names.
  std::string NewName(const toml::table& table, std::string_view key) {
    std::string name(key);
    if (out_->words.contains(name) || out_->fragments.contains(name) ||
        out_->maps.contains(name)) {
      file_.Complain(file_.AtKey(table, name),
                     "\"" + name + "\" is defined twice");
    }
    return name;
  }

  void ReadWords() {
    const toml::table* table = file_.Table(file_.Root().get("words"), "words");
    if (table == nullptr) return;
    for (const auto& [key, node] : *table) {
      const std::string name = NewName(*table, key.str());
      std::vector<Located>& list = out_->words[name];
      for (auto& [text, where] : file_.Strings(&node, name)) {
        list.push_back({std::move(text), std::move(where)});
      }
    }
  }

  void ReadMaps() {
    const toml::table* table = file_.Table(file_.Root().get("map"), "map");
    if (table == nullptr) return;
    for (const auto& [key, node] : *table) {
      const std::string name = NewName(*table, key.str());
      WordMap& map = out_->maps[name];
      map.where = file_.AtKey(*table, name);
      const toml::table* words = file_.Table(&node, name);
      if (words == nullptr) continue;
      for (const auto& [word, value] : *words) {
        const std::string folded = FoldCase(Cleaned(word.str()));
        if (const auto* number = value.as_integer()) {
          map.values[folded] = std::to_string(number->get());
        } else if (const auto text = file_.String(&value, word.str())) {
          map.values[folded] = *text;
        }
      }
    }
  }

  void ReadFragments() {
    const toml::table* table =
        file_.Table(file_.Root().get("fragments"), "fragments");
    if (table == nullptr) return;
    for (const auto& [key, node] : *table) {
      const std::string name = NewName(*table, key.str());
      if (const auto text = file_.String(&node, name)) {
        out_->fragments[name] = {*text, file_.At(node)};
      }
    }
  }

  void ReadList(const char* key, RuleType type) {
    const toml::array* list = file_.Array(file_.Root().get(key), key);
    if (list == nullptr) return;
    for (const toml::node& node : *list) {
      if (const toml::table* table = file_.Table(&node, key)) {
        out_->rules.push_back(ReadRule(*table, type));
      }
    }
  }

  void CheckKeysOf(const toml::table& table, RuleType type) {
    switch (type) {
      case RuleType::kRule:
        file_.CheckKeys(
            table, {"id",      "about",   "at",    "in",   "yields", "pattern",
                    "require", "reject",  "parse", "is",   "map",    "set",
                    "split",   "columns", "label", "near", "attach", "status",
                    "yes",     "no",      "todo"});
        break;
      case RuleType::kSection:
        file_.CheckKeys(
            table,
            {"id", "about", "at", "in", "opens", "require", "reject", "set",
             "weak", "until", "until_pattern", "status", "yes", "no", "todo"});
        break;
      case RuleType::kVeto:
        file_.CheckKeys(
            table, {"id", "about", "at", "in", "pattern", "require", "reject",
                    "covers", "blocks", "status", "yes", "no", "todo"});
        break;
    }
  }

  std::optional<Located> ReadLocated(const toml::table& table,
                                     std::string_view key) {
    const toml::node* node = table.get(key);
    const auto text = file_.String(node, key);
    if (!text) return std::nullopt;
    return Located{*text, file_.At(*node)};
  }

  std::vector<Located> ReadLocatedList(const toml::table& table,
                                       std::string_view key) {
    std::vector<Located> out;
    for (auto& [text, where] : file_.Strings(table.get(key), key)) {
      out.push_back({std::move(text), std::move(where)});
    }
    return out;
  }

  std::map<std::string, Located> ReadMap(const toml::node* node,
                                         std::string_view what) {
    std::map<std::string, Located> out;
    const toml::table* table = file_.Table(node, what);
    if (table == nullptr) return out;
    for (const auto& [key, value] : *table) {
      if (const auto text = file_.String(&value, key.str())) {
        out[std::string(key.str())] = {*text, file_.At(value)};
      }
    }
    return out;
  }

  // A text alone, or { text = "…", field = "value", … }; a list of values for
  // the parts of an enumeration.
  std::vector<Example> ReadExamples(const toml::table& table,
                                    std::string_view key) {
    std::vector<Example> out;
    const toml::array* list = file_.Array(table.get(key), key);
    if (list == nullptr) return out;
    for (const toml::node& node : *list) {
      Example example;
      example.where = file_.At(node);
      if (const auto* text = node.as_string()) {
        example.text = text->get();
      } else if (const toml::table* values = file_.Table(&node, key)) {
        for (const auto& [name, value] : *values) {
          if (const auto* number = value.as_integer()) {
            example.values[std::string(name.str())].push_back(
                std::to_string(number->get()));
            continue;
          }
          for (auto& [given, where] : file_.Strings(&value, name.str())) {
            if (name.str() == "text") {
              example.text = given;
            } else {
              example.values[std::string(name.str())].push_back(given);
            }
          }
        }
        if (example.text.empty()) {
          file_.Complain(file_.At(*values), "an example needs a \"text\"");
        }
      }
      out.push_back(std::move(example));
    }
    return out;
  }

  // { rule = "id" or ["id", …], lines = 6 }
  void ReadNear(const toml::table& table, RuleSpec* rule) {
    const toml::table* near = file_.Table(table.get("near"), "near");
    if (near == nullptr) return;
    file_.CheckKeys(*near, {"rule", "lines"});
    const std::vector<Located> ids = ReadLocatedList(*near, "rule");
    const auto lines = (*near)["lines"].value<int>();
    if (ids.empty() || !lines || *lines < 0) {
      file_.Complain(file_.At(*near),
                     "\"near\" needs a \"rule\" and a number of \"lines\"");
      return;
    }
    rule->near = Near{ids, *lines};
  }

  RuleSpec ReadRule(const toml::table& table, RuleType type) {
    CheckKeysOf(table, type);
    RuleSpec rule;
    rule.type = type;
    rule.where = file_.At(table);
    if (const auto id = ReadLocated(table, "id")) {
      rule.id = id->text;
      rule.where = id->where;
    }
    if (rule.id.empty()) file_.Complain(rule.where, "a rule needs an \"id\"");
    rule.about = file_.String(table.get("about"), "about").value_or("");
    rule.at = ReadLocatedList(table, "at");
    rule.in = ReadLocatedList(table, "in");
    rule.yields = ReadLocated(table, "yields");
    const char* key = type == RuleType::kSection ? "opens" : "pattern";
    rule.columns = ReadMap(table.get("columns"), "columns");
    if (const auto pattern = ReadLocated(table, key)) {
      rule.pattern = *pattern;
    } else if (rule.columns.empty()) {
      file_.Complain(rule.where, "\"" + rule.id + "\" needs \"" + key + "\"");
    }
    rule.require = ReadLocated(table, "require");
    const toml::node* reject = table.get("reject");
    if (reject != nullptr && reject->is_table()) {
      rule.reject_field = ReadMap(reject, "reject");
    } else {
      rule.reject = ReadLocated(table, "reject");
    }
    rule.parse = ReadMap(table.get("parse"), "parse");
    for (auto& [name, value] : ReadMap(table.get("set"), "set")) {
      rule.set[name] = value.text;
    }
    rule.is = ReadMap(table.get("is"), "is");
    rule.map = ReadMap(table.get("map"), "map");
    rule.split = ReadMap(table.get("split"), "split");
    rule.label = ReadLocated(table, "label");
    rule.attach = ReadLocated(table, "attach");
    ReadNear(table, &rule);
    rule.weak = file_.Flag(table.get("weak"), "weak");
    rule.until = ReadLocatedList(table, "until");
    rule.until_pattern = ReadLocated(table, "until_pattern");
    rule.blocks = ReadLocatedList(table, "blocks");
    rule.covers = file_.String(table.get("covers"), "covers").value_or("");
    rule.status =
        file_.String(table.get("status"), "status").value_or("stable");
    rule.yes = ReadExamples(table, "yes");
    rule.no = ReadExamples(table, "no");
    rule.todo = ReadExamples(table, "todo");
    return rule;
  }

  const TomlFile& file_;
  RuleFiles* out_;
};

}  // namespace

void ReadRuleFile(const TomlFile& file, RuleFiles* out) {
  FileReader(file, out).Read();
}

}  // namespace bmas::rules
