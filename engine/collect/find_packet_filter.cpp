#include <fmt/format.h>

#include "collect/firewall.h"
#include "collect/survey_machine.h"

// The host's own firewall: whether it is switched on, and what it does with what no rule covers. The rules in force
// tell it best; where they cannot be read, the files of ufw, firewalld, nftables or iptables do.
namespace dengbao::collect {
namespace {

void tell_default(Survey& survey, InputFilter filter) {
  survey.findings.host["packet_filter"]["incoming_default"] = filter == InputFilter::drops ? "refuse" : "accept";
}

auto find_in_rules(Survey& survey) -> bool {
  auto& findings = survey.findings;
  const auto nft = survey.machine.run({"/usr/sbin/nft", "list", "ruleset"});
  const auto iptables = survey.machine.run({"/usr/sbin/iptables-save"});
  if (!nft.ok() && !iptables.ok()) return false;
  const bool drops = (nft.ok() && parse_nft(nft.text) == InputFilter::drops) ||
                     (iptables.ok() && parse_iptables(iptables.text) == InputFilter::drops);
  // Without the rules of iptables, which nft does not show where it is the old one, "accept" would be a guess.
  if (!drops && (iptables.status == ReadStatus::unreadable || nft.status == ReadStatus::unreadable)) return false;
  const bool filters = drops || filters_input(nft.text) || filters_input(iptables.text);
  tell_default(survey, drops ? InputFilter::drops : InputFilter::passes);
  findings.host["packet_filter"]["enabled"] = filters;
  for (const auto* reading : {&nft, &iptables}) findings.witness("/packet_filter", *reading);
  return true;
}

// ---- files

auto find_ufw(Survey& survey) -> bool {
  const auto file = survey.machine.read("/etc/ufw/ufw.conf");
  Settings settings;
  read_settings(file.text, settings);
  const bool on = lower(text_setting(settings, "enabled").value_or("")) == "yes";
  if (!on || !survey.starts("ufw.service")) return false;
  survey.findings.host["packet_filter"]["enabled"] = true;
  survey.findings.witness("/packet_filter/enabled", file);
  const auto defaults = survey.machine.read("/etc/default/ufw");
  Settings policies;
  read_settings(defaults.text, policies);
  const auto policy = lower(text_setting(policies, "default_input_policy").value_or(""));
  if (policy != "drop" && policy != "reject" && policy != "accept") return true;
  tell_default(survey, policy == "accept" ? InputFilter::passes : InputFilter::drops);
  survey.findings.witness("/packet_filter/incoming_default", defaults);
  return true;
}

// What a zone does with what it does not mention stands in its file; the own one comes before the one as shipped.
auto find_firewalld(Survey& survey) -> bool {
  if (!survey.works("firewalld", "firewalld.service")) return false;
  survey.findings.host["packet_filter"]["enabled"] = true;
  survey.findings.witness("/packet_filter/enabled", survey.place_of_services());
  const auto config = survey.machine.read("/etc/firewalld/firewalld.conf");
  Settings settings;
  read_settings(config.text, settings);
  const auto zone = text_setting(settings, "defaultzone").value_or("public");
  if (zone.find('/') != std::string::npos) return true;
  for (const auto* folder : {"/etc/firewalld/zones", "/usr/lib/firewalld/zones"}) {
    const auto file = survey.machine.read(fmt::format("{}/{}.xml", folder, zone));
    if (!file.ok()) continue;
    tell_default(survey, parse_firewalld_zone(file.text));
    survey.findings.witness("/packet_filter/incoming_default", config);
    survey.findings.witness("/packet_filter/incoming_default", file);
    break;
  }
  return true;
}

struct RuleFile {
  const char* unit;
  const char* path;
  InputFilter (*parse)(std::string_view);
};

auto find_rule_file(Survey& survey) -> bool {
  for (const auto& [unit, path, parse] : {RuleFile{"nftables.service", "/etc/nftables.conf", parse_nft},
                                          RuleFile{"nftables.service", "/etc/sysconfig/nftables.conf", parse_nft},
                                          RuleFile{"iptables.service", "/etc/sysconfig/iptables", parse_iptables}}) {
    const auto rules = survey.machine.read(path);
    if (!survey.starts(unit) || !rules.ok()) continue;
    survey.findings.host["packet_filter"]["enabled"] = true;
    survey.findings.witness("/packet_filter", rules);
    // Files that it includes are not followed: they may only forbid more.
    if (parse(rules.text) == InputFilter::drops) tell_default(survey, InputFilter::drops);
    return true;
  }
  return false;
}

}  // namespace

void find_packet_filter(Survey& survey) {
  if (find_in_rules(survey) || find_ufw(survey) || find_firewalld(survey) || find_rule_file(survey)) return;
  survey.absent_unless_running("/packet_filter",
                               {"the rules of the packet filter cannot be read, and none of ufw, "
                                "firewalld, nftables and iptables is set to start",
                                "无法读取防火墙规则，且未设置随系统启动 ufw、firewalld、nftables 或 iptables"});
}

}  // namespace dengbao::collect
