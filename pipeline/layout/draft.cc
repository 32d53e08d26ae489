#include "pipeline/layout/draft.h"

#include <algorithm>

#include "pipeline/text/normalize.h"

namespace bmas::layout {

void Segment::Refresh() {
  const Token* longest = &tokens.front();
  x0 = tokens.front().x0, x1 = tokens.front().x1;
  y0 = tokens.front().y0, y1 = tokens.front().y1;
  for (const Token& token : tokens) {
    x0 = std::min(x0, token.x0), x1 = std::max(x1, token.x1);
    y0 = std::min(y0, token.y0), y1 = std::max(y1, token.y1);
    if (token.text.size() > longest->text.size()) longest = &token;
  }
  baseline = longest->baseline;
  size = longest->size;
}

bool Segment::Bold() const {
  return std::ranges::all_of(tokens, [](const Token& t) { return t.bold; });
}

std::string Segment::Text() const {
  std::string out;
  for (const Token& token : tokens) {
    if (!out.empty()) out += ' ';
    out += Cleaned(token.text);
  }
  return out;
}

bool Line::Italic() const {
  return std::ranges::all_of(cells, [](const Segment& s) {
    return std::ranges::all_of(s.tokens,
                               [](const Token& t) { return t.italic; });
  });
}

bool Line::Bold() const {
  return std::ranges::all_of(cells, [](const Segment& s) { return s.Bold(); });
}

const Segment& DraftBlock::Last() const {
  const auto& cells = lines.back().cells;
  return std::ranges::find_if(cells.rbegin(), cells.rend(),
                              [](const auto& cell) { return !cell.empty(); })
      ->back();
}

const Segment& DraftBlock::First() const {
  return lines.front().FirstCell().front();
}

const std::vector<Segment>& DraftLine::FirstCell() const {
  return *std::ranges::find_if(cells,
                               [](const auto& cell) { return !cell.empty(); });
}

}  // namespace bmas::layout
