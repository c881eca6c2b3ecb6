#include "report/roll_up_json.h"

#include <nlohmann/json.hpp>

#include "base/diagnostic.h"
#include "report/json_line.h"
#include "report/verdicts_json.h"

namespace dengbao::report {
namespace {

using assess::NetworkPlace;
using assess::OutcomeCount;
using assess::RollUp;
using assess::RuleCount;
using assess::Tally;
using assess::WorstNetwork;
using Json = nlohmann::ordered_json;

constexpr std::string_view roll_up_schema = "dengbao.roll-up/1";

class RollUpWriter {
 public:
  auto write(const RollUp& roll_up) -> std::string {
    out_.open('{').member("schema", roll_up_schema);
    write_terms(roll_up.terms);
    out_.member("networks", roll_up.read() + roll_up.not_read).member("not_read", roll_up.not_read);
    tally("verdicts", roll_up.networks);
    tally("clauses", roll_up.clauses);
    out_.key("outcomes").open('[');
    for (const auto& outcome : roll_up.outcomes) write(outcome);
    out_.close(']');
    write("requirements", roll_up.requirements);
    write("risks", roll_up.risks);
    write("duties", roll_up.duties);
    out_.key("worst").open('[');
    for (const auto& network : roll_up.worst) write(network);
    out_.close(']').key("unreadable").open('[');
    for (const auto& place : roll_up.unreadable) {
      out_.open('{');
      write(place);
      out_.close('}');
    }
    return out_.close(']').close('}').take();
  }

 private:
  void write_terms(const assess::RollUpTerms& terms) {
    out_.member("scheme", terms.scheme).member("level", terms.level).member("as_of", terms.as_of);
    out_.member("policies", terms.policies);
    if (!terms.parameters.empty()) out_.key("parameters").raw(terms.parameters);
    if (terms.only.empty()) return;
    out_.key("only").open('[');
    for (const auto& pattern : terms.only) out_.text(pattern);
    out_.close(']');
  }

  void tally(std::string_view name, const Tally& tally) {
    out_.key(name);
    write_tally(out_, tally);
  }

  void write(std::string_view kind, const std::vector<RuleCount>& rules) {
    out_.key(kind).open('[');
    for (const auto& rule : rules) {
      out_.open('{').member("name", rule.name);
      tally("networks", rule.networks);
      tally("subjects", rule.subjects);
      out_.close('}');
    }
    out_.close(']');
  }

  // Readers of JSON keep 15 digits for sure: a longer number leaves as text.
  void number(std::string_view name, const std::optional<Number>& number) {
    if (!number) return;
    const auto digits = number->to_string();
    out_.key(name);
    if (digits.size() > 16) {
      out_.text(digits);
    } else {
      out_.raw(digits);
    }
  }

  void write(const OutcomeCount& outcome) {
    out_.open('{').member("outcome", outcome.name);
    if (!outcome.choices.empty()) {
      out_.key("networks").open('{');
      for (const auto& [value, count] : outcome.choices) out_.foreign_key(value).number(count);
      out_.close('}');
    }
    number("lowest", outcome.lowest);
    number("highest", outcome.highest);
    out_.member("open", outcome.open).close('}');
  }

  void write(const NetworkPlace& place) {
    out_.member("facts", place.facts);
    if (place.line > 0) out_.member("line", place.line);
    if (!place.network.empty()) out_.member("network", place.network);
  }

  void write(const WorstNetwork& network) {
    out_.open('{');
    write(network.place);
    out_.member("verdict", eval::verdict_name(network.verdict));
    out_.key("rules").open('{').member("bad", network.bad_rules).member("open", network.open_rules).close('}');
    out_.key("subjects").open('{').member("bad", network.bad_subjects).member("open", network.open_subjects);
    out_.close('}').close('}');
  }

  JsonLine out_;
};

// Why a text is no roll-up; leaves the reader, and not this file.
struct Refusal {
  Localised words;
};

class Reader {
 public:
  auto read(std::string_view text) -> RollUp {
    const auto json = Json::parse(text, nullptr, false);
    if (!json.is_object() || json.value("schema", Json()) != Json(roll_up_schema)) {
      throw Refusal{
          say("it is no JSON object whose `schema` is {}", "不是 `schema` 为 {} 的 JSON 对象", roll_up_schema)};
    }
    RollUp roll_up;
    read_terms(json, roll_up.terms);
    roll_up.not_read = count(json, "not_read");
    roll_up.networks = tally(json, "verdicts");
    roll_up.clauses = tally(json, "clauses");
    for (const auto& one : list(json, "outcomes")) roll_up.outcomes.push_back(outcome(one));
    roll_up.requirements = rules(json, "requirements");
    roll_up.risks = rules(json, "risks");
    roll_up.duties = rules(json, "duties");
    for (const auto& one : list(json, "worst")) roll_up.worst.push_back(worst(one));
    for (const auto& one : list(json, "unreadable")) roll_up.unreadable.push_back(place(one));
    if (roll_up.worst.size() > RollUp::named) damaged("worst");
    if (roll_up.unreadable.size() > RollUp::named) damaged("unreadable");
    if (count(json, "networks") != roll_up.read() + roll_up.not_read) damaged("networks");
    return roll_up;
  }

