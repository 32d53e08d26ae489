#include "pipeline/record/names.h"

#include <algorithm>

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
  }
  return std::string_view::npos;
}

// "Architektin Solveig Kuhlmann": a word before a first name is no part of the
// name.
Span WithoutApposition(const Context& context, const Span& span) {
  const std::string_view text = context.Slice(span);
  const Words words = SplitWords(text);
  const auto known = [&](const std::string& word) {
    return HasWord(context.Words().first_names, word.substr(0, word.find('-')));
  };
  if (words.size() < 3 || known(words[0]) || !known(words[1]) ||
      HasWord(context.Words().titles, words[0])) {
    return span;
  }
  return {span.begin + words[0].size() + 1, span.end};
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
  const Span span = WithLegalForm(context, Unquoted(context.text, field.span));
  const std::string text(context.Slice(span));
  std::string kind = parser;
  if (kind.empty() || kind == "organisation_or_person") {
    kind = KindOf(text, context.Words());
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
