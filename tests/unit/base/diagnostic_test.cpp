#include "base/diagnostic.h"

#include <catch2/catch.hpp>
#include <set>

#include "base/render_diagnostic.h"
#include "base/utf8.h"

using namespace dengbao;

namespace {
struct Page {
  Sources sources;
  FileId file;
  explicit Page(std::string text) : file(sources.add("a.policy", std::move(text))) {}
  [[nodiscard]] auto span(std::string_view word) const -> Span {
    const auto at = static_cast<std::uint32_t>(sources[file].text().find(word));
    return {file, at, at + static_cast<std::uint32_t>(word.size())};
  }
};

// The rendered lines.
auto lines(const Page& page, const Sink& sink, Lang lang = Lang::en) -> std::vector<std::string> {
  const auto text = render(sink.sorted(), page.sources, lang, false);
  std::vector<std::string> out;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = text.find('\n', at);
    out.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

// What stands over the carets, column by column.
auto over_carets(const std::vector<std::string>& shown) -> std::string {
  const auto& source = shown.at(3);
  const auto& marks = shown.at(4);
  const auto from = marks.find('^');
  const auto count = marks.find_last_of('^') + 1 - from;
  std::string out;
  std::size_t column = 0;
  for (std::string_view rest = source; !rest.empty();) {
    const auto point = utf8::prefix(rest, 1);
    if (column >= from && column < from + count) out += point;
    column += utf8::width(point);
    rest.remove_prefix(point.size());
  }
  return out;
}
}  // namespace

TEST_CASE("every code has an id of its own and words in both languages") {
  std::set<std::string_view> ids;
  for (const auto& code : all_codes()) {
    INFO(code.id);
    CHECK(ids.insert(code.id).second);
    CHECK_FALSE(code.en.empty());
    CHECK_FALSE(code.zh.empty());
  }
}

TEST_CASE("messages are sorted by place and said once") {
  const Page page("one two three");
  Sink sink;
  sink.report(Code::unknown_name, page.span("two"), "two").emit();
  sink.report(Code::duplicate_name, page.span("two"), "two").emit();
  sink.report(Code::unknown_name, page.span("one"), "one").emit();
  sink.report(Code::unknown_name, page.span("two"), "two").emit();
  const auto sorted = sink.sorted();
  REQUIRE(sorted.size() == 3);
  CHECK(sorted[0].text.en == "nothing is called `one` here");
  CHECK(sorted[1].code == Code::unknown_name);
  CHECK(sorted[2].code == Code::duplicate_name);
}

TEST_CASE("warnings become errors when strict, before and after") {
  const Page page("one");
  Sink sink;
  sink.report(Code::mixed_scripts, page.span("one"), "one").emit();
  CHECK(sink.errors() == 0);
  CHECK(sink.warnings() == 1);
  sink.make_strict();
  sink.report(Code::mixed_scripts, page.span("one"), "two").emit();
  CHECK(sink.errors() == 2);
  CHECK(sink.warnings() == 0);
}

TEST_CASE("carets stand under the exact words") {
  const auto [text, word] = GENERATE(table<std::string, std::string>({
      {"require min_lenght >= 8", "min_lenght"},
      {"每个 账户 属于 主机.账户，其中 已启用", "其中"},
      {"\t主机\t. 口令 最小长度", "口令"},
      {"a\r\nb e\u0301\u0301 wrong\r\n", "wrong"},
      {std::string(5'000, 'x') + " wrong " + std::string(5'000, 'y'), "wrong"},
      {std::string(200, '\t') + "wrong", "wrong"},
  }));
  const Page page(text);
  Sink sink;
  sink.report(Code::unknown_name, page.span(word), word).emit();
  const auto shown = lines(page, sink);
  INFO(shown.at(3) << '\n' << shown.at(4));
  CHECK(over_carets(shown) == word);
  CHECK(utf8::length(shown.at(3)) < 900);
}

TEST_CASE("very long lines of wide and of invalid text are cut, not broken") {
  std::string wide;
  for (int i = 0; i < 2'000; ++i) wide += "口";
  for (const auto& text : {wide + "错" + wide, std::string(100'000, '\x80') + "wrong" + std::string(100'000, '\x80')}) {
    const Page page(text);
    const auto* word = text.starts_with("口") ? "错" : "wrong";
    Sink sink;
    sink.report(Code::unknown_name, page.span(word), word).emit();
    const auto shown = lines(page, sink, Lang::zh);
    CHECK(over_carets(shown) == word);
    CHECK(shown.at(3).size() < 2'000);
    CHECK_FALSE(utf8::find_invalid(shown.at(3)));
  }
}

TEST_CASE("a message without text names its file and pointer; hostile words are made harmless") {
  const Page page("");
  Sink sink;
  sink.report(Code::unknown_name, "\033[2J").file("facts.json").pointer("/hosts/0").emit();
  const auto shown = lines(page, sink);
  CHECK(shown.at(0) == "error[P0202]: nothing is called `\\u{1b}[2J` here");
  CHECK(shown.at(1) == " --> facts.json /hosts/0");
}

TEST_CASE("help, labels and an empty span at the end are shown") {
  const Page page("alpha\nbeta");
  Sink sink;
  const Span end{page.file, 10, 10};
  sink.report(Code::unknown_name, end, "bete")
      .label(page.span("alpha"), {"declared here", ""})
      .did_you_mean("bete", {"beta"})
      .emit();
  const auto text = render(sink.sorted(), page.sources, Lang::zh, false);
  CHECK(text.find("^") != std::string::npos);
  CHECK(text.find("----- declared here") != std::string::npos);
  CHECK(text.find("提示: 是不是想写 `beta`？") != std::string::npos);
}

TEST_CASE("places count lines and code points") {
  const Page page("口令\n\tb\r\n");
  CHECK(page.sources[page.file].place(3) == Place{1, 2});
  CHECK(page.sources[page.file].place(8) == Place{2, 2});
  CHECK(page.sources[page.file].line(2) == "\tb");
  CHECK(page.sources[page.file].line(9).empty());
}
