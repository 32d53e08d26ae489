// Finds the literals of all rules in one pass over a text.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/rules/literals.h"

namespace bmas::rules {

class LiteralIndex {
 public:
  // For each set the bytes where one of its literals begins, ascending.
  using Hits = std::vector<std::vector<std::uint32_t>>;

  LiteralIndex();

  // Equal sets share an index.
  int Add(const LiteralSet& set);

  // `text`: as LowerFolded() gives it, below 4 GiB.
  Hits Find(std::string_view text) const;

 private:
  struct Entry {
    std::string literal;
    std::vector<int> sets;
    int next = -1;  // of the same bucket
  };

  std::map<LiteralSet, int> known_;
  std::map<std::string, std::size_t, std::less<>> by_literal_;
  std::vector<Entry> entries_;
  // By the first three bytes, those of fewer by their first. Nearly every
  // bucket is empty: one bit says so, and all bits stay in the cache.
  std::vector<int> buckets_;
  std::vector<std::uint64_t> used_;
  std::vector<int> short_buckets_;
};

}  // namespace bmas::rules
