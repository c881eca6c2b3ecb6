#include "report/html/assessment_html.h"

#include <fmt/format.h>
#include <nettle/base64.h>

#include <vector>

#include "base/sha256.h"
#include "base/utf8.h"
#include "report/html/assets.h"
#include "report/html/overview_data.h"
#include "report/html/rule_book.h"

namespace dengbao::report {
namespace {

using namespace html;

// How a content-security policy names a script or style: its SHA-256 in base 64.
auto source_of(std::string_view text) -> std::string {
  const auto digits = sha256(text);
  std::vector<std::uint8_t> bytes;
  for (std::size_t at = 0; at < digits.size(); at += 2) {
    bytes.push_back(static_cast<std::uint8_t>(std::stoi(digits.substr(at, 2), nullptr, 16)));
  }
  std::string base64(BASE64_ENCODE_RAW_LENGTH(bytes.size()), '\0');
  ::base64_encode_raw(base64.data(), bytes.size(), bytes.data());
  return "'sha256-" + base64 + "'";
}

// In JSON these stand in texts only; written like this they cannot end the element that holds it.
auto safe_in_script(std::string_view json) -> std::string {
  std::string out;
  out.reserve(json.size() + json.size() / 16);
  for (std::size_t at = 0; at < json.size(); ++at) {
    const char c = json[at];
    if (c == '<' || c == '>' || c == '&') {
      out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    } else if (json.substr(at).starts_with("\xe2\x80\xa8") || json.substr(at).starts_with("\xe2\x80\xa9")) {
      out += json[at + 2] == '\xa8' ? "\\u2028" : "\\u2029";
      at += 2;
    } else {
      out += c;
    }
  }
  return out;
}

auto safe_in_markup(std::string_view text) -> std::string {
  std::string out;
  for (const char c : utf8::printable(text)) {
    if (c == '<' || c == '>' || c == '&' || c == '"' || c == '\'') {
      out += fmt::format("&#{};", static_cast<unsigned>(c));
    } else {
      out += c;
    }
  }
  return out;
}

auto data_of(const Context& context, const assess::Assessment& assessment) -> std::string {
  auto en = context;
  en.lang = Lang::en;
  en.colour = false;
  auto zh = en;
  zh.lang = Lang::zh;
  Lexicon lexicon;
  FactBook facts(en, zh, lexicon);
  ProofBook proofs(en, zh, lexicon, facts);
  RuleBook rules(en, zh, lexicon, facts, proofs);
  auto out = fmt::format("{{\"lang\":\"{}\",\n", context.lang == Lang::zh ? "zh" : "en");
  write_overview(en, zh, assessment, lexicon, rules, out);
  rules.write(assessment, out);
  proofs.write(out);
  facts.write(out);
  out += "\"words\":";
  lexicon.write(out);
  return out + "}\n";
}

}  // namespace

auto assessment_html(const Context& context, const assess::Assessment& assessment) -> std::string {
  const auto policy =
      fmt::format("default-src 'none'; script-src {}; style-src {}; base-uri 'none'; form-action 'none'",
                  source_of(page_js()), source_of(page_css()));
  const auto title = fmt::format("{} · {} · {}", context.facts.name(context.facts.root(), context.lang),
                                 assessment.level, assessment.as_of.to_string());
  std::string out;
  auto rest = page_html();
  const auto put = [&](std::string_view place, std::string_view text) {
    const auto at = rest.find(place);
    out += rest.substr(0, at);
    out += text;
    rest.remove_prefix(at + place.size());
  };
  put("{{lang}}", context.lang == Lang::zh ? "zh-CN" : "en");
  put("{{policy}}", policy);
  put("{{title}}", safe_in_markup(title));
  put("{{style}}", page_css());
  put("{{data}}", safe_in_script(data_of(context, assessment)));
  put("{{script}}", page_js());
  return out.append(rest);
}

}  // namespace dengbao::report
