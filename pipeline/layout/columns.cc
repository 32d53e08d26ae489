#include "pipeline/layout/columns.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "pipeline/layout/letterhead.h"
#include "pipeline/layout/tables.h"
#include "pipeline/layout/units.h"

namespace bmas::layout {

Unit UnitOf(const Segment& segment) {
  return {segment.x0,   segment.x1, segment.y0, segment.y1,
          segment.size, &segment,   nullptr};
}

bool Beside(const Unit& a, const Unit& b) {
  const double overlap = std::min(a.y1, b.y1) - std::max(a.y0, b.y0);
  return overlap > 0.5 * std::min(a.y1 - a.y0, b.y1 - b.y0);
}

namespace {

constexpr double kNarrowest = 0.8;        // a gutter's width, of the font size
constexpr double kContiguous = 1.2;       // white between lines of one column,
                                          // of the font size
constexpr std::size_t kMostUnits = 1500;  // a page beyond that is no release

struct Cut {
  Units above, left, right, below;
  double lo = 0, hi = 0;  // the gutter
  std::size_t Size() const { return left.size() + right.size(); }
};

// Keeps of one column what stands in [top, bottom] or hangs on to that.
void Trim(Units* column, double top, double bottom, Units* above,
          Units* below) {
  std::ranges::stable_sort(*column, {}, &Unit::y0);
  Units kept;
  auto first =
      std::ranges::find_if(*column, [&](const Unit& u) { return u.y1 > top; });
  while (first != column->begin()) {
    const Unit& next = *first;
    const Unit& before = *(first - 1);
    if (next.y0 - before.y1 > kContiguous * before.size) break;
    --first;
  }
  double reach = bottom;
  auto last = first;
  for (; last != column->end(); ++last) {
    if (last->y0 >= reach + kContiguous * last->size) break;
    reach = std::max(reach, last->y1);
  }
  above->insert(above->end(), column->begin(), first);
  below->insert(below->end(), last, column->end());
  *column = Units(first, last);
}

double Top(const Units& units) {
  return std::ranges::min_element(units, {}, &Unit::y0)->y0;
}
double Bottom(const Units& units) {
  return std::ranges::max_element(units, {}, &Unit::y1)->y1;
}

// Grows the gutter between a and b; nothing if it does not part two columns.
// `sorted` is by Middle().
std::optional<Cut> Grow(const Units& sorted, const Unit& a, const Unit& b,
                        double page_width) {
  Cut cut{{}, {}, {}, {}, a.x1, b.x0};
  const double narrowest = kNarrowest * std::max(a.size, b.size);
  const auto take = [&](const Unit& unit) {
    const double lo = std::max(cut.lo, unit.x1);
    const double hi = std::min(cut.hi, unit.x0);
    if (cut.hi - lo >= narrowest) {
      cut.lo = lo;
      cut.left.push_back(unit);
    } else if (hi - cut.lo >= narrowest) {
      cut.hi = hi;
      cut.right.push_back(unit);
    } else {
      return false;
    }
    return true;
  };
  const auto start = std::ranges::lower_bound(
      sorted, std::min(a.Middle(), b.Middle()), {}, &Unit::Middle);
  auto down = start;
  while (down != sorted.end() && take(*down)) ++down;
  auto up = start;
  while (up != sorted.begin() && take(*(up - 1))) --up;
  if (cut.left.size() < 2 || cut.right.size() < 2) return std::nullopt;

  cut.above = Units(sorted.begin(), up);
  cut.below = Units(down, sorted.end());
  const double top = std::max(Top(cut.left), Top(cut.right));
  const double bottom = std::min(Bottom(cut.left), Bottom(cut.right));
  if (top >= bottom) return std::nullopt;
  Units left_below;
  Trim(&cut.left, top, bottom, &cut.above, &left_below);
  Trim(&cut.right, top, bottom, &cut.above, &cut.below);
  // Beside a letterhead column the body runs on below its end.
  const bool side = cut.hi > 0.6 * page_width;
  const bool fills = std::ranges::any_of(left_below, [&](const Unit& unit) {
    return unit.x1 > cut.lo - 4 * unit.size;
  });
  Units& into = side && fills ? cut.left : cut.below;
  into.insert(into.end(), left_below.begin(), left_below.end());
  if (cut.left.size() < 2 || cut.right.size() < 2) return std::nullopt;
  return cut;
}

std::optional<Cut> LongestCut(const Units& sorted, double page_width) {
  std::optional<Cut> best;
  for (const Unit& a : sorted) {
    const Unit* right = nullptr;
    for (const Unit& b : sorted) {
      if (b.x0 >= a.x1 && Beside(a, b) &&
          (right == nullptr || b.x0 < right->x0)) {
        right = &b;
      }
    }
    if (right == nullptr ||
        right->x0 - a.x1 < kNarrowest * std::max(a.size, right->size)) {
      continue;
    }
    // A gutter already measured is not measured again from its next line.
    if (best && a.x1 <= best->lo && right->x0 >= best->hi &&
        a.y0 >= Top(best->left) && a.y1 <= Bottom(best->left)) {
      continue;
    }
    std::optional<Cut> cut = Grow(sorted, a, *right, page_width);
    if (cut && (!best || cut->Size() > best->Size())) best = std::move(cut);
  }
  return best;
}

class Orderer {
 public:
  Orderer(const pdf::Page& page, int number, const Lexicon& lexicon,
          std::vector<Region>* out)
      : page_(page), number_(number), lexicon_(lexicon), out_(out) {}

