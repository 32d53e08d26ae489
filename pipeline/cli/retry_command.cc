#include <algorithm>
#include <iostream>

#include "pipeline/archive/output.h"
#include "pipeline/base/file.h"
#include "pipeline/cli/commands.h"

namespace bmas::cli {
namespace {

using archive::Entry;

// A document or a folder of documents, as printed or as on disk.
bool Means(const std::string& wanted, const std::string& path) {
  std::string name = wanted;
  while (name.size() > 1 && name.ends_with('/')) name.pop_back();
  return path == name || PrintablePath(path) == name ||
         path.starts_with(name + "/") ||
         PrintablePath(path).starts_with(name + "/");
}

Result<std::size_t> Mark(archive::Output* output,
                         const std::vector<std::string>& wanted,
                         std::vector<std::string>* unknown) {
  std::vector<Entry> entries;
  std::vector<bool> met(wanted.size());
  const auto seen = output->Ledger().Each([&](const Entry& entry) {
    bool mark = wanted.empty() && entry.status != "ok";
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      if (!Means(wanted[i], entry.path)) continue;
      met[i] = true;
      // Named, a document is tried again whatever it is; of a folder, failures.
      const bool folder =
          entry.path != wanted[i] && PrintablePath(entry.path) != wanted[i];
      mark = mark || !folder || entry.status != "ok";
    }
    if (mark) entries.push_back(entry);
  });
  if (!seen) return Fail(seen.error());
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (!met[i]) unknown->push_back(wanted[i]);
  }
  if (!unknown->empty()) return std::size_t{0};
  for (Entry& entry : entries) {
    archive::Change change;
    change.kind = archive::Change::Kind::kTouch;
    change.entry = std::move(entry);
    change.entry.retry = true;
    if (auto staged = output->Stage(std::move(change)); !staged) {
      return Fail(staged.error());
    }
  }
  if (auto stored = output->Commit(); !stored) {
    return Fail(stored.error());
  }
  return entries.size();
}

}  // namespace

int RetryCommand(const Args& args) {
  const auto refuse = [](const Error& error) {
    std::cerr << Render(error) << "\n";
    return kExitUsage;
  };
  if (KindBehind(args.out + "/ledger.db") != FileKind::kRegular) {
    return refuse({ErrorCode::kUsage,
                   "is no output folder: no run has been there",
                   {PrintablePath(args.out), 0, 0, {}}});
  }
  auto lock = archive::LockOutput(args.out);
  if (!lock) return refuse(lock.error());
  if (!lock->Open()) {
    std::cerr << PrintablePath(args.out)
              << ": another run holds the output folder\n";
    return kExitBusy;
  }
  auto output = archive::Output::Open(args.out, std::move(*lock));
  if (!output) return refuse(output.error());
  std::vector<std::string> unknown;
  const auto marked = Mark(output->get(), args.inputs, &unknown);
  if (!marked) return refuse(marked.error());
  for (const std::string& path : unknown) {
    std::cerr << PrintablePath(path) << ": no such document in the ledger\n";
  }
  if (!unknown.empty()) return kExitUsage;
  std::cerr << *marked << (*marked == 1 ? " document" : " documents")
            << " will be tried again by the next run\n";
  return kExitOk;
}

}  // namespace bmas::cli
