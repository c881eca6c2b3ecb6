#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <set>

#include "author/given_json.h"
#include "base/render_diagnostic.h"
#include "explain/judge.h"
#include "facts/load.h"
#include "levels/networks.h"
#include "model/compile.h"

// A higher level only adds: what passes a requirement at one level passes it at the level below. Over the whole
// library, on networks crossed from the examples in its tests, which lie on both sides of every boundary.
namespace dengbao::levels {
namespace {

const std::filesystem::path root = DENGBAO_ROOT;

// Requirements for which this does not hold, with the reason: `NAME because REASON`, a line each.
auto known_exceptions() -> std::set<std::string> {
  std::set<std::string> names;
  std::ifstream in(root / "tests/levels/exceptions.txt");
  for (std::string line; std::getline(in, line);) {
    if (!line.empty() && line.front() != '#') names.insert(line.substr(0, line.find(' ')));
  }
  return names;
}

struct Example {
  Json facts;
  Date as_of;
  model::RequirementId of;
};

struct Library {
  Sources sources;
  std::optional<model::Program> program;
  std::vector<Example> examples;
};

auto load_library() -> Library {
  Library library;
  Sink sink;
  const std::vector<std::string> paths = {(root / "policies").string(), (root / "tests/policies").string()};
  library.program = model::load_program(paths, (root / "stdlib").string(), library.sources, sink);
  INFO(render(sink.sorted(), library.sources, Lang::en, false));
  REQUIRE(library.program);
  for (const auto& test : library.program->tests) {
    if (test.record || !test.of) continue;
    library.examples.push_back({Json::parse(author::given_json(library.sources, test).json),
                                test.as_of.value_or(*Date::parse("2026-01-01")), *test.of});
  }
  return library;
}

auto settings_at(const model::Program& program, std::uint32_t level, Date as_of) -> eval::Settings {
  eval::Settings settings;
  settings.as_of = as_of;
  settings.level = level;
  settings.class_levels.assign(program.scheme.classes.size(), level);
  settings.overridden.resize(program.parameters.size());
  return settings;
}

auto is_pass(eval::Verdict verdict) -> bool {
  return verdict == eval::Verdict::pass || verdict == eval::Verdict::pass_by_exception;
}
auto does_no_harm(eval::Verdict verdict) -> bool {
  return is_pass(verdict) || verdict == eval::Verdict::provided || verdict == eval::Verdict::not_met_recommended ||
         verdict == eval::Verdict::not_applicable;
}

// What passes above and does not below: the whole requirement, or a subject.
auto stronger_below(const explain::Judgement& above, const explain::Judgement& below) -> std::optional<std::string> {
  if (is_pass(above.verdict.verdict) && !does_no_harm(below.verdict.verdict)) return "the requirement";
  for (const auto& subject : above.subjects) {
    if (!is_pass(subject.verdict)) continue;
    for (const auto& other : below.subjects) {
      if (same(subject.subject, other.subject) && !does_no_harm(other.verdict)) return "a subject";
    }
  }
  return std::nullopt;
}

class Search {
 public:
  explicit Search(Library& library) : library_(library), program_(*library.program) {}

  void look(const Json& network, Date as_of, const std::set<model::RequirementId>& requirements) {
    Sink sink;
    const auto text = network.dump();
    const auto facts = facts::load(facts::Excerpt{text, FileId{0}, 0}, program_.scheme.facts, program_, sink);
    if (!facts) return;
    ++networks;
    for (const auto id : requirements) look(network, *facts, as_of, id);
  }

  std::size_t networks = 0;
  std::size_t pairs = 0;  // subjects that passed at the upper of two levels
  std::map<std::string, std::string> violations;

 private:
  void look(const Json& network, const facts::Facts& facts, Date as_of, model::RequirementId id) {
    const auto& requirement = program_.requirements[id];
    std::optional<explain::Judgement> below;
    for (const auto level : requirement.levels) {
      auto judged = explain::judge(program_, facts, settings_at(program_, level, as_of), id);
      if (below) {
        for (const auto& subject : judged.subjects) pairs += is_pass(subject.verdict) ? 1 : 0;
        if (const auto what = stronger_below(judged, *below)) {
          violations.emplace(requirement.name,
                             fmt::format("{} at level {}, not at {}; as of {}: {}", *what, level, below->level,
                                         as_of.to_string(), network.dump().substr(0, 2000)));
        }
      }
      below = std::move(judged);
    }
  }

  Library& library_;
  const model::Program& program_;
};

auto rounds_asked() -> std::size_t {
  const char* asked = std::getenv("DENGBAO_LEVELS_ROUNDS");
  return asked != nullptr ? std::strtoull(asked, nullptr, 10) : 3000;
}

}  // namespace

TEST_CASE("what passes at a level passes at the level below") {
  auto library = load_library();
  const auto& program = *library.program;
  std::set<model::RequirementId> all;
  for (std::uint32_t i = 0; i < program.requirements.size(); ++i) {
    const auto& requirement = program.requirements[{i}];
    if (requirement.kind == model::RuleKind::requirement && requirement.levels.size() > 1) all.insert({i});
  }
  Search search(library);
  for (const auto& example : library.examples) search.look(example.facts, example.as_of, {example.of});
  std::mt19937_64 random(1);
  const auto any = [&]() -> const Example& { return library.examples[random() % library.examples.size()]; };
  for (std::size_t round = 0; round < rounds_asked(); ++round) {
    const auto& first = any();
    // Mostly two examples of one requirement, so that the network is about something.
    const Example* second = &any();
    for (int tries = 0; tries < 200 && second->of != first.of; ++tries) second = &any();
    const auto network = crossed(first.facts, second->facts, random);
    search.look(network, first.as_of, round % 25 == 0 ? all : std::set{first.of, second->of});
  }
  std::cout << fmt::format("{} networks, {} subjects that pass and have a level below\n", search.networks,
                           search.pairs);
  const auto known = known_exceptions();
  for (const auto& [name, what] : search.violations) {
    INFO(name << ": " << what);
    CHECK(known.contains(name));
  }
  CHECK(search.networks > library.examples.size() / 2);
  CHECK(search.pairs > 1000);
}

}  // namespace dengbao::levels
