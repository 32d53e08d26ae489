#include "pipeline/rules/vocabulary.h"

#include <array>
#include <utility>

namespace bmas::rules {
namespace {

constexpr std::array<const char*, kPlaceKinds> kPlaces{
    "item",     "row",     "label",     "line",  "clause",
    "sentence", "heading", "paragraph", "block", "link"};

}  // namespace

const char* Name(PlaceKind kind) {
  return kPlaces.at(static_cast<std::size_t>(kind));
}

std::optional<PlaceKind> PlaceKindOf(std::string_view name) {
  for (std::size_t i = 0; i < kPlaces.size(); ++i) {
    if (name == kPlaces.at(i)) return static_cast<PlaceKind>(i);
  }
  return std::nullopt;
}

std::vector<std::string> PlaceKindNames() {
  return {kPlaces.begin(), kPlaces.end()};
}

const std::map<std::string, std::vector<std::string>>& YieldFields() {
  static const std::map<std::string, std::vector<std::string>> kFields{
      {"masthead", {"issuer"}},
      {"headline", {"text"}},
      {"release", {"number", "place", "date", "issuer", "embargo"}},
      // part: one among the prizes of a larger one.
      {"award", {"name", "year", "prize_money", "part"}},
      {"winner",
       {"name", "names", "title", "role", "affiliation", "place", "rank",
        "category", "award", "year", "members", "project", "reason",
        "prize_money", "kind"}},
      // Of marked text: who stands in which role, and what with them.
      {"role",
       {"winner", "giver", "juror", "nominee", "former", "sponsor", "speaker",
        "other", "rank", "category", "prize_money", "award"}},
      {"cue", {"cue"}},
      {"detail",
       {"name", "title", "role", "affiliation", "place", "project", "reason",
        "prize_money"}},
      {"announced", {"count", "noun", "text", "of"}},
      {"date",
       {"text", "weekday", "day", "month", "year", "day2", "month2", "year2",
        "weekday2", "relative", "hour", "minute", "hour2", "minute2", "until",
        "from", "role", "join", "direction"}},
      {"date_role", {"role"}},
      {"contact",
       {"organisation", "unit", "person", "function", "care_of", "street",
        "po_box", "postcode", "city", "country", "phones", "mobiles", "faxes",
        "emails", "urls", "name", "role"}},
      {"noise", {}},
  };
  return kFields;
}

const std::vector<std::string>* ConstantsOf(const std::string& kind,
                                            const std::string& field) {
  static const std::map<std::pair<std::string, std::string>,
                        std::vector<std::string>>
      kConstants{
          {{"winner", "kind"}, {"person", "organisation", "project", "team"}},
          {{"award", "part"}, {"yes"}},
          {{"date_role", "role"},
           {"release", "award", "event", "deadline", "embargo", "mention"}},
          {{"date", "role"},
           {"release", "award", "event", "deadline", "embargo", "mention"}},
          {{"section", "role"},
           {"press", "information", "letterhead", "venue", "other"}}};
  const auto at = kConstants.find({kind, field});
  return at == kConstants.end() ? nullptr : &at->second;
}

const std::vector<std::string>& ParserNames() {
  static const std::vector<std::string> kNames{
      "person", "organisation", "organisation_or_person", "team", "project"};
  return kNames;
}

const std::vector<std::string>& LikenessNames() {
  static const std::vector<std::string> kNames{"person", "organisation",
                                               "number"};
  return kNames;
}

const std::vector<std::string>& UntilNames() {
  static const std::vector<std::string> kNames{
      "heading", "prose", "paragraph", "block", "list", "table", "end"};
  return kNames;
}

const std::vector<std::string>& CoverNames() {
  static const std::vector<std::string> kNames{"clause", "sentence", "line",
                                               "block",  "section",  "after"};
  return kNames;
}

}  // namespace bmas::rules
