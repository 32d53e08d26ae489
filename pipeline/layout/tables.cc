#include "pipeline/layout/tables.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "pipeline/text/normalize.h"

namespace bmas::layout {
namespace {

constexpr double kTouch = 3.0;  // points between rulings of one grid
constexpr double kOneText = 2;  // of the font size, between the lines of a
                                // merged cell's text
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
  std::vector<pdf::Ruling> lines;
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
    std::vector<pdf::Ruling> lines;
    for (std::size_t i = 0; i < count; ++i) {
      if (root(i) != r) continue;
      const pdf::Ruling& line = rulings[i];
      lines.push_back(line);
      if (Vertical(line)) {
        xs.push_back((line.x0 + line.x1) / 2);
      } else {
        ys.push_back((line.y0 + line.y1) / 2);
      }
    }
    Grid grid{Distinct(std::move(xs)), Distinct(std::move(ys)),
              std::move(lines)};
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

// Does a ruling part the cell of this column from the one below it?
bool PartedBelow(const Grid& grid, std::size_t row, std::size_t column) {
  const double x = (grid.xs[column] + grid.xs[column + 1]) / 2;
  return std::ranges::any_of(grid.lines, [&](const pdf::Ruling& line) {
    return !Vertical(line) && line.x0 <= x && x <= line.x1 &&
           std::abs((line.y0 + line.y1) / 2 - grid.ys[row + 1]) <= kTouch;
  });
}

// A cell that was merged over rows has its text in the middle or at its foot:
// it belongs to the first row.
void RaiseMerged(const Grid& grid, std::size_t column, Region* table) {
  auto& rows = table->rows;
  for (std::size_t row = 0; row < rows.size();) {
    std::size_t end = row + 1;
    while (end < rows.size() && !PartedBelow(grid, end - 1, column)) ++end;
    std::vector<Segment> texts;
    std::size_t filled = 0;
    for (std::size_t k = row; k < end; ++k) {
      if (!rows[k][column].empty()) ++filled;
      texts.insert(texts.end(), rows[k][column].begin(), rows[k][column].end());
    }
    // Where rulings are missing altogether each row has its own.
    const bool one =
        filled == 1 ||
        (filled == 2 && texts.back().baseline - texts.front().baseline <
                            kOneText * texts.front().size);
    if (end > row + 1 && one) {
      for (std::size_t k = row; k < end; ++k) rows[k][column].clear();
      rows[row][column] = std::move(texts);
    }
    row = end;
  }
}

}  // namespace

void FinishTable(Region* table) {
  std::erase_if(table->rows, [](const auto& row) {
    return std::ranges::all_of(row,
                               [](const auto& cell) { return cell.empty(); });
  });
  table->table = true;
}

std::vector<Region> RuledTables(std::vector<Segment>* segments,
                                const pdf::Page& page) {
  std::vector<Region> tables;
  for (const Grid& grid : Grids(page.rulings)) {
    Region table;
    table.x0 = grid.xs.front(), table.x1 = grid.xs.back();
    const std::size_t columns = grid.xs.size() - 1;
    const std::size_t rows = grid.ys.size() - 1;
    table.rows.assign(rows, std::vector<std::vector<Segment>>(columns));
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
    for (std::size_t c = 0; c < columns; ++c) RaiseMerged(grid, c, &table);
    FinishTable(&table);
    if (!table.rows.empty()) tables.push_back(std::move(table));
  }
  return tables;
}

}  // namespace bmas::layout
