// Zstandard (RFC 8878): how the ledger keeps clean texts.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "pipeline/base/result.h"

namespace bmas::archive {

std::string Compress(std::string_view bytes);

// Refuses what is no whole frame or would be larger than `most` bytes.
Result<std::string> Decompress(std::string_view frame, std::uint64_t most);

}  // namespace bmas::archive
