#include "pipeline/archive/compress.h"

#include <zstd.h>

namespace bmas::archive {
namespace {

constexpr int kLevel = 3;  // zstd's default: speed counts as much as size

}  // namespace

std::string Compress(std::string_view bytes) {
  std::string frame(ZSTD_compressBound(bytes.size()), '\0');
  const std::size_t size = ZSTD_compress(frame.data(), frame.size(),
                                         bytes.data(), bytes.size(), kLevel);
  // Cannot fail: there is room for the worst case.
  frame.resize(ZSTD_isError(size) != 0U ? 0 : size);
  return frame;
}

Result<std::string> Decompress(std::string_view frame, std::uint64_t most) {
  const unsigned long long size =
      ZSTD_getFrameContentSize(frame.data(), frame.size());
  if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN ||
      size > most) {
    return Fail(ErrorCode::kInternal, "is no compressed text");
  }
  std::string bytes(size, '\0');
  const std::size_t got =
      ZSTD_decompress(bytes.data(), bytes.size(), frame.data(), frame.size());
  if (ZSTD_isError(got) != 0U || got != bytes.size()) {
    return Fail(ErrorCode::kInternal, "is no compressed text");
  }
  return bytes;
}

}  // namespace bmas::archive
