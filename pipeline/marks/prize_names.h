// How far the name of a prize reaches: from a noun that names prizes back over
// adjectives and names, on over its theme, its giver and its purpose.
#pragma once

#include <optional>

#include "pipeline/marks/unit.h"

namespace bmas::marks {

// Spans are bytes of clean text.
struct PrizeName {
  Span core;  // "Deutscher Arbeitsschutzpreis", with its theme or motto
  Span full;  // "… der Stadt Aue", "… für gute Nachbarn"
  // No name yet: "Preis", "Sonderpreis", "Urkunde".
  bool part = false;
  // The noun is a compound ("Lesepreis"), or a name stands before it.
  bool known = false;
  // Behind the first such noun stood the prize it is one of.
  bool larger = false;
};

// The name whose noun is the first one in `within` that names prizes; nothing
// if there is none.
std::optional<PrizeName> PrizeNameIn(const Unit& unit, const Span& within,
                                     const names::Words& words);

}  // namespace bmas::marks
