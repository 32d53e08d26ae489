#include "pipeline/cli/values.h"

#include <array>
#include <cstdio>

#include "pipeline/base/utf8.h"

namespace bmas::cli {
namespace {

using record::Value;

class Lister {
 public:
  Lister(const record::Record& record, const rules::RuleSet& rules)
      : record_(record), rules_(rules) {}

  std::string Run() {
    const record::Release& release = record_.release;
    Line("issuer", release.issuer);
    Line("number", release.number);
    Line("title", release.title);
    Line("subtitle", release.subtitle);
    Line("place", release.place);
    Line("date", release.date);
    Line("embargo", release.embargo);
    for (const record::Award& award : release.awards) ListAward(award);
    for (const record::Announced& announced : release.announced) {
      Line("announced", announced.text);
    }
    for (const record::Date& date : release.dates) {
      Line("date (" + date.role + ")", date.text,
           date.iso + (date.end.empty() ? "" : " to " + date.end));
    }
    for (const record::Contact& contact : release.contacts) {
      ListContact(contact);
    }
    for (const record::Link& link : release.links) {
      Line("link", link.text, link.url == link.text.text ? "" : link.url);
    }
    for (const record::Check& check : release.checks) {
      out_ += "check   " + check.id + " " + check.at + ": " + check.status +
              (check.message.empty() ? "" : " (" + check.message + ")") + "\n";
    }
    for (const record::Residue& residue : release.residue) {
      out_ += "residue " + std::string(record_.text.Slice(residue.span)) + "\n";
    }
    for (const record::Diagnostic& said : record_.diagnostics) {
      out_ += "note    " + said.code + ": " + said.message + "\n";
    }
    return std::move(out_);
  }

 private:
  void Line(const std::string& what, const Value& value,
            const std::string& read = {}) {
    if (value.Empty()) return;
    constexpr std::size_t kWhat = 20, kText = 52;
    const auto padded = [](const std::string& text, std::size_t width) {
      const std::size_t points = CountCodePoints(text);
      return text + std::string(points < width ? width - points : 1, ' ');
    };
    std::string text = value.text;
    if (!read.empty()) text += " = " + read;
    out_ += padded(what, kWhat) + padded(text, kText);
    for (const record::Source& source : value.sources) {
      const std::vector<Box> boxes = record_.text.Boxes(source.span);
      if (!boxes.empty()) out_ += " p. " + std::to_string(boxes.front().page);
      out_ += " " + rules_.rules[static_cast<std::size_t>(source.rule)].id;
    }
    out_ += "\n";
  }

  void ListAward(const record::Award& award) {
    const std::string year =
        award.year.Empty() ? "" : std::to_string(*award.year.value);
    Line("award", award.name, award.year_inferred ? "(" + year + ")" : year);
    Line("  day", award.date);
    ListMoney("  prize money", award.prize_money);
    for (const record::Winner& winner : award.winners) {
      Line("  winner", winner.name, winner.kind);
      Line("    title", winner.title);
      Line("    role", winner.role);
      Line("    category", winner.category);
      const auto& rank = winner.rank;
      Line("    rank", rank.text,
           rank.number ? std::to_string(*rank.number) : "");
      Line("    affiliation", winner.affiliation);
      Line("    place", winner.place);
      for (const Value& member : winner.members) Line("    member", member);
      Line("    project", winner.project);
      Line("    reason", winner.reason);
      ListMoney("    prize money", winner.prize_money);
    }
    for (const record::Other& other : award.others) {
      Line("  other", other.name, other.role);
    }
  }

  void ListMoney(const std::string& what, const record::Money& money) {
    std::string read;
    if (money.amount) {
      std::array<char, 32> digits{};
      std::snprintf(digits.data(), digits.size(), "%.2f", *money.amount);
      read =
          digits.data() + (money.currency.empty() ? "" : " " + money.currency);
    }
    Line(what, money.text, read);
  }

  void ListContact(const record::Contact& contact) {
    out_ += "contact (" + contact.role + ")\n";
    Line("  organisation", contact.organisation);
    Line("  unit", contact.unit);
    Line("  person", contact.person);
    Line("  function", contact.function);
    Line("  care of", contact.care_of);
    Line("  street", contact.street);
    Line("  PO box", contact.po_box);
    Line("  postcode", contact.postcode);
    Line("  city", contact.city);
    Line("  country", contact.country);
    for (const record::Phone& phone : contact.phones) {
      Line("  " + phone.type, phone.text, phone.e164);
    }
    for (const record::Phone& fax : contact.faxes) {
      Line("  fax", fax.text, fax.e164);
    }
    for (const Value& email : contact.emails) Line("  e-mail", email);
    for (const Value& url : contact.urls) Line("  url", url);
  }

  const record::Record& record_;
  const rules::RuleSet& rules_;
  std::string out_;
};

}  // namespace

std::string ValueLines(const record::Record& record,
                       const rules::RuleSet& rules) {
  return Lister(record, rules).Run();
}

}  // namespace bmas::cli
