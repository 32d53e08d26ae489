#include "pipeline/base/sha256.h"

#include <openssl/evp.h>

#include <array>

namespace bmas {

std::string Sha256(std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_sha256(),
             nullptr);
  constexpr std::array<char, 17> kHex{"0123456789abcdef"};
  std::string out;
  for (unsigned i = 0; i < size; ++i) {
    out += kHex.at(digest.at(i) >> 4U);
    out += kHex.at(digest.at(i) & 15U);
  }
  return out;
}

}  // namespace bmas
