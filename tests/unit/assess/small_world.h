#pragma once

#include <catch2/catch.hpp>
#include <string>

#include "eval/plan.h"
#include "eval/settings.h"
#include "facts/load.h"
#include "model/compile.h"
#include "syntax/parse.h"

namespace dengbao::assess_tests {

// A program of one policy text, facts and settings that live together.
struct SmallWorld {
  Sources sources;
  Sink sink;
  std::optional<model::Program> program;
  std::optional<eval::Plan> plan;
  std::optional<facts::Facts> facts;
  eval::Settings settings;

  SmallWorld(const std::string& policy, const std::string& json, const std::string& level = "1") {
    model::PolicySet set;
    set.files.push_back(syntax::parse(sources, sources.add("test.policy", policy), sink));
    program = model::compile(set, sources, sink);
    for (const auto& diagnostic : sink.sorted()) UNSCOPED_INFO(diagnostic.text.en);
    REQUIRE(program);
    plan = eval::make_plan(*program, eval::lower(*program));
    facts = facts::load(sources, sources.add("facts.json", json), *program, sink);
    for (const auto& diagnostic : sink.sorted()) UNSCOPED_INFO(diagnostic.text.en);
    REQUIRE(facts);
    REQUIRE(eval::read_level(level, *program, settings, sink));
    settings.as_of = Date::parse("2026-11-21").value();
    settings.overridden.resize(program->parameters.size());
  }
};

}  // namespace dengbao::assess_tests
