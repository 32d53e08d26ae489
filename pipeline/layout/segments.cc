#include "pipeline/layout/segments.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "pipeline/base/utf8.h"
#include "pipeline/layout/bullets.h"
#include "pipeline/layout/initials.h"
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
    // Marks of direction and width alone are no word.
    const bool plain = !word.text.empty() && word.text[0] > ' ';
    if (word.rotation != 0 || (!plain && Cleaned(word.text).empty())) continue;
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
    token.font = word.font;
    token.symbol = font.symbols;
    token.edges = word.edges;
    const double middle_x = (word.x0 + word.x1) / 2;
    const double middle_y = (word.y0 + word.y1) / 2;
    for (const pdf::Link& link : page.links) {
      if (link.x0 <= middle_x && middle_x <= link.x1 && link.y0 <= middle_y &&
          middle_y <= link.y1) {
        token.link = &link.uri;
      }
    }
    TakeWrittenMark(&token);
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

bool IsSingle(const Token& token) { return CountCodePoints(token.text) == 1; }

bool IsSingleLetter(const Token& token) {
  return IsSingle(token) && IsLetter(CodePointAt(token.text, 0));
}

// The white between the letters of a letter-spaced word in this row, told by
// four letters that stand equally far apart; nothing if no word is spaced.
std::optional<double> LetterGap(const std::vector<Token>& row) {
  constexpr std::size_t kLetters = 4;  // three may be initials
  constexpr double kWidest = 0.9;      // of the font size
  constexpr double kUneven = 0.15;     // of the font size: kerning
  std::size_t run = 1;
  double first = 0;
  for (std::size_t i = 1; i < row.size(); ++i) {
    const double gap = row[i].x0 - row[i - 1].x1;
    const bool letters = IsSingleLetter(row[i]) && IsSingleLetter(row[i - 1]) &&
                         gap <= kWidest * row[i].size;
    if (letters && run > 1 && std::abs(gap - first) <= kUneven * row[i].size) {
      if (++run == kLetters) return first;
    } else {
      run = letters ? 2 : 1;
      first = gap;
    }
  }
  return std::nullopt;
}

// Letter-spaced words come as single letters, digits and stops; the gap between
// words is wider than theirs by a space.
void JoinSpacedLetters(std::vector<Token>* row) {
  constexpr double kLess = 0.16;  // of the font size: less than a space
  const std::optional<double> letters = LetterGap(*row);
  if (!letters) return;
  std::vector<Token> out;
  bool single = false;  // the last token consists of single ones so far
  for (std::size_t i = 0; i < row->size(); ++i) {
    Token& token = (*row)[i];
    const bool here = IsSingle(token) && !IsBullet(token.text);
    const bool joins =
        single && here &&
        std::abs(token.x0 - out.back().x1 - *letters) <= kLess * token.size;
    if (joins) {
      AppendToToken(&out.back(), std::move(token));
    } else {
      out.push_back(std::move(token));
    }
    single = here;
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

}  // namespace

std::vector<Segment> Segments(const pdf::Document& document,
                              const pdf::Page& page, std::vector<Note>* notes) {
  std::vector<Segment> segments;
  std::vector<Token> tokens = Tokens(document, page);
  *notes = TakeNotes(&tokens);
  JoinInitials(&tokens);
  for (std::vector<Token>& row : Rows(std::move(tokens))) {
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

}  // namespace bmas::layout
