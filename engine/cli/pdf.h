#pragma once

#include <optional>
#include <string>

#include "base/diagnostic.h"

namespace dengbao::cli {

// The page as a PDF, laid out by weasyprint as it is found in PATH: called without a shell, fed and read through
// memory, so that no file is left behind. The same page gives the same bytes. C0509 if there is none, C0510 if it fails.
[[nodiscard]] auto pdf_of(const std::string& html, Sink& sink) -> std::optional<std::string>;

}  // namespace dengbao::cli
