#include "pipeline/batch/tally.h"

#include <algorithm>

namespace bmas::batch {

std::size_t Tally::Seen() const {
  std::size_t seen = 0;
  for (const std::size_t count : reasons) seen += count;
  return seen - Of(archive::Reason::kGone);
}

std::size_t Tally::NewFailures() const {
  return static_cast<std::size_t>(
      std::ranges::count(failures, false, &Failure::known));
}

void Tally::AddSlow(const std::string& path, double taken) {
  constexpr std::size_t kMost = 10;  // documents, as many as one looks at
  const auto at = std::ranges::upper_bound(slowest, taken, std::greater<>{},
                                           &Slow::seconds);
  slowest.insert(at, {path, taken});
  if (slowest.size() > kMost) slowest.pop_back();
}

}  // namespace bmas::batch
