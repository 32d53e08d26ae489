#include "pipeline/worker/process.h"

#include <exception>

#include "pipeline/base/sha256.h"
#include "pipeline/base/utf8.h"
#include "pipeline/layout/layout.h"
#include "pipeline/record/build.h"
#include "pipeline/text/decode.h"
#include "pipeline/worker/hooks.h"

namespace bmas::worker {
namespace {

using record::Record;
using record::Status;

void Failed(const Error& error, Record* record) {
  record->status = Status::kFailed;
  record->error = error;
}

// Text that was extracted before. A byte order mark stays, so that code points
// are those of the input; it goes with the other characters of no width.
void ReadText(std::string_view bytes, const Lexicon& lexicon, Record* record) {
  Decoded decoded = Decode(bytes);
  record->text = layout::FromText(decoded.text, lexicon);
  record->text.remarks.insert(record->text.remarks.begin(),
                              decoded.remarks.begin(), decoded.remarks.end());
}

// What was odd about the text goes on record; what cannot be read is no whole.
void TakeRemarks(Record* record) {
  for (Remark& said : record->text.remarks) {
    if (said.code == "garbled-text") record->status = Status::kPartial;
    record->diagnostics.push_back(
        {std::move(said.code), std::move(said.message), said.page});
  }
  record->text.remarks.clear();
}

void ReadPdf(std::string_view bytes, const Lexicon& lexicon, pdf::Limits limits,
             const OnStage& on_stage, Record* record, std::string* created) {
  limits.on_page = [&](int page) { on_stage(Stage::kPages, page); };
  Result<pdf::Document> read = pdf::Read(bytes, limits);
  if (!read) {
    Failed(read.error(), record);
    return;
  }
  record->facts.pages = read->page_count;
  record->facts.producer = read->producer;
  *created = read->created;
  for (pdf::Diagnostic& said : read->diagnostics) {
    record->diagnostics.push_back(
        {std::move(said.code), std::move(said.message), said.page});
  }
  bool any = false;
  for (const pdf::Page& page : read->pages) any = any || !page.words.empty();
  for (std::size_t i = 0; i < read->pages.size() && any; ++i) {
    if (read->pages[i].words.empty()) {
      record->diagnostics.push_back({"page-without-text",
                                     "the page has no text",
                                     static_cast<int>(i) + 1});
    }
  }
  if (!read->complete) record->status = Status::kPartial;
  on_stage(Stage::kLayout, 0);
  record->text = layout::FromPdf(*read, lexicon);
}

// Everything but the rules. `created`: the file's creation date.
void Read(const Document& document, std::string_view bytes,
          const Lexicon& lexicon, const pdf::Limits& limits,
          const OnStage& on_stage, Record* record, std::string* created) {
  record->facts.path = document.path;
  record->facts.sha256 = Sha256(bytes);
  record->facts.size_bytes = bytes.size();
  if (bytes.empty()) {
    Failed({document.kind == archive::DocumentKind::kPdf ? ErrorCode::kDamaged
                                                         : ErrorCode::kNoText,
            "is empty",
            {}},
           record);
    return;
  }
  if (document.kind == archive::DocumentKind::kPdf) {
    ReadPdf(bytes, lexicon, limits, on_stage, record, created);
  } else {
    on_stage(Stage::kLayout, 0);
    ReadText(bytes, lexicon, record);
  }
  TakeRemarks(record);
  const bool blank =
      record->text.Text().find_first_not_of(" \n\t") == std::string::npos;
  if (record->status != Status::kFailed && blank) {
    Failed({ErrorCode::kNoText, "has no text on any page", {}}, record);
  }
}

// What a library throws ends this document, not the run.
template <class Work>
void Guarded(Record* record, const Work& work) {
  try {
    work();
  } catch (const std::exception& error) {
    record->release = {};
    record->text = {};
    std::size_t replaced = 0;
    Failed({ErrorCode::kInternal, Repair(error.what(), &replaced), {}}, record);
  }
}

}  // namespace

const char* Name(Stage stage) {
  switch (stage) {
    case Stage::kOpening:
      return "opening";
    case Stage::kPages:
      return "pages";
    case Stage::kLayout:
      return "layout";
    case Stage::kRules:
      return "rules";
    case Stage::kWriting:
      return "writing";
  }
  return "opening";
}

Record FailedRecord(const Document& document, const Error& error) {
  Record record;
  record.facts.path = document.path;
  Failed(error, &record);
  return record;
}

Reading ReadDocument(const Document& document, std::string_view bytes,
                     const Lexicon& lexicon, const pdf::Limits& limits,
                     const OnStage& on_stage) {
  Reading reading;
  Guarded(&reading.record, [&] {
    if (hooks.before_reading != nullptr) hooks.before_reading(bytes);
    Read(document, bytes, lexicon, limits, on_stage, &reading.record,
         &reading.created);
  });
  return reading;
}

Record ApplyRules(Reading reading, const rules::RuleSet& rules,
                  const std::string& release_date) {
  Record& record = reading.record;
  if (record.status != Status::kFailed) {
    Guarded(&record, [&] {
      record.release =
          record::Build(record.text, rules, {reading.created, release_date});
    });
  }
  return std::move(record);
}

Record ReadOnly(const Document& document, std::string_view bytes,
                const Lexicon& lexicon, const pdf::Limits& limits) {
  return ReadDocument(document, bytes, lexicon, limits, [](Stage, int) {})
      .record;
}

Record Process(const Document& document, std::string_view bytes,
               const rules::RuleSet& rules, const pdf::Limits& limits) {
  return ApplyRules(
      ReadDocument(document, bytes, rules.lexicon, limits, [](Stage, int) {}),
      rules, document.release_date);
}

}  // namespace bmas::worker
