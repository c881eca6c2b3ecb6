#include "changes/instance.h"

#include <catch2/catch.hpp>
#include <set>

#include "explain/judge.h"
#include "facts/load.h"
#include "facts/patch.h"
#include "model/compile.h"
#include "syntax/parse.h"

namespace dengbao::changes {
namespace {

constexpr std::size_t most_tried = 6'000;

// The whole network is the one subject.
auto of_subject(const explain::Judgement& judgement) -> eval::Verdict { return judgement.subjects.front().verdict; }

}  // namespace

Instance::Instance(const std::string& policy, const Network& given) : network(given) {
  model::PolicySet set;
  set.files.push_back(syntax::parse(sources, sources.add("test.policy", policy), sink));
  program = model::compile(set, sources, sink);
  for (const auto& diagnostic : sink.sorted()) UNSCOPED_INFO(diagnostic.text.en);
  REQUIRE(program);
  settings.as_of = today();
  settings.overridden.resize(program->parameters.size());
  facts = facts::load(sources, sources.add("facts.json", network.json()), *program, sink);
  REQUIRE(facts);
}

auto Instance::verdict(const std::string& json, std::uint32_t requirement) const -> std::optional<eval::Verdict> {
  Sources texts;
  Sink messages;
  const auto other = facts::load(texts, texts.add("facts.json", json), *program, messages);
  if (!other) return std::nullopt;
  return of_subject(explain::judge(*program, *other, settings, model::RequirementId{requirement}));
}

auto Instance::verdict(const Network& other) const -> std::optional<eval::Verdict> { return verdict(other.json()); }

auto Instance::verdict_on(Date day) const -> eval::Verdict {
  auto then = settings;
  then.as_of = day;
  return of_subject(explain::judge(*program, *facts, then, model::RequirementId{0}));
}

auto Instance::patched(const std::string& patch) const -> std::string {
  Sources texts;
  Sink messages;
  const auto before = texts.add("facts.json", std::string(sources[facts->file()].text()));
  const auto text = facts::apply_patch(texts, before, texts.add("patch.json", patch), messages);
  REQUIRE(text);
  return *text;
}

auto Instance::proof() const -> explain::Proof {
  const model::RequirementId id{0};
  return explain::prove(*program, *facts, settings, id,
                        explain::judge(*program, *facts, settings, id).subjects.front());
}

auto Instance::nearest(const std::function<bool(eval::Verdict)>& wanted, std::size_t most, bool dates) const
    -> Nearest {
  std::set<std::string> seen{network.json()};
  std::vector<Network> ring{network};
  for (std::size_t changes = 1; changes <= most; ++changes) {
    std::vector<Network> next;
    for (const auto& one : ring) {
      for (auto& other : one.neighbours(dates ? std::optional(today()) : std::nullopt)) {
        if (!seen.insert(other.json()).second) continue;
        if (seen.size() > most_tried) return {std::nullopt, false};
        const auto verdict = this->verdict(other);
        if (verdict && wanted(*verdict)) return {changes, true};
        next.push_back(std::move(other));
      }
    }
    ring = std::move(next);
  }
  return {};
}

}  // namespace dengbao::changes
