// Poppler's text device, which also notes the rulings that a page draws.
#pragma once

#include <poppler/GfxState.h>
#include <poppler/TextOutputDev.h>

#include <vector>

#include "pipeline/pdf/pdf.h"

namespace bmas::pdf {

class Collector : public TextOutputDev {
 public:
  // Raw order: words as they are drawn. Reading order is layout/'s work, and
  // Poppler's own costs time that grows with the square of the words.
  Collector()
      : TextOutputDev(nullptr, /*physLayoutA=*/false, 0, /*rawOrderA=*/true,
                      /*append=*/false) {}

  void startPage(int page, GfxState* state, XRef* xref) override;
  void stroke(GfxState* state) override;
  void fill(GfxState* state) override;
  void eoFill(GfxState* state) override;

  std::vector<Ruling> TakeRulings();
  std::vector<Mark> TakeMarks();

 private:
  void NoteRulings(const GfxState* state, bool filled);
  void NoteMark(const GfxState* state);

  std::vector<Ruling> rulings_;
  std::vector<Mark> marks_;
};

}  // namespace bmas::pdf
