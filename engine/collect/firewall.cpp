#include "collect/firewall.h"

#include "collect/text.h"

namespace dengbao::collect {

// A chain of hook input drops if its policy does, or if its last rule is a bare `drop` or `reject`.
auto parse_nft(std::string_view text) -> InputFilter {
  bool input_chain = false;
  std::string_view last_rule;
  for (const auto raw : lines(text)) {
    const auto line = trim(raw);
    if (line.starts_with("type ") && line.find("hook input") != std::string_view::npos) {
      input_chain = true;
      if (line.find("policy drop") != std::string_view::npos) return InputFilter::drops;
      continue;
    }
    if (line == "}") {
      const auto verdict = words(last_rule);
      if (input_chain && !verdict.empty() && (verdict[0] == "drop" || verdict[0] == "reject"))
        return InputFilter::drops;
      input_chain = false;
    }
    last_rule = line;
  }
  return InputFilter::passes;
}

auto parse_iptables(std::string_view text) -> InputFilter {
  for (const auto line : lines(text)) {
    if (line.starts_with(":INPUT DROP")) return InputFilter::drops;
    const auto rule = trim(line);
    if (rule == "-A INPUT -j DROP" || rule.starts_with("-A INPUT -j REJECT")) return InputFilter::drops;
  }
  return InputFilter::passes;
}

auto parse_firewalld_zone(std::string_view text) -> InputFilter {
  const auto zone = text.find("<zone");
  if (zone == std::string_view::npos) return InputFilter::drops;
  const auto head = text.substr(zone, text.find('>', zone) - zone);
  return head.find("\"ACCEPT\"") == std::string_view::npos ? InputFilter::drops : InputFilter::passes;
}

auto filters_input(std::string_view text) -> bool {
  return text.find("hook input") != std::string_view::npos || text.find("-A INPUT") != std::string_view::npos;
}

}  // namespace dengbao::collect
