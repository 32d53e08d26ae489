// Which words German knows, and which of them are names: a trie that is used as
// its file has it. `build_index` makes it from rules/lexicon/ and the
// system's word list; rules/lexicon/README.md names sources and licences.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "pipeline/base/result.h"

namespace bmas {

// The lists of the index. The value is the byte before each of its keys.
enum class WordList : char {
  kForm = 'd',          // a form as dictionaries print it: "Häuser", "geht"
  kSureForename = 'H',  // a forename whatever else it may be
  kForename = 'F',      // in use as a forename, by a source one can trust
  kRareForename = 'f',  // given at least once
  kSurname = 's',       //
  kPlace = 'p',         // town, district, state, country
  kPlaceStart = 'q',    // first word of a place of several
};

// Where the index that was built with this program lies: beside it in a build,
// under share/ when installed.
std::string ShippedWordIndex();

class WordIndex {
 public:
  // Reads the file. Fails with kRule if it cannot be read or is no index.
  static Result<std::shared_ptr<const WordIndex>> Open(const std::string& path);

  ~WordIndex();
  WordIndex(const WordIndex&) = delete;
  WordIndex& operator=(const WordIndex&) = delete;

  // UTF-8, NFC; case counts. Any thread.
  bool Has(WordList list, std::string_view word) const;

  // SHA-256 of the file, hexadecimal: what was read depends on it.
  const std::string& Version() const { return version_; }

 private:
  WordIndex();

  struct Trie;  // keeps marisa's headers in one file
  std::unique_ptr<Trie> trie_;
  std::string version_;
};

}  // namespace bmas
