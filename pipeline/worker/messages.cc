#include "pipeline/worker/messages.h"

#include <algorithm>

#include "pipeline/base/bytes.h"

namespace bmas::worker {

Outline OutlineOf(const record::Release& release) {
  Outline outline;
  outline.date = release.date.text;
  outline.title = release.title.text;
  outline.awards = static_cast<std::uint32_t>(release.awards.size());
  for (const record::Award& award : release.awards) {
    outline.winners += static_cast<std::uint32_t>(award.winners.size());
  }
  outline.contacts = static_cast<std::uint32_t>(release.contacts.size());
  outline.checks_failed = static_cast<std::uint32_t>(
      std::ranges::count(release.checks, "fail", &record::Check::status));
  return outline;
}

std::string JobBytes(const Job& job) {
  ByteWriter out;
  out.PutText(job.document.path);
  out.Put(static_cast<std::uint8_t>(job.document.kind));
  out.PutText(job.document.release_date);
  out.PutText(job.duplicate_of);
  out.Put<std::uint8_t>(job.stored ? 1 : 0);
  out.Put<std::int32_t>(job.stop_before);
  out.PutText(job.stop_why.code);
  out.PutText(job.stop_why.message);
  return out.Take();
}

std::optional<Job> JobFrom(std::string_view bytes) {
  ByteReader in(bytes);
  Job job;
  job.document.path = in.GetText();
  job.document.kind =
      static_cast<archive::DocumentKind>(in.Get<std::uint8_t>());
  job.document.release_date = in.GetText();
  job.duplicate_of = in.GetText();
  job.stored = in.Get<std::uint8_t>() != 0;
  job.stop_before = in.Get<std::int32_t>();
  job.stop_why.code = in.GetText();
  job.stop_why.message = in.GetText();
  if (!in.AtEnd()) return std::nullopt;
  return job;
}

std::string ReplyBytes(const Reply& reply) {
  ByteWriter out;
  out.Put(static_cast<std::uint8_t>(reply.status));
  out.Put<std::uint8_t>(reply.code ? 1 : 0);
  out.Put(static_cast<std::uint8_t>(reply.code.value_or(ErrorCode::kInternal)));
  out.PutText(reply.message);
  out.PutText(reply.sha256);
  out.Put(reply.size_bytes);
  out.Put<std::uint8_t>(reply.stale ? 1 : 0);
  out.PutText(reply.outline.date);
  out.PutText(reply.outline.title);
  out.Put(reply.outline.awards);
  out.Put(reply.outline.winners);
  out.Put(reply.outline.contacts);
  out.Put(reply.outline.checks_failed);
  for (const double seconds : reply.seconds) out.Put(seconds);
  out.PutText(reply.json);
  out.PutText(reply.text);
  out.PutText(reply.reading);
  return out.Take();
}

std::optional<Reply> ReplyFrom(std::string_view bytes) {
  ByteReader in(bytes);
  Reply reply;
  reply.status = static_cast<record::Status>(in.Get<std::uint8_t>());
  const bool failed = in.Get<std::uint8_t>() != 0;
  const auto code = static_cast<ErrorCode>(in.Get<std::uint8_t>());
  if (failed) reply.code = code;
  reply.message = in.GetText();
  reply.sha256 = in.GetText();
  reply.size_bytes = in.Get<std::uint64_t>();
  reply.stale = in.Get<std::uint8_t>() != 0;
  reply.outline.date = in.GetText();
  reply.outline.title = in.GetText();
  reply.outline.awards = in.Get<std::uint32_t>();
  reply.outline.winners = in.Get<std::uint32_t>();
  reply.outline.contacts = in.Get<std::uint32_t>();
  reply.outline.checks_failed = in.Get<std::uint32_t>();
  for (double& seconds : reply.seconds) seconds = in.Get<double>();
  reply.json = in.GetText();
  reply.text = in.GetText();
  reply.reading = in.GetText();
  if (!in.AtEnd() || reply.status > record::Status::kFailed ||
      code > ErrorCode::kInternal) {
    return std::nullopt;
  }
  return reply;
}

}  // namespace bmas::worker
