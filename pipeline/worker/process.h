// One document -> its record: the pure functions that every command and every
// worker process call.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "pipeline/archive/inputs.h"
#include "pipeline/pdf/pdf.h"
#include "pipeline/record/record.h"
#include "pipeline/rules/ruleset.h"

namespace bmas::worker {

struct Document {
  std::string path;  // printable
  archive::DocumentKind kind = archive::DocumentKind::kPdf;
  std::string release_date;  // ISO, where the text prints none; "" if unknown
};

// What reading gives before any rule is applied; all that a changed rule needs.
struct Reading {
  record::Record record;  // without release
  std::string created;    // creation date of the file's metadata, "" if none
};

// Where a document is; whoever waits for it may want to know.
enum class Stage : std::uint8_t { kOpening, kPages, kLayout, kRules, kWriting };
const char* Name(Stage stage);

// Told of each stage as it begins, with the page in kPages.
using OnStage = std::function<void(Stage stage, int page)>;

// Reading and rules by themselves; Process is one after the other.
// None throws: whatever goes wrong is in the record.
Reading ReadDocument(const Document& document, std::string_view bytes,
                     const Lexicon& lexicon, const pdf::Limits& limits,
                     const OnStage& on_stage);
record::Record ApplyRules(Reading reading, const rules::RuleSet& rules,
                          const std::string& release_date);

// A reading as bytes, for the ledger. Getting it back fails if they are not
// whole.
std::string ReadingBytes(const Reading& reading);
Result<Reading> ReadingFrom(std::string_view bytes);

record::Record Process(const Document& document, std::string_view bytes,
                       const rules::RuleSet& rules, const pdf::Limits& limits);

// The record without what rules find: facts, diagnostics and clean text.
record::Record ReadOnly(const Document& document, std::string_view bytes,
                        const Lexicon& lexicon, const pdf::Limits& limits);

// The record of a document that could not even be read.
record::Record FailedRecord(const Document& document, const Error& error);

}  // namespace bmas::worker
