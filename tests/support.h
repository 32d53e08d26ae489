// What tests share: the shipped rules, files of the checkout, one document's
// record.
#pragma once

#include <gtest/gtest.h>

#include <optional>
#include <set>
#include <string>

#include "pipeline/base/file.h"
#include "pipeline/base/utf8.h"
#include "pipeline/rules/ruleset.h"
#include "pipeline/sink/json.h"
#include "pipeline/worker/process.h"

namespace bmas {

inline std::string SourcePath(const std::string& path) {
  return std::string(SOURCE_DIR) + "/" + path;
}

inline std::string MustRead(const std::string& path) {
  const auto content = ReadFile(path, 1U << 30U);
  if (!content) ADD_FAILURE() << Render(content.error());
  return content ? *content : "";
}

// The rules of this checkout, loaded once.
inline const rules::RuleSet& ShippedRules() {
  static const rules::RuleSet* const kRules = [] {
    auto* rules = new rules::RuleSet;
    for (const Error& error :
         rules::LoadRules({SourcePath("rules")}, false, rules)) {
      ADD_FAILURE() << Render(error);
    }
    return rules;
  }();
  return *kRules;
}

struct Processed {
  std::string json;
  std::string text;
};

inline Processed ProcessBytes(const std::string& bytes,
                              archive::DocumentKind kind) {
  const record::Record record =
      worker::Process({"test/document", kind, {}}, bytes, ShippedRules(), {});
  return {sink::ToJson(record, ShippedRules(), sink::JsonForm::kIndented),
          record.text.Text()};
}

inline Processed ProcessFile(const std::string& path) {
  return ProcessBytes(MustRead(path), path.ends_with(".txt")
                                          ? archive::DocumentKind::kText
                                          : archive::DocumentKind::kPdf);
}

inline std::u32string ToPoints(const std::string& text) {
  std::u32string points;
  for (std::size_t at = 0; at < text.size(); at += LengthAt(text, at)) {
    points += CodePointAt(text, at);
  }
  return points;
}

// A file of ../shared, which a fresh clone does not have.
inline std::optional<std::string> SharedPath(const std::string& path) {
  const std::string full = SourcePath("../shared/" + path);
  if (KindBehind(full) == FileKind::kMissing) return std::nullopt;
  return full;
}

}  // namespace bmas
