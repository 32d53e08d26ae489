#include "pipeline/batch/canaries.h"

#include <filesystem>

#include "pipeline/base/file.h"
#include "pipeline/sink/json_object.h"
#include "pipeline/worker/signals.h"

namespace bmas::batch {
namespace {

constexpr std::uint64_t kMostBytes = 16U << 20U;

// What is wrong with one canary's record, "" if nothing is.
std::string Wrong(const worker::Ended& ended,
                  const std::string& expected_path) {
  if (ended.death) return ended.death->error.message;
  const auto expected = ReadFile(expected_path, kMostBytes);
  if (!expected) return Render(expected.error());
  return sink::FirstDifference(*expected, ended.reply->json);
}

}  // namespace

std::vector<std::string> CheckCanaries(const std::vector<std::string>& folders,
                                       const worker::PoolSetup& setup) {
  std::vector<std::string> wrong;
  worker::PoolSetup one = setup;
  one.workers = 1;
  worker::Pool pool(one);
  for (const std::string& rules : folders) {
    const std::string folder = rules + "/canaries";
    if (KindBehind(folder) != FileKind::kFolder) continue;
    const auto entries = ListFolder(folder);
    if (!entries) {
      wrong.push_back(Render(entries.error()));
      continue;
    }
    for (const FolderEntry& entry : *entries) {
      const std::filesystem::path path = folder + "/" + entry.name;
      const bool text = path.extension() == ".txt";
      if (!text && path.extension() != ".pdf") continue;
      const auto complain = [&](const std::string& what) {
        if (!what.empty()) {
          wrong.push_back("canary " + PrintablePath(entry.name) + ": " + what);
        }
      };
      Result<Descriptor> file = OpenFile(path.string());
      if (!file) {
        complain(file.error().message);
        continue;
      }
      worker::Job job;
      job.document = {
          "canaries/" + PrintablePath(entry.name),
          text ? archive::DocumentKind::kText : archive::DocumentKind::kPdf,
          {}};
      worker::Ended ended;
      if (setup.workers == 0) {
        ended.reply = worker::Work(job, file->Get(), -1, setup.worker,
                                   [](worker::Stage, int) {});
      } else {
        if (auto begun = pool.Start(0, job, std::move(*file)); !begun) {
          complain(begun.error().message);
          continue;
        }
        std::vector<worker::Ended> all;
        while (all.empty() && worker::NotedSignal() == 0) {
          all = pool.Wait(worker::SignalDescriptor(), 200);
        }
        if (all.empty()) return wrong;  // a signal
        ended = std::move(all.front());
      }
      std::filesystem::path known = path;
      complain(Wrong(ended, known.replace_extension(".json").string()));
    }
  }
  return wrong;
}

}  // namespace bmas::batch
