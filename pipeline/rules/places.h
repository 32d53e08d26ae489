// The places of a document that rules look at.
#pragma once

#include <string>
#include <vector>

#include "pipeline/rules/vocabulary.h"
#include "pipeline/text/clean_text.h"
#include "pipeline/text/fold.h"
#include "pipeline/text/lexicon.h"

namespace bmas::rules {

struct Place {
  PlaceKind kind = PlaceKind::kLine;
  FoldedSpan span;
  std::size_t block = 0;
  std::size_t line = 0;  // the line of the document it begins in
  FoldedSpan label;      // of a label's value
  std::size_t link = 0;  // index into CleanText::links, of a link
};

// One line of the document, for sections, "near" and residue.
struct DocumentLine {
  FoldedSpan span;
  std::size_t block = 0;
  std::size_t index = 0;  // within its block
};

class Places {
 public:
  Places(const CleanText& text, const Lexicon& lexicon);

  // By their beginnings.
  const std::vector<Place>& Of(PlaceKind kind) const {
    return by_kind_[static_cast<std::size_t>(kind)];
  }
  const std::vector<DocumentLine>& Lines() const { return lines_; }
  const FoldedText& Text() const { return folded_; }
  const std::string& Clean() const { return text_.Text(); }

  // The folded text of a span; in every place but a block newlines read as
  // spaces.
  FoldedView View(PlaceKind kind, const FoldedSpan& span) const {
    return (kind == PlaceKind::kBlock ? folded_.Text() : flat_).Slice(span);
  }

  // The target of the link at a place.
  const std::string& Target(const Place& place) const {
    return text_.links[place.link].uri;
  }

  // Index of the line that holds folded byte `at`.
  std::size_t LineAt(std::size_t at) const;

  const std::vector<BlockKind>& BlockKinds() const { return kinds_; }

  // Does running text begin with this block: a paragraph of sentences?
  bool IsProse(std::size_t block) const { return prose_[block]; }

 private:
  void Add(PlaceKind kind, const FoldedSpan& span, std::size_t block);
  void Add(Place place);
  void AddBlock(std::size_t index, const Lexicon& lexicon);
  void AddSentences(const TextBlock& block, std::size_t index,
                    const Lexicon& lexicon);

  const CleanText& text_;  // of the document, which outlives this
  FoldedText folded_;
  FoldedString flat_;  // newlines as spaces; same offsets
  std::vector<std::vector<Place>> by_kind_;
  std::vector<DocumentLine> lines_;
  std::vector<bool> prose_;
  std::vector<BlockKind> kinds_;
};

}  // namespace bmas::rules
