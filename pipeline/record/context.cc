#include "pipeline/record/context.h"

#include <algorithm>

#include "pipeline/base/utf8.h"
#include "pipeline/text/fold.h"
#include "pipeline/text/normalize.h"
#include "pipeline/text/numbers.h"

namespace bmas::record {
namespace {

constexpr std::string_view kSpaces = " \n\t";

}  // namespace

Span Unquoted(const CleanText& text, Span span) {
  span = Trimmed(text.Text(), span, kSpaces);
  const std::string_view view = text.Slice(span);
  if (view.size() < 2) return span;
  const std::string folded = Folded(view);
  const bool quoted = folded.front() == '"' && folded.back() == '"' &&
                      std::ranges::count(folded, '"') == 2;
  const bool single = folded.front() == '\'' && folded.back() == '\'' &&
                      std::ranges::count(folded, '\'') == 2;
  if (!quoted && !single) return span;
  const std::size_t last = StartBefore(view, view.size());
  return Trimmed(text.Text(),
                 Span{span.begin + LengthAt(view, 0), span.begin + last},
                 kSpaces);
}

Value Context::Read(const rules::Field& field) const {
  if (!field.value.empty()) return {field.value, {{field.rule, field.span}}};
  const Span span = Unquoted(text, field.span);
  return {Collapse(Slice(span)), {{field.rule, span}}};
}

Value Context::Read(const rules::Mention& mention,
                    std::string_view field) const {
  const rules::Field* found = mention.Find(field);
  return found == nullptr ? Value{} : Read(*found);
}

const rules::Field* Context::FindInherited(const rules::Mention& mention,
                                           std::string_view name) const {
  if (const rules::Field* own = mention.Find(name)) return own;
  return FindInSection(mention.section, name);
}

const rules::Field* Context::FindInSection(int section,
                                           std::string_view name) const {
  while (section >= 0) {
    const rules::OpenSection& around =
        matches.sections[static_cast<std::size_t>(section)];
    const auto field =
        std::ranges::find(around.carried, name, &rules::Field::name);
    if (field != around.carried.end()) return &*field;
    section = around.parent;
  }
  return nullptr;
}

std::string Context::Constant(const rules::Mention& mention,
                              const std::string& name) const {
  if (const auto own = mention.set.find(name); own != mention.set.end()) {
    return own->second;
  }
  for (int at = mention.section; at >= 0;) {
    const rules::OpenSection& section =
        matches.sections[static_cast<std::size_t>(at)];
    if (const auto set = section.set.find(name); set != section.set.end()) {
      return set->second;
    }
    at = section.parent;
  }
  return {};
}

Number YearOf(const Value& text) {
  constexpr std::size_t kDigits = 4;
  const std::string digits = text.text.substr(0, kDigits);
  const auto year = ReadDigits(digits);
  if (!year || digits.size() != kDigits) return {};
  return {*year, text.sources};
}

void Merge(Value* to, const Value& from) {
  if (from.Empty()) return;
  if (to->Empty()) to->text = from.text;
  for (const Source& source : from.sources) {
    const bool known = std::ranges::any_of(to->sources, [&](const Source& s) {
      return s.rule == source.rule && s.span == source.span;
    });
    if (!known) to->sources.push_back(source);
  }
}

}  // namespace bmas::record
