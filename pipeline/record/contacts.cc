#include "pipeline/record/contacts.h"

#include <algorithm>
#include <map>

#include "pipeline/record/contact_join.h"
#include "pipeline/record/contact_party.h"
#include "pipeline/record/names.h"
#include "pipeline/record/net_address.h"
#include "pipeline/record/phones.h"
#include "pipeline/record/region.h"
#include "pipeline/text/normalize.h"

namespace bmas::record {
namespace {

using rules::Field;
using rules::Mention;

// The mentions of one block, or of one section within it.
struct Part {
  int section = -1;  // with a role
  std::size_t block = 0;
  std::vector<const Mention*> mentions;
};

// Reads one part front to back: a second person with numbers of their own, or
// a second institution, begins another contact.
class Assembler {
 public:
  Assembler(const Context& context, const Part& part, std::string region)
      : context_(context), region_(std::move(region)) {
    for (const Mention* mention : part.mentions) {
      for (const Field& field : mention->fields) {
        if (field.name == "emails") emails_.push_back(context.Read(field).text);
      }
    }
    current_.role = RoleOf(part);
    current_.region = region_;
    for (const Mention* mention : part.mentions) {
      // A person first: what stands before the name may be theirs already.
      for (const bool person : {true, false}) {
        for (const Field& field : mention->fields) {
          if ((field.name == "person") == person) Add(*mention, field);
        }
      }
    }
    Finish();
  }

  std::vector<Contact> Take() { return std::move(contacts_); }

 private:
  // What the section says, then what a rule says, then where it stands. A unit
  // for the press answers for the press, however it is introduced.
  std::string RoleOf(const Part& part) const {
    std::string given;
    for (const Mention* mention : part.mentions) {
      const auto role = mention->set.find("role");
      if (role != mention->set.end() && given.empty()) given = role->second;
    }
    if (part.section >= 0) {
      const std::string& role =
          context_.matches.sections[static_cast<std::size_t>(part.section)]
              .set.at("role");
      return role == "information" && !given.empty() ? given : role;
    }
    const TextBlock& block = context_.text.blocks[part.block];
    const bool prose = context_.places.IsProse(part.block);
    if (block.kind == BlockKind::kLetterhead || (AtTop(part.block) && !prose)) {
      return "letterhead";
    }
    return given.empty() ? "other" : given;
  }

  // Is there no running text before the block?
  bool AtTop(std::size_t block) const {
    for (std::size_t i = 0; i < block; ++i) {
      if (context_.places.IsProse(i)) return false;
    }
    return true;
  }

  void Finish() {
    contacts_.push_back(current_);
    Contact next;
    next.role = current_.role;
    next.region = current_.region;
    current_ = std::move(next);
  }

  void Add(const Mention& mention, const Field& field) {
    const std::string& name = field.name;
    if (name == "name" || name == "person" || name == "organisation") {
      AddName(mention, field);
    } else if (name == "phones" || name == "mobiles" || name == "faxes") {
      AddPhones(field, name == "faxes");
    } else if (name == "emails" || name == "urls") {
      AddNetAddress(field, name == "emails");
    } else if (name == "unit") {
      AddUnit(context_.Read(field));
    } else if (name == "street") {
      AddStreet(context_.Read(field));
    } else if (Value* to = Slot(name)) {
      if (to->Empty()) *to = context_.Read(field);
    }
  }

  Value* Slot(std::string_view name) {
    if (name == "function") return &current_.function;
    if (name == "care_of") return &current_.care_of;
    if (name == "po_box") return &current_.po_box;
    if (name == "postcode") return &current_.postcode;
    if (name == "city") return &current_.city;
    if (name == "country") return &current_.country;
    return nullptr;
  }

  // The postcode of a street counts, not that of a box before it.
  void AddStreet(Value street) {
    if (!current_.street.Empty()) return;
    if (!current_.po_box.Empty()) {
      current_.postcode = {};
      current_.city = {};
    }
    current_.street = std::move(street);
  }

  void AddUnit(const Value& unit) {
    if (current_.unit.Empty() || current_.unit.text == unit.text) {
      Merge(&current_.unit, unit);
    }
  }

