#include "property/facts_tree.h"

#include <algorithm>

namespace dengbao::property {
namespace {

// ---- making ---------------------------------------------------------------------------------------------------------

class FactsMaker {
 public:
  FactsMaker(const Schema& schema, Random& random) : schema_(schema), random_(random) {
    static const std::vector<std::size_t> densities{3, 10, 25, 45};
    missing_ = random.pick(densities);
  }

  auto network() -> Fact { return object(Schema::network); }

 private:
  // When a fact becomes known, and how it is missing until then.
  void hide(Fact& fact, std::size_t chance) {
    static const std::vector<std::string> reasons{"not-looked", "collection-failed", "contradictory", "too-old"};
    if (!random_.chance(chance)) return;
    fact.since = static_cast<int>(random_.between(1, never));
    fact.null = random_.chance(30);
    if (random_.chance(50)) fact.because = random_.pick(reasons);
  }

  auto object(std::uint32_t record) -> Fact {
    Fact made{Fact::Form::object};
    made.record = record;
    for (const auto& field : schema_.records[record].fields) made.fields.push_back(value(field));
    return made;
  }

  auto value(const Field& field) -> Fact {
    if (field.key) return {Fact::Form::scalar, "\"" + key_letter_ + std::to_string(++keys_) + "\""};
    // The lists of hosts and zones are mostly known: without them there is little to look at.
    const bool central = field.type.list && field.type.kind == Kind::record && field.type.ref != Schema::account;
    const std::size_t rarer = central && !field.ref ? 4 : 1;
    if (random_.chance(6 / rarer)) {
      Fact none{Fact::Form::not_there, random_.chance(50) ? "does-not-exist" : "not-supported"};
      hide(none, missing_ / rarer);
      none.null = random_.chance(30);
      return none;
    }
    auto made = field.type.list ? list(field) : field.ref ? reference(field.type.ref) : single(field);
    const auto from_zones = made.since;  // a reference stands only where its zone does
    hide(made, missing_ / rarer);
    made.since = std::max(made.since, from_zones);
    if (central && field.type.ref == Schema::zone && !field.ref) remember_zones(made);
    return made;
  }

  auto single(const Field& field) -> Fact {
    if (field.type.kind == Kind::record) return object(field.type.ref);
    return {Fact::Form::scalar, scalar(field)};
  }

  auto list(const Field& field) -> Fact {
    Fact made{Fact::Form::list};
    const auto count = schema_.wide && random_.chance(12) ? random_.below(10) : random_.below(4);
    for (std::size_t i = 0; i < count; ++i) {
      auto element = field.ref ? reference(field.type.ref) : single(field.type.list ? element_of(field) : field);
      if (element.form == Fact::Form::absent) continue;
      if (random_.chance(missing_ / 2))
        element.since = std::max<int>(element.since, static_cast<int>(random_.between(1, stages - 1)));
      made.closed = std::max(made.closed, element.since);
      made.elements.push_back(std::move(element));
    }
    if (random_.chance(missing_ / 3)) made.closed = static_cast<int>(random_.between(1, never));
    made.closed = std::max(made.closed, last_of(made));
    made.sampled = random_.chance(10);
    return made;
  }

  static auto last_of(const Fact& list) -> int {
    int last = 0;
    for (const auto& element : list.elements) last = std::max(last, element.since);
    return last;
  }

  static auto element_of(const Field& field) -> Field {
    auto element = field;
    element.type = field.type.element();
    return element;
  }

  // The key of a zone that is there from the same stage on; absent where there is none.
  auto reference(std::uint32_t record) -> Fact {
    if (zones_.empty() || record != Schema::zone) return {};
    const auto& zone = random_.pick(zones_);
    Fact made{Fact::Form::scalar, zone.key};
    made.since = zone.since;
    return made;
  }

  auto scalar(const Field& field) -> std::string {
    static const std::vector<std::string> numbers{"0", "1", "2", "2.5", "3", "-1", "4"};
    static const std::vector<std::string> texts{"\"\"", "\"a\"", "\"ab\"", "\"b\"", "\"abc\""};
    static const std::vector<std::string> days{"\"2026-01-31\"", "\"2026-05-21\"", "\"2026-10-25\"", "\"2026-11-21\"",
                                               "\"2026-12-01\""};
    static const std::vector<std::string> spans{"\"P30D\"", "\"P1M\"", "\"P6M\"", "\"P1Y\"", "\"PT24H\""};
    static const std::vector<std::string> names{"\"z1\"", "\"z2\"", "\"nowhere\""};
    static const std::vector<std::string> provided{"\"1\"", "\"2\""};
    static const std::vector<std::string> versions{"\"1.2\"", "\"1.10\"", "\"2\"", "\"2.0\""};
    static const std::vector<std::string> moments{"\"2026-11-21T10:00:00+08:00\"", "\"2026-11-21T02:00:00Z\"",
                                                  "\"2026-11-22T00:00:00+08:00\""};
    static const std::vector<std::string> addresses{"\"10.0.0.1\"", "\"10.0.1.1\"", "\"fe80::1\"", "\"10.0.0.2\""};
    static const std::vector<std::string> subnets{"\"10.0.0.0/24\"", "\"10.0.0.0/8\"", "\"10.0.0.1/32\"",
                                                  "\"fe80::/10\""};
    switch (field.type.kind) {
      case Kind::truth:
        return random_.chance(50) ? "true" : "false";
      case Kind::number:
        return random_.pick(numbers);
      case Kind::date:
        return random_.pick(days);
      case Kind::duration:
        return random_.pick(spans);
      case Kind::enumeration:
        return "\"" + random_.pick(colours()) + "\"";
      case Kind::version:
        return random_.pick(versions);
      case Kind::instant:
        return random_.pick(moments);
      case Kind::address:
        return random_.pick(addresses);
      case Kind::subnet:
        return random_.pick(subnets);
      default:
        if (field.name == "provides") return random_.pick(provided);
        return random_.pick(field.names ? names : texts);
    }
  }

