#include "pipeline/layout/notes.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include "pipeline/base/utf8.h"
#include "pipeline/text/normalize.h"

namespace bmas::layout {
namespace {

// Shares of the font size of the word that a sign stands behind.
constexpr double kLargestMark = 0.85;
constexpr double kLeastRaise = 0.15;   // digits set small but not raised are
                                       // small type
constexpr double kMostRaise = 0.8;     // above that stands the line before
constexpr double kNearest = -0.25;     // kerned into the word
constexpr double kFurthest = 0.35;     // less than a space and a bit
constexpr double kLargestNote = 0.93;  // of the page's usual size
constexpr double kLarger = 1.08;       // of the note's size: the body's words
constexpr double kSmaller = 0.72;      // of the note's size: its raised signs
constexpr double kNextLine = 2.2;  // of the note's size: white between notes
constexpr double kHanging = 3;     // of the note's size: its first line may
                                   // be indented
constexpr std::size_t kLongestMark = 3;  // signs: no page has 1,000 notes

// "1", "12)", "(3)", "1,2", "*".
bool IsMark(const std::string& text) {
  constexpr std::size_t kLongestText = 12;  // bytes, brackets and commas too
  if (text.empty() || text.size() > kLongestText) return false;
  std::size_t digits = 0, stars = 0;
  for (std::size_t at = 0; at < text.size(); at += LengthAt(text, at)) {
    const char32_t c = CodePointAt(text, at);
    if (IsDigit(c)) {
      ++digits;
    } else if (c == U'*' || c == U'†' || c == U'‡') {
      ++stars;
    } else if (c != U',' && c != U'(' && c != U')') {
      return false;
    }
  }
  return (digits > 0) != (stars > 0) && digits + stars <= kLongestMark;
}

// "m" and "km" are raised to a power, as is 10; what else a number stands
// behind is not.
bool TakesPower(const std::string& word) {
  if (word == "10") return true;
  const bool letters =
      std::ranges::all_of(word, [](char c) { return c >= 'a' && c <= 'z'; });
  return letters && word.size() <= 2;
}

bool Raised(const Token& mark, const Token& word) {
  const double raise = word.baseline - mark.baseline;
  return mark.size <= kLargestMark * word.size &&
         raise >= kLeastRaise * word.size && raise <= kMostRaise * word.size;
}

double UsualSize(const std::vector<Token>& tokens) {
  std::map<double, std::size_t> sizes;
  for (const Token& token : tokens) {
    sizes[std::round(token.size * 4) / 4] += token.text.size();
  }
  const auto most = std::ranges::max_element(
      sizes, {}, [](const auto& entry) { return entry.second; });
  return most == sizes.end() ? 0 : most->first;
}

// Where a note begins: its sign and the first word of its text.
struct Start {
  std::size_t mark = 0;
  std::size_t word = 0;
};

class Notes {
 public:
  explicit Notes(std::vector<Token>* tokens)
      : tokens_(*tokens), gone_(tokens->size(), false) {}

  std::vector<Note> Take() {
    std::vector<Start> starts;
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      const Token& mark = tokens_[i];
      if (!IsMark(mark.text)) continue;
      if (const auto host = Neighbour(i, /*before=*/true)) {
        gone_[i] = !TakesPower(Cleaned(tokens_[*host].text));
      } else if (const auto word = Neighbour(i, /*before=*/false)) {
        starts.push_back({i, *word});
      } else if (const auto text = AtFoot(i)) {
        starts.push_back({i, *text});
      }
    }
    std::vector<Note> notes = TakeTexts(std::move(starts));
    Compact();
    return notes;
  }

 private:
  // The word that the sign is raised over, right before or behind it.
  std::optional<std::size_t> Neighbour(std::size_t index, bool before) const {
    const Token& mark = tokens_[index];
    for (std::size_t k = 0; k < tokens_.size(); ++k) {
      const Token& word = tokens_[k];
      if (k == index || !Raised(mark, word)) continue;
      const double gap = before ? mark.x0 - word.x1 : word.x0 - mark.x1;
      const double furthest = before ? kFurthest : 1;
      if (gap >= kNearest * word.size && gap <= furthest * word.size) return k;
    }
    return std::nullopt;
  }

  // A starred note is not always raised: small print behind an asterisk, with
  // no text of the usual size below.
  std::optional<std::size_t> AtFoot(std::size_t index) const {
    const Token& mark = tokens_[index];
    if (mark.text != "*" && mark.text != "**") return std::nullopt;
    std::optional<std::size_t> text;
    for (std::size_t k = 0; k < tokens_.size(); ++k) {
      const Token& token = tokens_[k];
      const bool level =
          std::abs(token.baseline - mark.baseline) < 0.3 * mark.size;
      if (k == index) continue;
      if (level && token.x1 <= mark.x0) return std::nullopt;
      if (token.baseline > mark.baseline + mark.size &&
          token.text.size() > kLongestMark &&
          token.size * kLargestNote > mark.size) {
        return std::nullopt;
      }
      if (level && token.x0 >= mark.x1 &&
          (!text || token.x0 < tokens_[*text].x0)) {
        text = k;
      }
    }
    return text;
  }

