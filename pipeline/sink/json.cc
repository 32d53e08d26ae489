#include "pipeline/sink/json.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "pipeline/base/utf8.h"
#include "pipeline/sink/engine.h"

namespace bmas::sink {
namespace {

using Json = nlohmann::ordered_json;
using record::Value;

Json OrNull(const std::string& text) {
  return text.empty() ? Json(nullptr) : Json(text);
}

double Tenth(double points) { return std::round(points * 10) / 10; }

// To a hundredth; whole numbers without a decimal point.
Json Hundredths(double number) {
  const double hundredths = std::round(number * 100);
  if (std::fmod(hundredths, 100) == 0) {
    return static_cast<std::int64_t>(hundredths / 100);
  }
  return hundredths / 100;
}

class Writer {
 public:
  Writer(const record::Record& record, const rules::RuleSet& rules)
      : record_(record), rules_(rules), points_(record.text.Text()) {}

  Json Write(const std::string& id) {
    Json out;
    out["schema_version"] = "2.0";
    if (!id.empty()) out["id"] = Json::parse(id);
    out["document"] = Document();
    out["status"] = Name(record_.status);
    out["error"] = Failure();
    const record::Release& release = record_.release;
    out["release"] = {{"issuer", At("/release/issuer", release.issuer)},
                      {"number", At("/release/number", release.number)},
                      {"title", At("/release/title", release.title)},
                      {"subtitle", At("/release/subtitle", release.subtitle)},
                      {"place", At("/release/place", release.place)},
                      {"date", At("/release/date", release.date)},
                      {"embargo", At("/release/embargo", release.embargo)},
                      {"announces", OrNull(release.announces)}};
    out["awards"] = List(release.awards, "/awards", &Writer::AwardAt);
    out["announced"] =
        List(release.announced, "/announced", &Writer::AnnouncedAt);
    out["dates"] = List(release.dates, "/dates", &Writer::DateAt);
    out["contacts"] = List(release.contacts, "/contacts", &Writer::ContactAt);
    out["links"] = List(release.links, "/links", &Writer::LinkAt);
    out["checks"] = List(release.checks, "", &Writer::CheckAt);
    out["residue"] = List(release.residue, "", &Writer::ResidueAt);
    out["diagnostics"] = List(record_.diagnostics, "", &Writer::DiagnosticAt);
    out["evidence"] = std::move(evidence_);
    out["engine"] = {{"version", EngineVersion()},
                     {"poppler", PopplerVersion()},
                     {"icu", IcuVersion()}};
    return out;
  }

 private:
  Json Document() const {
    const record::Facts& facts = record_.facts;
    return {{"path", OrNull(facts.path)},
            {"sha256", OrNull(facts.sha256)},
            {"size_bytes",
             facts.sha256.empty() ? Json(nullptr) : Json(facts.size_bytes)},
            {"pages", facts.pages ? Json(*facts.pages) : Json(nullptr)},
            {"producer", OrNull(facts.producer)},
            {"duplicate_of", OrNull(facts.duplicate_of)}};
  }

  Json Failure() const {
    if (!record_.error) return nullptr;
    return {{"code", Name(record_.error->code)},
            {"message", record_.error->message},
            {"where", nullptr}};
  }

  template <class T>
  Json List(const std::vector<T>& values, const std::string& at,
            Json (Writer::*write)(const std::string&, const T&)) {
    Json out = Json::array();
    for (std::size_t i = 0; i < values.size(); ++i) {
      out.push_back((this->*write)(at + "/" + std::to_string(i), values[i]));
    }
    return out;
  }

  // The value, and its evidence under this pointer.
  Json At(const std::string& at, const Value& value) {
    if (value.Empty()) return nullptr;
    Proved(at, value.sources);
    return value.text;
  }
  Json At(const std::string& at, const record::Number& number) {
    if (number.Empty()) return nullptr;
    Proved(at, number.sources);
    return *number.value;
  }

  void Proved(const std::string& at,
              const std::vector<record::Source>& sources) {
    for (const record::Source& source : sources) AddEvidence(at, source);
  }

  Json Points(const Span& span) const {
    return {points_.At(span.begin), points_.At(span.end)};
  }

  void AddEvidence(const std::string& at, const record::Source& source) {
    const rules::CompiledRule& rule =
        rules_.rules[static_cast<std::size_t>(source.rule)];
    Json entry{{"at", at},
               {"rule", rule.id},
               {"rule_version", rule.version},
               {"span", Points(source.span)}};
    Json boxes = Json::array();
    if (record_.text.has_boxes) {
      for (const Box& box : record_.text.Boxes(source.span)) {
        boxes.push_back({{"page", box.page},
                         {"x", Tenth(box.x)},
                         {"y", Tenth(box.y)},
                         {"width", Tenth(box.width)},
                         {"height", Tenth(box.height)}});
      }
    } else {
      const SourceSpan in = record_.text.Source(source.span);
      entry["source_span"] = {in.begin, in.end};
    }
    entry["boxes"] = std::move(boxes);
    evidence_.push_back(std::move(entry));
  }

  Json ValueAt(const std::string& at, const Value& value) {
    return At(at, value);
  }

