#include <algorithm>
#include <string>

#include "pipeline/base/file.h"
#include "pipeline/base/utf8.h"
#include "pipeline/rules/lexicon_file.h"
#include "pipeline/rules/rule_file.h"
#include "pipeline/rules/spec.h"
#include "pipeline/toml/file.h"

namespace bmas::rules {
namespace {

constexpr std::uint64_t kMostBytes = 4U << 20U;  // of one rule file

void ListRuleFiles(const std::string& folder, std::vector<std::string>* out,
                   Errors* errors) {
  if (KindBehind(folder) == FileKind::kRegular) {
    out->push_back(folder);
    return;
  }
  const auto entries = ListFolder(folder);
  if (!entries) {
    errors->push_back(entries.error());
    return;
  }
  for (const FolderEntry& entry : *entries) {
    const std::string path = folder + "/" + entry.name;
    if (entry.kind == FileKind::kFolder) {
      ListRuleFiles(path, out, errors);
    } else if (entry.kind == FileKind::kRegular &&
               entry.name.ends_with(".toml") && entry.name != "gates.toml") {
      out->push_back(path);
    }
  }
}

}  // namespace

Errors ReadRuleFolders(const std::vector<std::string>& folders,
                       RuleFiles* out) {
  Errors errors;
  for (const std::string& folder : folders) {
    std::vector<std::string> paths;
    ListRuleFiles(folder, &paths, &errors);
    if (paths.empty() && errors.empty()) {
      errors.push_back({ErrorCode::kRule,
                        "holds no rule files",
                        {PrintablePath(folder), 0, 0, {}}});
    }
    for (const std::string& path : paths) {
      const auto content = ReadFile(path, kMostBytes);
      if (!content) {
        errors.push_back(content.error());
        out->unparsed = true;
        continue;
      }
      std::size_t replaced = 0;
      const std::string text = Repair(*content, &replaced);
      if (replaced > 0) {
        errors.push_back({ErrorCode::kRule,
                          "is not UTF-8",
                          {PrintablePath(path), 0, 0, {}}});
        out->unparsed = true;
        continue;
      }
      const std::size_t before = errors.size();
      const toml::File file(PrintablePath(path), text, &errors);
      out->unparsed = out->unparsed || errors.size() != before;
      if (path.ends_with("/language.toml")) {
        ReadLexicon(file, &out->lexicon);
        out->lexicon_text += file.Canonical();
      } else if (path.ends_with("/names.toml")) {
        ReadNameLists(file, &out->lexicon);
        out->evidence_text += file.Canonical();
      } else if (path.ends_with("/weights.toml")) {
        ReadWeights(file, &out->weights);
        out->evidence_text += file.Canonical();
      } else {
        ReadRuleFile(file, out);
      }
    }
  }
  return errors;
}

}  // namespace bmas::rules
