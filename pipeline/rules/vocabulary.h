// The closed lists of words that rule files may use as values.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bmas::rules {

// Where a pattern is matched. Narrower ones come first: of two rules on the
// same text the narrower place wins.
enum class PlaceKind {
  kItem,    // an item of a list; inside a section each of its lines
  kRow,     // a row of a table, cells parted by tabs
  kLabel,   // the value that belongs to a label
  kLine,    // a line that its author ended; a paragraph is one line
  kClause,  // part of a sentence between semicolons
  kSentence,
  kHeading,
  kParagraph,  // a block of running text
  kBlock,      // any block, its lines parted by newlines
  kLink,       // the target of a link; values stand where its words do
};
inline constexpr int kPlaceKinds = 10;

const char* Name(PlaceKind kind);
std::optional<PlaceKind> PlaceKindOf(std::string_view name);
std::vector<std::string> PlaceKindNames();

// What a rule may yield, and the fields (named groups) each kind has.
const std::map<std::string, std::vector<std::string>>& YieldFields();

// The values that a constant may have, null if any may: of a field of a kind
// of mention, or of "section", which hands constants on.
const std::vector<std::string>* ConstantsOf(const std::string& kind,
                                            const std::string& field);

// How a field's text may be read further.
const std::vector<std::string>& ParserNames();

// What a captured value may be asked to look like.
const std::vector<std::string>& LikenessNames();

// What may end a section.
const std::vector<std::string>& UntilNames();

// What of the text a veto may cover.
const std::vector<std::string>& CoverNames();

}  // namespace bmas::rules
