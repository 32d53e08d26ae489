#include "pipeline/rules/literal_index.h"

namespace bmas::rules {
namespace {

constexpr std::size_t kBuckets = 1U << 15U;

}  // namespace

LiteralIndex::LiteralIndex() : buckets_(kBuckets, -1), short_buckets_(256, -1) {}

std::size_t LiteralIndex::Bucket(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) {
    return static_cast<std::uint32_t>(static_cast<unsigned char>(text[at + i]));
  };
  const std::uint32_t key = byte(0) | byte(1) << 8U | byte(2) << 16U;
  return (key * 2654435761U >> 16U) & (kBuckets - 1);
}

int LiteralIndex::Add(const LiteralSet& set) {
  const auto [at, added] = known_.emplace(set, static_cast<int>(known_.size()));
  if (!added) return at->second;
  for (const std::string& literal : set) {
    const auto [entry, fresh] = by_literal_.emplace(literal, entries_.size());
    if (fresh) {
      int& head =
          literal.size() < 3
              ? short_buckets_[static_cast<unsigned char>(literal[0])]
              : buckets_[Bucket(literal, 0)];
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
    if (at + 3 <= text.size()) look(buckets_[Bucket(text, at)], at);
  }
  return hits;
}

}  // namespace bmas::rules
