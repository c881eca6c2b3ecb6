#include "facts/load.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <random>

#include "base/render_diagnostic.h"
#include "small_program.h"

namespace dengbao::facts {
namespace {

using test::Network;

// Facts with all that they stand on.
struct Loaded {
  explicit Loaded(std::string text) {
    const auto file = sources.add("facts.json", std::move(text));
    facts = load(sources, file, network.build.program(), sink);
  }
  // "F0102 /hosts/0/id 3:7", one message after the other.
  [[nodiscard]] auto messages() const -> std::string {
    std::string out;
    for (const auto& diagnostic : sink.sorted()) {
      out += (out.empty() ? "" : "; ") + std::string(info(diagnostic.code).id);
      if (diagnostic.has_pointer) out += " " + diagnostic.pointer;
      if (!diagnostic.has_span) continue;
      const auto place = sources.place(diagnostic.span);
      out += " " + std::to_string(place.line) + ":" + std::to_string(place.column);
    }
    return out;
  }
  [[nodiscard]] auto words() const -> std::string { return sink.sorted().front().text.en; }
  [[nodiscard]] auto rows(const Value& value) const -> std::vector<Row> {
    std::vector<Row> out;
    for (const auto& element : value.list().elements) out.push_back(element.as<Row>());
    return out;
  }
  [[nodiscard]] auto every(model::FieldId field) const -> Value {
    return facts->get(facts->get(facts->root(), network.kinds).as<Row>(), field);
  }

  Network network;
  Sources sources;
  Sink sink;
  std::optional<Facts> facts;
};

auto every(const std::string& members) -> std::string { return "{\"every\": {" + members + "}}"; }

const std::string sample = R"({
  "zones": [{"id": "dmz", "zones": [{"id": "inner", "zones": []}, {"id": "deep"}]}, {"id": "核心"}],
  "hosts": [
    {"id": "db-1", "kind": "database", "zone": "inner", "zones": ["dmz", "核心"], "logging": true,
     "accounts": [{"name": "root", "enabled": true, "age": "P90D"}, {"name": "a\"b\u00e9", "enabled": null}]},
    {"zone": "dmz", "accounts": [], "id": "web-1", "kind": "server"}
  ],
  "levels": [1, 2.50, -3]
})";

TEST_CASE("facts are read into typed rows") {
  const Loaded loaded(sample);
  REQUIRE(loaded.messages().empty());
  const auto& facts = *loaded.facts;
  const auto& network = loaded.network;
  const auto hosts = loaded.rows(facts.get(facts.root(), network.hosts));
  REQUIRE(hosts.size() == 2);
  CHECK(facts.name(hosts[1], Lang::en) == "web-1");
  CHECK(facts.get(hosts[0], network.host_kind).as<Enumerator>().ordinal == 1);
  CHECK(facts.get(hosts[1], network.logging).is_unknown());
  const auto accounts = loaded.rows(facts.get(hosts[0], network.accounts));
  REQUIRE(accounts.size() == 2);
  CHECK(facts.get(accounts[1], network.user).as<std::string_view>() == "a\"b\u00e9");
  CHECK(facts.get(accounts[1], network.enabled).is_unknown());
  CHECK(facts.get(accounts[0], network.age).as<Duration>() == Duration{0, 90 * 86400});
  CHECK(facts.get(hosts[1], network.accounts).list().elements.empty());
  CHECK_FALSE(facts.get(hosts[1], network.accounts).list().open);
  CHECK(facts.get(facts.root(), network.levels).list().elements[1].as<Number>().to_string() == "2.5");
  CHECK(facts.pointer(accounts[1], network.enabled) == "/hosts/0/accounts/1/enabled");
  CHECK(facts.pointer(facts.root()).empty());
  CHECK(*facts.parent(accounts[1]) == hosts[0]);
  CHECK(facts.row_count(network.account) == 2);
}

TEST_CASE("a list of records that can hold their own kind, closed by another bracket") {
  for (const std::string text :
       {R"({"zones": [}})", R"({"zones": [})", R"({"zones": [} {"id": "a"}]})",
        R"({"zones": [{"id": "a", "zones": [}]}]})", R"({"zones": [{"id": "a"}}, {"id": "b"}]})"}) {
    INFO(text);
    const Loaded loaded(text);
    CHECK_FALSE(loaded.facts);
    CHECK(loaded.messages().find("F0103") != std::string::npos);
  }
}

