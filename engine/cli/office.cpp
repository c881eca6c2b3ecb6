#include "cli/office.h"

#include "cli/run_filter.h"
#include "report/print_html.h"

namespace dengbao::cli {

auto docx_of(const report::Context& context, const report::Document& document, Sink& sink)
    -> std::optional<std::string> {
  const Filter pandoc{"pandoc",
                      {"--from=html", "--to=docx", "--shift-heading-level-by=-1", "--output=-", "-"},
                      "PK",
                      Code::office_no_renderer,
                      {"install it (Debian: apt install pandoc), or take --format json",
                       "请安装（Debian：apt install pandoc），或使用 --format json"},
                      Code::office_failed};
  return run_filter(pandoc, report::print_html(document, context.lang, {}), sink);
}

}  // namespace dengbao::cli
