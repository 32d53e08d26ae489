// Is a text unreadable though it has characters: glyphs without meaning,
// letters read in a wrong encoding?
#pragma once

#include <optional>
#include <string_view>

#include "pipeline/text/clean_text.h"

namespace bmas {

// The remark "garbled-text", if so. Knows no words: it goes by characters that
// stand in no word of a European language, and by how frequent its letters are.
std::optional<Remark> Garbled(std::string_view text);

}  // namespace bmas
