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
constexpr std::size_t kMostPaints = 600;  // per page; a drawing hides no text
constexpr double kSmallestPaint = 3.0;    // points; less hides no glyph

struct Cover {
  double x0 = 0, y0 = 0, x1 = 0, y1 = 0;
};

// What the path fills, cut to what is shown of it.
Cover CoverOf(const GfxState* state) {
  Cover cover;
  bool first = true;
  const GfxPath* path = state->getPath();
  for (int i = 0; i < path->getNumSubpaths(); ++i) {
    const GfxSubpath* part = path->getSubpath(i);
    for (int k = 0; k < part->getNumPoints(); ++k) {
      double x = 0, y = 0;
      state->transform(part->getX(k), part->getY(k), &x, &y);
      cover.x0 = first ? x : std::min(cover.x0, x);
      cover.x1 = first ? x : std::max(cover.x1, x);
      cover.y0 = first ? y : std::min(cover.y0, y);
      cover.y1 = first ? y : std::max(cover.y1, y);
      first = false;
    }
  }
  double x0 = 0, y0 = 0, x1 = 0, y1 = 0;
  state->getClipBBox(&x0, &y0, &x1, &y1);
  return {std::max(cover.x0, x0), std::max(cover.y0, y0),
          std::min(cover.x1, x1), std::min(cover.y1, y1)};
}

Colour FillColour(GfxState* state) {
  if (state->getFillColorSpace()->getMode() == csPattern) return {{}, false};
  GfxRGB rgb;
  state->getFillRGB(&rgb);
  return {{colToDbl(rgb.r), colToDbl(rgb.g), colToDbl(rgb.b)}};
}

}  // namespace

void Collector::startPage(int page, GfxState* state, XRef* xref) {
  rulings_.clear();
  marks_.clear();
  glyphs_.clear();
  paints_.clear();
  silent_ = false;
  TextOutputDev::startPage(page, state, xref);
}

void Collector::stroke(GfxState* state) {
  NoteRulings(state, false);
  NoteStroke(state);
  TextOutputDev::stroke(state);
}

void Collector::fill(GfxState* state) {
  NoteRulings(state, true);
  NoteMark(state);
  NoteFill(state);
  TextOutputDev::fill(state);
}

void Collector::eoFill(GfxState* state) {
  NoteRulings(state, true);
  NoteMark(state);
  NoteFill(state);
  TextOutputDev::eoFill(state);
}

void Collector::drawChar(GfxState* state, double x, double y, double dx,
                         double dy, double origin_x, double origin_y,
                         CharCode code, int bytes, const Unicode* points,
                         int count) {
  NoteGlyph(state, x, y, count > 0 ? points[0] : 0);
  const std::size_t index = glyphs_.size() - 1;
  if (drop_ != nullptr && index < drop_->size() && (*drop_)[index]) return;
  TextOutputDev::drawChar(state, x, y, dx, dy, origin_x, origin_y, code, bytes,
                          points, count);
}

void Collector::beginActualText(GfxState* state, const GooString* actual) {
  // Nothing, or the byte order mark alone (ISO 32000-1, 14.9.4).
  silent_ = actual != nullptr &&
            (actual->getLength() == 0 || actual->toStr() == "\xFE\xFF");
  TextOutputDev::beginActualText(state, actual);
}

void Collector::endActualText(GfxState* state) {
  silent_ = false;
  TextOutputDev::endActualText(state);
}

bool Collector::tilingPatternFill(GfxState* state, Gfx* /*gfx*/,
                                  Catalog* /*catalog*/,
                                  GfxTilingPattern* /*pattern*/,
                                  const double* /*matrix*/, int /*x0*/,
                                  int /*y0*/, int /*x1*/, int /*y1*/,
                                  double /*x_step*/, double /*y_step*/) {
  NoteClip(state);
  return true;
}

bool Collector::functionShadedFill(GfxState* state,
                                   GfxFunctionShading* /*shading*/) {
  NoteClip(state);
  return true;
}

bool Collector::axialShadedFill(GfxState* state, GfxAxialShading* /*shading*/,
                                double /*from*/, double /*to*/) {
  NoteClip(state);
  return true;
}

bool Collector::radialShadedFill(GfxState* state, GfxRadialShading* /*shading*/,
                                 double /*from*/, double /*to*/) {
  NoteClip(state);
  return true;
}

void Collector::drawImageMask(GfxState* state, Object* ref, Stream* stream,
                              int width, int height, bool invert,
                              bool interpolate, bool is_inline) {
  NoteImage(state);
  TextOutputDev::drawImageMask(state, ref, stream, width, height, invert,
                               interpolate, is_inline);
}

