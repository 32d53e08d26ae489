#include "pipeline/record/contacts.h"

#include <algorithm>
#include <set>

#include "pipeline/record/names.h"
#include "pipeline/record/phones.h"
#include "pipeline/text/normalize.h"

namespace bmas::record {
namespace {

using rules::Field;
using rules::Mention;

// As one would use it: "(at)" resolved, no line breaks, host in lower case.
std::string Address(std::string_view printed, bool email) {
  std::string out;
  for (const char c : printed) {
    if (c != ' ' && c != '\n' && c != '\t') out += c;
  }
  for (const std::string_view at :
       {"(at)", "[at]", "(AT)", "[AT]", "(At)", "(@)", "[@]"}) {
    const std::size_t i = out.find(at);
    if (i != std::string::npos) out.replace(i, at.size(), "@");
  }
  const std::size_t scheme = out.find("://");
  const std::size_t host = email                         ? out.find('@') + 1
                           : scheme == std::string::npos ? 0
                                                         : scheme + 3;
  std::size_t end = out.find_first_of("/?#", host);
  if (end == std::string::npos) end = out.size();
  // Lower case, not folded: "ß" in a host stays.
  for (std::size_t i = host; i < end; ++i) {
    if (out[i] >= 'A' && out[i] <= 'Z') {
      out[i] = static_cast<char>(out[i] - 'A' + 'a');
    }
  }
  return out;
}

class Builder {
 public:
  explicit Builder(const Context& context) : context_(context) {}

  std::vector<Contact> Run() {
    // One group per section that holds contacts, else per block.
    std::set<std::pair<int, std::size_t>> done;
    for (const Mention& mention : context_.matches.mentions) {
      if (context_.Kind(mention) != "contact") continue;
      const auto key = KeyOf(mention);
      if (done.insert(key).second) Group(key);
    }
    return MergeSame();
  }

 private:
  using Key = std::pair<int, std::size_t>;

  // The section that says whose contact it is, or the block.
  Key KeyOf(const Mention& mention) const {
    for (int at = mention.section; at >= 0;) {
      const rules::OpenSection& section =
          context_.matches.sections[static_cast<std::size_t>(at)];
      if (section.set.contains("role")) return {at, 0};
      at = section.parent;
    }
    return {-1, mention.block};
  }

  void Group(const Key& key) {
    current_ = Contact{};
    current_.role = "other";
    if (key.first >= 0) {
      current_.role =
          context_.matches.sections[static_cast<std::size_t>(key.first)].set.at(
              "role");
    } else if (context_.text.blocks[key.second].kind ==
               BlockKind::kLetterhead) {
      current_.role = "letterhead";
    }
    for (const Mention& mention : context_.matches.mentions) {
      if (context_.Kind(mention) != "contact" || KeyOf(mention) != key)
        continue;
      for (const Field& field : mention.fields) Add(mention, field);
    }
    Finish();
  }

  void Finish() {
    const bool reachable = !current_.phones.empty() || !current_.emails.empty();
    const bool addressed = !current_.street.Empty() || !current_.po_box.Empty();
    const bool named =
        !current_.organisation.Empty() || !current_.person.Empty();
    // A link or name alone in running text is nobody's contact.
    const bool useful =
        current_.role == "other"
            ? reachable || (addressed && named)
            : reachable || addressed || (named && !current_.urls.empty());
    if (useful) contacts_.push_back(current_);
    const std::string role = current_.role;
    current_ = Contact{};
    current_.role = role;
  }

  void Set(Value* to, const Field& field) {
    if (to->Empty()) *to = context_.Read(field);
  }

  void Add(const Mention& mention, const Field& field) {
    const std::string& name = field.name;
    if (name == "name" || name == "person" || name == "organisation") {
      AddName(mention, field);
    } else if (name == "phones" || name == "mobiles" || name == "faxes") {
      AddPhones(field, name == "faxes");
    } else if (name == "emails" || name == "urls") {
      Value value = context_.Read(field);
      value.text = Address(value.text, name == "emails");
      std::vector<Value>& list =
          name == "emails" ? current_.emails : current_.urls;
      const auto same = std::ranges::find(list, value.text, &Value::text);
      if (same == list.end()) {
        list.push_back(std::move(value));
      } else {
        Merge(&*same, value);
      }
    } else if (Value* to = Slot(name)) {
      Set(to, field);
    }
  }

  Value* Slot(std::string_view name) {
    if (name == "unit") return &current_.unit;
    if (name == "function") return &current_.function;
    if (name == "care_of") return &current_.care_of;
    if (name == "street") return &current_.street;
    if (name == "po_box") return &current_.po_box;
    if (name == "postcode") return &current_.postcode;
    if (name == "city") return &current_.city;
    if (name == "country") return &current_.country;
    return nullptr;
  }