  Json AwardAt(const std::string& at, const record::Award& award) {
    return {
        {"key", OrNull(award.key)},
        {"name", At(at + "/name", award.name)},
        {"year", At(at + "/year", award.year)},
        {"year_inferred", award.year_inferred},
        {"date", At(at + "/date", award.date)},
        {"prize_money", MoneyAt(at + "/prize_money", award.prize_money)},
        {"winners", List(award.winners, at + "/winners", &Writer::WinnerAt)},
        {"others", List(award.others, at + "/others", &Writer::OtherAt)}};
  }

  Json OtherAt(const std::string& at, const record::Other& other) {
    return {{"name", At(at + "/name", other.name)}, {"role", other.role}};
  }

  // The evidence of these two is that of the object.
  Json RankAt(const std::string& at, const record::Rank& rank) {
    if (rank.Empty()) return nullptr;
    return {{"number", rank.number ? Json(*rank.number) : Json(nullptr)},
            {"text", At(at, rank.text)}};
  }

  Json MoneyAt(const std::string& at, const record::Money& money) {
    if (money.Empty()) return nullptr;
    return {
        {"text", At(at, money.text)},
        {"amount", money.amount ? Hundredths(*money.amount) : Json(nullptr)},
        {"currency", OrNull(money.currency)}};
  }

  Json WinnerAt(const std::string& at, const record::Winner& winner) {
    return {
        {"name", At(at + "/name", winner.name)},
        {"kind", OrNull(winner.kind)},
        {"title", At(at + "/title", winner.title)},
        {"role", At(at + "/role", winner.role)},
        {"category", At(at + "/category", winner.category)},
        {"rank", RankAt(at + "/rank", winner.rank)},
        {"affiliation", At(at + "/affiliation", winner.affiliation)},
        {"place", At(at + "/place", winner.place)},
        {"members", List(winner.members, at + "/members", &Writer::ValueAt)},
        {"project", At(at + "/project", winner.project)},
        {"reason", At(at + "/reason", winner.reason)},
        {"prize_money", MoneyAt(at + "/prize_money", winner.prize_money)},
        {"confidence", std::round(winner.confidence * 100) / 100}};
  }

  Json AnnouncedAt(const std::string& at, const record::Announced& announced) {
    return {{"count", announced.count},
            {"noun", At(at + "/noun", announced.noun)},
            {"text", At(at + "/text", announced.text)},
            {"awards", announced.awards}};
  }

  Json DateAt(const std::string& at, const record::Date& date) {
    return {{"text", At(at + "/text", date.text)},
            {"iso", OrNull(date.iso)},
            {"end", OrNull(date.end)},
            {"precision", date.precision},
            {"bound", OrNull(date.bound)},
            {"role", date.role},
            {"inferred", date.inferred},
            {"relative", date.relative}};
  }

  Json PhoneAt(const std::string& at, const record::Phone& phone) {
    Json out{{"text", At(at, phone.text)}, {"e164", OrNull(phone.e164)}};
    if (phone.type != "fax") out["type"] = phone.type;
    return out;
  }

  Json ContactAt(const std::string& at, const record::Contact& contact) {
    return {{"role", contact.role},
            {"organisation", At(at + "/organisation", contact.organisation)},
            {"unit", At(at + "/unit", contact.unit)},
            {"person", At(at + "/person", contact.person)},
            {"function", At(at + "/function", contact.function)},
            {"care_of", At(at + "/care_of", contact.care_of)},
            {"street", At(at + "/street", contact.street)},
            {"po_box", At(at + "/po_box", contact.po_box)},
            {"postcode", At(at + "/postcode", contact.postcode)},
            {"city", At(at + "/city", contact.city)},
            {"country", At(at + "/country", contact.country)},
            {"phones", List(contact.phones, at + "/phones", &Writer::PhoneAt)},
            {"faxes", List(contact.faxes, at + "/faxes", &Writer::PhoneAt)},
            {"emails", List(contact.emails, at + "/emails", &Writer::ValueAt)},
            {"urls", List(contact.urls, at + "/urls", &Writer::ValueAt)}};
  }

  Json LinkAt(const std::string& at, const record::Link& link) {
    return {{"url", link.url}, {"text", At(at, link.text)}};
  }

  Json CheckAt(const std::string& /*at*/, const record::Check& check) {
    return {{"id", check.id},
            {"at", check.at},
            {"status", check.status},
            {"message", check.message}};
  }

  Json ResidueAt(const std::string& /*at*/, const record::Residue& residue) {
    return {{"text", record_.text.Slice(residue.span)},
            {"span", Points(residue.span)},
            {"block", residue.block}};
  }

  Json DiagnosticAt(const std::string& /*at*/,
                    const record::Diagnostic& diagnostic) {
    return {
        {"code", diagnostic.code},
        {"message", diagnostic.message},
        {"page", diagnostic.page > 0 ? Json(diagnostic.page) : Json(nullptr)}};
  }

  const record::Record& record_;
  const rules::RuleSet& rules_;
  CodePointIndex points_;
  Json evidence_ = Json::array();
};

}  // namespace

std::string ToJson(const record::Record& record, const rules::RuleSet& rules,
                   JsonForm form, const std::string& id) {
  const Json json = Writer(record, rules).Write(id);
  return json.dump(form == JsonForm::kIndented ? 2 : -1) + "\n";
}

std::string OnOneLine(const std::string& json, const std::string& id) {
  Json out;
  const Json record = Json::parse(json);
  for (const auto& [key, value] : record.items()) {
    out[key] = value;
    if (key == "schema_version") out["id"] = Json::parse(id);
  }
  return out.dump() + "\n";
}

}  // namespace bmas::sink
