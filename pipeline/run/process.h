// One document -> its record: the pure function that every command, and later
// every worker process, calls.
#pragma once

#include <string>
#include <string_view>

#include "pipeline/archive/inputs.h"
#include "pipeline/pdf/pdf.h"
#include "pipeline/record/record.h"
#include "pipeline/rules/ruleset.h"

namespace bmas::run {

struct Document {
  std::string path;  // printable
  archive::DocumentKind kind = archive::DocumentKind::kPdf;
  std::string release_date;  // ISO, where the text prints none; "" if unknown
};

// Never throws: whatever goes wrong is in the record.
record::Record Process(const Document& document, std::string_view bytes,
                       const rules::RuleSet& rules, const pdf::Limits& limits);

// The record without what rules find: facts, diagnostics and clean text.
record::Record ReadOnly(const Document& document, std::string_view bytes,
                        const Lexicon& lexicon, const pdf::Limits& limits);

// The record of a document that could not even be read.
record::Record FailedRecord(const Document& document, const Error& error);

}  // namespace bmas::run
