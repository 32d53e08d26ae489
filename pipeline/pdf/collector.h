// Poppler's text device, which also notes what a page draws: rulings, marks,
// and each glyph with what tells whether a reader sees it.
#pragma once

#include <poppler/GfxState.h>
#include <poppler/TextOutputDev.h>

#include <vector>

#include "pipeline/pdf/glyphs.h"
#include "pipeline/pdf/pdf.h"

namespace bmas::pdf {

class Collector : public TextOutputDev {
 public:
  // Raw order: words as they are drawn. Reading order is layout/'s work, and
  // Poppler's own costs time that grows with the square of the words.
  Collector()
      : TextOutputDev(nullptr, /*physLayoutA=*/false, 0, /*rawOrderA=*/true,
                      /*append=*/false) {}

  // Have images, patterns and shadings drawn too: for pages where it matters.
  void WithPictures(bool on) { pictures_ = on; }

  // Glyphs of the next page, by their order, that are not to be read; the
  // vector must live until the page is done. Null: all are.
  void Without(const std::vector<bool>* drop) { drop_ = drop; }

  void startPage(int page, GfxState* state, XRef* xref) override;
  void stroke(GfxState* state) override;
  void fill(GfxState* state) override;
  void eoFill(GfxState* state) override;
  void drawChar(GfxState* state, double x, double y, double dx, double dy,
                double origin_x, double origin_y, CharCode code, int bytes,
                const Unicode* points, int count) override;

  void beginActualText(GfxState* state, const GooString* actual) override;
  void endActualText(GfxState* state) override;

  bool needNonText() override { return pictures_; }
  bool useTilingPatternFill() override { return true; }
  bool tilingPatternFill(GfxState* state, Gfx* gfx, Catalog* catalog,
                         GfxTilingPattern* pattern, const double* matrix,
                         int x0, int y0, int x1, int y1, double x_step,
                         double y_step) override;
  bool useShadedFills(int type) override { return type >= 1 && type <= 3; }
  bool functionShadedFill(GfxState* state, GfxFunctionShading* s) override;
  bool axialShadedFill(GfxState* state, GfxAxialShading* s, double from,
                       double to) override;
  bool radialShadedFill(GfxState* state, GfxRadialShading* s, double from,
                        double to) override;
  void drawImageMask(GfxState* state, Object* ref, Stream* stream, int width,
                     int height, bool invert, bool interpolate,
                     bool is_inline) override;
  void drawImage(GfxState* state, Object* ref, Stream* stream, int width,
                 int height, GfxImageColorMap* map, bool interpolate,
                 const int* mask, bool is_inline) override;
  void drawMaskedImage(GfxState* state, Object* ref, Stream* stream, int width,
                       int height, GfxImageColorMap* map, bool interpolate,
                       Stream* mask, int mask_width, int mask_height,
                       bool mask_invert, bool mask_interpolate) override;
  void drawSoftMaskedImage(GfxState* state, Object* ref, Stream* stream,
                           int width, int height, GfxImageColorMap* map,
                           bool interpolate, Stream* mask, int mask_width,
                           int mask_height, GfxImageColorMap* mask_map,
                           bool mask_interpolate) override;

  std::vector<Ruling> TakeRulings();
  std::vector<Mark> TakeMarks();
  const std::vector<Glyph>& Glyphs() const { return glyphs_; }
  const std::vector<Paint>& Paints() const { return paints_; }

 private:
  void NoteRulings(const GfxState* state, bool filled);
  void NoteMark(const GfxState* state);
  void Note(const Paint& paint);
  void NoteFill(GfxState* state);
  void NoteStroke(GfxState* state);
  void NoteClip(GfxState* state);
  void NoteImage(const GfxState* state);
  void NoteGlyph(GfxState* state, double x, double y, Unicode point);

  std::vector<Ruling> rulings_;
  std::vector<Mark> marks_;
  std::vector<Glyph> glyphs_;
  std::vector<Paint> paints_;
  const std::vector<bool>* drop_ = nullptr;
  bool pictures_ = false;
  bool silent_ = false;  // inside a span whose ActualText is empty
};

}  // namespace bmas::pdf
