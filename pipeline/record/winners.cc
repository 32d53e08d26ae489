#include "pipeline/record/winners.h"

#include <algorithm>

#include "pipeline/record/names.h"
#include "pipeline/text/enumeration.h"
#include "pipeline/text/fold.h"
#include "pipeline/text/normalize.h"

namespace bmas::record {
namespace {

using rules::Field;
using rules::Mention;

Value Winner::*SlotOf(std::string_view name) {
  if (name == "role") return &Winner::role;
  if (name == "title") return &Winner::title;
  if (name == "category") return &Winner::category;
  if (name == "rank") return &Winner::rank;
  if (name == "affiliation") return &Winner::affiliation;
  if (name == "place") return &Winner::place;
  if (name == "project") return &Winner::project;
  if (name == "reason") return &Winner::reason;
  if (name == "prize_money") return &Winner::prize_money;
  return nullptr;
}

// "ersten", "1.", "I" -> "1"; special prizes stay as printed.
void ReadRank(const Context& context, Value* rank) {
  std::string text = rank->text;
  while (!text.empty() && (text.back() == '.' || text.back() == ' ')) {
    text.pop_back();
  }
  const auto word = context.Words().ordinals.find(FoldCase(text));
  if (word != context.Words().ordinals.end()) {
    text = std::to_string(word->second);
  }
  rank->text = text;
}

constexpr std::size_t kNearLines = 3;

class Reader {
 public:
  explicit Reader(const Context& context) : context_(context) {}

  std::vector<FoundWinner> Run(const std::string& kind) {
    for (const Mention& mention : context_.matches.mentions) {
      if (context_.Kind(mention) != kind) continue;
      const Field* name = mention.Find("name");
      if (name == nullptr) {
        Attach(mention);
        continue;
      }
      for (const Name& read :
           ReadNames(context_, *name, ParserOf(mention, "name"))) {
        Found(mention, read);
      }
    }
    return std::move(found_);
  }

 private:
  std::string ParserOf(const Mention& mention, const std::string& field) const {
    const auto kind = mention.set.find("kind");
    if (kind != mention.set.end()) return kind->second;
    const auto& parse = context_.Rule(mention.rule).parse;
    const auto at = parse.find(field);
    return at == parse.end() ? "" : at->second;
  }

  void Found(const Mention& mention, const Name& read) {
    FoundWinner found;
    found.mention = &mention;
    found.winner.name = read.name;
    found.winner.title = read.title;
    found.winner.kind = read.kind;
    for (const Field& field : mention.fields) {
      Fill(field, &found.winner);
    }
    for (const char* name : {"category", "rank", "prize_money"}) {
      const Field* field = context_.FindInherited(mention, name);
      if (field != nullptr) Fill(*field, &found.winner);
    }
    if (const std::string rank = context_.Constant(mention, "rank");
        !rank.empty() && found.winner.rank.Empty()) {
      found.winner.rank = {rank, {{mention.rule, mention.span}}};
    }
    if (!found.winner.rank.Empty()) ReadRank(context_, &found.winner.rank);
    if (const Field* award = context_.FindInherited(mention, "award")) {
      found.award = context_.Read(*award);
    }
    if (const Field* year = context_.FindInherited(mention, "year")) {
      found.year = context_.Read(*year);
    }
    found.key = ComparisonKey(found.winner.name.text);
    found_.push_back(std::move(found));
  }

  void Fill(const Field& field, Winner* winner) const {
    if (field.name == "members") {
      if (winner->members.empty()) AddMembers(field, winner);
      return;
    }
    Value Winner::*slot = SlotOf(field.name);
    if (slot != nullptr && (winner->*slot).Empty()) {
      winner->*slot = context_.Read(field);
    }
  }

  void AddMembers(const Field& field, Winner* winner) const {
    for (const Span& part :
         SplitEnumeration(context_.text.Text(), field.span, context_.Words())) {
      for (const Name& name :
           ReadNames(context_, {"members", part, field.rule}, "person")) {
        winner->members.push_back(name.name);
      }
    }
  }

  // A line without a name belongs to the winner before it in its section, or
  // right above it.
  void Attach(const Mention& mention) {
    if (found_.empty()) return;
    const Mention& last = *found_.back().mention;
    const bool near = mention.line - last.line <= kNearLines;
    if (mention.section >= 0 ? last.section != mention.section : !near) return;
    for (const Field& field : mention.fields) {
      Fill(field, &found_.back().winner);
    }
  }

  const Context& context_;
  std::vector<FoundWinner> found_;
};

}  // namespace

std::vector<FoundWinner> ReadWinners(const Context& context) {
  return Reader(context).Run("winner");
}

std::vector<FoundWinner> ReadDetails(const Context& context) {
  return Reader(context).Run("detail");
}

bool SameWinner(const FoundWinner& a, const FoundWinner& b,
                const Lexicon& lexicon) {
  if (a.key == b.key) return true;
  const std::string& longer = a.key.size() > b.key.size() ? a.key : b.key;
  const std::string& shorter = a.key.size() > b.key.size() ? b.key : a.key;
  if (a.winner.kind == "person" && b.winner.kind == "person") {
    // "Kern" after "Ida Kern": the surname alone.
    return longer.ends_with(" " + shorter);
  }
  // "Otterwerk" after "Otterwerk eG": without its legal form.
  if (!longer.starts_with(shorter + " ")) return false;
  const std::string rest = longer.substr(shorter.size() + 1);
  return std::ranges::any_of(lexicon.legal_forms, [&](const auto& form) {
    return ComparisonKey(form) == rest;
  });
}

void MergeWinner(Winner* to, const Winner& from) {
  if (from.name.text.size() > to->name.text.size()) {
    to->name.text = from.name.text;
    to->kind = from.kind;
  }
  Merge(&to->name, from.name);
  for (Value Winner::*field :
       {&Winner::title, &Winner::role, &Winner::category, &Winner::rank,
        &Winner::affiliation, &Winner::place, &Winner::project, &Winner::reason,
        &Winner::prize_money}) {
    if ((to->*field).Empty() || (to->*field).text == (from.*field).text) {
      Merge(&(to->*field), from.*field);
    }
  }
  if (to->members.empty()) to->members = from.members;
}

}  // namespace bmas::record
