#include "assess/repair.h"

#include <catch2/catch.hpp>
#include <random>

#include "assess/assessment.h"
#include "explain/proof.h"
#include "explain/words.h"
#include "facts/load.h"
#include "facts/patch.h"
#include "model/compile.h"
#include "syntax/parse.h"

using namespace dengbao;

namespace {

constexpr auto repair_head = R"(
scheme demo levels 1..1 facts Site
source book title "Book" in force from 2020-01-01
record Site
  a : truth label "a"
  b : truth label "b"
  c : truth label "c"
  n : number label "number"
  owner : text label "owner"
  tested : date label "last test"
  kind : one of red, green, blue  label "colour"
  tags : list of text label "tags"
  items : list of Item label "items"
record Item label "item"
  key id : text
  ok : truth label "sound"
  on : truth label "switched on"
  size : number label "size"
requirement wanted
  title "Wanted"
  cites book 1
  level 1
  require "wanted": )";

// One requirement with one condition, and facts.
struct RepairWorld {
  Sources sources;
  Sink sink;
  std::optional<model::Program> program;
  std::optional<facts::Facts> facts;
  eval::Settings settings;

  RepairWorld(const std::string& condition, const std::string& json, const std::string& roles = {}) {
    model::PolicySet set;
    if (!roles.empty()) set.files.push_back(syntax::parse(sources, sources.add("roles.policy", roles), sink));
    set.files.push_back(syntax::parse(sources, sources.add("test.policy", repair_head + condition), sink));
    program = model::compile(set, sources, sink);
    for (const auto& diagnostic : sink.sorted()) UNSCOPED_INFO(diagnostic.text.en);
    REQUIRE(program);
    settings.as_of = Date::parse("2026-11-21").value();
    settings.overridden.resize(program->parameters.size());
    load(json);
  }
  void load(const std::string& json) {
    facts = facts::load(sources, sources.add("facts.json", json), *program, sink);
    REQUIRE(facts);
  }

  auto judge(const facts::Facts& of) const -> explain::Judgement {
    return explain::judge(*program, of, settings, model::RequirementId{0});
  }
  auto proof() const -> explain::Proof {
    return explain::prove(*program, *facts, settings, model::RequirementId{0}, judge(*facts).subjects.front());
  }
  auto repairs(std::size_t most = 3) const -> assess::Repairs {
    return assess::find_repairs(*program, *facts, sources, proof(), most);
  }
  // Whether it fails no more after this patch.
  auto mends(const std::string& patch) const -> bool {
    Sources texts;
    Sink messages;
    const auto before = texts.add("facts.json", std::string(sources[facts->file()].text()));
    const auto text = facts::apply_patch(texts, before, texts.add("patch.json", patch), messages);
    if (!text) return false;
    const auto changed = facts::load(texts, texts.add("changed.json", *text), *program, messages);
    return changed && eval::standing(judge(*changed).verdict.verdict) != eval::Standing::bad;
  }
  auto words(Lang lang = Lang::en) const -> std::vector<std::string> {
    const auto found = proof();
    const explain::Words speaker(*program, *facts, found, lang);
    std::vector<std::string> all;
    for (const auto& repair : repairs().alternatives) {
      std::string line;
      for (const auto& change : speaker.changes(repair.changes)) line += (line.empty() ? "" : "; ") + change;
      all.push_back(line);
    }
    return all;
  }
};

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("the bound of a comparison, the choices that will do, what a person must give") {
  CHECK(RepairWorld("site.n >= 8", R"({"n": 6})").words() == Lines{"number: at least 8"});
  CHECK(RepairWorld("site.n < 8", R"({"n": 9})").words() == Lines{"number: at most 7"});
  CHECK(RepairWorld("site.n = 8", R"({"n": 9})").words() == Lines{"number: 8"});
  CHECK(RepairWorld("site.a", R"({"a": false})").words() == Lines{"a — yes"});
  CHECK(RepairWorld("site.kind is one of red, green", R"({"kind": "blue"})").words() ==
        Lines{"colour: red", "colour: green"});
  CHECK(RepairWorld("site.kind is not blue", R"({"kind": "blue"})").words() == Lines{"colour: red", "colour: green"});
  CHECK(RepairWorld("site.owner is not empty", R"({"owner": ""})").words() == Lines{"owner: to be given"});
  CHECK(RepairWorld("site.tags contains \"x\"", R"({"tags": ["y"]})").words() == Lines{"tags: with \"x\""});
  CHECK(RepairWorld("site.tags not contains \"y\"", R"({"tags": ["x", "y"]})").words() == Lines{"tags: without \"y\""});
  CHECK(RepairWorld("site.tested is at most 6 months before as_of", R"({"tested": "2025-01-01"})").words() ==
        Lines{"last test: 2026-11-21"});
}

TEST_CASE("what is past cannot be changed") {
  CHECK(RepairWorld("site.tested before 2020-01-01", R"({"tested": "2025-01-01"})").words().empty());
  CHECK(RepairWorld("site.tested >= 2027-05-01", R"({"tested": "2025-01-01"})").words() ==
        Lines{"last test: 2027-05-01 or later"});
}

