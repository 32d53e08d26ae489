// Names with their kinds, enumerations with what belongs to each name, and the
// marked text that rules about roles see.

#include <gmock/gmock.h>

#include "pipeline/marks/prize_names.h"
#include "pipeline/marks/unit.h"
#include "pipeline/names/recognise.h"
#include "tests/support.h"

namespace bmas {
namespace {

using marks::Unit;
using marks::UnitKind;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

Unit UnitOf(const std::string& text, UnitKind kind = UnitKind::kSentence) {
  return marks::ReadUnit(text, {0, text.size()}, kind, {},
                         *ShippedRules().names);
}

// "kind: name" of every phrase that may name somebody.
std::vector<std::string> NamesIn(const std::string& text,
                                 UnitKind kind = UnitKind::kSentence) {
  std::vector<std::string> out;
  for (const names::Phrase& phrase : UnitOf(text, kind).phrases) {
    if (phrase.kind > names::PhraseClass::kUnknownOne) continue;
    out.push_back(std::string(Name(phrase.kind)) + ": " +
                  text.substr(phrase.name.begin, phrase.name.Size()));
  }
  return out;
}

std::string MarkedText(const std::string& text,
                       UnitKind kind = UnitKind::kSentence) {
  return marks::Readable(UnitOf(text, kind));
}

TEST(Phrases, OfPeople) {
  EXPECT_THAT(NamesIn("Den Preis erhält Dr. med. Ida Kern."),
              ElementsAre("person: Ida Kern"));
  EXPECT_THAT(NamesIn("Es kam Frau Prof. Dr. Gesine von der Aue zu Wort."),
              ElementsAre("person: Gesine von der Aue"));
  EXPECT_THAT(
      NamesIn("Der Dank gilt Karl-Heinz Rohr und Anna-Lena Sommer."),
      ElementsAre("person: Karl-Heinz Rohr", "person: Anna-Lena Sommer"));
  EXPECT_THAT(NamesIn("Die Urkunde nahm Johannes Mai entgegen."),
              ElementsAre("person: Johannes Mai"));
}

TEST(Phrases, OfPeopleWhoseForenameIsAPreposition) {
  EXPECT_THAT(NamesIn("Es gewannen Ida Kern und Per Aakjær."),
              ElementsAre("person: Ida Kern", "person: Per Aakjær"));
  EXPECT_THAT(NamesIn("Per Mausklick gewann Ida Kern."),
              ElementsAre("person: Ida Kern"));
}

TEST(Phrases, OfPeopleWithNicknamesAndSuffixes) {
  EXPECT_THAT(NamesIn("Neuer König ist Josef „Sepp“ Rohr aus Au."),
              ElementsAre("person: Josef „Sepp“ Rohr"));
  EXPECT_THAT(NamesIn("Es siegten Otto Blank jun. und Ida Kern."),
              ElementsAre("person: Otto Blank jun.", "person: Ida Kern"));
  EXPECT_THAT(NamesIn("Der Preis ging an Univ.-Prof.in Dr.in Ida Kern."),
              ElementsAre("person: Ida Kern"));
  EXPECT_THAT(NamesIn("Der Preis ging an Dipl.-Sozialarb. Max Rohr."),
              ElementsAre("person: Max Rohr"));
  EXPECT_THAT(NamesIn("Es siegte Josef Rohr d. Ä. aus Aue."),
              Contains("person: Josef Rohr d. Ä."));
  // What stands behind a name and is none.
  EXPECT_THAT(NamesIn("Ida Kern Q11", UnitKind::kLine),
              Contains("person: Ida Kern"));
}

TEST(Phrases, OfClassesAndTeams) {
  EXPECT_THAT(NamesIn("Es siegte die Klasse 6c der Aueschule Barth."),
              ElementsAre("institution: Klasse 6c der Aueschule Barth"));
  EXPECT_THAT(NamesIn("Vorn lag die U 17 der Otterwölfe."),
              ElementsAre("institution: U 17 der Otterwölfe"));
  // A class alone could be any, and so could firms of a kind.
  EXPECT_THAT(NamesIn("Kleine Unternehmen", UnitKind::kLine), IsEmpty());
  EXPECT_THAT(NamesIn("PROGRAMM", UnitKind::kLine), IsEmpty());
  EXPECT_THAT(NamesIn("Es siegte die Klasse 6c."), IsEmpty());
}

TEST(Phrases, EndBeforeWhatTheyWereHonouredFor) {
  EXPECT_THAT(
      NamesIn("Der Preis ging an das Amt für Wald für das Projekt „Wege“."),
      Contains("institution: Amt für Wald"));
  EXPECT_THAT(NamesIn("Er ging für die Nachbarhilfe an die Kita Aue."),
              Contains("institution: Kita Aue"));
  EXPECT_THAT(NamesIn("die Kita Am Park", UnitKind::kLine),
              Contains("institution: Kita Am Park"));
}

TEST(Phrases, OfInstitutions) {
  EXPECT_THAT(NamesIn("Die Plakette ging an die Kern & Rohr GmbH & Co. KG."),
              ElementsAre("legal-form: Kern & Rohr GmbH & Co. KG"));
  EXPECT_THAT(NamesIn("Es siegte der Kleingartenverein Au e. V. knapp."),
              ElementsAre("legal-form: Kleingartenverein Au e. V."));
  EXPECT_THAT(NamesIn("Geehrt wurde die Freiwillige Feuerwehr Bardewisch."),
              ElementsAre("institution: Freiwillige Feuerwehr Bardewisch"));
  EXPECT_THAT(NamesIn("Geehrt wurde die Dr.-Rohr-Schule in Celle."),
              Contains("institution: Dr.-Rohr-Schule"));
  EXPECT_THAT(NamesIn("Geehrt wurde die Kita An der Mühle."),
              ElementsAre("institution: Kita An der Mühle"));
  EXPECT_THAT(NamesIn("Geehrt wurde die Firma Nowak & Söhne aus Celle."),
              Contains(testing::EndsWith("Nowak & Söhne")));
}

TEST(Phrases, OfPeopleBehindWhatTheyDo) {
  EXPECT_THAT(NamesIn("Den Preis erhielt der Künstler Eusébio Makwakwa."),
              ElementsAre("weak-person: Eusébio Makwakwa"));
  EXPECT_THAT(NamesIn("Es kamen die Leipziger Erzählerinnen Judith Kern."),
              Contains("person: Judith Kern"));
  // What a firm makes is no person's trade.
  EXPECT_THAT(NamesIn("Es gewann der Reifenhersteller Otterix Rollwerk."),
              Not(Contains(testing::StartsWith("weak-person"))));
}

TEST(Phrases, OfPeopleWithTheSurnameFirst) {
  EXPECT_THAT(NamesIn("KERN, Ida (Soest)", UnitKind::kItem),
              ElementsAre("person: Ida"));
  EXPECT_THAT(NamesIn("Müller, Anna-Lena", UnitKind::kItem),
              ElementsAre("person: Anna-Lena"));
  EXPECT_THAT(NamesIn("Wiesengrund, Karla (Soest)", UnitKind::kItem),
              ElementsAre("person: Karla"));
  // Two forenames, a town, a town behind a name are none.
  EXPECT_THAT(NamesIn("Lena, Paul (beide 8)", UnitKind::kItem),
              Not(Contains("person: Paul")));
  EXPECT_THAT(NamesIn("Otterau, Ida", UnitKind::kItem),
              Not(Contains("person: Ida")));
  EXPECT_THAT(NamesIn("DLRG, Soest", UnitKind::kItem),
              Not(Contains(testing::StartsWith("person"))));
}

TEST(Phrases, OfFirmsOfPartners) {
  EXPECT_THAT(NamesIn("Geehrt wurde die Arnold, Becker & Partner mbB."),
              ElementsAre("legal-form: Arnold, Becker & Partner mbB"));
  EXPECT_THAT(
      NamesIn("Geehrt wurden Ida Kern, Rohr & Partner mbB."),
      ElementsAre("person: Ida Kern", "legal-form: Rohr & Partner mbB"));
}

TEST(Phrases, BehindATownOfNoList) {
  EXPECT_THAT(NamesIn("Am Montag wurde in Uferstadt Ida Kern geehrt."),
              ElementsAre("person: Ida Kern"));
}

TEST(Phrases, OfFirmsInSmallLettersAndInitials) {
  EXPECT_THAT(NamesIn("Geehrt wurde die datenwerk aue GmbH."),
              ElementsAre("legal-form: datenwerk aue GmbH"));
  EXPECT_THAT(NamesIn("Darüber freut sich die A.U.E. Technik GmbH."),
              ElementsAre("legal-form: A.U.E. Technik GmbH"));
  EXPECT_THAT(NamesIn("Es war eine gemeinnützige GmbH."), IsEmpty());
  EXPECT_THAT(NamesIn("Es siegte die Thüringer Federn AG."),
              ElementsAre("legal-form: Thüringer Federn AG"));
}

TEST(Phrases, AreNoCommonNounsAndTowns) {
  EXPECT_THAT(NamesIn("Das Institut lobt die Idee am Mittag in Berlin."),
              IsEmpty());
  EXPECT_THAT(NamesIn("Sechs Betriebe und ein Verein kamen zur Feier."),
              IsEmpty());
  EXPECT_THAT(NamesIn("Die Preise gingen an mehrere Schulen im Land."),
              IsEmpty());
}

TEST(Phrases, OfTownsThatEndLikeInstitutionsAreTowns) {
  for (const names::Phrase& phrase :
       UnitOf("Die Gäste kamen aus Düsseldorf.").phrases) {
    EXPECT_NE(phrase.kind, names::PhraseClass::kBareHead);
    EXPECT_NE(phrase.kind, names::PhraseClass::kHead);
  }
}

TEST(Groups, KnowWhatBelongsToEachName) {
  const std::string text =
      "Der Preis ging an Ida Kern aus Soest, die Chöre leitet, an Max Rohr von "
      "der Otterwerk eG und an Lena Sommer, Gründerin des Vereins.";
  const Unit unit = UnitOf(text);
  ASSERT_FALSE(unit.groups.empty());
  const names::Group& group = unit.groups.back();
  ASSERT_EQ(group.members.size(), 3U);
  const auto slice = [&](const Span& span) {
    return text.substr(span.begin, span.Size());
  };
  EXPECT_EQ(slice(group.members[0].place), "Soest");
  EXPECT_EQ(slice(group.members[1].affiliation), "Otterwerk eG");
  EXPECT_EQ(slice(group.members[2].function), "Gründerin des Vereins");
}

TEST(Groups, HoldNounsThatStandAmongNames) {
  const auto members = [](const std::string& text) {
    std::vector<std::string> out;
    const Unit unit = UnitOf(text);
    std::size_t most = 0;
    for (const names::Group& group : unit.groups) {
      if (group.members.size() <= most) continue;
      most = group.members.size();
      out.clear();
      for (const names::Member& member : group.members) {
        const Span& name = unit.phrases[member.phrase].name;
        out.push_back(text.substr(name.begin, name.Size()));
      }
    }
    return out;
  };
  EXPECT_THAT(
      members("Geehrt wurden das Blasorchester Lüneburg, der "
              "Lotsenverein aus Barth und Ida Kern."),
      ElementsAre("Blasorchester Lüneburg", "Lotsenverein", "Ida Kern"));
  // An apposition is no enumeration, nor is what somebody comes from.
  EXPECT_THAT(members("Die Lehrerin, Ida Kern, freut sich."),
              ElementsAre("Lehrerin"));
  EXPECT_THAT(members("Die Koordinatorin ist Ida Kern, Otterwerk Nord"),
              Not(Contains("Otterwerk Nord")));
}

TEST(Groups, KeepOneSurnameForTwo) {
  const std::string text = "Geehrt wurden Ida und Max Kern.";
  const Unit unit = UnitOf(text);
  ASSERT_EQ(unit.phrases.size(), 2U);
  EXPECT_EQ(
      text.substr(unit.phrases[0].shared.begin, unit.phrases[0].shared.Size()),
      "Kern");
}

struct Named {
  const char* text;
  const char* full;  // "-": it says of no prize which
};

TEST(PrizeNames, ReachOverGiversAndPurposes) {
  for (const Named& given : {
           Named{"Der CSR-Preis der Bundesregierung geht an Ida Kern.",
                 "CSR-Preis der Bundesregierung"},
           Named{"Sie erhielt das Verdienstkreuz am Bande des Verdienstordens "
                 "der Bundesrepublik Deutschland.",
                 "Verdienstkreuz am Bande des Verdienstordens der "
                 "Bundesrepublik Deutschland"},
           Named{
               "Den Integrationspreis der Regierung von Niederbayern nahm er.",
               "Integrationspreis der Regierung von Niederbayern"},
           Named{"Er bekam den Sonderpreis des Verbands Garten-, Landschafts- "
                 "und Sportplatzbau.",
                 "Sonderpreis des Verbands Garten-, Landschafts- und "
                 "Sportplatzbau"},
           Named{"Der Staatspreis für das deutsche Kunsthandwerk lockt.",
                 "Staatspreis für das deutsche Kunsthandwerk"},
           Named{"Die Ehrennadel des Landes im Kreishaus",
                 "Ehrennadel des Landes"},
           Named{"Er gewann den Lesepreis des Abends.", "Lesepreis"},
           Named{"Der Lesepreis Ida Kern", "Lesepreis"},
           Named{"Sie erhielt den Preis für das Projekt „Otter“.", "-"},
           Named{"Den Sonderpreis erhielt Ida Kern.", "-"},
       }) {
    const std::string text = given.text;
    const auto name = marks::PrizeNameIn(UnitOf(text), {0, text.size()},
                                         *ShippedRules().names);
    ASSERT_TRUE(name) << text;
    EXPECT_EQ(
        name->part ? "-" : text.substr(name->full.begin, name->full.Size()),
        given.full)
        << text;
  }
  EXPECT_FALSE(marks::PrizeNameIn(UnitOf("Ida Kern kam."), {0, 13},
                                  *ShippedRules().names));
}

TEST(PrizeNames, InHeadlinesStopBeforeWhoWon) {
  const std::string text = "Hessischer Staatspreis für Dosen und Decken";
  const auto name = marks::PrizeNameIn(UnitOf(text, UnitKind::kHeading),
                                       {0, text.size()}, *ShippedRules().names);
  ASSERT_TRUE(name);
  EXPECT_EQ(text.substr(name->full.begin, name->full.Size()),
            "Hessischer Staatspreis");
}

TEST(MarkedText, HasRanksOfMedals) {
  const std::string text = "Goldmedaillen gingen an Ida Kern.";
  const Unit unit = UnitOf(text);
  ASSERT_EQ(unit.prizes.size(), 1U);
  EXPECT_EQ(text.substr(unit.prizes[0].rank.begin, unit.prizes[0].rank.Size()),
            "Gold");
  EXPECT_TRUE(UnitOf("Drei Nadeln gingen an Ida Kern.").prizes[0].rank.Empty());
}

TEST(MarkedText, HasCategoriesOfSeveralWords) {
  for (const char* category : {"Unternehmen mit 250 bis 999 Beschäftigten",
                               "5.000 und mehr Beschäftigte", "Kunst und Musik",
                               "Hochschulen für angewandte Wissenschaften"}) {
    const std::string text =
        "In der Kategorie " + std::string(category) + " siegte Ida Kern.";
    const Unit unit = UnitOf(text);
    ASSERT_EQ(unit.categories.size(), 1U) << text;
    EXPECT_EQ(text.substr(unit.categories[0].begin, unit.categories[0].Size()),
              category);
  }
}

TEST(MarkedText, HasSuperlativesAsCategories) {
  EXPECT_EQ(MarkedText("Bester deutscher Film ist „Otter“."),
            "<category> ist <names>.");
  EXPECT_EQ(MarkedText("Zum besten Solisten kürte die Jury Ida Kern."),
            "Zum <category> kürte die Jury <names>.");
  EXPECT_EQ(MarkedText("BESTE REGIE", UnitKind::kLine), "<category>");
  // With an article it is any noun; greetings are no contest.
  EXPECT_THAT(MarkedText("Das ist der beste Film von allen."),
              Not(testing::HasSubstr("<category>")));
  EXPECT_THAT(MarkedText("Beste Grüße aus Aue", UnitKind::kLine),
              Not(testing::HasSubstr("<category>")));
}

TEST(MarkedText, HasTheCategoryBetweenWinnerAndColon) {
  EXPECT_EQ(
      MarkedText("Preisträger „Große Betriebe“: Kern AG", UnitKind::kLine),
      "Preisträger <category>: <names>");
  EXPECT_EQ(MarkedText("Siegerteam „Windrad“: Ida Kern", UnitKind::kLine),
            "Siegerteam <names>: <names>");
  EXPECT_EQ(MarkedText("Preisträger: „Windrad“", UnitKind::kLine),
            "Preisträger: <names>");
}

TEST(MarkedText, HasOneMarkForEachThing) {
  EXPECT_EQ(MarkedText("Der mit 500 Euro dotierte 1. Preis in der Kategorie "
                       "„Musik“ ging an Ida Kern aus Soest und Max Rohr."),
            "Der <prize> <category> ging an <names>.");
  EXPECT_EQ(MarkedText("„Das ist ein großer Tag für uns alle hier.“, sagte Ida "
                       "Kern."),
            "<speech>, sagte <names>.");
}

TEST(MarkedText, PassesOverWhatStandsInTheWay) {
  EXPECT_EQ(MarkedText("Ida Kern (Soest) erhielt zudem 500 Euro."),
            "<names> erhielt <money>.");
  EXPECT_EQ(MarkedText("In Soest wurde auch Ida Kern geehrt."),
            "wurde <names> geehrt.");
}

TEST(MarkedText, KeepsWhatRulesRead) {
  EXPECT_THAT(MarkedText("Weder Ida Kern noch Max Rohr wurden geehrt."),
              testing::StartsWith("Weder <names>"));
  EXPECT_THAT(MarkedText("Preisträgerin ist Ida Kern."),
              testing::Eq("Preisträgerin ist <names>."));
  EXPECT_THAT(MarkedText("Teammitglieder: Ida Kern", UnitKind::kLine),
              testing::Eq("Teammitglieder: <names>"));
}

TEST(MarkedText, TakesAShortLineForANameThatNothingElseExplains) {
  EXPECT_EQ(MarkedText("Unter Tage", UnitKind::kItem), "<noun>");
  EXPECT_THAT(MarkedText("Die Feier beginnt um zehn.", UnitKind::kItem),
              Not(testing::StrEq("<noun>")));
}

// Where an enumeration goes on, and what stands behind a name goes with it.
TEST(Groups, EndWhereTheSentenceGoesOn) {
  EXPECT_EQ(MarkedText("Den Preis bekommt die Kern AG, den zweiten Preis der "
                       "gelernte Tischler Max Rohr."),
            "Den <prize> bekommt die <names>, den <prize> der <names>.");
  EXPECT_EQ(MarkedText("Zweiter wurde der Kulturverein Plön, Dritte die "
                       "Initiative Wattweg."),
            "Zweiter wurde der <names>, Dritte die <names>.");
  EXPECT_EQ(MarkedText("Geehrt werden Ida Kern aus Aue, die Ruderinnen aus "
                       "Plön und das Projekt Wattweg."),
            "Geehrt werden <names>, die Ruderinnen aus Plön und das <names>.");
}

TEST(Groups, TakeNoMemberForAnAttribute) {
  const std::string text =
      "Es gewannen Ida Kern (Aue), der Förderverein Kalkmühle, die Richterin "
      "Jette Sand, den Busfahrer Yilmaz Tekin und die Leiterin der Otterschule "
      "Barth, Martha Blank.";
  const Unit unit = UnitOf(text);
  std::vector<std::string> names;
  for (const names::Group& group : unit.groups) {
    for (const names::Member& member : group.members) {
      EXPECT_TRUE(member.affiliation.Empty());
      const Span& name = unit.phrases[member.phrase].name;
      names.push_back(text.substr(name.begin, name.Size()));
    }
  }
  EXPECT_THAT(names, Contains("Förderverein Kalkmühle"));
  EXPECT_THAT(names, Contains("Jette Sand"));
  EXPECT_THAT(names, Contains("Yilmaz Tekin"));
}

TEST(Phrases, OfPeopleBehindWhatTheyAre) {
  EXPECT_THAT(NamesIn("Es gewannen die Thüringer Paul Kern und Ida Sand."),
              ElementsAre("person: Paul Kern", "person: Ida Sand"));
  EXPECT_THAT(NamesIn("Geehrt wurde der Oberstudienrat Max Rohr."),
              ElementsAre("person: Max Rohr"));
  EXPECT_THAT(NamesIn("Geehrt wurde der Tischler Yilmaz Tekin."),
              ElementsAre("weak-person: Yilmaz Tekin"));
  EXPECT_THAT(NamesIn("So sieht es die Jury der Malereibetrieb Kern nicht."),
              ElementsAre("institution: Malereibetrieb Kern"));
}

TEST(Phrases, BehindThePluralOfWhatTheyAre) {
  EXPECT_THAT(NamesIn("Es gewannen die Metzgereien Kern und die Auer Betriebe "
                      "Rohr & Söhne."),
              ElementsAre("institution: Kern", "institution: Rohr & Söhne"));
  EXPECT_THAT(NamesIn("Es gewannen die Stadtwerke Aue."),
              ElementsAre("institution: Stadtwerke Aue"));
}

TEST(Phrases, OfSaintsAreNobody) {
  EXPECT_THAT(
      NamesIn("Es gewannen die Kita St. Martin Aue und Ida Kern."),
      ElementsAre("institution: Kita St. Martin Aue", "person: Ida Kern"));
}

TEST(Phrases, OfTownsInAList) {
  EXPECT_THAT(NamesIn("Ehrenpreis: Thernbach am Jauerling (Kräuterstiege)",
                      UnitKind::kItem),
              ElementsAre("unknown-word: Thernbach am Jauerling"));
  EXPECT_THAT(NamesIn("Vorn lag Thernbach am Jauerling (Krems)."),
              Not(Contains("unknown-word: Thernbach am Jauerling")));
}

TEST(Phrases, EndInANumber) {
  EXPECT_THAT(NamesIn("2. Platz: Team Neustart 50 (Plön)", UnitKind::kItem),
              ElementsAre("institution: Team Neustart 50"));
  EXPECT_THAT(NamesIn("Initiative Torhaus 7, Lorsch", UnitKind::kItem),
              ElementsAre("institution: Initiative Torhaus 7"));
  EXPECT_THAT(NamesIn("Team Wechsel 12 Punkte", UnitKind::kItem),
              ElementsAre("institution: Team Wechsel"));
}

TEST(Phrases, EndInAPair) {
  EXPECT_THAT(NamesIn("Es gewann der Tierschutzverein Aue und Umgebung."),
              ElementsAre("institution: Tierschutzverein Aue und Umgebung"));
  EXPECT_THAT(NamesIn("Es gewann die Kanzlei Kern, Rohr und Partner aus Aue."),
              ElementsAre("institution: Kanzlei Kern, Rohr und Partner"));
  EXPECT_THAT(NamesIn("Es gewann der Verein Watt und Ida Kern."),
              ElementsAre("institution: Watt", "person: Ida Kern"));
}

TEST(Groups, ShareWhatIsSaidOfBoth) {
  const std::string text =
      "Es gewannen Ida Kern und Max Rohr, beide Otterschule Aue.";
  const Unit unit = UnitOf(text);
  std::vector<std::string> affiliations;
  for (const names::Group& group : unit.groups) {
    for (const names::Member& member : group.members) {
      affiliations.push_back(
          text.substr(member.affiliation.begin, member.affiliation.Size()));
    }
  }
  EXPECT_THAT(affiliations, ElementsAre("Otterschule Aue", "Otterschule Aue"));
}

}  // namespace
}  // namespace bmas
