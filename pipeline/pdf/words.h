// Poppler's words -> ours: fonts told by their names, doubled words dropped.
#pragma once

#include <poppler/TextOutputDev.h>

#include <map>
#include <string>
#include <vector>

#include "pipeline/pdf/pdf.h"

namespace bmas::pdf {

// Interns fonts by name into the document's list.
class FontTable {
 public:
  explicit FontTable(std::vector<Font>* fonts) : fonts_(fonts) {}
  std::uint32_t Index(const TextFontInfo& info);

 private:
  std::vector<Font>* fonts_;
  std::map<std::string, std::uint32_t> known_;
};

std::vector<Word> ReadWords(TextWordList& list, FontTable& fonts);

}  // namespace bmas::pdf
