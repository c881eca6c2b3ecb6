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

auto weakness(const Context& context, const facts::Evidence& evidence, const std::vector<model::Method>& asked)
    -> std::string {
  if (evidence.attachment == facts::Attachment::differs) {
    return in(context, " · void: sha256 does not match the attached file", " · 证据无效：sha256 与附件不符");
  }
  std::string out;
  if (!as_asked(evidence, asked)) {
    out += fmt::format(
        fmt::runtime(in(context, " · weak: {} only, the method asked for is {}", " · 证据偏弱：仅{}，要求的方法为{}")),
        method_words(evidence.method, context.lang), methods_words(asked, context.lang));
  }
  if (stale(context, evidence)) out += in(context, " · more than a year old", " · 已超过一年");
  return out;
}

// The digest, and whether the file that it was taken of was seen.
auto digest_words(const Context& context, const facts::Evidence& evidence) -> std::string {
  if (evidence.sha256.empty()) return {};
  auto out = fmt::format("sha256 {}…", utf8::printable(utf8::prefix(evidence.sha256, digest_shown)));
  switch (evidence.attachment) {
    case facts::Attachment::not_checked:
    case facts::Attachment::differs:
      break;
    case facts::Attachment::matches:
      out += in(context, ", checked", "，已核对");
      break;
    case facts::Attachment::absent:
      out += in(context, ", the attached file is not there", "，附件不在");
      break;
    case facts::Attachment::unreadable:
      out += in(context, ", the attached file was not read", "，附件未能读取");
      break;
  }
  return " (" + out + ")";
}

}  // namespace

auto stale(const Context& context, const facts::Evidence& evidence) -> bool {
  if (!evidence.on) return false;
  const auto ends = evidence.on->moved(stale_after);
  return ends && *ends < context.settings.as_of;
}

auto as_asked(const facts::Evidence& evidence, const std::vector<model::Method>& asked) -> bool {
  return asked.empty() || std::ranges::find(asked, evidence.method) != asked.end();
}

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
  if (!evidence->file.empty()) out += in(context, ", file ", "，附件 ") + utf8::printable(evidence->file);
  return out + digest_words(context, *evidence) + weakness(context, *evidence, asked);
}

}  // namespace dengbao::report
