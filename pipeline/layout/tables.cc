#include "pipeline/layout/tables.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "pipeline/text/normalize.h"

namespace bmas::layout {
namespace {

constexpr double kTouch = 3.0;    // points between rulings of one grid
constexpr double kSameRow = 0.6;  // of the font size
constexpr std::size_t kMostRulings = 1500;

bool Vertical(const pdf::Ruling& r) { return r.y1 - r.y0 > r.x1 - r.x0; }

// Distinct positions, those closer than kTouch being one.
std::vector<double> Distinct(std::vector<double> values) {
  std::ranges::sort(values);
  std::vector<double> out;
  for (const double v : values) {
    if (out.empty() || v - out.back() > kTouch) out.push_back(v);
  }
  return out;
}

struct Grid {
  std::vector<double> xs, ys;
};

// Rulings that touch, directly or through others, are one drawing.
std::vector<Grid> Grids(const std::vector<pdf::Ruling>& rulings) {
  const std::size_t count = std::min(rulings.size(), kMostRulings);
  std::vector<std::size_t> parent(count);
  std::iota(parent.begin(), parent.end(), std::size_t{0});
  const auto root = [&](std::size_t i) {
    while (parent[i] != i) i = parent[i] = parent[parent[i]];
    return i;
  };
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t k = 0; k < i; ++k) {
      const pdf::Ruling& a = rulings[i];
      const pdf::Ruling& b = rulings[k];
      if (a.x0 <= b.x1 + kTouch && b.x0 <= a.x1 + kTouch &&
          a.y0 <= b.y1 + kTouch && b.y0 <= a.y1 + kTouch) {
        parent[root(i)] = root(k);
      }
    }
  }
  std::vector<Grid> grids;
  for (std::size_t r = 0; r < count; ++r) {
    if (root(r) != r) continue;
    std::vector<double> xs, ys;
    for (std::size_t i = 0; i < count; ++i) {
      if (root(i) != r) continue;
      const pdf::Ruling& line = rulings[i];
      if (Vertical(line)) {
        xs.push_back((line.x0 + line.x1) / 2);
      } else {
        ys.push_back((line.y0 + line.y1) / 2);
      }
    }
    Grid grid{Distinct(std::move(xs)), Distinct(std::move(ys))};
    if (grid.xs.size() >= 3 && grid.ys.size() >= 3) {
      grids.push_back(std::move(grid));
    }
  }
  return grids;
}

// Index of the interval between two bounds that holds `at`.
std::size_t Slot(const std::vector<double>& bounds, double at) {
  const auto above = std::ranges::upper_bound(bounds, at);
  const auto index = above - bounds.begin() - 1;
  const auto last = static_cast<std::ptrdiff_t>(bounds.size()) - 2;
  return static_cast<std::size_t>(std::clamp(index, std::ptrdiff_t{0}, last));
}

void FinishTable(Region* table) {
  std::erase_if(table->rows, [](const auto& row) {
    return std::ranges::all_of(row,
                               [](const auto& cell) { return cell.empty(); });
  });
  table->table = true;
}

// Disjoint x intervals that the units cover: the columns.
std::vector<std::pair<double, double>> Columns(const Units& units) {
  std::vector<std::pair<double, double>> out;
  Units sorted = units;
  std::ranges::sort(sorted, {}, &Unit::x0);
  for (const Unit& unit : sorted) {
    if (out.empty() || unit.x0 > out.back().second + 0.5 * unit.size) {
      out.emplace_back(unit.x0, unit.x1);
    } else {
      out.back().second = std::max(out.back().second, unit.x1);
    }
  }
  return out;
}

std::size_t ColumnOf(const std::vector<std::pair<double, double>>& columns,
                     const Unit& unit) {
  std::size_t index = 0;
  while (index + 1 < columns.size() && unit.x0 > columns[index].second) ++index;
  return index;
}

// Rulings that run across the gutters, inside the units' height.
std::size_t Crossings(const Units& units, const pdf::Page& page,
                      const std::vector<std::pair<double, double>>& columns) {
  double y0 = units.front().y0, y1 = units.front().y1;
  for (const Unit& unit : units) {
    y0 = std::min(y0, unit.y0), y1 = std::max(y1, unit.y1);
  }
  std::vector<double> ys;
  for (const pdf::Ruling& r : page.rulings) {
    if (!Vertical(r) && r.y0 > y0 - 8 && r.y1 < y1 + 8 &&
        r.x0 < columns[0].second && r.x1 > columns[1].first) {
      ys.push_back(r.y0);
    }
  }
  return Distinct(std::move(ys)).size();
}

