#include "pipeline/layout/letterhead.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <optional>
#include <string>

#include "pipeline/text/normalize.h"

namespace bmas::layout {
namespace {

constexpr double kSameEdge = 2.5;      // points; labels of one column, and a
                                       // label and the value below it
constexpr double kFurthestLabel = 60;  // points, to the next label of a column
constexpr double kBelow = 2.2;         // of the font size, label to value
constexpr double kSameLine = 0.6;      // of the font size
constexpr double kNextLine = 1.6;      // of the font size, within one value
constexpr double kWhite = 0.6;         // of the font size, between paragraphs
constexpr std::size_t kFewest = 3;     // labels; two may be words of a text
constexpr double kOtherSize = 0.1;     // share: label and value differ in size
constexpr std::size_t kLongest = 3;    // words of a label

bool HasColon(const std::string& text) { return text.ends_with(':'); }

bool IsCapitals(const std::string& text) {
  return FoldCase(text) != text && std::ranges::none_of(text, [](char c) {
           return c >= 'a' && c <= 'z';
         });
}

std::string WordsOf(const Segment& segment, std::size_t count) {
  Segment head;
  head.tokens.assign(
      segment.tokens.begin(),
      segment.tokens.begin() + static_cast<std::ptrdiff_t>(count));
  return head.Text();
}

// How many words of a segment are the label before its value; 0 if none is.
// The label is told from a word of the text by its type.
std::size_t LabelBefore(const Segment& segment, const Lexicon& lexicon) {
  for (std::size_t count = std::min(kLongest, segment.tokens.size() - 1);
       count > 0; --count) {
    const std::string text = WordsOf(segment, count);
    if (HasColon(text) || !IsLetterheadLabel(text, lexicon)) continue;
    const Token& label = segment.tokens[count - 1];
    const Token& value = segment.tokens[count];
    const bool other =
        std::abs(label.size - value.size) > kOtherSize * value.size ||
        label.bold != value.bold || IsCapitals(text);
    if (other) return count;
  }
  return 0;
}

class Letterheads {
 public:
  Letterheads(std::vector<Segment>* segments, const Lexicon& lexicon)
      : segments_(*segments), lexicon_(lexicon) {}

  std::vector<Region> Take() {
    SplitLabels();
    for (std::size_t i = 0; i < segments_.size(); ++i) {
      const std::string text = segments_[i].Text();
      if (!HasColon(text) && IsLetterheadLabel(text, lexicon_)) {
        labels_.push_back(i);
      }
    }
    gone_.assign(segments_.size(), false);
    std::vector<Region> regions;
    for (const std::vector<std::size_t>& group : Groups()) {
      if (auto region = Read(group)) regions.push_back(std::move(*region));
    }
    std::size_t at = 0;
    std::erase_if(segments_, [&](const Segment&) { return gone_[at++]; });
    return regions;
  }

 private:
  const Segment& At(std::size_t i) const { return segments_[i]; }

  // Segments that hold a label and its value become two.
  void SplitLabels() {
    std::vector<std::size_t> counts;
    std::size_t all = 0;
    for (const Segment& segment : segments_) {
      counts.push_back(LabelBefore(segment, lexicon_));
      const std::string text = segment.Text();
      const bool alone = !HasColon(text) && IsLetterheadLabel(text, lexicon_);
      if (counts.back() > 0 || alone) ++all;
    }
    if (all < kFewest) return;
    const std::size_t size = segments_.size();
    for (std::size_t i = 0; i < size; ++i) {
      if (counts[i] == 0) continue;
      Segment value = segments_[i];
      const auto cut = static_cast<std::ptrdiff_t>(counts[i]);
      value.tokens.erase(value.tokens.begin(), value.tokens.begin() + cut);
      value.bullet = false;
      value.Refresh();
      Segment& label = segments_[i];
      label.tokens.resize(counts[i]);
      label.Refresh();
      segments_.push_back(std::move(value));
    }
  }

  // Labels of one column or one row, and what is joined to those.
  std::vector<std::vector<std::size_t>> Groups() const {
    std::vector<std::size_t> parent(labels_.size());
    std::iota(parent.begin(), parent.end(), std::size_t{0});
    const auto root = [&](std::size_t i) {
      while (parent[i] != i) i = parent[i];
      return i;
    };
    for (std::size_t i = 0; i < labels_.size(); ++i) {
      for (std::size_t k = 0; k < i; ++k) {
        const Segment& a = At(labels_[i]);
        const Segment& b = At(labels_[k]);
        const double down = std::abs(a.baseline - b.baseline);
        if ((std::abs(a.x0 - b.x0) < kSameEdge && down < kFurthestLabel) ||
            down < kSameLine * a.size) {
          parent[root(i)] = root(k);
        }
      }
    }
    std::map<std::size_t, std::vector<std::size_t>> groups;
    for (std::size_t i = 0; i < labels_.size(); ++i) {
      groups[root(i)].push_back(labels_[i]);
    }
    std::vector<std::vector<std::size_t>> out;
    for (auto& [first, group] : groups) {
      if (group.size() >= kFewest) out.push_back(std::move(group));
    }
    return out;
  }

