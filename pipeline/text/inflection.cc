#include "pipeline/text/inflection.h"

#include <algorithm>
#include <vector>

#include "pipeline/base/utf8.h"
#include "pipeline/text/normalize.h"

namespace bmas {
namespace {

// Code points: what would be left of shorter words ("Ale") fits too many
// others.
constexpr std::size_t kShortestStem = 3;

std::vector<std::string> Words(std::string_view text) {
  std::vector<std::string> words;
  const std::string collapsed = Collapse(text);
  std::size_t begin = 0;
  while (begin < collapsed.size()) {
    const std::size_t end =
        std::min(collapsed.find(' ', begin), collapsed.size());
    words.push_back(collapsed.substr(begin, end - begin));
    begin = end + 1;
  }
  return words;
}

// Bytes of the word without punctuation at its end.
std::size_t WithoutMarks(std::string_view word) {
  std::size_t end = word.size();
  while (end > 0) {
    const std::size_t start = StartBefore(word, end);
    if (IsLetterOrDigit(CodePointAt(word, start))) break;
    end = start;
  }
  return end;
}

// The head a noun ends with ("sozialpreises" -> "preis"), or null.
const std::pair<const std::string, std::string>* HeadOf(
    const std::string& folded, const Lexicon& lexicon) {
  const std::pair<const std::string, std::string>* best = nullptr;
  for (const auto& entry : lexicon.prize_heads) {
    const std::size_t at = folded.rfind(entry.first);
    if (at == std::string::npos) continue;
    const std::string rest = folded.substr(at + entry.first.size());
    const bool ends =
        rest.empty() || std::ranges::find(lexicon.genitive_endings, rest) !=
                            lexicon.genitive_endings.end();
    if (ends && (best == nullptr || entry.first.size() > best->first.size())) {
      best = &entry;
    }
  }
  return best;
}

}  // namespace

std::string Stem(std::string_view word, const Lexicon& lexicon) {
  std::string folded = FoldCase(word);
  // Endings pile up ("Bündnisses", "Preisträgerinnen"): all of them go, so that
  // every form comes down to the same.
  for (;;) {
    std::size_t longest = 0;
    for (const std::string& ending : lexicon.endings) {
      const std::string tail = FoldCase(ending);
      if (folded.ends_with(tail) &&
          CountCodePoints(folded) >= CountCodePoints(tail) + kShortestStem) {
        longest = std::max(longest, tail.size());
      }
    }
    if (longest == 0) {
      // Marks go only where they end no form: "Preisträger(innen)".
      const std::size_t kept = WithoutMarks(folded);
      if (kept == folded.size()) return folded;
      folded.resize(kept);
    } else {
      folded.resize(folded.size() - longest);
    }
  }
}

std::string Stems(std::string_view name, const Lexicon& lexicon) {
  std::string out;
  for (const std::string& word : Words(name)) {
    out += Stem(word, lexicon);
    out += ' ';
  }
  return out;
}

bool SameButForEndings(std::string_view a, std::string_view b,
                       const Lexicon& lexicon) {
  return Stems(a, lexicon) == Stems(b, lexicon);
}

std::string Nominative(std::string_view name, const Lexicon& lexicon) {
  std::vector<std::string> words = Words(name);
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string folded = FoldCase(words[i]);
    const auto* head = HeadOf(folded, lexicon);
    if (head == nullptr) continue;
    const std::size_t end = folded.rfind(head->first) + head->first.size();
    // Folding keeps lengths but for "ß"; then the word is left alone.
    if (folded.size() == words[i].size()) words[i].resize(end);
    if (head->second.empty()) break;  // taken from another language
    for (std::size_t k = 0; k < i; ++k) {
      for (const std::string& ending : lexicon.adjective_endings) {
        if (words[k].size() > ending.size() + kShortestStem &&
            words[k].ends_with(ending)) {
          words[k].resize(words[k].size() - ending.size());
          words[k] += head->second;
          break;
        }
      }
    }
    break;
  }
  std::string out;
  for (const std::string& word : words) {
    if (!out.empty()) out += ' ';
    out += word;
  }
  return out;
}

}  // namespace bmas
