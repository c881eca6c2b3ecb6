#pragma once

#include <cstdio>
#include <string>

#include "base/diagnostic.h"
#include "value/calendar.h"

// Where the program meets its surroundings: the streams, the clock.
namespace dengbao::cli {

// Colours are for terminals, and not where NO_COLOR is set or the terminal is dumb.
[[nodiscard]] auto coloured_output() -> bool;
[[nodiscard]] auto coloured_messages() -> bool;
[[nodiscard]] auto output_is_terminal() -> bool;

// Writes to the file, or to standard output if `path` is empty; C0108 if that fails. A reader that has closed the pipe
// has read enough: no message.
void write_result(const std::string& path, const std::string& text, Sink& sink);

// A result that is written as it comes: to the file, or to standard output if `path` is empty.
class ResultStream {
 public:
  // C0108 if the file cannot be written; `sink` is told of later faults, too.
  ResultStream(std::string path, Sink& sink);
  ResultStream(const ResultStream&) = delete;
  auto operator=(const ResultStream&) -> ResultStream& = delete;
  ~ResultStream();

  // All of the text, at once. False: whoever reads has read enough, or it could not be written.
  auto write(const std::string& text) -> bool;
  [[nodiscard]] auto is_open() const -> bool { return file_ != nullptr; }

 private:
  std::string path_;
  Sink& sink_;
  std::FILE* file_;
};

// Writes to standard error.
void write_message(const std::string& text);

// "2 errors, 1 warning" with a line break.
[[nodiscard]] auto summary_of(const Sink& sink, Lang lang) -> std::string;

// The local day.
[[nodiscard]] auto today() -> Date;

}  // namespace dengbao::cli
