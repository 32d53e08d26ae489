// A noun phrase that may be somebody's name, and what it shows.
#pragma once

#include <string>
#include <vector>

#include "pipeline/base/span.h"

namespace bmas::names {

// By falling evidence that the phrase names somebody.
enum class PhraseClass {
  kPerson,        // a known forename and more
  kWeakPerson,    // a possible forename, a title or salutation and a surname
  kLegal,         // an institution that ends in a legal form
  kHead,          // head noun of an institution with something specific
  kMunicipality,  // "Stadt Aue"
  kOdd,           // capitals, digits, "&" inside: "KOMpetenz", "HIGH5"
  kQuoted,        // in quotation marks
  kUnknown,       // several capitalised words, one of them in no dictionary
  kUnknownOne,    // one such word
  kExtended,      // a common noun with an attribute: "Garten der Begegnung"
  kCommonMany,    // several capitalised common words
  kSurname,       // a title, salutation or office and one word
  kPlace,         // a town or region
  kBareHead,      // "Institut"
  kLabelQuote,    // in quotation marks after "Motto", "Kategorie"
  kCommon,        // a common noun
};

const char* Name(PhraseClass kind);

struct Phrase {
  PhraseClass kind = PhraseClass::kCommon;
  Span name;   // as a record prints it, bytes of clean text
  Span whole;  // with title, salutation, quotation marks
  Span title;  // academic title before it; empty if none
  Span role;   // the noun that introduces it ("Firma", "Autorin"); or empty
  // Of "Ida" in "Ida und Max Kern" the surname that stands behind Max, of "Ida"
  // in "Kern, Ida" the one before it.
  Span shared;
  bool salutation = false;
  bool couple = false;              // "Ida und Max Kern"
  std::size_t first = 0, last = 0;  // tokens of `whole`, half-open

  bool Surname() const { return kind == PhraseClass::kSurname; }
  bool Person() const {
    return kind == PhraseClass::kPerson || kind == PhraseClass::kWeakPerson ||
           kind == PhraseClass::kSurname;
  }
  bool Institution() const {
    return kind == PhraseClass::kLegal || kind == PhraseClass::kHead ||
           kind == PhraseClass::kMunicipality || kind == PhraseClass::kBareHead;
  }
};

}  // namespace bmas::names
