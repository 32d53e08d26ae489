#include "pipeline/base/sha256.h"

#include <openssl/evp.h>

#include <array>

namespace bmas {

std::string Sha256(std::string_view bytes) {
  Sha256Stream stream;
  stream.Add(bytes);
  return stream.Hex();
}

void Sha256Stream::Free::operator()(void* context) const {
  EVP_MD_CTX_free(static_cast<EVP_MD_CTX*>(context));
}

Sha256Stream::Sha256Stream() : context_(EVP_MD_CTX_new()) {
  EVP_DigestInit_ex(static_cast<EVP_MD_CTX*>(context_.get()), EVP_sha256(),
                    nullptr);
}

void Sha256Stream::Add(std::string_view bytes) {
  EVP_DigestUpdate(static_cast<EVP_MD_CTX*>(context_.get()), bytes.data(),
                   bytes.size());
}

std::string Sha256Stream::Hex() {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  EVP_DigestFinal_ex(static_cast<EVP_MD_CTX*>(context_.get()), digest.data(),
                     &size);
  constexpr std::array<char, 17> kHex{"0123456789abcdef"};
  std::string out;
  for (unsigned i = 0; i < size; ++i) {
    out += kHex.at(digest.at(i) >> 4U);
    out += kHex.at(digest.at(i) & 15U);
  }
  return out;
}

}  // namespace bmas
