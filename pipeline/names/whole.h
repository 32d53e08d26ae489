// Is a stretch of text one name from end to end, and what kind of name?
#pragma once

#include <optional>
#include <string_view>

#include "pipeline/names/phrase.h"
#include "pipeline/names/words.h"

namespace bmas::names {

// The phrase that is the whole of text[within], read as a line or cell of its
// own; nothing if the stretch is no single noun phrase.
std::optional<Phrase> WholeName(std::string_view text, const Span& within,
                                const Words& words);

}  // namespace bmas::names
