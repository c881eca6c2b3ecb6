#include "changes/network.h"

namespace dengbao::changes {
namespace {

auto coin(Random& random, unsigned percent = 50) -> bool { return random() % 100 < percent; }

class Writer {
 public:
  void add(const std::string& key, const std::string& value) {
    text_ += (text_.size() > 1 ? ", " : "") + ("\"" + key + "\": " + value);
  }
  void add(const std::string& key, std::optional<bool> value) {
    if (value) add(key, std::string(*value ? "true" : "false"));
  }
  void add(const std::string& key, std::optional<int> value) {
    if (value) add(key, std::to_string(*value));
  }
  [[nodiscard]] auto object() const -> std::string { return text_ + "}"; }

 private:
  std::string text_ = "{";
};

auto quoted(const std::string& text) -> std::string { return "\"" + text + "\""; }

auto list(const std::vector<std::string>& elements) -> std::string {
  std::string text = "[";
  for (const auto& element : elements) text += (text.size() > 1 ? ", " : "") + element;
  return text + "]";
}

auto item_json(const Item& item, std::size_t number) -> std::string {
  Writer object;
  object.add("id", quoted("i" + std::to_string(number)));
  object.add("ok", item.ok);
  object.add("on", item.on);
  object.add("size", item.size);
  return object.object();
}
auto zone_name(int number) -> std::string { return quoted("z" + std::to_string(number)); }
auto zone_json(const Zone& zone, int number) -> std::string {
  Writer object;
  object.add("id", zone_name(number));
  object.add("outer", std::optional(zone.outer));
  object.add("inner", std::optional(zone.inner));
  return object.object();
}
auto rule_json(const Rule& rule) -> std::string {
  Writer object;
  object.add("source", zone_name(rule.from));
  object.add("target", zone_name(rule.to));
  if (rule.allow) object.add("action", quoted(*rule.allow ? "allow" : "deny"));
  return object.object();
}

}  // namespace

auto Network::json() const -> std::string {
  Writer site;
  site.add("a", a);
  site.add("b", b);
  site.add("c", c);
  site.add("n", n);
  if (kind) site.add("kind", quoted(colours[static_cast<std::size_t>(*kind)]));
  if (tested) site.add("tested", quoted(tested->to_string()));
  std::vector<std::string> lines;
  if (items) {
    for (std::size_t i = 0; i < items->size(); ++i) {
      if ((*items)[i].there) lines.push_back(item_json((*items)[i], i));
    }
    site.add("items", list(lines));
    if (more_items) site.add("lists", std::string(R"([{"facts": "/items", "are": "incomplete"}])"));
  }
  lines.clear();
  for (std::size_t i = 0; i < zones.size(); ++i) {
    if (zones[i].there) lines.push_back(zone_json(zones[i], static_cast<int>(i)));
  }
  site.add("zones", list(lines));
  lines.clear();
  for (const auto& rule : rules) {
    if (rule.there) lines.push_back(rule_json(rule));
  }
  site.add("rules", list(lines));
  return site.object();
}

auto Network::neighbours(std::optional<Date> today) const -> std::vector<Network> {
  std::vector<Network> all;
  const auto changed = [&](auto change) {
    auto other = *this;
    change(other);
    all.push_back(std::move(other));
  };
  for (const auto field : {&Network::a, &Network::b, &Network::c}) {
    if (this->*field) changed([&](Network& other) { other.*field = !*(this->*field); });
  }
  for (int value = 1; n && value <= 4; ++value) {
    if (value != *n) changed([&](Network& other) { other.n = value; });
  }
  for (int value = 0; kind && value < 3; ++value) {
    if (value != *kind) changed([&](Network& other) { other.kind = value; });
  }
  for (int ahead = 0; today && tested && ahead <= 300; ahead += 100) {
    const Date date{today->days + ahead};
    if (date != *tested) changed([&](Network& other) { other.tested = date; });
  }
  for (std::size_t i = 0; items && i < items->size(); ++i) {
    const auto& item = (*items)[i];
    if (!item.there) continue;
    changed([&](Network& other) { (*other.items)[i].there = false; });
    if (item.ok) changed([&](Network& other) { (*other.items)[i].ok = !*item.ok; });
    if (item.on) changed([&](Network& other) { (*other.items)[i].on = !*item.on; });
    for (int value = 1; item.size && value <= 4; ++value) {
      if (value != *item.size) changed([&](Network& other) { (*other.items)[i].size = value; });
    }
  }
  for (std::size_t i = 0; i < zones.size(); ++i) {
    if (!zones[i].there) continue;
    changed([&](Network& other) { other.zones[i].there = false; });
    changed([&](Network& other) { other.zones[i].outer = !zones[i].outer; });
    changed([&](Network& other) { other.zones[i].inner = !zones[i].inner; });
  }
  for (std::size_t i = 0; i < rules.size(); ++i) {
    if (!rules[i].there) continue;
    changed([&](Network& other) { other.rules[i].there = false; });
    if (rules[i].allow) changed([&](Network& other) { other.rules[i].allow = !*rules[i].allow; });
  }
  return all;
}

auto random_network(Random& random, Date today) -> Network {
  Network made;
  made.a = coin(random);
  made.b = coin(random);
  made.c = coin(random);
  made.n = 1 + static_cast<int>(random() % 4);
  made.kind = static_cast<int>(random() % 3);
  made.tested = Date{today.days - static_cast<int>(random() % 400)};
  made.items.emplace(random() % 4);
  for (auto& item : *made.items) {
    item.ok = coin(random);
    item.on = coin(random);
    item.size = 1 + static_cast<int>(random() % 4);
  }
  made.zones.resize(4);
  made.zones.front().outer = true;
  made.zones.back().inner = true;
  made.zones[1].outer = coin(random, 20);
  made.rules.resize(random() % 7);
  for (auto& rule : made.rules) {
    rule.from = static_cast<int>(random() % 4);
    rule.to = static_cast<int>(random() % 4);
    rule.allow = coin(random, 75);
  }
  return made;
}

auto forgetting(Network network, Random& random) -> Network {
  for (const auto field : {&Network::a, &Network::b, &Network::c}) {
    if (coin(random, 40)) (network.*field).reset();
  }
  if (coin(random, 40)) network.n.reset();
  if (coin(random, 40)) network.kind.reset();
  for (auto& item : *network.items) {
    if (coin(random, 20)) item.ok.reset();
    if (coin(random, 20)) item.on.reset();
    if (coin(random, 20)) item.size.reset();
  }
  for (auto& rule : network.rules) {
    if (coin(random, 20)) rule.allow.reset();
  }
  network.more_items = coin(random, 20);
  if (coin(random, 15)) network.items.reset();
  return network;
}

auto completed(Network network, Random& random, Date today) -> Network {
  auto other = random_network(random, today);
  for (const auto field : {&Network::a, &Network::b, &Network::c}) {
    if (!(network.*field)) network.*field = other.*field;
  }
  if (!network.n) network.n = other.n;
  if (!network.kind) network.kind = other.kind;
  if (!network.items) {
    network.items = other.items;
  } else if (network.more_items) {
    for (const auto& item : *other.items) {
      if (coin(random)) network.items->push_back(item);
    }
  }
  network.more_items = false;
  for (auto& item : *network.items) {
    if (!item.ok) item.ok = coin(random);
    if (!item.on) item.on = coin(random);
    if (!item.size) item.size = 1 + static_cast<int>(random() % 4);
  }
  for (auto& rule : network.rules) {
    if (!rule.allow) rule.allow = coin(random);
  }
  return network;
}

}  // namespace dengbao::changes
