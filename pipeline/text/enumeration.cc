#include "pipeline/text/enumeration.h"

#include <algorithm>
#include <string>

#include "pipeline/base/utf8.h"
#include "pipeline/text/fold.h"
#include "pipeline/text/normalize.h"

namespace bmas {
namespace {

struct CutAt {
  Span at;  // what is cut out
  bool conjunction = false;
};

Span Trimmed(std::string_view text, Span span) {
  while (span.begin < span.end && text[span.begin] == ' ') ++span.begin;
  while (span.end > span.begin && text[span.end - 1] == ' ') --span.end;
  return span;
}

bool EndsWithLegalForm(std::string_view part, const Lexicon& lexicon) {
  return std::ranges::any_of(lexicon.legal_forms, [&](const auto& form) {
    return part.size() > form.size() && part.ends_with(form) &&
           part[part.size() - form.size() - 1] == ' ';
  });
}

// "Hin" in "Hin und Her e. V.": one word, no legal form of its own, so that
// the conjunction belongs to the name.
bool InsideName(std::string_view before, std::string_view after,
                const Lexicon& lexicon) {
  return before.find(' ') == std::string_view::npos &&
         EndsWithLegalForm(after, lexicon) &&
         !EndsWithLegalForm(before, lexicon);
}

}  // namespace

std::vector<Span> SplitEnumeration(std::string_view text, const Span& within,
                                   const Lexicon& lexicon) {
  std::vector<CutAt> cuts;
  int depth = 0;
  bool quoted = false;
  for (std::size_t at = within.begin; at < within.end;) {
    const char32_t c = CodePointAt(text, at);
    const std::size_t length = LengthAt(text, at);
    const std::string_view rest = text.substr(at, within.end - at);
    if (c == U'(' || c == U'[') ++depth;
    if ((c == U')' || c == U']') && depth > 0) --depth;
    const bool quote = Folded(text.substr(at, length)) == "\"";
    if (quote) quoted = !quoted;
    std::size_t cut = 0;
    bool conjunction = false;
    if (depth == 0 && !quoted) {
      if ((c == U',' || c == U';') && rest.size() > 1 && rest[1] == ' ') {
        cut = 2;
        // "A, B, und C": the conjunction goes with the comma.
        for (const std::string& word : lexicon.enumeration_conjunctions) {
          if (rest.substr(2).starts_with(word + " ")) {
            cut = word.size() + 3;
            break;
          }
        }
      } else if (c == U' ' && !(at > within.begin && text[at - 1] == '-')) {
        for (const std::string& word : lexicon.enumeration_conjunctions) {
          if (rest.substr(1).starts_with(word) &&
              rest.size() > word.size() + 1 && rest[word.size() + 1] == ' ') {
            cut = word.size() + 2;
            conjunction = true;
            break;
          }
        }
      }
    }
    if (cut > 0) cuts.push_back({{at, at + cut}, conjunction});
    at += cut > 0 ? cut : length;
  }
  std::vector<Span> parts;
  std::size_t begin = within.begin;
  for (std::size_t i = 0; i < cuts.size(); ++i) {
    const std::size_t end =
        i + 1 < cuts.size() ? cuts[i + 1].at.begin : within.end;
    const Span before = Trimmed(text, {begin, cuts[i].at.begin});
    const Span after = Trimmed(text, {cuts[i].at.end, end});
    if (cuts[i].conjunction &&
        InsideName(text.substr(before.begin, before.Size()),
                   text.substr(after.begin, after.Size()), lexicon)) {
      continue;
    }
    if (!before.Empty()) parts.push_back(before);
    begin = cuts[i].at.end;
  }
  const Span last = Trimmed(text, {begin, within.end});
  if (!last.Empty()) parts.push_back(last);
  return parts;
}

}  // namespace bmas
