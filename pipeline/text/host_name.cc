#include "pipeline/text/host_name.h"

#include <unicode/bytestream.h>
#include <unicode/casemap.h>
#include <unicode/idna.h>

#include <memory>

namespace bmas {
namespace {

// "ß" is a letter of its own; transitional tables take it for "ss".
const icu::IDNA& Idna() {
  static const std::unique_ptr<const icu::IDNA> kIdna = [] {
    UErrorCode code = U_ZERO_ERROR;
    return std::unique_ptr<const icu::IDNA>(icu::IDNA::createUTS46Instance(
        UIDNA_NONTRANSITIONAL_TO_ASCII | UIDNA_NONTRANSITIONAL_TO_UNICODE |
            UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ,
        code));
  }();
  return *kIdna;
}

}  // namespace

std::string HostName(std::string_view printed) {
  std::string out;
  icu::StringByteSink<std::string> sink(&out);
  icu::IDNAInfo info;
  UErrorCode code = U_ZERO_ERROR;
  const icu::StringPiece name(printed.data(),
                              static_cast<int32_t>(printed.size()));
  Idna().nameToUnicodeUTF8(name, sink, info, code);
  if (U_SUCCESS(code) != 0 && !info.hasErrors()) return out;
  out.clear();
  code = U_ZERO_ERROR;
  icu::CaseMap::utf8ToLower("", 0, name, sink, nullptr, code);
  return U_SUCCESS(code) != 0 ? out : std::string(printed);
}

}  // namespace bmas
