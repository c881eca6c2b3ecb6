#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "base/render_diagnostic.h"
#include "model/compile.h"
#include "syntax/parse.h"

namespace dengbao::model {
namespace {

namespace fs = std::filesystem;

// A folder of general modules that lives as long as the test.
class Library {
 public:
  Library() { fs::create_directories(folder_); }
  ~Library() { fs::remove_all(folder_); }
  Library(const Library&) = delete;
  auto operator=(const Library&) -> Library& = delete;

  void write(const std::string& name, const std::string& text) const { std::ofstream(folder_ / name) << text; }
  [[nodiscard]] auto folder() const -> std::string { return folder_.string(); }

 private:
  fs::path folder_ = fs::temp_directory_path() / ("dengbao-library-" + std::to_string(::getpid()));
};

constexpr auto day_module = R"(module std.day
define past(day: date) : truth
  means day <= as_of
test "past"
  expect true: past(2020-01-01)
)";
constexpr auto paper_module = R"(module std.paper
use std.day
define signed(day: date) : truth
  means past(day)
)";

struct Read {
  Sources sources;
  Sink sink;
  PolicySet set;

  Read(const std::string& policy, const std::string& folder) {
    set.files.push_back(syntax::parse(sources, sources.add("own.policy", policy), sink));
    add_library(set, folder, sources, sink);
  }
  [[nodiscard]] auto modules() const -> std::vector<std::string> {
    std::vector<std::string> names;
    for (const auto& file : set.files) names.push_back(file.module ? file.module->text() : "");
    return names;
  }
  [[nodiscard]] auto messages() -> std::string {
    [[maybe_unused]] const auto program = compile(set, sources, sink);
    return render(sink.sorted(), sources, Lang::en, false);
  }
};

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("a general module is read when it is used, with what it uses itself, and without its tests") {
  const Library library;
  library.write("day.policy", day_module);
  library.write("paper.policy", paper_module);
  library.write("unused.policy", "module std.unused\n");
  Read read("use std.paper\n", library.folder());
  CHECK(read.modules() == Names{"", "std.paper", "std.day"});
  CHECK(read.set.library == Names{"std.day", "std.paper", "std.unused"});
  CHECK(read.set.files.back().declarations.size() == 1);
  CHECK(read.sink.errors() == 0);
}

TEST_CASE("a module that the policies declare themselves is not read again") {
  const Library library;
  library.write("day.policy", day_module);
  Read read("module std.day\nuse std.day\n", library.folder());
  CHECK(read.modules() == Names{"std.day"});
}

TEST_CASE("a general module that the library lacks is reported with those that there are") {
  const Library library;
  library.write("day.policy", day_module);
  Read read("use std.dai\n", library.folder());
  const auto messages = read.messages();
  CHECK(messages.find("error[P0501]: no module is called `std.dai`") != std::string::npos);
  CHECK(messages.find("did you mean `std.day`?") != std::string::npos);
  CHECK(messages.find("the general modules are `std.day`") != std::string::npos);
}

TEST_CASE("where there is no library, the message says where it belongs") {
  Read read("use std.day\n", "");
  CHECK(read.messages().find("belong in share/dengbao/stdlib beside the installed program") != std::string::npos);
}

TEST_CASE("a mistake in a general module is reported in its file") {
  const Library library;
  library.write("day.policy", "module std.day\ndefine past(day: date) : truth\n  means tomorrow\n");
  Read read("use std.day\n", library.folder());
  CHECK(read.messages().find("day.policy:3:9") != std::string::npos);
}

TEST_CASE("every module of the project's library is called by the name of its file") {
  Sources sources;
  Sink sink;
  const auto set = read_policies({DENGBAO_ROOT "/stdlib"}, sources, sink);
  CHECK(sink.empty());
  CHECK(set.files.size() >= 8);
  for (const auto& file : set.files) {
    REQUIRE(file.module);
    const fs::path path = sources[file.module->span.file].name();
    CHECK(file.module->text() == "std." + path.stem().string());
  }
}

namespace {

// The name of what others may use and must understand; empty for tests and the like.
auto public_name(const syntax::Declaration& declaration) -> std::string {
  return std::visit(Overloaded{
                        [](const syntax::Record& one) { return one.name.text; },
                        [](const syntax::Parameter& one) { return one.name.text; },
                        [](const syntax::Definition& one) { return one.name.text; },
                        [](const syntax::Relation& one) { return one.name.text; },
                        [](const syntax::Table& one) { return one.name.text; },
                        [](const auto&) { return std::string(); },
                    },
                    declaration);
}

}  // namespace

TEST_CASE("everything in the project's library is documented, and its README lists it") {
  Sources sources;
  Sink sink;
  const auto set = read_policies({DENGBAO_ROOT "/stdlib"}, sources, sink);
  std::ifstream in(DENGBAO_ROOT "/stdlib/README.md");
  const std::string readme{std::istreambuf_iterator<char>(in), {}};
  for (const auto& file : set.files) {
    for (const auto& node : file.declarations) {
      const auto name = public_name(node.declaration);
      if (name.empty()) continue;
      INFO(name);
      CHECK_FALSE(node.doc.empty());
      CHECK((readme.find("`" + name + "(") != std::string::npos || readme.find("`" + name + "`") != std::string::npos));
    }
  }
}

}  // namespace dengbao::model
