// Linked with main.cc into `bmas-extract-faulty`, which is never installed: the
// program with a reader that misbehaves as a document asks, and with places
// where it dies. Everything is asked for by a document or the environment of
// this binary only.
//
//   a document that holds "%FAULT name"   does that while it is read
//   BMAS_FAIL_POINT=name:n                kill -9 at the n-th time there
//   BMAS_FAIL_POINT=list                  says each as it is passed
//   BMAS_KERNEL_LACKS=seccomp,landlock    pretends so

#include <fcntl.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "pipeline/base/failpoint.h"
#include "pipeline/worker/hooks.h"

namespace {

[[noreturn]] void Hang() {
  static volatile bool forever = true;
  while (forever) {
  }
  std::abort();
}

[[noreturn]] void Sleep() {
  for (;;) std::this_thread::sleep_for(std::chrono::seconds(1));
}

void Allocate() {
  std::vector<std::string> all;
  for (;;) all.emplace_back(std::size_t{16} << 20U, 'x');
}

void Say() {
  const std::string line(1000, '!');
  for (int i = 0; i < 1000; ++i) {
    static_cast<void>(!write(STDERR_FILENO, line.data(), line.size()));
  }
}

// To whoever listens at descriptor 3, without end.
void Flood() {
  std::string frame(std::size_t{1} << 20U, '\0');
  const std::uint64_t size = std::uint64_t{1} << 40U;
  std::memcpy(frame.data(), &size, sizeof(size));
  for (;;) {
    if (write(3, frame.data(), frame.size()) < 0) Sleep();
  }
}

void Babble() {
  const char nonsense[] = "\3\0\0\0\0\0\0\0abc";
  static_cast<void>(!write(3, &nonsense[0], sizeof(nonsense) - 1));
  Sleep();
}

void OpenFile() {
  const int file = open("/etc/passwd", O_RDONLY | O_CLOEXEC);
  throw std::runtime_error(file >= 0 ? "the file was opened"
                                     : std::strerror(errno));
}

void Make() {
  const int file = open("made-by-a-document", O_WRONLY | O_CREAT, 0666);
  throw std::runtime_error(file >= 0 ? "the file was made"
                                     : std::strerror(errno));
}

void Run(std::string_view name) {
  static const std::map<std::string_view, void (*)()> kFaults{
      {"hang", &Hang},
      {"sleep", &Sleep},
      {"abort", [] { std::abort(); }},
      {"segfault", [] { raise(SIGSEGV); }},
      {"allocate", &Allocate},
      {"say", &Say},
      {"flood", &Flood},
      {"babble", &Babble},
      {"fork", [] { static_cast<void>(fork()); }},
      {"exec", [] { execl("/bin/true", "true", nullptr); }},
      {"socket", [] { socket(AF_INET, SOCK_STREAM, 0); }},
      {"ptrace", [] { ptrace(PTRACE_TRACEME, 0, nullptr, nullptr); }},
      {"kill", [] { kill(getppid(), SIGKILL); }},
      {"open", &OpenFile},
      {"make", &Make},
      {"exit", [] { _exit(0); }},
      {"throw", [] { throw std::runtime_error("thrown by a library"); }},
  };
  const auto fault = kFaults.find(name);
  if (fault != kFaults.end()) fault->second();
}

void BeforeReading(std::string_view bytes) {
  constexpr std::string_view kMark = "%FAULT ";
  const std::size_t at = bytes.find(kMark);
  if (at == std::string_view::npos) return;
  const std::string_view rest = bytes.substr(at + kMark.size());
  Run(rest.substr(0, rest.find('\n')));
}

bool KernelLacks(std::string_view what) {
  const char* lacks = std::getenv("BMAS_KERNEL_LACKS");
  return lacks != nullptr &&
         std::string_view(lacks).find(what) != std::string_view::npos;
}

void AtFailPoint(const char* name) {
  static std::map<std::string, int> passed;
  const char* wanted = std::getenv("BMAS_FAIL_POINT");
  if (wanted == nullptr) return;
  const int times = ++passed[name];
  const std::string here = std::string(name) + ":" + std::to_string(times);
  if (here == wanted) kill(getpid(), SIGKILL);
  if (std::string_view(wanted) == "list") {
    std::fprintf(stderr, "fail point %s\n", here.c_str());
  }
}

[[maybe_unused]] const bool kSet = [] {
  bmas::worker::hooks.before_reading = &BeforeReading;
  bmas::worker::hooks.kernel_lacks = &KernelLacks;
  bmas::fail_point_hook = &AtFailPoint;
  return true;
}();

}  // namespace
