// TOML with the errors that whoever writes a file can use: each names file,
// line and column and shows the line. toml++ is seen in this room only; what it
// read is given as values of our own.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "pipeline/base/result.h"

namespace bmas::toml {

struct Node;
struct Member;

struct Position {
  std::uint32_t line = 0, column = 0;
};

struct Key {
  std::string text;
  Position at;
};

struct List {
  std::vector<Node> items;

  auto begin() const { return items.begin(); }
  auto end() const { return items.end(); }
};

struct Table {
  std::vector<Member> members;  // by key
  Position at;

  // Null if there is none.
  const Node* Get(std::string_view key) const;

  auto begin() const { return members.begin(); }
  auto end() const { return members.end(); }
};

struct Node {
  // Nothing: a date or a time, which no file of ours has.
  std::variant<std::monostate, std::string, std::int64_t, double, bool, List,
               Table>
      value;
  Position at;
  // What a number, or what may be read as one, is; empty if it is none.
  std::optional<double> number;
  std::optional<int> whole;

  // Null if it is of another type.
  template <class T>
  const T* As() const {
    return std::get_if<T>(&value);
  }
};

struct Member {
  Key key;
  Node node;
};

class File {
 public:
  // Parses; a syntax error goes to `errors` and leaves the table empty.
  File(std::string path, const std::string& content, Errors* errors);
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File();

  const Table& Root() const { return root_; }
  // What the file says in one form: without comments, in the order of keys.
  std::string Canonical() const;

  Where At(const Node& node) const { return Line(node.at); }
  Where At(const Table& table) const { return Line(table.at); }
  // Where a key of `table` stands, or its table when that is not told.
  Where AtKey(const Table& table, std::string_view key) const;
  void Complain(const Where& where, std::string message) const;

  // Complains about keys that are not among `known`: did you mean … ?
  void CheckKeys(const Table& table,
                 std::initializer_list<std::string_view> known) const;

  // Values of a wanted type; a wrong type is complained about.
  std::optional<std::string> TextOf(const Node* node,
                                    std::string_view what) const;
  bool FlagOf(const Node* node, std::string_view what) const;
  std::vector<std::pair<std::string, Where>> TextsOf(
      const Node* node, std::string_view what) const;
  const Table* TableOf(const Node* node, std::string_view what) const;
  const List* ListOf(const Node* node, std::string_view what) const;

 private:
  struct Parsed;

  Where Line(Position at) const;

  std::string path_;
  std::vector<std::string> lines_;
  std::unique_ptr<const Parsed> parsed_;  // null after a syntax error
  Table root_;
  Errors* errors_;
};

}  // namespace bmas::toml
