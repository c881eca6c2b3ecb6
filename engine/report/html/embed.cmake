# cmake -DOUT=assets.cpp -DHTML=page.html -DCSS=page.css "-DJS=a.js;b.js" -P embed.cmake
# Makes the page's files a C++ source. The scripts become one, in this order, in a function of their own.
function(literal text out)
  # A compiler limits the length of one literal: pieces, which it joins.
  string(LENGTH "${text}" length)
  set(pieces "")
  set(at 0)
  while(at LESS length)
    string(SUBSTRING "${text}" ${at} 8000 piece)
    string(APPEND pieces "\n    R\"asset(${piece})asset\"")
    math(EXPR at "${at} + 8000")
  endwhile()
  set(${out} "${pieces}" PARENT_SCOPE)
endfunction()

file(READ "${HTML}" html)
file(READ "${CSS}" css)
set(js "'use strict';\n(() => {\n")
foreach(script IN LISTS JS)
  file(READ "${script}" text)
  string(APPEND js "${text}")
endforeach()
string(APPEND js "})();\n")
foreach(name html css js)
  literal("${${name}}" ${name}_literal)
endforeach()
file(WRITE "${OUT}" "// Made from the page's files by embed.cmake.
#include \"report/html/assets.h\"

namespace dengbao::report::html {

auto page_html() -> std::string_view {
  return${html_literal};
}
auto page_css() -> std::string_view {
  return${css_literal};
}
auto page_js() -> std::string_view {
  return${js_literal};
}

}  // namespace dengbao::report::html
")
