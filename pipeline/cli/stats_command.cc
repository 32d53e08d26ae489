// `rules stats` over an archive.

#include <iostream>

#include "pipeline/base/file.h"
#include "pipeline/cli/commands.h"
#include "pipeline/workbench/stats.h"
#include "pipeline/worker/process.h"

namespace bmas::cli {

int RulesStatsCommand(const Args& args) {
  rules::RuleSet rules;
  if (!LoadRulesFor(args, &rules)) return kExitUsage;
  const auto inputs = archive::FindInputs(args.inputs, args.out);
  if (!inputs || !inputs->missing.empty()) {
    std::cerr << Render(inputs ? inputs->missing.front() : inputs.error())
              << "\n";
    return kExitUsage;
  }
  workbench::Stats stats(rules);
  bool failed = false;
  for (const archive::InputFile& file : inputs->files) {
    const auto bytes = ReadFile(file.file, args.max_bytes);
    const worker::Document document{PrintablePath(file.path), file.kind, {}};
    const record::Record record =
        bytes ? worker::Process(document, *bytes, rules,
                                {args.max_pages, args.max_words})
              : worker::FailedRecord(document, bytes.error());
    if (record.status == record::Status::kFailed) {
      failed = true;
      std::cerr << record.facts.path << ": " << Name(record.error->code) << ": "
                << record.error->message << "\n";
      continue;
    }
    stats.Add(record);
  }
  stats.Print();
  return failed ? kExitFailed : kExitOk;
}

}  // namespace bmas::cli
