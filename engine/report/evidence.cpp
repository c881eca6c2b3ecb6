#include "report/evidence.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.h"

namespace dengbao::report {
namespace {

constexpr std::size_t digest_shown = 12;  // hexadecimal digits
constexpr Duration stale_after{12, 0};

auto done_words(model::Method method) -> Localised {
  switch (method) {
    case model::Method::interview:
      return {"interviewed", "访谈"};
    case model::Method::examine:
      return {"examined", "核查"};
    case model::Method::test:
      return {"tested", "测试"};
  }
  return {};
}

auto methods_words(const std::vector<model::Method>& methods, Lang lang) -> std::string {
  std::string out;
  for (const auto method : methods) {
    if (!out.empty()) out += lang == Lang::zh ? "、" : ", ";
    out += method_words(method, lang);
  }
  return out;
}

auto stale(const Context& context, const facts::Evidence& evidence) -> bool {
  if (!evidence.on) return false;
  const auto ends = evidence.on->moved(stale_after);
  return ends && *ends < context.settings.as_of;
}

auto weakness(const Context& context, const facts::Evidence& evidence, const std::vector<model::Method>& asked)
    -> std::string {
  std::string out;
  if (!asked.empty() && std::ranges::find(asked, evidence.method) == asked.end()) {
    out += fmt::format(
        fmt::runtime(in(context, " · weak: {} only, the method asked for is {}", " · 证据偏弱：仅{}，要求的方法为{}")),
        method_words(evidence.method, context.lang), methods_words(asked, context.lang));
  }
  if (stale(context, evidence)) out += in(context, " · more than a year old", " · 已超过一年");
  return out;
}

}  // namespace

auto method_words(model::Method method, Lang lang) -> std::string {
  switch (method) {
    case model::Method::interview:
      return lang == Lang::zh ? "访谈" : "interview";
    case model::Method::examine:
      return lang == Lang::zh ? "核查" : "examine";
    case model::Method::test:
      return lang == Lang::zh ? "测试" : "test";
  }
  return {};
}

auto methods_of(const model::Requirement& requirement, std::optional<std::uint32_t> part)
    -> const std::vector<model::Method>& {
  if (part && !requirement.parts[*part].methods.empty()) return requirement.parts[*part].methods;
  return requirement.methods;
}

auto evidence_words(const Context& context, const std::string& pointer, const std::vector<model::Method>& asked)
    -> std::string {
  const auto* evidence = context.facts.evidence_for(pointer);
  if (evidence == nullptr) return in(context, "no evidence", "无证据");
  auto out = done_words(evidence->method).in(context.lang);
  if (evidence->on) out += " " + evidence->on->to_string();
  if (!evidence->source.empty()) out += in(context, ", ", "，") + utf8::printable(evidence->source);
  if (!evidence->by.empty()) {
    out += fmt::format(fmt::runtime(in(context, ", by {}", "，{}")), utf8::printable(evidence->by));
  }
  if (!evidence->sha256.empty()) {
    out += fmt::format(" (sha256 {}…)", utf8::printable(utf8::prefix(evidence->sha256, digest_shown)));
  }
  return out + weakness(context, *evidence, asked);
}

}  // namespace dengbao::report
