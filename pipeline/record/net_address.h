// Addresses of the net, as one would use them.
#pragma once

#include <string>
#include <string_view>

namespace bmas::record {

// A printed e-mail address or URL with blanks and line ends taken out, words
// in brackets resolved ("(at)", "[punkt]") and the host in lower case.
std::string NetAddress(std::string_view printed, bool email);

// What a link's target and its printed form share: no scheme, no last slash.
std::string_view WithoutScheme(std::string_view address);

// Does every word begin with a capital, and go on in small letters?
bool AllCapitalised(std::string_view name);

// Is the last word of the name in the address before its "@"? Umlauts may be
// written out there: "Ida Jürß" and "i.juerss@aue.de".
bool IsNamesake(std::string_view name, std::string_view email);

}  // namespace bmas::record
