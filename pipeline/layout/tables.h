// Finding tables: by the rulings around their cells, by a header row, or by
// labels that stand in a column beside their values.
#pragma once

#include <optional>
#include <vector>

#include "pipeline/layout/units.h"
#include "pipeline/pdf/pdf.h"
#include "pipeline/text/lexicon.h"

namespace bmas::layout {

// Tables whose cells are ruled off from each other; their segments are moved
// out of `segments`.
std::vector<Region> RuledTables(std::vector<Segment>* segments,
                                const pdf::Page& page);

// A table without rulings between its cells, and what stood above and below it
// on the same side of the gutter.
struct Opened {
  Units above;
  Region table;
  Units below;
};

// A table or a block of labels, if these units, which stand on both sides of a
// gutter, are one; else they are columns of text.
std::optional<Opened> OpenTable(const Units& units, const pdf::Page& page,
                                const Lexicon& lexicon);

// Drops rows without any text, and marks the region as a table.
void FinishTable(Region* table);

}  // namespace bmas::layout
