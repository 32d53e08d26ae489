#include <algorithm>
#include <filesystem>
#include <iostream>

#include "pipeline/base/did_you_mean.h"
#include "pipeline/base/file.h"
#include "pipeline/cli/commands.h"
#include "pipeline/workbench/examples.h"
#include "pipeline/workbench/lint.h"

namespace bmas::cli {
namespace {

namespace fs = std::filesystem;

bool SameFile(const std::string& a, const std::string& b) {
  std::error_code code;
  return fs::equivalent(a, b, code) && !code;
}

bool Under(const std::string& file, const std::string& folder) {
  std::error_code code;
  const fs::path inside =
      fs::weakly_canonical(file, code)
          .lexically_relative(fs::weakly_canonical(folder, code));
  return !inside.empty() && *inside.begin() != "..";
}

// Rules of every status, for whoever works on them.
Errors LoadAll(const std::vector<std::string>& folders, rules::RuleFiles* files,
               rules::RuleSet* rules) {
  return rules::LoadRules(folders, /*experimental=*/true, files, rules);
}

bool Loaded(const Args& args, rules::RuleFiles* files, rules::RuleSet* rules) {
  const Errors errors = LoadAll(RuleFolders(args), files, rules);
  PrintRuleErrors(errors);
  return errors.empty();
}

const char* TypeName(rules::RuleType type) {
  switch (type) {
    case rules::RuleType::kRule:
      return "rule";
    case rules::RuleType::kSection:
      return "section";
    case rules::RuleType::kVeto:
      return "veto";
  }
  return "";
}

std::string Padded(std::string text, std::size_t width) {
  text.resize(std::max(text.size() + 1, width), ' ');
  return text;
}

}  // namespace

int RulesCheckCommand(const Args& args) {
  std::vector<std::string> folders = RuleFolders(args);
  for (const std::string& file : args.inputs) {
    const FileKind kind = KindBehind(file);
    if (kind == FileKind::kFolder ||
        (kind == FileKind::kRegular && file.ends_with(".toml"))) {
      continue;
    }
    std::cerr << PrintablePath(file) << ": "
              << (kind == FileKind::kRegular ? "is no .toml file"
                                             : "no such file")
              << "\n";
    return kExitUsage;
  }
  for (const std::string& file : args.inputs) {
    if (std::ranges::none_of(folders, [&](const std::string& folder) {
          return Under(file, folder);
        })) {
      folders.push_back(file);
    }
  }
  rules::RuleFiles files;
  rules::RuleSet rules;
  Errors findings = LoadAll(folders, &files, &rules);
  const bool loads = findings.empty();
  if (loads) findings = workbench::Lint(files, rules);
  const std::size_t all = findings.size();
  if (!args.inputs.empty()) {
    std::erase_if(findings, [&](const Error& finding) {
      return std::ranges::none_of(args.inputs, [&](const std::string& file) {
        return SameFile(file, finding.where.file) ||
               (KindBehind(file) == FileKind::kFolder &&
                Under(finding.where.file, file));
      });
    });
  }
  const std::size_t elsewhere = all - findings.size();
  if (!loads) {
    PrintRuleErrors(findings);
    if (elsewhere > 0) {
      std::cerr << elsewhere << " more in other files, which must load first\n";
    }
    return kExitUsage;
  }
  for (const Error& finding : findings) std::cerr << Render(finding) << "\n";
  std::cout << rules.rules.size() << " rules, " << findings.size()
            << (findings.size() == 1 ? " finding\n" : " findings\n");
  return findings.empty() ? kExitOk : kExitFailed;
}

int RulesTestCommand(const Args& args) {
  rules::RuleFiles files;
  rules::RuleSet rules;
  if (!Loaded(args, &files, &rules)) return kExitUsage;
  const bool known = std::ranges::any_of(
      files.rules, [&](const auto& spec) { return spec.id == args.rule; });
  if (!args.rule.empty() && !known) {
    std::vector<std::string> ids;
    for (const rules::RuleSpec& spec : files.rules) ids.push_back(spec.id);
    const std::string guess = DidYouMean(args.rule, ids);
    std::cerr << "there is no rule \"" << args.rule << "\""
              << (guess.empty() ? "" : "; did you mean \"" + guess + "\"?")
              << "\n";
    return kExitUsage;
  }
  const workbench::ExampleReport report =
      workbench::RunExamples(files, rules, args.rule);
  std::cout << report.text << report.examples << " examples and "
            << report.variants << " variants: " << report.failed << " failed; "
            << report.todo << " todo\n";
  if (!args.rule.empty() && report.examples == 0) {
    std::cerr << "\"" << args.rule << "\" has no examples\n";
    return kExitFailed;
  }
  return report.failed == 0 ? kExitOk : kExitFailed;
}

int RulesListCommand(const Args& args) {
  rules::RuleFiles files;
  rules::RuleSet rules;
  if (!Loaded(args, &files, &rules)) return kExitUsage;
  for (const rules::CompiledRule& rule : rules.rules) {
    std::cout << Padded(rule.id, 40) << Padded(TypeName(rule.type), 9)
              << Padded(rule.yields.empty() ? "-" : rule.yields, 11)
              << rule.about << "\n";
  }
  return kExitOk;
}

}  // namespace bmas::cli
