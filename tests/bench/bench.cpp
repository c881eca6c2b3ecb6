// How long the steps take on the project's own policies and example network.
#include <benchmark/benchmark.h>

#include <string>

#include "assess/assessment.h"
#include "facts/load.h"
#include "model/compile.h"

namespace {

using namespace dengbao;

const std::string policies = DENGBAO_ROOT "/policies";
const std::string library = DENGBAO_ROOT "/stdlib";
const std::string shop = policies + "/examples/shop/facts.json";

struct Loaded {
  Sources sources;
  Sink sink;
  std::optional<model::Program> program = model::load_program({policies}, library, sources, sink);
  std::optional<FileId> file = facts::read_facts(shop, sources, sink);
};

void compile_policies(benchmark::State& state) {
  for (auto _ : state) {
    Sources sources;
    Sink sink;
    benchmark::DoNotOptimize(model::load_program({policies}, library, sources, sink));
  }
}
BENCHMARK(compile_policies)->Unit(benchmark::kMillisecond);

void load_facts(benchmark::State& state) {
  Loaded loaded;
  for (auto _ : state)
    benchmark::DoNotOptimize(facts::load(loaded.sources, *loaded.file, *loaded.program, loaded.sink));
  const auto bytes = loaded.sources[*loaded.file].text().size();
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes) * state.iterations());
}
BENCHMARK(load_facts)->Unit(benchmark::kMillisecond);

void assess_level_3(benchmark::State& state) {
  Loaded loaded;
  const auto facts = facts::load(loaded.sources, *loaded.file, *loaded.program, loaded.sink);
  eval::Settings settings;
  settings.as_of = *Date::parse("2026-11-21");
  settings.overridden.resize(loaded.program->parameters.size());
  if (!eval::read_level("3", *loaded.program, settings, loaded.sink)) return state.SkipWithError("no level 3");
  for (auto _ : state) benchmark::DoNotOptimize(assess::assess(*loaded.program, *facts, settings, {}));
}
BENCHMARK(assess_level_3)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