 private:
  [[noreturn]] static void damaged(std::string_view name) {
    throw Refusal{say("its `{}` is not as it was written", "其 `{}` 与写出时不符", name)};
  }

  static auto member(const Json& json, const char* name) -> const Json& {
    if (!json.is_object() || !json.contains(name)) damaged(name);
    return json[name];
  }
  static auto text(const Json& json, const char* name) -> std::string {
    const auto& found = member(json, name);
    if (!found.is_string()) damaged(name);
    return found.get<std::string>();
  }
  // Counts that are added up must not run over.
  static auto whole(const Json& json, std::string_view name) -> std::uint64_t {
    constexpr std::uint64_t largest = std::uint64_t{1} << 53U;
    if (!json.is_number_unsigned() || json.get<std::uint64_t>() > largest) damaged(name);
    return json.get<std::uint64_t>();
  }
  static auto count(const Json& json, const char* name) -> std::uint64_t { return whole(member(json, name), name); }
  static auto list(const Json& json, const char* name) -> const Json& {
    const auto& found = member(json, name);
    if (!found.is_array()) damaged(name);
    return found;
  }

  static void read_terms(const Json& json, assess::RollUpTerms& terms) {
    terms.scheme = text(json, "scheme");
    terms.level = text(json, "level");
    terms.as_of = text(json, "as_of");
    terms.policies = text(json, "policies");
    if (json.contains("parameters")) terms.parameters = json["parameters"].dump();
    if (!json.contains("only")) return;
    for (const auto& pattern : list(json, "only")) {
      if (!pattern.is_string()) damaged("only");
      terms.only.push_back(pattern.get<std::string>());
    }
  }

  static auto tally(const Json& json, const char* name) -> Tally {
    const auto& found = member(json, name);
    if (!found.is_object()) damaged(name);
    Tally tally;
    for (const auto& [word, number] : found.items()) {
      const auto verdict = eval::verdict_named(word);
      if (!verdict) damaged(name);
      tally.add(*verdict, whole(number, name));
    }
    return tally;
  }

  static auto rules(const Json& json, const char* name) -> std::vector<RuleCount> {
    std::vector<RuleCount> rules;
    for (const auto& rule : list(json, name)) {
      rules.push_back({text(rule, "name"), tally(rule, "networks"), tally(rule, "subjects")});
    }
    return rules;
  }

  static auto number(const Json& json, const char* name) -> std::optional<Number> {
    if (!json.contains(name)) return std::nullopt;
    const auto& found = json[name];
    const auto number = Number::parse(found.is_string() ? found.get<std::string>() : found.dump()).number;
    if (!number) damaged(name);
    return number;
  }

  static auto outcome(const Json& json) -> OutcomeCount {
    OutcomeCount outcome;
    outcome.name = text(json, "outcome");
    outcome.open = count(json, "open");
    outcome.lowest = number(json, "lowest");
    outcome.highest = number(json, "highest");
    if (!json.contains("networks")) return outcome;
    if (!json["networks"].is_object()) damaged("outcomes");
    for (const auto& [value, networks] : json["networks"].items()) outcome.choices[value] = whole(networks, "outcomes");
    return outcome;
  }

  static auto place(const Json& json) -> NetworkPlace {
    return {text(json, "facts"), json.contains("line") ? count(json, "line") : 0,
            json.contains("network") ? text(json, "network") : std::string()};
  }

  static auto worst(const Json& json) -> WorstNetwork {
    const auto verdict = eval::verdict_named(text(json, "verdict"));
    if (!verdict) damaged("verdict");
    const auto& rules = member(json, "rules");
    const auto& subjects = member(json, "subjects");
    return {place(json),
            *verdict,
            count(rules, "bad"),
            count(rules, "open"),
            count(subjects, "bad"),
            count(subjects, "open")};
  }
};

}  // namespace

auto roll_up_json(const assess::RollUp& roll_up) -> std::string { return RollUpWriter().write(roll_up); }

auto read_roll_up(std::string_view json) -> std::variant<assess::RollUp, Localised> {
  try {
    return Reader().read(json);
  } catch (const Refusal& refusal) {
    return refusal.words;
  }
}

auto is_verdicts_line(std::string_view line) -> bool { return line.starts_with(R"({"schema":"dengbao.verdicts/1",)"); }

}  // namespace dengbao::report