  void Order(Units units, int depth, bool side, bool columnar) {
    if (units.empty()) return;
    std::ranges::stable_sort(units, {}, &Unit::Middle);
    std::optional<Cut> cut;
    if (depth < 12 && units.size() <= kMostUnits) {
      cut = LongestCut(units, page_.width);
    }
    if (!cut) {
      Flow(units, side, columnar);
      return;
    }
    Units both = cut->left;
    both.insert(both.end(), cut->right.begin(), cut->right.end());
    std::optional<Opened> opened = OpenTable(both, page_, lexicon_);
    if (opened) {
      cut->above.insert(cut->above.end(), opened->above.begin(),
                        opened->above.end());
    }
    Order(std::move(cut->above), depth + 1, side, columnar);
    if (opened) {
      opened->table.side = side;
      Emit(std::move(opened->table));
      cut->below.insert(cut->below.end(), opened->below.begin(),
                        opened->below.end());
    } else {
      const double narrow = 0.38 * page_.width;
      const double right_width = page_.width - cut->hi;
      Order(std::move(cut->left), depth + 1,
            side || (cut->lo < narrow && cut->hi < narrow), true);
      Order(std::move(cut->right), depth + 1, side || right_width < narrow,
            true);
    }
    Order(std::move(cut->below), depth + 1, side, columnar);
  }

 private:
  void Emit(Region region) {
    region.page = number_;
    out_->push_back(std::move(region));
  }

  // One column: lines from top to bottom, tables among them.
  void Flow(const Units& units, bool side, bool columnar) {
    Region region;
    region.side = side;
    region.columnar = columnar;
    const auto flush = [&] {
      if (!region.lines.empty()) Emit(std::move(region));
      region = Region{};
      region.side = side;
      region.columnar = columnar;
    };
    std::vector<const Unit*> sorted;
    for (const Unit& unit : units) sorted.push_back(&unit);
    std::ranges::stable_sort(sorted, [](const Unit* a, const Unit* b) {
      const double left = a->segment != nullptr ? a->segment->baseline : a->y0;
      const double right = b->segment != nullptr ? b->segment->baseline : b->y0;
      return left < right;
    });
    for (const Unit* unit : sorted) {
      if (unit->table != nullptr) {
        flush();
        Emit(*unit->table);
        continue;
      }
      const Segment& segment = *unit->segment;
      if (region.lines.empty()) {
        region.x0 = segment.x0, region.x1 = segment.x1;
      }
      region.x0 = std::min(region.x0, segment.x0);
      region.x1 = std::max(region.x1, segment.x1);
      Line* last = region.lines.empty() ? nullptr : &region.lines.back();
      if (last != nullptr && std::abs(segment.baseline - last->Baseline()) <
                                 0.35 * std::max(segment.size, last->Size())) {
        auto at =
            std::ranges::upper_bound(last->cells, segment.x0, {}, &Segment::x0);
        last->cells.insert(at, segment);
      } else {
        Line line;
        line.cells.push_back(segment);
        line.page = number_;
        line.frame_before = region.lines.empty();
        region.lines.push_back(std::move(line));
      }
    }
    flush();
  }

  const pdf::Page& page_;
  int number_;
  const Lexicon& lexicon_;
  std::vector<Region>* out_;
};

}  // namespace

std::vector<Region> ReadingOrder(std::vector<Segment> segments,
                                 const pdf::Page& page, int number,
                                 const Lexicon& lexicon) {
  const std::vector<Region> tables = RuledTables(&segments, page);
  std::vector<Region> letterheads = TakeLetterheads(&segments, lexicon);
  Units units;
  for (const Segment& segment : segments) units.push_back(UnitOf(segment));
  for (const Region& table : tables) {
    Unit unit;
    unit.table = &table;
    unit.x0 = table.x0, unit.x1 = table.x1;
    bool first = true;
    for (const auto& row : table.rows) {
      for (const auto& cell : row) {
        for (const Segment& segment : cell) {
          unit.y0 = first ? segment.y0 : std::min(unit.y0, segment.y0);
          unit.y1 = first ? segment.y1 : std::max(unit.y1, segment.y1);
          unit.size = segment.size;
          first = false;
        }
      }
    }
    units.push_back(unit);
  }
  std::vector<Region> regions;
  Orderer(page, number, lexicon, &regions)
      .Order(std::move(units), 0, /*side=*/false, /*columnar=*/false);
  for (Region& letterhead : letterheads) letterhead.page = number;
  InsertLetterheads(std::move(letterheads), &regions);
  return regions;
}

}  // namespace bmas::layout
