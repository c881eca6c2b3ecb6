#include "eval/compiled.h"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "model/dump.h"

namespace dengbao::eval {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view maker = "test 1.0";

// A file that lives as long as the test.
class TemporaryFile {
 public:
  explicit TemporaryFile(const std::string& bytes, const std::string& extension = ".dengbao")
      : path_((fs::temp_directory_path() / ("dengbao-compiled-" + std::to_string(::getpid()) + extension)).string()) {
    std::ofstream(path_, std::ios::binary) << bytes;
  }
  ~TemporaryFile() { fs::remove(path_); }
  TemporaryFile(const TemporaryFile&) = delete;
  auto operator=(const TemporaryFile&) -> TemporaryFile& = delete;
  [[nodiscard]] auto path() const -> const std::string& { return path_; }

 private:
  std::string path_;
};

struct Source {
  Sources sources;
  Sink sink;
  model::PolicySet policies = model::read_policies({DENGBAO_ROOT "/tests/cases/demo"}, sources, sink);
  std::optional<model::Program> program = model::compile(policies, sources, sink);
  std::string file = write_compiled(*program, sources, model::origins_of(policies, sources), maker);
};

auto load_file(const std::string& bytes, Sources& sources, Sink& sink, std::string_view reader = maker)
    -> std::optional<Compiled> {
  const TemporaryFile file(bytes);
  return load_compiled(file.path(), reader, sources, sink);
}

// The code and the words of the one message about such a file; empty if there is none.
auto message(const std::string& bytes, std::string_view reader = maker) -> std::string {
  Sources sources;
  Sink sink;
  const auto loaded = load_file(bytes, sources, sink, reader);
  CHECK(loaded.has_value() == sink.empty());
  if (sink.empty()) return {};
  REQUIRE(sink.sorted().size() == 1);
  const auto one = sink.sorted().front();
  CHECK(one.help.size() == 1);
  return std::string(info(one.code).id) + " " + one.text.en;
}

}  // namespace

TEST_CASE("compiled policies are the program and its texts") {
  const Source source;
  Sources sources;
  Sink sink;
  const auto loaded = load_file(source.file, sources, sink);
  REQUIRE(loaded);
  CHECK(sink.empty());
  CHECK(model::dump(loaded->program) == model::dump(*source.program));
  REQUIRE(sources.size() == source.sources.size());
  for (std::uint32_t i = 0; i < sources.size(); ++i) {
    CHECK(sources[FileId{i}].name() == source.sources[FileId{i}].name());
    CHECK(sources[FileId{i}].text() == source.sources[FileId{i}].text());
  }
  SECTION("which can be parsed again") {
    const auto policies = model::parse_again(loaded->origins, sources, sink);
    const auto program = model::compile(policies, sources, sink);
    CHECK(sink.empty());
    REQUIRE(program);
    CHECK(write_compiled(*program, sources, model::origins_of(policies, sources), maker) == source.file);
  }
}

TEST_CASE("compiled policies are known by their first bytes or their name") {
  const Source source;
  CHECK(is_compiled(TemporaryFile(source.file, ".bin").path()));
  CHECK(is_compiled(TemporaryFile("anything").path()));
  CHECK_FALSE(is_compiled(TemporaryFile("module x", ".policy").path()));
  CHECK_FALSE(is_compiled("/dev/null"));
  CHECK_FALSE(is_compiled("/"));
}

TEST_CASE("a file that is not whole is refused with its name and a remedy") {
  const Source source;
  CHECK(message(source.file).empty());
  CHECK(message("").find("C0201") == 0);
  CHECK(message("module x\n" + source.file).find("it does not begin as such a file does") != std::string::npos);
  const auto step = std::max<std::size_t>(1, source.file.size() / 400);
  for (std::size_t size = 0; size < source.file.size(); size += step) {
    CHECK(message(source.file.substr(0, size)).find("its end is missing") != std::string::npos);
  }
  for (std::size_t at = 0; at < source.file.size(); at += step) {
    auto changed = source.file;
    changed[at] = static_cast<char>(changed[at] ^ 0x10);
    const auto words = message(changed);
    CHECK((words.find("C0201") == 0 || words.find("C0202") == 0));  // a changed version is another one
  }
}

TEST_CASE("a file of another version says so") {
  const Source source;
  CHECK(message(source.file, "test 1.1").find("were written by test 1.0; this is test 1.1") != std::string::npos);
}

TEST_CASE("a file that cannot be read says why") {
  Sources sources;
  Sink sink;
  CHECK_FALSE(load_compiled("/no/such/file.dengbao", maker, sources, sink));
  REQUIRE(sink.sorted().size() == 1);
  CHECK(sink.sorted().front().code == Code::policies_unreadable);
}

}  // namespace dengbao::eval
