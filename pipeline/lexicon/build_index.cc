// build_index OUT WORDS FOLDER: makes the word index that word_index.h reads
// from a list of word forms (one on a line, UTF-8) and the tables in FOLDER,
// which is rules/lexicon/.

#include <marisa.h>

#include <algorithm>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/lexicon/word_index.h"

namespace bmas {
namespace {

std::vector<std::string> Cells(const std::string& line) {
  std::vector<std::string> cells;
  std::size_t begin = 0;
  while (begin <= line.size()) {
    const std::size_t end = std::min(line.find('\t', begin), line.size());
    cells.push_back(line.substr(begin, end - begin));
    begin = end + 1;
  }
  return cells;
}

class Builder {
 public:
  void AddForms(const std::string& path) {
    for (const std::string& line : Lines(path)) Add(WordList::kForm, line);
  }

  // Name, sex, sources. A list of what clerks were told once has rare
  // spellings that are common words elsewhere: weaker evidence.
  void AddForenames(const std::string& path) {
    for (const std::string& line : Lines(path)) {
      const std::vector<std::string> cells = Cells(line);
      const bool house = cells.at(2).find("house") != std::string::npos;
      const bool sure = cells.at(2).find("faker") != std::string::npos;
      Add(house  ? WordList::kSureForename
          : sure ? WordList::kForename
                 : WordList::kRareForename,
          cells.at(0));
    }
  }

  void AddSurnames(const std::string& path) {
    for (const std::string& line : Lines(path)) {
      Add(WordList::kSurname, Cells(line).at(0));
    }
  }

  // Country, postcode, place, state. "Wien, Innere Stadt" and "Dannenberg
  // (Elbe)" are known by their first part too.
  void AddPlaces(const std::string& path) {
    for (const std::string& line : Lines(path)) {
      const std::vector<std::string> cells = Cells(line);
      const std::string& full = cells.at(2);
      const std::string town = full.substr(0, full.find_first_of(",(/"));
      AddPlace(Stripped(town));
      if (full != town) AddPlace(full);
      if (cells.size() > 3) AddPlace(cells.at(3));
    }
  }

  void AddRegions(const std::string& path) {
    for (const std::string& line : Lines(path)) AddPlace(line);
  }

  void Write(const std::string& path) {
    marisa::Trie trie;
    trie.build(keys_);
    // A program may be reading the old one: it goes on with that.
    const std::string beside = path + ".new";
    trie.save(beside.c_str());
    std::filesystem::rename(beside, path);
  }

 private:
  static std::vector<std::string> Lines(const std::string& path) {
    std::ifstream in(path);
    if (!in) throw std::runtime_error("cannot read " + path);
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);) {
      if (!line.empty()) lines.push_back(line);
    }
    return lines;
  }

  static std::string Stripped(std::string text) {
    while (!text.empty() && text.back() == ' ') text.pop_back();
    return text;
  }

  void AddPlace(const std::string& name) {
    if (name.empty()) return;
    Add(WordList::kPlace, name);
    const std::size_t space = name.find(' ');
    if (space != std::string::npos) {
      Add(WordList::kPlaceStart, name.substr(0, space));
    }
  }

  void Add(WordList list, std::string_view word) {
    std::string key(1, static_cast<char>(list));
    key += word;
    keys_.push_back(key.data(), key.size());
  }

  marisa::Keyset keys_;
};

}  // namespace
}  // namespace bmas

int main(int argc, char** argv) {
  if (argc != 4) {
    std::cerr << "usage: build_index OUT WORDS FOLDER\n";
    return 2;
  }
  try {
    const std::string folder = argv[3];
    bmas::Builder builder;
    builder.AddForms(argv[2]);
    builder.AddForenames(folder + "/forenames.tsv");
    builder.AddSurnames(folder + "/surnames.tsv");
    builder.AddPlaces(folder + "/places.tsv");
    builder.AddRegions(folder + "/regions.txt");
    builder.Write(argv[1]);
  } catch (const std::exception& error) {
    std::cerr << "build_index: " << error.what() << "\n";
    return 2;
  }
  return 0;
}
