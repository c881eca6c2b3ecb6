#include "author/test_run.h"
#include "author/why_found.h"
#include "report/json.h"

namespace dengbao::author {
namespace {

using report::Json;

class JsonWriter {
 public:
  JsonWriter(const TestContext& context, const TestRun& run) : context_(context), run_(run) {}

  auto write() const -> Json {
    Json json;
    json["schema"] = "dengbao.tests/1";
    json["tests"] = run_.tests.size();
    json["failed"] = run_.failed();
    json["results"] = Json::array();
    for (std::size_t i = 0; i < run_.tests.size(); ++i) {
      json["results"].push_back(result(run_.tests[i], run_.checks[i]));
    }
    if (run_.coverage) json["parts"] = parts(*run_.coverage);
    if (run_.mutants) json["mutants"] = mutants(*run_.mutants);
    return json;
  }

 private:
  void add_place(Json& json, Span span) const {
    const auto place = context_.sources.place(span);
    json["file"] = context_.sources[span.file].name();
    json["line"] = place.line;
    json["column"] = place.column;
  }

  [[nodiscard]] auto result(const PreparedTest& prepared, const std::vector<Check>& checks) const -> Json {
    const auto& test = context_.program.tests[prepared.id];
    Json json;
    json["name"] = report::localised_json(test.name);
    add_place(json, test.span);
    if (test.of) json["of"] = context_.program.requirements[*test.of].qualified();
    json["level"] = eval::level_text(context_.program, prepared.settings);
    json["as_of"] = prepared.settings.as_of.to_string();
    json["passes"] = passes(checks);
    json["expectations"] = Json::array();
    for (std::size_t i = 0; i < checks.size(); ++i) {
      json["expectations"].push_back(check(prepared, test.expectations[i], checks[i]));
    }
    return json;
  }

  [[nodiscard]] auto check(const PreparedTest& prepared, const model::Expectation& expectation,
                           const Check& found) const -> Json {
    const auto& program = context_.program;
    const auto& test = program.tests[prepared.id];
    Json json;
    add_place(json, expectation.span);
    json["holds"] = found.holds;
    if (!expectation.subject.empty()) json["subject"] = expectation.subject;
    json["expected"] = expectation.word;
    json["found"] = found.word.empty() ? Json() : Json(found.word);
    if (found.holds) return json;
    json["text"]["expected"] = report::localised_json(expected_words(program, test, expectation));
    json["text"]["found"] = report::localised_json(found_words(program, test, expectation, found));
    if (const auto why = why_found(program, context_.sources, prepared, expectation, found); !why.empty()) {
      json["text"]["why"] = report::localised_json(why);
    }
    return json;
  }

  [[nodiscard]] auto parts(const Coverage& coverage) const -> Json {
    Json json;
    json["total"] = coverage.total;
    json["decided_both_ways"] = coverage.decided_both_ways;
    json["uncovered"] = Json::array();
    for (const auto& place : coverage.uncovered) {
      Json one;
      one["kind"] = kind_name(place.kind);
      one["owner"] = place.owner;
      add_place(one, place.span);
      one["counted"] = place.counted();
      one["reached"] = place.reached;
      one["seen_true"] = place.seen_true;
      one["seen_false"] = place.seen_false;
      one["text"] = report::localised_json(place_words(context_.sources, place));
      one["missing"] = report::localised_json(missing_words(place));
      json["uncovered"].push_back(std::move(one));
    }
    return json;
  }

  [[nodiscard]] auto mutants(const Mutation& mutants) const -> Json {
    Json json;
    json["total"] = mutants.total;
    json["noticed"] = mutants.noticed;
    json["survivors"] = Json::array();
    for (const auto& survivor : mutants.survivors) {
      Json one;
      one["owner"] = survivor.owner;
      add_place(one, survivor.span);
      one["reached"] = survivor.reached;
      one["change"] = report::localised_json(survivor.change);
      if (!survivor.hint.empty()) one["hint"] = report::localised_json(survivor.hint);
      json["survivors"].push_back(std::move(one));
    }
    return json;
  }

  const TestContext& context_;
  const TestRun& run_;
};

}  // namespace

auto test_run_json(const TestContext& context, const TestRun& run) -> std::string {
  return report::json_text(JsonWriter(context, run).write());
}

}  // namespace dengbao::author
