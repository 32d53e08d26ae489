#include "pipeline/worker/sandbox.h"

#include <fcntl.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <memory>

#include "pipeline/base/descriptor.h"
#include "pipeline/base/file.h"
#include "pipeline/worker/hooks.h"

namespace bmas::worker {
namespace {

// The kernel's Landlock ABI; 0 if it has none.
int LandlockAbi() {
  if (hooks.kernel_lacks != nullptr && hooks.kernel_lacks("landlock")) return 0;
  const long abi = syscall(SYS_landlock_create_ruleset, nullptr, 0,
                           LANDLOCK_CREATE_RULESET_VERSION);
  return abi > 0 ? static_cast<int>(abi) : 0;
}

bool HasSeccomp() {
  if (hooks.kernel_lacks != nullptr && hooks.kernel_lacks("seccomp")) {
    return false;
  }
  return prctl(PR_GET_SECCOMP, 0, 0, 0, 0) >= 0 || errno != EINVAL;
}

// Everything that an ABI can withhold. The bits are numbered without gaps in
// the order of the ABIs (linux/landlock.h): 13 in the first, then one each for
// REFER (2), TRUNCATE (3) and IOCTL_DEV (5), which Debian 12's header lacks.
std::uint64_t FileRights(int abi) {
  int bits = 13;
  if (abi >= 2) bits = 14;
  if (abi >= 3) bits = 15;
  if (abi >= 5) bits = 16;
  return (std::uint64_t{1} << static_cast<unsigned>(bits)) - 1;
}

Result<void> SetLandlock(int abi, const std::vector<std::string>& readable) {
  landlock_ruleset_attr attributes{};
  attributes.handled_access_fs = FileRights(abi);
  const Descriptor rules(static_cast<int>(syscall(
      SYS_landlock_create_ruleset, &attributes, sizeof(attributes), 0)));
  if (!rules.Open()) {
    return SystemError(ErrorCode::kUsage, "landlock_create_ruleset", {}, errno);
  }
  for (const std::string& folder : readable) {
    const Descriptor parent(open(folder.c_str(), O_PATH | O_CLOEXEC));
    if (!parent.Open()) continue;  // not installed: nothing to read there
    landlock_path_beneath_attr beneath{};
    beneath.allowed_access =
        LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
    beneath.parent_fd = parent.Get();
    if (syscall(SYS_landlock_add_rule, rules.Get(), LANDLOCK_RULE_PATH_BENEATH,
                &beneath, 0) != 0) {
      return SystemError(ErrorCode::kUsage, "landlock_add_rule", folder, errno);
    }
  }
  if (syscall(SYS_landlock_restrict_self, rules.Get(), 0) != 0) {
    return SystemError(ErrorCode::kUsage, "landlock_restrict_self", {}, errno);
  }
  return {};
}

// What parsing, its libraries' memory and the exchange with the supervisor
// need. Seen with strace over the robustness files, plus what libc may choose
// instead. Everything else kills.
constexpr int kAllowed[] = {
    SCMP_SYS(brk),
    SCMP_SYS(clock_gettime),
    SCMP_SYS(clock_nanosleep),
    SCMP_SYS(close),
    SCMP_SYS(exit),
    SCMP_SYS(exit_group),
    SCMP_SYS(fcntl),
    SCMP_SYS(fstat),
    SCMP_SYS(ftruncate),
    SCMP_SYS(futex),
    SCMP_SYS(getpid),
    SCMP_SYS(getrandom),
    SCMP_SYS(getrusage),
    SCMP_SYS(gettid),
    SCMP_SYS(gettimeofday),
    SCMP_SYS(lseek),
    SCMP_SYS(madvise),
    SCMP_SYS(membarrier),
    SCMP_SYS(mmap),
    SCMP_SYS(mprotect),
    SCMP_SYS(mremap),
    SCMP_SYS(munmap),
    SCMP_SYS(nanosleep),
    SCMP_SYS(pread64),
    SCMP_SYS(read),
    SCMP_SYS(readv),
    SCMP_SYS(recvfrom),
    SCMP_SYS(recvmsg),
    SCMP_SYS(restart_syscall),
    SCMP_SYS(rseq),
    SCMP_SYS(rt_sigaction),
    SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigreturn),
    SCMP_SYS(sched_getaffinity),
    SCMP_SYS(sched_yield),
    SCMP_SYS(sendto),
    SCMP_SYS(sigaltstack),
    SCMP_SYS(sysinfo),
    SCMP_SYS(time),
    SCMP_SYS(write),
    SCMP_SYS(writev),
};

// Asked for without need: told no, as if the file or right were not there.
constexpr int kRefused[] = {
    SCMP_SYS(access),   SCMP_SYS(faccessat),  SCMP_SYS(faccessat2),
    SCMP_SYS(getcwd),   SCMP_SYS(ioctl),      SCMP_SYS(prlimit64),
    SCMP_SYS(readlink), SCMP_SYS(readlinkat), SCMP_SYS(lstat),
    SCMP_SYS(stat),     SCMP_SYS(statx),      SCMP_SYS(uname),
};

constexpr int kOpening[] = {SCMP_SYS(open), SCMP_SYS(openat),
                            SCMP_SYS(getdents64)};

Result<void> SetSeccomp(bool may_open) {
  const std::unique_ptr<void, void (*)(void*)> filter(
      seccomp_init(SCMP_ACT_KILL_PROCESS), [](void* f) { seccomp_release(f); });
  int failed = filter ? 0 : -ENOMEM;
  const auto add = [&](std::uint32_t action, int call) {
    if (failed == 0) failed = seccomp_rule_add(filter.get(), action, call, 0);
  };
  for (const int call : kAllowed) add(SCMP_ACT_ALLOW, call);
  for (const int call : kRefused) add(SCMP_ACT_ERRNO(EACCES), call);
  const std::uint32_t opening =
      may_open ? SCMP_ACT_ALLOW : SCMP_ACT_ERRNO(EACCES);
  for (const int call : kOpening) add(opening, call);
  // fstat of an open file and stat of a path are one call here; Landlock does
  // not withhold what stat tells.
  add(SCMP_ACT_ALLOW, SCMP_SYS(newfstatat));
  // abort() and raise() signal this process; no other can be reached: the
  // first argument is the process.
  if (failed == 0) {
    failed = seccomp_rule_add(
        filter.get(), SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1,
        SCMP_A0(SCMP_CMP_EQ, static_cast<scmp_datum_t>(getpid())));
  }
  if (failed == 0) failed = seccomp_load(filter.get());
  if (failed != 0) {
    return SystemError(ErrorCode::kUsage, "seccomp", {}, -failed);
  }
  return {};
}

}  // namespace

std::vector<std::string> SandboxLacks() {
  std::vector<std::string> lacks;
  if (!HasSeccomp()) lacks.emplace_back("seccomp");
  if (LandlockAbi() == 0) lacks.emplace_back("landlock");
  return lacks;
}

Result<void> EnterSandbox(const std::vector<std::string>& readable) {
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) {
    return SystemError(ErrorCode::kUsage, "no_new_privs", {}, errno);
  }
  const int abi = LandlockAbi();
  if (abi > 0) {
    if (Result<void> set = SetLandlock(abi, readable); !set) return set;
  }
  if (!HasSeccomp()) return {};
  return SetSeccomp(abi > 0);
}

std::vector<std::string> ReadableFolders() { return {"/usr/share/poppler"}; }

}  // namespace bmas::worker
