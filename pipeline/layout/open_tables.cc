// Tables whose cells no rulings part: told by their labels, by a header, by
// rulings between rows, or by the shape of their rows alone.
#include <algorithm>
#include <cmath>
#include <set>
#include <string>

#include "pipeline/base/utf8.h"
#include "pipeline/layout/letterhead.h"
#include "pipeline/layout/tables.h"
#include "pipeline/text/hyphen.h"
#include "pipeline/text/normalize.h"

namespace bmas::layout {
namespace {

constexpr double kSameRow = 0.6;    // of the font size: one baseline
constexpr double kTouch = 8;        // points between a ruling and the table
constexpr double kDistinct = 3;     // points between two rulings
constexpr double kWrapped = 0.8;    // of the usual distance of rows: a cell's
                                    // text goes on in a line closer than that
constexpr double kSetApart = 1.15;  // of the usual distance: no row any more
constexpr double kLeading = 1.35;   // of the font size: rows that stand apart
                                    // by more are no lines of one text
constexpr std::size_t kFewestRows = 3;  // two may stand there by chance
constexpr double kComplete = 0.6;       // share of rows with all their cells
constexpr double kUneven = 1.8;  // ratio of widths: two columns of one list are
                                 // about equally wide
constexpr double kAligned = 2;   // points; cells of a column begin at one edge
constexpr std::size_t kLongestCell = 8;  // words; running text has more

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
    if (r.x1 - r.x0 > r.y1 - r.y0 && r.y0 > y0 - kTouch && r.y1 < y1 + kTouch &&
        r.x0 < columns[0].second && r.x1 > columns[1].first) {
      ys.push_back(r.y0);
    }
  }
  std::ranges::sort(ys);
  std::size_t distinct = 0;
  for (std::size_t i = 0; i < ys.size(); ++i) {
    if (i == 0 || ys[i] - ys[i - 1] > kDistinct) ++distinct;
  }
  return distinct;
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

using Rows = std::vector<std::vector<const Unit*>>;
using Edges = std::vector<std::pair<double, double>>;

double Baseline(const std::vector<const Unit*>& row) {
  return row.front()->segment->baseline;
}

// The usual distance of rows that have several cells.
double UsualDistance(const Rows& rows) {
  std::vector<double> distances;
  const std::vector<const Unit*>* before = nullptr;
  for (const auto& row : rows) {
    if (row.size() < 2) continue;
    if (before != nullptr) {
      distances.push_back(Baseline(row) - Baseline(*before));
    }
    before = &row;
  }
  if (distances.empty()) return 0;
  const auto middle =
      distances.begin() + static_cast<std::ptrdiff_t>(distances.size() / 2);
  std::ranges::nth_element(distances, middle);
  return *middle;
}

// Lines above the first and below the last row that no other cell stands
// beside: a lead-in, a paragraph after the table.
void Peel(Rows* rows, const Edges& columns, Units* above, Units* below) {
  const double usual = UsualDistance(*rows);
  const auto alone = [&](const std::vector<const Unit*>& row) {
    return row.size() == 1 && ColumnOf(columns, *row.front()) == 0;
  };
  while (rows->size() > 2 && alone(rows->front())) {
    above->push_back(*rows->front().front());
    rows->erase(rows->begin());
  }
  std::size_t kept = rows->size();
  while (kept > 2 && alone((*rows)[kept - 1])) --kept;
  // What goes on in the last row's cell stays with it.
  while (kept < rows->size() &&
         Baseline((*rows)[kept]) - Baseline((*rows)[kept - 1]) <=
             kWrapped * usual) {
    ++kept;
  }
  for (std::size_t i = kept; i < rows->size(); ++i) {
    below->push_back(*(*rows)[i].front());
  }
  rows->resize(kept);
}

// The text of a column's cells, one for each of its units.
std::vector<std::string> Texts(const Rows& rows, const Edges& columns,
                               std::size_t column) {
  std::vector<std::string> texts;
  for (const auto& row : rows) {
    for (const Unit* unit : row) {
      if (ColumnOf(columns, *unit) == column) {
        texts.push_back(unit->segment->Text());
      }
    }
  }
  return texts;
}

// Lines that reach the right edge of their column and go on in the next, as
// running text does.
bool Fills(const Rows& rows, const Edges& columns, std::size_t column) {
  constexpr double kReach = 1.5;  // of the font size
  constexpr double kNarrow = 8;   // of the font size: sums set to the right
  std::size_t all = 0, full = 0;
  bool goes_on = false;
  const auto [left, right] = columns[column];
  for (const auto& row : rows) {
    for (const Unit* unit : row) {
      if (ColumnOf(columns, *unit) != column) continue;
      ++all;
      if (right - unit->x1 < kReach * unit->size &&
          right - left > kNarrow * unit->size) {
        ++full;
      }
      const std::string text = unit->segment->Text();
      goes_on = goes_on || IsLower(CodePointAt(text + " ", 0)) ||
                IsHyphen(LastCodePoint(text)) || text.ends_with(',');
    }
  }
  return all > 2 && 2 * full > all && goes_on;
}

// Cells of a column begin, or end, at one edge.
bool Aligned(const Rows& rows, const Edges& columns, std::size_t column) {
  const auto [left, right] = columns[column];
  std::size_t all = 0, at_left = 0, at_right = 0;
  for (const auto& row : rows) {
    for (const Unit* unit : row) {
      if (ColumnOf(columns, *unit) != column) continue;
      ++all;
      if (unit->x0 - left < kAligned) ++at_left;
      if (right - unit->x1 < kAligned) ++at_right;
    }
  }
  return 10 * std::max(at_left, at_right) >= 9 * all;
}

bool HasColonOrAddress(const std::string& text) {
  return text.ends_with(':') || text.find(": ") != std::string::npos ||
         text.find('@') != std::string::npos;
}

// Labels or addresses beside each other in one row: blocks that stand side by
// side, each to be read by itself.
bool AreBlocks(const Rows& rows) {
  return std::ranges::any_of(rows, [](const auto& row) {
    return std::ranges::count_if(row, [](const Unit* unit) {
             return HasColonOrAddress(unit->segment->Text());
           }) > 1;
  });
}

// "1. Platz" above "2. Platz": each begins with the number after the last.
bool Counts(const std::vector<std::string>& texts) {
  int last = 0;
  std::size_t counted = 0;
  for (const std::string& text : texts) {
    if (text.empty() || text[0] < '0' || text[0] > '9') continue;
    const int number = std::atoi(text.c_str());
    if (number == last + 1) ++counted;
    last = number;
  }
  return counted >= kFewestRows && counted + 1 >= texts.size();
}

bool Repeats(const std::vector<std::string>& texts) {
  return std::set<std::string>(texts.begin(), texts.end()).size() <
         texts.size();
}

// Do the rows alone make a table? Short cells in aligned columns, beside each
// other in most rows; and something that two columns of one list or of one
// text do not have: a third column, a value that comes again, numbers that
// count, or one column much wider than the other.
bool LooksTabular(const Rows& rows, const Edges& columns) {
  std::size_t shared = 0;
  for (const auto& row : rows) shared += row.size() > 1 ? 1U : 0U;
  if (shared < kFewestRows ||
      static_cast<double>(shared) <
          kComplete * static_cast<double>(rows.size())) {
    return false;
  }
  std::vector<double> widths;
  bool telling = columns.size() > 2;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    if (Fills(rows, columns, c) || !Aligned(rows, columns, c)) return false;
    const std::vector<std::string> texts = Texts(rows, columns, c);
    for (const std::string& text : texts) {
      if (HasColonOrAddress(text) ||
          static_cast<std::size_t>(std::ranges::count(text, ' ')) >=
              kLongestCell) {
        return false;
      }
    }
    double width = 0;
    for (const std::string& text : texts) {
      width += static_cast<double>(text.size());
    }
    widths.push_back(width / static_cast<double>(texts.size()));
    telling = telling || Repeats(texts) || (c == 0 && Counts(texts));
  }
  const auto [narrow, wide] = std::ranges::minmax(widths);
  return telling || wide > kUneven * narrow;
}

