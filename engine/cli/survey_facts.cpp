#include "cli/survey_facts.h"

#include <filesystem>

#include "facts/load.h"

namespace dengbao::cli {
namespace {

auto load_nothing(Session& session) -> bool {
  const auto file = session.sources().add("{}", "{}\n");
  auto facts = facts::load(session.sources(), file, session.program(), session.sink());
  if (!facts) return false;
  session.replace_facts(std::move(*facts));
  return true;
}

}  // namespace

auto load_for_survey(Session& session, const Options& options, bool level, bool may_begin) -> bool {
  if (level && options.level.empty()) {
    return session.usage(say("no level is given; write --level 3, or by class --level S3A2",
                             "未给出级别；请写 --level 3，或按类别写 --level S3A2"));
  }
  if (!session.load_program() || !session.has_scheme()) return false;
  std::error_code unknown;
  const bool begins = may_begin && options.facts != "-" && !std::filesystem::exists(options.facts, unknown);
  const bool loaded = options.facts.empty() || begins ? load_nothing(session) : session.load_facts();
  return loaded && (!level || session.settle());
}

auto is_readable(Session& session, const std::string& text) -> bool {
  const auto file = session.sources().add("facts with the answers", text);
  return facts::load(session.sources(), file, session.program(), session.sink()).has_value();
}

}  // namespace dengbao::cli
