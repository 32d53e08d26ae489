#include "pipeline/lexicon/word_index.h"

#include <marisa.h>

#include <exception>
#include <filesystem>
#include <utility>

#include "pipeline/base/file.h"
#include "pipeline/base/sha256.h"

namespace bmas {

std::string ShippedWordIndex() {
  namespace fs = std::filesystem;
  constexpr const char* kName = "german.marisa";
  std::error_code code;
  const fs::path here = fs::read_symlink("/proc/self/exe", code).parent_path();
  for (const char* place : {".", "..", "../share/bmas-extract"}) {
    std::string path = (here / place / kName).lexically_normal().string();
    if (KindBehind(path) == FileKind::kRegular) return path;
  }
  return kName;
}

struct WordIndex::Trie {
  std::string bytes;  // of the file; the trie looks into them
  marisa::Trie trie;
};

WordIndex::WordIndex() : trie_(std::make_unique<Trie>()) {}
WordIndex::~WordIndex() = default;

Result<std::shared_ptr<const WordIndex>> WordIndex::Open(
    const std::string& path) {
  constexpr std::size_t kMost = 64U << 20U;  // bytes; the shipped one has 2 MB
  auto bytes = ReadFile(path, kMost);
  if (!bytes)
    return Fail(ErrorCode::kRule, bytes.error().message, {path, 0, 0, {}});
  std::shared_ptr<WordIndex> index(new WordIndex);
  index->version_ = Sha256(*bytes);
  Trie& trie = *index->trie_;
  trie.bytes = std::move(*bytes);
  try {
    trie.trie.map(trie.bytes.data(), trie.bytes.size());
  } catch (const std::exception& error) {
    return Fail(ErrorCode::kRule,
                std::string("is no word index: ") + error.what(),
                {path, 0, 0, {}});
  }
  return index;
}

bool WordIndex::Has(WordList list, std::string_view word) const {
  constexpr std::size_t kLongest =
      120;  // bytes; no word of the lists is longer
  if (word.empty() || word.size() > kLongest) return false;
  char key[kLongest + 1];
  key[0] = static_cast<char>(list);
  word.copy(key + 1, word.size());
  // An agent's first use allocates; one for each thread keeps its buffer.
  thread_local marisa::Agent agent;
  agent.set_query(key, word.size() + 1);
  return trie_->trie.lookup(agent);
}

}  // namespace bmas
