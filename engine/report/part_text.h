#pragma once

#include <string>

#include "explain/words.h"
#include "report/finding.h"
#include "report/places.h"

namespace dengbao::report {

// What the texts of one subject's explanation are made from.
struct Explained {
  const Context& context;
  const model::Requirement& requirement;
  const Finding& finding;
  const Places& places;
  explain::Words words;
};

// The parts of the requirement, each with its mark, the policy line, the steps that it rests on with their places and
// evidence, and the exceptions that do or do not excuse it.
[[nodiscard]] auto parts_text(const Explained& explained) -> std::string;

// Steps as a small tree, `first` to `last`, with places and evidence.
[[nodiscard]] auto leaves_text(const Explained& explained, const std::vector<explain::StepId>& leaves,
                               const std::vector<model::Method>& methods, std::size_t most) -> std::string;

// All steps, indented by depth, with places at the right (`--full`).
[[nodiscard]] auto steps_text(const Explained& explained) -> std::string;
// The same of a proof that no requirement asked for.
[[nodiscard]] auto steps_text(const Context& context, const explain::Proof& proof, const Places& places) -> std::string;

// `plant.json:212:35`, without the folder, which the head of an explanation names; for a fact that is missing the
// nearest value above it; empty if there is none.
[[nodiscard]] auto fact_place(const Context& context, const Places& places, const std::string& pointer) -> std::string;

}  // namespace dengbao::report
