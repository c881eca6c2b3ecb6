#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "assess/assessment.h"
#include "assess/tally.h"
#include "eval/reasons.h"
#include "report/context.h"
#include "report/json_line.h"

// The verdicts of an assessment and nothing else, for pipelines: one JSON document on one line.
namespace dengbao::report {

// Where the facts were read from.
struct Origin {
  std::string facts;                  // a file's name, `-`
  std::optional<std::uint64_t> line;  // of the file, where each of its lines is a network
};

// Writes `dengbao.verdicts/1` for any number of assessments by one program. What it says of each requirement, risk and
// duty: its verdict, how many subjects have which verdict, and by name, verdict and pointer all those that are not
// good. May be used by several threads at once.
class VerdictsWriter {
 public:
  // `policies`: the digest that tells policies from others.
  VerdictsWriter(const model::Program& program, std::string policies);

  // The document, with a line break at its end. `messages`: of the facts, as JSON; left out if it is empty. `reasons`:
  // if given, of each subject that is not good the facts that make it so.
  [[nodiscard]] auto write(const Context& context, const assess::Assessment& assessment, const Origin& origin,
                           std::string_view messages = {}, eval::Reasons* reasons = nullptr) const -> std::string;

  // The same for facts that could not be read: its verdict is `not-read`, and the messages say why.
  [[nodiscard]] auto write_unread(const Origin& origin, std::string_view messages) const -> std::string;

 private:
  std::string policies_;
  std::vector<std::string> rules_;  // by RequirementId: its name, in quotes
};

// How many there are of each verdict: `{"pass":3,"fail":1}`, without those that there are none of.
void write_tally(JsonLine& out, const assess::Tally& tally);

// One document of facts that stand in a file of their own.
[[nodiscard]] auto verdicts_json(const Context& context, const assess::Assessment& assessment) -> std::string;

}  // namespace dengbao::report