  void AddName(const Mention& mention, const Field& field) {
    const auto& parse = context_.Rule(mention.rule).parse;
    const auto given = parse.find(field.name);
    std::string parser = given == parse.end() ? field.name : given->second;
    if (parser == "organisation_or_person" || parser == "person") {
      const Party party = PartyOf(
          context_, field.span, parser == "person",
          {!current_.organisation.Empty() && current_.person.Empty(), emails_});
      if (party == Party::kNobody) return;
      parser = party == Party::kPerson ? "person" : "organisation";
    }
    for (const Name& name : ReadNames(context_, field, parser)) {
      if (name.kind == "person") {
        AddPerson(name);
      } else {
        AddOrganisation(name.name);
      }
    }
  }

  void AddPerson(const Name& name) {
    Value person = name.name;
    if (!name.title.Empty()) {
      person.text = name.title.text + " " + name.name.text;
      person.sources.front().span =
          name.title.sources.front().span.Cover(name.name.sources.front().span);
    }
    if (current_.person.Empty()) {
      current_.person = std::move(person);
      header_ = current_;
      return;
    }
    if (current_.person.text == person.text) {
      Merge(&current_.person, person);
      return;
    }
    if (!Reachable(current_)) return;
    Finish();
    const bool shared = !header_.organisation.Empty();
    if (shared || !header_.unit.Empty()) {
      current_.organisation = header_.organisation;
      current_.unit = header_.unit;
      current_.street = header_.street;
      current_.postcode = header_.postcode;
      current_.city = header_.city;
    }
    current_.person = std::move(person);
  }

  void AddOrganisation(const Value& organisation) {
    if (current_.organisation.Empty()) {
      current_.organisation = organisation;
      return;
    }
    if (FoldCase(current_.organisation.text) == FoldCase(organisation.text)) {
      Merge(&current_.organisation, organisation);
      return;
    }
    const bool begun = Reachable(current_) || !current_.postcode.Empty() ||
                       !current_.person.Empty();
    if (!begun) {
      AddUnit(organisation);
      return;
    }
    if (Reachable(current_) &&
        NamesInstitution(context_, organisation.sources.front().span)) {
      Finish();
      header_ = {};
      current_.organisation = organisation;
    }
  }

  void AddNetAddress(const Field& field, bool email) {
    Value value = context_.Read(field);
    value.text = NetAddress(value.text, email);
    std::vector<Value>& list = email ? current_.emails : current_.urls;
    const auto same = std::ranges::find_if(list, [&](const Value& known) {
      return WithoutScheme(known.text) == WithoutScheme(value.text);
    });
    if (same == list.end()) {
      list.push_back(std::move(value));
    } else {
      Merge(&*same, value);
    }
  }

