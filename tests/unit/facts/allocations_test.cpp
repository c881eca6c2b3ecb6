#include <atomic>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <new>

#include "facts/load.h"
#include "small_program.h"

// Every allocation of this program is counted.
namespace {
std::atomic<std::size_t> allocations = 0;
}

auto operator new(std::size_t size) -> void* {
  ++allocations;
  if (auto* memory = std::malloc(size)) return memory;
  throw std::bad_alloc();
}
auto operator new(std::size_t size, const std::nothrow_t& /*never*/) noexcept -> void* {
  ++allocations;
  return std::malloc(size);
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t /*size*/) noexcept { std::free(memory); }

namespace dengbao::facts {
namespace {

auto network(int hosts) -> std::string {
  std::string out = R"({"zones": [{"id": "inner"}], "hosts": [)";
  for (int i = 0; i < hosts; ++i) {
    out += (i > 0 ? "," : "") + std::string(R"({"id": "host-)") + std::to_string(i) +
           R"(", "kind": "server", "zone": "inner", "zones": ["inner"], "logging": true, "note": {"of": "生产部"},)" +
           R"("accounts": [{"name": "root-of-the-machine", "enabled": true}, {"name": "审计员", "enabled": null}]})";
  }
  return out + "]}";
}

auto allocations_for(int hosts) -> std::size_t {
  test::Network program;
  Sources sources;
  Sink sink;
  const auto file = sources.add("facts.json", network(hosts));
  const auto before = allocations.load();
  const auto facts = load(sources, file, program.build.program(), sink);
  const auto after = allocations.load();
  REQUIRE(facts);
  REQUIRE(facts->row_count(program.account) == static_cast<std::uint32_t>(2 * hosts));
  return after - before;
}

TEST_CASE("memory is asked for by the file, not by the value") {
  const auto few = allocations_for(100);
  const auto many = allocations_for(10'000);
  INFO(few << " allocations for 100 hosts, " << many << " for 10000");
  CHECK(many < few + 20);
}

}  // namespace
}  // namespace dengbao::facts