void Collector::drawImage(GfxState* state, Object* ref, Stream* stream,
                          int width, int height, GfxImageColorMap* map,
                          bool interpolate, const int* mask, bool is_inline) {
  NoteImage(state);
  TextOutputDev::drawImage(state, ref, stream, width, height, map, interpolate,
                           mask, is_inline);
}

void Collector::drawMaskedImage(GfxState* state, Object* /*ref*/,
                                Stream* /*stream*/, int /*width*/,
                                int /*height*/, GfxImageColorMap* /*map*/,
                                bool /*interpolate*/, Stream* /*mask*/,
                                int /*mask_width*/, int /*mask_height*/,
                                bool /*mask_invert*/,
                                bool /*mask_interpolate*/) {
  NoteImage(state);
}

void Collector::drawSoftMaskedImage(GfxState* state, Object* /*ref*/,
                                    Stream* /*stream*/, int /*width*/,
                                    int /*height*/, GfxImageColorMap* /*map*/,
                                    bool /*interpolate*/, Stream* /*mask*/,
                                    int /*mask_width*/, int /*mask_height*/,
                                    GfxImageColorMap* /*mask_map*/,
                                    bool /*mask_interpolate*/) {
  NoteImage(state);
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

void Collector::Note(const Paint& paint) {
  if (paints_.size() >= kMostPaints) return;
  paints_.push_back(paint);
  if (paints_.size() + 1 < kMostPaints) return;
  // From here on nobody knows what lies under a letter.
  Paint rest{-1e6, -1e6, 1e6, 1e6, {}};
  rest.colour.known = false;
  paints_.push_back(rest);
}

void Collector::NoteFill(GfxState* state) {
  const Cover cover = CoverOf(state);
  if (!(cover.x1 - cover.x0 >= kSmallestPaint &&
        cover.y1 - cover.y0 >= kSmallestPaint)) {
    return;
  }
  const bool opaque =
      state->getFillOpacity() > 0.99 && state->getBlendMode() == gfxBlendNormal;
  Note({cover.x0, cover.y0, cover.x1, cover.y1, FillColour(state), opaque,
        /*image=*/false});
}

// Some programs draw the ground of a cell as one thick line.
void Collector::NoteStroke(GfxState* state) {
  const double width = state->getTransformedLineWidth();
  if (width < kSmallestPaint) return;
  Cover cover = CoverOf(state);
  Paint paint{cover.x0 - width / 2,
              cover.y0 - width / 2,
              cover.x1 + width / 2,
              cover.y1 + width / 2,
              {}};
  // A frame covers what it goes around as little as it shows its colour there.
  paint.colour.known = false;
  Note(paint);
}

// A pattern or shading fills all that is not clipped.
void Collector::NoteClip(GfxState* state) {
  Paint paint;
  state->getClipBBox(&paint.x0, &paint.y0, &paint.x1, &paint.y1);
  paint.colour.known = false;
  Note(paint);
}

void Collector::NoteImage(const GfxState* state) {
  // An image fills the unit square (ISO 32000-1, 8.9.5).
  Paint paint;
  paint.image = true;
  for (int corner = 0; corner < 4; ++corner) {
    double x = 0, y = 0;
    state->transform(corner % 2 == 0 ? 0 : 1, corner < 2 ? 0 : 1, &x, &y);
    paint.x0 = corner == 0 ? x : std::min(paint.x0, x);
    paint.x1 = corner == 0 ? x : std::max(paint.x1, x);
    paint.y0 = corner == 0 ? y : std::min(paint.y0, y);
    paint.y1 = corner == 0 ? y : std::max(paint.y1, y);
  }
  Note(paint);
}

void Collector::NoteGlyph(GfxState* state, double x, double y, Unicode point) {
  Glyph glyph;
  glyph.code = point;
  state->transform(x, y, &glyph.x, &glyph.y);
  glyph.size = state->getTransformedFontSize();
  const double* matrix = state->getTextMat();
  double along_x = 0, along_y = 0;
  state->transformDelta(matrix[0], matrix[1], &along_x, &along_y);
  constexpr double kDegrees = 180 / 3.14159265358979323846;
  glyph.turn = std::atan2(along_y, along_x) * kDegrees;
  glyph.opacity = state->getFillOpacity();
  const int mode = state->getRender() & 3;  // 4 and more clip as well
  glyph.invisible = state->getRender() == 3;
  const std::shared_ptr<GfxFont>& font = state->getFont();
  glyph.type3 = font != nullptr && font->getType() == fontType3;
  // Outlines alone, and Type 3 glyphs that bring their own colours, are seen.
  glyph.colour = mode == 0 && !glyph.type3 ? FillColour(state)
                                           : Colour{{}, /*known=*/false};
  glyph.silent = silent_;
  glyph.paints = paints_.size();
  glyphs_.push_back(glyph);
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
