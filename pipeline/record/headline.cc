#include "pipeline/record/headline.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "pipeline/text/names.h"

namespace bmas::record {

using rules::Mention;

namespace {

// Where running text begins; the end of a text without.
std::size_t FirstProse(const Context& context) {
  for (std::size_t i = 0; i < context.text.blocks.size(); ++i) {
    if (context.places.IsProse(i)) return context.text.blocks[i].span.begin;
  }
  return context.text.Text().size();
}

// Where the release proper begins: its masthead; else its number or dateline,
// if a headline follows that, or else what stands above may be the headline.
std::optional<std::size_t> Beginning(const Context& context) {
  std::size_t own = context.text.Text().size();
  std::size_t last_headline = 0;
  for (const Mention& mention : context.matches.mentions) {
    const std::string& kind = context.Kind(mention);
    if (kind == "masthead") return mention.span.begin;
    if (kind == "headline" && mention.span.begin < FirstProse(context)) {
      last_headline = mention.span.begin;
    }
    const bool dated =
        mention.Find("date") != nullptr || mention.Find("number") != nullptr;
    if (kind == "release" && dated) own = std::min(own, mention.span.begin);
  }
  if (last_headline <= own) return std::nullopt;
  return own;
}

// A name that stands above the beginning, or below it one that looks like an
// institution's and is no headline.
bool NamesIssuer(const Context& context, const Mention& mention,
                 std::optional<std::size_t> beginning) {
  const rules::Field* issuer = mention.Find("issuer");
  if (context.Kind(mention) != "release" || issuer == nullptr) return false;
  if (beginning && mention.span.end <= *beginning) return true;
  const bool heading =
      context.text.blocks[mention.block].kind == BlockKind::kHeading;
  return (!beginning || !heading) &&
         LooksLikeInstitution(context.Slice(issuer->span), context.Words());
}

// Is the first of two headlines set above the other one, which is larger?
bool IsKicker(const Context& context, const Mention& first,
              const Mention& second) {
  constexpr double kLarger = 1.15;  // ratio of font sizes
  return second.block == first.block + 1 &&
         context.text.blocks[first.block].size > 0 &&
         context.text.blocks[second.block].size >
             kLarger * context.text.blocks[first.block].size;
}

}  // namespace

void ReadHeadlines(const Context& context, Release* release) {
  const std::optional<std::size_t> beginning = Beginning(context);
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
          return NamesIssuer(context, other, beginning) &&
                 other.span.Overlaps(mention.span);
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
  std::size_t title_begin = FirstProse(context);
  // A kicker stands above the title in smaller type.
  if (title != headlines.end() && title + 1 != headlines.end() &&
      IsKicker(context, **title, **(title + 1))) {
    std::iter_swap(title, title + 1);
    release->subtitle = context.Read(**(title + 1), "text");
  }
  if (title != headlines.end()) {
    release->title = context.Read(**title, "text");
    title_begin = (*title)->span.begin;
    const auto next = title + 1;
    if (next != headlines.end() && (*next)->block == (*title)->block + 1 &&
        release->subtitle.Empty()) {
      release->subtitle = context.Read(**next, "text");
    }
  }
  for (const Mention& mention : context.matches.mentions) {
    if (release->issuer.Empty() && mention.span.begin < title_begin &&
        NamesIssuer(context, mention, beginning)) {
      release->issuer = context.Read(mention, "issuer");
    }
  }
}

}  // namespace bmas::record
