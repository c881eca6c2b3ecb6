#pragma once

#include <optional>
#include <string>

#include "base/diagnostic.h"
#include "report/context.h"
#include "report/document.h"

namespace dengbao::cli {

// The document as an office program takes it (DOCX), made by pandoc as it is found in PATH, in the language of the
// context. C0703 if there is none, C0704 if it fails.
[[nodiscard]] auto docx_of(const report::Context& context, const report::Document& document, Sink& sink)
    -> std::optional<std::string>;

}  // namespace dengbao::cli
