#include <algorithm>

#include "reach/passages.h"
#include "reach/rule_packets.h"

namespace dengbao::reach {
namespace {

using Json = nlohmann::ordered_json;

const std::string list_pointer = "/boundary/passages";

// Whether a pointer names the list or something in it.
auto is_ours(const Json& pointer) -> bool {
  if (!pointer.is_string()) return false;
  const auto text = pointer.get<std::string>();
  return text == list_pointer || text.starts_with(list_pointer + '/');
}

// What the file said of the passages that stood there before.
void forget(Json& facts) {
  for (const char* notes : {"lists", "missing"}) {
    if (!facts.contains(notes)) continue;
    auto& all = facts[notes];
    all.erase(
        std::remove_if(all.begin(), all.end(), [](const Json& note) { return is_ours(note.value("facts", Json())); }),
        all.end());
  }
  if (!facts.contains("evidence")) return;
  auto& evidence = facts["evidence"];
  for (auto& entry : evidence) {
    if (!entry.contains("facts")) continue;
    auto& pointers = entry["facts"];
    pointers.erase(std::remove_if(pointers.begin(), pointers.end(), is_ours), pointers.end());
  }
  evidence.erase(std::remove_if(evidence.begin(), evidence.end(),
                                [](const Json& entry) { return entry.contains("facts") && entry["facts"].empty(); }),
                 evidence.end());
}

auto joined(const std::vector<std::string>& texts, const char* between) -> std::string {
  std::string result;
  for (const auto& text : texts) result += (result.empty() ? "" : between) + text;
  return result;
}

auto record_of(const Passage& passage, const std::string& source, const std::string& target) -> Json {
  const bool any = of_every_protocol(passage);
  std::vector<std::string> services;
  auto ports = Json::array();
  for (const auto& service : passage.services) {
    if (!any) services.push_back(name_of(service));
    const bool has_ports = service.protocol <= Protocol::udp;
    if (has_ports && !(any && !ports.empty())) ports.push_back({{"first", service.first}, {"last", service.last}});
  }
  if (any) services.emplace_back("any");
  Json json{{"id", source + " > " + target + ": " + joined(services, ", ")},
            {"source", source},
            {"target", target},
            {"protocol", any ? "any" : protocol_word(passage.services.front().protocol)},
            {"ports", ports}};
  if (!passage.scattered) {
    json["to_ranges"] = Json::array();
    for (const auto& net : passage.to) json["to_ranges"].push_back(net.to_string());
  }
  if (passage.certain) json["certain"] = true;
  json["rules"] = Json::array();
  for (const auto& rule : passage.rules) json["rules"].push_back(rule.id);
  return json;
}

}  // namespace

auto write_passages(Json& facts, const Network& network, const std::vector<Passage>& passages, const std::string& by,
                    const std::string& on) -> PassagesWritten {
  forget(facts);
  PassagesWritten written;
  auto list = Json::array();
  auto evidence = Json::array();
  std::map<std::string, std::size_t> used;
  for (const auto& passage : passages) {
    const auto& sources = network.places[passage.source].zones;
    const auto& targets = network.places[passage.target].zones;
    if (sources.empty() || targets.empty()) ++written.left_out;
    for (const auto& source : sources) {
      for (const auto& target : targets) {
        auto record = record_of(passage, source, target);
        auto& times = used[record["id"].get<std::string>()];
        if (++times > 1) record["id"] = record["id"].get<std::string>() + " (" + std::to_string(times) + ")";
        const auto pointer = list_pointer + '/' + std::to_string(list.size());
        list.push_back(std::move(record));
        const auto lines = said_by(network, passage);
        evidence.push_back({{"facts", {pointer}},
                            {"method", "examine"},
                            {"source", lines.empty() ? list_pointer : joined(lines, " + ")},
                            {"by", by},
                            {"on", on}});
      }
    }
  }
  written.count = list.size();
  const bool whole = network.devices_known && written.left_out == 0;
  facts["boundary"]["passages"] = std::move(list);
  if (!whole) facts["lists"].push_back({{"facts", list_pointer}, {"are", "incomplete"}});
  for (auto& entry : evidence) facts["evidence"].push_back(std::move(entry));
  return written;
}

}  // namespace dengbao::reach