// Units by rows: those on one baseline, and below a row start what continues
// it.
std::vector<std::vector<const Unit*>> BaselineRows(const Units& units) {
  std::vector<const Unit*> sorted;
  for (const Unit& unit : units) sorted.push_back(&unit);
  std::ranges::stable_sort(sorted, [](const Unit* a, const Unit* b) {
    return a->segment->baseline < b->segment->baseline;
  });
  std::vector<std::vector<const Unit*>> rows;
  for (const Unit* unit : sorted) {
    if (rows.empty() ||
        unit->segment->baseline - rows.back().front()->segment->baseline >
            kSameRow * unit->size) {
      rows.emplace_back();
    }
    rows.back().push_back(unit);
  }
  return rows;
}

}  // namespace

bool IsLetterheadLabel(std::string_view text, const Lexicon& lexicon) {
  std::string folded = FoldCase(text);
  while (!folded.empty() && (folded.back() == ':' || folded.back() == '.' ||
                             folded.back() == ' ')) {
    folded.pop_back();
  }
  return !folded.empty() &&
         std::ranges::any_of(lexicon.letterhead_labels, [&](const auto& label) {
           return FoldCase(label) == folded;
         });
}

std::vector<Region> RuledTables(std::vector<Segment>* segments,
                                const pdf::Page& page) {
  std::vector<Region> tables;
  for (const Grid& grid : Grids(page.rulings)) {
    Region table;
    table.x0 = grid.xs.front(), table.x1 = grid.xs.back();
    const std::size_t columns = grid.xs.size() - 1;
    table.rows.assign(grid.ys.size() - 1,
                      std::vector<std::vector<Segment>>(columns));
    std::vector<Segment> rest;
    for (Segment& segment : *segments) {
      const double x = (segment.x0 + std::min(segment.x1, segment.x0 + 20)) / 2;
      const double y = (segment.y0 + segment.y1) / 2;
      if (x < grid.xs.front() || x > grid.xs.back() || y < grid.ys.front() ||
          y > grid.ys.back()) {
        rest.push_back(std::move(segment));
      } else {
        table.rows[Slot(grid.ys, y)][Slot(grid.xs, x)].push_back(
            std::move(segment));
      }
    }
    *segments = std::move(rest);
    FinishTable(&table);
    if (!table.rows.empty()) tables.push_back(std::move(table));
  }
  return tables;
}

std::optional<Region> OpenTable(const Units& units, const pdf::Page& page,
                                const Lexicon& lexicon) {
  if (units.size() < 4 || std::ranges::any_of(units, [](const Unit& unit) {
        return unit.table != nullptr || unit.segment->bullet;
      })) {
    return std::nullopt;
  }
  const auto columns = Columns(units);
  if (columns.size() < 2) return std::nullopt;
  std::size_t first = 0;
  std::size_t labels = 0;
  for (const Unit& unit : units) {
    if (ColumnOf(columns, unit) != 0) continue;
    ++first;
    if (IsLetterheadLabel(unit.segment->Text(), lexicon)) ++labels;
  }
  const bool label_column = labels >= 2 && 2 * labels >= first;
  const auto rows = BaselineRows(units);
  std::size_t shared = 0;
  for (const auto& row : rows) shared += row.size() > 1 ? 1U : 0U;
  const auto bold = [](const Unit* unit) { return unit->segment->Bold(); };
  const bool header = rows.size() > 2 && rows[0].size() == columns.size() &&
                      std::ranges::all_of(rows[0], bold) &&
                      std::ranges::none_of(rows[1], bold) &&
                      2 * shared >= rows.size();
  const bool ruled = Crossings(units, page, columns) >= 2 && shared >= 2;
  if (!label_column && !header && !ruled) return std::nullopt;

  Region table;
  table.letterhead = label_column;
  table.x0 = columns.front().first, table.x1 = columns.back().second;
  for (const auto& row : rows) {
    const bool starts = std::ranges::any_of(row, [&](const Unit* unit) {
      return ColumnOf(columns, *unit) == 0 &&
             (!label_column ||
              IsLetterheadLabel(unit->segment->Text(), lexicon));
    });
    if (starts || table.rows.empty()) {
      table.rows.emplace_back(columns.size());
    }
    for (const Unit* unit : row) {
      table.rows.back()[ColumnOf(columns, *unit)].push_back(*unit->segment);
    }
  }
  FinishTable(&table);
  return table;
}

}  // namespace bmas::layout
