#include "pipeline/batch/versions.h"

#include <array>
#include <chrono>
#include <cstdio>
#include <ctime>

#include "pipeline/base/bytes.h"
#include "pipeline/base/sha256.h"
#include "pipeline/sink/engine.h"

namespace bmas::batch {
namespace {

// Short enough to be kept without an allocation for each of many entries.
std::string Key(std::string_view bytes) { return Sha256(bytes).substr(0, 12); }

}  // namespace

archive::Reader ReaderOf(const worker::WorkerSetup& setup) {
  ByteWriter engine;
  engine.PutText(sink::EngineVersion());
  engine.PutText(sink::PopplerVersion());
  engine.PutText(sink::IcuVersion());
  engine.Put<std::int64_t>(setup.limits.pages);
  engine.Put(setup.limits.words);
  engine.Put(setup.max_bytes);
  ByteWriter limits;
  const worker::ProcessLimits& most = setup.process;
  for (const std::uint64_t limit : {most.memory_mib, most.cpu_s, most.wall_s,
                                    most.silence_s, most.output_mib}) {
    limits.Put(limit);
  }
  archive::Reader reader;
  reader.engine = Key(engine.Take());
  reader.limits = Key(limits.Take());
  reader.rules = Key(setup.rules->version);
  reader.stored = Key(reader.engine + setup.rules->lexicon_version);
  return reader;
}

std::string Timestamp() {
  const auto now = std::chrono::system_clock::now();
  const std::time_t seconds = std::chrono::system_clock::to_time_t(now);
  const auto since = now.time_since_epoch();
  const auto milliseconds =
      std::chrono::duration_cast<std::chrono::milliseconds>(since).count() %
      1000;
  std::tm utc{};
  gmtime_r(&seconds, &utc);
  std::array<char, 40> text{};
  const std::size_t size =
      std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%S", &utc);
  std::snprintf(text.data() + size, text.size() - size, ".%03dZ",
                static_cast<int>(milliseconds));
  return text.data();
}

}  // namespace bmas::batch
