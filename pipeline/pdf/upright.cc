#include "pipeline/pdf/upright.h"

#include <algorithm>
#include <array>
#include <utility>

namespace bmas::pdf {
namespace {

constexpr std::size_t kFewest = 40;  // letters; fewer are a stamp or a margin

// Of a page that was `width` by `height` and whose text runs `turn` quarter
// turns clockwise: where a place is once that text is upright.
struct Turn {
  int turn = 0;
  double width = 0, height = 0;

  std::pair<double, double> At(double x, double y) const {
    switch (turn) {
      case 1:
        return {y, width - x};
      case 2:
        return {width - x, height - y};
      default:
        return {height - y, x};
    }
  }

  template <class Shape>
  void Apply(Shape* shape) const {
    const auto a = At(shape->x0, shape->y0);
    const auto b = At(shape->x1, shape->y1);
    shape->x0 = std::min(a.first, b.first);
    shape->x1 = std::max(a.first, b.first);
    shape->y0 = std::min(a.second, b.second);
    shape->y1 = std::max(a.second, b.second);
  }

  // Along the text, and across it: one coordinate each.
  double Along(double edge) const {
    return turn == 1 ? edge : (turn == 2 ? width : height) - edge;
  }
  double Across(double baseline) const {
    return turn == 3 ? baseline : (turn == 1 ? width : height) - baseline;
  }
};

}  // namespace

bool TurnUpright(Page* page) {
  std::array<std::size_t, 4> letters{};
  std::size_t all = 0;
  for (const Word& word : page->words) {
    letters.at(static_cast<std::size_t>(word.rotation) % 4) +=
        word.edges.size() - 1;
    all += word.edges.size() - 1;
  }
  const auto most = std::ranges::max_element(letters);
  if (most == letters.begin() || *most < kFewest || 2 * *most <= all) {
    return false;
  }
  const Turn turn{static_cast<int>(most - letters.begin()), page->width,
                  page->height};
  for (Word& word : page->words) {
    turn.Apply(&word);
    if (word.rotation == turn.turn) {
      for (float& edge : word.edges) {
        edge = static_cast<float>(turn.Along(edge));
      }
      word.baseline = turn.Across(word.baseline);
      word.x0 = word.edges.front();
      word.x1 = word.edges.back();
    }
    word.rotation = (word.rotation - turn.turn + 4) % 4;
  }
  for (Link& link : page->links) turn.Apply(&link);
  for (Ruling& ruling : page->rulings) turn.Apply(&ruling);
  for (Mark& mark : page->marks) turn.Apply(&mark);
  if (turn.turn != 2) std::swap(page->width, page->height);
  return true;
}

}  // namespace bmas::pdf