TEST_CASE("every row is found again by its pointer, where several fields hold its record and some hold none") {
  test::SmallProgram small;
  const auto site = small.record("Site");
  const auto host = small.record("Host");
  const auto account = small.record("Account");
  const auto secret = small.record("Secret");
  small.field(site, "hosts", {Kind::record, true, host.index});
  small.field(site, "secret", {Kind::record, false, secret.index});
  small.field(host, "accounts", {Kind::record, true, account.index});
  small.field(host, "secret", {Kind::record, false, secret.index});
  small.field(account, "secret", {Kind::record, false, secret.index});
  small.field(secret, "size", number_type);
  small.program().scheme.facts = site;
  const auto& program = small.program();
  Sources sources;
  Sink sink;
  const auto file = sources.add("facts.json", R"({"hosts": [
    {"accounts": [{"secret": {"size": 1}}], "secret": {"size": 2}},
    {"accounts": [{}]},
    {"accounts": [{"secret": {"size": 3}}, {}, {"secret": {"size": 4}}]},
    {"secret": {"size": 5}}], "secret": {"size": 6}})");
  const auto facts = load(sources, file, program, sink);
  REQUIRE(facts);
  const std::vector<std::string> pointers{"/hosts/0/accounts/0/secret", "/hosts/0/secret", "/hosts/2/accounts/0/secret",
                                          "/hosts/2/accounts/2/secret", "/hosts/3/secret", "/secret"};
  REQUIRE(facts->row_count(secret) == pointers.size());
  for (std::uint32_t row = 0; row < pointers.size(); ++row) {
    CHECK(facts->pointer(Row{secret, row}) == pointers[row]);
  }
}

TEST_CASE("references become rows, also to rows inside rows of their kind") {
  const Loaded loaded(sample);
  REQUIRE(loaded.facts);
  const auto& facts = *loaded.facts;
  const auto& network = loaded.network;
  const auto hosts = loaded.rows(facts.get(facts.root(), network.hosts));
  const auto zone = facts.get(hosts[0], network.host_zone).as<Row>();
  CHECK(facts.name(zone, Lang::en) == "inner");
  CHECK(facts.pointer(zone) == "/zones/0/zones/0");
  const auto zones = loaded.rows(facts.get(hosts[0], network.host_zones));
  REQUIRE(zones.size() == 2);
  CHECK(facts.pointer(zones[1]) == "/zones/1");
  CHECK(facts.find_row(network.zone, Value(std::string_view("deep"))).has_value());
  CHECK_FALSE(facts.find_row(network.zone, Value(std::string_view("nowhere"))).has_value());
}

