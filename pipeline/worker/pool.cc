#include "pipeline/worker/pool.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <new>

#include "pipeline/base/clock.h"
#include "pipeline/base/file.h"
#include "pipeline/base/utf8.h"
#include "pipeline/worker/socket.h"

namespace bmas::worker {
namespace {

#if defined(__SANITIZE_ADDRESS__)
constexpr bool kLimitMemory = false;  // shadow memory takes terabytes
#else
constexpr bool kLimitMemory = true;
#endif

// Where the worker finds its socket.
constexpr int kSocket = 3;

void SetLimit(__rlimit_resource what, std::uint64_t value) {
  const rlimit limit{value, value};
  setrlimit(what, &limit);
}

std::string Allowed(std::uint64_t amount, const std::string& unit,
                    const std::string& used) {
  return std::to_string(amount) + " " + unit + " allowed, " + used;
}

std::string At(Stage stage, int page) {
  if (stage == Stage::kPages) return "page " + std::to_string(page);
  return Name(stage);
}

// Becomes a worker: called in the child, never returns.
[[noreturn]] void BecomeWorker(int socket, int log, int null, pid_t parent,
                               Progress* progress, const PoolSetup& setup) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(kWorkerDone);
  // The supervisor decides when a worker goes, not the terminal.
  for (const int number : {SIGINT, SIGTERM, SIGHUP, SIGXFSZ}) {
    std::signal(number, SIG_IGN);
  }
  for (const int number : {SIGXCPU, SIGPIPE}) std::signal(number, SIG_DFL);
  dup2(null, STDIN_FILENO);
  dup2(log, STDOUT_FILENO);
  dup2(log, STDERR_FILENO);
  dup2(socket, kSocket);
  close_range(kSocket + 1, ~0U, 0);
  SetLimit(RLIMIT_CORE, 0);
  SetLimit(RLIMIT_NOFILE, 32);
  SetLimit(RLIMIT_FSIZE, setup.worker.process.stderr_kib << 10U);
  if (kLimitMemory) {
    SetLimit(RLIMIT_AS, setup.worker.process.memory_mib << 20U);
  }
  std::set_new_handler([] { _exit(kWorkerOutOfMemory); });
  if (setup.sandbox != SandboxMode::kOff && !EnterSandbox(ReadableFolders())) {
    _exit(kWorkerNoSandbox);
  }
  Serve(kSocket, progress, setup.worker);
}

}  // namespace

struct Pool::Slot {
  Slot() {
    void* memory = mmap(nullptr, sizeof(Progress), PROT_READ | PROT_WRITE,
                        MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) throw std::bad_alloc();
    progress = new (memory) Progress;
  }
  Slot(const Slot&) = delete;
  Slot& operator=(const Slot&) = delete;
  ~Slot() { munmap(progress, sizeof(Progress)); }

  pid_t pid = 0;  // 0: no process
  Descriptor socket, log;
  Progress* progress = nullptr;
  int documents = 0;  // that this process has had
  bool busy = false;
  std::size_t id = 0;
  Clock::time_point begun, beaten;
  std::uint32_t beats = 0;
  std::string received;
  std::optional<Death> killed;  // why we ended it
};

Pool::Pool(const PoolSetup& setup) : setup_(setup) {
  for (int i = 0; i < setup.workers; ++i) {
    slots_.push_back(std::make_unique<Slot>());
  }
}

Pool::~Pool() {
  for (const auto& slot : slots_) Stop(slot.get());
}

bool Pool::HasIdle() const {
  return std::ranges::any_of(slots_, [](const auto& s) { return !s->busy; });
}

void Pool::Stop(Slot* slot) {
  if (slot->pid == 0) return;
  kill(slot->pid, SIGKILL);
  while (waitpid(slot->pid, nullptr, 0) < 0 && errno == EINTR) {
  }
  slot->pid = 0;
  slot->socket.Close();
  slot->log.Close();
}

