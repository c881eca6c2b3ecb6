#pragma once

#include <string_view>

// The page's own files, which the build puts into the program (embed.cmake).
namespace dengbao::report::html {

[[nodiscard]] auto page_html() -> std::string_view;  // `{{style}}`, `{{data}}` and so on stand where the rest goes
[[nodiscard]] auto page_css() -> std::string_view;
[[nodiscard]] auto page_js() -> std::string_view;

}  // namespace dengbao::report::html
