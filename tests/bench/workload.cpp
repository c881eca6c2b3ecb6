#include "workload.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <utility>

#include "base/render_diagnostic.h"

namespace dengbao::bench {
namespace {

constexpr std::string_view head =
    "source s title \"S\" in force from 2024-01-01\n"
    "scheme bench title \"Bench\" levels 1..1 facts Network\n";

}  // namespace

TemporaryFolder::TemporaryFolder() {
  auto name = (std::filesystem::temp_directory_path() / "dengbao-bench-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) std::abort();
  path_ = name;
}
TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

auto TemporaryFolder::file(std::string_view name, std::string_view text) const -> std::string {
  auto path = (path_ / name).string();
  std::ofstream(path) << text;
  return path;
}

template <typename T>
auto Workload::expect(std::optional<T> made) -> T {
  if (!made) {
    std::cerr << render(sink_.sorted(), sources_, Lang::en, false);
    std::exit(3);
  }
  return std::move(*made);
}

Workload::Workload(const std::vector<std::string>& policies, const std::string& facts, std::string_view level,
                   std::string_view as_of)
    : path_(facts) {
  program_ =
      std::make_unique<model::Program>(expect(model::load_program(policies, DENGBAO_ROOT "/stdlib", sources_, sink_)));
  plan_ = plan();
  settings_.as_of = *Date::parse(as_of);
  settings_.overridden.resize(program_->parameters.size());
  if (!eval::read_level(level, *program_, settings_, sink_)) std::exit(3);
  if (!facts.empty()) facts_ = std::make_unique<facts::Facts>(load());
}

auto Workload::load() -> facts::Facts {
  const auto file = expect(facts::read_facts(path_, sources_, sink_));
  return expect(facts::load(sources_, file, *program_, sink_));
}

auto Workload::assess(const assess::Selection& selection) const -> assess::Assessment {
  return assess::assess(*plan_, *facts_, settings_, selection, eval::Keep::what_is_not_good);
}

auto Workload::live() -> std::unique_ptr<eval::Live> {
  return std::make_unique<eval::Live>(*plan_, *facts_, settings_, assess::select(*program_, settings_, {}));
}

auto Workload::changes(std::string_view patch) -> std::vector<facts::CellChange> {
  return expect(facts::cell_changes(*facts_, patch));
}

auto verdicts(const assess::Assessment& assessment) -> double {
  double count = 0;
  for (const auto* judgements : {&assessment.results, &assessment.risks, &assessment.duties}) {
    for (const auto& judgement : *judgements) count += judgement.looked_at;
  }
  return count;
}

auto many_requirements(std::size_t requirements) -> std::string {
  auto policy = fmt::format(
      "{}record Host key id : text  a : number  b : number  c : truth  d : text\nrecord Network hosts : list of Host\n",
      head);
  for (std::size_t each = 0; each < requirements; ++each) {
    policy += fmt::format(
        "requirement r{0}\n  title \"r{0}\"\n  cites s {0}\n  level 1\n  for each host in network.hosts\n"
        "  require \"p\": host.a >= {1} and (host.b <= {2} or host.c) and host.d is not \"d{0}\"\n",
        each + 1, each % 7, each % 11);
  }
  return policy;
}

auto flat_hosts(std::size_t hosts) -> std::string {
  std::string facts = "{\"hosts\":[";
  for (std::size_t each = 0; each < hosts; ++each) {
    facts += fmt::format(R"({}{{"id":"h{}","a":{},"b":{},"c":{},"d":"d{}"}})", each > 0 ? "," : "", each, each % 17,
                         each % 13, each % 3 == 0, each % 101);
  }
  return facts + "]}";
}

auto deep_lists(std::size_t depth) -> std::string {
  std::string policy(head);
  for (std::size_t level = 1; level < depth; ++level) {
    policy += fmt::format("record Level{0} xs : list of Level{1}\n", level, level + 1);
  }
  policy += fmt::format("record Level{} value : number\nrecord Network xs : list of Level1\n", depth);
  policy += "requirement r\n  title \"r\"\n  cites s 1\n  level 1\n  require \"p\":\n    ";
  std::string list = "network";
  for (std::size_t level = 1; level <= depth; ++level) {
    policy += fmt::format("every e{} in {}.xs satisfies ", level, list);
    list = fmt::format("e{}", level);
  }
  return policy + list + ".value >= 1\n";
}

auto deep_facts(std::size_t depth, std::size_t leaves) -> std::string {
  // As many elements in each list, so that there are about as many leaves at every depth.
  const auto width =
      static_cast<std::size_t>(std::lround(std::pow(static_cast<double>(leaves), 1.0 / static_cast<double>(depth))));
  std::string element = "{\"value\":1}";
  for (std::size_t level = 0; level < depth; ++level) {
    std::string list;
    for (std::size_t each = 0; each < width; ++each) list += (each > 0 ? "," : "") + element;
    element = "{\"xs\":[" + list + "]}";
  }
  return element;
}

}  // namespace dengbao::bench
