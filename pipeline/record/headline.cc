#include "pipeline/record/headline.h"

#include <algorithm>
#include <vector>

namespace bmas::record {

using rules::Mention;

void ReadHeadlines(const Context& context, Release* release) {
  const Mention* masthead = nullptr;
  std::vector<const Mention*> headlines;
  for (const Mention& mention : context.matches.mentions) {
    const std::string& kind = context.Kind(mention);
    if (kind == "masthead" && masthead == nullptr) masthead = &mention;
    if (kind != "headline") continue;
    // Neither the institution above a release nor the heading of a contact
    // block or list is its headline.
    const bool issuer = std::ranges::any_of(
        context.matches.mentions, [&](const Mention& other) {
          return context.Kind(other) == "release" &&
                 other.Find("issuer") != nullptr && other.span == mention.span;
        });
    const bool opener = std::ranges::any_of(
        context.matches.sections, [&](const rules::OpenSection& section) {
          return section.opener.Overlaps(mention.span) &&
                 section.set.contains("role");
        });
    if (!issuer && !opener) headlines.push_back(&mention);
  }
  const std::size_t from = masthead == nullptr ? 0 : masthead->span.end;
  auto title = std::ranges::find_if(
      headlines, [&](const Mention* m) { return m->span.begin >= from; });
  // A masthead can stand below the headline.
  if (title == headlines.end()) title = headlines.begin();
  std::size_t title_begin = context.text.Text().size();
  if (title != headlines.end()) {
    release->title = context.Read(**title, "text");
    title_begin = (*title)->span.begin;
    const auto next = title + 1;
    if (next != headlines.end() && (*next)->block == (*title)->block + 1) {
      release->subtitle = context.Read(**next, "text");
    }
  }
  for (const Mention& mention : context.matches.mentions) {
    if (context.Kind(mention) != "release" || !release->issuer.Empty())
      continue;
    if (mention.span.begin < title_begin) {
      release->issuer = context.Read(mention, "issuer");
    }
  }
}

}  // namespace bmas::record