Result<void> Pool::Fork(Slot* slot) {
  int pair[2] = {-1, -1};
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, &pair[0]) != 0) {
    return SystemError(ErrorCode::kOutput, "cannot make a socket", {}, errno);
  }
  slot->socket = Descriptor(pair[0]);
  const Descriptor theirs(pair[1]);
  slot->log = Descriptor(memfd_create("worker-stderr", MFD_CLOEXEC));
  const Descriptor null(open("/dev/null", O_RDONLY | O_CLOEXEC));
  if (!slot->log.Open() || !null.Open()) {
    return SystemError(ErrorCode::kOutput, "cannot start a worker", {}, errno);
  }
  const pid_t parent = getpid();
  const pid_t child = fork();
  if (child < 0) {
    return SystemError(ErrorCode::kOutput, "cannot start a worker", {}, errno);
  }
  if (child == 0) {
    BecomeWorker(theirs.Get(), slot->log.Get(), null.Get(), parent,
                 slot->progress, setup_);
  }
  fcntl(slot->socket.Get(), F_SETFL, O_NONBLOCK);
  slot->pid = child;
  slot->documents = 0;
  return {};
}

Result<void> Pool::Start(std::size_t id, const Job& job,
                         Descriptor descriptor) {
  const auto idle =
      std::ranges::find_if(slots_, [](const auto& s) { return !s->busy; });
  Slot* slot = idle->get();
  if (slot->pid > 0 && slot->documents >= setup_.recycle_after) Stop(slot);
  if (slot->pid == 0) {
    if (Result<void> forked = Fork(slot); !forked) return forked;
  }
  // Counted by the kernel for the process, so from where it is now.
  const std::string bytes = JobBytes(job);
  clockid_t clock{};
  timespec used{};
  if (clock_getcpuclockid(slot->pid, &clock) == 0) clock_gettime(clock, &used);
  const rlimit cpu{
      static_cast<rlim_t>(used.tv_sec) + 1 + setup_.worker.process.cpu_s,
      RLIM_INFINITY};
  prlimit(slot->pid, RLIMIT_CPU, &cpu, nullptr);
  slot->progress->stage = 0;
  slot->progress->page = 0;
  slot->beats = slot->progress->beats;
  slot->busy = true;
  slot->id = id;
  slot->begun = slot->beaten = Clock::now();
  slot->received.clear();
  slot->killed.reset();
  ++slot->documents;
  // A worker that is already dead is found out by Wait.
  SendJob(slot->socket.Get(), bytes, descriptor.Get());
  return {};
}

// Takes what has come; true when the document has ended.
bool Pool::Read(Slot* slot, Ended* ended) {
  const std::uint64_t most = setup_.worker.process.output_mib << 20U;
  char buffer[1U << 16U];
  for (;;) {
    const ssize_t got = recv(slot->socket.Get(), &buffer[0], sizeof(buffer), 0);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0 && errno == EAGAIN) return false;
    if (got <= 0) {
      *ended = Bury(slot);
      return true;
    }
    slot->received.append(&buffer[0], static_cast<std::size_t>(got));
    std::uint64_t size = 0;
    if (slot->received.size() < sizeof(size)) continue;
    std::memcpy(&size, slot->received.data(), sizeof(size));
    if (size > most || slot->received.size() > most + sizeof(size)) {
      slot->killed =
          Death{{ErrorCode::kLimit,
                 "output limit: " + Allowed(setup_.worker.process.output_mib,
                                            "MiB", "more than that used"),
                 {}},
                "output",
                Stage::kWriting,
                slot->progress->page,
                {}};
      *ended = Bury(slot);
      return true;
    }
    if (slot->received.size() < sizeof(size) + size) continue;
    auto reply =
        ReplyFrom(std::string_view(slot->received).substr(sizeof(size), size));
    if (!reply || slot->received.size() > sizeof(size) + size) {
      slot->killed =
          Death{{ErrorCode::kCrashed, "the worker answered nonsense", {}},
                {},
                Stage::kWriting,
                0,
                {}};
      *ended = Bury(slot);
      return true;
    }
    ended->id = slot->id;
    ended->seconds = SecondsSince(slot->begun);
    ended->reply = std::move(reply);
    slot->busy = false;
    slot->received = {};
    if (slot->killed) Stop(slot);  // it was ready just as its time was up
    return true;
  }
}

// Kills a worker that has had its time.
void Pool::CheckLimits(Slot* slot) {
  const ProcessLimits& limits = setup_.worker.process;
  if (slot->killed) return;
  if (const std::uint32_t beats = slot->progress->beats; beats != slot->beats) {
    slot->beats = beats;
    slot->beaten = Clock::now();
  }
  const auto stage = static_cast<Stage>(slot->progress->stage.load());
  const int page = slot->progress->page;
  const auto end = [&](const char* limit, std::uint64_t allowed,
                       const std::string& used) {
    slot->killed =
        Death{{ErrorCode::kLimit,
               std::string(limit) + " limit: " + Allowed(allowed, "s", used) +
                   " at " + At(stage, page),
               {}},
              limit,
              stage,
              page,
              {}};
    kill(slot->pid, SIGKILL);
  };
  const double wall = SecondsSince(slot->begun);
  const double silence = SecondsSince(slot->beaten);
  if (wall > static_cast<double>(limits.wall_s)) {
    end("wall time", limits.wall_s,
        std::to_string(static_cast<std::uint64_t>(wall)) + " s used");
  } else if (silence > static_cast<double>(limits.silence_s)) {
    end("silence", limits.silence_s,
        std::to_string(static_cast<std::uint64_t>(silence)) +
            " s without a new page or stage");
  }
}

