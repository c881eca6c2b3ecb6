#include "facts/attachments.h"

#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cctype>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "facts/load.h"
#include "small_program.h"

namespace dengbao::facts::test {
namespace {

namespace fs = std::filesystem;

constexpr auto digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";  // of abc

// A folder with facts and what they name.
class Folder {
 public:
  Folder() {
    char name[] = "/tmp/attachments-XXXXXX";
    path_ = ::mkdtemp(name);
    fs::create_directory(path_ / "evidence");
    std::ofstream(path_ / "evidence/abc.txt") << "abc";
  }
  Folder(const Folder&) = delete;
  auto operator=(const Folder&) -> Folder& = delete;
  ~Folder() { fs::remove_all(path_); }
  [[nodiscard]] auto path() const -> const fs::path& { return path_; }

  // What becomes of an entry that names this file; the codes of what was reported.
  auto check(const std::string& file, const std::string& sha256) -> std::pair<Attachment, std::string> {
    SmallProgram program;
    const auto site = program.record("Site");
    program.field(site, "open", truth_type);
    program.program().scheme.facts = site;
    Sources sources;
    Sink sink;
    const auto id =
        sources.add("facts.json", R"({"open": true, "evidence": [{"facts": "/open", "method": "test", "file": ")" +
                                      file + R"(", "sha256": ")" + sha256 + R"("}]})");
    auto facts = load(sources, id, program.program(), sink);
    std::string codes;
    if (facts) check_attachments(*facts, path_.string(), sources, sink);
    for (const auto& diagnostic : sink.sorted()) codes += std::string(info(diagnostic.code).id) + diagnostic.pointer;
    return {facts ? facts->evidence()[0].attachment : Attachment::not_checked, codes};
  }

 private:
  fs::path path_;
};

using Outcome = std::pair<Attachment, std::string>;

}  // namespace

TEST_CASE("an attached file is the one that was hashed, or the evidence is void") {
  Folder folder;
  CHECK(folder.check("evidence/abc.txt", digest) == Outcome{Attachment::matches, ""});
  std::string upper = digest;
  for (auto& c : upper) c = static_cast<char>(std::toupper(c));
  CHECK(folder.check("evidence/abc.txt", upper) == Outcome{Attachment::matches, ""});
  CHECK(folder.check("evidence/abc.txt", std::string(64, '0')) ==
        Outcome{Attachment::differs, "F0306/evidence/0/file"});
  CHECK(folder.check("evidence/none.txt", digest) == Outcome{Attachment::absent, ""});
  CHECK(folder.check("none/abc.txt", digest) == Outcome{Attachment::absent, ""});
}

TEST_CASE("no path leads out of the folder of the facts") {
  Folder folder;
  for (const auto* path :
       {"../abc.txt", "evidence/../../abc.txt", "/etc/hostname", "", "evidence//abc.txt", "./abc.txt", "evidence/"}) {
    INFO(path);
    CHECK(folder.check(path, digest).second == "F0303/evidence/0/file");
  }
  fs::create_symlink("abc.txt", folder.path() / "evidence/link");
  fs::create_directory_symlink("evidence", folder.path() / "other");
  CHECK(folder.check("evidence/link", digest) == Outcome{Attachment::unreadable, "F0307/evidence/0/file"});
  CHECK(folder.check("other/abc.txt", digest) == Outcome{Attachment::unreadable, "F0307/evidence/0/file"});
}

TEST_CASE("nothing is opened that is not a plain file") {
  Folder folder;
  REQUIRE(::mkfifo((folder.path() / "evidence/pipe").c_str(), 0600) == 0);
  CHECK(folder.check("evidence/pipe", digest) == Outcome{Attachment::unreadable, "F0307/evidence/0/file"});
  CHECK(folder.check("evidence", digest) == Outcome{Attachment::unreadable, "F0307/evidence/0/file"});
  CHECK(folder.check("evidence/abc.txt/more", digest) == Outcome{Attachment::unreadable, "F0307/evidence/0/file"});
}

}  // namespace dengbao::facts::test
