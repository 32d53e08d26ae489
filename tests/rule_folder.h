// A folder of rule files, written for one test.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "pipeline/base/file.h"
#include "pipeline/rules/ruleset.h"

namespace bmas {

class RuleFolder {
 public:
  RuleFolder() {
    std::string name =
        (std::filesystem::temp_directory_path() / "rules-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) ADD_FAILURE() << "no folder";
    path_ = name;
  }
  explicit RuleFolder(const std::string& rules) : RuleFolder() {
    Put("a.toml", rules);
  }
  RuleFolder(const RuleFolder&) = delete;
  RuleFolder& operator=(const RuleFolder&) = delete;
  ~RuleFolder() { std::filesystem::remove_all(path_); }

  RuleFolder& Put(const std::string& name, const std::string& content) {
    EXPECT_TRUE(WriteFileAtomically(path_ + "/" + name, content).has_value());
    return *this;
  }
  const std::string& Path() const { return path_; }

  // The errors as people read them, paths from the folder on.
  std::vector<std::string> Errors() const {
    rules::RuleSet rules;
    std::vector<std::string> out;
    for (const Error& error : rules::LoadRules({path_}, false, &rules)) {
      EXPECT_TRUE(error.code == ErrorCode::kRule ||
                  error.code == ErrorCode::kIo);
      std::string text = Render(error);
      for (std::size_t at = text.find(path_ + "/"); at != std::string::npos;
           at = text.find(path_ + "/")) {
        text.erase(at, path_.size() + 1);
      }
      out.push_back(text);
    }
    return out;
  }

  rules::RuleSet Load(bool experimental = false) const {
    rules::RuleSet rules;
    for (const Error& error : rules::LoadRules({path_}, experimental, &rules)) {
      ADD_FAILURE() << Render(error);
    }
    return rules;
  }

 private:
  std::string path_;
};

// A rule that nothing is wrong with, but for what is put in its place.
inline std::string SoundRule(const std::string& replaced = "",
                             const std::string& by = "") {
  std::string rule =
      "[[rule]]\n"
      "id = \"a.one\"\n"
      "at = \"item\"\n"
      "yields = \"winner\"\n"
      "pattern = '''^(?P<name>.+)$'''\n";
  const std::size_t at = rule.find(replaced);
  EXPECT_NE(at, std::string::npos) << replaced;
  return replaced.empty() ? rule + by : rule.replace(at, replaced.size(), by);
}

inline std::string RuleWithPattern(const std::string& pattern) {
  return SoundRule("^(?P<name>.+)$", pattern);
}

}  // namespace bmas
