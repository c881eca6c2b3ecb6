#include "assess/survey/answers_for_many.h"

#include "assess/survey/groups.h"
#include "base/diagnostic.h"
#include "base/utf8.h"

namespace dengbao::assess {
namespace {

// A name of one of the group, whether it is there or not.
auto with_places(std::string name) -> std::string {
  for (auto at = name.find("/*"); at != std::string::npos; at = name.find("/*", at)) name.replace(at, 2, "/0");
  return name;
}

// What is wrong with the value, which is said once and not of every thing.
auto wrong_value(const model::Program& program, const Answer& answer, const FactPath& path)
    -> std::optional<AnswerFault> {
  const bool given = answer.kind != AnswerKind::unknown && answer.kind != AnswerKind::no_such;
  if (!given || path.steps.back().field.empty()) return std::nullopt;
  const auto reading = read_answer(program, path.fields.back(), answer.value);
  const auto* fault = std::get_if<AnswerFault>(&reading);
  return fault == nullptr ? std::nullopt : std::optional(*fault);
}

auto nowhere_at(const std::string& step) -> AnswerFault { return {{}, {step, step}}; }

}  // namespace

auto things_meant(const model::Program& program, const Answer& answer, const std::vector<std::string>& there)
    -> std::variant<std::vector<std::string>, AnswerFault> {
  std::string unknown;
  const auto path = read_fact_name(program, with_places(answer.name), unknown);
  if (!path) return nowhere_at(unknown);
  if (auto fault = wrong_value(program, answer, *path)) return std::move(*fault);
  if (answer.only.empty()) return there;
  std::vector<std::string> things;
  for (const auto& word : answer.only) {
    if (word.starts_with('/')) {
      if (group_name_of(word) != thing_name(answer.name)) return nowhere_at(word);
      things.push_back(word);
      continue;
    }
    const auto before = things.size();
    for (const auto& thing : there) {
      // `root`, `db-1`, `db-1/root`: the thing, or what it belongs to.
      const auto known = "/" + short_name(thing) + "/";
      if (known.find("/" + word + "/") != std::string::npos) things.push_back(thing);
    }
    if (things.size() > before) continue;
    return AnswerFault{say("no `{}` is among what this is asked of", "询问对象中没有 `{}`", utf8::printable(word)),
                       say("take the names from `things` of the question", "请使用问题中 `things` 所列的名称")};
  }
  return things;
}

auto answered_at_once(const model::Program& program, std::string_view group, std::size_t things, std::size_t of)
    -> Localised {
  if (things == 1 && of <= 1) return {};
  const auto thing = with_places(thing_name(group));
  std::string unknown;
  const auto path = read_fact_name(program, thing, unknown);
  const auto label = path ? program.fields[path->fields.back()].label : Localised();
  if (things >= of) return say(", answered for all of {} {}", "，一次答复适用于全部 {} 个{}", things, label);
  return say(", answered at once for {} of {} {}", "，一次答复适用于 {}/{} 个{}", things, of, label);
}

}  // namespace dengbao::assess
