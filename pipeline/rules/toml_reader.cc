#include "pipeline/rules/toml_reader.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "pipeline/base/utf8.h"

namespace bmas::rules {
namespace {

std::size_t EditDistance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t k = 1; k <= b.size(); ++k) {
      const std::size_t swap = diagonal + (a[i - 1] == b[k - 1] ? 0U : 1U);
      diagonal = row[k];
      row[k] = std::min({row[k] + 1, row[k - 1] + 1, swap});
    }
  }
  return row.back();
}

}  // namespace

std::string DidYouMean(std::string_view word,
                       const std::vector<std::string>& known) {
  const std::string* best = nullptr;
  std::size_t distance = std::max<std::size_t>(2, word.size() / 3) + 1;
  for (const std::string& candidate : known) {
    const std::size_t here = EditDistance(word, candidate);
    if (here < distance) {
      distance = here;
      best = &candidate;
    }
  }
  return best == nullptr ? "" : *best;
}

TomlFile::TomlFile(std::string path, const std::string& content, Errors* errors)
    : path_(std::move(path)), errors_(errors) {
  std::size_t begin = 0;
  while (begin <= content.size()) {
    const std::size_t end = std::min(content.find('\n', begin), content.size());
    lines_.push_back(content.substr(begin, end - begin));
    begin = end + 1;
  }
  try {
    root_ = toml::parse(content, path_);
  } catch (const toml::parse_error& error) {
    const toml::source_position at = error.source().begin;
    Complain(Line(at.line, at.column), std::string(error.description()));
  }
}

Where TomlFile::Line(std::uint32_t line, std::uint32_t column) const {
  Where where{path_, static_cast<int>(line), static_cast<int>(column), {}};
  if (line >= 1 && line <= lines_.size()) {
    where.source = lines_[line - 1];
    // toml++ counts the end of a file as one more column.
    const auto end = static_cast<int>(CountCodePoints(where.source)) + 1;
    where.column = std::min(where.column, end);
  }
  return where;
}

Where TomlFile::At(const toml::node& node) const {
  const toml::source_position at = node.source().begin;
  return Line(at.line, at.column);
}

Where TomlFile::AtKey(const toml::table& table, std::string_view key) const {
  for (const auto& [k, node] : table) {
    if (k.str() == key) {
      const toml::source_position at = k.source().begin;
      return at.line > 0 ? Line(at.line, at.column) : At(node);
    }
  }
  return At(table);
}

void TomlFile::Complain(const Where& where, std::string message) const {
  errors_->push_back({ErrorCode::kRule, std::move(message), where});
}

void TomlFile::CheckKeys(const toml::table& table,
                         std::initializer_list<std::string_view> known) const {
  for (const auto& [key, node] : table) {
    if (std::ranges::find(known, key.str()) != known.end()) continue;
    const std::string guess =
        DidYouMean(key.str(), {known.begin(), known.end()});
    std::string message = "unknown key \"" + std::string(key.str()) + "\"";
    if (!guess.empty()) message += "; did you mean \"" + guess + "\"?";
    Complain(AtKey(table, key.str()), std::move(message));
  }
}

std::optional<std::string> TomlFile::String(const toml::node* node,
                                            std::string_view what) const {
  if (node == nullptr) return std::nullopt;
  if (const auto* text = node->as_string()) return text->get();
  Complain(At(*node), "\"" + std::string(what) + "\" must be a string");
  return std::nullopt;
}

bool TomlFile::Flag(const toml::node* node, std::string_view what) const {
  if (node == nullptr) return false;
  if (const auto* flag = node->as_boolean()) return flag->get();
  Complain(At(*node), "\"" + std::string(what) + "\" must be true or false");
  return false;
}

std::vector<std::pair<std::string, Where>> TomlFile::Strings(
    const toml::node* node, std::string_view what) const {
  std::vector<std::pair<std::string, Where>> out;
  if (node == nullptr) return out;
  if (const auto* text = node->as_string()) {
    out.emplace_back(text->get(), At(*node));
    return out;
  }
  const toml::array* list = Array(node, what);
  if (list == nullptr) return out;
  for (const toml::node& item : *list) {
    if (const auto text = String(&item, what))
      out.emplace_back(*text, At(item));
  }
  return out;
}

const toml::table* TomlFile::Table(const toml::node* node,
                                   std::string_view what) const {
  if (node == nullptr) return nullptr;
  if (const toml::table* table = node->as_table()) return table;
  Complain(At(*node), "\"" + std::string(what) + "\" must be a table");
  return nullptr;
}

const toml::array* TomlFile::Array(const toml::node* node,
                                   std::string_view what) const {
  if (node == nullptr) return nullptr;
  if (const toml::array* array = node->as_array()) return array;
  Complain(At(*node), "\"" + std::string(what) + "\" must be a list");
  return nullptr;
}

}  // namespace bmas::rules
