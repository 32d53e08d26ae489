// TOML with the errors a rule author can use: each names file, line and column
// and shows the line. toml++ is seen in this folder only.
#pragma once

#include <toml++/toml.h>

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/base/result.h"

namespace bmas::rules {

class TomlFile {
 public:
  // Parses; a syntax error goes to `errors` and leaves the table empty.
  TomlFile(std::string path, const std::string& content, Errors* errors);

  const toml::table& Root() const { return root_; }
  Where At(const toml::node& node) const;
  // Where a key of `table` stands, or its table when that is not told.
  Where AtKey(const toml::table& table, std::string_view key) const;
  void Complain(const Where& where, std::string message) const;

  // Complains about keys that are not among `known`: did you mean … ?
  void CheckKeys(const toml::table& table,
                 std::initializer_list<std::string_view> known) const;

  // Values of a wanted type; a wrong type is complained about.
  std::optional<std::string> String(const toml::node* node,
                                    std::string_view what) const;
  bool Flag(const toml::node* node, std::string_view what) const;
  std::vector<std::pair<std::string, Where>> Strings(
      const toml::node* node, std::string_view what) const;
  const toml::table* Table(const toml::node* node, std::string_view what) const;
  const toml::array* Array(const toml::node* node, std::string_view what) const;

 private:
  Where Line(std::uint32_t line, std::uint32_t column) const;

  std::string path_;
  std::vector<std::string> lines_;
  toml::table root_;
  Errors* errors_;
};

// The word of `known` that `word` was probably meant to be; empty if none.
std::string DidYouMean(std::string_view word,
                       const std::vector<std::string>& known);

}  // namespace bmas::rules
