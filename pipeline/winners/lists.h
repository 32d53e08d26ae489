// Lists of one document: which lines stand together, what leads into them, and
// which give names their ranks.
#pragma once

#include "pipeline/winners/document.h"

namespace bmas::winners {

// Fills begins_with_name, the titles, label, lead, run and result of all facts,
// and Document::results; `listed` and `cues` must be there.
void ReadLists(Document* document);

}  // namespace bmas::winners
