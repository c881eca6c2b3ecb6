#pragma once

#include <optional>
#include <string>

namespace dengbao::cli {

// The line of shell that collects on another machine over ssh: it carries this program there with the libraries that it
// runs with, its own loader among them, so that the machine needs none; runs `collect` under sudo; brings the facts
// back as HOST.json; and leaves nothing behind. `target` is `user@host` or `host`; nothing where it is none.
[[nodiscard]] auto remote_line(const std::string& target) -> std::optional<std::string>;

}  // namespace dengbao::cli
