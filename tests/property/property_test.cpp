#include <catch2/catch.hpp>
#include <iostream>

#include "property/agree.h"
#include "property/laws.h"
#include "property/run.h"

using namespace dengbao::property;

namespace {

// All laws share one run; the first test case that is asked makes it.
auto the_run() -> const Run& {
  static const Run made = [] {
    auto result = run(size_asked());
    std::cout << summary(result) << result.problem << "\n";
    for (const auto& [law, text] : result.counterexamples) std::cout << "\n" << text;
    return result;
  }();
  return made;
}

// Each law is a test case of its own, named as the law reads.
class LawTest : public Catch::ITestInvoker {
 public:
  explicit LawTest(std::string law) : law_(std::move(law)) {}

  void invoke() const override {
    const auto& made = the_run();
    REQUIRE(made.problem.empty());
    const auto found = made.tallies.find(law_);
    REQUIRE(found != made.tallies.end());
    CHECK(found->second.decided > 0);
    INFO("what was found stands above");
    CHECK(found->second.violated == 0);
  }

 private:
  std::string law_;
};

struct Registration {
  Registration() {
    for (const auto& law : law_names()) {
      Catch::AutoReg(new LawTest(law), CATCH_INTERNAL_LINEINFO, "", Catch::NameAndTags{law});
    }
  }
};
const Registration registration;

}  // namespace

TEST_CASE("the evaluators and the checker agree", "[agree]") {
  const auto made = run_agreement(agreement_asked());
  std::cout << summary(made) << made.problem << "\n" << made.counterexamples;
  REQUIRE(made.problem.empty());
  CHECK(made.decided > 0);
  INFO("what was found stands above");
  CHECK(made.differences == 0);
}
