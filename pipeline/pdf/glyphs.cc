#include "pipeline/pdf/glyphs.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <utility>

namespace bmas::pdf {
namespace {

// Shares of the font size. Narrow letters that stand twice in a word ("ll") are
// 0.2 apart; bold is faked with less, a shadow may fall further.
constexpr double kSamePlace = 0.12;
constexpr double kFurthestShadow = 0.35;
constexpr double kSameOffset = 0.04;
constexpr std::size_t kShadowRun = 6;  // letters, before a shadow is believed

constexpr double kLevel = 6.0;        // degrees; scans are tilted by less
constexpr double kMostOblique = 0.9;  // share of a page: more is its own tilt
constexpr double kSmallest = 1.5;     // points; no print is as small
constexpr double kFaintest = 0.05;    // opacity
constexpr double kLeastContrast = 0.06;  // of a channel; no reader sees less
constexpr double kLayered = 0.5;  // share of a text layer that stands where
                                  // visible text does
constexpr double kSmallestPaint = 3.0;  // points; less hides no glyph

bool IsBlank(const Glyph& glyph) {
  return glyph.code <= 0x20 || glyph.code == 0xA0;
}

// Glyphs by place: cells some shadows wide, so that most look-ups touch one.
class Places {
 public:
  void Add(const Glyph& glyph, std::size_t index) {
    const double cell = Cell(glyph);
    cells_[Key(glyph, Part(glyph.x / cell), Part(glyph.y / cell))].push_back(
        index);
  }

  // Earlier glyphs of the same code and size within the furthest shadow.
  template <class Visit>
  void Near(const Glyph& glyph, const Visit& visit) const {
    const double cell = Cell(glyph);
    const double reach = kFurthestShadow * glyph.size;
    const std::int64_t right = Part((glyph.x + reach) / cell);
    const std::int64_t bottom = Part((glyph.y + reach) / cell);
    for (auto x = Part((glyph.x - reach) / cell); x <= right; ++x) {
      for (auto y = Part((glyph.y - reach) / cell); y <= bottom; ++y) {
        const auto at = cells_.find(Key(glyph, x, y));
        if (at == cells_.end()) continue;
        for (const std::size_t index : at->second) visit(index);
      }
    }
  }

 private:
  static double Cell(const Glyph& glyph) {
    return std::max(6 * kFurthestShadow * glyph.size, 1.0);
  }
  static std::int64_t Part(double v) {
    return static_cast<std::int64_t>(std::floor(v));
  }
  static std::uint64_t Key(const Glyph& glyph, std::int64_t x, std::int64_t y) {
    const auto part = [](std::int64_t v) {
      return static_cast<std::uint64_t>(v) & 0x3FFFU;
    };
    return (static_cast<std::uint64_t>(glyph.code) << 40U) ^
           (part(Part(glyph.size * 4)) << 28U) ^ (part(x) << 14U) ^ part(y);
  }

  std::unordered_map<std::uint64_t, std::vector<std::size_t>> cells_;
};

struct Offset {
  double dx = 0, dy = 0;  // of the font size
};

bool Alike(const Offset& a, const Offset& b) {
  return std::abs(a.dx - b.dx) <= kSameOffset &&
         std::abs(a.dy - b.dy) <= kSameOffset;
}

// Letters drawn once more: in their own place, or as a shadow beside it.
class Doubles {
 public:
  explicit Doubles(const std::vector<Glyph>& glyphs) : glyphs_(glyphs) {}

  void Drop(std::vector<bool>* drop) {
    Places places;
    std::vector<std::vector<std::size_t>> twins(glyphs_.size());
    for (std::size_t i = 0; i < glyphs_.size(); ++i) {
      const Glyph& glyph = glyphs_[i];
      if (glyph.silent) continue;
      places.Near(glyph, [&](std::size_t k) {
        const Glyph& other = glyphs_[k];
        if (other.code != glyph.code || (*drop)[k] ||
            std::abs(other.size - glyph.size) > 0.1 * glyph.size) {
          return;
        }
        const Offset off = Between(k, i);
        const double reach = std::max(std::abs(off.dx), std::abs(off.dy));
        if (reach <= kSamePlace) (*drop)[i] = true;
        if (reach <= kFurthestShadow && !IsBlank(glyph)) twins[i].push_back(k);
      });
      if (!(*drop)[i]) places.Add(glyph, i);
    }
    const std::vector<Offset> shadows = Shadows(twins, *drop);
    for (std::size_t i = 0; i < glyphs_.size() && !shadows.empty(); ++i) {
      for (const std::size_t k : twins[i]) {
        const Offset off = Between(k, i);
        const bool known = std::ranges::any_of(
            shadows, [&](const Offset& one) { return Alike(one, off); });
        // The letter right before is a letter of the word, no shadow.
        if (known && i - k > 3) (*drop)[i] = true;
      }
    }
  }