  void AddPhones(const Field& field, bool fax) {
    const Value printed = context_.Read(field);
    const std::string& plan =
        region_.empty() ? context_.Words().default_region : region_;
    for (Phone& phone : ReadPhones(printed.text, printed.sources.front(), plan,
                                   fax, &main_number_)) {
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

  const Context& context_;
  std::string region_;
  std::vector<std::string> emails_;
  std::string main_number_;  // that an extension alone belongs to
  Contact current_;
  Contact header_;  // what stands above the first person
  std::vector<Contact> contacts_;
};

class Reader {
 public:
  explicit Reader(const Context& context) : context_(context) {
    for (const Mention& mention : context.matches.mentions) {
      if (context.Kind(mention) != "contact" || Opens(mention)) continue;
      const int section = SectionOf(mention);
      Part& part = parts_[{mention.block, section}];
      part.section = section;
      part.block = mention.block;
      part.mentions.push_back(&mention);
    }
  }

  std::vector<Contact> Run() {
    const std::string usual = UsualRegion();
    std::vector<Contact> contacts;
    const Part* before = nullptr;
    for (const auto& [key, part] : parts_) {
      const std::string own = RegionOf(context_, part.mentions);
      std::vector<Contact> found =
          Assembler(context_, part, own.empty() ? usual : own).Take();
      if (Prose(part.block)) SettleProse(&found);
      if (Listed(part)) std::erase_if(found, Unreachable);
      if (found.empty()) continue;
      auto next = found.begin();
      if (before != nullptr && !contacts.empty() && Adjacent(*before, part) &&
          Continues(contacts.back(), *next, before->block == part.block)) {
        JoinContact(&contacts.back(), *next);
        ++next;
      }
      contacts.insert(contacts.end(), next, found.end());
      before = &part;
    }
    std::erase_if(contacts, [](const Contact& c) { return !Useful(c); });
    contacts = MergeSame(std::move(contacts));
    for (Contact& contact : contacts) SetRole(&contact);
    return contacts;
  }

 private:
  bool Prose(std::size_t block) const { return context_.places.IsProse(block); }

  // The section that says whose contact it is. One that has lines in its own
  // block ends with that block.
  int SectionOf(const Mention& mention) const {
    for (int at = mention.section; at >= 0;) {
      const rules::OpenSection& section =
          context_.matches.sections[static_cast<std::size_t>(at)];
      if (section.set.contains("role")) {
        const std::size_t opened = BlockAt(section.opener.begin);
        const TextBlock& block = context_.text.blocks[opened];
        const bool alone = section.opener.end + 1 >= block.span.end;
        return alone || opened == mention.block ? at : -1;
      }
      at = section.parent;
    }
    return -1;
  }

  // A colon, and nothing more in its line.
  bool EndsAsLabel(std::size_t at) const {
    const std::string& text = context_.text.Text();
    return at < text.size() && text[at] == ':' &&
           (at + 1 == text.size() || text[at + 1] == '\n');
  }

  // A lead-in is nobody's name.
  bool Opens(const Mention& mention) const {
    const Field* name = mention.Find("name");
    if (name != nullptr && EndsAsLabel(name->span.end)) return true;
    return name != nullptr &&
           std::ranges::any_of(context_.matches.sections, [&](const auto& s) {
             return s.set.contains("role") && s.opener.Overlaps(name->span);
           });
  }

  std::size_t BlockAt(std::size_t at) const {
    const auto after = std::ranges::upper_bound(
        context_.text.blocks, at, {},
        [](const TextBlock& block) { return block.span.begin; });
    return after == context_.text.blocks.begin()
               ? 0
               : static_cast<std::size_t>(after -
                                          context_.text.blocks.begin()) -
                     1;
  }

  bool Adjacent(const Part& a, const Part& b) const {
    if (a.block == b.block) return a.section < 0;  // lines before a label
    return b.block == a.block + 1 && b.section == a.section &&
           !Prose(a.block) && !Prose(b.block);
  }

  // Items of a list are no contact unless somebody can be reached by them.
  bool Listed(const Part& part) const {
    return part.section < 0 &&
           context_.text.blocks[part.block].kind == BlockKind::kList;
  }
  static bool Unreachable(const Contact& contact) {
    return !Reachable(contact) && contact.urls.empty();
  }

  // In running text an address tells where something takes place; a street
  // alone not even that.
  static void SettleProse(std::vector<Contact>* found) {
    std::erase_if(*found, [](const Contact& c) {
      return !c.street.Empty() && c.postcode.Empty() &&
             c.organisation.Empty() && !Reachable(c);
    });
    for (Contact& contact : *found) {
      if (contact.role != "other") continue;
      const bool reached = Reachable(contact) || !contact.urls.empty();
      contact.role = reached ? "information" : "venue";
    }
  }

  // Of the parts that tell theirs, if they agree.
  std::string UsualRegion() const {
    std::string usual;
    for (const auto& [key, part] : parts_) {
      const std::string region = RegionOf(context_, part.mentions);
      if (region.empty() || region == usual) continue;
      if (!usual.empty()) return {};
      usual = region;
    }
    return usual;
  }

  // A name alone is nobody's contact, nor is a postcode.
  static bool Useful(const Contact& c) {
    const bool placed = !c.street.Empty() || !c.po_box.Empty();
    const bool named = !c.organisation.Empty() || !c.person.Empty();
    return Reachable(c) || !c.urls.empty() || placed ||
           (!c.postcode.Empty() && named);
  }

  static void SetRole(Contact* contact) {
    if (contact->role != "other") return;
    const bool addressed = !contact->postcode.Empty();
    const bool reached = Reachable(*contact) || !contact->urls.empty();
    const bool nameless = contact->organisation.Empty() &&
                          contact->unit.Empty() && contact->person.Empty();
    const bool own = nameless ? addressed || !contact->phones.empty()
                              : addressed && !contact->organisation.Empty();
    if (own && contact->person.Empty()) {
      contact->role = "letterhead";
    } else if (reached) {
      contact->role = "information";
    }
  }

  const Context& context_;
  std::map<std::pair<std::size_t, int>, Part> parts_;
};

}  // namespace

std::vector<Contact> ReadContacts(const Context& context) {
  return Reader(context).Run();
}

}  // namespace bmas::record
