// Pages whose text runs sideways or upside down.
#pragma once

#include "pipeline/pdf/pdf.h"

namespace bmas::pdf {

// Turns the page so that most of its letters stand upright, with all that is
// on it. True if it was turned: its places are then those of the turned page.
bool TurnUpright(Page* page);

}  // namespace bmas::pdf
