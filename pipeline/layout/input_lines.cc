#include "pipeline/layout/input_lines.h"

#include <algorithm>

#include "pipeline/base/utf8.h"
#include "pipeline/layout/bullets.h"
#include "pipeline/layout/notes.h"
#include "pipeline/text/normalize.h"

namespace bmas::layout {
namespace {

// A column of bullets before the column of their texts: the k-th bullet
// belongs to the k-th line after them.
void AttachBulletColumns(std::vector<InputLine>* lines) {
  for (std::size_t i = 0; i < lines->size(); ++i) {
    std::size_t waiting = 0;
    for (; i < lines->size() && ((*lines)[i].bullet_only || (*lines)[i].blank);
         ++i) {
      if ((*lines)[i].bullet_only) ++waiting;
      if ((*lines)[i].bullet_only) (*lines)[i].blank = true;
    }
    for (std::size_t k = i; k < lines->size() && waiting > 0; ++k) {
      if ((*lines)[k].blank) continue;
      (*lines)[k].segment.bullet = true;
      --waiting;
    }
  }
}

// Lines that begin with the same sign as a line close by: items of a list whose
// bullets the extractor took for something else.
void MarkRepeatedSigns(std::vector<InputLine>* lines) {
  constexpr std::size_t kClose = 4;  // lines: items run over two or three
  const auto sign = [&](const InputLine& line) {
    const std::vector<Token>& tokens = line.segment.tokens;
    return !line.blank && !line.segment.bullet && tokens.size() > 1 &&
           MayBeBullet(tokens[0].text, tokens[1].text);
  };
  std::vector<bool> marked(lines->size(), false);
  for (std::size_t i = 0; i < lines->size(); ++i) {
    if (!sign((*lines)[i])) continue;
    for (std::size_t k = i + 1; k < lines->size() && k <= i + kClose; ++k) {
      if (sign((*lines)[k]) && (*lines)[k].segment.tokens[0].text ==
                                   (*lines)[i].segment.tokens[0].text) {
        marked[i] = marked[k] = true;
      }
    }
  }
  for (std::size_t i = 0; i < lines->size(); ++i) {
    if (!marked[i]) continue;
    InputLine& line = (*lines)[i];
    line.segment.bullet = true;
    line.tabs.clear();
    line.segment.tokens.erase(line.segment.tokens.begin());
    line.segment.Refresh();
  }
}

// Lines that begin with a dash, two or more in a row of lines: items. One alone
// may be a thought that goes on in the next line.
void MarkDashItems(std::vector<InputLine>* lines) {
  const auto dashed = [](const InputLine& line) {
    const std::vector<Token>& tokens = line.segment.tokens;
    return !line.blank && tokens.size() > 1 && IsDash(tokens[0].text);
  };
  for (std::size_t i = 0; i < lines->size();) {
    std::size_t end = i, dashes = 0, first = lines->size();
    for (; end < lines->size() && !(*lines)[end].blank; ++end) {
      if (!dashed((*lines)[end])) continue;
      ++dashes;
      first = std::min(first, end);
    }
    const bool opened =
        first == i ||
        (first < end &&
         (*lines)[first - 1].segment.tokens.back().text.ends_with(':'));
    for (std::size_t k = first; dashes > 1 && opened && k < end; ++k) {
      InputLine& line = (*lines)[k];
      if (!dashed(line)) continue;
      line.segment.bullet = true;
      line.segment.tokens.erase(line.segment.tokens.begin());
      line.segment.Refresh();
    }
    i = std::max(end, i + 1);
  }
}

// Letters that each stand between single blanks, four or more, are a word; a
// wider gap parts words, or a capital behind a small letter where all gaps are
// alike.
void JoinSpacedLetters(InputLine* line) {
  constexpr std::size_t kLetters = 4;
  if (!line->tabs.empty()) return;
  std::vector<Token>& tokens = line->segment.tokens;
  const auto single = [&](std::size_t i) {
    return CountCodePoints(tokens[i].text) == 1;
  };
  const auto close = [&](std::size_t i) {  // one blank before the i-th
    const Token& before = tokens[i - 1];
    return tokens[i].source == before.source + before.source_points + 1;
  };
  std::vector<Token> out;
  for (std::size_t i = 0; i < tokens.size();) {
    std::size_t end = i + 1;
    const bool first = IsLetter(CodePointAt(tokens[i].text, 0));
    std::size_t letters = first ? 1 : 0;
    while (end < tokens.size() && first && single(i) && single(end) &&
           close(end)) {
      const char32_t c = CodePointAt(tokens[end].text, 0);
      const char32_t before = CodePointAt(tokens[end - 1].text, 0);
      if (IsUpper(c) && IsLower(before)) break;
      if (IsLetter(c)) ++letters;
      ++end;
    }
    if (letters < kLetters) end = i + 1;
    Token token = std::move(tokens[i]);
    for (std::size_t k = i + 1; k < end; ++k) {
      token.text += tokens[k].text;
      token.source_points =
          tokens[k].source + tokens[k].source_points - token.source;
    }
    out.push_back(std::move(token));
    i = end;
  }
  if (out.size() < tokens.size()) {
    double column = 0;
    for (Token& token : out) {
      token.x0 = column;
      token.x1 = column + static_cast<double>(CountCodePoints(token.text));
      column = token.x1 + 1;
    }
  }
  tokens = std::move(out);
}

}  // namespace

std::vector<InputLine> SplitLines(const std::vector<RawChar>& chars) {
  std::vector<InputLine> lines(1);
  double column = 0;
  Token token;
  const auto flush = [&] {
    // Marks of direction and of no width are no word.
    if (Cleaned(token.text).empty()) {
      token = Token{};
      return;
    }
    token.x1 = column;
    token.y1 = 1, token.size = 1;
    TakeWrittenMark(&token);
    lines.back().segment.tokens.push_back(std::move(token));
    lines.back().blank = false;
    token = Token{};
  };
  bool gap = false;
  bool tab = false;
  for (const RawChar& one : chars) {
    const char32_t c = one.c;
    if (c == U'\n' || c == U'\f') {
      flush();
      lines.emplace_back();
      lines.back().page_end = c == U'\f';
      column = 0;
      gap = false;
      tab = false;
    } else if (IsSpace(c)) {
      flush();
      tab = tab || (c == U'\t' && column > 0);
      lines.back().bare = false;
      gap = column > 0;
    } else {
      if (gap) ++column;  // runs of spaces count once
      gap = false;
      if (tab) lines.back().tabs.push_back(lines.back().segment.tokens.size());
      tab = false;
      if (token.text.empty()) {
        token.x0 = column;
        token.source = one.source;
      }
      AppendCodePoint(token.text, c);
      token.source_points = one.source + one.points - token.source;
      ++column;
    }
  }
  flush();
  for (InputLine& line : lines) {
    if (line.blank) continue;
    line.bare = false;
    JoinSpacedLetters(&line);
    std::vector<Token>& tokens = line.segment.tokens;
    if (tokens.size() == 1 && IsBullet(tokens[0].text)) {
      line.bullet_only = true;
    } else if (tokens.size() > 1 && IsBullet(tokens[0].text)) {
      line.segment.bullet = true;
      line.tabs.clear();
      tokens.erase(tokens.begin());
    }
    line.segment.Refresh();
  }
  return lines;
}

void MarkItems(std::vector<InputLine>* lines) {
  AttachBulletColumns(lines);
  MarkRepeatedSigns(lines);
  MarkDashItems(lines);
}

}  // namespace bmas::layout