  void AddName(const Mention& mention, const Field& field) {
    const auto& parse = context_.Rule(mention.rule).parse;
    const auto given = parse.find(field.name);
    std::string parser = given == parse.end() ? field.name : given->second;
    if (parser == "name") parser = "organisation_or_person";
    for (const Name& name : ReadNames(context_, field, parser)) {
      if (name.kind == "person") {
        // A second person with numbers of their own begins another contact.
        if (!current_.person.Empty() &&
            (!current_.phones.empty() || !current_.emails.empty())) {
          const Contact shared = current_;
          Finish();
          current_.organisation = shared.organisation;
        }
        if (current_.person.Empty()) {
          current_.person = name.name;
          if (!name.title.Empty()) {
            current_.person.text = name.title.text + " " + name.name.text;
            current_.person.sources.front().span =
                name.title.sources.front().span.Cover(
                    name.name.sources.front().span);
          }
        }
      } else if (current_.organisation.Empty()) {
        current_.organisation = name.name;
      } else if (current_.unit.Empty()) {
        current_.unit = name.name;
      }
    }
  }

  void AddPhones(const Field& field, bool fax) {
    const Value printed = context_.Read(field);
    const std::string region = "DE";
    for (Phone& phone :
         ReadPhones(printed.text, printed.sources.front(), region, fax)) {
      std::vector<Phone>& list = fax ? current_.faxes : current_.phones;
      const auto same = std::ranges::find_if(list, [&](const Phone& known) {
        return !phone.e164.empty() && known.e164 == phone.e164;
      });
      if (same == list.end()) {
        list.push_back(std::move(phone));
      } else {
        Merge(&same->text, phone.text);
      }
    }
  }

  // The same contact in letterhead and foot: one that says nothing the other
  // denies, and shares an address of some kind.
  std::vector<Contact> MergeSame() {
    std::vector<Contact> out;
    for (Contact& contact : contacts_) {
      const auto same = std::ranges::find_if(out, [&](const Contact& other) {
        return Shares(other, contact) && Agree(other, contact);
      });
      if (same == out.end()) {
        out.push_back(std::move(contact));
        continue;
      }
      Join(&*same, contact);
    }
    return out;
  }

  static bool Shares(const Contact& a, const Contact& b) {
    const auto phone = [](const Contact& c, const std::string& e164) {
      return !e164.empty() &&
             std::ranges::find(c.phones, e164, &Phone::e164) != c.phones.end();
    };
    const auto email = [](const Contact& c, const Value& v) {
      return std::ranges::find(c.emails, v.text, &Value::text) !=
             c.emails.end();
    };
    return std::ranges::any_of(
               b.phones, [&](const Phone& p) { return phone(a, p.e164); }) ||
           std::ranges::any_of(b.emails,
                               [&](const Value& v) { return email(a, v); });
  }

  static bool Agree(const Contact& a, const Contact& b) {
    const auto agrees = [](const Value& x, const Value& y) {
      return x.Empty() || y.Empty() || x.text == y.text;
    };
    return agrees(a.person, b.person) &&
           agrees(a.organisation, b.organisation) &&
           agrees(a.postcode, b.postcode) && agrees(a.street, b.street);
  }

  static void Join(Contact* to, const Contact& from) {
    if (to->role == "letterhead" || to->role == "other") to->role = from.role;
    for (Value Contact::*field :
         {&Contact::organisation, &Contact::unit, &Contact::person,
          &Contact::function, &Contact::care_of, &Contact::street,
          &Contact::po_box, &Contact::postcode, &Contact::city,
          &Contact::country}) {
      Merge(&(to->*field), from.*field);
    }
    const auto join_phones = [](std::vector<Phone>* list,
                                const std::vector<Phone>& more) {
      for (const Phone& phone : more) {
        const auto same = std::ranges::find_if(*list, [&](const Phone& p) {
          return p.e164.empty() ? p.text.text == phone.text.text
                                : p.e164 == phone.e164;
        });
        if (same == list->end()) {
          list->push_back(phone);
        } else {
          Merge(&same->text, phone.text);
        }
      }
    };
    join_phones(&to->phones, from.phones);
    join_phones(&to->faxes, from.faxes);
    const auto join_values = [](std::vector<Value>* list,
                                const std::vector<Value>& more) {
      for (const Value& value : more) {
        const auto same = std::ranges::find(*list, value.text, &Value::text);
        if (same == list->end()) {
          list->push_back(value);
        } else {
          Merge(&*same, value);
        }
      }
    };
    join_values(&to->emails, from.emails);
    join_values(&to->urls, from.urls);
  }

  const Context& context_;
  Contact current_;
  std::vector<Contact> contacts_;
};

}  // namespace

std::vector<Contact> ReadContacts(const Context& context) {
  return Builder(context).Run();
}

}  // namespace bmas::record
