#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "import/findings.h"

// The results of an SCAP scanner as its reader leaves them: what was tested with which result, and what the scanner saw
// on the way. Each has its line, and its place among the pieces of the findings.
namespace dengbao::importing {

struct ScapText {
  std::string text;
  std::uint32_t line = 0;
  std::size_t piece = 0;
};

struct ScapRule {
  std::string name;  // without what is the same for all rules of a content: "accounts_password_pam_minlen"
  std::string result;
  bool overridden = false;  // a person changed the result
  std::uint32_t line = 0;
  std::size_t piece = 0;
};

// One run of a benchmark on one machine.
struct ScapRun {
  std::string benchmark;  // its id
  ScapText ended;         // "2026-11-30T16:29:52+00:00"
  ScapText target;
  std::vector<ScapText> names;                          // that the machine gives itself
  std::vector<ScapText> addresses;                      // loopback among them
  std::vector<ScapText> platforms;                      // CPE names
  std::map<std::string, ScapText, std::less<>> values;  // of the variables, by their names
  std::vector<ScapRule> rules;
};

// Lines of a configuration file that a check looked at.
struct ScapFileText {
  std::string path;
  ScapText said;
};

struct ScapAccount {
  std::string name;
  std::string uid;
  std::string shell;
  std::uint32_t line = 0;
  std::size_t piece = 0;
};

// A line of shadow; the hash stays in the reader.
struct ScapShadow {
  std::string name;
  bool usable = false;                   // a password can match
  bool broken = false;                   // by a method that no longer protects it
  std::optional<std::uint32_t> changed;  // days since 1970
  std::optional<std::uint32_t> max_days;
  std::optional<std::uint32_t> expires;
  std::uint32_t line = 0;
  std::size_t piece = 0;
};

struct ScapPackage {
  std::string name;
  std::string version;
  std::uint32_t line = 0;
  std::size_t piece = 0;
};

struct ScapResults {
  std::vector<ScapRun> runs;
  std::vector<ScapFileText> files;
  std::vector<ScapAccount> accounts;
  std::vector<ScapShadow> shadows;
  std::vector<ScapPackage> packages;
  ScapText os_name;
  ScapText os_version;
};

// Reads results of XCCDF and collections of reports (ARF), and marks each piece as understood or not; what gives facts
// is marked later. Refuses what is no such document.
[[nodiscard]] auto read_scap(std::string_view text, Findings& findings) -> ScapResults;

}  // namespace dengbao::importing
