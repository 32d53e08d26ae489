// Names in a stretch of text: every capitalised noun phrase, typed.
#pragma once

#include <string_view>
#include <vector>

#include "pipeline/names/phrase.h"
#include "pipeline/names/tokens.h"
#include "pipeline/names/words.h"

namespace bmas::names {

// The phrases of the tokens, in their order; none overlap. `text` is the clean
// text that the tokens' spans are of.
// `listed`: an item or line, whose first word has a capital of its own.
std::vector<Phrase> Recognise(std::string_view text, const Tokens& tokens,
                              bool listed, const Words& words);

// The person that begins at a token, if one does.
bool PersonAt(const Tokens& tokens, std::size_t at, const Words& words,
              Phrase* out);

// Two or more letters, none of them small.
bool AllCapitals(std::string_view word);

// Does somebody with a known forename begin there?
bool SurePerson(const Tokens& tokens, std::size_t at, const Words& words);

// "KERN, Ida (Aue)": a surname, in capitals or a likely one, a comma and
// forenames, alone between the ends of a line, cell or item. Its name is the
// forenames, `shared` the surname.
bool SurnameFirst(const Tokens& tokens, std::size_t at, const Words& words,
                  Phrase* out);

// Of the capitalised words [at, end): the token after the noun for what
// somebody does, if two or more words of no dictionary follow; else `at`.
std::size_t OccupationEnd(const Tokens& tokens, std::size_t at, std::size_t end,
                          const Words& words);

// The token after the institution's name that begins at `at` and ends in a
// legal form; `at` if there is none.
std::size_t LegalNameEnd(const Tokens& tokens, std::size_t at,
                         const Words& words);

// Where the name in the tokens [at, end) begins, behind nouns that introduce it
// ("Firma Kern GmbH") and small words; `end` if it is none. `listed` as above.
std::size_t LegalNameBegin(const Tokens& tokens, std::size_t at,
                           std::size_t end, bool listed, const Words& words);

// The token after a name whose head noun is the token before `at`; `specific`
// tells whether something beside the head was found.
std::size_t ExtendName(const Tokens& tokens, std::size_t at, const Words& words,
                       bool* specific);

// "Bad Aue am Deich": the token behind the longest run from `i` that is a
// place; `i` if none begins there.
std::size_t PlaceEnd(std::string_view text, const Tokens& tokens, std::size_t i,
                     const Words& words);

// "am Rhein", "an der Ruhr" behind a town that the lists know without its
// river: the token behind; `k` if no such words stand there.
std::size_t RiverEnd(const Tokens& tokens, std::size_t k, const Words& words);

// "Klasse 6c der Aueschule": the token behind; `at` if no such name begins
// there.
std::size_t NumberedTeamEnd(const Tokens& tokens, std::size_t at,
                            const Words& words);

// "Kern GmbH – Werk Aue": the token after what a dash adds to an institution's
// name that ends before `at`; `at` if it adds nothing.
std::size_t DashEnd(const Tokens& tokens, std::size_t at, const Words& words);

// Capitals, digits or marks inside the word, as names of firms and teams have.
bool OddWord(const Token& token, const Words& words);

}  // namespace bmas::names
