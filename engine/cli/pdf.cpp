#include "cli/pdf.h"

#include "base/sha256.h"
#include "cli/run_filter.h"

namespace dengbao::cli {

auto pdf_of(const std::string& html, Sink& sink) -> std::optional<std::string> {
  // The same page gives the same bytes: the identifier is made of it.
  const Filter weasyprint{
      "weasyprint",
      {"--pdf-identifier=" + sha256(html).substr(0, 32), "-", "-"},
      "%PDF-",
      Code::pdf_no_renderer,
      {"install it (Debian: apt install weasyprint fonts-noto-cjk), or write --format html and print that page in a "
       "browser",
       "请安装（Debian：apt install weasyprint fonts-noto-cjk），或使用 --format html 后在浏览器中打印"},
      Code::pdf_failed};
  return run_filter(weasyprint, html, sink);
}

}  // namespace dengbao::cli
