// rules/language.toml -> Lexicon.
#pragma once

#include "pipeline/rules/toml_reader.h"
#include "pipeline/text/lexicon.h"

namespace bmas::rules {

void ReadLexicon(const TomlFile& file, Lexicon* out);

}  // namespace bmas::rules
