// rules/language.toml -> Lexicon.
#pragma once

#include "pipeline/text/lexicon.h"
#include "pipeline/toml/file.h"

namespace bmas::rules {

void ReadLexicon(const toml::File& file, Lexicon* out);

}  // namespace bmas::rules
