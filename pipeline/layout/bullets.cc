#include "pipeline/layout/bullets.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "pipeline/base/utf8.h"
#include "pipeline/text/normalize.h"

namespace bmas::layout {
namespace {

constexpr double kSameEdge = 1.5;     // points between the signs of one list
constexpr double kFurthestItem = 12;  // of the font size, to the next item

bool IsPrivate(char32_t c) { return c >= 0xE000 && c <= 0xF8FF; }

// Segments that begin with a sign which a second one below or above begins with
// as well, at the same edge: fonts of symbols map their bullets to anything.
std::vector<bool> RepeatedSigns(const std::vector<Segment>& segments) {
  std::vector<bool> signs(segments.size(), false);
  const auto may = [](const Segment& s) {
    const bool more = s.tokens.size() > 1;
    const bool other =
        more && (s.tokens[0].symbol || s.tokens[0].font != s.tokens[1].font);
    return MayBeBullet(s.tokens[0].text, more ? s.tokens[1].text : "", other);
  };
  for (std::size_t i = 0; i < segments.size(); ++i) {
    const Segment& a = segments[i];
    if (!may(a)) continue;
    for (std::size_t k = i + 1; k < segments.size(); ++k) {
      const Segment& b = segments[k];
      if (b.tokens[0].text != a.tokens[0].text ||
          std::abs(b.x0 - a.x0) > kSameEdge ||
          std::abs(b.baseline - a.baseline) > kFurthestItem * a.size ||
          std::abs(b.baseline - a.baseline) < 0.5 * a.size || !may(b)) {
        continue;
      }
      signs[i] = signs[k] = true;
    }
  }
  return signs;
}

}  // namespace

bool IsBullet(std::string_view word) {
  if (CountCodePoints(word) != 1) return false;
  const char32_t c = CodePointAt(word, 0);
  static constexpr std::u32string_view kSigns = U"•‣◦▪▫■□●○◾◽►▶▸➤➢➔→✓✔❖◆◇⁃∙·*";
  return IsPrivate(c) || kSigns.find(c) != std::u32string_view::npos;
}

bool IsDash(std::string_view word) {
  return word == "-" || word == "–" || word == "—" || word == "−";
}

bool MayBeBullet(std::string_view word, std::string_view next,
                 bool other_font) {
  if (CountCodePoints(word) != 1 || IsDash(word)) return false;
  const char32_t c = CodePointAt(word, 0);
  // A paragraph sign before a number cites a law.
  const bool number = !next.empty() && IsDigit(CodePointAt(next, 0));
  static constexpr std::u32string_view kJoining = U"&/|=<\"'“„()[],;:.";
  if (other_font && !number && IsLetter(c)) return true;
  if (c == U'o') return next.empty() || IsUpper(CodePointAt(next, 0));
  return !IsLetterOrDigit(c) && !number &&
         kJoining.find(c) == std::u32string_view::npos;
}

void AttachBullets(std::vector<Segment>* segments) {
  std::vector<bool> signs = RepeatedSigns(*segments);
  for (std::size_t i = 0; i < segments->size(); ++i) {
    const Token& first = (*segments)[i].tokens.front();
    if (first.symbol && CountCodePoints(first.text) == 1) signs[i] = true;
  }
  // A sign alone belongs to the nearest text to its right on its line.
  std::vector<bool> gone(segments->size(), false);
  for (std::size_t i = 0; i < segments->size(); ++i) {
    const Segment& sign = (*segments)[i];
    if (sign.tokens.size() != 1) continue;
    const bool dash = IsDash(sign.tokens[0].text);
    if (!dash && !signs[i] && !IsBullet(sign.tokens[0].text)) continue;
    Segment* nearest = nullptr;
    for (Segment& text : *segments) {
      const double size = std::max(text.size, sign.size);
      if (&text == &sign ||
          std::abs(text.baseline - sign.baseline) > 0.5 * size ||
          text.x0 < sign.x1 - 0.1 * size || text.x0 - sign.x1 > 6 * size) {
        continue;
      }
      if (nearest == nullptr || text.x0 < nearest->x0) nearest = &text;
    }
    if (nearest == nullptr || IsBullet(nearest->tokens[0].text)) continue;
    nearest->bullet = true;
    nearest->bullet_x = sign.x0;
    gone[i] = true;
  }
  std::vector<Segment> out;
  for (std::size_t i = 0; i < segments->size(); ++i) {
    Segment& segment = (*segments)[i];
    if (gone[i]) continue;
    const Token& first = segment.tokens.front();
    if (segment.tokens.size() > 1 && (signs[i] || IsBullet(first.text))) {
      segment.bullet = true;
      segment.bullet_x = first.x0;
      segment.tokens.erase(segment.tokens.begin());
      segment.Refresh();
    }
    out.push_back(std::move(segment));
  }
  *segments = std::move(out);
}

}  // namespace bmas::layout
