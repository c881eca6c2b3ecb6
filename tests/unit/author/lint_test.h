#pragma once

#include <catch2/catch.hpp>
#include <set>
#include <string>

#include "author/lint.h"
#include "author/lint_pages.h"
#include "base/render_diagnostic.h"
#include "syntax/parse.h"

namespace dengbao::author::test {

// What lint finds in an example, which stands in a file with what all examples take for granted.
struct Linted {
  std::set<std::string> codes;  // of findings in the example itself
  std::string words;
};

inline auto lint_example(std::string_view example, const std::set<std::string>& only = {}) -> Linted {
  static const std::string head = "--- An example.\nmodule example\n\n";
  static const std::string words =
      "module example.words\n\ndefine enough(time: duration) : truth\n"
      "  says \"{time} is long enough\" zh \"{time} 足够长\"\n  means time >= 90 days\n";
  Sources sources;
  Sink sink;
  model::PolicySet set;
  const auto text = head + std::string(example) + lint_example_policy(example);
  set.files.push_back(syntax::parse(sources, sources.add("example.policy", text), sink));
  set.files.push_back(syntax::parse(sources, sources.add("words.policy", words), sink));
  const auto program = model::compile(set, sources, sink);
  const auto messages = sink.sorted();
  INFO(render(messages, sources, Lang::en, false));
  REQUIRE(program);
  Sink findings;
  lint(set, set.files.size(), *program, sources, only, findings);
  Linted out;
  for (const auto& finding : findings.sorted()) {
    const auto begin = finding.span.begin;
    if (finding.span.file.index != 0 || begin < head.size() || begin >= head.size() + example.size()) continue;
    out.codes.insert(std::string(info(finding.code).id));
    out.words += render(std::span(&finding, 1), sources, Lang::en, false);
  }
  return out;
}

}  // namespace dengbao::author::test