 private:
  Offset Between(std::size_t k, std::size_t i) const {
    const double size = std::max(glyphs_[i].size, 0.1);
    return {(glyphs_[i].x - glyphs_[k].x) / size,
            (glyphs_[i].y - glyphs_[k].y) / size};
  }

  // Offsets at which runs of letters follow runs of the same letters.
  std::vector<Offset> Shadows(
      const std::vector<std::vector<std::size_t>>& twins,
      const std::vector<bool>& drop) const {
    std::vector<Offset> shadows;
    std::size_t run = 0, last = 0, first_twin = 0;
    Offset running;
    for (std::size_t i = 0; i < glyphs_.size(); ++i) {
      if (drop[i] || IsBlank(glyphs_[i])) continue;
      std::optional<std::size_t> twin;
      for (const std::size_t k : twins[i]) {
        const bool goes_on =
            run > 0 && k > last && Alike(Between(k, i), running);
        if (!twin || goes_on) twin = k;
        if (goes_on) break;
      }
      if (!twin) {
        run = 0;
        continue;
      }
      const Offset off = Between(*twin, i);
      if (run == 0 || *twin <= last || !Alike(off, running)) {
        run = 0;
        running = off;
        first_twin = *twin;
      }
      last = *twin;
      ++run;
      // Leaders of dots follow themselves.
      if (run >= kShadowRun && last + 1 <= i + 1 - run &&
          last - first_twin + 1 >= run &&
          std::ranges::none_of(shadows, [&](const Offset& one) {
            return Alike(one, running);
          })) {
        shadows.push_back(running);
      }
    }
    return shadows;
  }

