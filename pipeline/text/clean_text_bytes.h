// A clean text with its map as bytes and back, so that changed rules can be
// applied without the document.
#pragma once

#include "pipeline/base/bytes.h"
#include "pipeline/text/clean_text.h"

namespace bmas {

void PutCleanText(const CleanText& text, ByteWriter* out);

// `in->Good()` tells whether the bytes were whole.
CleanText GetCleanText(ByteReader* in);

}  // namespace bmas