Death Pool::Explain(const Slot& slot, int status) const {
  const ProcessLimits& limits = setup_.worker.process;
  Death death;
  death.stage = static_cast<Stage>(slot.progress->stage.load());
  death.page = slot.progress->page;
  if (const auto said = ReadOpenFile(slot.log.Get(), {}, 1U << 30U); said) {
    std::size_t replaced = 0;
    death.stderr_text = Repair(*said, &replaced);
  }
  const auto limit = [&](const char* name, const std::string& text) {
    death.limit = name;
    death.error = {ErrorCode::kLimit,
                   std::string(name) + " limit: " + text + " at " +
                       At(death.stage, death.page),
                   {}};
  };
  const auto crashed = [&](const std::string& how) {
    death.error = {ErrorCode::kCrashed,
                   "the worker " + how + " at " + At(death.stage, death.page),
                   {}};
  };
  const bool signalled = WIFSIGNALED(status);
  const int number = signalled ? WTERMSIG(status) : WEXITSTATUS(status);
  // Poppler's allocator says this and ends the process.
  const bool out_of_memory =
      death.stderr_text.find("Out of memory") != std::string::npos ||
      death.stderr_text.find("out-of-memory") != std::string::npos;
  if (signalled && number == SIGXCPU) {
    limit("cpu", Allowed(limits.cpu_s, "s", "all used"));
  } else if ((!signalled && number == kWorkerOutOfMemory) ||
             (out_of_memory && (number == SIGABRT || !signalled))) {
    limit("memory", Allowed(limits.memory_mib, "MiB", "all used"));
  } else if (signalled && number == SIGSYS) {
    crashed("was ended by its sandbox for a forbidden system call");
  } else if (signalled) {
    crashed("died of signal " + std::to_string(number) + " (" +
            sigabbrev_np(number) + ")");
  } else if (number == kWorkerNoSandbox) {
    crashed("could not enter its sandbox");
  } else {
    crashed("ended with exit code " + std::to_string(number) +
            " without an answer");
  }
  return death;
}

// Collects a worker that is dead or has to be.
Ended Pool::Bury(Slot* slot) {
  int status = 0;
  if (slot->killed) kill(slot->pid, SIGKILL);
  // A worker that closed its socket and lives on would never be collected.
  for (int i = 0; waitpid(slot->pid, &status, WNOHANG) == 0; ++i) {
    if (i == 200) kill(slot->pid, SIGKILL);
    usleep(1000);
  }
  Ended ended;
  ended.id = slot->id;
  ended.seconds = SecondsSince(slot->begun);
  ended.death = Explain(*slot, status);
  if (slot->killed) {
    slot->killed->stderr_text = ended.death->stderr_text;
    ended.death = std::move(slot->killed);
  }
  slot->killed.reset();
  slot->pid = 0;
  slot->busy = false;
  slot->received = {};
  slot->socket.Close();
  slot->log.Close();
  return ended;
}

std::vector<Ended> Pool::Wait(int wake, int timeout_ms) {
  std::vector<pollfd> watched{{wake, POLLIN, 0}};
  std::vector<Slot*> busy;
  for (const auto& slot : slots_) {
    if (!slot->busy) continue;
    busy.push_back(slot.get());
    watched.push_back({slot->socket.Get(), POLLIN, 0});
  }
  // Clocks are looked at often enough that a limit of seconds means seconds.
  constexpr int kMostWait = 200;
  poll(watched.data(), watched.size(), std::min(timeout_ms, kMostWait));
  std::vector<Ended> ended;
  for (std::size_t i = 0; i < busy.size(); ++i) {
    CheckLimits(busy[i]);
    Ended one;
    if (watched[i + 1].revents != 0 && Read(busy[i], &one)) {
      ended.push_back(std::move(one));
    }
  }
  return ended;
}

}  // namespace bmas::worker
