// What rules cost: loading and compiling them, and matching a release of two
// pages against extracting it from its PDF, with the shipped rules and with ten
// times as many. Ratios are taken within one run; `./dev bench rules`.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "pipeline/base/file.h"
#include "pipeline/layout/layout.h"
#include "pipeline/pdf/pdf.h"
#include "pipeline/rules/match.h"

namespace bmas {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kRounds = 60;
constexpr int kLoads = 15;
constexpr int kTimes = 10;

double Median(std::vector<double> values) {
  std::ranges::sort(values);
  return values[values.size() / 2];
}

template <class Work>
double Milliseconds(const Work& work) {
  const auto begun = Clock::now();
  work();
  return std::chrono::duration<double, std::milli>(Clock::now() - begun)
      .count();
}

// Another topic's rules: the same shapes with other words. Letters in a row are
// turned round; names of lists and fragments get the copy's number.
class Copier {
 public:
  Copier(const rules::RuleFiles& files, int number)
      : files_(files), suffix_("_" + std::to_string(number)) {
    for (const auto& [name, text] : files.fragments) names_.insert(name);
    for (const auto& [name, words] : files.words) names_.insert(name);
    for (const auto& [name, map] : files.maps) names_.insert(name);
  }

  void AddTo(rules::RuleFiles* out) const {
    for (const auto& [name, words] : files_.words) {
      std::vector<rules::Located>& copy = out->words[name + suffix_];
      for (const rules::Located& word : words) {
        copy.push_back({Turned(word.text), word.where});
      }
    }
    for (const auto& [name, fragment] : files_.fragments) {
      out->fragments[name + suffix_] = Pattern(fragment);
    }
    for (const auto& [name, map] : files_.maps) {
      for (const auto& [word, value] : map.values) {
        out->maps[name + suffix_].values[Turned(word)] = value;
      }
    }
    for (const rules::RuleSpec& spec : files_.rules) {
      out->rules.push_back(Rule(spec));
    }
  }

 private:
  static bool IsLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  static std::string Turned(std::string text) {
    for (auto at = text.begin(); at != text.end();) {
      const auto end = std::find_if_not(at, text.end(), IsLetter);
      std::reverse(at, end);
      at = end == text.end() ? end : end + 1;
    }
    return text;
  }

  rules::Located Pattern(const rules::Located& pattern) const {
    const std::string& text = pattern.text;
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
      std::size_t end = at + 1;
      const auto through = [&](char mark) {
        end = std::min(text.find(mark, at), text.size() - 1) + 1;
      };
      if (text[at] == '\\') {
        end = at + 2;
        if (text.compare(end, 1, "{") == 0) through('}');
      } else if (text[at] == '[') {
        through(']');
      } else if (text.compare(at, 4, "(?P<") == 0 || text[at] == '<') {
        through('>');  // a group's name, or a mark's
      } else if (text.compare(at, 2, "(?") == 0) {
        end = std::min(text.find_first_of(":)", at), text.size() - 1) + 1;
      } else if (text[at] == '{') {
        through('}');
        const std::string name = text.substr(at + 1, end - at - 2);
        out += text.substr(at, end - at - 1);
        if (names_.contains(name)) out += suffix_;
        out += '}';
        at = end;
        continue;
      } else if (IsLetter(text[at])) {
        while (end < text.size() && IsLetter(text[end])) ++end;
        out += Turned(text.substr(at, end - at));
        at = end;
        continue;
      }
      out += text.substr(at, end - at);
      at = end;
    }
    return {out, pattern.where};
  }

  void Change(std::optional<rules::Located>* pattern) const {
    if (*pattern) *pattern = Pattern(**pattern);
  }

  rules::RuleSpec Rule(rules::RuleSpec spec) const {
    spec.id += suffix_;
    spec.pattern = Pattern(spec.pattern);
    for (auto* pattern :
         {&spec.require, &spec.reject, &spec.label, &spec.until_pattern}) {
      Change(pattern);
    }
    for (auto* map : {&spec.reject_field, &spec.columns}) {
      for (auto& [field, pattern] : *map) pattern = Pattern(pattern);
    }
    for (rules::Located& in : spec.in) in.text += suffix_;
    for (auto& [field, map] : spec.map) map.text += suffix_;
    for (auto& [field, each] : spec.split) {
      if (!each.text.empty() && each.text != "name") each.text += suffix_;
    }
    if (spec.near) {
      for (auto& id : spec.near->rules) id.text += suffix_;
    }
    return spec;
  }

