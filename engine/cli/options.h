#pragma once

#include <string>
#include <vector>

#include "base/localised.h"

// The bundled header of the command-line parser is large; only the files that declare options include it.
namespace CLI {
class App;
}

namespace dengbao::cli {

// What a run was asked for: the options that commands share.
struct Options {
  std::vector<std::string> policies;  // empty: those that belong to the program
  std::string facts;                  // a path, or `-`
  std::string level;
  std::string as_of;  // empty: today
  std::string format = "text";
  std::vector<std::string> formats = {"text", "json"};  // those that the command has
  std::string output;                                   // empty: standard output
  std::string lang;
  std::vector<std::string> only;
  int jobs = 1;  // threads; 0: as many as there are processors
  std::string parameters;
  std::vector<std::string> patches;  // of the facts, applied in this order
  bool strict = false;

  [[nodiscard]] auto language() const -> Lang;
  // "text, json and html" / "text、json 和 html"
  [[nodiscard]] auto format_words() const -> Localised;
};

// `--lang` among the arguments, else the environment's language; needed before the arguments are parsed, for the words
// of the help itself.
[[nodiscard]] auto language_of(int count, const char* const* arguments) -> Lang;

// Declare the options on a command. `lang` is the language of their descriptions.
void add_policies(CLI::App& command, Options& options, Lang lang);  // --policies --strict --lang
void add_facts(CLI::App& command, Options& options, Lang lang);     // FACTS, and the settings
void add_settings(CLI::App& command, Options& options, Lang lang);  // --level --as-of --parameters --patch
// -o, and with `formats` --format, which takes one of `options.formats`
void add_output(CLI::App& command, Options& options, Lang lang, bool formats);

}  // namespace dengbao::cli
