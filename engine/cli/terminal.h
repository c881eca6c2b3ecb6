#pragma once

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

// Writes to standard error.
void write_message(const std::string& text);

// "2 errors, 1 warning" with a line break.
[[nodiscard]] auto summary_of(const Sink& sink, Lang lang) -> std::string;

// The local day.
[[nodiscard]] auto today() -> Date;

}  // namespace dengbao::cli
