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

// A whole number with its evidence. One that was derived has the evidence of
// what it was derived from, which may be none.
struct Number {
  std::optional<int> value;
  std::vector<Source> sources;

  bool Empty() const { return !value; }
};

// "1. Preis" as printed, and the 1 of it; special prizes have no number.
struct Rank {
  Value text;
  std::optional<int> number;

  bool Empty() const { return text.Empty(); }
};

// "2.500 Euro" as printed; amount and currency where they can be told from it.
struct Money {
  Value text;
  std::optional<double> amount;  // in units of the currency, to a hundredth
  std::string currency;          // ISO 4217: "EUR"; empty if untold

  bool Empty() const { return text.Empty(); }
};

struct Winner {
  Value name;
  std::string kind;  // person, organisation, project or team
  Value title, role, category;
  Rank rank;
  Value affiliation, place;
  std::vector<Value> members;
  Value project, reason;
  Money prize_money;        // of this winner alone
  double confidence = 1.0;  // 0.6 to 1: how sure it is that this one has won
};

// A name beside an award that is no winner.
struct Other {
  Value name;
  // nominee, former_winner, giver, presenter, juror or sponsor
  std::string role;
};

struct Award {
  std::string key;  // one for all spellings and years; empty without a name
  Value name;       // empty when winners are named without a prize
  Number year;      // four digits
  bool year_inferred = false;  // from the day it was given or the release's
  Value date;                  // "2017-06-14", the day it was given
  Money prize_money;           // of all its winners together
  std::vector<Winner> winners;
  std::vector<Other> others;
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

// An address of the web that belongs to no contact.
struct Link {
  std::string url;  // as one would use it
  Value text;       // as printed; for an annotation the words it lies on
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
  std::string announces;  // winners, nominees, call or none; empty if unread
  std::vector<Award> awards;
  std::vector<Announced> announced;
  std::vector<Date> dates;
  std::vector<Contact> contacts;
  std::vector<Link> links;
  std::vector<Check> checks;
  std::vector<Residue> residue;
};

}  // namespace bmas::record
