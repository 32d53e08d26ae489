#include "pipeline/worker/socket.h"

#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>

namespace bmas::worker {
namespace {

constexpr std::uint64_t kMostJob = 1U << 20U;  // bytes

std::string Framed(std::string_view bytes) {
  const std::uint64_t size = bytes.size();
  std::string frame(sizeof(size), '\0');
  std::memcpy(frame.data(), &size, sizeof(size));
  frame += bytes;
  return frame;
}

bool SendAll(int socket, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

bool ReceiveAll(int socket, char* to, std::size_t size) {
  while (size > 0) {
    const ssize_t got = recv(socket, to, size, 0);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    to += got;
    size -= static_cast<std::size_t>(got);
  }
  return true;
}

union Control {
  cmsghdr header;
  std::array<char, CMSG_SPACE(sizeof(int))> room;
};

}  // namespace

bool SendFrame(int socket, std::string_view bytes) {
  return SendAll(socket, Framed(bytes));
}

bool SendJob(int socket, std::string_view bytes, int descriptor) {
  std::string frame = Framed(bytes);
  iovec part{frame.data(), frame.size()};
  Control control{};
  msghdr message{};
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  message.msg_control = &control;
  message.msg_controllen = sizeof(control.room);
  cmsghdr* header = CMSG_FIRSTHDR(&message);
  header->cmsg_level = SOL_SOCKET;
  header->cmsg_type = SCM_RIGHTS;
  header->cmsg_len = CMSG_LEN(sizeof(int));
  std::memcpy(CMSG_DATA(header), &descriptor, sizeof(int));
  ssize_t sent = -1;
  do {
    sent = sendmsg(socket, &message, MSG_NOSIGNAL);
  } while (sent < 0 && errno == EINTR);
  return sent > 0 && SendAll(socket, std::string_view(frame).substr(
                                         static_cast<std::size_t>(sent)));
}

bool ReceiveJob(int socket, std::string* bytes, Descriptor* descriptor) {
  std::uint64_t size = 0;
  iovec part{&size, sizeof(size)};
  Control control{};
  msghdr message{};
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  message.msg_control = &control;
  message.msg_controllen = sizeof(control.room);
  ssize_t got = -1;
  do {
    got = recvmsg(socket, &message, MSG_CMSG_CLOEXEC | MSG_WAITALL);
  } while (got < 0 && errno == EINTR);
  if (got != sizeof(size) || size > kMostJob) return false;
  const cmsghdr* header = CMSG_FIRSTHDR(&message);
  if (header == nullptr || header->cmsg_type != SCM_RIGHTS) return false;
  int passed = -1;
  std::memcpy(&passed, CMSG_DATA(header), sizeof(int));
  *descriptor = Descriptor(passed);
  bytes->resize(size);
  return ReceiveAll(socket, bytes->data(), size);
}

}  // namespace bmas::worker
