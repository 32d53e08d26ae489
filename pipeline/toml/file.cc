#include "pipeline/toml/file.h"

#include <toml++/toml.h>

#include <algorithm>
#include <sstream>

#include "pipeline/base/did_you_mean.h"
#include "pipeline/base/utf8.h"

namespace bmas::toml {
namespace {

Position PositionOf(const ::toml::source_region& source) {
  return {source.begin.line, source.begin.column};
}

Table TableFrom(const ::toml::table& from);

Node NodeFrom(const ::toml::node& from) {
  Node node;
  node.at = PositionOf(from.source());
  node.number = from.value<double>();
  node.whole = from.value<int>();
  if (const auto* text = from.as_string()) {
    node.value = text->get();
  } else if (const auto* integer = from.as_integer()) {
    node.value = integer->get();
  } else if (const auto* floating = from.as_floating_point()) {
    node.value = floating->get();
  } else if (const auto* flag = from.as_boolean()) {
    node.value = flag->get();
  } else if (const ::toml::array* array = from.as_array()) {
    List list;
    list.items.reserve(array->size());
    for (const ::toml::node& item : *array) {
      list.items.push_back(NodeFrom(item));
    }
    node.value = std::move(list);
  } else if (const ::toml::table* table = from.as_table()) {
    node.value = TableFrom(*table);
  }
  return node;
}

Table TableFrom(const ::toml::table& from) {
  Table table;
  table.at = PositionOf(from.source());
  table.members.reserve(from.size());
  for (const auto& [key, node] : from) {
    table.members.push_back(
        {{std::string(key.str()), PositionOf(key.source())}, NodeFrom(node)});
  }
  return table;
}

}  // namespace

struct File::Parsed {
  ::toml::table root;
};

const Node* Table::Get(std::string_view key) const {
  const auto found = std::ranges::find_if(
      members, [&](const Member& member) { return member.key.text == key; });
  return found == members.end() ? nullptr : &found->node;
}

File::File(std::string path, const std::string& content, Errors* errors)
    : path_(std::move(path)), errors_(errors) {
  std::size_t begin = 0;
  while (begin <= content.size()) {
    const std::size_t end = std::min(content.find('\n', begin), content.size());
    lines_.push_back(content.substr(begin, end - begin));
    begin = end + 1;
  }
  try {
    parsed_ = std::make_unique<Parsed>(Parsed{::toml::parse(content, path_)});
    root_ = TableFrom(parsed_->root);
  } catch (const ::toml::parse_error& error) {
    Complain(Line(PositionOf(error.source())),
             std::string(error.description()));
  }
}

File::~File() = default;

std::string File::Canonical() const {
  if (!parsed_) return "";
  std::ostringstream text;
  text << ::toml::toml_formatter(parsed_->root);
  return text.str();
}

Where File::Line(Position at) const {
  Where where{
      path_, static_cast<int>(at.line), static_cast<int>(at.column), {}};
  if (at.line >= 1 && at.line <= lines_.size()) {
    where.source = lines_[at.line - 1];
    // toml++ counts the end of a file as one more column.
    const auto end = static_cast<int>(CountCodePoints(where.source)) + 1;
    where.column = std::min(where.column, end);
  }
  return where;
}

Where File::AtKey(const Table& table, std::string_view key) const {
  for (const auto& [k, node] : table) {
    if (k.text == key) return k.at.line > 0 ? Line(k.at) : At(node);
  }
  return At(table);
}

void File::Complain(const Where& where, std::string message) const {
  errors_->push_back({ErrorCode::kRule, std::move(message), where});
}

void File::CheckKeys(const Table& table,
                     std::initializer_list<std::string_view> known) const {
  for (const auto& [key, node] : table) {
    if (std::ranges::find(known, key.text) != known.end()) continue;
    const std::string guess =
        DidYouMean(key.text, {known.begin(), known.end()});
    std::string message = "unknown key \"" + key.text + "\"";
    if (!guess.empty()) message += "; did you mean \"" + guess + "\"?";
    Complain(AtKey(table, key.text), std::move(message));
  }
}

std::optional<std::string> File::TextOf(const Node* node,
                                        std::string_view what) const {
  if (node == nullptr) return std::nullopt;
  if (const auto* text = node->As<std::string>()) return *text;
  Complain(At(*node), "\"" + std::string(what) + "\" must be a string");
  return std::nullopt;
}

bool File::FlagOf(const Node* node, std::string_view what) const {
  if (node == nullptr) return false;
  if (const bool* flag = node->As<bool>()) return *flag;
  Complain(At(*node), "\"" + std::string(what) + "\" must be true or false");
  return false;
}

std::vector<std::pair<std::string, Where>> File::TextsOf(
    const Node* node, std::string_view what) const {
  std::vector<std::pair<std::string, Where>> out;
  if (node == nullptr) return out;
  if (const auto* text = node->As<std::string>()) {
    out.emplace_back(*text, At(*node));
    return out;
  }
  const List* list = ListOf(node, what);
  if (list == nullptr) return out;
  for (const Node& item : *list) {
    if (const auto text = TextOf(&item, what))
      out.emplace_back(*text, At(item));
  }
  return out;
}

const Table* File::TableOf(const Node* node, std::string_view what) const {
  if (node == nullptr) return nullptr;
  if (const Table* table = node->As<Table>()) return table;
  Complain(At(*node), "\"" + std::string(what) + "\" must be a table");
  return nullptr;
}

const List* File::ListOf(const Node* node, std::string_view what) const {
  if (node == nullptr) return nullptr;
  if (const List* list = node->As<List>()) return list;
  Complain(At(*node), "\"" + std::string(what) + "\" must be a list");
  return nullptr;
}

}  // namespace bmas::toml
