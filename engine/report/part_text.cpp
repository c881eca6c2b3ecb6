#include "report/part_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "base/utf8.h"
#include "report/evidence.h"
#include "report/layout.h"
#include "report/outline.h"

namespace dengbao::report {
namespace {

using explain::StepId;

constexpr std::size_t facts_shown_in_text = 3;  // of one leaf

// The place stands at the right of the last line.
auto with_place(const Context& context, const std::string& words, const std::string& place) -> std::string {
  const auto lines = words.substr(0, words.size() - 1);
  const auto begin = lines.rfind('\n') + 1;  // 0 if there is one line
  return lines.substr(0, begin) + justified(context, lines.substr(begin), place);
}

// Leaves as a tree. Evidence that is the same as on the line above is not said again.
class LeafWriter {
 public:
  LeafWriter(const Explained& explained, const std::vector<model::Method>& methods)
      : explained_(explained), context_(explained.context), methods_(methods) {}

  auto leaf_text(StepId leaf, bool last) -> std::string {
    const auto facts = facts_below(explained_.finding.proof, leaf);
    const auto words =
        wrapped(last ? "   └ " : "   ├ ", last ? "     " : "   │ ", explained_.words.step(leaf), context_.columns);
    const std::string stem = last ? "       " : "   │   ";
    return with_place(context_, words, facts.size() == 1 ? place(facts.front()) : "") + rule_lines(leaf, stem) +
           fact_lines(facts, stem, facts.size() > 1);
  }
  // The facts of a step that was told already, each with its place.
  auto facts_text(StepId step) -> std::string {
    return fact_lines(facts_below(explained_.finding.proof, step), "     ", true);
  }

 private:
  auto rule_lines(StepId leaf, const std::string& stem) const -> std::string {
    std::string out;
    for (const auto& given : given_by(context_, explained_.finding.proof, leaf)) {
      out += justified(context_, stem + paint(context_, Ink::faint, given.words),
                       paint(context_, Ink::faint, policy_line(context_, given.span)));
    }
    return out;
  }

  auto place(const StepFact& fact) const -> std::string {
    return paint(context_, Ink::faint, fact_place(context_, explained_.places, pointer(context_, fact.fact)));
  }

  auto fact_lines(const std::vector<StepFact>& facts, const std::string& stem, bool places) -> std::string {
    std::string out;
    for (std::size_t index = 0; index < std::min(facts.size(), facts_shown_in_text); ++index) {
      const auto line = paint(context_, Ink::faint, fact_words(facts[index].fact));
      out += justified(context_, stem + line, places ? place(facts[index]) : "");
    }
    if (facts.size() <= facts_shown_in_text) return out;
    const auto more = fmt::format(fmt::runtime(in(context_, "… and {} more facts", "…… 另有 {} 项事实")),
                                  grouped(facts.size() - facts_shown_in_text));
    return out + stem + paint(context_, Ink::faint, more) + "\n";
  }

  auto fact_words(explain::FactRef fact) -> std::string {
    const auto at = pointer(context_, fact);
    auto shown = utf8::printable(at);
    if (context_.facts.get(fact.row, fact.field).is_unknown()) return shown;
    auto evidence = evidence_words(context_, at, methods_);
    if (evidence == last_evidence_) return shown;
    last_evidence_ = evidence;
    return shown + "  · " + evidence;
  }

  const Explained& explained_;
  const Context& context_;
  const std::vector<model::Method>& methods_;
  std::string last_evidence_;
};

// The lines of the outline with all that stands below them.
class PartWriter {
 public:
  explicit PartWriter(const Explained& explained) : explained_(explained), context_(explained.context) {}

  auto write(const ToldLine& line) -> std::string {
    auto out = head(line);
    for (const auto& steps : line.below) {
      if (steps.whole) out += wrapped("   ", "   ", explained_.words.step(*steps.whole), context_.columns);
      out += leaves_text(explained_, steps.leaves, *line.methods, steps.most);
    }
    for (const auto& exception : line.exceptions) out += write(exception);
    return out;
  }

 private:
  auto head(const ToldLine& line) -> std::string {
    const auto mark = fmt::format(" {} ", line_mark(explained_, line));
    const auto words = line_words(explained_, line);
    switch (line.kind) {
      case ToldLine::Kind::part:
        return justified(context_, mark + words, place(line));
      case ToldLine::Kind::provider:
        return justified(context_, mark + words, "");
      case ToldLine::Kind::exception:
      case ToldLine::Kind::scope:
        return wrapped(mark, "   ", words, context_.columns);
      case ToldLine::Kind::statement: {
        LeafWriter writer(explained_, *line.methods);
        return with_place(context_, wrapped(mark, "   ", words, context_.columns), place(line)) +
               writer.facts_text(line.step);
      }
    }
    return {};
  }
  auto place(const ToldLine& line) -> std::string {
    const auto span = line_written_at(explained_, line);
    return span ? paint(context_, Ink::faint, policy_line(context_, *span)) : "";
  }

  const Explained& explained_;
  const Context& context_;
};

}  // namespace

auto parts_text(const Explained& explained) -> std::string {
  PartWriter writer(explained);
  std::string out;
  for (const auto& line : outline(explained)) out += writer.write(line);
  return out;
}

auto leaves_text(const Explained& explained, const std::vector<StepId>& leaves,
                 const std::vector<model::Method>& methods, std::size_t most) -> std::string {
  std::string out;
  LeafWriter writer(explained, methods);
  const auto shown = std::min(leaves.size(), most);
  for (std::size_t index = 0; index < shown; ++index) {
    out += writer.leaf_text(leaves[index], index + 1 == leaves.size());
  }
  if (leaves.size() <= most) return out;
  return out + fmt::format(fmt::runtime(in(explained.context, "   └ … and {} more (--full shows all)\n",
                                           "   └ …… 另有 {} 项（--full 显示全部）\n")),
                           grouped(leaves.size() - most));
}

auto fact_place(const Context& context, const Places& places, const std::string& pointer) -> std::string {
  const auto place = places.nearest(pointer);
  if (!place) return {};
  const auto name = std::filesystem::path(context.sources[context.facts.file()].name()).filename().string();
  return fmt::format("{}:{}:{}", name, place->line, place->column);
}

}  // namespace dengbao::report
