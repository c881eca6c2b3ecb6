// How long the steps take in one process: on the project's own policies and example network, on the twenty checks, and
// on policies and facts that grow in one direction each. DENGBAO_BENCH_FACTS names a folder with `network-N.json`, by
// the number of hosts, as `network.py` writes them; without it the twenty checks are left out.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <map>
#include <memory>
#include <string>

#include "eval/compiled.h"
#include "workload.h"

namespace {

using namespace dengbao;
using bench::TemporaryFolder;
using bench::Workload;

const std::string policies = DENGBAO_ROOT "/policies";
const std::string checks = DENGBAO_ROOT "/tests/bench/checks";
const std::string shop = policies + "/examples/shop/facts.json";

void compile_policies(benchmark::State& state, const std::string& folder) {
  for (auto _ : state) {
    Sources sources;
    Sink sink;
    benchmark::DoNotOptimize(model::load_program({folder}, DENGBAO_ROOT "/stdlib", sources, sink));
  }
}

// Compiled policies: mapped, checked against their checksum and read.
void load_compiled(benchmark::State& state, const std::string& folder) {
  const TemporaryFolder files;
  Sources sources;
  Sink sink;
  const auto program = model::load_program({folder}, DENGBAO_ROOT "/stdlib", sources, sink);
  const auto path = files.file("library.dengbao", eval::write_compiled(*program, sources, {}, "bench"));
  for (auto _ : state) {
    auto again = std::make_unique<Sources>();
    Sink none;
    auto loaded = eval::load_compiled(path, "bench", *again, none);
    benchmark::DoNotOptimize(loaded);
    state.PauseTiming();  // to give it back is no part of loading it
    loaded.reset();
    again.reset();
    state.ResumeTiming();
  }
}

// From the program to what is evaluated.
void plan(benchmark::State& state, const std::string& folder) {
  const Workload workload({folder}, "", "1", "2024-06-01");
  for (auto _ : state) benchmark::DoNotOptimize(workload.plan());
}

void load(benchmark::State& state, Workload& workload, const std::string& facts) {
  for (auto _ : state) benchmark::DoNotOptimize(workload.load());
  state.SetBytesProcessed(static_cast<std::int64_t>(std::filesystem::file_size(facts)) * state.iterations());
}

// Time for all verdicts, and for one of them.
void assess_all(benchmark::State& state, const Workload& workload, const assess::Selection& selection = {}) {
  double judged = 0;
  std::clock_t took = 0;  // of the processor
  for (auto _ : state) {
    const auto begin = std::clock();
    judged += bench::verdicts(workload.assess(selection));
    took += std::clock() - begin;
  }
  state.counters["ns_a_verdict"] = static_cast<double>(took) * 1e9 / CLOCKS_PER_SEC / std::max(judged, 1.0);
}

// Loaded once, at the first question: what is not run is not read.
auto the_shop() -> Workload& {
  static Workload workload({policies}, shop, "3", "2026-11-21");
  return workload;
}
auto network_of(std::int64_t hosts) -> std::string {
  const auto* folder = std::getenv("DENGBAO_BENCH_FACTS");
  if (folder == nullptr) return "";
  auto path = std::string(folder) + "/network-" + std::to_string(hosts) + ".json";
  return std::filesystem::exists(path) ? path : "";
}
auto twenty_checks(std::int64_t hosts) -> Workload& {
  static std::map<std::int64_t, Workload> workloads;
  return workloads.try_emplace(hosts, std::vector{checks}, network_of(hosts), "1", "2024-06-01").first->second;
}

void load_shop(benchmark::State& state) { load(state, the_shop(), shop); }
void assess_shop(benchmark::State& state) { assess_all(state, the_shop()); }

void load_network(benchmark::State& state) { load(state, twenty_checks(state.range(0)), network_of(state.range(0))); }
void assess_network(benchmark::State& state) { assess_all(state, twenty_checks(state.range(0))); }
void assess_one(benchmark::State& state, const std::string& requirement) {
  assess_all(state, twenty_checks(state.range(0)), {{requirement}});
}

// One value of one host becomes another and back again; the verdicts follow.
void follow(benchmark::State& state, const std::string& field, const std::string& one, const std::string& other) {
  auto& workload = twenty_checks(state.range(0));
  const auto live = workload.live();
  const auto patch = [&](const std::string& value) {
    return R"([{"op":"replace","path":"/hosts/)" + std::to_string(state.range(0) / 2) + "/" + field + R"(","value":)" +
           value + "}]";
  };
  bool first = false;
  for (auto _ : state) {
    first = !first;
    benchmark::DoNotOptimize(live->follow(workload.changes(patch(first ? one : other))));
  }
}

void assess_requirements(benchmark::State& state) {
  const TemporaryFolder folder;
  const auto policy = folder.file("many.policy", bench::many_requirements(static_cast<std::size_t>(state.range(0))));
  const Workload workload({policy}, folder.file("facts.json", bench::flat_hosts(1000)), "1", "2024-06-01");
  assess_all(state, workload);
}

void assess_depth(benchmark::State& state) {
  const TemporaryFolder folder;
  const auto depth = static_cast<std::size_t>(state.range(0));
  const auto policy = folder.file("deep.policy", bench::deep_lists(depth));
  const Workload workload({policy}, folder.file("facts.json", bench::deep_facts(depth, 65536)), "1", "2024-06-01");
  for (auto _ : state) benchmark::DoNotOptimize(workload.assess());
}

// At sizes of which there are facts.
template <typename... Arguments>
void at_each_size(const std::string& name, Arguments... arguments) {
  for (const std::int64_t hosts : {1000, 10000, 100000}) {
    if (network_of(hosts).empty()) continue;
    benchmark::RegisterBenchmark(name.c_str(), arguments...)->Arg(hosts)->Unit(benchmark::kMillisecond);
  }
}

void register_all() {
  const auto add = [](const char* name, auto... arguments) {
    return benchmark::RegisterBenchmark(name, arguments...)->Unit(benchmark::kMillisecond);
  };
  add("compile/library", compile_policies, policies);
  add("compile/20 checks", compile_policies, checks);
  add("load/compiled library", load_compiled, policies);
  add("plan/library", plan, policies);
  add("load/shop", load_shop);
  add("assess/shop", assess_shop);
  add("assess/requirements", assess_requirements)->Arg(10)->Arg(100)->Arg(1000);
  add("assess/depth of lists", assess_depth)->Arg(1)->Arg(2)->Arg(4)->Arg(8);
  at_each_size("load/network", load_network);
  at_each_size("assess/network", assess_network);
  at_each_size("follow/a figure", follow, "patches/last_days", "400", "10");
  at_each_size("follow/an address", follow, "ip", "\"10.0.0.7\"", "\"10.255.255.7\"");
  if (network_of(1000).empty()) return;
  for (const auto& requirement : twenty_checks(1000).program().requirements) {
    at_each_size("assess/" + requirement.name, assess_one, requirement.name);
  }
}

}  // namespace

auto main(int count, char** arguments) -> int {
  benchmark::Initialize(&count, arguments);
  if (benchmark::ReportUnrecognizedArguments(count, arguments)) return 1;
  register_all();
  benchmark::RunSpecifiedBenchmarks();
}
