#include "pipeline/record/contact_party.h"

#include <algorithm>

#include "pipeline/names/whole.h"
#include "pipeline/record/net_address.h"
#include "pipeline/text/names.h"
#include "pipeline/text/normalize.h"

namespace bmas::record {
namespace {

using names::Phrase;
using names::PhraseClass;

// Is the word one that no first name ends with: "Landesbüro"?
bool EndsAsInstitution(const Context& context, std::string_view word) {
  const std::string folded = FoldCase(word);
  return context.rules.names->InstitutionHead(word) ||
         std::ranges::any_of(
             context.Words().institution_words,
             [&](const std::string& part) { return folded.ends_with(part); });
}

bool PlainInstitution(const Phrase& name) {
  return name.Institution() && name.kind != PhraseClass::kBareHead;
}

// Common nouns before a colon, none of which is the head of an institution's
// name.
bool Label(const Context& context, const Phrase& name) {
  const std::string& text = context.text.Text();
  if (name.whole.end >= text.size() || text[name.whole.end] != ':') {
    return false;
  }
  if (name.kind != PhraseClass::kCommon &&
      name.kind != PhraseClass::kCommonMany &&
      name.kind != PhraseClass::kLabelQuote) {
    return false;
  }
  return std::ranges::none_of(SplitWords(context.Slice(name.name)),
                              [&](const std::string& word) {
                                return EndsAsInstitution(context, word);
                              });
}

// A first name that no list holds: below an institution, or with the surname
// in an e-mail address beside it.
bool IsPersonHere(const Context& context, std::string_view text,
                  const Beside& beside) {
  const std::vector<std::string> words = SplitWords(text);
  if (LooksLikeInstitution(text, context.Words()) || words.empty() ||
      EndsAsInstitution(context, words.front())) {
    return false;
  }
  if (beside.institution && words.size() == 2 && AllCapitalised(text)) {
    return true;
  }
  return std::ranges::any_of(beside.emails, [&](const std::string& email) {
    return IsNamesake(text, email);
  });
}

// "Stadtrat Malte Rohr": a person behind their office.
bool OfficeAndPerson(const Context& context, const Span& name) {
  const std::string_view printed = context.Slice(name);
  const std::size_t gap = printed.find(' ');
  if (gap == std::string_view::npos ||
      !context.rules.names->OfficeNoun(printed.substr(0, gap))) {
    return false;
  }
  const auto rest =
      names::WholeName(context.text.Text(), {name.begin + gap + 1, name.end},
                       *context.rules.names);
  return rest && rest->Person();
}

}  // namespace

Party PartyOf(const Context& context, const Span& name, bool person,
              const Beside& beside) {
  const auto whole = names::WholeName(
      context.text.Text(), Unquoted(context.text, name), *context.rules.names);
  const std::string_view printed = context.Slice(name);
  const bool likely = LooksLikePerson(printed, context.Words());
  if (OfficeAndPerson(context, name)) return Party::kPerson;
  if (whole && PlainInstitution(*whole) && !(person && likely)) {
    return Party::kInstitution;
  }
  if (person || likely) return Party::kPerson;
  if (whole && whole->kind == PhraseClass::kPerson) return Party::kPerson;
  if (IsPersonHere(context, printed, beside)) return Party::kPerson;
  if (whole && Label(context, *whole)) return Party::kNobody;
  return Party::kInstitution;
}

bool NamesInstitution(const Context& context, const Span& name) {
  if (LooksLikeInstitution(context.Slice(name), context.Words())) return true;
  const auto whole =
      names::WholeName(context.text.Text(), name, *context.rules.names);
  return whole && whole->kind == PhraseClass::kOdd;
}

}  // namespace bmas::record
