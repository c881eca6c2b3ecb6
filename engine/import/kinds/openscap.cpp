#include "import/kind.h"
#include "import/scap_host.h"
#include "value/calendar.h"

// Results of OpenSCAP and other SCAP scanners: XCCDF (`oscap xccdf eval --results`) and ARF (`--results-arf`).
namespace dengbao::importing {
namespace {

// Machines without a name of their own are told apart by their addresses.
auto machine_of(const ScapRun& run) -> std::string {
  auto machine = run.target.text;
  if (!machine.starts_with("localhost")) return machine;
  for (const auto& one : run.addresses) machine += ' ' + one.text;
  return machine;
}

// Of the runs on one machine the last; the machines in the order of their first runs.
auto last_runs(const ScapResults& results) -> std::vector<const ScapRun*> {
  std::vector<const ScapRun*> runs;
  std::map<std::string, std::size_t> places;
  for (const auto& run : results.runs) {
    const auto [found, fresh] = places.emplace(machine_of(run), runs.size());
    if (fresh) {
      runs.push_back(&run);
    } else if (runs[found->second]->ended.text <= run.ended.text) {
      runs[found->second] = &run;
    }
  }
  return runs;
}

void read_openscap(std::string_view text, std::string_view name, Findings& findings) {
  findings.method = "test";
  const auto results = read_scap(text, findings);
  if (findings.refusal) return;
  const auto runs = last_runs(results);
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const auto& run = *runs[i];
    // What was collected is told apart by nothing where there are several machines.
    ScapHost host(run, runs.size() == 1 ? &results : nullptr, "/hosts/" + std::to_string(i), findings);
    write_scap_machine(host, name);
    write_scap_rules(host);
    const auto day = Date::parse(std::string_view(run.ended.text).substr(0, 10));
    if (day && (!findings.on || *day < *findings.on)) findings.on = day;
  }
  findings.incomplete("/hosts");
}

}  // namespace

auto kind_openscap() -> SourceKind {
  return {"openscap",
          {"results of OpenSCAP (XCCDF or ARF)", "OpenSCAP 检查结果（XCCDF 或 ARF）"},
          read_openscap,
          nullptr,
          Writing::own};
}

}  // namespace dengbao::importing
