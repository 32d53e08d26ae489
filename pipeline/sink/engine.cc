#include "pipeline/sink/engine.h"

#include "pipeline/pdf/pdf.h"
#include "pipeline/text/normalize.h"

namespace bmas::sink {

std::string EngineVersion() { return BMAS_VERSION; }
std::string PopplerVersion() { return pdf::LibraryVersion(); }
std::string IcuVersion() { return UnicodeLibraryVersion(); }

}  // namespace bmas::sink
