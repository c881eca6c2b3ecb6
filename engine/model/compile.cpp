#include "model/compile.h"

#include "model/compilation.h"

namespace dengbao::model {

void check_everything(Compilation& compilation) {
  collect_names(compilation);
  check_records(compilation);
  declare_results(compilation);
  check_sources(compilation);
  check_relation_signatures(compilation);
  check_table_signatures(compilation);
  check_parameters(compilation);
  check_definitions(compilation);
  check_relations(compilation);
  check_tables(compilation);
  check_requirements(compilation);
  check_outcomes(compilation);
  check_passes(compilation);
  check_tests(compilation);
}

auto compile(const PolicySet& policies, const Sources& sources, Sink& sink) -> std::optional<Program> {
  Compilation compilation{policies, sources, sink};
  check_everything(compilation);
  if (sink.errors() > 0) return std::nullopt;
  find_reads(compilation.program);
  return std::move(compilation.program);
}

namespace {

// What a declaration that could not be read may have brought about elsewhere.
auto may_follow(Code code) -> bool {
  switch (code) {
    case Code::unknown_name:
    case Code::unknown_type:
    case Code::unknown_field:
    case Code::unknown_source:
    case Code::unknown_module:
    case Code::not_exported:
    case Code::no_scheme:
    case Code::no_level:
    case Code::no_parts:
    case Code::risk_without_raised:
    case Code::no_concerns:
    case Code::duty_without_date:
    case Code::duty_without_done:
    case Code::unknown_replaced:
    case Code::test_target:
    case Code::test_part:
      return true;
    default:
      return false;
  }
}

}  // namespace

auto load_program(const std::vector<std::string>& paths, const std::string& library, Sources& sources, Sink& sink)
    -> std::optional<Program> {
  auto policies = read_policies(paths, sources, sink);
  add_library(policies, library, sources, sink);
  if (sink.errors() == 0) return compile(policies, sources, sink);
  Sink later;
  [[maybe_unused]] const auto program = compile(policies, sources, later);
  for (auto& diagnostic : later.sorted()) {
    if (!may_follow(diagnostic.code)) sink.add(std::move(diagnostic));
  }
  return std::nullopt;
}

}  // namespace dengbao::model