  const rules::RuleFiles& files_;
  std::string suffix_;
  std::set<std::string> names_;
};

struct Release {
  std::string name;
  std::string bytes;
  CleanText text;
};

std::vector<Release> TwoPageReleases(const std::string& samples,
                                     const Lexicon& lexicon) {
  std::vector<Release> out;
  const auto entries = ListFolder(samples);
  if (!entries) return out;
  for (const FolderEntry& entry : *entries) {
    const auto bytes = ReadFile(
        samples + "/" + entry.name + "/" + entry.name + ".pdf", 64U << 20U);
    if (!bytes) continue;
    const auto document = pdf::Read(*bytes, {});
    if (!document || document->page_count != 2) continue;
    out.push_back({entry.name, *bytes, layout::FromPdf(*document, lexicon)});
  }
  return out;
}

bool Compiled(const rules::RuleFiles& files, rules::RuleSet* out) {
  const Errors errors = rules::Compile(files, false, out);
  for (const Error& error : errors) {
    std::fprintf(stderr, "%s\n", Render(error).c_str());
  }
  return errors.empty();
}

void Match(const rules::RuleSet& rules, const CleanText& text) {
  const rules::Places places(text, rules.lexicon);
  const rules::Matches matches = rules::FindMentions(rules, places);
  if (matches.mentions.size() > text.Text().size()) std::abort();
}

int Run(const std::string& folder, const std::string& samples) {
  rules::RuleFiles files;
  rules::RuleSet shipped, many;
  if (!rules::LoadRules({folder}, false, &files, &shipped).empty()) return 2;
  std::vector<double> loads;
  for (int i = 0; i < kLoads; ++i) {
    rules::RuleSet again;
    loads.push_back(Milliseconds([&] {
      if (!rules::LoadRules({folder}, false, &again).empty()) std::abort();
    }));
  }
  std::printf("loading and compiling %zu rules: median %.1f ms of %d\n\n",
              shipped.rules.size(), Median(loads), kLoads);

  rules::RuleFiles tenfold = files;
  for (int i = 1; i < kTimes; ++i) Copier(files, i).AddTo(&tenfold);
  if (!Compiled(tenfold, &many)) return 2;

  std::printf("medians of %d rounds, ms\n%-24s %8s %8s %8s %9s %7s\n", kRounds,
              "release of two pages", "extract", "match", "match*10",
              "of extr.", "*10");
  std::vector<double> shares, growths;
  for (const Release& release : TwoPageReleases(samples, shipped.lexicon)) {
    // As in a run: a document is read, then matched.
    std::vector<double> extract, match, match_many;
    const auto rounds = [&](const rules::RuleSet& rules,
                            std::vector<double>* out) {
      for (int i = 0; i < kRounds; ++i) {
        extract.push_back(Milliseconds([&] {
          const auto document = pdf::Read(release.bytes, {});
          const CleanText text = layout::FromPdf(*document, shipped.lexicon);
          if (text.Text().empty()) std::abort();
        }));
        out->push_back(Milliseconds([&] { Match(rules, release.text); }));
      }
    };
    rounds(shipped, &match);
    rounds(many, &match_many);
    const double e = Median(extract), m = Median(match), x = Median(match_many);
    shares.push_back(m / e);
    growths.push_back(x / m);
    std::printf("%-24s %8.3f %8.3f %8.3f %8.1f%% %7.2f\n", release.name.c_str(),
                e, m, x, 100 * m / e, x / m);
  }
  std::printf(
      "\nmatching costs %.1f%% of extraction (median of releases); "
      "%zu rules cost %.2f times as much as %zu\n",
      100 * Median(shares), many.rules.size(), Median(growths),
      shipped.rules.size());
  return 0;
}

}  // namespace
}  // namespace bmas

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: bench_rules RULES SAMPLES\n");
    return 2;
  }
  return bmas::Run(argv[1], argv[2]);
}