  // The lines of the notes that begin at `starts`, top to bottom.
  std::vector<Note> TakeTexts(std::vector<Start> starts) {
    const double usual = UsualSize(tokens_);
    std::erase_if(starts, [&](const Start& start) {
      return tokens_[start.word].size > kLargestNote * usual;
    });
    std::ranges::sort(starts, {}, [&](const Start& start) {
      return tokens_[start.word].baseline;
    });
    std::vector<Note> notes;
    for (std::size_t s = 0; s < starts.size(); ++s) {
      const Token first = tokens_[starts[s].word];
      const double left = tokens_[starts[s].mark].x0;
      gone_[starts[s].mark] = true;
      double end = first.baseline;  // of the note's last line so far
      const double next = s + 1 < starts.size()
                              ? tokens_[starts[s + 1].word].baseline
                              : first.baseline + 1e6;
      std::vector<std::size_t> lines;
      for (const std::size_t k : Below(first)) {
        const Token& token = tokens_[k];
        if (token.baseline > next - 0.5 * first.size ||
            token.baseline - end > kNextLine * first.size) {
          break;
        }
        if (token.x0 < left - kHanging * first.size || gone_[k]) continue;
        end = std::max(end, token.baseline);
        lines.push_back(k);
      }
      Note note(1);
      note.back().tokens.push_back(tokens_[starts[s].mark]);
      double baseline = first.baseline;
      for (const std::size_t k : lines) {
        gone_[k] = true;
        if (tokens_[k].baseline - baseline > 0.5 * first.size) {
          note.emplace_back();
          baseline = tokens_[k].baseline;
        }
        note.back().tokens.push_back(tokens_[k]);
      }
      for (Segment& line : note) line.Refresh();
      notes.push_back(std::move(note));
    }
    return notes;
  }

  // Words no larger than `first`, from its line on, line by line.
  std::vector<std::size_t> Below(const Token& first) const {
    std::vector<std::size_t> below;
    for (std::size_t k = 0; k < tokens_.size(); ++k) {
      const Token& token = tokens_[k];
      if (token.baseline > first.baseline - 0.3 * first.size &&
          token.size < kLarger * first.size &&
          token.size > kSmaller * first.size) {
        below.push_back(k);
      }
    }
    const auto baseline = [&](std::size_t k) { return tokens_[k].baseline; };
    std::ranges::sort(below, {}, baseline);
    for (auto line = below.begin(); line != below.end();) {
      const double end = baseline(*line) + 0.4 * first.size;
      auto next = std::find_if(
          line, below.end(), [&](std::size_t k) { return baseline(k) > end; });
      std::sort(line, next, [&](std::size_t a, std::size_t b) {
        return tokens_[a].x0 < tokens_[b].x0;
      });
      line = next;
    }
    return below;
  }

  void Compact() {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (gone_[i]) continue;
      if (kept != i) tokens_[kept] = std::move(tokens_[i]);
      ++kept;
    }
    tokens_.resize(kept);
  }

  std::vector<Token>& tokens_;
  std::vector<bool> gone_;
};

bool IsSuperscript(char32_t c) {
  return c == 0xB9 || c == 0xB2 || c == 0xB3 || c == 0x2070 ||
         (c >= 0x2074 && c <= 0x2079);
}

}  // namespace

std::vector<Note> TakeNotes(std::vector<Token>* tokens) {
  return Notes(tokens).Take();
}

void TakeWrittenMark(Token* token) {
  std::string& text = token->text;
  std::vector<std::size_t> at;  // where each code point begins
  for (std::size_t i = 0; i < text.size(); i += LengthAt(text, i)) {
    at.push_back(i);
  }
  std::size_t end = at.size();
  const auto point = [&](std::size_t i) { return CodePointAt(text, at[i]); };
  while (end > 0 && IsSuperscript(point(end - 1))) --end;
  // Several asterisks are no sign of a note but stars.
  if (end == at.size() && end > 1 && point(end - 1) == U'*') --end;
  if (end == at.size() || end < 2) return;
  const char32_t before = point(end - 1);
  const bool starred = point(end) == U'*';
  static constexpr std::u32string_view kClosing = U".)“”\"’»«";
  if (starred && !IsLetter(before) &&
      kClosing.find(before) == std::u32string_view::npos) {
    return;
  }
  if (TakesPower(text.substr(0, at[end]))) return;
  text.resize(at[end]);
  // Of a text; its marks are as long there as here.
  if (token->source_points > at.size() - end) {
    token->source_points -= at.size() - end;
  }
  if (token->edges.size() > end + 1) {
    token->edges.resize(end + 1);
    token->x1 = token->edges.back();
  }
}

}  // namespace bmas::layout
