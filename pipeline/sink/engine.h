// What made a record: versions of this program and of the libraries whose
// output a record depends on.
#pragma once

#include <string>

namespace bmas::sink {

std::string EngineVersion();
std::string PopplerVersion();
std::string IcuVersion();

}  // namespace bmas::sink
