// Record -> JSON. Every key is always there, in one order; null or [] where
// the document says nothing. Example (schema_version 2.0, shortened):
//
// { "schema_version": "2.0",
//   "document": { "path": "releases/pm.pdf", "sha256": "…", "size_bytes": 1,
//                 "pages": 2, "producer": null, "duplicate_of": null },
//   "status": "ok", "error": null,
//   "release": { "issuer": null, "number": "40/2016", "title": "…", …,
//                "announces": "winners" },
//   "awards": [ { "key": "innovativ-netzwerk", "name": "…", "year": 2017,
//     "year_inferred": false, "date": "2017-06-14", "prize_money": null,
//     "winners": [ { "name": "…", "kind": "person", "title": "Dr.", …,
//       "rank": { "number": 1, "text": "1. Preis" }, …, "prize_money": {
//         "text": "2.500 Euro", "amount": 2500, "currency": "EUR" },
//       "confidence": 0.99 } ],
//     "others": [ { "name": "…", "role": "juror" } ] } ],
//   "announced": [ { "count": 5, "noun": "…", "text": "…", "awards": [0] } ],
//   "dates": [ { "text": "14. Juni 2017", "iso": "2017-06-14", … } ],
//   "contacts": [ … ], "links": [ { "url": "…", "text": "…" } ], "checks": [ …
//   ], "residue": [ … ], "diagnostics": [ { "code": "repaired", "message": "…",
//   "page": null } ], "evidence": [ { "at": "/awards/0/name", "rule": "…",
//   "rule_version": "…",
//     "span": [10, 31], "source_span": [12, 33], "boxes": [ { "page": 1,
//     "x": 71.0, "y": 120.5, "width": 80.2, "height": 11.0 } ] } ],
//   "engine": { "version": "0.1.0", "poppler": "22.12.0", "icu": "72.1" } }
//
// Spans count Unicode code points of the clean text, end exclusive;
// source_span those of the input and is there for text input only. Boxes are
// PDF points, origin top left, rounded to a tenth. The evidence of a rank, of
// prize money, of a phone and of a link points to the object. `path` is null
// for a text that came in no file.
#pragma once

#include <string>

#include "pipeline/record/record.h"
#include "pipeline/rules/ruleset.h"

namespace bmas::sink {

enum class JsonForm { kIndented, kLine };

// Ends with a newline. The same record gives the same bytes. `id`: JSON, given
// back under this key after schema_version; no key if it is empty.
std::string ToJson(const record::Record& record, const rules::RuleSet& rules,
                   JsonForm form, const std::string& id = "");

// A record that ToJson indented, as it gives it in kLine with this id.
std::string OnOneLine(const std::string& json, const std::string& id);

}  // namespace bmas::sink
