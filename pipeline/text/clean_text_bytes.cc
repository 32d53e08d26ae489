#include "pipeline/text/clean_text_bytes.h"

namespace bmas {
namespace {

template <class Unit>
void PutSpan(const BasicSpan<Unit>& span, ByteWriter* out) {
  out->Put<std::uint64_t>(span.begin);
  out->Put<std::uint64_t>(span.end);
}

template <class Unit>
void GetSpan(ByteReader* in, BasicSpan<Unit>* span) {
  span->begin = in->Get<std::uint64_t>();
  span->end = in->Get<std::uint64_t>();
}

template <class T, class Put>
void PutEach(const std::vector<T>& values, ByteWriter* out, const Put& put) {
  out->Put<std::uint64_t>(values.size());
  for (const T& value : values) put(value);
}

template <class T, class Get>
void GetEach(ByteReader* in, std::vector<T>* values, const Get& get) {
  const std::size_t count = in->GetCount();
  for (std::size_t i = 0; i < count && in->Good(); ++i) {
    get(&values->emplace_back());
  }
}

}  // namespace

// Reaches the parts of the map that nobody else needs to see.
class CleanTextBytes {
 public:
  static void Put(const CleanText& text, ByteWriter* out) {
    out->PutText(text.text_);
    out->Put<std::uint8_t>(text.has_boxes ? 1 : 0);
    PutEach(text.blocks, out, [&](const TextBlock& block) {
      out->Put(static_cast<std::uint8_t>(block.kind));
      PutSpan(block.span, out);
      PutEach(block.lines, out, [&](const TextLine& line) {
        PutSpan(line.span, out);
        PutEach(line.cells, out, [&](const Span& cell) { PutSpan(cell, out); });
      });
      out->Put<std::int32_t>(block.page);
      out->Put(block.size);
      out->Put<std::uint8_t>(block.masthead ? 1 : 0);
    });
    PutEach(text.furniture, out, [&](const Furniture& furniture) {
      out->PutText(furniture.text);
      out->Put<std::int32_t>(furniture.page);
    });
    PutEach(text.links, out, [&](const LinkedSpan& link) {
      PutSpan(link.span, out);
      out->PutText(link.uri);
    });
    PutEach(text.runs_, out, [&](const CleanText::Run& run) {
      PutSpan(run.clean, out);
      PutSpan(run.source, out);
      out->Put<std::uint8_t>(run.exact ? 1 : 0);
    });
    PutEach(text.words_, out, [&](const PlacedWord& word) {
      PutSpan(word.source, out);
      out->Put<std::int32_t>(word.page);
      out->Put(word.line);
      out->Put(word.y0);
      out->Put(word.y1);
      out->PutAll(word.edges);
    });
  }

  static CleanText Get(ByteReader* in) {
    CleanText text;
    text.text_ = in->GetText();
    text.has_boxes = in->Get<std::uint8_t>() != 0;
    GetEach(in, &text.blocks, [&](TextBlock* block) {
      block->kind = static_cast<BlockKind>(in->Get<std::uint8_t>());
      GetSpan(in, &block->span);
      GetEach(in, &block->lines, [&](TextLine* line) {
        GetSpan(in, &line->span);
        GetEach(in, &line->cells, [&](Span* cell) { GetSpan(in, cell); });
      });
      block->page = in->Get<std::int32_t>();
      block->size = in->Get<double>();
      block->masthead = in->Get<std::uint8_t>() != 0;
    });
    GetEach(in, &text.furniture, [&](Furniture* furniture) {
      furniture->text = in->GetText();
      furniture->page = in->Get<std::int32_t>();
    });
    GetEach(in, &text.links, [&](LinkedSpan* link) {
      GetSpan(in, &link->span);
      link->uri = in->GetText();
    });
    GetEach(in, &text.runs_, [&](CleanText::Run* run) {
      GetSpan(in, &run->clean);
      GetSpan(in, &run->source);
      run->exact = in->Get<std::uint8_t>() != 0;
    });
    GetEach(in, &text.words_, [&](PlacedWord* word) {
      GetSpan(in, &word->source);
      word->page = in->Get<std::int32_t>();
      word->line = in->Get<std::uint32_t>();
      word->y0 = in->Get<double>();
      word->y1 = in->Get<double>();
      word->edges = in->GetAll<float>();
    });
    return text;
  }
};

void PutCleanText(const CleanText& text, ByteWriter* out) {
  CleanTextBytes::Put(text, out);
}

CleanText GetCleanText(ByteReader* in) { return CleanTextBytes::Get(in); }

}  // namespace bmas
