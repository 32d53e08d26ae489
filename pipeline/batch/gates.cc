#include "pipeline/batch/gates.h"

#include <cmath>
#include <sstream>

#include "pipeline/base/file.h"
#include "pipeline/toml/file.h"

namespace bmas::batch {
namespace {

std::optional<double> Number(const toml::File& file, const toml::Table& table,
                             const char* key) {
  const toml::Node* node = table.Get(key);
  if (node == nullptr) return std::nullopt;
  const std::optional<double> number = node->number;
  if (!number || !std::isfinite(*number) || *number < 0) {
    file.Complain(file.At(*node),
                  "\"" + std::string(key) + "\" must be a number from 0");
    return std::nullopt;
  }
  return number;
}

void ReadBound(const toml::File& file, const char* name, Bound* out) {
  const toml::Node* node = file.Root().Get(name);
  if (node == nullptr) return;
  const toml::Table* table = file.TableOf(node, name);
  if (table == nullptr) return;
  file.CheckKeys(*table, {"at_least", "at_most", "of"});
  out->at_least = Number(file, *table, "at_least");
  out->at_most = Number(file, *table, "at_most");
  out->of = Number(file, *table, "of").value_or(0);
}

std::string Short(double number) {
  std::ostringstream text;
  text.precision(number < 1000 ? 3 : 15);
  text << number;
  return text.str();
}

// Complains when `part` / `whole` lies outside the bound.
void Check(const Bound& bound, const std::string& what, double part,
           double whole, double unit, std::vector<std::string>* failed) {
  if (whole <= 0 || whole < bound.of) return;
  const double found = part / whole / unit;
  const auto complain = [&](const char* word, double expected) {
    failed->push_back(what + ": expected " + word + " " + Short(expected) +
                      ", found " + Short(found) + " (" + Short(part) + " of " +
                      Short(whole) + ")");
  };
  if (bound.at_least && found < *bound.at_least) {
    complain("at least", *bound.at_least);
  }
  if (bound.at_most && found > *bound.at_most) {
    complain("at most", *bound.at_most);
  }
}

}  // namespace

Errors ReadGates(const std::vector<std::string>& folders, Gates* out) {
  constexpr std::uint64_t kMostBytes = 1U << 20U;
  Errors errors;
  for (const std::string& folder : folders) {
    const std::string path = folder + "/gates.toml";
    if (KindBehind(path) != FileKind::kRegular) continue;
    const auto content = ReadFile(path, kMostBytes);
    if (!content) {
      errors.push_back(content.error());
      continue;
    }
    const toml::File file(PrintablePath(path), *content, &errors);
    file.CheckKeys(file.Root(), {"seen", "failed", "dated", "winners"});
    ReadBound(file, "seen", &out->seen);
    ReadBound(file, "failed", &out->failed);
    ReadBound(file, "dated", &out->dated);
    ReadBound(file, "winners", &out->winners);
  }
  return errors;
}

std::vector<std::string> FailedGates(const Gates& gates, const Tally& tally,
                                     const archive::Past& past) {
  std::vector<std::string> failed;
  const auto number = [](std::size_t n) { return static_cast<double>(n); };
  Check(gates.seen, "documents seen", number(tally.Seen()), 1, 1, &failed);
  Check(gates.failed, "share of documents that failed", number(tally.failed),
        number(tally.Done()), 1, &failed);
  Check(gates.dated, "share of releases with a date", number(tally.dated),
        number(tally.ok + tally.partial), 1, &failed);
  if (past.award_releases > 0 && past.winners > 0) {
    const double usual = static_cast<double>(past.winners) /
                         static_cast<double>(past.award_releases);
    Check(gates.winners,
          "winners per award release, in proportion to the past (" +
              Short(usual) + ")",
          number(tally.winners), number(tally.award_releases), usual, &failed);
  }
  return failed;
}

}  // namespace bmas::batch