TEST_CASE("what the policies say was observed stays; what can be done again is to be done, not to be dated") {
  constexpr auto roles = R"(
module demo.repairs
parameter observed : list of text = ("Site.kind", "Site.n", "Item.size")
parameter repeated : list of text = ("Site.tested")
parameter removable : list of text = ("Item")
)";
  const auto words = [&](const char* condition, const char* json, Lang lang = Lang::en) {
    return RepairWorld(condition, json, roles).words(lang);
  };
  CHECK(words("site.n >= 8", R"({"n": 6})").empty());
  CHECK(words("site.kind is not blue or site.a", R"({"kind": "blue", "a": false})") == Lines{"a — yes"});
  constexpr auto fresh = "site.tested is at most 6 months before as_of";
  CHECK(words(fresh, R"({"tested": "2025-01-01"})") == Lines{"last test: to be carried out again, on 2026-11-21"});
  CHECK(words(fresh, R"({"tested": "2025-01-01"})", Lang::zh) == Lines{"last test：重新进行，日期 2026-11-21"});
  CHECK(words("site.owner = \"b\"", R"({"owner": "a"})").empty());
  CHECK(words("site.owner is not empty", R"({"owner": ""})") == Lines{"owner: to be given"});
  constexpr auto sizes = "every item in site.items where item.on satisfies item.size >= 3";
  constexpr auto items = R"({"items": [{"id": "x", "on": true, "size": 1}]})";
  CHECK(words(sizes, items) == Lines{"x: switched on — no", "item x: to be removed"});
  CHECK(
      RepairWorld(sizes, items, "module demo.repairs\nparameter observed : list of text = (\"Item.size\")\n").words() ==
      Lines{"x: switched on — no"});
  CHECK(RepairWorld(fresh, R"({"tested": "2025-01-01"})",
                    "module demo.repairs\nparameter observed : list of text = (\"Item\")\n")
            .words()
            .empty());
  CHECK(RepairWorld(fresh, R"({"tested": "2025-01-01"})",
                    "module demo.repairs\nparameter extended : list of text = (\"Site.tested\")\n")
            .words() == Lines{"last test: to be renewed, to 2026-11-21 or later"});
}

TEST_CASE("alternatives, fewest and gentlest actions first") {
  CHECK(RepairWorld("(site.a and site.b) or site.c", R"({"a": false, "b": false, "c": false})").words() ==
        Lines{"c — yes", "a — yes; b — yes"});
  CHECK(RepairWorld("if site.a then site.b", R"({"a": true, "b": false})").words() == Lines{"b — yes", "a — no"});
  const RepairWorld items(
      "every item in site.items where item.on satisfies item.size >= 3",
      R"({"items": [{"id": "x", "on": true, "size": 1}, {"id": "y", "on": true, "size": 2}, {"id": "z", "on": false, "size": 0}]})");
  CHECK(items.words() == Lines{"x, y: size — at least 3", "x, y: switched on — no", "item x, y: to be removed"});
  CHECK(items.repairs().alternatives.front().patch ==
        "[\n  {\"op\": \"add\", \"path\": \"/items/0/size\", \"value\": 3},\n"
        "  {\"op\": \"add\", \"path\": \"/items/1/size\", \"value\": 3}\n]\n");
  CHECK(items.repairs().alternatives.back().patch ==
        "[\n  {\"op\": \"remove\", \"path\": \"/items/1\"},\n  {\"op\": \"remove\", \"path\": \"/items/0\"}\n]\n");
  CHECK(items.words(Lang::zh).front() == "x、y：size——不小于 3");
}

TEST_CASE("the nearest candidates, and as many as are asked for") {
  const std::string facts =
      R"({"items": [{"id": "x", "ok": false, "on": false}, {"id": "y", "ok": true, "on": false}]})";
  CHECK(RepairWorld("some item in site.items satisfies item.ok and item.on", facts).words() ==
        Lines{"y: switched on — yes", "x: sound — yes; x: switched on — yes"});
  CHECK(RepairWorld("at least 2 item in site.items satisfies item.ok", facts).words() == Lines{"x: sound — yes"});
  CHECK(RepairWorld("at most 0 item in site.items satisfies item.ok", facts).words() ==
        Lines{"y: sound — no", "item y: to be removed"});
}

TEST_CASE("nothing is proposed that does not help, and a part that stays open is said to") {
  CHECK(RepairWorld("site.a and not site.a", R"({"a": true})").words().empty());
  const RepairWorld open("site.a and site.n >= 3", R"({"a": false})");
  REQUIRE(open.repairs().alternatives.size() == 1);
  CHECK(open.repairs().alternatives.front().changes.size() == 1);
  CHECK_FALSE(open.repairs().alternatives.front().passes);
}

