// dump_evidence --marked FILE…      units of texts as rules about names see
// them dump_evidence --candidates FILE…  a JSON line for each name that a rule
// calls a
//                                   winner, with its features; for ./dev
//                                   weights

#include <iostream>
#include <nlohmann/json.hpp>
#include <string>

#include "pipeline/base/file.h"
#include "pipeline/layout/layout.h"
#include "pipeline/rules/match.h"
#include "pipeline/rules/roles.h"
#include "pipeline/winners/decide.h"

namespace {

void PrintMarked(const bmas::CleanText& text,
                 const bmas::winners::Document& document) {
  for (const auto& unit : document.units) {
    std::cout << static_cast<int>(unit.kind) << " "
              << bmas::marks::Readable(unit)
              << "\n      = " << text.Slice(unit.span) << "\n";
    for (const auto& group : unit.groups) {
      std::cout << "      [";
      for (const auto& member : group.members) {
        const auto& phrase = unit.phrases[member.phrase];
        std::cout << " {" << Name(phrase.kind) << ": "
                  << text.Slice(phrase.name);
        const auto more = [&](const char* what, const bmas::Span& span) {
          if (!span.Empty()) {
            std::cout << " | " << what << " " << text.Slice(span);
          }
        };
        more("place", member.place);
        more("of", member.affiliation);
        more("project", member.project);
        more("is", member.function);
        std::cout << "}";
      }
      std::cout << " ]";
      if (!group.noun.Empty()) std::cout << " noun " << text.Slice(group.noun);
      std::cout << "\n";
    }
  }
}

// One JSON object for each candidate.
void PrintCandidates(const std::string& path,
                     const bmas::winners::Document& document) {
  for (const auto& candidate : bmas::winners::Decide(document)) {
    nlohmann::json out;
    out["file"] = path;
    out["text"] = candidate.text;
    out["begin"] = candidate.name.begin;
    out["end"] = candidate.name.end;
    out["kind"] = bmas::names::Name(candidate.kind);
    out["unit"] = document.text.Slice(document.units[candidate.unit].span);
    out["features"] = candidate.features;
    out["probability"] = candidate.probability;
    out["chosen"] = candidate.chosen;
    out["group"] = std::to_string(candidate.unit) + "/" +
                   std::to_string(static_cast<int>(candidate.group));
    std::cout << out.dump() << "\n";
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  const std::string what = argv[1];
  bmas::rules::RuleSet rules;
  const bmas::Errors errors = bmas::rules::LoadRules({"rules"}, false, &rules);
  for (const bmas::Error& error : errors) {
    std::cerr << bmas::Render(error) << "\n";
  }
  if (!errors.empty()) return 2;
  for (int i = 2; i < argc; ++i) {
    const auto bytes = bmas::ReadFile(argv[i], 1U << 24U);
    if (!bytes) continue;
    const bmas::CleanText text = bmas::layout::FromText(*bytes, rules.lexicon);
    const bmas::rules::Places places(text, rules.lexicon);
    const auto matches = bmas::rules::FindMentions(rules, places);
    const auto document =
        bmas::winners::ReadDocument(text, places, matches, rules);
    if (what == "--marked") {
      std::cout << "== " << argv[i] << "\n";
      PrintMarked(text, document);
    } else {
      PrintCandidates(argv[i], document);
    }
  }
  return 0;
}
