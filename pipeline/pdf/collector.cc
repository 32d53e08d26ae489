#include "pipeline/pdf/collector.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace bmas::pdf {
namespace {

constexpr double kThickest = 3.0;    // points; more is a bar, not a ruling
constexpr double kShortest = 15.0;   // points; less is an underline or glyph
constexpr std::size_t kMost = 4000;  // per page; a drawing has no table

}  // namespace

void Collector::startPage(int page, GfxState* state, XRef* xref) {
  rulings_.clear();
  TextOutputDev::startPage(page, state, xref);
}

void Collector::stroke(GfxState* state) {
  NoteRulings(state, false);
  TextOutputDev::stroke(state);
}

void Collector::fill(GfxState* state) {
  NoteRulings(state, true);
  TextOutputDev::fill(state);
}

void Collector::eoFill(GfxState* state) {
  NoteRulings(state, true);
  TextOutputDev::eoFill(state);
}

std::vector<Ruling> Collector::TakeRulings() {
  return std::exchange(rulings_, {});
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
