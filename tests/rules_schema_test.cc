// The schema for editors names what the program knows, no more and no less.
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "pipeline/rules/vocabulary.h"
#include "tests/support.h"

namespace bmas {
namespace {

using Json = nlohmann::json;
using Names = std::set<std::string>;

const Json& Schema() {
  static const Json schema = [] {
    std::ifstream file(SourcePath("rules/schema/rules.schema.json"));
    return Json::parse(file);
  }();
  return schema;
}

const Json& Property(const char* table, const char* key) {
  return Schema()
      .at("properties")
      .at(table)
      .at("items")
      .at("properties")
      .at(key);
}

// The words that a value, or each of a list or table of values, may be.
Names Words(const Json& of) {
  if (of.contains("enum")) return of.at("enum").get<Names>();
  if (of.contains("oneOf")) return Words(of.at("oneOf").at(0));
  return Words(of.at("additionalProperties"));
}

Names Known(const std::vector<std::string>& words) {
  return {words.begin(), words.end()};
}

TEST(RulesSchema, KnowsTheVocabulary) {
  for (const char* table : {"rule", "section", "veto"}) {
    EXPECT_EQ(Words(Property(table, "at")), Known(rules::PlaceKindNames()));
  }
  Names kinds;
  for (const auto& [kind, fields] : rules::YieldFields()) kinds.insert(kind);
  EXPECT_EQ(Words(Property("rule", "yields")), kinds);
  EXPECT_EQ(Words(Property("veto", "blocks")), kinds);
  EXPECT_EQ(Words(Property("rule", "parse")), Known(rules::ParserNames()));
  EXPECT_EQ(Words(Property("rule", "is")), Known(rules::LikenessNames()));
  EXPECT_EQ(Words(Property("section", "until")), Known(rules::UntilNames()));
  EXPECT_EQ(Words(Property("veto", "covers")), Known(rules::CoverNames()));
}

}  // namespace
}  // namespace bmas