  const std::vector<Glyph>& glyphs_;
};

double MiddleX(const Glyph& glyph) { return glyph.x + 0.25 * glyph.size; }
double MiddleY(const Glyph& glyph) { return glyph.y - 0.3 * glyph.size; }

bool Covers(const Paint& paint, const Glyph& glyph) {
  const double x = MiddleX(glyph);
  const double y = MiddleY(glyph);
  return paint.x0 <= x && x <= paint.x1 && paint.y0 <= y && y <= paint.y1 &&
         paint.y1 - paint.y0 >= kSmallestPaint;
}

bool SameColour(const Colour& a, const Colour& b) {
  for (std::size_t i = 0; i < a.rgb.size(); ++i) {
    if (std::abs(a.rgb[i] - b.rgb[i]) > kLeastContrast) return false;
  }
  return true;
}

// In the colour of what lies under it, or under something drawn later.
bool DrownsIn(const Glyph& glyph, const std::vector<Paint>& paints) {
  if (glyph.opacity < kFaintest) return true;
  if (!glyph.colour.known) return false;
  Colour ground{{1, 1, 1}};
  for (std::size_t i = 0; i < glyph.paints; ++i) {
    const Paint& paint = paints[i];
    if (!Covers(paint, glyph)) continue;
    ground = paint.colour;
    ground.known = paint.colour.known && paint.opaque && !paint.image;
  }
  return ground.known && SameColour(glyph.colour, ground);
}

// Under an area that was filled afterwards: a bar over blackened words. Images
// do not count: scanners put the page's picture over the text they read in it.
bool IsCovered(const Glyph& glyph, const std::vector<Paint>& paints) {
  for (std::size_t i = glyph.paints; i < paints.size(); ++i) {
    const Paint& paint = paints[i];
    if (!paint.image && paint.opaque && paint.colour.known &&
        Covers(paint, glyph) && paint.y0 <= glyph.y - 0.5 * glyph.size &&
        paint.y1 >= glyph.y) {
      return true;
    }
  }
  return false;
}

bool IsUnseen(const Glyph& glyph, const std::vector<Paint>& paints) {
  return (!glyph.type3 && glyph.size < kSmallest) || DrownsIn(glyph, paints) ||
         IsCovered(glyph, paints);
}

// Invisible text belongs to the picture under it, as text recognition leaves
// it; but not where the page shows its text itself, nor without a picture.
void DropInvisible(const std::vector<Glyph>& glyphs,
                   const std::vector<Paint>& paints, Sight* sight) {
  constexpr double kCell = 6;  // points: about a letter
  const auto key = [](double x, double y) {
    return (static_cast<std::int64_t>(std::floor(x / kCell)) << 32) ^
           static_cast<std::int64_t>(std::floor(y / kCell));
  };
  std::unordered_map<std::int64_t, bool> seen;
  for (std::size_t i = 0; i < glyphs.size(); ++i) {
    const Glyph& glyph = glyphs[i];
    if (glyph.invisible || sight->drop[i] || glyph.silent || IsBlank(glyph)) {
      continue;
    }
    for (int dx = -1; dx <= 1; ++dx) {
      for (int dy = -1; dy <= 1; ++dy) {
        seen[key(MiddleX(glyph) + dx * kCell, MiddleY(glyph) + dy * kCell)] =
            true;
      }
    }
  }
  std::size_t all = 0, layered = 0;
  for (const Glyph& glyph : glyphs) {
    if (!glyph.invisible || IsBlank(glyph)) continue;
    ++all;
    if (seen.contains(key(MiddleX(glyph), MiddleY(glyph)))) ++layered;
  }
  const bool layer =
      static_cast<double>(layered) > kLayered * static_cast<double>(all);
  for (std::size_t i = 0; i < glyphs.size(); ++i) {
    const Glyph& glyph = glyphs[i];
    if (!glyph.invisible || sight->drop[i]) continue;
    const bool pictured = std::ranges::any_of(paints, [&](const Paint& paint) {
      return paint.image && Covers(paint, glyph);
    });
    if (pictured && !layer) continue;
    sight->drop[i] = true;
    if (!IsBlank(glyph)) ++sight->hidden;
  }
}

// Stamps and watermarks run across the lines; a page all of which is tilted has
// its lines there.
void DropOblique(const std::vector<Glyph>& glyphs, std::vector<bool>* drop) {
  const auto oblique = [](const Glyph& glyph) {
    const double off = std::fmod(std::fmod(glyph.turn, 90) + 90, 90);
    return std::min(off, 90 - off) > kLevel;
  };
  const auto count =
      static_cast<std::size_t>(std::ranges::count_if(glyphs, oblique));
  if (count == 0 || static_cast<double>(count) >
                        kMostOblique * static_cast<double>(glyphs.size())) {
    return;
  }
  for (std::size_t i = 0; i < glyphs.size(); ++i) {
    if (oblique(glyphs[i])) (*drop)[i] = true;
  }
}

}  // namespace

bool MayHide(const std::vector<Glyph>& glyphs,
             const std::vector<Paint>& paints) {
  return std::ranges::any_of(glyphs, [&](const Glyph& glyph) {
    return glyph.invisible || (!IsBlank(glyph) && IsUnseen(glyph, paints));
  });
}

Sight Look(const std::vector<Glyph>& glyphs, const std::vector<Paint>& paints,
           bool may_hide) {
  Sight sight;
  sight.drop.assign(glyphs.size(), false);
  DropOblique(glyphs, &sight.drop);
  for (std::size_t i = 0; i < glyphs.size() && may_hide; ++i) {
    if (glyphs[i].invisible || sight.drop[i] || !IsUnseen(glyphs[i], paints)) {
      continue;
    }
    sight.drop[i] = true;
    if (!IsBlank(glyphs[i])) ++sight.hidden;
  }
  if (may_hide) DropInvisible(glyphs, paints, &sight);
  Doubles(glyphs).Drop(&sight.drop);
  return sight;
}

}  // namespace bmas::pdf
