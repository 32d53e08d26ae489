#include "pipeline/record/winners.h"

#include <algorithm>
#include <map>

#include "pipeline/record/money.h"
#include "pipeline/record/names.h"
#include "pipeline/record/rank.h"
#include "pipeline/text/enumeration.h"
#include "pipeline/text/fold.h"
#include "pipeline/text/names.h"
#include "pipeline/text/normalize.h"

namespace bmas::record {
namespace {

using rules::Field;
using rules::Mention;

Value* SlotOf(std::string_view name, Winner* winner) {
  if (name == "role") return &winner->role;
  if (name == "title") return &winner->title;
  if (name == "category") return &winner->category;
  if (name == "rank") return &winner->rank.text;
  if (name == "affiliation") return &winner->affiliation;
  if (name == "place") return &winner->place;
  if (name == "project") return &winner->project;
  if (name == "reason") return &winner->reason;
  if (name == "prize_money") return &winner->prize_money.text;
  return nullptr;
}

constexpr std::size_t kNearLines = 3;

class Reader {
 public:
  explicit Reader(const Context& context) : context_(context) {}

  std::vector<FoundWinner> Run(const std::string& kind) {
    std::vector<const Mention*> inside;
    for (const Mention& mention : context_.matches.mentions) {
      if (context_.Kind(mention) != kind) continue;
      if (const Field* name = mention.Find("name")) {
        if (OpensSection(mention) || TellsMore(mention)) continue;
        for (const Name& read :
             ReadNames(context_, *name, ParserOf(mention, "name"))) {
          Found(mention, read);
        }
      } else if (mention.place == rules::PlaceKind::kClause) {
        inside.push_back(&mention);
      } else {
        Attach(mention);
      }
    }
    AttachInside(inside);
    FoldTowns();
    ShareCategories();
    for (FoundWinner& found : found_) {
      Money& money = found.winner.prize_money;
      money = ReadMoney(money.text, context_.Words());
      ReadRank(context_, &found.winner.rank);
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

  // A line that opens a section is no item of another.
  bool OpensSection(const Mention& mention) const {
    if (mention.place != rules::PlaceKind::kItem &&
        mention.place != rules::PlaceKind::kLine) {
      return false;
    }
    return std::ranges::any_of(
        context_.matches.sections, [&](const rules::OpenSection& section) {
          return section.opener.Contains(mention.Find("name")->span);
        });
  }

  // Bullets right below a winner's own line say what the winner did.
  bool TellsMore(const Mention& mention) const {
    if (found_.empty() || mention.section < 0 || mention.block == 0) {
      return false;
    }
    const auto& blocks = context_.text.blocks;
    if (blocks[mention.block].kind != BlockKind::kList) return false;
    return std::ranges::any_of(found_, [&](const FoundWinner& found) {
      return found.mention->section == mention.section &&
             found.mention->block + 1 == mention.block &&
             blocks[found.mention->block].kind != BlockKind::kList;
    });
  }

  void Found(const Mention& mention, const Name& read) {
    FoundWinner found;
    found.mention = &mention;
    found.block = mention.block;
    found.line = mention.line;
    found.section = mention.section;
    found.alone =
        mention.place == rules::PlaceKind::kClause || mention.section < 0;
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
      found.winner.rank.text = {rank, {{mention.rule, mention.span}}};
    }
    if (const Field* award = context_.FindInherited(mention, "award")) {
      found.award = context_.Read(*award);
    }
    if (const Field* year = context_.FindInherited(mention, "year")) {
      found.year = context_.Read(*year);
    }
    SortPlace(&found.winner);
    found.key = ComparisonKey(found.winner.name.text);
    found_.push_back(std::move(found));
  }

  // Beside a person, team or project stands a place or an institution.
  void SortPlace(Winner* winner) const {
    if (winner->kind != "organisation" && !winner->place.Empty() &&
        winner->affiliation.Empty() &&
        LooksLikeInstitution(winner->place.text, context_.Words())) {
      winner->affiliation = std::move(winner->place);
      winner->place = {};
    }
  }

  void Fill(const Field& field, Winner* winner) const {
    if (field.name == "members") {
      if (winner->members.empty()) AddMembers(field, winner);
      return;
    }
    Value* slot = SlotOf(field.name, winner);
    if (slot != nullptr && slot->Empty()) *slot = context_.Read(field);
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

  // What a clause says beside the names in it. One such value is for all its
  // winners; of several each is for those on its side: "der erste Preis ging
  // an A, der zweite an B" and "A kam auf Platz eins, B auf Platz zwei".
  void AttachInside(const std::vector<const Mention*>& mentions) {
    for (const rules::Place& clause :
         context_.places.Of(rules::PlaceKind::kClause)) {
      const Span span = context_.places.Text().ToClean(clause.span);
      std::vector<FoundWinner*> winners;
      for (FoundWinner& found : found_) {
        if (span.Contains(found.winner.name.sources.front().span)) {
          winners.push_back(&found);
        }
      }
      if (winners.empty()) continue;
      std::map<std::string, std::vector<const Field*>> values;
      for (const Mention* mention : mentions) {
        for (const Field& field : mention->fields) {
          if (span.Contains(field.span)) values[field.name].push_back(&field);
        }
      }
      for (const auto& [name, fields] : values) Distribute(fields, winners);
    }
  }

  void Distribute(const std::vector<const Field*>& fields,
                  const std::vector<FoundWinner*>& winners) const {
    const auto at = [](const FoundWinner* found) {
      return found->winner.name.sources.front().span.begin;
    };
    const bool project = fields.front()->name == "project";
    const bool before =
        !project && fields.front()->span.begin < at(winners.front());
    for (FoundWinner* found : winners) {
      const Field* mine = nullptr;
      for (const Field* field : fields) {
        const bool ahead = field->span.begin < at(found);
        if (before ? ahead : !ahead && mine == nullptr) mine = field;
      }
      if (fields.size() == 1 && (!project || winners.size() == 1)) {
        mine = fields.front();
      }
      if (mine != nullptr && mine->span.Overlaps(NameSpan(*found))) continue;
      if (mine != nullptr) Fill(*mine, &found->winner);
    }
  }

  static const Span& NameSpan(const FoundWinner& found) {
    return found.winner.name.sources.front().span;
  }

  // "an Ida Kern, Aue, und Max Rohr": of an enumeration of people the single
  // word behind one is a town.
  void FoldTowns() {
    for (std::size_t i = 1; i < found_.size();) {
      Winner& last = found_[i - 1].winner;
      const Winner& here = found_[i].winner;
      const Span gap{NameSpan(found_[i - 1]).end, NameSpan(found_[i]).begin};
      const bool town = here.name.text.find(' ') == std::string::npos &&
                        here.kind == "organisation" && here.place.Empty() &&
                        !LooksLikeInstitution(here.name.text, context_.Words());
      if (town && last.kind == "person" && last.place.Empty() &&
          gap.begin <= gap.end && context_.Slice(gap) == ", ") {
        last.place = here.name;
        found_.erase(found_.begin() + static_cast<std::ptrdiff_t>(i));
      } else {
        ++i;
      }
    }
  }

  // "In der Kategorie K siegte A. Den zweiten Platz belegte B.": of one
  // paragraph, the next rank of the same category.
  void ShareCategories() {
    for (std::size_t i = 1; i < found_.size(); ++i) {
      const FoundWinner& last = found_[i - 1];
      Winner& winner = found_[i].winner;
      if (winner.category.Empty() && !winner.rank.Empty() &&
          last.mention->block == found_[i].mention->block &&
          found_[i].mention->section == last.mention->section &&
          RankNumber(winner.rank.text.text, context_.Words()).value_or(1) > 1) {
        winner.category = last.winner.category;
      }
    }
  }

  const Context& context_;
  std::vector<FoundWinner> found_;
};

}  // namespace

std::vector<FoundWinner> ReadProposals(const Context& context) {
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
       {&Winner::title, &Winner::role, &Winner::category, &Winner::affiliation,
        &Winner::place, &Winner::project, &Winner::reason}) {
    if ((to->*field).Empty() || (to->*field).text == (from.*field).text) {
      Merge(&(to->*field), from.*field);
    }
  }
  to->confidence = std::max(to->confidence, from.confidence);
  MergeRank(&to->rank, from.rank);
  MergeMoney(&to->prize_money, from.prize_money);
  if (to->members.empty()) to->members = from.members;
}

}  // namespace bmas::record