  bool IsLabel(std::size_t i) const {
    return std::ranges::find(labels_, i) != labels_.end();
  }

  // The segment right below, at the label's edge.
  std::optional<std::size_t> ValueBelow(std::size_t label) const {
    const Segment& l = At(label);
    std::optional<std::size_t> below;
    for (std::size_t i = 0; i < segments_.size(); ++i) {
      const Segment& s = At(i);
      const double down = s.baseline - l.baseline;
      if (down <= kSameLine * l.size || std::abs(s.x0 - l.x0) > kSameEdge ||
          down > kBelow * std::max(l.size, s.size)) {
        continue;
      }
      if (!below || s.baseline < At(*below).baseline) below = i;
    }
    return below && !IsLabel(*below) ? below : std::nullopt;
  }

  // The segment next to the right on the label's line.
  std::optional<std::size_t> ValueBeside(std::size_t label) const {
    const Segment& l = At(label);
    std::optional<std::size_t> beside;
    for (std::size_t i = 0; i < segments_.size(); ++i) {
      const Segment& s = At(i);
      if (s.x0 < l.x1 || std::abs(s.baseline - l.baseline) >
                             kSameLine * std::max(l.size, s.size)) {
        continue;
      }
      if (!beside || s.x0 < At(*beside).x0) beside = i;
    }
    return beside && !IsLabel(*beside) ? beside : std::nullopt;
  }

  std::optional<Region> Read(const std::vector<std::size_t>& group) {
    std::size_t beside = 0, below = 0;
    for (const std::size_t label : group) {
      if (ValueBeside(label)) ++beside;
      if (ValueBelow(label)) ++below;
    }
    if (2 * std::max(beside, below) < group.size()) return std::nullopt;
    const std::vector<Column> columns = ColumnsOf(group);
    // One column of labels with their values below is read as it stands.
    if (below > beside && columns.size() < 2) return std::nullopt;
    Region region;
    region.table = true;
    region.letterhead = true;
    for (const Column& column : columns) {
      if (below > beside) {
        ReadBelow(column, &region);
      } else {
        ReadBeside(column, columns, &region);
      }
    }
    if (region.rows.size() < kFewest) return std::nullopt;
    region.x0 = region.rows.front().front().front().x0;
    region.x1 = region.x0;
    for (const auto& row : region.rows) {
      for (const auto& cell : row) {
        for (const Segment& s : cell) {
          region.x0 = std::min(region.x0, s.x0);
          region.x1 = std::max(region.x1, s.x1);
        }
      }
    }
    return region;
  }

  using Column = std::vector<std::size_t>;  // labels, from top to bottom

  std::vector<Column> ColumnsOf(const std::vector<std::size_t>& group) const {
    std::vector<std::size_t> sorted = group;
    std::ranges::sort(sorted, {}, [&](std::size_t i) { return At(i).x0; });
    std::vector<Column> columns;
    for (const std::size_t label : sorted) {
      if (columns.empty() ||
          At(label).x0 - At(columns.back().front()).x0 > kSameEdge) {
        columns.emplace_back();
      }
      columns.back().push_back(label);
    }
    for (Column& column : columns) {
      std::ranges::sort(column, {},
                        [&](std::size_t i) { return At(i).baseline; });
    }
    return columns;
  }

  void AddRow(std::size_t label, const std::vector<std::size_t>& values,
              Region* region) {
    std::vector<std::vector<Segment>> row(2);
    row[0].push_back(At(label));
    gone_[label] = true;
    for (const std::size_t value : values) {
      row[1].push_back(At(value));
      gone_[value] = true;
    }
    region->rows.push_back(std::move(row));
  }

  void ReadBelow(const Column& column, Region* region) {
    for (std::size_t k = 0; k < column.size(); ++k) {
      std::vector<std::size_t> values;
      std::size_t last = column[k];
      for (auto value = ValueBelow(last); value && !gone_[*value];
           value = ValueBelow(last)) {
        const double down = At(*value).baseline - At(last).baseline;
        if (!values.empty() && down > kNextLine * At(*value).size) break;
        values.push_back(*value);
        last = *value;
      }
      AddRow(column[k], values, region);
    }
  }

