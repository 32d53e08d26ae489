#include "pipeline/base/did_you_mean.h"

#include <algorithm>
#include <numeric>

namespace bmas {
namespace {

std::size_t EditDistance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t k = 1; k <= b.size(); ++k) {
      const std::size_t swap = diagonal + (a[i - 1] == b[k - 1] ? 0U : 1U);
      diagonal = row[k];
      row[k] = std::min({row[k] + 1, row[k - 1] + 1, swap});
    }
  }
  return row.back();
}

}  // namespace

std::string DidYouMean(std::string_view word,
                       const std::vector<std::string>& known) {
  const std::string* best = nullptr;
  std::size_t distance = std::max<std::size_t>(2, word.size() / 3) + 1;
  for (const std::string& candidate : known) {
    const std::size_t here = EditDistance(word, candidate);
    if (here < distance) {
      distance = here;
      best = &candidate;
    }
  }
  return best == nullptr ? "" : *best;
}

}  // namespace bmas
