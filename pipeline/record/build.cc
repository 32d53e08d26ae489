#include "pipeline/record/build.h"

#include <algorithm>

#include "pipeline/record/announced.h"
#include "pipeline/record/award_facts.h"
#include "pipeline/record/awards.h"
#include "pipeline/record/checks.h"
#include "pipeline/record/contacts.h"
#include "pipeline/record/context.h"
#include "pipeline/record/dates.h"
#include "pipeline/record/headline.h"
#include "pipeline/record/links.h"
#include "pipeline/record/others.h"
#include "pipeline/winners/decide.h"

namespace bmas::record {
namespace {

// Release fields that one rule reads in one place: the first one found.
void ReadFields(const Context& context, Release* release) {
  const auto set = [&](Value* to, const rules::Mention& mention,
                       const char* field) {
    if (to->Empty()) *to = context.Read(mention, field);
  };
  for (const rules::Mention& mention : context.matches.mentions) {
    if (context.Kind(mention) != "release") continue;
    set(&release->number, mention, "number");
    set(&release->place, mention, "place");
  }
}

// The release's own dates, with the evidence of the dates they are.
void ReadOwnDates(const std::string& release_date, Release* release) {
  for (const Date& date : release->dates) {
    if (date.role == "release" && date.iso == release_date &&
        release->date.Empty()) {
      release->date = {date.iso, date.text.sources};
    }
    if (date.role == "embargo" && release->embargo.Empty()) {
      release->embargo = {date.iso, date.text.sources};
    }
  }
}

// A letterhead that names its institution only above itself.
void NameLetterhead(Release* release) {
  for (Contact& contact : release->contacts) {
    if (contact.role == "letterhead" && contact.organisation.Empty()) {
      contact.organisation = release->issuer;
    }
  }
}

}  // namespace

Release Build(const CleanText& text, const rules::RuleSet& rules,
              const BuildInput& input) {
  const rules::Places places(text, rules.lexicon);
  const rules::Matches matches = rules::FindMentions(rules, places);
  const winners::Document evidence =
      winners::ReadDocument(text, places, matches, rules);
  const std::vector<winners::Candidate> candidates = winners::Decide(evidence);
  const Context context{text, places, matches, rules, &evidence, &candidates};

  Release release;
  std::string release_date;
  release.dates = ReadDates(context, input.release_date, &release_date);
  ReadHeadlines(context, &release);
  ReadFields(context, &release);
  ReadOwnDates(release_date, &release);
  release.awards = ReadAwards(context);
  CompleteAwards(context, release_date, &release);
  AddOthers(context, &release);
  release.announces = WhatIsAnnounced(context, release);
  release.announced = ReadAnnounced(context, release.awards);
  release.contacts = ReadContacts(context);
  release.links = TakeLinks(context, &release.contacts);
  NameLetterhead(&release);
  release.residue = FindResidue(context);
  release.checks = RunChecks(context, release, release_date, input.created);
  return release;
}

}  // namespace bmas::record
