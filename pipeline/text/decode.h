// Bytes of a text file -> UTF-8: what other programs save as text is not always
// that.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pipeline/text/clean_text.h"

namespace bmas {

struct Decoded {
  std::string text;  // well-formed UTF-8
  std::vector<Remark> remarks;
};

// UTF-16 where a byte order mark or its NULs tell it, Windows-1252 where the
// bytes are no UTF-8 (the bytes that it leaves undefined become U+FFFD); both
// with a remark "text-encoding". Bytes in a text that is else UTF-8 become
// U+FFFD, one for each, with a remark "ill-formed-utf8".
Decoded Decode(std::string_view bytes);

// The character that a byte is in Windows-1252; U+FFFD if it is none.
char32_t FromWindows1252(unsigned char byte);

// Its reverse; -1 for what Windows-1252 lacks. Control characters of C1, which
// ISO 8859-1 has there, count as their bytes.
int ToWindows1252(char32_t c);

}  // namespace bmas
