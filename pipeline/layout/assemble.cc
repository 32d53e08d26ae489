#include "pipeline/layout/assemble.h"

#include <string>
#include <utility>

#include "pipeline/base/utf8.h"
#include "pipeline/text/hyphen.h"
#include "pipeline/text/normalize.h"

namespace bmas::layout {
namespace {

bool EndsSoft(const std::string& raw) { return LastCodePoint(raw) == 0xAD; }

// Addresses of the web keep their hyphens, wherever a line ends.
bool IsAddress(const std::string& word) {
  return word.find("://") != std::string::npos ||
         word.find("www.") != std::string::npos ||
         word.find('@') != std::string::npos;
}

class Assembler {
 public:
  Assembler(bool placed, const Lexicon& lexicon)
      : placed_(placed), lexicon_(lexicon) {}

  void Learn(const DraftBlock& block) {
    for (const DraftLine& line : block.lines) {
      for (const auto& cell : line.cells) {
        bool after_hyphen = false;
        for (const Segment& segment : cell) {
          for (std::size_t i = 0; i < segment.tokens.size(); ++i) {
            const std::string word = Cleaned(segment.tokens[i].text);
            const bool split = i + 1 == segment.tokens.size() &&
                               &segment != &cell.back() &&
                               IsHyphen(LastCodePoint(word));
            // Halves of words are no evidence of how words are written.
            if (!split && !(after_hyphen && i == 0)) vocabulary_.Add(word);
            after_hyphen = split;
          }
        }
      }
    }
  }

  void Add(const DraftBlock& block) {
    if (builder_.Size() > 0) builder_.Glue("\n\n");
    TextBlock text;
    text.kind = block.kind;
    text.page = block.page;
    text.size = block.size;
    text.masthead = block.masthead;
    text.span.begin = builder_.Size();
    for (std::size_t i = 0; i < block.lines.size(); ++i) {
      if (i > 0) builder_.Glue("\n");
      TextLine line;
      line.span.begin = builder_.Size();
      for (std::size_t k = 0; k < block.lines[i].cells.size(); ++k) {
        if (k > 0) builder_.Glue("\t");
        const std::size_t begin = builder_.Size();
        AddCell(block.lines[i].cells[k], block.page);
        line.cells.push_back({begin, builder_.Size()});
      }
      if (line.cells.size() == 1) line.cells.clear();
      line.span.end = builder_.Size();
      text.lines.push_back(std::move(line));
    }
    text.span.end = builder_.Size();
    builder_.Target().blocks.push_back(std::move(text));
  }

  // A footnote is read as text and is in no block: it says nothing that the
  // release says.
  void AddNote(const DraftBlock& note) {
    if (builder_.Size() > 0) builder_.Glue("\n\n");
    linking_ = false;
    AddCell(note.lines.front().cells.front(), note.page);
    linking_ = true;
  }

  CleanText Take() { return builder_.Take(); }

 private:
  void AddCell(const std::vector<Segment>& cell, int page) {
    const Token* before = nullptr;
    for (const Segment& segment : cell) {
      ++line_;
      for (std::size_t i = 0; i < segment.tokens.size(); ++i) {
        const Token& token = segment.tokens[i];
        if (before != nullptr) {
          if (i == 0) {
            GlueLines(*before, token);
          } else {
            builder_.Glue(" ");
          }
        }
        AddToken(token, segment.page > 0 ? segment.page : page);
        before = &token;
      }
    }
  }

  void GlueLines(const Token& before, const Token& after) {
    const std::string left = Cleaned(before.text);
    const bool literal =
        (before.monospaced && after.monospaced) || IsAddress(left);
    switch (ReadLineEnd(left, Cleaned(after.text), EndsSoft(before.text),
                        literal, vocabulary_, lexicon_)) {
      case LineEnd::kDropHyphen:
        if (!EndsSoft(before.text)) builder_.DropLast();
        break;
      case LineEnd::kKeepHyphen:
        break;
      case LineEnd::kSuspended:
      case LineEnd::kSpace:
        builder_.Glue(" ");
        break;
    }
  }

  void AddToken(const Token& token, int page) {
    PlacedWord word;
    const std::size_t points = CountCodePoints(token.text);
    word.source.begin = placed_ ? source_ : token.source;
    word.source.end = word.source.begin +
                      (token.source_points > 0 ? token.source_points : points);
    source_ += points;
    if (placed_) {
      word.page = page;
      word.line = line_;
      word.y0 = token.y0, word.y1 = token.y1;
      word.edges = token.edges;
    }
    const Span span = builder_.Append(token.text, std::move(word));
    if (token.link != nullptr && linking_ && !span.Empty()) {
      std::vector<LinkedSpan>& links = builder_.Target().links;
      if (!links.empty() && links.back().uri == *token.link &&
          span.begin <= links.back().span.end + 1) {
        links.back().span.end = span.end;
      } else {
        links.push_back({span, *token.link});
      }
    }
  }

  bool placed_;
  const Lexicon& lexicon_;
  Vocabulary vocabulary_;
  CleanTextBuilder builder_;
  bool linking_ = true;
  std::size_t source_ = 0;
  std::uint32_t line_ = 0;
};

}  // namespace

CleanText Assemble(const std::vector<DraftBlock>& blocks,
                   const std::vector<DraftBlock>& notes, bool placed,
                   const Lexicon& lexicon) {
  Assembler assembler(placed, lexicon);
  for (const DraftBlock& block : blocks) assembler.Learn(block);
  for (const DraftBlock& block : blocks) assembler.Add(block);
  for (const DraftBlock& note : notes) assembler.AddNote(note);
  return assembler.Take();
}

}  // namespace bmas::layout
