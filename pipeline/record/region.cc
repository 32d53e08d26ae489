#include "pipeline/record/region.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace bmas::record {
namespace {

struct Region {
  std::string_view code;
  std::string_view plates;  // before postcodes, comma-separated
  std::string_view prefix;  // of telephone numbers
  std::string_view domain;
  std::size_t digits;  // of its postcodes
};

// ISO 3166 codes and the marks of road vehicles; ITU-T E.164 prefixes.
constexpr std::array<Region, 5> kRegions{{
    {"DE", ",D,DE,", "49", ".de", 5},
    {"AT", ",A,AT,", "43", ".at", 4},
    {"CH", ",CH,", "41", ".ch", 4},
    {"LI", ",FL,LI,", "423", ".li", 4},
    {"LU", ",L,LU,", "352", ".lu", 4},
}};

std::string Digits(std::string_view number) {
  std::string out;
  for (const char c : number) {
    if (c >= '0' && c <= '9') out += c;
  }
  return out;
}

bool Tells(const Region& region, const std::string& name,
           const std::string& text) {
  if (name == "country") {
    return region.plates.find("," + text + ",") != std::string_view::npos;
  }
  if (name == "phones" || name == "faxes") {
    std::string digits = Digits(text);
    const bool abroad = text.find('+') != std::string::npos;
    if (!abroad && !digits.starts_with("00")) return false;
    if (!abroad) digits.erase(0, 2);
    return digits.starts_with(region.prefix);
  }
  if (name == "emails") return text.ends_with(region.domain);
  if (name == "urls") {
    const std::size_t path = text.find('/', text.find("//") + 2);
    return text.substr(0, path).ends_with(region.domain);
  }
  return name == "postcode" && text.size() == 5 && region.digits == 5;
}

}  // namespace

std::string RegionOf(const Context& context,
                     const std::vector<const rules::Mention*>& mentions) {
  // In the order in which they are to be believed.
  for (const std::string_view kind :
       {"country", "phones", "faxes", "postcode", "emails", "urls"}) {
    for (const rules::Mention* mention : mentions) {
      const rules::Field* field = mention->Find(kind);
      if (field == nullptr) continue;
      const std::string text = context.Read(*field).text;
      for (const Region& region : kRegions) {
        if (Tells(region, field->name, text)) return std::string(region.code);
      }
    }
  }
  return {};
}

std::size_t PostcodeDigits(const std::string& region) {
  const auto at = std::ranges::find(kRegions, region, &Region::code);
  return at == kRegions.end() ? 0 : at->digits;
}

}  // namespace bmas::record