// Baseline rows that are rows of their own, or go on with the row before.
class RowBuilder {
 public:
  RowBuilder(const Edges& columns, double usual, bool labels,
             const Lexicon& lexicon)
      : columns_(columns), usual_(usual), labels_(labels), lexicon_(lexicon) {}

  void Build(const Rows& rows, Region* table) const {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (table->rows.empty() || Starts(rows, i)) {
        table->rows.emplace_back(columns_.size());
      }
      for (const Unit* unit : rows[i]) {
        table->rows.back()[ColumnOf(columns_, *unit)].push_back(*unit->segment);
      }
    }
  }

 private:
  bool Starts(const Rows& rows, std::size_t i) const {
    const auto first = std::ranges::find_if(rows[i], [&](const Unit* unit) {
      return ColumnOf(columns_, *unit) == 0;
    });
    if (labels_) {
      return first != rows[i].end() &&
             IsLetterheadLabel((*first)->segment->Text(), lexicon_);
    }
    const double size = rows[i].front()->size;
    const double before = rows[i].size() > 1
                              ? Baseline(rows[i]) - Baseline(Above(rows, i))
                              : Baseline(rows[i]) - Baseline(rows[i - 1]);
    const bool close = before < kWrapped * usual_;
    if (rows[i].size() > 1) {
      return !close && (first != rows[i].end() || before > kLeading * size ||
                        !GoesOn(Above(rows, i), rows[i]));
    }
    // A cell of the first column between two rows is merged over both; one of
    // the others may have nothing beside it.
    if (first != rows[i].end()) return !close;
    return !close && usual_ > kLeading * size && before < kSetApart * usual_;
  }

  // Does a cell go on with a word or sentence of the one above it?
  bool GoesOn(const std::vector<const Unit*>& above,
              const std::vector<const Unit*>& row) const {
    return std::ranges::any_of(row, [&](const Unit* unit) {
      const std::size_t column = ColumnOf(columns_, *unit);
      const auto over = std::ranges::find_if(above, [&](const Unit* other) {
        return ColumnOf(columns_, *other) == column;
      });
      return over != above.end() &&
             (IsHyphen(LastCodePoint((*over)->segment->Text())) ||
              IsLower(CodePointAt(unit->segment->Text() + " ", 0)));
    });
  }

  // The last row before that has several cells: what is merged over rows, and
  // the end of a cell on two lines, stand between them.
  static const std::vector<const Unit*>& Above(const Rows& rows,
                                               std::size_t i) {
    std::size_t above = i - 1;
    while (above > 0 && rows[above].size() < 2) --above;
    return rows[above];
  }

  const Edges& columns_;
  double usual_;
  bool labels_;
  const Lexicon& lexicon_;
};

}  // namespace

