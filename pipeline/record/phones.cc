#include "pipeline/record/phones.h"

#include <phonenumbers/phonenumberutil.h>

#include <algorithm>
#include <iterator>

namespace bmas::record {
namespace {

using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

std::string DigitsOf(const std::string& text) {
  std::string out;
  std::ranges::copy_if(text, std::back_inserter(out), IsDigit);
  return out;
}

std::size_t Digits(const std::string& text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, IsDigit));
}

void Read(const std::string& number, const std::string& region, Phone* phone) {
  const PhoneNumberUtil& util = *PhoneNumberUtil::GetInstance();
  PhoneNumber parsed;
  if (util.Parse(number, region, &parsed) !=
          PhoneNumberUtil::NO_PARSING_ERROR ||
      !util.IsValidNumber(parsed)) {
    return;
  }
  util.Format(parsed, PhoneNumberUtil::E164, &phone->e164);
  if (phone->type != "fax" &&
      util.GetNumberType(parsed) == PhoneNumberUtil::MOBILE) {
    phone->type = "mobile";
  }
}

// What follows the last hyphen is the extension; another one takes its place,
// a shorter one that of its last digits.
std::string WithExtension(const std::string& number,
                          const std::string& extension) {
  // Whichever dash stands last; the longer one has three bytes.
  const std::size_t shorter = number.rfind('-');
  const std::size_t longer = number.rfind("–");
  const bool plain = longer == std::string::npos ||
                     (shorter != std::string::npos && shorter > longer);
  const std::size_t hyphen = plain ? shorter : longer + 2;
  if (plain && shorter == std::string::npos) {
    const std::size_t digits = Digits(extension);
    std::string out = number;
    std::size_t cut = 0;
    while (!out.empty() && cut < digits) {
      if (IsDigit(out.back())) ++cut;
      out.pop_back();
    }
    return out + extension;
  }
  const std::string own = DigitsOf(number.substr(hyphen + 1));
  const std::size_t kept =
      own.size() > extension.size() ? own.size() - extension.size() : 0;
  return number.substr(0, hyphen + 1) + own.substr(0, kept) + extension;
}

}  // namespace

std::vector<Phone> ReadPhones(const std::string& text, const Source& source,
                              const std::string& region, bool fax,
                              std::string* main) {
  std::vector<Phone> phones;
  std::size_t begin = 0;
  while (begin < text.size()) {
    // A slash with blanks around it parts numbers; one without is part of one.
    std::size_t end = begin;
    std::size_t next = text.size();
    for (; end < text.size(); ++end) {
      const bool slash = text[end] == '/' && end + 1 < text.size() &&
                         (text[end + 1] == ' ' || text[end + 1] == '-');
      const bool comma = text[end] == ',' || text[end] == ';';
      if ((slash && Digits(text.substr(begin, end - begin)) >= 6) || comma) {
        next = end + 1;
        break;
      }
    }
    std::size_t from = begin, to = end;
    while (from < to && (text[from] == ' ' || text[from] == '/')) ++from;
    while (to > from && !IsDigit(text[to - 1])) --to;
    const std::string part = text.substr(from, to - from);
    begin = next;
    if (Digits(part) == 0) continue;
    Phone phone;
    phone.type = fax ? "fax" : "phone";
    phone.text.text = part;
    phone.text.sources.push_back(
        {source.rule, {source.span.begin + from, source.span.begin + to}});
    const bool extension = !main->empty() && Digits(part) <= 5;
    Read(extension ? WithExtension(*main, DigitsOf(part)) : part, region,
         &phone);
    if (!extension) *main = part;
    phones.push_back(std::move(phone));
  }
  return phones;
}

}  // namespace bmas::record
