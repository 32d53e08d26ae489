#include "pipeline/record/checks.h"

#include <algorithm>
#include <set>

#include "pipeline/base/utf8.h"
#include "pipeline/record/prizes.h"
#include "pipeline/record/region.h"
#include "pipeline/text/calendar.h"
#include "pipeline/text/normalize.h"

namespace bmas::record {
namespace {

std::string Pointer(const char* list, std::size_t i) {
  return "/" + std::string(list) + "/" + std::to_string(i);
}

// "drei Netzwerke und eine Kita": counts of one enumeration that speak of the
// same awards are announced together; their sum, where `i` stands among them.
std::size_t AnnouncedTogether(const Context& context,
                              const std::vector<Announced>& all,
                              std::size_t i) {
  // Code points: room for ", dazu" or " und für", not for a clause.
  constexpr std::size_t kJoint = 12;
  const auto joined = [&](std::size_t k) {
    if (all[k].awards != all[k + 1].awards) return false;
    const Span& left = all[k].text.sources.front().span;
    const Span& right = all[k + 1].text.sources.front().span;
    return left.end <= right.begin &&
           CountCodePoints(context.Slice({left.end, right.begin})) <= kJoint;
  };
  auto sum = static_cast<std::size_t>(all[i].count);
  for (std::size_t k = i; k > 0 && joined(k - 1); --k) {
    sum += static_cast<std::size_t>(all[k - 1].count);
  }
  for (std::size_t k = i; k + 1 < all.size() && joined(k); ++k) {
    sum += static_cast<std::size_t>(all[k + 1].count);
  }
  return sum;
}

// "fünf Betriebe, darunter zwei kleine": fewer than another count, which is
// met, and by another noun.
bool IsPart(const Context& context, const Release& release, std::size_t i,
            std::size_t found) {
  const Announced& part = release.announced[i];
  return static_cast<std::size_t>(part.count) < found &&
         AnnouncedTogether(context, release.announced, i) ==
             static_cast<std::size_t>(part.count) &&
         std::ranges::any_of(release.announced, [&](const Announced& whole) {
           return static_cast<std::size_t>(whole.count) == found &&
                  whole.awards == part.awards &&
                  !SharesStem(part.noun.text, whole.noun.text, context.Words());
         });
}

void CheckCounts(const Context& context, const Release& release,
                 std::vector<Check>* out) {
  for (std::size_t i = 0; i < release.announced.size(); ++i) {
    const Announced& announced = release.announced[i];
    std::size_t found = 0;
    for (const std::size_t award : announced.awards) {
      found += release.awards[award].winners.size();
    }
    const bool pass = found == static_cast<std::size_t>(announced.count) ||
                      found == AnnouncedTogether(context, release.announced, i);
    const bool unclear = announced.awards.empty() && !release.awards.empty();
    if (!pass && IsPart(context, release, i, found)) {
      out->push_back({"announced-count", Pointer("announced", i),
                      "not_applicable", "speaks of some of them"});
      continue;
    }
    if (unclear) {
      out->push_back({"announced-count", Pointer("announced", i),
                      "not_applicable", "unclear which award it speaks of"});
      continue;
    }
    out->push_back({"announced-count", Pointer("announced", i),
                    pass ? "pass" : "fail",
                    std::to_string(announced.count) + " announced, " +
                        std::to_string(found) + " found"});
  }
}

void CheckRanks(const Release& release, std::vector<Check>* out) {
  for (std::size_t i = 0; i < release.awards.size(); ++i) {
    // Each category has a first prize of its own.
    std::map<std::string, std::set<int>> ranks;
    for (const Winner& winner : release.awards[i].winners) {
      if (winner.rank.number) {
        ranks[winner.category.text].insert(*winner.rank.number);
      }
    }
    if (ranks.empty()) continue;
    std::string missing;
    for (const auto& [category, seen] : ranks) {
      for (int rank = 1; rank < *seen.rbegin(); ++rank) {
        if (!seen.contains(rank)) {
          missing +=
              (missing.empty() ? "no rank " : ", ") + std::to_string(rank);
        }
      }
    }
    out->push_back({"ranks-complete", Pointer("awards", i),
                    missing.empty() ? "pass" : "fail", missing});
  }
}

void CheckDates(const Release& release, const std::string& release_date,
                std::vector<Check>* out) {
  for (std::size_t i = 0; i < release.dates.size(); ++i) {
    const Date& date = release.dates[i];
    const auto day = FromIso(date.iso.substr(0, 10));
    if (date.weekday > 0 && day && !date.relative) {
      const bool pass = WeekdayOf(*day) == date.weekday;
      out->push_back({"weekday-matches", Pointer("dates", i),
                      pass ? "pass" : "fail",
                      pass ? "" : date.iso + " is another weekday"});
    }
  }
  const auto released = FromIso(release_date);
  for (std::size_t i = 0; i < release.dates.size() && released; ++i) {
    const Date& date = release.dates[i];
    const auto day = FromIso(date.iso.substr(0, 10));
    if (date.role == "award" && day &&
        std::abs(static_cast<int>(day->year()) -
                 static_cast<int>(released->year())) > 2) {
      out->push_back({"date-plausible", Pointer("dates", i), "fail",
                      "years away from the release"});
    }
  }
}

void CheckContacts(const Release& release, const Lexicon& lexicon,
                   std::vector<Check>* out) {
  for (std::size_t i = 0; i < release.contacts.size(); ++i) {
    const Contact& contact = release.contacts[i];
    for (std::size_t k = 0; k < contact.phones.size(); ++k) {
      const bool pass = !contact.phones[k].e164.empty();
      out->push_back({"phone-valid",
                      Pointer("contacts", i) + Pointer("phones", k),
                      pass ? "pass" : "fail",
                      pass ? "" : "no number of any numbering plan"});
    }
    const std::string& code = contact.postcode.text;
    const std::size_t digits = PostcodeDigits(contact.region, lexicon);
    if (!code.empty() && digits != 0 && code.size() != digits) {
      out->push_back({"postcode-form", Pointer("contacts", i), "fail",
                      "a postcode of " + contact.region + " has " +
                          std::to_string(digits) + " digits"});
    }
  }
}

// "D:20170614103000+02'00'" -> "2017-06-14".
std::string MetadataDay(const std::string& created) {
  const std::size_t at = created.starts_with("D:") ? 2 : 0;
  if (created.size() < at + 8) return "";
  const std::string iso = created.substr(at, 4) + "-" +
                          created.substr(at + 4, 2) + "-" +
                          created.substr(at + 6, 2);
  return FromIso(iso) ? iso : "";
}

// The header of the table that the mention was read from?
bool Heads(const Context& context, const rules::DocumentLine& line,
           const rules::Mention& mention) {
  return line.index == 0 && line.block == mention.block &&
         !context.Rule(mention.rule).columns.empty();
}

}  // namespace

std::vector<Check> RunChecks(const Context& context, const Release& release,
                             const std::string& release_date,
                             const std::string& created) {
  std::vector<Check> checks;
  CheckCounts(context, release, &checks);
  CheckRanks(release, &checks);
  CheckDates(release, release_date, &checks);
  CheckContacts(release, context.Words(), &checks);
  const auto made = FromIso(MetadataDay(created));
  const auto released = FromIso(release_date);
  // A file of another year was made again later and says nothing.
  if (made && released && made->year() == released->year()) {
    const auto apart =
        std::chrono::sys_days{*made} - std::chrono::sys_days{*released};
    if (std::abs(apart.count()) > 31) {
      checks.push_back({"release-date-against-metadata", "/release/date",
                        "fail", "the file was made on " + Iso(*made)});
    }
  }
  for (std::size_t i = 0; i < release.residue.size(); ++i) {
    checks.push_back({"residue", Pointer("residue", i), "fail",
                      "no rule consumed this line"});
  }
  return checks;
}

namespace {

// Sections that no rule stands in only keep others away.
bool HoldsRules(const Context& context, int section) {
  return std::ranges::any_of(context.rules.rules, [&](const auto& rule) {
    return rule.type == rules::RuleType::kRule &&
           std::ranges::find(rule.in, section) != rule.in.end();
  });
}

}  // namespace

std::vector<Residue> FindResidue(const Context& context) {
  std::vector<Residue> residue;
  const auto& lines = context.places.Lines();
  for (const rules::OpenSection& section : context.matches.sections) {
    if (!HoldsRules(context, section.rule)) continue;
    for (const rules::DocumentLine& line : lines) {
      if (line.span.begin < section.extent.begin ||
          line.span.end > section.extent.end || line.span.Empty()) {
        continue;
      }
      const Span span = context.places.Text().ToClean(line.span);
      const bool used =
          context.places.IsProse(line.block) ||
          std::ranges::any_of(context.matches.mentions,
                              [&](const rules::Mention& mention) {
                                return mention.span.Overlaps(span) ||
                                       Heads(context, line, mention);
                              }) ||
          std::ranges::any_of(context.matches.sections,
                              [&](const rules::OpenSection& other) {
                                return other.opener.Overlaps(span);
                              }) ||
          std::ranges::any_of(
              context.matches.lost, [&](const rules::Loss& loss) {
                return loss.reason == rules::LossReason::kVeto &&
                       loss.mention.span.Overlaps(span);
              });
      const bool known = std::ranges::any_of(
          residue, [&](const Residue& r) { return r.span == span; });
      if (!used && !known) residue.push_back({span, line.block});
    }
  }
  std::ranges::sort(residue, {}, [](const Residue& r) { return r.span.begin; });
  return residue;
}

}  // namespace bmas::record
