// A text whose block is known: the examples of rules.

#include <string>

#include "pipeline/base/utf8.h"
#include "pipeline/layout/assemble.h"
#include "pipeline/layout/layout.h"
#include "pipeline/text/normalize.h"

namespace bmas::layout {
namespace {

// A printed line: its words.
Segment PrintedLine(std::string_view text, std::size_t* point,
                    const std::string* link) {
  Segment segment;
  Token token;
  const auto flush = [&] {
    if (!token.text.empty()) segment.tokens.push_back(std::move(token));
    token = Token{};
  };
  for (std::size_t at = 0; at < text.size(); at += LengthAt(text, at)) {
    // As extractors do: a word ends at any space, also at one not to break.
    if (IsSpace(CodePointAt(text, at))) {
      flush();
    } else {
      if (token.text.empty()) token.source = *point;
      token.link = link;
      token.text.append(text, at, LengthAt(text, at));
    }
    ++*point;
  }
  flush();
  ++*point;  // the line's or cell's end
  return segment;
}

std::vector<std::string_view> Parts(std::string_view text, char mark) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t at = text.find(mark);
    parts.push_back(text.substr(0, at));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + 1);
  }
}

}  // namespace

CleanText FromBlock(BlockKind kind, std::string_view text,
                    const std::string& link, const Lexicon& lexicon) {
  const bool own_lines = kind == BlockKind::kLines ||
                         kind == BlockKind::kTable ||
                         kind == BlockKind::kLetterhead;
  DraftBlock block;
  block.kind = kind;
  block.page = 1;
  std::size_t point = 0;
  for (const std::string_view printed : Parts(text, '\n')) {
    if (block.lines.empty() || own_lines) block.lines.emplace_back();
    DraftLine& line = block.lines.back();
    std::size_t cell = 0;
    for (const std::string_view part : Parts(printed, '\t')) {
      Segment segment =
          PrintedLine(part, &point, link.empty() ? nullptr : &link);
      if (line.cells.size() <= cell) line.cells.emplace_back();
      line.cells[cell++].push_back(std::move(segment));
    }
  }
  return Assemble({block}, /*notes=*/{}, /*placed=*/false, lexicon);
}

}  // namespace bmas::layout
