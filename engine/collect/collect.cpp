#include "collect/collect.h"

#include <algorithm>

#include "collect/findings.h"
#include "collect/survey_machine.h"

namespace dengbao::collect {
namespace {

// Who is not root may see no processes but his own; whether that is so shows in process 1.
auto sees_all(const std::vector<Process>& processes) -> bool {
  return std::any_of(processes.begin(), processes.end(), [](const Process& process) { return process.pid == 1; });
}

}  // namespace

auto collect(const Options& options) -> Collected {
  Findings findings(options);
  const Machine machine(options.root.empty() ? "/" : options.root);
  auto processes = machine.processes();
  const bool all = sees_all(processes);
  Survey survey{machine, options, findings, read_ssh_server(machine), std::move(processes), all};
  for (const auto find :
       {find_platform, find_accounts, find_log_in_rules, find_services, find_access_control, find_software,
        find_packet_filter, find_audit, find_clock, find_protection, find_stored_data}) {
    find(survey);
  }
  return std::move(findings).finish();
}

}  // namespace dengbao::collect
