// What the ledger, the plan and stored readings are made of.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pipeline/archive/compress.h"
#include "pipeline/archive/ledger.h"
#include "pipeline/archive/plan.h"
#include "pipeline/base/bytes.h"
#include "pipeline/base/sha256.h"
#include "pipeline/batch/gates.h"
#include "pipeline/sink/json_object.h"
#include "pipeline/text/clean_text_bytes.h"
#include "pipeline/worker/process.h"
#include "tests/pdf_builder.h"

namespace bmas {
namespace {

using archive::Entry;
using archive::Reason;

TEST(Bytes, ComeBackAsTheyWere) {
  ByteWriter out;
  out.Put<std::int32_t>(-7);
  out.PutText("für");
  out.PutAll(std::vector<float>{1.5F, -2});
  out.Put(0.25);
  const std::string bytes = out.Take();
  ByteReader in(bytes);
  EXPECT_EQ(in.Get<std::int32_t>(), -7);
  EXPECT_EQ(in.GetText(), "für");
  EXPECT_THAT(in.GetAll<float>(), testing::ElementsAre(1.5F, -2));
  EXPECT_EQ(in.Get<double>(), 0.25);
  EXPECT_TRUE(in.AtEnd());
}

TEST(Bytes, ThatClaimTooMuchAreRefused) {
  ByteWriter out;
  out.Put<std::uint64_t>(~std::uint64_t{0});
  const std::string bytes = out.Take() + "abc";
  for (int kind = 0; kind < 3; ++kind) {
    ByteReader in(bytes);
    if (kind == 0) in.GetText();
    if (kind == 1) in.GetAll<double>();
    if (kind == 2) in.GetCount();
    EXPECT_FALSE(in.Good()) << kind;
    EXPECT_EQ(in.Get<int>(), 0);
  }
}

TEST(Compressed, ComesBackOrIsRefused) {
  const std::string text(10000, 'x');
  const std::string frame = archive::Compress(text);
  EXPECT_LT(frame.size(), 100U);
  EXPECT_EQ(archive::Decompress(frame, 10000).value(), text);
  EXPECT_FALSE(archive::Decompress(frame, 9999));
  EXPECT_FALSE(archive::Decompress(frame.substr(0, frame.size() - 1), 10000));
  EXPECT_FALSE(archive::Decompress("no frame", 10000));
}

TEST(Sha256Stream, OfPiecesIsThatOfTheWhole) {
  Sha256Stream stream;
  stream.Add("a");
  stream.Add("");
  stream.Add("bc");
  // FIPS 180-4, example of one block.
  EXPECT_EQ(stream.Hex(),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Reading, ComesBackAsItWas) {
  const std::string bytes = PdfBuilder().Build(
      {{PdfBuilder::Show(1, 12, 72, 700, "Berlin, 14. Juni 2017")}});
  const worker::Document document{"in/a.pdf", archive::DocumentKind::kPdf, {}};
  const worker::Reading reading = worker::ReadDocument(
      document, bytes, Lexicon{}, {}, [](worker::Stage, int) {});
  ASSERT_EQ(reading.record.status, record::Status::kOk);
  const std::string stored = worker::ReadingBytes(reading);
  const auto back = worker::ReadingFrom(stored);
  ASSERT_TRUE(back);
  EXPECT_EQ(worker::ReadingBytes(*back), stored);
  const CleanText& text = back->record.text;
  EXPECT_EQ(text.Text(), reading.record.text.Text());
  const Span all{0, text.Text().size()};
  EXPECT_EQ(text.Boxes(all), reading.record.text.Boxes(all));
  EXPECT_EQ(back->record.facts.sha256, Sha256(bytes));
  EXPECT_EQ(back->record.facts.pages, 1);
}

TEST(Reading, CutOffAnywhereIsRefused) {
  worker::Reading reading;
  reading.record.facts.sha256 = "abc";
  reading.record.diagnostics.push_back({"repaired", "mended", 0});
  const std::string stored = worker::ReadingBytes(reading);
  ASSERT_TRUE(worker::ReadingFrom(stored));
  for (std::size_t size = 0; size < stored.size(); ++size) {
    EXPECT_FALSE(worker::ReadingFrom(stored.substr(0, size))) << size;
  }
  EXPECT_FALSE(worker::ReadingFrom(stored + "x"));
}

TEST(Reason, OfAnEntryWhoseContentIsAsItWas) {
  const archive::Reader reader{"e", "l", "r", "s"};
  const auto entry = [](const char* status, const char* code, int strikes) {
    Entry out;
    out.engine = "e";
    out.limits = "l";
    out.rules = "r";
    out.status = status;
    out.code = code;
    out.strikes = strikes;
    return out;
  };
  const auto with = [&](Entry out, auto change) {
    change(&out);
    return archive::ReasonOf(out, reader);
  };
  const auto other_engine = [](Entry* e) { e->engine = "x"; };
  const auto other_limits = [](Entry* e) { e->limits = "x"; };
  const auto other_rules = [](Entry* e) { e->rules = "x"; };
  const auto asked = [](Entry* e) { e->retry = true; };
  const auto nothing = [](Entry*) {};
  const Entry ok = entry("ok", "", 0);
  EXPECT_EQ(with(ok, nothing), Reason::kUnchanged);
  EXPECT_EQ(with(ok, other_engine), Reason::kEngine);
  EXPECT_EQ(with(ok, other_limits), Reason::kUnchanged);
  EXPECT_EQ(with(ok, other_rules), Reason::kRules);
  EXPECT_EQ(with(ok, asked), Reason::kRetry);
  const Entry poison = entry("failed", "crashed", 2);
  EXPECT_EQ(with(poison, nothing), Reason::kPoison);
  EXPECT_EQ(with(poison, other_rules), Reason::kPoison);
  EXPECT_EQ(with(poison, other_limits), Reason::kEngine);
  EXPECT_EQ(with(poison, asked), Reason::kRetry);
  const Entry damaged = entry("failed", "damaged", 0);
  EXPECT_EQ(with(damaged, other_rules), Reason::kUnchanged);
  EXPECT_EQ(with(damaged, other_limits), Reason::kUnchanged);
  EXPECT_EQ(with(damaged, other_engine), Reason::kEngine);
  const Entry cut = entry("partial", "limit", 0);
  EXPECT_EQ(with(cut, other_rules), Reason::kRules);
  EXPECT_EQ(with(cut, other_limits), Reason::kEngine);
}

TEST(Reason, NamesAreTheVocabulary) {
  std::vector<std::string> names;
  for (int i = 0; i < archive::kReasons; ++i) {
    names.emplace_back(archive::Name(static_cast<Reason>(i)));
  }
  EXPECT_THAT(names,
              testing::ElementsAre("new", "changed", "moved", "rules", "engine",
                                   "retry", "unchanged", "duplicate", "poison",
                                   "waiting", "gone"));
}

TEST(Ledger, GivesBackWhatItWasGiven) {
  auto ledger = archive::Ledger::Open(":memory:", store::OpenMode::kReadWrite);
  ASSERT_TRUE(ledger);
  Entry entry;
  entry.path = "in/\xFC\n.pdf";  // bytes, not UTF-8
  entry.state = {5, -1, ~std::uint64_t{0}};
  entry.content = archive::ContentKey("ab", archive::DocumentKind::kText);
  entry.status = "failed";
  entry.message = "läuft";
  entry.retry = true;
  ASSERT_TRUE(ledger->Put(entry));
  const auto found = ledger->Find(entry.path);
  ASSERT_TRUE(found && *found);
  EXPECT_EQ((*found)->state, entry.state);
  EXPECT_EQ((*found)->message, entry.message);
  EXPECT_TRUE((*found)->retry);
  EXPECT_EQ(archive::Sha256Of((*found)->content), "ab");
  EXPECT_EQ(ledger->WithContent(entry.content).value().size(), 1U);

  ASSERT_TRUE(
      ledger->PutReading(entry.content, "reader", std::string("a\0b", 3)));
  EXPECT_EQ(ledger->Reading(entry.content, "reader").value().size(), 3U);
  EXPECT_EQ(ledger->Reading(entry.content, "other").value(), "");
  ASSERT_TRUE(ledger->DropReading(entry.content));  // somebody has it
  EXPECT_NE(ledger->Reading(entry.content, "reader").value(), "");
  ASSERT_TRUE(ledger->Delete(entry.path));
  ASSERT_TRUE(ledger->DropReading(entry.content));
  EXPECT_EQ(ledger->Reading(entry.content, "reader").value(), "");
}

TEST(Gates, BoundsCountOnlyWithEnoughDocuments) {
  batch::Gates gates;
  gates.winners = {0.5, 2.0, 10};
  batch::Tally tally;
  tally.award_releases = 10;
  tally.winners = 4;
  archive::Past past;
  past.award_releases = 100;
  past.winners = 100;
  EXPECT_THAT(batch::FailedGates(gates, tally, past),
              testing::ElementsAre(
                  "winners per award release, in proportion to the past (1): "
                  "expected at least 0.5, found 0.4 (4 of 10)"));
  tally.winners = 10;
  EXPECT_THAT(batch::FailedGates(gates, tally, past), testing::IsEmpty());
  tally.award_releases = 9;
  tally.winners = 0;
  EXPECT_THAT(batch::FailedGates(gates, tally, past), testing::IsEmpty());
  tally.award_releases = 10;
  EXPECT_THAT(batch::FailedGates(gates, tally, {}), testing::IsEmpty());
}

TEST(FirstDifference, LooksOnlyAtWhatIsExpected) {
  const char* actual = R"({"a": 1, "b": [{"c": "x", "d": 2}], "e": null})";
  EXPECT_EQ(sink::FirstDifference(R"({"b": [{"c": "x"}], "e": null})", actual),
            "");
  EXPECT_EQ(sink::FirstDifference(R"({"b": [{"c": "y"}]})", actual),
            "/b/0/c: expected \"y\", found \"x\"");
  EXPECT_EQ(sink::FirstDifference(R"({"b": []})", actual),
            "/b: expected [], found [{\"c\":\"x\",\"d\":2}]");
  EXPECT_EQ(sink::FirstDifference(R"({"f": 1})", actual), "/f: is not there");
  EXPECT_EQ(sink::FirstDifference("{", actual),
            "the expected record is no JSON");
}

// The kernel's own files have no size before they are read.
TEST(Hash, OfAFileThatChangesSaysSo) {
  const char* path = "/proc/self/status";
  const auto file = OpenFile(path);
  ASSERT_TRUE(file.has_value());
  const auto hash = archive::HashOpenFile(file->Get(), path);
  ASSERT_FALSE(hash.has_value());
  EXPECT_EQ(hash.error().cause, Cause::kChanging);
  EXPECT_EQ(archive::HashOpenFile(-1, path).error().cause, Cause::kOther);
}

}  // namespace
}  // namespace bmas
