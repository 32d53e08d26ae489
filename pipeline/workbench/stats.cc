#include "pipeline/workbench/stats.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>

#include "pipeline/text/normalize.h"

namespace bmas::workbench {
namespace {

constexpr std::size_t kMostResidue = 20;  // lines, as many as a screen shows

}  // namespace

void Stats::Add(const record::Record& record) {
  ++documents_;
  const rules::Places places(record.text, rules_.lexicon);
  const rules::Matches matches =
      rules::FindMentionsTimed(rules_, places, &spent_);
  std::vector<bool> here(counts_.size(), false);
  const auto count = [&](int rule) -> RuleCount& {
    here[static_cast<std::size_t>(rule)] = true;
    return counts_[static_cast<std::size_t>(rule)];
  };
  for (const rules::Mention& mention : matches.mentions) {
    RuleCount& of = count(mention.rule);
    ++of.fired;
    const bool rivalled =
        std::ranges::any_of(matches.lost, [&](const rules::Loss& loss) {
          return loss.mention.span.Overlaps(mention.span);
        });
    of.alone += rivalled ? 0 : 1;
  }
  for (const rules::OpenSection& section : matches.sections) {
    RuleCount& of = count(section.rule);
    ++of.fired;
    ++of.alone;
  }
  for (const rules::Loss& loss : matches.lost) {
    ++counts_[static_cast<std::size_t>(loss.mention.rule)].lost;
    // A veto fires by what loses to it.
    if (loss.reason == rules::LossReason::kVeto) ++count(loss.to_rule).fired;
  }
  AddChecks(record.release, here);
  for (const record::Residue& line : record.release.residue) {
    ++residue_[Collapse(record.text.Slice(line.span))];
  }
}

void Stats::Print() const {
  std::printf("%-40s %6s %6s %6s %6s %7s %8s\n", "rule", "fired", "alone",
              "lost", "docs", "checks", "ms");
  for (std::size_t i = 0; i < counts_.size(); ++i) {
    const RuleCount& of = counts_[i];
    if (of.fired == 0 && of.lost == 0) continue;
    std::array<char, 8> checks{"-"};
    if (of.checks > 0) {
      std::snprintf(checks.data(), checks.size(), "%zu%%",
                    of.passed * 100 / of.checks);
    }
    std::printf("%-40s %6zu %6zu %6zu %6zu %7s %8.2f\n",
                rules_.rules[i].id.c_str(), of.fired, of.alone, of.lost,
                of.documents, checks.data(), Milliseconds(i));
  }
  std::printf("\nnever fired in %zu documents:\n", documents_);
  for (std::size_t i = 0; i < counts_.size(); ++i) {
    if (counts_[i].fired == 0) {
      std::printf("  %s\n", rules_.rules[i].id.c_str());
    }
  }
  PrintResidue();
}

void Stats::AddChecks(const record::Release& release,
                      const std::vector<bool>& here) {
  std::size_t passed = 0, all = 0;
  for (const record::Check& check : release.checks) {
    passed += check.status == "pass" ? 1 : 0;
    all += check.status == "not_applicable" ? 0 : 1;
  }
  for (std::size_t i = 0; i < counts_.size(); ++i) {
    if (!here[i]) continue;
    ++counts_[i].documents;
    counts_[i].passed += passed;
    counts_[i].checks += all;
  }
}

double Stats::Milliseconds(std::size_t rule) const {
  if (rule >= spent_.size()) return 0;
  return std::chrono::duration<double, std::milli>(spent_[rule]).count();
}

void Stats::PrintResidue() const {
  std::vector<std::pair<std::size_t, std::string>> lines;
  for (const auto& [text, times] : residue_) lines.emplace_back(times, text);
  std::ranges::stable_sort(
      lines, [](const auto& a, const auto& b) { return a.first > b.first; });
  std::printf("\nlines in recognised blocks that no rule took: %zu\n",
              lines.size());
  for (std::size_t i = 0; i < std::min(lines.size(), kMostResidue); ++i) {
    std::printf("%6zu  %s\n", lines[i].first, lines[i].second.c_str());
  }
}

}  // namespace bmas::workbench
