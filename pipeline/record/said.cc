#include "pipeline/record/said.h"

#include "pipeline/record/dates.h"
#include "pipeline/record/winners.h"
#include "pipeline/text/inflection.h"

namespace bmas::record {
namespace {

using Row = std::map<std::string, std::string>;

Row RowOf(const FoundWinner& found, const Lexicon& lexicon) {
  const Winner& winner = found.winner;
  std::string members;
  for (const Value& member : winner.members) {
    members += (members.empty() ? "" : "; ") + member.text;
  }
  return {{"name", winner.name.text},
          {"kind", winner.kind},
          {"title", winner.title.text},
          {"role", winner.role.text},
          {"category", winner.category.text},
          {"rank", winner.rank.number ? std::to_string(*winner.rank.number)
                                      : winner.rank.text.text},
          {"affiliation", winner.affiliation.text},
          {"place", winner.place.text},
          {"members", members},
          {"project", winner.project.text},
          {"reason", winner.reason.text},
          {"prize_money", winner.prize_money.text.text},
          {"award", Nominative(found.award.text, lexicon)},
          {"year", found.year.text}};
}

Row RowOf(const Date& date) {
  return {{"text", date.text.text},
          {"iso", date.iso},
          {"end", date.end},
          {"precision", date.precision},
          {"bound", date.bound},
          {"inferred", date.inferred ? "true" : "false"},
          {"relative", date.relative ? "true" : "false"}};
}

// As captured, with the rule's constants.
Row RowOf(const Context& context, const rules::Mention& mention) {
  Row row(mention.set.begin(), mention.set.end());
  for (const rules::Field& field : mention.fields) {
    std::string& value = row[field.name];
    if (value.empty()) value = context.Read(field).text;
  }
  if (context.Kind(mention) == "award") {
    row["name"] = Nominative(row["name"], context.Words());
  }
  return row;
}

}  // namespace

Said WhatIsSaid(const Context& context, const std::string& release_date) {
  std::vector<Row> rows;
  const std::vector<rules::Mention>& mentions = context.matches.mentions;
  const std::string kind =
      mentions.empty() ? "" : context.Kind(mentions.front());
  if (kind == "winner" || kind == "detail") {
    for (const FoundWinner& found :
         kind == "winner" ? ReadProposals(context) : ReadDetails(context)) {
      rows.push_back(RowOf(found, context.Words()));
    }
  } else if (kind == "date") {
    std::string printed;
    for (const Date& date : ReadDates(context, release_date, &printed)) {
      rows.push_back(RowOf(date));
    }
  }
  // What no reader above takes: other kinds, lines that attach.
  if (rows.empty()) {
    for (const rules::Mention& mention : mentions) {
      rows.push_back(RowOf(context, mention));
    }
  }
  Said out;
  for (const Row& row : rows) {
    for (const auto& [field, value] : row) out[field].resize(rows.size());
  }
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (const auto& [field, value] : rows[i]) out[field][i] = value;
  }
  return out;
}

}  // namespace bmas::record
