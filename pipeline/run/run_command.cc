#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include "pipeline/archive/inputs.h"
#include "pipeline/base/file.h"
#include "pipeline/run/commands.h"
#include "pipeline/run/process.h"
#include "pipeline/run/summary.h"
#include "pipeline/sink/json.h"

namespace bmas::run {
namespace {

std::vector<std::string> SplitPaths(const std::string& list, char separator) {
  std::vector<std::string> paths;
  std::size_t begin = 0;
  while (begin < list.size()) {
    const std::size_t end = std::min(list.find(separator, begin), list.size());
    if (end > begin) paths.push_back(list.substr(begin, end - begin));
    begin = end + 1;
  }
  return paths;
}

Result<archive::Inputs> Inputs(const Args& args) {
  if (args.files_from.empty()) {
    return archive::FindInputs(args.inputs, args.out);
  }
  if (!args.inputs.empty()) {
    return Fail(ErrorCode::kUsage, "give INPUT or --files-from, not both");
  }
  std::ostringstream list;
  if (args.files_from == "-") {
    list << std::cin.rdbuf();
  } else {
    std::ifstream file(args.files_from, std::ios::binary);
    if (!file) {
      return Fail(ErrorCode::kUsage, "cannot read the list of files",
                  {PrintablePath(args.files_from), 0, 0, {}});
    }
    list << file.rdbuf();
  }
  return archive::ListedInputs(
      SplitPaths(list.str(), args.nul_separated ? '\0' : '\n'), args.base);
}

record::Record ReadOne(const archive::InputFile& file,
                       const rules::RuleSet& rules, const Args& args) {
  const Document document{PrintablePath(file.path), file.kind, {}};
  const auto bytes = ReadFile(file.file, args.max_bytes);
  if (!bytes) return FailedRecord(document, bytes.error());
  return Process(document, *bytes, rules, {args.max_pages, args.max_words});
}

Result<bool> Store(const archive::InputFile& file, const record::Record& record,
                   const rules::RuleSet& rules, const Args& args) {
  Result<bool> written = WriteFileAtomically(
      args.out + "/records/" + file.path + ".json",
      sink::ToJson(record, rules, sink::JsonForm::kIndented));
  if (!written) return written;
  if (record.status == record::Status::kFailed) {
    // What an earlier run read is no longer true.
    std::error_code none;
    std::filesystem::remove(args.out + "/text/" + file.path + ".txt", none);
    return true;
  }
  return WriteFileAtomically(args.out + "/text/" + file.path + ".txt",
                             record.text.Text() + "\n");
}

}  // namespace

int RunCommand(const Args& args) {
  rules::RuleSet rules;
  if (!LoadRulesFor(args, &rules)) return kExitUsage;
  const auto inputs = Inputs(args);
  if (!inputs) {
    std::cerr << Render(inputs.error()) << "\n";
    return kExitUsage;
  }
  std::error_code code;
  std::filesystem::create_directories(args.out + "/records", code);
  if (code) {
    std::cerr << Render({ErrorCode::kOutput,
                         "cannot make folder: " + code.message(),
                         {PrintablePath(args.out), 0, 0, {}}})
              << "\n";
    return kExitUsage;
  }
  Summary summary;
  for (const Error& error : inputs->missing) summary.AddError(error);
  for (const Error& error : inputs->unreadable) summary.AddError(error);
  summary.ignored = inputs->ignored;
  bool stored_all = true;
  for (const archive::InputFile& file : inputs->files) {
    const record::Record record = ReadOne(file, rules, args);
    summary.Add(record);
    if (const auto stored = Store(file, record, rules, args); !stored) {
      summary.AddError(stored.error());
      stored_all = false;
    }
  }
  if (!args.quiet || summary.Failed() || !summary.errors.empty()) {
    std::cerr << summary.Text(PrintablePath(args.out));
  }
  if (!inputs->missing.empty() || !stored_all) return kExitUsage;
  return summary.Failed() || !inputs->unreadable.empty() ? kExitFailed
                                                         : kExitOk;
}

}  // namespace bmas::run