  struct Zone {
    std::string key;
    int since;
  };
  const Schema& schema_;
  Random& random_;
  std::size_t missing_;  // per cent of facts that are missing at first
  std::string key_letter_ = "z";
  int keys_ = 0;
  std::vector<Zone> zones_;

  void remember_zones(const Fact& list) {
    key_letter_ = "k";
    if (list.since == never) return;
    for (const auto& zone : list.elements)
      zones_.push_back({zone.fields.front().json, std::max(zone.since, list.since)});
  }
};

// The ways between zones, or hosts, are laid when all of them are there.
class WayMaker {
 public:
  WayMaker(Fact& zones, std::size_t next, Random& random) : zones_(zones), next_(next), random_(random) {}

  void run() {
    if (zones_.form != Fact::Form::list) return;
    for (auto& zone : zones_.elements) lay(zone.fields[next_]);
  }

 private:
  void lay(Fact& next) {
    if (next.form != Fact::Form::list) return;
    for (const auto& zone : zones_.elements) {
      if (!random_.chance(35)) continue;
      Fact way{Fact::Form::scalar, zone.fields.front().json};
      way.since = std::max(zone.since, random_.chance(20) ? static_cast<int>(random_.between(1, stages - 1)) : 0);
      next.closed = std::max(next.closed, way.since);
      next.elements.push_back(std::move(way));
    }
  }

  Fact& zones_;
  std::size_t next_;
  Random& random_;
};

auto index_of(const Record& record, const std::string& name) -> std::size_t {
  const auto found =
      std::find_if(record.fields.begin(), record.fields.end(), [&](const Field& field) { return field.name == name; });
  return static_cast<std::size_t>(found - record.fields.begin());
}

// ---- writing --------------------------------------------------------------------------------------------------------

class Writer {
 public:
  Writer(const Schema& schema, int stage) : schema_(schema), stage_(stage) {}

  auto run(const Fact& network) -> std::string {
    object(network, "");
    text_.pop_back();
    if (!missing_.empty()) text_ += separator() + std::string("\"missing\":[") + missing_ + "]";
    if (!lists_.empty()) text_ += separator() + std::string("\"lists\":[") + lists_ + "]";
    return text_ + "}";
  }

 private:
  auto separator() const -> const char* { return text_ == "{" ? "" : ","; }

  void value(const Fact& fact, const std::string& pointer) {
    switch (fact.form) {
      case Fact::Form::list:
        return list(fact, pointer);
      case Fact::Form::object:
        return object(fact, pointer);
      default:
        text_ += fact.json;
    }
  }

  void object(const Fact& fact, const std::string& pointer) {
    text_ += '{';
    bool first = true;
    const auto& fields = schema_.records[fact.record].fields;
    for (std::size_t i = 0; i < fields.size(); ++i) field(fact.fields[i], fields[i].name, pointer, first);
    text_ += '}';
  }

  void field(const Fact& fact, const std::string& name, const std::string& owner, bool& first) {
    const auto pointer = owner + "/" + name;
    const bool known = fact.since <= stage_ && fact.form != Fact::Form::absent;
    const bool there = known && fact.form != Fact::Form::not_there;
    if (!there) note_missing(pointer, known ? fact.json : fact.because);
    if (!there && !fact.null) return;
    text_ += first ? "\"" : ",\"";
    first = false;
    text_ += name + "\":";
    if (there) {
      value(fact, pointer);
    } else {
      text_ += "null";
    }
  }

  void list(const Fact& fact, const std::string& pointer) {
    text_ += '[';
    std::size_t count = 0;
    for (const auto& element : fact.elements) {
      if (element.since > stage_) continue;
      if (count > 0) text_ += ',';
      value(element, pointer + "/" + std::to_string(count++));
    }
    text_ += ']';
    if (fact.closed > stage_) {
      note(lists_, pointer, "\"are\":\"incomplete\"");
    } else if (fact.sampled) {
      note(lists_, pointer, "\"are\":\"sampled\",\"of\":" + std::to_string(count + 5));
    }
  }

  void note_missing(const std::string& pointer, const std::string& because) {
    if (!because.empty()) note(missing_, pointer, "\"because\":\"" + because + "\"");
  }
  static void note(std::string& notes, const std::string& pointer, const std::string& what) {
    notes += std::string(notes.empty() ? "" : ",") + "{\"facts\":\"" + pointer + "\"," + what + "}";
  }

  const Schema& schema_;
  int stage_;
  std::string text_;
  std::string missing_;
  std::string lists_;
};

}  // namespace

auto make_facts(const Schema& schema, Random& random) -> Fact {
  auto network = FactsMaker(schema, random).network();
  WayMaker(network.fields[0], index_of(schema.records[Schema::zone], "next"), random).run();
  const auto& host = schema.records[Schema::host];
  if (const auto peers = index_of(host, "peers"); peers < host.fields.size())
    WayMaker(network.fields[1], peers, random).run();
  return network;
}

auto facts_text(const Schema& schema, const Fact& network, int stage) -> std::string {
  return Writer(schema, stage).run(network);
}

}  // namespace dengbao::property
