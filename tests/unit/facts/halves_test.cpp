#include "facts/halves.h"

#include <catch2/catch.hpp>

#include "small_program.h"

namespace dengbao::facts {
namespace {

auto halves_network(int hosts) -> std::string {
  std::string out = R"({"zones": [{"id": "z"}], "hosts": [)";
  for (int i = 0; i < hosts; ++i) {
    out += (i > 0 ? ",\n" : "") + std::string(R"({"id": "h)") + std::to_string(i) +
           R"(", "accounts": [{"name": "a"}, {"name": "b", "enabled": true}], "zone": "z"})";
  }
  return out + R"(], "levels": [1, 2.5]})";
}

// One side of a reading in halves.
struct Side {
  explicit Side(const test::Network& network, const model::Program& program) {
    store.program = &program;
    store.root = Row{network.network, 0};
    make_tables(store, keys);
  }
  FactStore store;
  Texts keys;
  Sink sink;
  Problems problems{sink, {}};
};

TEST_CASE("the middle is an element of the root's list, not of a list within") {
  test::Network records;
  const auto text = halves_network(100);
  const SourceFile source("facts.json", text);
  const auto middle = guess_middle(source, records.build.program(), records.network, 0);
  REQUIRE(middle);
  CHECK(middle->list == records.hosts);
  CHECK(middle->offset >= text.size() / 2);
  CHECK(text.substr(middle->offset, 7) == R"({"id": )");
  CHECK_FALSE(guess_middle(source, records.build.program(), records.network, text.size() + 1));
}

TEST_CASE("a second half that fits is taken over, row behind row") {
  test::Network records;
  const auto& program = records.build.program();
  const SourceFile source("facts.json", halves_network(100));
  const auto middle = guess_middle(source, program, records.network, 0);
  REQUIRE(middle);

  Side second(records, program);
  JsonCursor behind(source, middle->offset, 256, second.problems, true);
  auto rest = decode_rest(behind, second.store, second.problems, middle->list, false);
  REQUIRE(rest.readable);
  const auto rows = second.store.tables[records.host.index].rows;
  CHECK(rows > 30);

  Side first(records, program);
  JsonCursor cursor(source, 0, 256, first.problems);
  std::uint32_t before = 0;
  const Meeting meeting{static_cast<std::uint32_t>(middle->offset), middle->list, [&](const Seen&) {
                          before = first.store.tables[records.host.index].rows;
                          join(first.store, first.keys, second.store, second.keys);
                          return std::optional(std::move(rest));
                        }};
  CHECK(decode(cursor, first.store, first.problems, &meeting).readable);
  CHECK(before + rows == 100);
  const auto& hosts = first.store.tables[records.host.index];
  CHECK(hosts.rows == 100);
  CHECK(hosts.columns[*hosts.key].cells.text(99) == "h99");
  CHECK(first.store.pointer(Row{records.account, 199}) == "/hosts/99/accounts/1");
  CHECK(first.store.column(records.levels)->ranges[0].count == 2);
}

TEST_CASE("a second half ends at the first problem, and says nothing") {
  test::Network records;
  const auto& program = records.build.program();
  auto text = halves_network(100);
  text.replace(text.find("h90") - 1, 5, "12345");
  const SourceFile source("facts.json", text);
  const auto middle = guess_middle(source, program, records.network, 0);
  REQUIRE(middle);
  Side second(records, program);
  JsonCursor cursor(source, middle->offset, 256, second.problems, true);
  CHECK_FALSE(decode_rest(cursor, second.store, second.problems, middle->list, false).readable);
  CHECK(second.sink.empty());
}

}  // namespace
}  // namespace dengbao::facts
