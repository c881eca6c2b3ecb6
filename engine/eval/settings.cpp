#include "eval/settings.h"

#include "model/levels.h"

namespace dengbao::eval {

auto Settings::level_of(const model::Requirement& requirement) const -> std::uint32_t {
  if (!requirement.klass || *requirement.klass >= class_levels.size()) return level;
  return class_levels[*requirement.klass];
}

auto read_level(std::string_view text, const model::Program& program, Settings& settings, Sink& sink) -> bool {
  const auto levels = model::read_levels(text, program.scheme);
  if (!levels) {
    sink.report(Code::bad_level, text, model::level_examples(program.scheme)).emit();
    return false;
  }
  settings.level = levels->highest;
  settings.class_levels.clear();
  for (const auto& level : levels->by_class) settings.class_levels.push_back(level.value_or(levels->highest));
  return true;
}

auto level_text(const model::Program& program, const Settings& settings) -> std::string {
  const auto& classes = program.scheme.classes;
  if (classes.empty() || settings.class_levels.size() != classes.size()) return fmt::format("{}", settings.level);
  std::string text;
  for (std::size_t i = 0; i < classes.size(); ++i)
    text += fmt::format("{}{}", classes[i].name, settings.class_levels[i]);
  return text;
}

}  // namespace dengbao::eval
