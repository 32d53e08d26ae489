// Categories of prizes in a unit's tokens.
#pragma once

#include "pipeline/names/tokens.h"
#include "pipeline/names/words.h"

namespace bmas::marks {

// The token after "in der Kategorie „K“" that begins at `k`, and the span of
// K; `k` if none does.
std::size_t CategoryEnd(const names::Tokens& tokens, std::size_t k,
                        const names::Words& words, Span* name);

}  // namespace bmas::marks
