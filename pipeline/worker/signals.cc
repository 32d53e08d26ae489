#include "pipeline/worker/signals.h"

#include <sys/eventfd.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdint>

namespace bmas::worker {
namespace {

std::atomic<int> noted{0};
int event = -1;

void Note(int number) {
  const int saved = errno;
  noted = number;
  const std::uint64_t one = 1;
  static_cast<void>(!write(event, &one, sizeof(one)));
  errno = saved;
}

}  // namespace

void NoteSignals() {
  event = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  struct sigaction action {};
  action.sa_handler = &Note;
  sigemptyset(&action.sa_mask);
  for (const int number : {SIGINT, SIGTERM, SIGHUP}) {
    sigaction(number, &action, nullptr);
  }
  std::signal(SIGPIPE, SIG_IGN);
}

int NotedSignal() { return noted; }

int SignalDescriptor() { return event; }

}  // namespace bmas::worker
