#include "pipeline/pdf/collector.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace bmas::pdf {
namespace {

constexpr double kThickest = 3.0;      // points; more is a bar, not a ruling
constexpr double kShortest = 15.0;     // points; less is an underline or glyph
constexpr double kSmallestMark = 1.2;  // points
constexpr double kLargestMark = 9.0;   // points
constexpr int kMarkPoints = 24;        // a circle has 13
constexpr std::size_t kMost = 4000;    // per page; a drawing has no table

}  // namespace

void Collector::startPage(int page, GfxState* state, XRef* xref) {
  rulings_.clear();
  marks_.clear();
  TextOutputDev::startPage(page, state, xref);
}

void Collector::stroke(GfxState* state) {
  NoteRulings(state, false);
  TextOutputDev::stroke(state);
}

void Collector::fill(GfxState* state) {
  NoteRulings(state, true);
  NoteMark(state);
  TextOutputDev::fill(state);
}

void Collector::eoFill(GfxState* state) {
  NoteRulings(state, true);
  NoteMark(state);
  TextOutputDev::eoFill(state);
}

std::vector<Ruling> Collector::TakeRulings() {
  return std::exchange(rulings_, {});
}

std::vector<Mark> Collector::TakeMarks() { return std::exchange(marks_, {}); }

void Collector::NoteMark(const GfxState* state) {
  const GfxPath* path = state->getPath();
  if (path->getNumSubpaths() != 1 || marks_.size() >= kMost) return;
  const GfxSubpath* part = path->getSubpath(0);
  if (part->getNumPoints() < 4 || part->getNumPoints() > kMarkPoints) return;
  Mark mark;
  for (int k = 0; k < part->getNumPoints(); ++k) {
    double x = 0, y = 0;
    state->transform(part->getX(k), part->getY(k), &x, &y);
    mark.x0 = k == 0 ? x : std::min(mark.x0, x);
    mark.x1 = k == 0 ? x : std::max(mark.x1, x);
    mark.y0 = k == 0 ? y : std::min(mark.y0, y);
    mark.y1 = k == 0 ? y : std::max(mark.y1, y);
  }
  const double width = mark.x1 - mark.x0;
  const double height = mark.y1 - mark.y0;
  const bool square = width < 1.7 * height && height < 1.7 * width;
  if (square && width >= kSmallestMark && width <= kLargestMark) {
    marks_.push_back(mark);
  }
}

void Collector::NoteRulings(const GfxState* state, bool filled) {
  const GfxPath* path = state->getPath();
  const auto note = [&](double x0, double y0, double x1, double y1) {
    if (x0 > x1) std::swap(x0, x1);
    if (y0 > y1) std::swap(y0, y1);
    const double width = x1 - x0;
    const double height = y1 - y0;
    const bool thin = std::min(width, height) <= kThickest;
    const bool finite = std::isfinite(width) && std::isfinite(height);
    if (finite && thin && std::max(width, height) >= kShortest &&
        rulings_.size() < kMost) {
      rulings_.push_back({x0, y0, x1, y1});
    }
  };
  for (int i = 0; i < path->getNumSubpaths(); ++i) {
    const GfxSubpath* part = path->getSubpath(i);
    const int points = part->getNumPoints();
    if (points < 2 || points > 6) continue;
    double x0 = 0, y0 = 0, x1 = 0, y1 = 0;  // cover of the whole subpath
    double before_x = 0, before_y = 0;
    for (int k = 0; k < points; ++k) {
      double x = 0, y = 0;
      state->transform(part->getX(k), part->getY(k), &x, &y);
      if (k == 0) {
        x0 = x1 = x;
        y0 = y1 = y;
      } else if (!filled) {
        note(before_x, before_y, x, y);
      }
      x0 = std::min(x0, x), x1 = std::max(x1, x);
      y0 = std::min(y0, y), y1 = std::max(y1, y);
      before_x = x, before_y = y;
    }
    if (filled) note(x0, y0, x1, y1);
  }
}

}  // namespace bmas::pdf
