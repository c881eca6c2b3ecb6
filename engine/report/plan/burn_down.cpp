#include "report/plan/burn_down.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report/xml.h"

namespace dengbao::report {
namespace {

constexpr double width = 720;
constexpr double height = 250;
constexpr double top = 34;
constexpr double bottom = 206;  // the line on which the picture stands
constexpr double margin = 40;
constexpr std::string_view colour_short = "#7d9cc0";
constexpr std::string_view colour_high = "#b3392c";
constexpr std::string_view colour_outcome = "#12365c";
constexpr std::string_view colour_range = "#c9d8ea";
constexpr std::string_view colour_aim = "#2e7d32";

// A point in time of the plan.
struct Stage {
  std::string name;
  std::int64_t work = 0;  // done until then
  const assess::Position* position = nullptr;
};

auto stages_of(const Context& context, const PlanReport& report) -> std::vector<Stage> {
  const auto& plan = report.plan;
  std::vector<Stage> stages{{in(context, "now", "现状"), 0, &plan.before}};
  std::int64_t work = 0;
  for (const auto& wave : plan.waves) {
    work += wave.work;
    stages.push_back(
        {fmt::format(fmt::runtime(in(context, "wave {}", "第 {} 期")), stages.size()), work, &wave.promised});
  }
  return stages;
}

auto number_of(const std::optional<Number>& number) -> std::optional<double> {
  return number ? std::optional(std::stod(number->to_string())) : std::nullopt;
}

class BurnDown {
 public:
  BurnDown(const Context& context, const PlanReport& report)
      : context_(context), report_(report), stages_(stages_of(context, report)) {}

  auto draw() -> std::string {
    out_ = fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {} {}\" width=\"100%\" role=\"img\" "
        "font-family=\"sans-serif\" font-size=\"10\">",
        width, height);
    out_ += fmt::format("<title>{}</title>", xml_text(burn_down_words(context_, report_)));
    const bool has_outcome = report_.outcome && stages_.front().position->low;
    shortfalls(margin, has_outcome ? width / 2 - margin / 2 : width - margin);
    if (has_outcome) outcome(width / 2 + margin, width - margin);
    return std::move(out_) + "</svg>\n";
  }

 private:
  void text(double x, double y, std::string_view anchor, std::string_view words, std::string_view fill = "#1b1f24") {
    out_ += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\" fill=\"{}\">{}</text>", x, y, anchor, fill,
                        xml_text(words));
  }
  void line(double x1, double y1, double x2, double y2, std::string_view stroke, std::string_view more = "") {
    out_ += fmt::format("<line x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\" stroke=\"{}\"{}/>", x1, y1, x2,
                        y2, stroke, more);
  }
  void bar(double x, double y, double wide, std::string_view fill) {
    if (y < bottom)
      out_ += fmt::format("<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" fill=\"{}\"/>", x, y,
                          wide, bottom - y, fill);
  }
  void names(double left, double step) {
    for (std::size_t index = 0; index < stages_.size(); ++index) {
      const auto x = left + step * (static_cast<double>(index) + 0.5);
      text(x, bottom + 14, "middle", stages_[index].name);
      text(x, bottom + 27, "middle", work_number(stages_[index].work).to_string(), "#57606a");
    }
  }

  void shortfalls(double left, double right) {
    std::size_t most = 1;
    for (const auto& stage : stages_) most = std::max(most, stage.position->falls_short);
    const auto step = (right - left) / static_cast<double>(stages_.size());
    const auto y_of = [&](std::size_t count) {
      return bottom - (bottom - top) * static_cast<double>(count) / static_cast<double>(most);
    };
    text(left, 14, "start", in(context_, "what falls short", "不符合（处）"), colour_short);
    text(right, 14, "end", in(context_, "of it, high risks", "其中高风险"), colour_high);
    for (std::size_t index = 0; index < stages_.size(); ++index) {
      const auto& position = *stages_[index].position;
      const auto x = left + step * static_cast<double>(index);
      bar(x + step * 0.15, y_of(position.falls_short), step * 0.7, colour_short);
      bar(x + step * 0.15, y_of(position.high_risks), step * 0.7, colour_high);
      text(x + step * 0.5, y_of(position.falls_short) - 4, "middle",
           position.high_risks > 0 ? fmt::format("{} ({})", position.falls_short, position.high_risks)
                                   : std::to_string(position.falls_short));
    }
    line(left, bottom, right, bottom, "#1b1f24");
    names(left, step);
  }

  // The scale begins below the lowest and ends above the highest: differences are what is to be seen.
  void outcome(double left, double right) {
    const auto aim = report_.aim.outcome ? number_of(report_.aim.at_least) : std::nullopt;
    double least = aim.value_or(*number_of(stages_.front().position->low));
    double most = least;
    for (const auto& stage : stages_) {
      least = std::min(least, number_of(stage.position->low).value_or(least));
      most = std::max(
          {most, number_of(stage.position->low).value_or(most), number_of(stage.position->high).value_or(most)});
    }
    const auto room = std::max(1.0, (most - least) * 0.15);
    least -= room;
    most += room;
    const auto step = (right - left) / static_cast<double>(stages_.size());
    const auto y_of = [&](double value) { return bottom - (bottom - top) * (value - least) / (most - least); };
    text(left, 14, "start", context_.program.outcomes[*report_.outcome].title.in(context_.lang), colour_outcome);
    if (aim) {
      line(left, y_of(*aim), right, y_of(*aim), colour_aim, " stroke-dasharray=\"5 3\"");
      text(left, y_of(*aim) - 4, "start", fmt::format(fmt::runtime(in(context_, "aim {}", "目标 {}")), *aim),
           colour_aim);
    }
    std::string points;
    for (std::size_t index = 0; index < stages_.size(); ++index) {
      const auto low = number_of(stages_[index].position->low);
      if (!low) continue;
      const auto x = left + step * (static_cast<double>(index) + 0.5);
      const auto high = number_of(stages_[index].position->high).value_or(*low);
      line(x, y_of(*low), x, y_of(high), colour_range, " stroke-width=\"9\"");
      points += fmt::format("{:.1f},{:.1f} ", x, y_of(*low));
      text(x, y_of(*low) + 14, "middle", fmt::format("{:.1f}", *low), colour_outcome);
    }
    out_ +=
        fmt::format("<polyline points=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"2\"/>", points, colour_outcome);
    line(left, bottom, right, bottom, "#1b1f24");
    names(left, step);
  }

  const Context& context_;
  const PlanReport& report_;
  std::vector<Stage> stages_;
  std::string out_;
};

}  // namespace

auto burn_down_svg(const Context& context, const PlanReport& report) -> std::string {
  return BurnDown(context, report).draw();
}

auto burn_down_words(const Context& context, const PlanReport& report) -> std::string {
  std::string out;
  for (const auto& stage : stages_of(context, report)) {
    if (!out.empty()) out += in(context, "; ", "；");
    out += fmt::format(
        fmt::runtime(in(context, "{}: falls short {}, high risks {}", "{}：不符合 {} 处，其中高风险 {} 个")),
        stage.name, stage.position->falls_short, stage.position->high_risks);
    if (const auto range = outcome_range(context, report, *stage.position); !range.empty())
      out += in(context, ", ", "，") + context.program.outcomes[*report.outcome].title.in(context.lang) + " " + range;
  }
  return out;
}

}  // namespace dengbao::report
