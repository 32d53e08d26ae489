// Enumerations of names: which names stand together ("A aus X, B, Gründerin
// der C, und D (Y)"), and what of the text around each belongs to it.
#pragma once

#include <string_view>
#include <vector>

#include "pipeline/names/phrase.h"
#include "pipeline/names/tokens.h"
#include "pipeline/names/words.h"

namespace bmas::names {

// One name with its tail. Spans are bytes of clean text, empty if not there.
struct Member {
  std::size_t phrase = 0;  // index of the recognised phrase
  Span place;              // town or region behind it
  Span affiliation;        // whose it is, or where the person works
  Span project;            // „…“ behind "für", "mit"
  Span function;           // apposition: "Gründerin der C"
  Span ordinal;            // "2." right before it
  Span bracket;            // what stands in brackets, without them
  Span reason;             // "für …", with the preposition
  bool shared = false;     // place or affiliation are those before it too
  std::size_t end = 0;     // token after the tail
};

struct Group {
  std::vector<Member> members;  // at least one
  // What stands before the first name, from the outside in: token indices,
  // half-open, empty where there is none.
  std::size_t preposition = 0;  // index + 1; 0: none
  std::size_t determiner = 0;   // index + 1; 0: none
  std::size_t head = 0;  // token of the first word that the group swallows
  Span noun;  // the noun right before the first name: role, office, class
  Span span;  // from `head` to the end of the last tail
};

// Groups in the order of the text. Phrases of common nouns, places and bare
// heads stand in groups of their own unless they belong to a neighbour.
std::vector<Group> GroupNames(std::string_view text, const Tokens& tokens,
                              const std::vector<Phrase>& phrases,
                              const Words& words);

}  // namespace bmas::names
