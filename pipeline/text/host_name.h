// Names of hosts on the net as one would use them (UTS #46).
#pragma once

#include <string>
#include <string_view>

namespace bmas {

// Lower case, umlauts and "ß" in letters: "WWW.Weiß-Grün.DE" is
// "www.weiß-grün.de", and so is "www.xn--wei-grn-2va8x.de". What is no host's
// name comes back in lower case.
std::string HostName(std::string_view printed);

}  // namespace bmas
