#include "pipeline/text/clean_text_bytes.h"
#include "pipeline/worker/process.h"

namespace bmas::worker {
namespace {

// Changes whenever what follows it does: old bytes are then read anew.
constexpr std::uint8_t kForm = 1;

}  // namespace

std::string ReadingBytes(const Reading& reading) {
  ByteWriter out;
  const record::Record& record = reading.record;
  out.Put(kForm);
  out.PutText(record.facts.sha256);
  out.Put(record.facts.size_bytes);
  out.Put<std::int32_t>(record.facts.pages.value_or(-1));
  out.PutText(record.facts.producer);
  out.Put(static_cast<std::uint8_t>(record.status));
  out.Put<std::uint64_t>(record.diagnostics.size());
  for (const record::Diagnostic& said : record.diagnostics) {
    out.PutText(said.code);
    out.PutText(said.message);
    out.Put<std::int32_t>(said.page);
  }
  out.PutText(reading.created);
  PutCleanText(record.text, &out);
  return out.Take();
}

Result<Reading> ReadingFrom(std::string_view bytes) {
  ByteReader in(bytes);
  Reading reading;
  record::Record& record = reading.record;
  const bool known = in.Get<std::uint8_t>() == kForm;
  record.facts.sha256 = in.GetText();
  record.facts.size_bytes = in.Get<std::uint64_t>();
  const auto pages = in.Get<std::int32_t>();
  if (pages >= 0) record.facts.pages = pages;
  record.facts.producer = in.GetText();
  record.status = static_cast<record::Status>(in.Get<std::uint8_t>());
  const std::size_t said = in.GetCount();
  for (std::size_t i = 0; i < said && in.Good(); ++i) {
    record::Diagnostic& one = record.diagnostics.emplace_back();
    one.code = in.GetText();
    one.message = in.GetText();
    one.page = in.Get<std::int32_t>();
  }
  reading.created = in.GetText();
  record.text = GetCleanText(&in);
  if (!known || !in.AtEnd()) {
    return Fail(ErrorCode::kInternal, "the stored text is not whole");
  }
  return reading;
}

}  // namespace bmas::worker
