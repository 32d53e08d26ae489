#include "pipeline/record/names.h"

#include <algorithm>

#include "pipeline/base/utf8.h"
#include "pipeline/text/names.h"
#include "pipeline/text/normalize.h"

namespace bmas::record {
namespace {

using Words = std::vector<std::string>;

// Cuts one of the words, with a space after it, off the front of the span.
bool CutWord(const CleanText& text, const Words& words, Span* span) {
  const std::string_view view = text.Slice(*span);
  const std::string* longest = nullptr;
  for (const std::string& word : words) {
    if (view.size() > word.size() && view.starts_with(word) &&
        view[word.size()] == ' ' &&
        (longest == nullptr || word.size() > longest->size())) {
      longest = &word;
    }
  }
  if (longest == nullptr) return false;
  span->begin += longest->size() + 1;
  return true;
}

Span CutTitle(const CleanText& text, const Lexicon& lexicon, Span* span) {
  const std::size_t begin = span->begin;
  std::size_t end = begin;
  while (CutWord(text, lexicon.titles, span)) end = span->begin;
  while (end > begin && text.Text()[end - 1] == ' ') --end;
  return {begin, end};
}

Value ValueAt(const Context& context, int rule, const Span& span) {
  return {Collapse(context.Slice(span)), {{rule, span}}};
}

bool KnownFirstName(const Context& context, std::string_view word) {
  return HasWord(context.Words().first_names,
                 std::string(word.substr(0, word.find('-'))));
}

// " und " between two salutations, or two first names before one surname.
std::size_t CoupleAt(const Context& context, const Span& span) {
  const std::string_view view = context.Slice(span);
  for (const std::string& word : context.Words().enumeration_conjunctions) {
    const std::string joint = " " + word + " ";
    const std::size_t at = view.find(joint);
    if (at == std::string_view::npos) continue;
    Span left{span.begin, span.begin + at};
    Span right{span.begin + at + joint.size(), span.end};
    const bool saluted_left =
        CutWord(context.text, context.Words().salutations, &left);
    const bool saluted =
        CutWord(context.text, context.Words().salutations, &right);
    if (saluted_left && saluted) return at;
    const Words first = SplitWords(context.Slice(left));
    const Words second = SplitWords(context.Slice(right));
    if (first.size() == 1 && second.size() > 1 &&
        KnownFirstName(context, first[0])) {
      return at;
    }
  }
  return std::string_view::npos;
}

// "Brandmeister a. D. Solveig Kuhlmann": words before a title or a first name
// are no part of the name.
Span WithoutApposition(const Context& context, const Span& span) {
  const std::string_view text = context.Slice(span);
  const Words words = SplitWords(text);
  const auto begins_name = [&](const std::string& word) {
    return KnownFirstName(context, word) ||
           HasWord(context.Words().titles, word);
  };
  const auto occupation = [&](const std::string& word) {
    return std::ranges::any_of(
        context.Words().occupation_endings,
        [&](const std::string& ending) { return word.ends_with(ending); });
  };
  if (words.empty() || begins_name(words[0])) return span;
  std::size_t at = 0;
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    at = text.find(words[i], at);
    if (i == 0) continue;
    if (i == 1 && words.size() > 2 && words[1].size() > 2 &&
        TellsOccupation(words[0], context.Words()) && !begins_name(words[2])) {
      return {span.begin + at, span.end};
    }
    // An initial may stand before the first name.
    if (begins_name(words[i]) &&
        (occupation(words[i - 1]) || words[i - 1].ends_with('.') ||
         HasWord(context.Words().titles, words[i]))) {
      const bool initial = i == 1 && words[0].size() == 2;
      const std::size_t back = initial ? words[0].size() + 1 : 0;
      return {span.begin + at - back, span.end};
    }
    at += words[i].size();
  }
  return span;
}

// "Ida Kern für ihre Arbeit": a person's name ends before a word that begins
// with a small letter and is no particle. The whole span if no person is named.
Span PersonAtFront(const Context& context, const Span& span) {
  const std::string_view text = context.Slice(span);
  std::size_t end = 0, at = 0;
  for (const std::string& word : SplitWords(text)) {
    at = text.find(word, at);
    const bool abbreviation = word.size() == 2 && word.ends_with('.');
    if (!IsUpper(CodePointAt(word, 0)) && !abbreviation &&
        !HasWord(context.Words().name_particles, word) &&
        !HasWord(context.Words().titles, word)) {
      break;
    }
    at += word.size();
    if (IsUpper(CodePointAt(word, 0))) end = at;
  }
  if (end == 0 || end == text.size() ||
      !LooksLikePerson(text.substr(0, end), context.Words())) {
    return span;
  }
  return {span.begin, span.begin + end};
}

Name ReadPerson(const Context& context, int rule, Span span) {
  while (CutWord(context.text, context.Words().salutations, &span)) {
  }
  span = WithoutApposition(context, span);
  Name out;
  out.kind = "person";
  const Span title = CutTitle(context.text, context.Words(), &span);
  if (!title.Empty()) out.title = ValueAt(context, rule, title);
  out.name = ValueAt(context, rule, span);
  return out;
}

std::vector<Name> ReadCouple(const Context& context, int rule, const Span& span,
                             std::size_t at) {
  const std::string_view view = context.Slice(span);
  const std::size_t second = view.find(' ', at + 1) + 1;
  Name first = ReadPerson(context, rule, {span.begin, span.begin + at});
  Name other = ReadPerson(context, rule, {span.begin + second, span.end});
  // A single name before the conjunction shares the surname after it.
  if (first.name.text.find(' ') == std::string::npos) {
    const std::size_t gap = other.name.text.find(' ');
    if (gap != std::string::npos) {
      first.name.text += other.name.text.substr(gap);
      Span surname = other.name.sources.front().span;
      surname.begin += gap + 1;
      first.name.sources.push_back({rule, surname});
    }
  }
  return {first, other};
}

// The full stop of "e. V." belongs to the name, also where it ends a sentence.
Span WithLegalForm(const Context& context, const Span& span) {
  const std::string& text = context.text.Text();
  if (span.end >= text.size() || text[span.end] != '.') return span;
  const Span longer{span.begin, span.end + 1};
  const bool form = std::ranges::any_of(
      context.Words().legal_forms, [&](const std::string& known) {
        return known.ends_with('.') &&
               context.Slice(longer).ends_with(" " + known);
      });
  return form ? longer : span;
}

// "Projekt „Otter“": the quoted name is the name; a team keeps its word.
Span Titled(const Context& context, const Span& span) {
  const std::string_view text = context.Slice(span);
  const std::size_t gap = text.find(' ');
  if (gap == std::string_view::npos) return span;
  const std::string word(text.substr(0, gap));
  if (!HasWord(context.Words().project_words, word)) return span;
  const Span rest{span.begin + gap + 1, span.end};
  const Span inside = Unquoted(context.text, rest);
  return inside == rest ? span : inside;
}

std::string KindOf(std::string_view text, const Lexicon& lexicon) {
  const Words words = SplitWords(text);
  if (words.empty()) return "organisation";
  if (HasWord(lexicon.team_words, words.front())) return "team";
  if (HasWord(lexicon.project_words, words.front())) return "project";
  return LooksLikePerson(text, lexicon) ? "person" : "organisation";
}

}  // namespace

std::vector<Name> ReadNames(const Context& context, const rules::Field& field,
                            const std::string& parser) {
  Span span = WithLegalForm(context, Unquoted(context.text, field.span));
  std::string kind = parser;
  if (kind.empty() || kind == "organisation_or_person") {
    span = PersonAtFront(context, span);
    kind = KindOf(context.Slice(span), context.Words());
    span = Titled(context, span);
    // A title in quotation marks is what somebody made.
    if (kind == "organisation" && span.begin > field.span.begin &&
        span.end < field.span.end &&
        !LooksLikeInstitution(context.Slice(span), context.Words())) {
      kind = "project";
    }
  }
  if (kind == "person") {
    if (const std::size_t at = CoupleAt(context, span);
        at != std::string::npos) {
      return ReadCouple(context, field.rule, span, at);
    }
    return {ReadPerson(context, field.rule, span)};
  }
  return {{ValueAt(context, field.rule, span), {}, kind}};
}

}  // namespace bmas::record
