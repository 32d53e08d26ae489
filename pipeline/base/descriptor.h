// A file descriptor that closes itself.
#pragma once

#include <unistd.h>

#include <utility>

namespace bmas {

class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    if (this != &other) {
      Close();
      fd_ = std::exchange(other.fd_, -1);
    }
    return *this;
  }
  ~Descriptor() { Close(); }

  bool Open() const { return fd_ >= 0; }
  int Get() const { return fd_; }
  // What close(2) returned; 0 if nothing was open.
  int Close() { return fd_ < 0 ? 0 : close(std::exchange(fd_, -1)); }

 private:
  int fd_ = -1;
};

}  // namespace bmas