  void ReadBeside(const Column& column, const std::vector<Column>& columns,
                  Region* region) {
    // Values begin at one edge, left of the next labels.
    std::map<long, std::size_t> edges;
    for (const std::size_t label : column) {
      if (const auto value = ValueBeside(label)) {
        ++edges[std::lround(At(*value).x0)];
      }
    }
    if (edges.empty()) return;
    const auto usual = std::ranges::max_element(
        edges, {}, [](const auto& entry) { return entry.second; });
    double end = 1e6;
    for (const Column& other : columns) {
      const double x = At(other.front()).x0;
      if (x > At(column.front()).x0 + kSameEdge) end = std::min(end, x);
    }
    const bool aligned = 2 * usual->second >= column.size();
    const auto at_edge = [&](const Segment& s) {
      return s.x0 < end &&
             (!aligned ||
              std::abs(s.x0 - static_cast<double>(usual->first)) < kSameEdge);
    };
    std::vector<std::size_t> values;
    double bottom = At(column.back()).baseline;
    for (const std::size_t i : ByBaseline()) {
      const Segment& s = At(i);
      const double reach = (values.empty() ? kSameLine : kNextLine) * s.size;
      if (IsLabel(i) || gone_[i] || !at_edge(s) ||
          s.x0 < At(column.front()).x0 + kSameEdge ||
          s.baseline < At(column.front()).baseline - kSameLine * s.size ||
          s.baseline > bottom + reach) {
        continue;
      }
      if (!aligned) {
        const std::size_t owner = ValueOwner(column, s);
        if (owner == column.size() || s.x0 < At(column[owner]).x1) continue;
      }
      bottom = std::max(bottom, s.baseline);
      values.push_back(i);
    }
    // As many values as labels: the k-th belongs to the k-th, though their
    // lines may drift apart. Else each to the last label above it.
    std::vector<std::vector<std::size_t>> rows(column.size());
    for (std::size_t k = 0; k < values.size(); ++k) {
      std::size_t owner = 0;
      if (values.size() == column.size()) {
        owner = k;
      } else {
        const Segment& s = At(values[k]);
        while (owner + 1 < column.size() &&
               At(column[owner + 1]).baseline <=
                   s.baseline + kSameLine * s.size) {
          ++owner;
        }
      }
      rows[owner].push_back(values[k]);
    }
    for (std::size_t k = 0; k < column.size(); ++k) {
      AddRow(column[k], rows[k], region);
    }
  }

  // The label on whose line a value stands; the column's size if none.
  std::size_t ValueOwner(const Column& column, const Segment& value) const {
    for (std::size_t k = 0; k < column.size(); ++k) {
      if (std::abs(At(column[k]).baseline - value.baseline) <=
          kSameLine * value.size) {
        return k;
      }
    }
    return column.size();
  }

  std::vector<std::size_t> ByBaseline() const {
    std::vector<std::size_t> order(segments_.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {},
                             [&](std::size_t i) { return At(i).baseline; });
    return order;
  }

  std::vector<Segment>& segments_;
  const Lexicon& lexicon_;
  std::vector<std::size_t> labels_;
  std::vector<bool> gone_;
};

double Bottom(const Region& letterhead) {
  double bottom = 0;
  for (const auto& row : letterhead.rows) {
    for (const auto& cell : row) {
      for (const Segment& s : cell) bottom = std::max(bottom, s.y1);
    }
  }
  return bottom;
}

bool StandsBelow(const Region& region, double bottom) {
  if (!region.table) {
    return !region.lines.empty() && region.lines.front().Y0() >= bottom;
  }
  const auto& first = region.rows.front();
  const auto cell =
      std::ranges::find_if(first, [](const auto& c) { return !c.empty(); });
  return cell != first.end() && cell->front().y0 >= bottom;
}

// Cuts a region of lines at the first white below `bottom`; returns what
// stands there, if anything.
std::optional<Region> SplitBelow(double bottom, Region* region) {
  for (std::size_t k = 1; k < region->lines.size(); ++k) {
    const Line& before = region->lines[k - 1];
    const Line& line = region->lines[k];
    if (line.Y0() < bottom || line.Y0() - before.Y1() < kWhite * line.Size()) {
      continue;
    }
    Region rest = *region;
    const auto cut = static_cast<std::ptrdiff_t>(k);
    rest.lines.erase(rest.lines.begin(), rest.lines.begin() + cut);
    rest.lines.front().frame_before = true;
    region->lines.erase(region->lines.begin() + cut, region->lines.end());
    return rest;
  }
  return std::nullopt;
}

}  // namespace

bool IsLetterheadLabel(std::string_view text, const Lexicon& lexicon) {
  std::string folded = FoldCase(text);
  while (!folded.empty() && (folded.back() == ':' || folded.back() == '.' ||
                             folded.back() == ' ')) {
    folded.pop_back();
  }
  // Folding keeps the bytes of the letters that labels have.
  return !folded.empty() &&
         std::ranges::any_of(lexicon.letterhead_labels, [&](const auto& label) {
           return label.size() == folded.size() && FoldCase(label) == folded;
         });
}

std::vector<Region> TakeLetterheads(std::vector<Segment>* segments,
                                    const Lexicon& lexicon) {
  return Letterheads(segments, lexicon).Take();
}

void InsertLetterheads(std::vector<Region> letterheads,
                       std::vector<Region>* regions) {
  for (Region& letterhead : letterheads) {
    const double bottom = Bottom(letterhead);
    std::size_t at = 0;
    while (at < regions->size() && !StandsBelow((*regions)[at], bottom)) {
      if (auto rest = SplitBelow(bottom, &(*regions)[at])) {
        ++at;
        regions->insert(regions->begin() + static_cast<std::ptrdiff_t>(at),
                        std::move(*rest));
        break;
      }
      ++at;
    }
    regions->insert(regions->begin() + static_cast<std::ptrdiff_t>(at),
                    std::move(letterhead));
  }
}

}  // namespace bmas::layout
