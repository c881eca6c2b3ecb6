#pragma once

#include <set>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "model/compile.h"

namespace dengbao::author {

// The comments `-- lint: allow L0105 because …` of the policies.
class Allowances {
 public:
  // Reports those that are not well written.
  Allowances(const model::PolicySet& policies, const Sources& sources, Sink& sink);

  // Whether a comment takes the finding out. It does for findings of its codes in the declaration or part that begins
  // on the line below it, else on that line.
  [[nodiscard]] auto cover(const Diagnostic& finding) -> bool;
  // Reports the codes of comments that took nothing out, of rules that were run.
  void report_unused(const std::set<std::string>& run, Sink& sink) const;

 private:
  struct Allowance {
    std::string code;
    Span written;  // the code in the comment
    Span covers;
    bool used = false;
  };

  void read(const syntax::File& file, const Sources& sources, Sink& sink);
  void read_comment(Span comment, Span covers, const Sources& sources, Sink& sink);

  std::vector<Allowance> allowances_;
};

}  // namespace dengbao::author
