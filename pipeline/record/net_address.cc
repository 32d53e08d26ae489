#include "pipeline/record/net_address.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "pipeline/base/utf8.h"
#include "pipeline/text/host_name.h"
#include "pipeline/text/names.h"
#include "pipeline/text/normalize.h"

namespace bmas::record {
namespace {

// Words in brackets: "at" stands for "@", or the first one does where no
// bracket says so and none is printed; any other stands for a full stop.
void ResolveBrackets(std::string* address) {
  const std::string folded = FoldCase(*address);
  const bool said = std::ranges::any_of(
      std::array{"(at)", "[at]", "{at}", "(ät)", "[ät]", "{ät}"},
      [&](const char* at) { return folded.find(at) != std::string::npos; });
  for (std::size_t open = address->find_first_of("([{");
       open != std::string::npos; open = address->find_first_of("([{")) {
    const std::size_t close = address->find_first_of(")]}", open);
    if (close == std::string::npos) return;
    const std::string word =
        FoldCase(address->substr(open + 1, close - open - 1));
    const bool at = said ? word == "at" || word == "ät"
                         : address->find('@') == std::string::npos ||
                               address->find('@') > open;
    address->replace(open, close - open + 1, at ? "@" : ".");
  }
}

// Letters of ASCII, as addresses write German ones.
std::string Plain(std::string_view text) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 8>
      kPlain{{{"ä", "ae"},
              {"ö", "oe"},
              {"ü", "ue"},
              {"ß", "ss"},
              {"é", "e"},
              {"è", "e"},
              {"á", "a"},
              {"ø", "o"}}};
  std::string out = FoldCase(text);
  for (const auto& [letter, plain] : kPlain) {
    for (std::size_t at = out.find(letter); at != std::string::npos;
         at = out.find(letter)) {
      out.replace(at, letter.size(), plain);
    }
  }
  return out;
}

}  // namespace

std::string NetAddress(std::string_view printed, bool email) {
  std::string out;
  for (const char c : printed) {
    if (c != ' ' && c != '\n' && c != '\t') out += c;
  }
  if (email) ResolveBrackets(&out);
  const std::size_t scheme = out.find("://");
  const std::size_t host = email                         ? out.find('@') + 1
                           : scheme == std::string::npos ? 0
                                                         : scheme + 3;
  std::size_t end = out.find_first_of("/?#", host);
  if (end == std::string::npos) end = out.size();
  return out.substr(0, host) + HostName(out.substr(host, end - host)) +
         out.substr(end);
}

std::string_view WithoutScheme(std::string_view address) {
  const std::size_t scheme = address.find("://");
  if (scheme != std::string_view::npos) address.remove_prefix(scheme + 3);
  while (address.ends_with('/')) address.remove_suffix(1);
  return address;
}

bool AllCapitalised(std::string_view name) {
  return std::ranges::all_of(SplitWords(name), [](const std::string& word) {
    const std::size_t first = LengthAt(word, 0);
    return first < word.size() && IsUpper(CodePointAt(word, 0)) &&
           !IsUpper(CodePointAt(word, first));
  });
}

bool IsNamesake(std::string_view name, std::string_view email) {
  const std::vector<std::string> words = SplitWords(name);
  if (words.size() < 2 || words.size() > 4) return false;
  const bool capitals = AllCapitalised(name);
  const std::string local = Plain(email.substr(0, email.find_first_of("@([ ")));
  const std::string last = Plain(words.back());
  // Code points; two letters stand in nearly every address.
  constexpr std::size_t kTelling = 3;
  return capitals && CountCodePoints(last) >= kTelling &&
         local.find(last) != std::string::npos;
}

}  // namespace bmas::record