TEST_CASE("every repair says whether fewer changes would do") {
  const RepairWorld pairs("(site.a and site.b) or site.c", R"({"a": false, "b": false, "c": false})");
  const auto found = pairs.repairs();
  REQUIRE(found.alternatives.size() == 2);
  CHECK(found.at_least == 1);
  CHECK(found.alternatives.front().smallest == true);
  CHECK(found.alternatives.back().smallest == false);
  const RepairWorld all("site.a and site.b and site.n >= 3", R"({"a": false, "b": false, "n": 1})");
  CHECK(all.repairs().at_least == 3);
  CHECK(all.repairs().alternatives.front().smallest == true);
  CHECK(RepairWorld("site.tested before 2020-01-01", R"({"tested": "2025-01-01"})").repairs().impossible);
}

TEST_CASE("what no proof shows is found by searching") {
  CHECK(RepairWorld("highest of site.items.size <= 3", R"({"items": [{"id": "x", "size": 5}, {"id": "y", "size": 2}]})")
            .words() == Lines{"size of x: at most 3", "item x: to be removed"});
  CHECK(RepairWorld("distinct(site.items.size)",
                    R"({"items": [{"id": "x", "size": 5}, {"id": "y", "size": 5}, {"id": "z", "size": 2}]})")
            .repairs()
            .alternatives.front()
            .changes.size() == 1);
}

namespace {

auto random_condition(std::mt19937& random, int depth) -> std::string {
  static const std::vector<std::string> leaves = {"site.a",
                                                  "site.b",
                                                  "site.c",
                                                  "site.n >= 3",
                                                  "site.n <= 2",
                                                  "site.kind is red",
                                                  "site.kind is not green",
                                                  "every item in site.items satisfies item.ok",
                                                  "some item in site.items satisfies item.ok",
                                                  "every item in site.items where item.on satisfies item.ok",
                                                  "no item in site.items satisfies item.on",
                                                  "at least 2 item in site.items satisfies item.ok"};
  const auto kind = depth == 0 ? 0 : random() % 5;
  const auto inner = [&] { return "(" + random_condition(random, depth - 1) + ")"; };
  if (kind == 1) return inner() + " and " + inner();
  if (kind == 2) return inner() + " or " + inner();
  if (kind == 3) return "not " + inner();
  if (kind == 4) return "if " + inner() + " then " + inner();
  return leaves[random() % leaves.size()];
}

// Every way to set the facts that conditions read: three truths, a number, a colour, two items with two truths each.
auto facts_of(unsigned number) -> std::string {
  const auto bit = [&] {
    const bool set = number % 2 == 1;
    number /= 2;
    return std::string(set ? "true" : "false");
  };
  std::string json = "{\"a\": " + bit() + ", \"b\": " + bit() + ", \"c\": " + bit();
  json += ", \"n\": " + std::string(bit() == "true" ? "3" : "2");
  json += ", \"items\": [{\"id\": \"x\", \"ok\": " + bit() + ", \"on\": " + bit() +
          "}, {\"id\": \"y\", \"ok\": " + bit() + ", \"on\": " + bit() + "}]";
  static const std::vector<std::string> colours = {"red", "green", "blue"};
  return json + ", \"kind\": \"" + colours[number % 3] + "\"}";
}
constexpr unsigned bits = 8;
constexpr unsigned states = 256 * 3;

auto distance(unsigned a, unsigned b) -> int {
  return __builtin_popcount((a ^ b) % (1U << bits)) + ((a >> bits) % 3 != (b >> bits) % 3 ? 1 : 0);
}

}  // namespace

TEST_CASE("against every possible change: sound, without surplus, and the smallest is among them") {
  std::mt19937 random(11);
  int failing = 0;
  int smallest = 0;
  for (int round = 0; round < 250; ++round) {
    const auto condition = random_condition(random, 2);
    const auto start = static_cast<unsigned>(random() % states);
    RepairWorld world(condition, facts_of(start));
    if (eval::standing(world.judge(*world.facts).verdict.verdict) != eval::Standing::bad) continue;
    INFO(condition << " " << facts_of(start));
    int nearest = 100;
    for (unsigned state = 0; state < states; ++state) {
      if (distance(start, state) >= nearest) continue;
      Sources texts;
      Sink messages;
      const auto other = facts::load(texts, texts.add("facts.json", facts_of(state)), *world.program, messages);
      REQUIRE(other);
      const bool good = eval::standing(world.judge(*other).verdict.verdict) == eval::Standing::good;
      if (good) nearest = std::min(nearest, distance(start, state));
    }
    const auto found = world.repairs(8);
    if (nearest == 100) {
      // Only what takes items away can help then.
      for (const auto& repair : found.alternatives) CHECK(world.mends(repair.patch));
      continue;
    }
    ++failing;
    REQUIRE_FALSE(found.alternatives.empty());
    auto best = found.alternatives.front().changes.size();
    for (const auto& repair : found.alternatives) {
      best = std::min(best, repair.changes.size());
      CHECK(world.mends(repair.patch));
      for (std::size_t left_out = 0; left_out < repair.changes.size(); ++left_out) {
        auto fewer = repair.changes;
        fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(left_out));
        CHECK_FALSE(world.mends(assess::patch_of(*world.program, *world.facts, fewer)));
      }
    }
    smallest += best <= static_cast<std::size_t>(nearest) ? 1 : 0;
  }
  CHECK(failing > 60);
  INFO(smallest << " of " << failing << " are the smallest there are");
  CHECK(smallest == failing);
}
