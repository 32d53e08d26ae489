#include <algorithm>
#include <chrono>
#include <csignal>
#include <fstream>
#include <future>
#include <iostream>
#include <map>
#include <sstream>
#include <thread>

#include "pipeline/archive/output.h"
#include "pipeline/archive/plan.h"
#include "pipeline/base/clock.h"
#include "pipeline/base/file.h"
#include "pipeline/batch/batch.h"
#include "pipeline/batch/canaries.h"
#include "pipeline/batch/console.h"
#include "pipeline/batch/gates.h"
#include "pipeline/batch/run_summary.h"
#include "pipeline/batch/summary.h"
#include "pipeline/batch/versions.h"
#include "pipeline/cli/commands.h"
#include "pipeline/worker/signals.h"

namespace bmas::cli {
namespace {

using archive::Reason;

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

Result<archive::Inputs> FindDocuments(const Args& args) {
  if (args.files_from.empty()) {
    return archive::FindInputs(args.inputs, args.out,
                               [] { return worker::NotedSignal() != 0; });
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

// One run, step by step; each says how the run ends if it ends there.
class RunOfDocuments {
 public:
  explicit RunOfDocuments(const Args& args)
      : args_(args),
        console_(args.log_format == "json", args.quiet),
        begun_(Clock::now()),
        summary_(args.quiet) {
    facts_.start = batch::Timestamp();
    facts_.state = "done";
  }

  int Run() {
    // Rules compile while the folders are searched.
    std::future<bool> loaded = std::async(
        std::launch::async, [&] { return LoadRulesFor(args_, &rules_); });
    Result<archive::Inputs> inputs = FindDocuments(args_);
    if (!loaded.get()) return kExitUsage;
    if (!inputs) return Refuse(inputs.error());
    inputs_ = std::move(*inputs);
    tally_.seconds["finding"] = Taken();
    facts_.ignored = inputs_.ignored;
    for (const archive::Root& root : inputs_.roots) {
      facts_.roots.push_back(PrintablePath(root.name));
    }
    const Errors wrong = batch::ReadGates(RuleFolders(args_), &gates_);
    for (const Error& error : wrong) console_.Error(Render(error));
    if (!wrong.empty()) return kExitUsage;
    if (int code = SetUpWorkers(); code != kExitOk) return code;
    return args_.dry_run ? DryRun() : LockedRun();
  }

 private:
  double Taken() const { return SecondsSince(begun_); }

  int Refuse(const Error& error) {
    console_.Error(Render(error));
    return kExitUsage;
  }

  int SetUpWorkers() {
    worker::PoolSetup& pool = setup_.pool;
    pool.worker.rules = &rules_;
    pool.worker.limits.pages = args_.max_pages;
    pool.worker.limits.words = args_.max_words;
    pool.worker.max_bytes = args_.max_bytes;
    pool.worker.process = args_.process;
    pool.workers = args_.workers;
    if (pool.workers < 0) {
      pool.workers =
          static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    }
    pool.recycle_after = args_.recycle_after;
    const bool require = args_.sandbox == "require";
    if (require) pool.sandbox = worker::SandboxMode::kRequire;
    if (args_.sandbox == "off") pool.sandbox = worker::SandboxMode::kOff;
    setup_.reader = batch::ReaderOf(pool.worker);
    facts_.rules = rules_.version;
    facts_.workers = pool.workers;
    facts_.sandbox = "none";
    if (pool.workers == 0 || pool.sandbox == worker::SandboxMode::kOff) {
      if (require) {
        return Refuse(
            {ErrorCode::kUsage, "--sandbox=require needs workers", {}});
      }
      return kExitOk;
    }
    const std::vector<std::string> lacks = worker::SandboxLacks();
    facts_.sandbox.clear();
    std::string missing;
    for (const char* what : {"seccomp", "landlock"}) {
      const bool has = std::ranges::find(lacks, what) == lacks.end();
      std::string& list = has ? facts_.sandbox : missing;
      list += (list.empty() ? "" : " ") + std::string(what);
    }
    if (missing.empty()) return kExitOk;
    if (require) {
      return Refuse({ErrorCode::kUsage,
                     "--sandbox=require: this kernel lacks " + missing,
                     {}});
    }
    console_.Warn("this kernel lacks " + missing +
                  "; workers are confined without it");
    return kExitOk;
  }

  archive::PlanOptions PlanOptions() const {
    archive::PlanOptions options;
    options.max_bytes = args_.max_bytes;
    options.rehash = args_.rehash;
    if (args_.settle_s > 0) {
      const auto now = std::chrono::system_clock::now().time_since_epoch();
      options.settled_before =
          std::chrono::duration_cast<std::chrono::nanoseconds>(now).count() -
          static_cast<std::int64_t>(args_.settle_s) * 1'000'000'000;
    }
    return options;
  }

  // Inputs that are not there: roots known before are a gate's matter.
  std::vector<std::string> LostRoots(const archive::Plan& plan) const {
    std::vector<std::string> wrong;
    if (args_.accept_removals) return wrong;
    for (const std::string& root : plan.lost_roots) {
      wrong.push_back("root \"" + PrintablePath(root) +
                      "\": expected documents, found none; " +
                      std::to_string(plan.lost.at(root).first) +
                      " are known from before");
    }
    for (const auto& [root, counts] : plan.lost) {
      const auto [known, gone] = counts;
      if (gone * 5 > known &&
          std::ranges::find(plan.lost_roots, root) == plan.lost_roots.end()) {
        wrong.push_back("root \"" + PrintablePath(root) +
                        "\": expected at most a fifth of its " +
                        std::to_string(known) + " documents to be gone, " +
                        std::to_string(gone) + " are");
      }
    }
    if (!wrong.empty()) {
      wrong.push_back("nothing was done; --accept-removals accepts it");
    }
    return wrong;
  }

  int DryRun() {
    const std::string path = args_.out + "/ledger.db";
    const bool there = KindBehind(path) == FileKind::kRegular;
    auto ledger = archive::Ledger::Open(
        there ? path : ":memory:",
        there ? store::OpenMode::kReadOnly : store::OpenMode::kReadWrite);
    if (!ledger) return Refuse(ledger.error());
    std::map<std::string, Reason> reasons;
    auto plan =
        archive::MakePlan(inputs_, &*ledger, setup_.reader, PlanOptions(),
                          [&](const std::string& document, Reason reason) {
                            reasons[document] = reason;
                          });
    if (!plan) return Refuse(plan.error());
    for (const archive::Entry& entry : plan->gone) {
      reasons[entry.path] = Reason::kGone;
    }
    archive::Contents contents(&*ledger, *plan);
    for (const archive::Task& task : plan->tasks) {
      const auto reason =
          archive::Resolved(task, setup_.reader, args_.max_bytes, &contents);
      if (!reason) return Refuse(reason.error());
      reasons[task.file.path] = *reason;
    }
    std::map<Reason, std::size_t> counts;
    for (const auto& [document, reason] : reasons) {
      std::cout << Name(reason) << '\t' << PrintablePath(document) << '\n';
      ++counts[reason];
    }
    for (const std::string& wrong : LostRoots(*plan)) console_.Error(wrong);
    for (const Error& error : inputs_.missing) console_.Error(Render(error));
    if (!LostRoots(*plan).empty()) return kExitGate;
    return inputs_.missing.empty() ? kExitOk : kExitUsage;
  }

  int LockedRun() {
    auto lock = archive::LockOutput(args_.out);
    if (!lock) return Refuse(lock.error());
    if (!lock->Open()) {
      console_.Error(PrintablePath(args_.out) +
                     ": another run holds the output folder");
      return kExitBusy;
    }
    auto output = archive::Output::Open(args_.out, std::move(*lock));
    if (!output) return Refuse(output.error());
    output_ = std::move(*output);
    int code = Work();
    if (worker::NotedSignal() != 0 && code != kExitUsage) {
      code = kExitSignal + (worker::NotedSignal() == SIGINT ? SIGINT : SIGTERM);
      facts_.state = "interrupted";
    }
    return Close(code);
  }

  int Work() {
    auto plan = archive::MakePlan(inputs_, &output_->Ledger(), setup_.reader,
                                  PlanOptions());
    if (!plan) return Broken(plan.error());
    tally_.seconds["planning"] = Taken() - tally_.seconds["finding"];
    facts_.gates = LostRoots(*plan);
    if (!facts_.gates.empty()) return Held();
    auto past = output_->Ledger().Past();
    if (!past) return Broken(past.error());
    tally_.reasons = plan->counts;
    facts_.gates = batch::CheckCanaries(RuleFolders(args_), setup_.pool);
    if (worker::NotedSignal() != 0) return kExitOk;
    if (!facts_.gates.empty()) {
      facts_.gates.push_back("no document was read");
      return Held();
    }
    batch::Batch batch(setup_, output_.get(), std::move(*plan), inputs_,
                       Events(), &tally_);
    if (auto done = batch.Run(); !done) return Broken(done.error());
    for (const Error& error : inputs_.missing) AddError(Render(error));
    for (const Error& error : inputs_.unreadable) AddError(Render(error));
    for (const Error& error : batch.Refused()) AddError(Render(error));
    facts_.gates = batch::FailedGates(gates_, tally_, *past);
    if (worker::NotedSignal() != 0) return kExitOk;
    if (!inputs_.missing.empty() || !batch.Refused().empty()) {
      return kExitUsage;
    }
    if (!facts_.gates.empty()) return Held();
    return tally_.NewFailures() > 0 || !inputs_.unreadable.empty() ? kExitFailed
                                                                   : kExitOk;
  }

  batch::BatchEvents Events() {
    batch::BatchEvents events;
    events.ended = [this](const std::string& path, Reason reason,
                          const worker::Reply& reply, double seconds) {
      summary_.Add(path, reply);
      console_.Document(path, Name(reason), reply, seconds);
    };
    events.tick = [this](std::size_t done, std::size_t all) {
      console_.Progress(done, all);
    };
    events.warn = [this](const std::string& text) { console_.Warn(text); };
    return events;
  }

  void AddError(const std::string& text) {
    facts_.errors.push_back(text);
    summary_.AddError(text);
    if (console_.Json()) console_.Error(text);
  }

  int Broken(const Error& error) {
    facts_.state = "failed";
    AddError(Render(error) + "; what was committed before is kept");
    return kExitUsage;
  }

  int Held() {
    facts_.state = "held";
    for (const std::string& gate : facts_.gates) AddError("gate: " + gate);
    return kExitGate;
  }

  // The run's own records. That it cannot be noted is an error of its own.
  int Close(int code) {
    facts_.end = batch::Timestamp();
    facts_.seconds = Taken();
    facts_.exit_code = code;
    const sink::JsonObject json = Facts();
    const std::string name = "runs/" + facts_.start + ".json";
    Result<void> noted = output_->WriteRunFile(name, json.Indented());
    if (noted) {
      noted = output_->Ledger().PutRun(
          {facts_.start, facts_.state, code, json.Line()});
    }
    // Also of a run whose output folder is full: that is what they are for.
    if (!args_.metrics.empty()) {
      const auto told =
          WriteFileAtomically(args_.metrics, batch::Metrics(facts_, tally_));
      if (noted && !told) noted = told;
    }
    if (!noted) {
      AddError(Render(noted.error()));
      if (code == kExitOk || code == kExitFailed) code = kExitUsage;
    }
    // Known failures say nothing new.
    const bool news = code != kExitOk;
    if (!args_.quiet || news) {
      console_.Summary(
          summary_.Text(PrintablePath(args_.out), tally_, facts_.ignored),
          Facts());
    }
    return code;
  }

  sink::JsonObject Facts() {
    facts_.warnings = console_.Warnings();
    return batch::RunJson(facts_, tally_);
  }

  const Args& args_;
  batch::Console console_;
  Clock::time_point begun_;
  rules::RuleSet rules_;
  archive::Inputs inputs_;
  batch::Gates gates_;
  batch::BatchSetup setup_;
  std::unique_ptr<archive::Output> output_;
  batch::Tally tally_;
  batch::Summary summary_;
  batch::RunFacts facts_;
};

}  // namespace

int RunCommand(const Args& args) {
  if (args.print_config) {
    std::cout << args.config_text;
    return kExitOk;
  }
  worker::NoteSignals();
  return RunOfDocuments(args).Run();
}

}  // namespace bmas::cli
