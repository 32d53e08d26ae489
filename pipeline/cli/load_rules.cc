// The rules that the arguments name.

#include <filesystem>
#include <iostream>

#include "pipeline/base/file.h"
#include "pipeline/cli/commands.h"

namespace bmas::cli {
namespace {

namespace fs = std::filesystem;

// Installed, the rules lie under share/; in a checkout, above build/<preset>.
std::string ShippedRules() {
  std::error_code code;
  const fs::path program = fs::read_symlink("/proc/self/exe", code);
  const fs::path here = program.parent_path();
  for (const char* place : {"../share/bmas-extract/rules", "../../rules"}) {
    const fs::path folder = (here / place).lexically_normal();
    if (KindBehind((folder / "language.toml").string()) == FileKind::kRegular) {
      return folder.string();
    }
  }
  return "rules";
}

// Shown as short as it can be, for people and for tests.
std::string Shortest(const std::string& path) {
  std::error_code code;
  const fs::path relative = fs::proximate(path, code);
  const std::string text = relative.string();
  return !code && text.size() < path.size() ? text : path;
}

}  // namespace

std::vector<std::string> RuleFolders(const Args& args) {
  std::vector<std::string> folders{args.rules.empty() ? Shortest(ShippedRules())
                                                      : args.rules};
  folders.insert(folders.end(), args.rules_extra.begin(),
                 args.rules_extra.end());
  return folders;
}

void PrintRuleErrors(const Errors& errors) {
  for (const Error& error : errors) std::cerr << Render(error) << "\n";
  if (!errors.empty()) {
    std::cerr << errors.size()
              << (errors.size() == 1 ? " error in the rules\n"
                                     : " errors in the rules\n");
  }
}

bool LoadRulesFor(const Args& args, rules::RuleSet* out) {
  rules::RuleFiles files;
  return LoadRulesFor(args, &files, out);
}

bool LoadRulesFor(const Args& args, rules::RuleFiles* files,
                  rules::RuleSet* out) {
  const Errors errors =
      rules::LoadRules(RuleFolders(args), args.experimental, files, out);
  PrintRuleErrors(errors);
  return errors.empty();
}

}  // namespace bmas::cli
