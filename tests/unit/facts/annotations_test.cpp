#include <catch2/catch.hpp>

#include "facts/load.h"
#include "small_program.h"

namespace dengbao::facts {
namespace {

struct Annotated {
  explicit Annotated(const std::string& annotations) {
    const auto file = sources.add("facts.json", "{" + annotations + R"(,
      "hosts": [{"id": "a", "logging": null, "accounts": [{"name": "x"}]}, {"id": "b"}, {"id": "c", "logging": true}]})");
    facts = load(sources, file, network.build.program(), sink);
  }
  [[nodiscard]] auto codes() const -> std::string {
    std::string out;
    for (const auto& diagnostic : sink.sorted()) {
      out += (out.empty() ? "" : " ") + std::string(info(diagnostic.code).id) + diagnostic.pointer;
      if (!diagnostic.has_span) out += "!";
    }
    return out;
  }
  [[nodiscard]] auto host(std::uint32_t index) const -> Row { return {network.host, index}; }

  test::Network network;
  Sources sources;
  Sink sink;
  std::optional<Facts> facts;
};

auto missing(const std::string& facts, const std::string& because) -> std::string {
  return R"("missing": [{"facts": ")" + facts + R"(", "because": ")" + because + R"(", "note": "n"}])";
}

TEST_CASE("a known absence is a value, an unknown one keeps its reason") {
  const Annotated none(missing("/hosts/0/logging", "does-not-exist"));
  REQUIRE(none.codes().empty());
  CHECK(none.facts->get(none.host(0), none.network.logging).truth() == Truth::no);
  CHECK(none.facts->get(none.host(1), none.network.logging).is_unknown());
  CHECK(none.facts->missing(none.host(0), none.network.logging).absence == Absence::does_not_exist);

  const Annotated list(missing("/hosts/1/accounts", "not-supported"));
  REQUIRE(list.codes().empty());
  CHECK(list.facts->get(list.host(1), list.network.accounts).is_value());
  CHECK_FALSE(list.facts->get(list.host(1), list.network.accounts).list().open);

  const Annotated other(missing("/hosts/1/kind", "does-not-exist"));
  CHECK(other.facts->get(other.host(1), other.network.host_kind).is_none());

  const Annotated unknown(missing("/hosts/1/kind", "not-looked"));
  CHECK(unknown.facts->get(unknown.host(1), unknown.network.host_kind).is_unknown());
  const auto note = unknown.facts->missing(unknown.host(1), unknown.network.host_kind);
  CHECK(note.absence == Absence::not_looked);
  CHECK(note.note == "n");
  CHECK(unknown.facts->missing(unknown.host(0), unknown.network.host_kind).absence == Absence::not_given);
}

TEST_CASE("notes on what is missing are checked against the facts") {
  CHECK(Annotated(missing("/hosts/2/logging", "not-looked")).codes() == "F0304/missing/0/facts");
  CHECK(Annotated(missing("/hosts/3/logging", "not-looked")).codes() == "F0301/missing/0/facts");
  CHECK(Annotated(missing("/hosts/7", "not-looked")).codes() == "F0301/missing/0/facts");
  CHECK(Annotated(missing("/hosts/1/loging", "not-looked")).codes() == "F0301/missing/0/facts");
  CHECK(Annotated(missing("/hosts/1/logging", "forgotten")).codes() == "F0302/missing/0/because");
  CHECK(Annotated(missing("no pointer", "not-looked")).codes() == "F0301/missing/0/facts");
  CHECK(Annotated(R"("missing": [{"because": "not-looked"}, 7])").codes() == "F0303/missing/0 F0303/missing/1");
  CHECK(Annotated(R"("missing": {})").codes() == "F0305/missing");
}

TEST_CASE("a list may be incomplete or sampled") {
  const Annotated open(R"("lists": [{"facts": "/hosts", "are": "incomplete"},
                                    {"facts": "/hosts/0/accounts", "are": "sampled", "of": 120}])");
  REQUIRE(open.codes().empty());
  const auto& network = open.network;
  CHECK(open.facts->get(open.facts->root(), network.hosts).list().open);
  CHECK(open.facts->get(open.facts->root(), network.hosts).list().elements.size() == 3);
  CHECK_FALSE(open.facts->get(open.host(0), network.accounts).list().open);
  CHECK(open.facts->list_note(open.host(0), network.accounts).of == 120);
  CHECK(open.facts->list_note(open.host(1), network.accounts).completeness == Completeness::complete);
  CHECK(Annotated(R"("lists": [{"facts": "/hosts", "are": "sampled"}])").codes() == "F0303/lists/0");
  CHECK(Annotated(R"("lists": [{"facts": "/hosts", "are": "sampled", "of": 2}])").codes() == "F0303/lists/0/of");
  CHECK(Annotated(R"("lists": [{"facts": "/zones", "are": "incomplete"}])").codes() == "F0301/lists/0/facts");
  CHECK(Annotated(R"("lists": [{"facts": "/hosts/0", "are": "incomplete"}])").codes() == "F0303/lists/0/facts");
}

TEST_CASE("evidence covers its pointers and all below them") {
  const Annotated given(R"("evidence": [
    {"facts": ["/hosts/0", "/hosts/1"], "method": "interview", "source": "talk", "by": "Li", "on": "2026-10-02"},
    {"facts": "/hosts/0/accounts", "method": "test"}, {"facts": "/hosts", "method": "examine"}])");
  REQUIRE(given.codes().empty());
  const auto& facts = *given.facts;
  CHECK(facts.evidence().size() == 3);
  CHECK(facts.evidence_for("/hosts/0/logging") == &facts.evidence()[0]);
  CHECK(facts.evidence_for("/hosts/0/accounts/0/name") == &facts.evidence()[1]);
  CHECK(facts.evidence_for("/hosts/2/logging") == &facts.evidence()[2]);
  CHECK(facts.evidence_for("/zones") == nullptr);
  CHECK(facts.evidence_for("") == nullptr);
  CHECK(facts.evidence()[0].on->to_string() == "2026-10-02");

  CHECK(Annotated(R"("evidence": [{"facts": "/hosts", "method": "guess"}])").codes() == "F0303/evidence/0");
  CHECK(Annotated(R"("evidence": [{"facts": "/host", "method": "test"}])").codes() == "F0301/evidence/0/facts");
  CHECK(Annotated(R"("evidence": [{"facts": "/hosts", "method": "test", "on": "soon"}])").codes() ==
        "F0303/evidence/0/on");
  CHECK(Annotated(R"("evidence": [{"facts": "/hosts", "method": "test", "sha256": "12"}])").codes() ==
        "F0303/evidence/0/sha256");
}

}  // namespace
}  // namespace dengbao::facts
