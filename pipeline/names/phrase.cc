#include "pipeline/names/phrase.h"

namespace bmas::names {

const char* Name(PhraseClass kind) {
  switch (kind) {
    case PhraseClass::kPerson:
      return "person";
    case PhraseClass::kWeakPerson:
      return "weak-person";
    case PhraseClass::kLegal:
      return "legal-form";
    case PhraseClass::kHead:
      return "institution";
    case PhraseClass::kMunicipality:
      return "municipality";
    case PhraseClass::kOdd:
      return "odd-word";
    case PhraseClass::kQuoted:
      return "quoted";
    case PhraseClass::kUnknown:
      return "unknown-words";
    case PhraseClass::kUnknownOne:
      return "unknown-word";
    case PhraseClass::kExtended:
      return "extended-noun";
    case PhraseClass::kCommonMany:
      return "common-nouns";
    case PhraseClass::kSurname:
      return "surname";
    case PhraseClass::kPlace:
      return "place";
    case PhraseClass::kBareHead:
      return "bare-head";
    case PhraseClass::kLabelQuote:
      return "labelled-quote";
    case PhraseClass::kCommon:
      return "common-noun";
  }
  return "";
}

}  // namespace bmas::names
