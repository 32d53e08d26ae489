#include <cmath>
#include <filesystem>
#include <iostream>

#include "pipeline/base/file.h"
#include "pipeline/cli/commands.h"
#include "pipeline/cli/values.h"
#include "pipeline/sink/json.h"
#include "pipeline/workbench/explain.h"
#include "pipeline/worker/process.h"

namespace bmas::cli {
namespace {

void ShowBlocks(const CleanText& text) {
  for (const TextBlock& block : text.blocks) {
    std::cout << "[" << Name(block.kind) << ", page " << block.page;
    if (block.size > 1) std::cout << ", " << block.size << " pt";
    std::cout << "]\n" << text.Slice(block.span) << "\n\n";
  }
  for (const Furniture& furniture : text.furniture) {
    std::cout << "[furniture, page " << furniture.page << "]\n"
              << furniture.text << "\n\n";
  }
}

// Words before any layout: page, box, font size, font, text, by tabs.
int ShowWords(const std::string& bytes, const Args& args) {
  const auto document = pdf::Read(bytes, {args.max_pages, args.max_words});
  if (!document) {
    std::cerr << Render(document.error()) << "\n";
    return kExitFailed;
  }
  const auto tenth = [](double v) { return std::round(v * 10) / 10; };
  for (std::size_t i = 0; i < document->pages.size(); ++i) {
    for (const pdf::Word& word : document->pages[i].words) {
      std::cout << i + 1 << '\t' << tenth(word.x0) << '\t' << tenth(word.y0)
                << '\t' << tenth(word.x1) << '\t' << tenth(word.y1) << '\t'
                << tenth(word.size) << '\t' << document->fonts[word.font].name
                << '\t' << word.text << '\n';
    }
  }
  return kExitOk;
}

}  // namespace

int ShowCommand(const Args& args) {
  const std::string& file = args.inputs.front();
  rules::RuleFiles files;
  rules::RuleSet rules;
  if (!LoadRulesFor(args, &files, &rules)) return kExitUsage;
  const auto inputs = archive::FindInputs(args.inputs, "");
  if (!inputs || !inputs->missing.empty()) {
    std::cerr << Render(inputs ? inputs->missing.front() : inputs.error())
              << "\n";
    return kExitUsage;
  }
  if (KindBehind(file) == FileKind::kFolder) {
    std::cerr << PrintablePath(file)
              << ": is a folder; show takes one file, run takes folders\n";
    return kExitUsage;
  }
  const auto bytes = ReadFile(file, args.max_bytes);
  if (!bytes) {
    std::cerr << Render(bytes.error()) << "\n";
    return kExitFailed;
  }
  if (args.form == ShowForm::kWords) return ShowWords(*bytes, args);
  const archive::InputFile& input = inputs->files.front();
  const worker::Document document{PrintablePath(input.path), input.kind, {}};
  const pdf::Limits limits{args.max_pages, args.max_words};
  const bool text_only =
      args.form == ShowForm::kText || args.form == ShowForm::kBlocks;
  const record::Record record =
      text_only ? worker::ReadOnly(document, *bytes, rules.lexicon, limits)
                : worker::Process(document, *bytes, rules, limits);
  if (args.form == ShowForm::kJson) {
    std::cout << sink::ToJson(record, rules, sink::JsonForm::kIndented);
  } else if (record.status == record::Status::kFailed) {
    std::cerr << PrintablePath(file) << ": " << Name(record.error->code) << ": "
              << record.error->message << "\n";
  } else if (args.form == ShowForm::kText) {
    std::cout << record.text.Text() << "\n";
  } else if (args.form == ShowForm::kExplain) {
    std::cout << workbench::Explain(record.text, files, rules, args.explain);
  } else if (args.form == ShowForm::kBlocks) {
    ShowBlocks(record.text);
  } else {
    std::cout << ValueLines(record, rules);
  }
  return record.status == record::Status::kOk ? kExitOk : kExitFailed;
}

}  // namespace bmas::cli
