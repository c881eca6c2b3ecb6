#include <catch2/catch.hpp>
#include <cstdio>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "assess/margin.h"
#include "assess/repair.h"
#include "changes/instance.h"
#include "changes/policy.h"
#include "explain/decide.h"
#include "explain/judge.h"
#include "explain/reason.h"
#include "facts/json_value.h"

using namespace dengbao;
using namespace dengbao::changes;
using Json = nlohmann::json;

namespace {

auto number_of(const char* name, std::uint32_t otherwise) -> std::uint32_t {
  const auto* text = std::getenv(name);
  return text == nullptr ? otherwise : static_cast<std::uint32_t>(std::strtoul(text, nullptr, 10));
}

auto good(eval::Verdict verdict) -> bool { return eval::standing(verdict) == eval::Standing::good; }
auto mended(eval::Verdict verdict) -> bool {
  return eval::standing(verdict) != eval::Standing::bad && verdict != eval::Verdict::not_applicable;
}

// Runs a check on every instance of the run whose first requirement stands so.
template <typename Check>
void each_instance(const char* what, eval::Standing wanted, Check check) {
  const auto count = number_of("DENGBAO_CHANGES", 400);
  const auto first = number_of("DENGBAO_CHANGES_SEED", 1);
  std::uint32_t checked = 0;
  for (std::uint32_t i = 0; i < count; ++i) {
    Random random(first + i);
    const auto policy = random_policy(random);
    auto network = random_network(random, today());
    if (wanted == eval::Standing::open) network = forgetting(network, random);
    const Instance instance(policy, network);
    const auto verdict = instance.verdict(network);
    if (!verdict || eval::standing(*verdict) != wanted) continue;
    INFO("seed " << first + i << "\n" << policy.substr(policy.find("requirement wanted")) << network.json());
    check(instance, random);
    ++checked;
  }
  std::printf("%s: %u instances of %u\n", what, checked, count);
  CHECK(checked > count / 20);
}

// ---- repairs ----

void check_sound(const Instance& instance, const assess::Repair& repair) {
  INFO(repair.patch);
  const auto text = instance.patched(repair.patch);
  const auto verdict = instance.verdict(text);
  REQUIRE(verdict);
  CHECK(mended(*verdict));
  CHECK(repair.passes == good(*verdict));
  for (std::size_t i = 0; i < repair.changes.size() && repair.changes.size() > 1; ++i) {
    auto fewer = repair.changes;
    fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
    const auto then = instance.verdict(instance.patched(assess::patch_of(*instance.program, *instance.facts, fewer)));
    CHECK((!then || !mended(*then)));
  }
  const bool breaks = good(*instance.verdict(instance.network.json(), 1)) &&
                      eval::standing(*instance.verdict(text, 1)) == eval::Standing::bad;
  CHECK(breaks == !repair.breaks.empty());
}

void check_repairs(const Instance& instance) {
  const auto proof = instance.proof();
  const auto found = assess::find_repairs(*instance.program, *instance.facts, instance.sources, proof, 6);
  std::size_t fewest = 3;
  for (const auto& repair : found.alternatives) {
    check_sound(instance, repair);
    if (repair.smallest == true) fewest = std::min(fewest, repair.changes.size() - 1);
  }
  const bool proved = std::ranges::any_of(found.alternatives, [](const auto& one) { return one.smallest == true; });
  const auto nearest = instance.nearest(mended, proved ? fewest : found.alternatives.empty() ? 2 : 3, true);
  if (proved) {
    CHECK_FALSE(nearest.changes);
    return;
  }
  if (!nearest.finished) return;
  for (const auto& repair : found.alternatives) {
    if (repair.smallest == false) CHECK((nearest.changes && *nearest.changes < repair.changes.size()));
  }
  if (found.alternatives.empty() && found.complete) CHECK_FALSE(nearest.changes);
}

// ---- what would decide ----

// The place of a fact in the JSON of the network. A supposed item is one more.
auto pointer_of(const Instance& instance, const explain::FactRef& fact) -> std::string {
  if (fact.row.index < explain::first_supposed_row) return instance.facts->pointer(fact.row, fact.field);
  return "/items/new/" + instance.program->fields[fact.field].name;
}

// The network with answers, each by one of the values that it stands for.
auto answered(const Instance& instance, const std::vector<std::pair<explain::Supposition, Value>>& answers) -> Json {
  using Kind = explain::Supposition::Kind;
  auto json = Json::parse(instance.network.json());
  auto added = Json::object({{"id", "new"}});
  for (const auto& [answer, value] : answers) {
    const auto& field = instance.program->fields[answer.fact.field];
    const auto written = [&] { return Json::parse(facts::json_value(*instance.program, value, field.type)); };
    if (answer.fact.row.index >= explain::first_supposed_row) added[field.name] = written();
  }
  for (const auto& [answer, value] : answers) {
    const auto& field = instance.program->fields[answer.fact.field];
    if (answer.fact.row.index >= explain::first_supposed_row) continue;
    const Json::json_pointer at(pointer_of(instance, answer.fact));
    if (answer.kind == Kind::value) json[at] = Json::parse(facts::json_value(*instance.program, value, field.type));
    if (answer.kind == Kind::empty) json[at] = Json::array();
    if (answer.kind == Kind::complete) json.erase("lists");
    if (answer.kind != Kind::element) continue;
    if (!json.contains("items")) json["items"] = Json::array();
    json["items"].push_back(added);
    json["lists"] = Json::array({{{"facts", "/items"}, {"are", "incomplete"}}});
  }
  return json;
}

// All small values of the kind that lie in one of the stretches.
auto values_in(const Instance& instance, const explain::Supposition& answer) -> std::vector<Value> {
  if (answer.kind != explain::Supposition::Kind::value) return {Value()};
  std::vector<Value> all;
  const auto type = instance.program->fields[answer.fact.field].type;
  if (type.kind == Kind::truth) all = {Value(false), Value(true)};
  if (type.kind == Kind::enumeration) all = {Value(Enumerator{0}), Value(Enumerator{1}), Value(Enumerator{2})};
  for (int i = 0; type.kind == Kind::number && i <= 8; ++i) all.emplace_back(Number(i));
  std::erase_if(all, [&](const Value& value) {
    return std::ranges::none_of(answer.values, [&](const auto& stretch) { return stretch.contains(value); });
  });
  return all;
}

using Answered = std::vector<std::pair<explain::Supposition, Value>>;

auto random_values(const Instance& instance, const explain::Way& way, Random& random) -> Answered {
  Answered answers;
  for (const auto& answer : way.all) {
    const auto values = values_in(instance, answer);
    REQUIRE_FALSE(values.empty());
    answers.emplace_back(answer, values[random() % values.size()]);
  }
  return answers;
}

void check_way(const Instance& instance, const explain::Way& way, Random& random) {
  for (int round = 0; round < 6; ++round) {
    const auto answers = random_values(instance, way, random);
    INFO(answered(instance, answers).dump());
    CHECK(instance.verdict(answered(instance, answers).dump()) == way.verdict);
    for (std::size_t i = 0; i < answers.size(); ++i) {
      const auto row = answers[i].first.row;
      const auto rests = [&](const auto& other) { return row && other.first.fact.row == *row; };
      if (std::ranges::any_of(answers, rests)) continue;
      auto fewer = answers;
      fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
      INFO("without answer " << i);
      CHECK(instance.verdict(answered(instance, fewer).dump()) == eval::Verdict::undecided);
    }
  }
}

// Every single answer to what is not known that decides is told of. Of sizes that are compared with each other only
// samples are.
void check_singles(const Instance& instance, const explain::Decisions& found) {
  const auto& program = *instance.program;
  for (std::uint32_t i = 0; i < program.fields.size(); ++i) {
    const auto& field = program.fields[model::FieldId{i}];
    if (field.type.list || field.type.kind == Kind::record || field.type.kind == Kind::date || field.key ||
        !field.read || field.name == "size")
      continue;
    for (std::uint32_t row = 0; row < instance.facts->row_count(field.owner); ++row) {
      const explain::FactRef fact{{field.owner, row}, {i}};
      if (!instance.facts->get(fact.row, fact.field).is_unknown()) continue;
      std::vector<Value> values = {Value(false), Value(true)};
      if (field.type.kind == Kind::enumeration) values = {Value(Enumerator{0}), Value(Enumerator{1})};
      if (field.type.kind == Kind::number)
        values = {Value(Number(1)), Value(Number(2)), Value(Number(3)), Value(Number(4))};
      for (const auto& value : values) {
        const explain::Supposition answer{explain::Supposition::Kind::value, fact, {}, {}};
        const auto json = answered(instance, {{answer, value}}).dump();
        const auto verdict = instance.verdict(json);
        std::optional<eval::Verdict> told;
        for (const auto& question : found.questions) {
          for (const auto& way : question.ways) {
            const auto in = [&](const explain::Stretch& stretch) { return stretch.contains(value); };
            if (question.fact == fact && way.all.size() == 1 && std::ranges::any_of(way.all.front().values, in))
              told = way.verdict;
          }
        }
        INFO(json);
        CHECK(told.value_or(eval::Verdict::undecided) == verdict);
      }
    }
  }
}

void check_decisions(const Instance& instance, Random& random) {
  const auto proof = instance.proof();
  const auto reason = explain::find_reason(*instance.program, *instance.facts, instance.settings, proof);
  const auto found = explain::find_decisions(*instance.program, *instance.facts, proof, reason.facts);
  for (const auto& question : found.questions) {
    for (const auto& way : question.ways) check_way(instance, way, random);
  }
  for (const auto& way : found.together) check_way(instance, way, random);
  if (found.complete) check_singles(instance, found);
  for (int round = 0; round < 20 && found.whatever; ++round) {
    CHECK(instance.verdict(completed(instance.network, random, today())) == found.whatever);
  }
}

// ---- margins ----

void check_margin(const Instance& instance) {
  const auto proof = instance.proof();
  const auto margin = assess::find_margin(*instance.program, *instance.facts, instance.sources, proof);
  const auto broken = [](eval::Verdict verdict) { return !good(verdict) && verdict != eval::Verdict::not_applicable; };
  std::size_t below = 2;
  for (const auto& one : margin.breaks) {
    INFO(one.patch);
    const auto verdict = instance.verdict(instance.patched(one.patch));
    REQUIRE(verdict);
    CHECK(broken(*verdict));
    CHECK(*verdict == one.verdict);
    if (one.smallest == true) below = std::min(below, one.changes.size() - 1);
  }
  if (!margin.breaks.empty() || margin.impossible) {
    const auto nearest = instance.nearest(broken, below, false);
    CHECK_FALSE(nearest.changes);
  }
  const auto last = margin.expires ? margin.expires->days : 500;
  std::optional<std::int64_t> first;
  for (std::int64_t day = 1; day <= last && !first; ++day) {
    if (!good(instance.verdict_on({today().days + static_cast<std::int32_t>(day)}))) first = day;
  }
  CHECK(first == (margin.expires ? std::optional(margin.expires->days) : std::nullopt));
}

}  // namespace

TEST_CASE("repairs help, nothing of them can be left out, and fewest is fewest") {
  each_instance("repairs", eval::Standing::bad, [](const Instance& instance, Random&) { check_repairs(instance); });
}

TEST_CASE("answers decide as they are said to, and none of them is idle") {
  each_instance("decisions", eval::Standing::open, check_decisions);
}

TEST_CASE("what breaks a pass does, nothing smaller does, and it ends on that day") {
  each_instance("margins", eval::Standing::good, [](const Instance& instance, Random&) { check_margin(instance); });
}
