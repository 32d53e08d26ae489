#include "pipeline/rules/lexicon_file.h"

#include "pipeline/text/normalize.h"

namespace bmas::rules {
namespace {

void ReadList(const toml::File& file, std::string_view key,
              std::vector<std::string>* out) {
  for (auto& [text, where] : file.TextsOf(file.Root().Get(key), key)) {
    out->push_back(Cleaned(text));
  }
}

// word = number, or number = [words]; folded: words are compared caseless.
void ReadNumbers(const toml::File& file, std::string_view key, bool folded,
                 std::map<std::string, int>* out) {
  const toml::Table* table = file.TableOf(file.Root().Get(key), key);
  if (table == nullptr) return;
  for (const auto& [word, node] : *table) {
    const auto* number = node.As<std::int64_t>();
    if (number == nullptr) {
      file.Complain(file.At(node),
                    "\"" + word.text + "\" must be a whole number");
      continue;
    }
    const std::string text = Cleaned(word.text);
    (*out)[folded ? FoldCase(text) : text] = static_cast<int>(*number);
  }
}

// word = text; words are compared caseless.
void ReadTexts(const toml::File& file, std::string_view key,
               std::map<std::string, std::string>* out) {
  const toml::Table* table = file.TableOf(file.Root().Get(key), key);
  if (table == nullptr) return;
  for (const auto& [word, node] : *table) {
    if (const auto text = file.TextOf(&node, word.text)) {
      (*out)[FoldCase(Cleaned(word.text))] = *text;
    }
  }
}

std::optional<Region> ReadRegion(const toml::File& file, const toml::Node& node,
                                 const std::string& code) {
  const toml::Table* table = file.TableOf(&node, code);
  if (table == nullptr) return std::nullopt;
  file.CheckKeys(*table, {"marks", "prefix", "domain", "postcode_digits"});
  Region region;
  for (auto& [mark, where] : file.TextsOf(table->Get("marks"), "marks")) {
    region.marks.push_back(mark);
  }
  region.prefix = file.TextOf(table->Get("prefix"), "prefix").value_or("");
  region.domain = file.TextOf(table->Get("domain"), "domain").value_or("");
  const toml::Node* digits = table->Get("postcode_digits");
  const int count = digits == nullptr ? 0 : digits->whole.value_or(0);
  // Any number or host would begin or end with nothing.
  if (region.prefix.empty() || region.domain.empty() || count < 1) {
    file.Complain(file.At(*table), "\"" + code +
                                       "\" needs a \"prefix\", a \"domain\" "
                                       "and a number of \"postcode_digits\"");
    return std::nullopt;
  }
  region.postcode_digits = static_cast<std::size_t>(count);
  return region;
}

void ReadRegions(const toml::File& file, Lexicon* out) {
  const toml::Table& root = file.Root();
  if (const toml::Table* table = file.TableOf(root.Get("regions"), "regions")) {
    for (const auto& [code, node] : *table) {
      if (auto region = ReadRegion(file, node, code.text)) {
        out->regions[code.text] = std::move(*region);
      }
    }
  }
  const toml::Node* usual = root.Get("default_region");
  if (usual == nullptr) return;
  out->default_region = file.TextOf(usual, "default_region").value_or("");
  if (!out->regions.contains(out->default_region)) {
    file.Complain(file.At(*usual), "\"default_region\" is none of \"regions\"");
  }
}

}  // namespace

void ReadNameLists(const toml::File& file, Lexicon* out) {
  for (const toml::Member& member : file.Root()) {
    ReadList(file, member.key.text, &out->name_lists[member.key.text]);
  }
}

void ReadWeights(const toml::File& file, std::map<std::string, int>* out) {
  ReadNumbers(file, "weights", false, out);
}

void ReadLexicon(const toml::File& file, Lexicon* out) {
  file.CheckKeys(file.Root(), {"suspended_conjunctions",
                               "enumeration_conjunctions",
                               "name_prepositions",
                               "name_partners",
                               "occupation_endings",
                               "abbreviations",
                               "page_numbers",
                               "mastheads",
                               "letterhead_labels",
                               "number_words",
                               "months",
                               "ordinals",
                               "weekdays",
                               "relative_days",
                               "magnitudes",
                               "currencies",
                               "regions",
                               "default_region",
                               "rank_words",
                               "number_marks",
                               "legal_forms",
                               "institution_words",
                               "project_words",
                               "team_words",
                               "titles",
                               "salutations",
                               "name_particles",
                               "first_names",
                               "endings",
                               "prize_heads",
                               "genitive_endings",
                               "adjective_endings"});
  ReadList(file, "suspended_conjunctions", &out->suspended_conjunctions);
  ReadList(file, "enumeration_conjunctions", &out->enumeration_conjunctions);
  ReadList(file, "name_prepositions", &out->name_prepositions);
  ReadList(file, "name_partners", &out->name_partners);
  ReadList(file, "occupation_endings", &out->occupation_endings);
  ReadList(file, "abbreviations", &out->abbreviations);
  ReadList(file, "page_numbers", &out->page_numbers);
  ReadList(file, "mastheads", &out->mastheads);
  ReadList(file, "letterhead_labels", &out->letterhead_labels);
  ReadNumbers(file, "number_words", true, &out->number_words);
  ReadNumbers(file, "months", true, &out->months);
  ReadNumbers(file, "ordinals", true, &out->ordinals);
  ReadNumbers(file, "weekdays", true, &out->weekdays);
  ReadNumbers(file, "relative_days", true, &out->relative_days);
  ReadNumbers(file, "magnitudes", true, &out->magnitudes);
  ReadTexts(file, "currencies", &out->currencies);
  ReadRegions(file, out);
  ReadList(file, "rank_words", &out->rank_words);
  ReadList(file, "number_marks", &out->number_marks);
  ReadList(file, "legal_forms", &out->legal_forms);
  ReadList(file, "institution_words", &out->institution_words);
  ReadList(file, "project_words", &out->project_words);
  ReadList(file, "team_words", &out->team_words);
  ReadList(file, "titles", &out->titles);
  ReadList(file, "salutations", &out->salutations);
  ReadList(file, "name_particles", &out->name_particles);
  ReadList(file, "first_names", &out->first_names);
  ReadList(file, "endings", &out->endings);
  ReadList(file, "genitive_endings", &out->genitive_endings);
  ReadList(file, "adjective_endings", &out->adjective_endings);
  ReadTexts(file, "prize_heads", &out->prize_heads);
}

}  // namespace bmas::rules
