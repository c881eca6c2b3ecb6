#include "report/html/proof_book.h"

#include <fmt/format.h>

#include <algorithm>

#include "assess/repair.h"
#include "base/one_line.h"
#include "report/layout.h"
#include "report/outline.h"
#include "report/parameters.h"
#include "report/questions.h"
#include "report/whole_words.h"

namespace dengbao::report::html {

// A line of the outline in both languages.
struct ToldAt {
  const Explained& en;
  const Explained& zh;
  const ToldLine& line;
};

namespace {

using explain::StepId;
using explain::StepKind;

constexpr std::size_t leaves_shown = 40;     // of one part
constexpr std::size_t facts_shown = 12;      // of one leaf
constexpr std::size_t nodes_shown = 400;     // of one tree
constexpr std::size_t nodes_if_plain = 120;  // of what passes plainly
constexpr std::size_t elements_shown = 12;
constexpr std::size_t deepest = 60;

auto none() -> std::string { return "-1"; }

void append(std::string& list, std::string_view item) {
  if (!list.ends_with('[')) list += ',';
  list += item;
}
void append(std::string& list, std::uint32_t item) { append(list, std::to_string(item)); }

auto joined(const std::vector<std::string>& lines, std::string_view separator) -> std::string {
  std::string out;
  for (const auto& line : lines) out += (out.empty() ? "" : std::string(separator)) + line;
  return out;
}

}  // namespace

auto ProofBook::policy(Span span) -> std::uint32_t { return lexicon_.same(policy_line(en_, span)); }

auto ProofBook::words(const Spoken& spoken, StepId step) -> std::uint32_t {
  return lexicon_.words(spoken.en.step(step), spoken.zh.step(step), spoken.names());
}

auto ProofBook::summary(const Spoken& spoken) -> std::uint32_t {
  const auto& reason = spoken.finding.reason;
  return lexicon_.words(spoken.en.summary(reason), spoken.zh.summary(reason), spoken.names());
}

// [words, [fact…], more facts, [words, policy…]]
auto ProofBook::step(const Spoken& spoken, StepId step) -> std::uint32_t {
  const auto& proof = spoken.finding.proof;
  const bool urgent = wants_reasons(proof.subject.verdict);
  const auto below = facts_below(proof, step);
  std::string facts = "[";
  for (std::size_t index = 0; index < std::min(below.size(), facts_shown); ++index) {
    append(facts, facts_.note(spoken.subject, below[index].fact, urgent));
  }
  std::string given = "[";
  const auto in_english = given_by(en_, proof, step);
  const auto in_chinese = given_by(zh_, proof, step);
  for (std::size_t index = 0; index < in_english.size(); ++index) {
    append(given, lexicon_.words(in_english[index].words, in_chinese[index].words));
    append(given, policy(in_english[index].span));
  }
  const auto more = below.size() - std::min(below.size(), facts_shown);
  return steps_.add(fmt::format("[{},{}],{},{}]]", words(spoken, step), facts, more, given));
}

auto ProofBook::steps(const Spoken& spoken, const std::vector<StepId>& leaves) -> std::string {
  std::string out = "[";
  for (std::size_t index = 0; index < std::min(leaves.size(), leaves_shown); ++index) {
    append(out, step(spoken, leaves[index]));
  }
  return out + "]";
}

// [mark, words, policy, methods, [[words of the whole, [step…], more]…], [exception…]]
auto ProofBook::line(const Spoken& spoken, const ToldAt& told) -> std::uint32_t {
  const auto& line = told.line;
  std::string below = "[";
  for (const auto& part : line.below) {
    const auto whole = part.whole ? std::to_string(words(spoken, *part.whole)) : none();
    const auto shown = std::min({part.leaves.size(), std::max(part.most, leaves_shown), leaves_shown});
    append(below, fmt::format("[{},{},{}]", whole, steps(spoken, part.leaves), part.leaves.size() - shown));
  }
  if (line.kind == ToldLine::Kind::statement) append(below, fmt::format("[-1,{},0]", steps(spoken, {line.step})));
  std::string exceptions = "[";
  for (const auto& exception : line.exceptions) append(exceptions, this->line(spoken, {told.en, told.zh, exception}));
  const auto span = line_written_at(told.en, line);
  return lines_.add(fmt::format("[{},{},{},{},{}],{}]]", lexicon_.same(line_mark(told.en, line)),
                                lexicon_.words(line_words(told.en, line), line_words(told.zh, line), spoken.names()),
                                span ? std::to_string(policy(*span)) : none(), facts_.methods(*line.methods), below,
                                exceptions));
}

// That it does not apply, or may not.
auto ProofBook::whole_line(const Spoken& spoken) -> std::string {
  const auto& requirement = en_.program.requirements[spoken.judgement.requirement];
  const auto words = lexicon_.words(applies_words(en_, spoken.judgement), applies_words(zh_, spoken.judgement));
  return std::to_string(
      lines_.add(fmt::format("[{},{},{},{},[[-1,{},0]],[]]", lexicon_.same(mark(spoken.judgement.verdict.verdict)),
                             words, policy(en_.program.exprs[*requirement.applies_when].span),
                             facts_.methods(requirement.methods), steps(spoken, spoken.finding.reason.leaves))));
}

auto ProofBook::lines(const Spoken& spoken) -> std::string {
  if (spoken.judgement.applies != Truth::yes) return "[" + whole_line(spoken) + "]";
  const auto& requirement = en_.program.requirements[spoken.judgement.requirement];
  const Places en_places(en_);
  const Places zh_places(zh_);
  const Explained en{en_, requirement, spoken.finding, en_places, spoken.en};
  const Explained zh{zh_, requirement, spoken.finding, zh_places, spoken.zh};
  std::string out = "[";
  for (const auto& line : outline(en)) append(out, this->line(spoken, {en, zh, line}));
  return out + "]";
}

// [pointer, why it is not known, question]…
auto ProofBook::questions(const Spoken& spoken) -> std::string {
  std::string out = "[";
  if (spoken.finding.proof.subject.verdict != eval::Verdict::undecided) return out + "]";
  const auto& facts = spoken.finding.reason.facts;
  for (std::size_t index = 0; index < std::min(facts.size(), leaves_shown); ++index) {
    const auto& fact = facts[index];
    const auto& ask = en_.program.fields[fact.field].ask;
    append(out, fmt::format("[{},{},{}]", facts_.note(spoken.subject, fact, true),
                            lexicon_.words(unknown_words(en_, fact), unknown_words(zh_, fact), spoken.names()),
                            ask.empty() ? none() : std::to_string(lexicon_.words(ask.en, ask.in(Lang::zh)))));
  }
  return out + "]";
}

auto ProofBook::parameters(const Spoken& spoken) -> std::string {
  std::string out = "[";
  const auto& proof = spoken.finding.proof;
  for (const auto id : used_parameters(en_, proof)) {
    append(out, lexicon_.words(parameter_statement(en_, id, proof.level), parameter_statement(zh_, id, proof.level)));
  }
  return out + "]";
}

// [[line…], [question…], [parameter…]]
auto ProofBook::proof(const Spoken& spoken) -> std::uint32_t {
  const auto lines = this->lines(spoken);
  const auto questions = this->questions(spoken);
  return proofs_.add(fmt::format("[{},{},{}]", lines, questions, parameters(spoken)));
}

// ---- the whole tree ----

struct ProofBook::Tree {
  const Spoken& spoken;
  std::size_t left = nodes_shown;
  std::string out;
};

// [truth, words, origin (of a fact −2 − its pointer), [node…], nodes left out]. What holds as the whole does comes
// first where elements are many.
void ProofBook::add_node(Tree& tree, StepId id, std::size_t depth) {
  const auto& proof = tree.spoken.finding.proof;
  const auto& step = proof.steps[id];
  --tree.left;
  auto origin = none();
  if (step.fact && step.kind != StepKind::element) {
    const auto pointer = facts_.note(tree.spoken.subject, *step.fact, false);
    origin = std::to_string(-2 - static_cast<std::int64_t>(pointer));
  } else if (const auto span = written_at(en_.program, step)) {
    origin = std::to_string(policy(*span));
  } else if (step.kind == StepKind::part && step.part) {
    origin = std::to_string(policy(en_.program.requirements[proof.requirement].parts[*step.part].span));
  }
  const auto truth = !step.reached ? 3 : step.holds == Truth::yes ? 1 : step.holds == Truth::no ? 0 : 2;
  tree.out += fmt::format("[{},{},{},[", truth, words(tree.spoken, id), origin);
  auto children = step.children;
  if (children.size() > elements_shown) {
    std::ranges::stable_partition(children, [&](StepId child) { return proof.steps[child].holds == step.holds; });
  }
  std::size_t shown = 0;
  while (shown < std::min(children.size(), elements_shown) && tree.left > 0 && depth < deepest) {
    if (shown > 0) tree.out += ',';
    add_node(tree, children[shown++], depth + 1);
  }
  tree.out += fmt::format("],{}]", children.size() - shown);
}

auto ProofBook::tree(const Spoken& spoken) -> std::uint32_t {
  const bool plain = !wants_reasons(spoken.finding.proof.subject.verdict);
  Tree tree{spoken, plain ? nodes_if_plain : nodes_shown, {}};
  add_node(tree, spoken.finding.proof.root, 0);
  return trees_.add(std::move(tree.out));
}

// ---- what would change it ----

// [words, [[words of the changes, how many, whether it passes then, JSON Patch]…]]
auto ProofBook::remedy(const Spoken& spoken, bool repairs) -> std::string {
  const auto en = spoken.en.remedy();
  auto out =
      "[" + (en.empty() ? none() : std::to_string(lexicon_.words(en, spoken.zh.remedy(), spoken.names()))) + ",[";
  if (!repairs || !wants_repairs(spoken.finding.proof.subject.verdict)) return out + "]]";
  const auto found =
      assess::find_repairs(en_.program, en_.facts, en_.sources, spoken.finding.proof, 3, assess::Effort::proof_only);
  for (const auto& repair : found.alternatives) {
    const auto words = lexicon_.words(joined(spoken.en.changes(repair.changes), "; "),
                                      joined(spoken.zh.changes(repair.changes), "；"), spoken.names());
    append(out, fmt::format("[{},{},{},{}]", words, repair.changes.size(), repair.passes ? 1 : 0,
                            lexicon_.same(one_line(repair.patch))));
  }
  return out + "]]";
}

void ProofBook::write(std::string& out) const {
  const auto add = [&](std::string_view name, const Shelf& shelf) {
    out += fmt::format("\"{}\":", name);
    shelf.write(out);
    out += ",\n";
  };
  add("steps", steps_);
  add("lines", lines_);
  add("proofs", proofs_);
  add("trees", trees_);
}

}  // namespace dengbao::report::html
