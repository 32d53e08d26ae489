#include "pipeline/layout/segments.h"

#include <algorithm>
#include <cmath>

#include "pipeline/base/utf8.h"
#include "pipeline/text/normalize.h"

namespace bmas::layout {
namespace {

constexpr double kSameBaseline = 0.35;  // of the font size: superscripts too
constexpr double kNoSpace = 0.1;        // of the font size: one word
constexpr double kMostlySpace = 1.4;    // of the font size: still one line
constexpr double kAlwaysGap = 2.6;      // of the font size: never one line

std::vector<Token> Tokens(const pdf::Document& document,
                          const pdf::Page& page) {
  std::vector<Token> tokens;
  for (const pdf::Word& word : page.words) {
    // Text set sideways is a margin note or a stamp, no part of the reading.
    if (word.rotation != 0 || word.text.empty()) continue;
    const pdf::Font& font = document.fonts[word.font];
    Token token;
    token.text = word.text;
    token.x0 = word.x0, token.x1 = word.x1;
    token.y0 = word.y0, token.y1 = word.y1;
    token.baseline = word.baseline;
    token.size = std::max(word.size, 1.0);
    token.bold = font.bold;
    token.italic = font.italic;
    token.monospaced = font.monospaced;
    token.edges = word.edges;
    const double middle_x = (word.x0 + word.x1) / 2;
    const double middle_y = (word.y0 + word.y1) / 2;
    for (const pdf::Link& link : page.links) {
      if (link.x0 <= middle_x && middle_x <= link.x1 && link.y0 <= middle_y &&
          middle_y <= link.y1) {
        token.link = &link.uri;
      }
    }
    tokens.push_back(std::move(token));
  }
  return tokens;
}

// Rows of tokens by baseline, each from left to right.
std::vector<std::vector<Token>> Rows(std::vector<Token> tokens) {
  std::ranges::stable_sort(tokens, [](const Token& a, const Token& b) {
    return a.baseline != b.baseline ? a.baseline < b.baseline : a.x0 < b.x0;
  });
  std::vector<std::vector<Token>> rows;
  double baseline = 0;
  double size = 0;
  for (Token& token : tokens) {
    // A superscript is smaller than its line; a logo beside small print is no
    // part of it.
    const double larger = std::max(size, token.size);
    const double smaller = std::min(size, token.size);
    const double reach =
        kSameBaseline * (larger > 2 * smaller ? smaller : larger);
    if (rows.empty() || token.baseline - baseline > reach) {
      rows.emplace_back();
      baseline = token.baseline;
      size = token.size;
    }
    size = std::max(size, token.size);
    rows.back().push_back(std::move(token));
  }
  for (std::vector<Token>& row : rows) {
    std::ranges::stable_sort(row, {}, &Token::x0);
  }
  return rows;
}

void AppendToToken(Token* to, Token&& part) {
  to->text += part.text;
  if (!to->edges.empty()) to->edges.pop_back();
  to->edges.insert(to->edges.end(), part.edges.begin(), part.edges.end());
  to->x1 = std::max(to->x1, part.x1);
  to->y0 = std::min(to->y0, part.y0);
  to->y1 = std::max(to->y1, part.y1);
  to->bold = to->bold && part.bold;
  if (to->link == nullptr) to->link = part.link;
}

bool Touches(const Token& a, const Token& b) {
  return b.x0 - a.x1 < kNoSpace * std::min(a.size, b.size);
}

// Letter-spaced words come as single letters; a word gap is wider than theirs.
void JoinSpacedLetters(std::vector<Token>* row) {
  std::vector<Token> out;
  for (std::size_t i = 0; i < row->size();) {
    std::size_t end = i + 1;
    double gap = 0;
    while (end < row->size() && CountCodePoints((*row)[end].text) == 1 &&
           CountCodePoints((*row)[end - 1].text) == 1) {
      const double here = (*row)[end].x0 - (*row)[end - 1].x1;
      if (here > 0.9 * (*row)[end].size) break;
      if (end > i + 1 && std::abs(here - gap) > 0.25 * (*row)[end].size) break;
      if (!IsLetter(CodePointAt((*row)[end].text, 0))) break;
      gap = here;
      ++end;
    }
    out.push_back(std::move((*row)[i]));
    if (end - i >= 4) {
      for (std::size_t k = i + 1; k < end; ++k) {
        AppendToToken(&out.back(), std::move((*row)[k]));
      }
      i = end;
    } else {
      ++i;
    }
  }
  *row = std::move(out);
}

bool RulingBetween(const std::vector<pdf::Ruling>& rulings, const Token& a,
                   const Token& b) {
  const double y = (a.y0 + a.y1) / 2;
  const double slack = 0.3 * a.size;
  return std::ranges::any_of(rulings, [&](const pdf::Ruling& r) {
    return r.y1 - r.y0 > r.x1 - r.x0 && r.y0 <= y && y <= r.y1 &&
           r.x0 > a.x1 - slack && r.x1 < b.x0 + slack;
  });
}

// The usual gap between words of a row: justified lines stretch all alike.
double UsualGap(const std::vector<Token>& row) {
  std::vector<double> gaps;
  for (std::size_t i = 1; i < row.size(); ++i) {
    const double gap = row[i].x0 - row[i - 1].x1;
    if (gap > kNoSpace * row[i].size) gaps.push_back(gap);
  }
  if (gaps.size() < 3) return 0;
  std::ranges::nth_element(
      gaps, gaps.begin() + static_cast<std::ptrdiff_t>(gaps.size() / 2));
  return gaps[gaps.size() / 2];
}

// Drawn bullets: a mark right before a segment, at half its height.
void AttachMarks(const std::vector<pdf::Mark>& marks,
                 std::vector<Segment>* segments) {
  for (const pdf::Mark& mark : marks) {
    Segment* nearest = nullptr;
    const double middle = (mark.y0 + mark.y1) / 2;
    for (Segment& segment : *segments) {
      if (middle < segment.y0 || middle > segment.y1 || segment.x0 < mark.x1 ||
          segment.x0 - mark.x1 > 3 * segment.size ||
          mark.y1 - mark.y0 > 0.8 * segment.size) {
        continue;
      }
      if (nearest == nullptr || segment.x0 < nearest->x0) nearest = &segment;
    }
    if (nearest == nullptr) continue;
    nearest->bullet = true;
    nearest->bullet_x = mark.x0;
  }
}

bool IsPrivate(char32_t c) { return c >= 0xE000 && c <= 0xF8FF; }

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

std::vector<Segment> Segments(const pdf::Document& document,
                              const pdf::Page& page) {
  std::vector<Segment> segments;
  for (std::vector<Token>& row : Rows(Tokens(document, page))) {
    JoinSpacedLetters(&row);
    const double usual = UsualGap(row);
    Segment current;
    const auto flush = [&] {
      if (current.tokens.empty()) return;
      current.Refresh();
      segments.push_back(std::move(current));
      current = Segment{};
    };
    for (Token& token : row) {
      if (!current.tokens.empty()) {
        Token& before = current.tokens.back();
        const double gap = token.x0 - before.x1;
        const double size = std::max(before.size, token.size);
        const double wide =
            std::clamp(2.2 * usual, kMostlySpace * size, kAlwaysGap * size);
        const bool overprint = gap < -0.5 * size;
        if (gap > wide || overprint ||
            RulingBetween(page.rulings, before, token)) {
          flush();
        } else if (Touches(before, token) && !IsBullet(before.text)) {
          AppendToToken(&before, std::move(token));
          continue;
        }
      }
      current.tokens.push_back(std::move(token));
    }
    flush();
  }
  AttachMarks(page.marks, &segments);
  AttachBullets(&segments);
  return segments;
}

void AttachBullets(std::vector<Segment>* segments) {
  // A sign alone belongs to the nearest text to its right on its line.
  std::vector<bool> gone(segments->size(), false);
  for (std::size_t i = 0; i < segments->size(); ++i) {
    const Segment& sign = (*segments)[i];
    if (sign.tokens.size() != 1) continue;
    const bool dash = IsDash(sign.tokens[0].text);
    if (!dash && !IsBullet(sign.tokens[0].text)) continue;
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
    if (segment.tokens.size() > 1 && IsBullet(first.text)) {
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
