#include "base/diagnostic.h"

#include <algorithm>
#include <tuple>

#include "base/suggest.h"

namespace dengbao {

auto all_codes() -> const std::vector<CodeInfo>& {
  static const std::vector<CodeInfo> codes = {
#define DIAG(code, severity, name, en, zh) {#code, Severity::severity, #name, en, zh},
#include "base/catalogue.def"
#undef DIAG
  };
  return codes;
}

auto info(Code code) -> const CodeInfo& { return all_codes()[static_cast<std::size_t>(code)]; }

Report::~Report() { sink_.add(std::move(diagnostic_)); }

auto Report::did_you_mean(std::string_view word, const std::vector<std::string>& candidates) -> Report& {
  if (const auto nearest = suggest(word, candidates)) {
    return help(say("did you mean `{}`?", "是不是想写 `{}`？", *nearest));
  }
  return *this;
}

void Sink::add(Diagnostic diagnostic) {
  if (strict_) diagnostic.severity = Severity::error;
  if (diagnostic.severity == Severity::error) ++errors_;
  diagnostics_.push_back(std::move(diagnostic));
}

void Sink::make_strict() {
  strict_ = true;
  for (auto& diagnostic : diagnostics_) diagnostic.severity = Severity::error;
  errors_ = diagnostics_.size();
}

auto Sink::sorted() const -> std::vector<Diagnostic> {
  auto out = diagnostics_;
  const auto order = [](const Diagnostic& d) {
    return std::tuple(d.has_span, d.span.file.index, d.has_span ? d.span.begin : 0);
  };
  std::stable_sort(out.begin(), out.end(),
                   [&](const Diagnostic& a, const Diagnostic& b) { return order(a) < order(b); });
  const auto same = [](const Diagnostic& a, const Diagnostic& b) {
    return a.code == b.code && a.has_span == b.has_span && a.span == b.span && a.text == b.text &&
           a.pointer == b.pointer && a.file == b.file;
  };
  // The same message may stand apart from its twin, with others at the same place between them.
  std::vector<Diagnostic> once;
  for (auto& diagnostic : out) {
    const auto twin = [&](const Diagnostic& other) { return same(other, diagnostic); };
    const auto here = std::find_if(once.rbegin(), once.rend(), [&](const Diagnostic& other) {
      return order(other) != order(diagnostic) || twin(other);
    });
    if (here == once.rend() || !twin(*here)) once.push_back(std::move(diagnostic));
  }
  return once;
}

}  // namespace dengbao
