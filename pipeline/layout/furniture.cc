#include "pipeline/layout/furniture.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>

#include "pipeline/base/utf8.h"
#include "pipeline/text/normalize.h"

namespace bmas::layout {
namespace {

constexpr double kEdge = 0.13;     // of the page's height, at top and bottom
constexpr double kSameHeight = 5;  // points between repetitions

// "Seite 2 von 3" -> "seite {n} von {n}".
std::string Signature(std::string_view text) {
  std::string out;
  bool digits = false;
  for (const char c : FoldCase(Collapse(text))) {
    if (c >= '0' && c <= '9') {
      if (!digits) out += "{n}";
      digits = true;
    } else {
      out += c;
      digits = false;
    }
  }
  return out;
}

bool AtEdge(const Segment& segment, double height) {
  return segment.y1 < kEdge * height || segment.y0 > (1 - kEdge) * height;
}

// All of the page's text, caseless, for finding what later pages repeat.
std::string PageText(const PageSegments& page) {
  std::string out;
  for (const Segment& segment : page.segments) {
    out += FoldCase(segment.Text());
    out += ' ';
  }
  return out;
}

// A masthead on a later page that has a number of its own, which is not the
// page's: of another release.
bool BeginsAnother(const std::string& text, std::size_t page,
                   const std::string& first_page) {
  const std::size_t begin = text.find_first_of("0123456789");
  if (begin == std::string::npos) return false;
  const std::size_t end = text.find_first_not_of("0123456789", begin);
  return text.substr(begin, end - begin) != std::to_string(page) &&
         first_page.find(FoldCase(text)) == std::string::npos;
}

struct Seen {
  std::size_t page = 0;
  double y = 0;
};

}  // namespace

bool IsPageNumber(std::string_view line, bool bare, const Lexicon& lexicon) {
  const std::string signature = Signature(line);
  return std::ranges::any_of(lexicon.page_numbers, [&](const auto& form) {
    // A word or the dashes around a number tell a page number by itself.
    const bool words = std::ranges::any_of(form, [](unsigned char c) {
      return (std::isalpha(c) != 0 && c != 'n') || c == '-' || c >= 0x80;
    });
    return (words || bare) && FoldCase(form) == signature;
  });
}

bool IsMasthead(std::string_view line, const Lexicon& lexicon) {
  constexpr std::size_t kLongest = 48;  // bytes after the word
  const auto plain = [](std::string_view text) {
    std::string folded = FoldCase(Collapse(text));
    std::erase_if(folded,
                  [](char c) { return c == '-' || c == ' ' || c == ':'; });
    return folded;
  };
  const std::string folded = plain(line);
  return std::ranges::any_of(lexicon.mastheads, [&](const auto& masthead) {
    const std::string word = plain(masthead);
    if (!folded.starts_with(word)) return false;
    // A number or date may follow: "Pressemitteilung Nr. 12/2018".
    const std::string rest = folded.substr(word.size());
    return rest.empty() ||
           (rest.size() < kLongest &&
            rest.find_first_of("0123456789") != std::string::npos);
  });
}

std::vector<Furniture> TakeFurniture(std::vector<PageSegments>* pages,
                                     const Lexicon& lexicon) {
  std::map<std::string, std::vector<Seen>> seen;
  for (std::size_t p = 0; p < pages->size(); ++p) {
    for (const Segment& segment : (*pages)[p].segments) {
      if (AtEdge(segment, (*pages)[p].height)) {
        seen[Signature(segment.Text())].push_back({p, segment.baseline});
      }
    }
  }
  // The outermost line repeats itself where it comes twice; a line further in
  // must do so on half of the pages, else it is a table's header or the like.
  const auto repeated = [&](const Segment& segment, std::size_t page,
                            bool outermost) {
    const auto& places = seen[Signature(segment.Text())];
    const auto times = std::ranges::count_if(places, [&](const Seen& other) {
      return other.page != page &&
             std::abs(other.y - segment.baseline) < kSameHeight;
    });
    return times > 0 &&
           (outermost || 2 * (times + 1) >= static_cast<long>(pages->size()));
  };
  const std::string first_page = pages->empty() ? "" : PageText(pages->front());

  std::vector<Furniture> furniture;
  for (std::size_t p = 0; p < pages->size(); ++p) {
    PageSegments& page = (*pages)[p];
    double body_top = page.height;
    for (const Segment& segment : page.segments) {
      if (!AtEdge(segment, page.height)) {
        body_top = std::min(body_top, segment.y0);
      }
    }
    double top = page.height, bottom = 0;  // baselines of the outermost lines
    for (const Segment& segment : page.segments) {
      top = std::min(top, segment.baseline);
      bottom = std::max(bottom, segment.baseline);
    }
    std::vector<Segment> kept;
    for (Segment& segment : page.segments) {
      const bool outermost = segment.baseline < top + kSameHeight ||
                             segment.baseline > bottom - kSameHeight;
      const std::string text = segment.Text();
      bool take = false;
      if (AtEdge(segment, page.height)) {
        const bool repeats = repeated(segment, p, outermost);
        take = repeats ||
               IsPageNumber(text, text == std::to_string(p + 1), lexicon);
        // A header of later pages that repeats what the first page says.
        const bool header = p > 0 && segment.y1 < kEdge * page.height &&
                            body_top - segment.y1 > 1.2 * segment.size;
        take = take || (header && text.size() > 8 &&
                        first_page.find(FoldCase(text)) != std::string::npos);
        // What tells that this is a release is said once.
        if (IsMasthead(text, lexicon) &&
            (p == 0 || BeginsAnother(text, p + 1, first_page))) {
          take = false;
        }
      }
      if (take) {
        furniture.push_back({text, static_cast<int>(p) + 1});
      } else {
        kept.push_back(std::move(segment));
      }
    }
    page.segments = std::move(kept);
  }
  return furniture;
}

}  // namespace bmas::layout
