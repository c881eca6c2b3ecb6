#include "author/lint_pages.h"

#include <algorithm>

#include "lint_test.h"

namespace dengbao::author {

TEST_CASE("every code of lint is a rule with a page, and every page has its words in both languages") {
  const auto codes = lint_codes();
  std::size_t reserved = 0;
  for (const auto& row : all_codes()) reserved += row.id.starts_with("L") ? 1 : 0;
  CHECK(codes.size() == reserved);
  for (const auto code : codes) {
    INFO(info(code).id);
    const auto* page = lint_page(code);
    REQUIRE(page != nullptr);
    for (const auto& words : {page->title, page->meaning, page->matters}) {
      CHECK_FALSE(words.en.empty());
      CHECK_FALSE(words.zh.empty());
    }
    CHECK(lint_page_text(*page, Lang::en).find(page->matters.en) != std::string::npos);
    CHECK(lint_page_text(*page, Lang::zh).find("不宜写成") != std::string::npos);
  }
  CHECK(lint_page(Code::unknown_name) == nullptr);
}

TEST_CASE("the bad example of a page has exactly its finding, the good one has none") {
  for (const auto code : lint_codes()) {
    const std::string id(info(code).id);
    const auto& page = *lint_page(code);
    DYNAMIC_SECTION(id) {
      const auto bad = test::lint_example(page.bad);
      INFO(bad.words);
      CHECK(bad.codes == std::set<std::string>{id});
      const auto good = test::lint_example(page.good);
      INFO(good.words);
      CHECK(good.codes.empty());
    }
  }
}

}  // namespace dengbao::author
