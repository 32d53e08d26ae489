#include "pipeline/rules/rule_file.h"

#include <string>

#include "pipeline/text/normalize.h"

namespace bmas::rules {
namespace {

class FileReader {
 public:
  FileReader(const toml::File& file, RuleFiles* out) : file_(file), out_(out) {}

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
  std::string NewName(const toml::Table& table, std::string_view key) {
    std::string name(key);
    if (out_->words.contains(name) || out_->fragments.contains(name) ||
        out_->maps.contains(name)) {
      file_.Complain(file_.AtKey(table, name),
                     "\"" + name + "\" is defined twice");
    }
    return name;
  }

  void ReadWords() {
    const toml::Table* table =
        file_.TableOf(file_.Root().Get("words"), "words");
    if (table == nullptr) return;
    for (const auto& [key, node] : *table) {
      const std::string name = NewName(*table, key.text);
      std::vector<Located>& list = out_->words[name];
      for (auto& [text, where] : file_.TextsOf(&node, name)) {
        list.push_back({std::move(text), std::move(where)});
      }
    }
  }

  void ReadMaps() {
    const toml::Table* table = file_.TableOf(file_.Root().Get("map"), "map");
    if (table == nullptr) return;
    for (const auto& [key, node] : *table) {
      const std::string name = NewName(*table, key.text);
      WordMap& map = out_->maps[name];
      map.where = file_.AtKey(*table, name);
      const toml::Table* words = file_.TableOf(&node, name);
      if (words == nullptr) continue;
      for (const auto& [word, value] : *words) {
        const std::string folded = FoldCase(Cleaned(word.text));
        if (const auto* number = value.As<std::int64_t>()) {
          map.values[folded] = std::to_string(*number);
        } else if (const auto text = file_.TextOf(&value, word.text)) {
          map.values[folded] = *text;
        }
      }
    }
  }

  void ReadFragments() {
    const toml::Table* table =
        file_.TableOf(file_.Root().Get("fragments"), "fragments");
    if (table == nullptr) return;
    for (const auto& [key, node] : *table) {
      const std::string name = NewName(*table, key.text);
      if (const auto text = file_.TextOf(&node, name)) {
        out_->fragments[name] = {*text, file_.At(node)};
      }
    }
  }

  void ReadList(const char* key, RuleType type) {
    const toml::List* list = file_.ListOf(file_.Root().Get(key), key);
    if (list == nullptr) return;
    for (const toml::Node& node : *list) {
      if (const toml::Table* table = file_.TableOf(&node, key)) {
        out_->rules.push_back(ReadRule(*table, type));
      }
    }
  }

