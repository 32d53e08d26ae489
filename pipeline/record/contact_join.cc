#include "pipeline/record/contact_join.h"

#include <algorithm>

#include "pipeline/record/context.h"
#include "pipeline/text/normalize.h"

namespace bmas::record {
namespace {

bool SamePhone(const Phone& a, const Phone& b) {
  return a.e164.empty() ? a.text.text == b.text.text : a.e164 == b.e164;
}

bool SharePhone(const std::vector<Phone>& a, const std::vector<Phone>& b) {
  return std::ranges::any_of(a, [&](const Phone& x) {
    return std::ranges::any_of(b,
                               [&](const Phone& y) { return SamePhone(x, y); });
  });
}

bool ShareText(const std::vector<Value>& a, const std::vector<Value>& b) {
  return std::ranges::any_of(a, [&](const Value& x) {
    return std::ranges::find(b, x.text, &Value::text) != b.end();
  });
}

// "Tafel Aue" and "Tafel Aue e. V." deny each other nothing.
bool Agree(const Value& a, const Value& b) {
  if (a.Empty() || b.Empty()) return true;
  const std::string x = FoldCase(a.text), y = FoldCase(b.text);
  return x.find(y) != std::string::npos || y.find(x) != std::string::npos;
}

bool Same(const Contact& a, const Contact& b) {
  const bool share = SharePhone(a.phones, b.phones) ||
                     ShareText(a.emails, b.emails) ||
                     ((HoldsNoMoreThanUrls(a) || HoldsNoMoreThanUrls(b)) &&
                      ShareText(a.urls, b.urls));
  return share && Agree(a.person, b.person) &&
         Agree(a.organisation, b.organisation) &&
         Agree(a.postcode, b.postcode) && Agree(a.street, b.street);
}

void JoinPhones(std::vector<Phone>* list, const std::vector<Phone>& more) {
  for (const Phone& phone : more) {
    const auto same = std::ranges::find_if(
        *list, [&](const Phone& known) { return SamePhone(known, phone); });
    if (same == list->end()) {
      list->push_back(phone);
    } else {
      Merge(&same->text, phone.text);
    }
  }
}

void JoinValues(std::vector<Value>* list, const std::vector<Value>& more) {
  for (const Value& value : more) {
    const auto same = std::ranges::find(*list, value.text, &Value::text);
    if (same == list->end()) {
      list->push_back(value);
    } else {
      Merge(&*same, value);
    }
  }
}

}  // namespace

bool HoldsNoMoreThanUrls(const Contact& c) {
  return c.organisation.Empty() && c.unit.Empty() && c.person.Empty() &&
         c.street.Empty() && c.po_box.Empty() && c.postcode.Empty() &&
         c.phones.empty() && c.faxes.empty() && c.emails.empty();
}

bool Reachable(const Contact& contact) {
  return !contact.phones.empty() || !contact.emails.empty() ||
         !contact.faxes.empty();
}

void JoinContact(Contact* to, const Contact& from) {
  if (to->role == "other" || (to->role == "letterhead" && from.role != "other"))
    to->role = from.role;
  for (Value Contact::*field :
       {&Contact::organisation, &Contact::unit, &Contact::person,
        &Contact::function, &Contact::care_of, &Contact::street,
        &Contact::po_box, &Contact::postcode, &Contact::city,
        &Contact::country}) {
    Merge(&(to->*field), from.*field);
  }
  JoinPhones(&to->phones, from.phones);
  JoinPhones(&to->faxes, from.faxes);
  JoinValues(&to->emails, from.emails);
  JoinValues(&to->urls, from.urls);
}

bool Continues(const Contact& contact, const Contact& next, bool same_block) {
  const auto both = [](const Value& a, const Value& b) {
    return !a.Empty() && !b.Empty();
  };
  const bool named =
      !next.organisation.Empty() || !next.unit.Empty() || !next.person.Empty();
  // A name can follow what was only a name so far, or in one block an address.
  const bool reached =
      Reachable(contact) || (!same_block && !contact.street.Empty());
  return (!named || !reached) &&
         !both(contact.organisation, next.organisation) &&
         !both(contact.unit, next.unit) && !both(contact.person, next.person) &&
         !both(contact.street, next.street) &&
         !both(contact.postcode, next.postcode) &&
         !both(contact.po_box, next.po_box) &&
         (contact.phones.empty() || next.phones.empty()) &&
         (contact.faxes.empty() || next.faxes.empty()) &&
         (contact.emails.empty() || next.emails.empty());
}

std::vector<Contact> MergeSame(std::vector<Contact> contacts) {
  std::vector<Contact> out;
  for (Contact& contact : contacts) {
    const auto same = std::ranges::find_if(
        out, [&](const Contact& other) { return Same(other, contact); });
    if (same == out.end()) {
      out.push_back(std::move(contact));
    } else {
      JoinContact(&*same, contact);
    }
  }
  return out;
}

}  // namespace bmas::record
