// rules/language.toml -> Lexicon.
#pragma once

#include "pipeline/text/lexicon.h"
#include "pipeline/toml/file.h"

namespace bmas::rules {

// names.toml: every key is a list of words.
void ReadNameLists(const toml::File& file, Lexicon* out);

// weights.toml: a feature and its weight in hundredths.
void ReadWeights(const toml::File& file, std::map<std::string, int>* out);

void ReadLexicon(const toml::File& file, Lexicon* out);

}  // namespace bmas::rules
