#include "pipeline/rules/literal_index.h"

#include <algorithm>
#include <numeric>

namespace bmas::rules {
namespace {

// A power of two, many more than there are literals; their bits are 4 KiB,
// which stay in the first cache.
constexpr std::size_t kBuckets = 1U << 15U;
constexpr std::size_t kLongestKey = 4;  // bytes: what one number holds

// The bytes are the digits of `key`, the first one highest.
std::size_t BucketOf(std::uint32_t key, std::size_t size) {
  return size == 1 ? key : (key * 2654435761U >> 16U) & (kBuckets - 1);
}

// Of the literal's first bytes, `size` of them.
std::size_t BucketOf(std::string_view literal, std::size_t size) {
  std::uint32_t key = 0;
  for (std::size_t i = 0; i < size; ++i) {
    key = key << 8U | static_cast<unsigned char>(literal[i]);
  }
  return BucketOf(key, size);
}

}  // namespace

LiteralIndex::LiteralIndex() : tables_(kLongestKey) {
  for (Table& table : tables_) {
    table.used.resize(kBuckets / 64);
    table.buckets.resize(kBuckets, -1);
  }
}

int LiteralIndex::FindEntry(std::string_view literal) const {
  const std::size_t key = std::min(literal.size(), kLongestKey);
  int entry = tables_[key - 1].buckets[BucketOf(literal, key)];
  while (entry >= 0) {
    const Entry& known = entries_[static_cast<std::size_t>(entry)];
    if (std::string_view(bytes_).substr(known.begin, known.size) == literal) {
      break;
    }
    entry = known.next;
  }
  return entry;
}

int LiteralIndex::AddEntry(std::string_view literal) {
  const std::size_t key = std::min(literal.size(), kLongestKey);
  Table& table = tables_[key - 1];
  const std::size_t bucket = BucketOf(literal, key);
  Entry entry;
  entry.begin = static_cast<std::uint32_t>(bytes_.size());
  entry.size = static_cast<std::uint32_t>(literal.size());
  entry.next = table.buckets[bucket];
  bytes_ += literal;
  table.buckets[bucket] = static_cast<int>(entries_.size());
  table.used[bucket / 64] |= std::uint64_t{1} << bucket % 64;
  entries_.push_back(entry);
  return table.buckets[bucket];
}

int LiteralIndex::Add(const LiteralSet& set) {
  const auto [at, added] = known_.emplace(set, static_cast<int>(known_.size()));
  if (!added) return at->second;
  for (const FoldedString& folded : set) {
    const std::string& literal = folded.Bytes();
    int index = FindEntry(literal);
    if (index < 0) index = AddEntry(literal);
    Entry& entry = entries_[static_cast<std::size_t>(index)];
    if (entry.set < 0) {
      entry.set = at->second;
      continue;
    }
    if (entry.more < 0) {
      entry.more = static_cast<int>(more_.size());
      more_.emplace_back();
    }
    more_[static_cast<std::size_t>(entry.more)].push_back(at->second);
  }
  return at->second;
}

void LiteralIndex::Look(int index, std::string_view text, std::size_t at,
                        std::vector<Hit>* hits) const {
  const auto hit = [&](int set) {
    hits->push_back({set, static_cast<std::uint32_t>(at)});
  };
  while (index >= 0) {
    const Entry& entry = entries_[static_cast<std::size_t>(index)];
    index = entry.next;
    if (text.compare(
            at, entry.size,
            std::string_view(bytes_).substr(entry.begin, entry.size)) != 0) {
      continue;
    }
    hit(entry.set);
    if (entry.more < 0) continue;
    for (const int set : more_[static_cast<std::size_t>(entry.more)]) hit(set);
  }
}

LiteralIndex::Hits LiteralIndex::Find(FoldedView folded) const {
  const std::string_view text = folded.Bytes();
  std::vector<Hit> found;
  const auto look = [&](std::size_t key, std::uint32_t bytes, std::size_t at) {
    const Table& table = tables_[key - 1];
    const std::size_t bucket = BucketOf(bytes, key);
    if ((table.used[bucket / 64] >> bucket % 64 & 1U) != 0) {
      Look(table.buckets[bucket], text, at, &found);
    }
  };
  std::uint32_t next = 0;  // the four bytes from `at` on, zeros after the end
  for (std::size_t i = 0; i < kLongestKey; ++i) {
    next = next << 8U |
           (i < text.size() ? static_cast<unsigned char>(text[i]) : 0U);
  }
  for (std::size_t at = 0; at < text.size(); ++at) {
    look(1, next >> 24U, at);
    look(2, next >> 16U, at);
    look(3, next >> 8U, at);
    look(4, next, at);
    const std::size_t after = at + kLongestKey;
    next = next << 8U |
           (after < text.size() ? static_cast<unsigned char>(text[after]) : 0U);
  }
  // Counted, then laid down set by set; the order of the text stays.
  Hits hits;
  hits.begins_.resize(known_.size() + 1);
  for (const Hit& hit : found) {
    ++hits.begins_[static_cast<std::size_t>(hit.set) + 1];
  }
  std::partial_sum(hits.begins_.begin(), hits.begins_.end(),
                   hits.begins_.begin());
  hits.places_.resize(found.size());
  std::vector<std::size_t> next_place(hits.begins_.begin(),
                                      hits.begins_.end() - 1);
  for (const Hit& hit : found) {
    hits.places_[next_place[static_cast<std::size_t>(hit.set)]++] = hit.at;
  }
  return hits;
}

}  // namespace bmas::rules
