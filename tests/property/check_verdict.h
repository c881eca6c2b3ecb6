#pragma once

#include <functional>
#include <string>
#include <vector>

#include "explain/judge.h"

// Verdicts of one requirement over two facts files, of which the second knows more.
namespace dengbao::property {

struct JudgedOne {
  std::string name;  // the same in all files of a chain
  explain::JudgedSubject judged;
};
struct Judged {
  model::RequirementId requirement;
  explain::Judgement judgement;
  std::vector<JudgedOne> subjects;
};
[[nodiscard]] auto judge_clause(const explain::World& world, model::RequirementId requirement) -> Judged;

// Tells of every comparison by the name of its law: whether there was something decided, whether it was flipped, and
// words for it.
using Compared = std::function<void(const char* law, bool decided, bool violated, const std::string& what)>;
void compare_judged(const Judged& before, const Judged& now, const Compared& compared);

// More facts may turn the one verdict of a subject into the other.
[[nodiscard]] auto may_become(const explain::JudgedSubject& before, eval::Verdict now) -> bool;
// The same of a part.
[[nodiscard]] auto may_become(eval::PartVerdict before, eval::PartVerdict now) -> bool;
[[nodiscard]] auto part_name(eval::PartVerdict verdict) -> std::string;

}  // namespace dengbao::property
