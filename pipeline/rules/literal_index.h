// Finds the literals of all rules in one pass over a text.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/rules/literals.h"

namespace bmas::rules {

class LiteralIndex {
 public:
  // Where the literals of each set begin, in bytes of the text, ascending.
  class Hits {
   public:
    std::span<const std::uint32_t> Of(int set) const {
      const auto i = static_cast<std::size_t>(set);
      return std::span(places_).subspan(begins_[i],
                                        begins_[i + 1] - begins_[i]);
    }

   private:
    friend class LiteralIndex;
    std::vector<std::uint32_t> places_;  // set by set
    std::vector<std::size_t> begins_;    // of each set's, and the end of all
  };

  LiteralIndex();

  // Equal sets share an index.
  int Add(const LiteralSet& set);

  // `folded`: as LowerFolded() gives it, below 4 GiB.
  Hits Find(FoldedView folded) const;

 private:
  // Literals that begin alike, by so many of their first bytes. Nearly every
  // bucket is empty: one bit says so, and all bits stay in the cache.
  struct Table {
    std::vector<std::uint64_t> used;
    std::vector<int> buckets;  // first entry, -1 if none
  };
  struct Entry {
    std::uint32_t begin = 0, size = 0;  // of the literal in `bytes_`
    int next = -1;                      // of the same bucket
    int set = -1;                       // the first set that holds it
    int more = -1;                      // index into `more_`, of further sets
  };

  int FindEntry(std::string_view literal) const;
  int AddEntry(std::string_view literal);
  // Of one set at one place.
  struct Hit {
    int set = 0;
    std::uint32_t at = 0;
  };
  void Look(int index, std::string_view text, std::size_t at,
            std::vector<Hit>* hits) const;

  std::map<LiteralSet, int> known_;
  std::string bytes_;
  std::vector<Entry> entries_;
  std::vector<std::vector<int>> more_;
  std::vector<Table> tables_;  // for literals of 1, 2, 3 and from 4 bytes on
};

}  // namespace bmas::rules
