// The shipped rules over the samples: what tells which rules match tells the
// truth, and nothing is random.

#include <gtest/gtest.h>

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "pipeline/layout/layout.h"
#include "pipeline/rules/candidates.h"
#include "pipeline/rules/match.h"
#include "tests/support.h"

namespace bmas {
namespace {

using rules::Matches;
using rules::Mention;

std::string Dump(const Matches& matches) {
  std::string out;
  for (const Mention& m : matches.mentions) {
    out += std::to_string(m.rule) + "@" + std::to_string(m.span.begin) + "-" +
           std::to_string(m.span.end) + "/" + std::to_string(m.section) + ";";
    for (const auto& f : m.fields) out += f.name + std::to_string(f.span.begin);
  }
  return out + "|" + std::to_string(matches.lost.size());
}

// The pages of every sample that can be read, as clean texts.
std::vector<std::pair<std::string, CleanText>> SampleTexts() {
  std::vector<std::pair<std::string, CleanText>> out;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(SourcePath("samples"))) {
    if (entry.path().extension() != ".pdf") continue;
    const auto document = pdf::Read(MustRead(entry.path().string()), {});
    if (!document) continue;
    out.emplace_back(entry.path().stem().string(),
                     layout::FromPdf(*document, ShippedRules().lexicon));
  }
  EXPECT_GT(out.size(), 10U);
  return out;
}

// No place is left out at which the pattern alone matches.
TEST(Prefilter, LeavesOutNoMatch) {
  const rules::RuleSet& shipped = ShippedRules();
  std::size_t matches = 0;
  for (const auto& [name, text] : SampleTexts()) {
    const rules::Places places(text, shipped.lexicon);
    const rules::Candidates candidates(shipped, places);
    for (std::size_t i = 0; i < shipped.rules.size(); ++i) {
      const rules::CompiledRule& rule = shipped.rules[i];
      if (rule.pattern == nullptr) continue;
      const auto offered = candidates.PlacesFor(static_cast<int>(i));
      for (const rules::PlaceKind kind : rule.at) {
        if (kind == rules::PlaceKind::kLink) continue;
        for (const rules::Place& place : places.Of(kind)) {
          const re2::StringPiece view(places.View(kind, place.span).Bytes());
          if (!RE2::PartialMatch(view, *rule.pattern)) continue;
          // What "is" asks of a value may leave out the place, too.
          if (candidates.Hits(static_cast<int>(i), place).empty()) continue;
          ++matches;
          EXPECT_NE(std::ranges::find(offered, &place), offered.end())
              << name << ": " << rule.id << " at " << view;
        }
      }
    }
  }
  EXPECT_GT(matches, 1000U);
}

TEST(Matching, IsDeterministicAndInOrder) {
  for (const auto& [name, text] : SampleTexts()) {
    const auto once = rules::FindMentions(
        ShippedRules(), rules::Places(text, ShippedRules().lexicon));
    const auto again = rules::FindMentions(
        ShippedRules(), rules::Places(text, ShippedRules().lexicon));
    EXPECT_EQ(Dump(once), Dump(again)) << name;
    std::size_t last = 0;
    for (const Mention& mention : once.mentions) {
      EXPECT_GE(mention.span.begin, last) << name;
      last = mention.span.begin;
      EXPECT_LE(mention.span.end, text.Text().size());
      for (const rules::Field& field : mention.fields) {
        EXPECT_FALSE(field.span.Empty());
        EXPECT_LE(field.span.end, text.Text().size());
      }
    }
  }
}

}  // namespace
}  // namespace bmas
