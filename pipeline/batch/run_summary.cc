#include "pipeline/batch/run_summary.h"

#include <ctime>
#include <iomanip>
#include <sstream>

#include "pipeline/sink/engine.h"

namespace bmas::batch {
namespace {

using archive::Reason;
using sink::JsonObject;

std::map<std::string, std::size_t> ByCode(const Tally& tally) {
  std::map<std::string, std::size_t> codes;
  for (const Failure& failure : tally.failures) {
    ++codes[failure.code.empty() ? failure.status : failure.code];
  }
  return codes;
}

JsonObject Reasons(const Tally& tally, bool due) {
  JsonObject object;
  for (int i = 0; i < static_cast<int>(Reason::kGone); ++i) {
    const auto reason = static_cast<Reason>(i);
    if (archive::IsDue(reason) == due) {
      object.Set(Name(reason), tally.Of(reason));
    }
  }
  return object;
}

std::vector<JsonObject> Failures(const Tally& tally) {
  std::vector<JsonObject> list;
  for (const Failure& failure : tally.failures) {
    JsonObject one;
    one.Set("path", failure.path).Set("status", failure.status);
    if (failure.code.empty()) {
      one.SetNull("code").SetNull("message");
    } else {
      one.Set("code", failure.code).Set("message", failure.message);
    }
    list.push_back(one.Set("known", failure.known));
  }
  return list;
}

}  // namespace

JsonObject RunJson(const RunFacts& facts, const Tally& tally) {
  JsonObject codes, seconds;
  for (const auto& [code, count] : ByCode(tally)) codes.Set(code, count);
  for (const auto& [stage, taken] : tally.seconds) seconds.Set(stage, taken);
  std::vector<JsonObject> slowest;
  for (const Slow& slow : tally.slowest) {
    slowest.push_back(
        JsonObject().Set("path", slow.path).Set("seconds", slow.seconds));
  }
  JsonObject out;
  out.Set("schema_version", "1.0");
  out.Set("start", facts.start).Set("end", facts.end);
  out.Set("seconds", facts.seconds);
  out.Set("state", facts.state).Set("exit_code", facts.exit_code);
  out.Set("engine", JsonObject()
                        .Set("version", sink::EngineVersion())
                        .Set("poppler", sink::PopplerVersion())
                        .Set("icu", sink::IcuVersion()));
  out.Set("rules", facts.rules).Set("roots", facts.roots);
  out.Set("workers", facts.workers).Set("sandbox", facts.sandbox);
  out.Set("documents", JsonObject()
                           .Set("seen", tally.Seen())
                           .Set("due", Reasons(tally, true))
                           .Set("not_due", Reasons(tally, false))
                           .Set("gone", tally.Of(Reason::kGone))
                           .Set("ignored", facts.ignored));
  out.Set("records", JsonObject()
                         .Set("ok", tally.ok)
                         .Set("partial", tally.partial)
                         .Set("failed", tally.failed)
                         .Set("from_stored_text", tally.from_stored)
                         .Set("files_written", tally.written));
  out.Set("found", JsonObject()
                       .Set("dated", tally.dated)
                       .Set("award_releases", tally.award_releases)
                       .Set("awards", tally.awards)
                       .Set("winners", tally.winners)
                       .Set("contacts", tally.contacts)
                       .Set("checks_failed", tally.checks_failed));
  out.Set("failures_by_code", codes).Set("failures", Failures(tally));
  out.Set("workers_lost", tally.killed_workers);
  out.Set("seconds_by_stage", seconds).Set("slowest", slowest);
  out.Set("gates_failed", facts.gates);
  return out.Set("errors", facts.errors).Set("warnings", facts.warnings);
}

std::string Metrics(const RunFacts& facts, const Tally& tally) {
  std::ostringstream out;
  const auto head = [&](const char* name, const char* help) {
    out << "# HELP bmas_extract_" << name << ' ' << help
        << "\n# TYPE bmas_extract_" << name << " gauge\n";
  };
  const auto one = [&](const char* name, const char* help, auto value) {
    head(name, help);
    out << "bmas_extract_" << name << ' ' << value << '\n';
  };
  head("run_documents", "Documents of the last run, by reason.");
  for (int i = 0; i < archive::kReasons; ++i) {
    out << "bmas_extract_run_documents{reason=\""
        << Name(static_cast<Reason>(i)) << "\"} "
        << tally.Of(static_cast<Reason>(i)) << '\n';
  }
  head("run_records", "Records of the last run, by status.");
  out << "bmas_extract_run_records{status=\"ok\"} " << tally.ok << '\n'
      << "bmas_extract_run_records{status=\"partial\"} " << tally.partial
      << '\n'
      << "bmas_extract_run_records{status=\"failed\"} " << tally.failed << '\n';
  head("run_failures", "Documents failed or partial in the last run, by code.");
  for (const auto& [code, count] : ByCode(tally)) {
    out << "bmas_extract_run_failures{code=\"" << code << "\"} " << count
        << '\n';
  }
  one("run_new_failures", "Of them, those not known from an earlier run.",
      tally.NewFailures());
  one("run_winners", "Winners found in the last run.", tally.winners);
  one("run_checks_failed", "Checks failed in the last run.",
      tally.checks_failed);
  one("run_gates_failed", "Gates that did not hold in the last run.",
      facts.gates.size());
  one("run_exit_code", "Exit code of the last run.", facts.exit_code);
  out << std::fixed << std::setprecision(3);
  one("run_seconds", "How long the last run took.", facts.seconds);
  head("run_stage_seconds", "Time of the last run by stage, over all workers.");
  for (const auto& [stage, taken] : tally.seconds) {
    out << "bmas_extract_run_stage_seconds{stage=\"" << stage << "\"} " << taken
        << '\n';
  }
  out << std::setprecision(0);
  one("run_end_timestamp_seconds", "When the last run ended (Unix time).",
      static_cast<std::int64_t>(std::time(nullptr)));
  return out.str();
}

}  // namespace bmas::batch
