#include "pipeline/rules/labels.h"

#include <algorithm>
#include <string>
#include <unordered_set>

#include "pipeline/base/utf8.h"
#include "pipeline/text/normalize.h"

namespace bmas::rules {
namespace {

// Code points: a label is a phrase. Longer text before a colon is the beginning
// of a sentence, and so is text of more words than that.
constexpr std::size_t kLongestLabel = 60;
constexpr std::ptrdiff_t kMostSpaces = 6;  // in a label

constexpr std::string_view kSpaces = " \t";

class Finder {
 public:
  Finder(const CleanText& text, const Lexicon& lexicon)
      : text_(text), view_(text.Text()) {
    for (const std::string& label : lexicon.letterhead_labels) {
      known_.insert(FoldCase(label));
      longest_ = std::max(longest_, label.size());
    }
  }

  std::vector<LabelledValue> Run() {
    for (std::size_t i = 0; i < text_.blocks.size(); ++i) {
      for (const TextLine& line : text_.blocks[i].lines) {
        AddWithin(line, i);
        lines_.push_back({line.span, i});
      }
    }
    AddColumns();
    std::ranges::stable_sort(
        out_, {}, [](const LabelledValue& found) { return found.value.begin; });
    return std::move(out_);
  }

 private:
  struct Line {
    Span span;
    std::size_t block = 0;
  };

  void Add(const Span& label, const Span& value, std::size_t block) {
    const Span l = Trimmed(view_, label, kSpaces, ":.");
    const Span v = Trimmed(view_, value, kSpaces);
    if (!l.Empty() && !v.Empty()) out_.push_back({l, v, block});
  }

  // Could this stand before a value: short, and a letter first?
  bool Short(std::string_view text) const {
    return !text.empty() && CountCodePoints(text) <= kLongestLabel &&
           static_cast<unsigned char>(text[0]) > '9' &&
           std::ranges::count(text, ' ') <= kMostSpaces;
  }

  // "Label: value", between bars or tabs also several, and rows by pairs.
  void AddWithin(const TextLine& line, std::size_t block) {
    const std::size_t cells = line.cells.size();
    if (cells >= 2 && cells % 2 == 0) {
      for (std::size_t i = 0; i < cells; i += 2) {
        if (Short(text_.Slice(line.cells[i]))) {
          Add(line.cells[i], line.cells[i + 1], block);
        }
      }
    }
    const std::string_view text = text_.Slice(line.span);
    if (text.find(':') == std::string_view::npos) return;
    for (std::size_t begin = 0; begin < text.size();) {
      std::size_t end = begin, colon = std::string_view::npos;
      for (; end < text.size() && text[end] != '|' && text[end] != '\t';
           ++end) {
        const bool here = text[end] == ':' && end + 1 < text.size() &&
                          (text[end + 1] == ' ' || text[end + 1] == '\t');
        if (here && colon == std::string_view::npos) colon = end;
      }
      const auto at = [&](std::size_t i) { return line.span.begin + i; };
      if (colon != std::string_view::npos &&
          Short(text_.Slice(
              Trimmed(view_, Span{at(begin), at(colon)}, kSpaces)))) {
        // "Label:" and a tab: the value is the next cell.
        std::size_t value_end = end;
        if (colon + 1 == end && end < text.size()) {
          value_end = std::min(text.find_first_of("|\t", end + 1), text.size());
        }
        Add({at(begin), at(colon)}, {at(colon + 1), at(value_end)}, block);
      }
      begin = end + 1;
    }
  }

  // A line that is a label and nothing else.
  bool IsLabel(const Line& line) const {
    std::string_view text = text_.Slice(line.span);
    if (!Short(text)) return false;
    if (text.ends_with(':')) return true;
    if (text.ends_with('.')) text.remove_suffix(1);
    return text.size() <= longest_ && known_.contains(FoldCase(text));
  }

  // As many values after so many labels in a row, the k-th for the k-th.
  void AddColumns() {
    for (std::size_t i = 0; i < lines_.size();) {
      std::size_t labels = 0;
      while (i + labels < lines_.size() && IsLabel(lines_[i + labels])) {
        ++labels;
      }
      std::size_t values = 0;
      while (values < labels && i + labels + values < lines_.size() &&
             !IsLabel(lines_[i + labels + values])) {
        ++values;
      }
      if (labels > 0 && values == labels) {
        for (std::size_t k = 0; k < labels; ++k) {
          const Line& value = lines_[i + labels + k];
          Add(lines_[i + k].span, value.span, value.block);
        }
      }
      i += std::max<std::size_t>(labels + values, 1);
    }
  }

  const CleanText& text_;
  std::string_view view_;
  std::unordered_set<std::string> known_;  // labels without case
  std::size_t longest_ = 0;                // of them, in bytes
  std::vector<Line> lines_;
  std::vector<LabelledValue> out_;
};

}  // namespace

std::vector<LabelledValue> FindLabels(const CleanText& text,
                                      const Lexicon& lexicon) {
  return Finder(text, lexicon).Run();
}

}  // namespace bmas::rules