  void CheckKeysOf(const toml::Table& table, RuleType type) {
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

  std::optional<Located> ReadLocated(const toml::Table& table,
                                     std::string_view key) {
    const toml::Node* node = table.Get(key);
    const auto text = file_.TextOf(node, key);
    if (!text) return std::nullopt;
    return Located{*text, file_.At(*node)};
  }

  std::vector<Located> ReadLocatedList(const toml::Table& table,
                                       std::string_view key) {
    std::vector<Located> out;
    for (auto& [text, where] : file_.TextsOf(table.Get(key), key)) {
      out.push_back({std::move(text), std::move(where)});
    }
    return out;
  }

  std::map<std::string, Located> ReadMap(const toml::Node* node,
                                         std::string_view what) {
    std::map<std::string, Located> out;
    const toml::Table* table = file_.TableOf(node, what);
    if (table == nullptr) return out;
    for (const auto& [key, value] : *table) {
      if (const auto text = file_.TextOf(&value, key.text)) {
        out[key.text] = {*text, file_.At(value)};
      }
    }
    return out;
  }

  // A text alone, or { text = "…", field = "value", … }; a list of values for
  // the parts of an enumeration.
  std::vector<Example> ReadExamples(const toml::Table& table,
                                    std::string_view key) {
    std::vector<Example> out;
    const toml::List* list = file_.ListOf(table.Get(key), key);
    if (list == nullptr) return out;
    for (const toml::Node& node : *list) {
      Example example;
      example.where = file_.At(node);
      if (const auto* text = node.As<std::string>()) {
        example.text = *text;
      } else if (const toml::Table* values = file_.TableOf(&node, key)) {
        for (const auto& [name, value] : *values) {
          if (const auto* number = value.As<std::int64_t>()) {
            example.values[name.text].push_back(std::to_string(*number));
            continue;
          }
          for (auto& [given, where] : file_.TextsOf(&value, name.text)) {
            if (name.text == "text") {
              example.text = given;
            } else {
              example.values[name.text].push_back(given);
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
  void ReadNear(const toml::Table& table, RuleSpec* rule) {
    const toml::Table* near = file_.TableOf(table.Get("near"), "near");
    if (near == nullptr) return;
    file_.CheckKeys(*near, {"rule", "lines"});
    const std::vector<Located> ids = ReadLocatedList(*near, "rule");
    const toml::Node* lines = near->Get("lines");
    if (ids.empty() || lines == nullptr || lines->whole.value_or(-1) < 0) {
      file_.Complain(file_.At(*near),
                     "\"near\" needs a \"rule\" and a number of \"lines\"");
      return;
    }
    rule->near = Near{ids, *lines->whole};
  }

  RuleSpec ReadRule(const toml::Table& table, RuleType type) {
    CheckKeysOf(table, type);
    RuleSpec rule;
    rule.type = type;
    rule.where = file_.At(table);
    if (const auto id = ReadLocated(table, "id")) {
      rule.id = id->text;
      rule.where = id->where;
    }
    if (rule.id.empty()) file_.Complain(rule.where, "a rule needs an \"id\"");
    rule.about = file_.TextOf(table.Get("about"), "about").value_or("");
    rule.at = ReadLocatedList(table, "at");
    rule.in = ReadLocatedList(table, "in");
    rule.yields = ReadLocated(table, "yields");
    const char* key = type == RuleType::kSection ? "opens" : "pattern";
    rule.columns = ReadMap(table.Get("columns"), "columns");
    if (const auto pattern = ReadLocated(table, key)) {
      rule.pattern = *pattern;
    } else if (rule.columns.empty()) {
      file_.Complain(rule.where, "\"" + rule.id + "\" needs \"" + key + "\"");
    }
    rule.require = ReadLocated(table, "require");
    const toml::Node* reject = table.Get("reject");
    if (reject != nullptr && reject->As<toml::Table>() != nullptr) {
      rule.reject_field = ReadMap(reject, "reject");
    } else {
      rule.reject = ReadLocated(table, "reject");
    }
    rule.parse = ReadMap(table.Get("parse"), "parse");
    for (auto& [name, value] : ReadMap(table.Get("set"), "set")) {
      rule.set[name] = value.text;
    }
    rule.is = ReadMap(table.Get("is"), "is");
    rule.map = ReadMap(table.Get("map"), "map");
    rule.split = ReadMap(table.Get("split"), "split");
    rule.label = ReadLocated(table, "label");
    rule.attach = ReadLocated(table, "attach");
    ReadNear(table, &rule);
    rule.weak = file_.FlagOf(table.Get("weak"), "weak");
    rule.until = ReadLocatedList(table, "until");
    rule.until_pattern = ReadLocated(table, "until_pattern");
    rule.blocks = ReadLocatedList(table, "blocks");
    rule.covers = file_.TextOf(table.Get("covers"), "covers").value_or("");
    rule.status =
        file_.TextOf(table.Get("status"), "status").value_or("stable");
    rule.yes = ReadExamples(table, "yes");
    rule.no = ReadExamples(table, "no");
    rule.todo = ReadExamples(table, "todo");
    return rule;
  }

  const toml::File& file_;
  RuleFiles* out_;
};

}  // namespace

void ReadRuleFile(const toml::File& file, RuleFiles* out) {
  FileReader(file, out).Read();
}

}  // namespace bmas::rules
