#include "pipeline/rules/literal_index.h"

namespace bmas::rules {
namespace {

constexpr std::size_t kBuckets = 1U << 15U;

// Of the three bytes at `text`.
std::size_t BucketOf(const char* text) {
  const auto byte = [&](std::size_t i) {
    return static_cast<std::uint32_t>(static_cast<unsigned char>(text[i]));
  };
  const std::uint32_t key = byte(0) | byte(1) << 8U | byte(2) << 16U;
  return (key * 2654435761U >> 16U) & (kBuckets - 1);
}

}  // namespace

LiteralIndex::LiteralIndex()
    : buckets_(kBuckets, -1), used_(kBuckets / 64), short_buckets_(256, -1) {}

int LiteralIndex::Add(const LiteralSet& set) {
  const auto [at, added] = known_.emplace(set, static_cast<int>(known_.size()));
  if (!added) return at->second;
  for (const std::string& literal : set) {
    const auto [entry, fresh] = by_literal_.emplace(literal, entries_.size());
    if (fresh) {
      const bool is_short = literal.size() < 3;
      const std::size_t bucket = is_short
                                     ? static_cast<unsigned char>(literal[0])
                                     : BucketOf(literal.data());
      int& head = is_short ? short_buckets_[bucket] : buckets_[bucket];
      if (!is_short) used_[bucket / 64] |= std::uint64_t{1} << bucket % 64;
      entries_.push_back({literal, {}, head});
      head = static_cast<int>(entry->second);
    }
    entries_[entry->second].sets.push_back(at->second);
  }
  return at->second;
}

LiteralIndex::Hits LiteralIndex::Find(std::string_view text) const {
  Hits hits(known_.size());
  const auto look = [&](int entry, std::size_t at) {
    for (; entry >= 0; entry = entries_[static_cast<std::size_t>(entry)].next) {
      const Entry& known = entries_[static_cast<std::size_t>(entry)];
      if (text.compare(at, known.literal.size(), known.literal) != 0) continue;
      for (const int set : known.sets) {
        std::vector<std::uint32_t>& places =
            hits[static_cast<std::size_t>(set)];
        const auto here = static_cast<std::uint32_t>(at);
        if (places.empty() || places.back() != here) places.push_back(here);
      }
    }
  };
  for (std::size_t at = 0; at < text.size(); ++at) {
    look(short_buckets_[static_cast<unsigned char>(text[at])], at);
    if (at + 3 > text.size()) continue;
    const std::size_t bucket = BucketOf(text.data() + at);
    if ((used_[bucket / 64] >> bucket % 64 & 1U) != 0) {
      look(buckets_[bucket], at);
    }
  }
  return hits;
}

}  // namespace bmas::rules