TEST_CASE("every kind of value is read exactly") {
  const Loaded loaded(every(R"("truth": false, "number": 0.1, "text": "e\u0301", "date": "2026-02-28",
    "instant": "2026-11-21T08:30:00+08:00", "duration": "P6M", "version": "9.2p1", "address": "10.1.0.7",
    "subnet": "10.1.0.0/16", "texts": ["x", ""], "a/b~c": 123456789012345678, "unread": "2026-01-01")"));
  REQUIRE(loaded.messages().empty());
  const auto& network = loaded.network;
  CHECK(loaded.every(network.truth).truth() == Truth::no);
  CHECK(loaded.every(network.number).as<Number>().to_string() == "0.1");
  CHECK(loaded.every(network.text).as<std::string_view>() == "\u00e9");
  CHECK(loaded.every(network.date).as<Date>().to_string() == "2026-02-28");
  CHECK(loaded.every(network.instant).as<Instant>().to_string() == "2026-11-21T00:30:00Z");
  CHECK(loaded.every(network.version).as<Version>().text == "9.2p1");
  CHECK(loaded.every(network.subnet).as<Subnet>().contains(loaded.every(network.address).as<Address>()));
  CHECK(loaded.every(network.texts).list().elements.size() == 2);
  CHECK(loaded.every(network.ports).as<Number>().to_string() == "123456789012345678");
  const auto row = loaded.facts->get(loaded.facts->root(), network.kinds).as<Row>();
  CHECK(loaded.facts->pointer(row, network.ports) == "/every/a~1b~0c");
}

TEST_CASE("a tiny file's texts outlive the moving of their sources") {
  Loaded loaded(R"({"hosts":[{"id":"a"}]})");
  REQUIRE(loaded.facts);
  for (int i = 0; i < 100; ++i) loaded.sources.add("other", std::string(10, 'x'));
  const auto hosts = loaded.rows(loaded.facts->get(loaded.facts->root(), loaded.network.hosts));
  CHECK(loaded.facts->name(hosts[0], Lang::en) == "a");
}

TEST_CASE("what does not fit the records is reported with pointer and place") {
  struct Case {
    std::string text;
    std::string messages;
  };
  const std::vector<Case> cases = {
      {"[1]", "F0102  1:1"},
      {every(R"("number": "abc")"), "F0102 /every/number 1:22"},
      {every(R"("truth": 1)"), "F0102 /every/truth 1:21"},
      {every(R"("text": {})"), "F0102 /every/text 1:20"},
      {every(R"("texts": "x")"), "F0102 /every/texts 1:21"},
      {every(R"("texts": ["x", null])"), "F0102 /every/texts/1 1:27"},
      {R"({"hosts": [3]})", "F0102 /hosts/0 1:12"},
      {R"({"every": []})", "F0102 /every 1:11"},
      {every(R"("date": "2026-02-30")"), "F0109 /every/date 1:20"},
      {every(R"("unread": "tomorrow")"), "F0109 /every/unread 1:22"},
      {every(R"("instant": "2026-11-21T08:30:00")"), "F0109 /every/instant 1:23"},
      {every(R"("duration": "90 days")"), "F0109 /every/duration 1:24"},
      {every(R"("version": "new")"), "F0109 /every/version 1:23"},
      {every(R"("address": "10.1.0.256")"), "F0109 /every/address 1:23"},
      {every(R"("subnet": "10.1.0.1/16")"), "F0109 /every/subnet 1:22"},
      {every(R"("a/b~c": "x")"), "F0102 /every/a~1b~0c 1:21"},
      {every(R"("number": 1e400)"), "F0113 /every/number 1:22"},
      {every(R"("number": 12345678901234567890)"), "F0113 /every/number 1:22"},
      {every(R"("number": 1234567890123456789)"), "F0113 /every/number 1:22"},
      {every(R"("number": 0.1234567890123456789)"), "F0113 /every/number 1:22"},
      {R"({"hosts": [{"id": "a", "kind": "servr"}]})", "F0110 /hosts/0/kind 1:32"},
      {R"({"hosts": [{"kind": "server"}, {"id": null}]})", "F0204 /hosts/0 1:12; F0204 /hosts/1/id 1:39"},
      {R"({"hosts": [{"id": "a"}, {"id": "\u0061"}]})", "F0201 /hosts/1/id 1:32"},
      {R"({"hosts": [{"id": "b"}, {"id": "a"}, {"id": "b"}]})", "F0201 /hosts/2/id 1:45"},
      {R"({"hosts": [{"id": "a", "zone": "dmz"}]})", "F0202 /hosts/0/zone 1:32"},
      {R"({"hosts": [{"id": "a", "zones": ["dmz"]}]})", "F0202 /hosts/0/zones/0 1:34"},
      {R"({"zones": [{"id": "a", "zones": [{"id": "a"}]}]})", "F0203 /zones/0/zones/0/id 1:41"},
      {R"({"zones": [{"id": "a"}, {"id": "a"}]})", "F0201 /zones/1/id 1:32"},
      {every(R"("text": "a", "te\u0078t": "b")"), "F0108 /every/text 1:25"},
      {R"({"other": {"a": 1, "b": {"c": 1, "\u0063": 2}}})", "F0111  1:2; F0108 /other/b/c 1:34"},
      {R"({"other": 1, "other": 2})", "F0111  1:2; F0108 /other 1:14"},
      {every("\n \"truth\": 1,\n \"number\": true"), "F0102 /every/truth 2:11; F0102 /every/number 3:12"},
  };
  for (const auto& [text, messages] : cases) {
    INFO(text);
    const Loaded loaded(text);
    CHECK_FALSE(loaded.facts.has_value());
    auto expected = messages;
    // The pointer of the warnings for `other` names the key.
    for (auto at = expected.find("F0111  "); at != std::string::npos; at = expected.find("F0111  ")) {
      expected.replace(at, 7, "F0111 /other ");
    }
    CHECK(loaded.messages() == expected);
  }
}

TEST_CASE("messages say what was found and what was meant") {
  CHECK(Loaded(every(R"("number": "abc")")).words() == "expected a number, found the text `abc`");
  CHECK(Loaded(every(R"("date": "2026-02-30")")).words() == "`2026-02-30` is not a date: the calendar has no such day");
  CHECK(Loaded(R"({"hosts": [{"id": "a", "zone": "dmz"}]})").words() == "no Zone has the id `dmz`");
  const Loaded misspelt(R"({"hots": []})");
  CHECK(misspelt.facts.has_value());
  CHECK(misspelt.messages() == "F0111 /hots 1:2");
  REQUIRE(misspelt.sink.sorted().front().help.size() == 1);
  CHECK(misspelt.sink.sorted().front().help.front().en.find("hosts") != std::string::npos);
}

TEST_CASE("what is not JSON is reported where it goes wrong") {
  struct Case {
    std::string text;
    std::string messages;
  };
  const std::vector<Case> cases = {
      {"", "F0104 1:1"},
      {" \n\t ", "F0104 1:1"},
      {"\xef\xbb\xbf", "F0104 1:2"},
      {"{\"a\xff\": 1}", "F0105 1:4"},
      {"{\"hosts\": \"\xc0\xaf\"}", "F0105 1:12"},
      {"{\"levels\": [1 2]}", "F0103 /levels 1:15"},
      {"{\"levels\": [1,]}", "F0103 /levels/1 1:15"},
      {"{\"levels\": [01]}", "F0103 /levels/0 1:13"},
      {"{\"x\": tru}", "F0111 /x 1:2; F0103 /x 1:7"},
      {"{\"levels\": []} x", "F0103  1:16"},
      {"{levels: []}", "F0103  1:2"},
      {"{\"levels\" []}", "F0103  1:11"},
      {"{\"levels\": [\"\\x\"]}", "F0103 /levels/0 1:14"},
      {"{\"zones\": [{\"id\": \"\\ud800\"}]}", "F0103 /zones/0/id 1:20"},
      {"{\"zones\": [{\"id\": \"a\nb\"}]}", "F0103 /zones/0/id 1:21"},
      {"{\"zones\": [{\"id\": \"a", "F0112 /zones/0/id 1:19"},
      {"{\"zones\": [", "F0112 /zones/0 1:12"},
      {"{\"zones\": [1 2, \"x", "F0102 /zones/0 1:12; F0103 /zones 1:14"},
  };
  for (const auto& [text, messages] : cases) {
    INFO(text);
    const Loaded loaded(text);
    CHECK_FALSE(loaded.facts.has_value());
    CHECK(loaded.messages() == messages);
  }
}

TEST_CASE("a byte order mark is passed over and counted in places") {
  CHECK(Loaded("\xef\xbb\xbf{\"levels\": [1]}").facts.has_value());
  const Loaded wrong("\xef\xbb\xbf{\"levels\": 1}");
  REQUIRE(wrong.sink.errors() == 1);
  CHECK(wrong.sources.text(wrong.sink.sorted().front().span) == "1");
}

TEST_CASE("nesting is limited") {
  const auto nested = [](std::size_t depth) {
    return "{\"x\":" + std::string(depth - 1, '[') + std::string(depth - 1, ']') + "}";
  };
  CHECK(Loaded(nested(1024)).facts.has_value());
  CHECK(Loaded(nested(1025)).messages().find("F0107") != std::string::npos);
  CHECK(Loaded(std::string(100000, '[')).messages().find("F0107") != std::string::npos);
  std::string zones;
  for (int i = 0; i < 3000; ++i) zones += R"({"id":"z","zones":[)";
  CHECK(Loaded("{\"zones\":[" + zones).messages().find("F0107") != std::string::npos);
}

TEST_CASE("only the first errors are shown, and how many more there are") {
  std::string levels = "true";
  for (int i = 1; i < 300; ++i) levels += ",true";
  const Loaded loaded("{\"levels\": [" + levels + "]}");
  CHECK(loaded.sink.errors() == 201);
  CHECK(loaded.messages().find("F0114") != std::string::npos);
}

TEST_CASE("a file cut off anywhere is an error, never a crash") {
  for (std::size_t size = 0; size < sample.size() - 1; ++size) {
    const Loaded loaded(sample.substr(0, size));
    INFO(size);
    CHECK_FALSE(loaded.facts.has_value());
    CHECK(loaded.sink.errors() > 0);
  }
}

TEST_CASE("changed bytes are JSON to us exactly where they are JSON to another parser") {
  std::mt19937 random(20261122);
  const std::string alphabet = "{}[]:,\"\\u0019.eE-+ntf \n\x01\xe9\xff";
  for (int round = 0; round < 20000; ++round) {
    auto text = sample;
    for (auto changes = 1 + random() % 3; changes > 0; --changes) {
      const auto at = random() % text.size();
      if (random() % 4 == 0) {
        text.erase(at, 1 + random() % 5);
      } else {
        text[at] = alphabet[random() % alphabet.size()];
      }
    }
    const Loaded loaded(text);
    const auto messages = loaded.messages();
    const bool not_json = messages.find("F0103") != std::string::npos || messages.find("F0112") != std::string::npos ||
                          messages.find("F0105") != std::string::npos;
    INFO(text << "\n" << messages);
    CHECK((loaded.facts.has_value() || loaded.sink.errors() > 0));
    const bool json = nlohmann::json::accept(text);
    if (messages.find("F0113") == std::string::npos) REQUIRE(json != not_json);
  }
}

}  // namespace
}  // namespace dengbao::facts
