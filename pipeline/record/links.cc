#include "pipeline/record/links.h"

#include <algorithm>

#include "pipeline/record/contact_join.h"
#include "pipeline/record/net_address.h"
#include "pipeline/text/normalize.h"

namespace bmas::record {
namespace {

// Addresses of the net with no more than names beside them: where to read on,
// and nobody to ask.
bool IsLink(const Contact& contact) {
  Contact nameless = contact;
  nameless.organisation = {};
  nameless.unit = {};
  return HoldsNoMoreThanUrls(nameless) && contact.role != "letterhead" &&
         contact.role != "press";
}

std::size_t Begin(const Link& link) {
  return link.text.sources.front().span.begin;
}

}  // namespace

std::vector<Link> TakeLinks(const Context& context,
                            std::vector<Contact>* contacts) {
  std::vector<Link> links;
  for (const Contact& contact : *contacts) {
    if (!IsLink(contact)) continue;
    for (const Value& url : contact.urls) {
      const auto same = std::ranges::find_if(links, [&](const Link& link) {
        return WithoutScheme(link.url) == WithoutScheme(url.text);
      });
      if (same != links.end()) {
        Merge(&same->text, url);
        continue;
      }
      const Span printed = url.sources.front().span;
      links.push_back(
          {url.text, {Collapse(context.Slice(printed)), url.sources}});
    }
  }
  std::erase_if(*contacts, IsLink);
  std::ranges::stable_sort(links, {}, Begin);
  return links;
}

}  // namespace bmas::record