std::optional<Opened> OpenTable(const Units& units, const pdf::Page& page,
                                const Lexicon& lexicon) {
  if (units.size() < 4 || std::ranges::any_of(units, [](const Unit& unit) {
        return unit.table != nullptr || unit.segment->bullet;
      })) {
    return std::nullopt;
  }
  Edges columns = Columns(units);
  if (columns.size() < 2) return std::nullopt;
  std::size_t first = 0;
  std::size_t labels = 0;
  for (const Unit& unit : units) {
    if (ColumnOf(columns, unit) != 0) continue;
    ++first;
    if (IsLetterheadLabel(unit.segment->Text(), lexicon)) ++labels;
  }
  const bool label_column = labels >= 2 && 2 * labels >= first;
  Opened opened;
  Rows rows = BaselineRows(units);
  if (!label_column) {
    Peel(&rows, columns, &opened.above, &opened.below);
    Units left;
    for (const auto& row : rows) {
      for (const Unit* unit : row) left.push_back(*unit);
    }
    columns = Columns(left);
  }
  std::size_t shared = 0;
  for (const auto& row : rows) shared += row.size() > 1 ? 1U : 0U;
  const auto bold = [](const Unit* unit) { return unit->segment->Bold(); };
  const bool header = rows.size() > 2 && rows[0].size() == columns.size() &&
                      std::ranges::all_of(rows[0], bold) &&
                      std::ranges::none_of(rows[1], bold) &&
                      2 * shared >= rows.size() && !AreBlocks(rows);
  const bool ruled = Crossings(units, page, columns) >= 2 && shared >= 2;
  if (!label_column && !header && !ruled && !LooksTabular(rows, columns)) {
    return std::nullopt;
  }
  Region& table = opened.table;
  table.letterhead = label_column;
  table.x0 = columns.front().first, table.x1 = columns.back().second;
  RowBuilder(columns, UsualDistance(rows), label_column, lexicon)
      .Build(rows, &table);
  FinishTable(&table);
  return opened;
}

}  // namespace bmas::layout
