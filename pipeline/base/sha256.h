// SHA-256 (FIPS 180-4) in lower-case hexadecimal.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace bmas {

std::string Sha256(std::string_view bytes);

// The same, of bytes that come in pieces.
class Sha256Stream {
 public:
  Sha256Stream();
  void Add(std::string_view bytes);
  std::string Hex();  // ends it

 private:
  struct Free {
    void operator()(void* context) const;
  };
  std::unique_ptr<void, Free> context_;  // OpenSSL's
};

}  // namespace bmas
