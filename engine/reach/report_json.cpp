#include <nlohmann/json.hpp>

#include "reach/report.h"
#include "reach/rule_packets.h"

namespace dengbao::reach {
namespace {

using Json = nlohmann::ordered_json;

auto rule_json(const Network& network, const std::string& id, const std::string& pointer) -> Json {
  return {{"rule", id}, {"fact", pointer}, {"sources", network.said_by(pointer)}};
}

auto ruling_json(const Network& network, const Ruling& ruling) -> Json {
  Json json{{"list", ruling.list}, {"fact", ruling.list_pointer}, {"decided_by_rule", ruling.by_rule}};
  json["rules"] = Json::array();
  for (std::size_t i = 0; i < ruling.rules.size(); ++i) {
    json["rules"].push_back(rule_json(network, ruling.rules[i], ruling.pointers[i]));
  }
  json["applications"] = ruling.applications;
  json["passes"] = ruling.passes ? Json(*ruling.passes) : Json(nullptr);
  return json;
}

auto packet_json(const Packet& packet) -> Json {
  Json json{{"protocol", protocol_word(packet.protocol)}};
  json["source"] = packet.source.to_string();
  json["target"] = packet.target.to_string();
  if (packet.protocol <= Protocol::udp) {
    json["source_port"] = packet.source_port;
    json["target_port"] = packet.target_port;
  }
  return json;
}

auto passage_json(const Network& network, const Passage& passage) -> Json {
  Json json{{"from", network.places[passage.source].name},
            {"to", network.places[passage.target].name},
            {"certain", passage.certain}};
  json["services"] = Json::array();
  for (const auto& service : passage.services) json["services"].push_back(name_of(service));
  json["targets"] = Json::array();
  for (const auto& net : passage.to) json["targets"].push_back(net.to_string());
  json["scattered"] = passage.scattered;
  json["rules"] = Json::array();
  for (const auto& rule : passage.rules) json["rules"].push_back(rule_json(network, rule.id, rule.pointer));
  json["example"] = packet_json(passage.example);
  json["way"] = Json::array();
  for (const auto& hop : passage.way) {
    Json step{{"device", network.devices[hop.device].id},
              {"from", network.places[hop.from].name},
              {"to", network.places[hop.to].name}};
    step["rulings"] = Json::array();
    for (const auto& ruling : hop.rulings) step["rulings"].push_back(ruling_json(network, ruling));
    json["way"].push_back(std::move(step));
  }
  return json;
}

auto refusal_json(const Network& network, const Refusal& refusal) -> Json {
  Json json{{"device", network.devices[refusal.device].id},
            {"from", network.places[refusal.from].name},
            {"to", network.places[refusal.to].name},
            {"list", refusal.list}};
  json.update(rule_json(network, refusal.rule, refusal.pointer));
  return json;
}

auto unused_json(const Network& network, const UnusedRule& unused) -> Json {
  auto json = rule_json(network, unused.id, unused.pointer);
  json["device"] = network.devices[unused.device].id;
  json["list"] = unused.list;
  json["contradicted"] = unused.contradicted;
  json["decided_before_by"] = Json::array();
  for (const auto& cover : unused.covers) {
    json["decided_before_by"].push_back(rule_json(network, cover.id, cover.pointer));
  }
  return json;
}

auto written(const Json& json) -> std::string {
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

auto passages_json(const Network& network, const std::vector<Passage>& passages) -> Json {
  auto json = Json::array();
  for (const auto& passage : passages) json.push_back(passage_json(network, passage));
  return json;
}

}  // namespace

auto answer_json(const Network& network, const Answer& answer) -> std::string {
  Json json{{"schema", "dengbao.reach/1"},
            {"from", network.places[answer.source].name},
            {"to", network.places[answer.target].name}};
  json["service"] = answer.service ? Json(name_of(*answer.service)) : Json(nullptr);
  const auto passes = answer.passes();
  json["passes"] = passes ? Json(*passes) : Json(nullptr);
  json["passages"] = passages_json(network, answer.passages);
  json["refusals"] = Json::array();
  for (const auto& refusal : answer.refusals) json["refusals"].push_back(refusal_json(network, refusal));
  return written(json);
}

auto overview_json(const Network& network, const Overview& overview) -> std::string {
  Json json{{"schema", "dengbao.reach/1"}};
  json["passages"] = passages_json(network, overview.passages);
  json["unused_rules"] = Json::array();
  for (const auto& unused : overview.unused) json["unused_rules"].push_back(unused_json(network, unused));
  return written(json);
}

}  // namespace dengbao::reach
