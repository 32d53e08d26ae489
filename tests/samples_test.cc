// Every sample gives its expected record. The folders are found on disk: a new
// case needs no code. expected.json holds what a person reads on the page; see
// samples/README.md for its keys.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "pipeline/base/file.h"
#include "tests/support.h"

namespace bmas {
namespace {

using Json = nlohmann::ordered_json;

// The record in the shape of expected.json.
Json AsExpected(const Json& record, const Json& expected) {
  Json out;
  for (const auto& [key, value] : expected.items()) {
    if (key == "error") {
      const Json& error = record["error"];
      out[key] = error.is_null() ? error : Json{{"code", error["code"]}};
    } else if (key == "pages") {
      out[key] = record["document"]["pages"];
    } else if (key == "checks" || key == "diagnostics") {
      out[key] = Json::array();
      for (const Json& entry : record[key]) {
        Json kept;
        for (const char* name : {"id", "at", "status", "code"}) {
          if (entry.contains(name)) kept[name] = entry[name];
        }
        if (key == "diagnostics") kept = {{"code", entry["code"]}};
        out[key].push_back(kept);
      }
    } else if (key == "text_has" || key == "text_lacks") {
      out[key] = value;
    } else {
      out[key] = record[key];
    }
  }
  return out;
}

// Every printed value of the record has evidence, and what stands there is it.
void CheckEvidence(const Json& record, const std::string& text, bool page) {
  const std::u32string points = ToPoints(text);
  std::set<std::string> proved;
  for (const Json& entry : record["evidence"]) {
    const std::string at = entry["at"];
    proved.insert(at);
    EXPECT_FALSE(record.at(Json::json_pointer(at)).is_null()) << at;
    const std::size_t begin = entry["span"][0], end = entry["span"][1];
    EXPECT_LT(begin, end) << at;
    EXPECT_LE(end, points.size()) << at;
    EXPECT_EQ(entry["boxes"].empty(), !page) << at << ": no box";
  }
  const auto proves = [&](const std::string& at, const Json& value) {
    if (!value.is_null()) {
      EXPECT_TRUE(proved.contains(at)) << at;
    }
  };
  for (const auto& [key, value] : record["release"].items()) {
    if (key != "announces") proves("/release/" + key, value);
  }
  for (std::size_t a = 0; a < record["awards"].size(); ++a) {
    const std::string award = "/awards/" + std::to_string(a);
    for (const char* key : {"name", "year", "date", "prize_money"}) {
      proves(award + "/" + key, record["awards"][a][key]);
    }
    for (std::size_t w = 0; w < record["awards"][a]["winners"].size(); ++w) {
      const Json& winner = record["awards"][a]["winners"][w];
      for (const auto& [key, value] : winner.items()) {
        if (key == "kind" || key == "members" || key == "confidence") continue;
        proves(award + "/winners/" + std::to_string(w) + "/" + key, value);
      }
    }
  }
  for (std::size_t l = 0; l < record["links"].size(); ++l) {
    const std::string at = "/links/" + std::to_string(l);
    proves(at, record["links"][l]);
  }
  for (std::size_t c = 0; c < record["contacts"].size(); ++c) {
    for (const auto& [key, value] : record["contacts"][c].items()) {
      if (key == "role" || value.is_array()) continue;
      proves("/contacts/" + std::to_string(c) + "/" + key, value);
    }
  }
}

// What `todo` names by a JSON Pointer must be unlike what is expected; for the
// rest of its key it then counts as met.
void TakeOutPointers(const Json& expected, Json* todo, Json* got) {
  const Json all = *todo;
  for (const auto& [key, why] : all.items()) {
    if (!key.starts_with('/')) continue;
    todo->erase(key);
    const Json::json_pointer at(key);
    ASSERT_TRUE(expected.contains(at)) << key << " is expected nowhere";
    ASSERT_TRUE(got->contains(at)) << key << " is no key of the record";
    EXPECT_NE(expected.at(at), got->at(at))
        << key << " works now: take it out of \"todo\"";
    got->at(at) = expected.at(at);
  }
}

// How sure a winner is depends on weights that are fitted anew; who else stands
// beside an award is compared where a sample says it.
void TakeOutWhatIsFitted(const Json& expected, Json* got) {
  if (!got->contains("awards")) return;
  for (std::size_t a = 0; a < (*got)["awards"].size(); ++a) {
    Json& award = (*got)["awards"][a];
    const bool said = expected.contains("awards") &&
                      a < expected["awards"].size() &&
                      expected["awards"][a].contains("others");
    if (!said) award.erase("others");
    for (Json& winner : award["winners"]) {
      EXPECT_GE(winner["confidence"].get<double>(), 0.6);
      EXPECT_LE(winner["confidence"].get<double>(), 1.0);
      winner.erase("confidence");
    }
  }
}

class Samples : public testing::TestWithParam<std::string> {};

TEST_P(Samples, GiveTheirExpectedRecord) {
  const std::string folder = SourcePath("samples/" + GetParam());
  // Most are pages; a text has no boxes.
  const std::string pdf = folder + "/" + GetParam() + ".pdf";
  const bool page = std::filesystem::exists(pdf);
  Json expected = Json::parse(MustRead(folder + "/expected.json"));
  Json todo = expected.value("todo", Json::object());
  expected.erase("todo");
  const Processed processed =
      ProcessFile(page ? pdf : folder + "/" + GetParam() + ".txt");
  const Json record = Json::parse(processed.json);
  Json got = AsExpected(record, expected);
  TakeOutWhatIsFitted(expected, &got);
  TakeOutPointers(expected, &todo, &got);
  for (const auto& [key, value] : expected.items()) {
    if (todo.contains(key)) {
      EXPECT_NE(value.dump(1), got[key].dump(1))
          << key << " works now: take it out of \"todo\"";
    } else {
      EXPECT_EQ(value.dump(1), got[key].dump(1)) << key;
    }
  }
  for (const auto& [key, why] : todo.items()) {
    EXPECT_TRUE(expected.contains(key)) << key << " is expected nowhere";
  }
  if (expected.contains("text_has")) {
    for (const std::string text : expected["text_has"]) {
      EXPECT_NE(processed.text.find(text), std::string::npos) << text;
    }
  }
  if (expected.contains("text_lacks")) {
    for (const std::string text : expected["text_lacks"]) {
      EXPECT_EQ(processed.text.find(text), std::string::npos) << text;
    }
  }
  CheckEvidence(record, processed.text, page);
}

std::vector<std::string> Folders() {
  std::vector<std::string> names;
  for (const auto& entry :
       std::filesystem::directory_iterator(SourcePath("samples"))) {
    if (entry.is_directory()) names.push_back(entry.path().filename().string());
  }
  std::ranges::sort(names);
  return names;
}

INSTANTIATE_TEST_SUITE_P(Samples, Samples, testing::ValuesIn(Folders()),
                         [](const auto& param) {
                           std::string name = param.param;
                           std::ranges::replace(name, '-', '_');
                           return name;
                         });

}  // namespace
}  // namespace bmas
