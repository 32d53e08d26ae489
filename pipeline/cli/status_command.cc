#include <algorithm>
#include <iostream>
#include <map>

#include "pipeline/archive/ledger.h"
#include "pipeline/base/file.h"
#include "pipeline/cli/commands.h"
#include "pipeline/sink/json_object.h"

namespace bmas::cli {
namespace {

using archive::Entry;
using sink::JsonObject;

struct Glance {
  std::size_t documents = 0, duplicates = 0;
  std::map<std::string, std::size_t> by_status, by_code;
  std::size_t awards = 0, winners = 0, checks_failed = 0;
  std::vector<Entry> troubled;  // failed, partial or to be tried again
};

bool IsPoison(const Entry& entry) { return entry.strikes >= 2 && !entry.retry; }

Result<Glance> LookAt(archive::Ledger* ledger) {
  Glance glance;
  const auto done = ledger->Each([&](const Entry& entry) {
    ++glance.documents;
    ++glance.by_status[entry.status];
    if (!entry.code.empty()) ++glance.by_code[entry.code];
    if (!entry.duplicate_of.empty()) ++glance.duplicates;
    glance.awards += static_cast<std::size_t>(entry.awards);
    glance.winners += static_cast<std::size_t>(entry.winners);
    glance.checks_failed += static_cast<std::size_t>(entry.checks_failed);
    if (entry.status != "ok" || entry.retry) glance.troubled.push_back(entry);
  });
  if (!done) return Fail(done.error());
  return glance;
}

JsonObject Counts(const std::map<std::string, std::size_t>& counts) {
  JsonObject object;
  for (const auto& [name, count] : counts) object.Set(name, count);
  return object;
}

void PrintJson(const Glance& glance, const std::optional<archive::Run>& last) {
  std::vector<JsonObject> troubled;
  for (const Entry& entry : glance.troubled) {
    troubled.push_back(JsonObject()
                           .Set("path", PrintablePath(entry.path))
                           .Set("status", entry.status)
                           .Set("code", entry.code)
                           .Set("message", entry.message)
                           .Set("poison", IsPoison(entry))
                           .Set("retry", entry.retry));
  }
  JsonObject out;
  out.Set("documents", glance.documents)
      .Set("duplicates", glance.duplicates)
      .Set("by_status", Counts(glance.by_status))
      .Set("by_code", Counts(glance.by_code))
      .Set("awards", glance.awards)
      .Set("winners", glance.winners)
      .Set("checks_failed", glance.checks_failed)
      .Set("failures", troubled);
  if (last) {
    out.Set("last_run", JsonObject()
                            .Set("start", last->start)
                            .Set("state", last->state)
                            .Set("exit_code", last->exit_code));
  } else {
    out.SetNull("last_run");
  }
  std::cout << out.Indented();
}

void PrintText(const Glance& glance, const std::optional<archive::Run>& last) {
  const auto list = [](const std::map<std::string, std::size_t>& counts) {
    std::string text;
    for (const auto& [name, count] : counts) {
      text += (text.empty() ? "" : ", ") + std::to_string(count) + " " + name;
    }
    return text;
  };
  std::cout << glance.documents << " documents";
  if (glance.documents > 0) std::cout << ": " << list(glance.by_status);
  if (glance.duplicates > 0) {
    std::cout << "; " << glance.duplicates << " of them duplicates";
  }
  std::cout << "\n"
            << glance.awards << " awards, " << glance.winners << " winners, "
            << glance.checks_failed << " failed checks\n";
  if (last) {
    std::cout << "last run: " << last->start << ", " << last->state
              << ", exit code " << last->exit_code << "\n";
  } else {
    std::cout << "no run has ended here yet\n";
  }
  if (!glance.by_code.empty()) {
    std::cout << "\nfailures: " << list(glance.by_code) << "\n";
  }
  for (const Entry& entry : glance.troubled) {
    std::cout << "  " << PrintablePath(entry.path) << ": " << entry.status;
    if (!entry.code.empty()) std::cout << ": " << entry.code;
    if (!entry.message.empty()) std::cout << ": " << entry.message;
    if (IsPoison(entry)) std::cout << " (poison: not tried again)";
    if (entry.retry) std::cout << " (to be tried again)";
    std::cout << "\n";
  }
}

// The ledger of an output folder that a run has made.
Result<archive::Ledger> OpenLedger(const Args& args, store::OpenMode mode) {
  const std::string path = args.out + "/ledger.db";
  if (KindBehind(path) != FileKind::kRegular) {
    return Fail(ErrorCode::kUsage, "is no output folder: no run has been there",
                {PrintablePath(args.out), 0, 0, {}});
  }
  return archive::Ledger::Open(path, mode);
}

}  // namespace

int StatusCommand(const Args& args) {
  auto ledger = OpenLedger(args, store::OpenMode::kReadOnly);
  if (!ledger) {
    std::cerr << Render(ledger.error()) << "\n";
    return kExitUsage;
  }
  const auto glance = LookAt(&*ledger);
  const auto last = ledger->LastRun();
  if (!glance || !last) {
    std::cerr << Render(glance ? last.error() : glance.error()) << "\n";
    return kExitUsage;
  }
  args.json ? PrintJson(*glance, *last) : PrintText(*glance, *last);
  return kExitOk;
}

}  // namespace bmas::cli
