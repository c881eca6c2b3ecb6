#include <algorithm>
#include <set>

#include "collect/firewall.h"
#include "collect/shares.h"
#include "collect/sockets.h"
#include "collect/survey_machine.h"

// What can be reached over the network: listening services, channels of management, shares.
namespace dengbao::collect {
namespace {

struct NetFile {
  const char* path;
  Transport transport;
};

auto name_of(const ListeningService& service) -> std::string {
  const std::string transport = service.transport == Transport::tcp ? "tcp" : "udp";
  return (service.program.empty() ? "" : service.program + ' ') + transport + '/' + std::to_string(service.port);
}

// What the host's own packet filter does, in words; what lies before the host cannot be seen from it.
auto filter_words(const Machine& machine) -> Localised {
  const auto nft = machine.run({"/usr/sbin/nft", "list", "ruleset"});
  const auto iptables = machine.run({"/usr/sbin/iptables-save"});
  if (!nft.ok() && !iptables.ok()) {
    return {"the rules of the host's packet filter could not be read", "无法读取主机防火墙规则"};
  }
  const bool drops = (nft.ok() && parse_nft(nft.text) == InputFilter::drops) ||
                     (iptables.ok() && parse_iptables(iptables.text) == InputFilter::drops);
  if (drops) {
    return {"the host's packet filter drops by default; its single rules are not translated",
            "主机防火墙默认丢弃入站报文，具体规则未作转换"};
  }
  return {"the host's packet filter drops nothing by default; what lies before the host cannot be seen from it",
          "主机防火墙默认不丢弃入站报文；主机之外的网络限制无法从本机看到"};
}

void write_service(const ListeningService& service, Json& services) {
  Json json{{"name", name_of(service)}};
  if (!service.program.empty()) json["program"] = service.program;
  json["protocol"] = service.transport == Transport::tcp ? "tcp" : "udp";
  json["port"] = service.port;
  if (service.loopback_only) json["reachable"] = "local";
  services.push_back(std::move(json));
}

// Channels are told by the program that listens. A program that we do not know may be one too, so the list is complete
// only if all that listens to the network is known.
void find_management(Survey& survey, const std::vector<ListeningService>& services) {
  auto channels = Json::array();
  bool all_known = true;
  for (const auto& service : services) {
    if (service.loopback_only) continue;
    const auto management = management_program(service.program);
    if (!management) {
      all_known = false;
      continue;
    }
    Json channel{{"name", std::string(management->channel) + ' ' + std::to_string(service.port)}};
    if (!management->protocol.empty()) channel["protocol"] = management->protocol;
    if (management->protocol == "ssh") channel["version"] = "2.0";
    channel["port"] = service.port;
    const auto repeated = std::find(channels.begin(), channels.end(), channel);
    if (repeated == channels.end()) channels.push_back(std::move(channel));
  }
  survey.findings.host["management"] = std::move(channels);
  if (all_known) return;
  survey.findings.incomplete("/management", {"programs that listen to the network may be channels of management too",
                                             "监听网络的其他程序也可能是管理通道"});
}

void find_listeners(Survey& survey) {
  auto& findings = survey.findings;
  std::vector<Listener> listeners;
  bool any = false;
  for (const auto& [path, transport] :
       {NetFile{"/proc/net/tcp", Transport::tcp}, NetFile{"/proc/net/tcp6", Transport::tcp},
        NetFile{"/proc/net/udp", Transport::udp}, NetFile{"/proc/net/udp6", Transport::udp}}) {
    const auto reading = survey.machine.read(path);
    if (!reading.ok()) continue;
    any = true;
    findings.witness("/services", reading);
    findings.witness("/management", reading);
    const auto found = parse_proc_net(reading.text, transport);
    listeners.insert(listeners.end(), found.begin(), found.end());
  }
  if (!any) {
    survey.absent_unless_running("/services", {"/proc/net cannot be read", "无法读取 /proc/net"});
    return;
  }
  const auto services = services_of(listeners, survey.processes);
  auto json = Json::array();
  for (const auto& service : services) write_service(service, json);
  findings.host["services"] = std::move(json);
  find_management(survey, services);
  const auto words = filter_words(survey.machine);
  for (std::size_t i = 0; i < services.size(); ++i) {
    if (services[i].loopback_only) continue;
    findings.absent("/services/" + std::to_string(i) + "/reachable", Because::not_looked, words);
  }
}

void find_shares(Survey& survey) {
  auto& findings = survey.findings;
  const auto samba = survey.machine.read("/etc/samba/smb.conf");
  const auto exports = survey.machine.read("/etc/exports");
  if (samba.status == ReadStatus::unreadable || exports.status == ReadStatus::unreadable) {
    findings.absent("/shares", Because::collection_failed,
                    {"smb.conf or exports cannot be read", "无法读取 smb.conf 或 exports"});
    return;
  }
  auto shares = parse_samba_shares(samba.text);
  const auto folders = parse_nfs_exports(exports.text);
  shares.insert(shares.end(), folders.begin(), folders.end());
  auto json = Json::array();
  std::set<std::string> seen;
  for (const auto& [name, by_default] : shares) {
    if (seen.insert(name).second) json.push_back({{"name", name}, {"default", by_default}});
  }
  findings.host["shares"] = std::move(json);
  findings.witness("/shares", samba);
  findings.witness("/shares", exports);
  if (!samba.ok()) findings.witness("/shares", "no /etc/samba/smb.conf");
  if (!exports.ok()) findings.witness("/shares", "no /etc/exports");
}

}  // namespace

void find_services(Survey& survey) {
  find_listeners(survey);
  find_shares(survey);
}

}  // namespace dengbao::collect
