#include "pipeline/record/region.h"

#include <algorithm>
#include <string_view>

namespace bmas::record {
namespace {

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
    return std::ranges::find(region.marks, text) != region.marks.end();
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
  // Four digits are of several countries.
  return name == "postcode" && text.size() == 5 && region.postcode_digits == 5;
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
      for (const auto& [code, region] : context.Words().regions) {
        if (Tells(region, field->name, text)) return code;
      }
    }
  }
  return {};
}

std::size_t PostcodeDigits(const std::string& region, const Lexicon& lexicon) {
  const auto at = lexicon.regions.find(region);
  return at == lexicon.regions.end() ? 0 : at->second.postcode_digits;
}

}  // namespace bmas::record
