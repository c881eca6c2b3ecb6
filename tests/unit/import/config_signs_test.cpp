#include "imported.h"

using namespace dengbao;
using namespace dengbao::importing;
using namespace dengbao::importing::test;

namespace {

// Why it was refused; empty where it was not.
auto refusal(const char* kind, const std::string& text) -> std::string {
  const auto found = read_as(kind, text);
  CHECK((!found.refusal || found.facts.empty()));
  return found.refusal ? found.refusal->en.str() : std::string();
}

}  // namespace

TEST_CASE("a configuration of another maker is refused with the name of its kind") {
  struct Sample {
    const char* file;
    std::string kind;
  };
  const Sample samples[] = {{"edge-fw.cfg", "vrp"},        {"access-switch.cfg", "vrp"}, {"core-h3c.cfg", "comware"},
                            {"border-h3c.cfg", "comware"}, {"branch-ios.cfg", "ios"},    {"zone-ios.cfg", "ios"}};
  for (const auto& one : samples) {
    for (const auto* kind : {"vrp", "comware", "ios"}) {
      INFO(one.file << " as " << kind);
      const auto why = refusal(kind, sample(one.file));
      if (one.kind == kind) CHECK(why.empty());
      if (one.kind != kind) CHECK(why.find("`import " + one.kind + "`") != std::string::npos);
    }
  }
}

TEST_CASE("signs of one maker") {
  CHECK(refusal("comware", "sysname A\n#\naaa\n local-user a password cipher x\n#\nreturn\n").find("Huawei") !=
        std::string::npos);
  CHECK(refusal("comware", "!Software Version V200R021\n#\nsysname A\n#\nreturn\n").find("Huawei") !=
        std::string::npos);
  CHECK(refusal("vrp", "#\n version 7.1.070, Release 6555\n#\n sysname A\n#\nreturn\n").find("H3C") !=
        std::string::npos);
  CHECK(refusal("vrp", "#\nsysname A\n#\nlocal-user a class manage\n#\nreturn\n").find("H3C") != std::string::npos);
  CHECK(refusal("vrp", "!\nversion 15.2\n!\nhostname A\n!\nend\n").find("Cisco") != std::string::npos);
  // What several of them write is of none.
  CHECK(refusal("vrp", "#\nsysname A\n#\nuser-interface vty 0 4\n#\nreturn\n").empty());
  CHECK(refusal("comware", "#\nsysname A\n#\nuser-interface vty 0 4\n#\nreturn\n").empty());
}

TEST_CASE("of a text with signs of two makers no list is said to be all") {
  const auto found = read_as("comware",
                             "#\n version 7.1.070, Release 6555\n#\n sysname A\n#\naaa\n authentication-scheme x\n#\n"
                             "return\n");
  REQUIRE_FALSE(found.refusal);
  CHECK(fact(found, "/hosts/0/accounts").is_null());
}
