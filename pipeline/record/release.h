// What one document says, as values that know where they come from. The JSON
// shape that sink/ writes from it is described in sink/json.h.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "pipeline/base/result.h"
#include "pipeline/base/span.h"

namespace bmas::record {

// Where a value stands and which rule found it.
struct Source {
  int rule = -1;
  Span span;  // bytes of clean text
};

// A text with its evidence; empty means the document does not say.
struct Value {
  std::string text;
  std::vector<Source> sources;

  bool Empty() const { return text.empty(); }
};

struct Winner {
  Value name;
  std::string kind;  // person, organisation, project or team
  Value title, role, category, rank, affiliation, place;
  std::vector<Value> members;
  Value project, reason, prize_money;
};

struct Award {
  Value name;  // empty when winners are named without a prize
  Value year;  // four digits
  std::vector<Winner> winners;
};

struct Announced {
  int count = 0;
  Value noun, text;
  std::vector<std::size_t> awards;  // indices; empty if unclear
};

struct Date {
  Value text;
  std::string iso, end;  // "2017-06-14", "2017-10" or "2016-02-24T18:00"
  std::string precision = "day";  // day, month or time
  std::string bound;              // "", from or until
  std::string role = "mention";
  int weekday = 0;        // as printed: Monday 1 … Sunday 7; 0 if none
  bool inferred = false;  // the year or day came from the release date
  bool relative = false;  // "heute"
};

struct Phone {
  Value text;
  std::string e164;  // empty when libphonenumber calls it invalid
  std::string type;  // phone, mobile or fax
};

struct Contact {
  std::string role;
  std::string region;  // CLDR code of its numbers and postcode; empty: untold
  Value organisation, unit, person, function, care_of, street, po_box;
  Value postcode, city, country;
  std::vector<Phone> phones, faxes;
  std::vector<Value> emails, urls;
};

struct Check {
  std::string id;
  std::string at;      // JSON pointer
  std::string status;  // pass, fail or not_applicable
  std::string message;
};

// A line inside a recognised block that no rule consumed.
struct Residue {
  Span span;
  std::size_t block = 0;
};

struct Diagnostic {
  std::string code;
  std::string message;
  int page = 0;  // 0: the whole document
};

struct Release {
  Value issuer, number, title, subtitle, place, date, embargo;
  std::vector<Award> awards;
  std::vector<Announced> announced;
  std::vector<Date> dates;
  std::vector<Contact> contacts;
  std::vector<Check> checks;
  std::vector<Residue> residue;
};

}  // namespace bmas::record
