// The prizes a release speaks of: each under one name, with its year and the
// places where it stands.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "pipeline/record/context.h"
#include "pipeline/record/winners.h"

namespace bmas::record {

// A prize as the text names it here and there.
struct Prize {
  Value name, year;
  std::vector<std::string> stems;  // of its longest form's words
  std::vector<Span> places;
  std::vector<std::pair<Value, int>> forms;  // how often each form was found
  // One among the prizes of a larger one: "Publikumspreis", "Kita des Jahres".
  bool part = false;
};

class Prizes {
 public:
  // Reads what rules found. `context` must outlive it.
  explicit Prizes(const Context& context);

  bool Empty() const { return prizes_.empty(); }
  const Prize& operator[](std::size_t i) const { return prizes_[i]; }

  // The prize of that name, which is a new one if no other agrees in name and
  // year; nothing if that is no name.
  std::optional<std::size_t> Add(Value name, Value year, bool part);

  // The form that stands for all, in the nominative; `winners`: of the prize.
  Value NameOf(std::size_t prize, const std::vector<Winner>& winners) const;

  // The prize named in `within`, nearest before `at` or else after it.
  std::optional<std::size_t> NearestIn(const Span& within,
                                       const Span& at) const;
  // The one in `within` that the release speaks of most.
  std::optional<std::size_t> MostNamedIn(const Span& within) const;
  // The one whose name is a line of its own right above the block.
  std::optional<std::size_t> HeadedBy(std::size_t block) const;
  // The one that shares a stem with the noun; with the longest word of a line.
  std::optional<std::size_t> ByStem(std::string_view noun) const;
  std::optional<std::size_t> ByStems(const Span& line) const;
  // The one that the release speaks of most; of those spoken of equally often
  // the one named last before `at`, else the first.
  std::size_t Main(std::size_t at) const;
  // The larger prize that a part belongs to, if one is named.
  std::optional<std::size_t> WholeOf(std::size_t part) const;
  // Is what the name says a prize, or part of a prize's name?
  bool Names(const Value& name) const;

 private:
  const Lexicon& Words() const { return context_.Words(); }
  void ReadMentions();
  void ReadCues();
  // No name: "Preis", "Der Preis".
  bool IsBare(std::string_view name) const;
  // "Kita des Jahres": one of those that a larger prize consists of.
  bool OfMany(const std::string& name) const;
  bool Plain(std::string_view text) const;
  void Refine(Value* name, Value* year, bool* part) const;
  void AddForm(const Value& name, int weight, Prize* prize) const;
  const std::pair<Value, int>& BestForm(
      const Prize& prize, const std::vector<Winner>& winners) const;
  Value WithoutPerson(const Value& name) const;

  const Context& context_;
  std::vector<Prize> prizes_;
};

// Do a word and a name share a stem? The head of a compound counts:
// "Koordinatorinnen" are "Netzwerkkoordinatoren".
bool SharesStem(std::string_view noun, std::string_view name,
                const Lexicon& lexicon);

}  // namespace bmas::record
