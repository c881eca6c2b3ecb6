#include "import/xml.h"

#include <expat.h>

#include <algorithm>
#include <memory>
#include <type_traits>

namespace dengbao::importing {
namespace {

constexpr int deepest_element = 64;

struct Parsing {
  XmlReader& reader;
  XML_Parser parser;
  int depth = 0;
};

void XMLCALL on_start(void* data, const XML_Char* name, const XML_Char** attributes) {
  auto& parsing = *static_cast<Parsing*>(data);
  if (++parsing.depth > deepest_element) {
    XML_StopParser(parsing.parser, XML_FALSE);
    return;
  }
  XmlAttributes all;
  for (; attributes[0] != nullptr; attributes += 2) all.emplace(attributes[0], attributes[1]);
  parsing.reader.start(name, all, static_cast<std::uint32_t>(XML_GetCurrentLineNumber(parsing.parser)));
}

void XMLCALL on_end(void* data, const XML_Char* name) {
  auto& parsing = *static_cast<Parsing*>(data);
  --parsing.depth;
  parsing.reader.end(name);
}

void XMLCALL on_text(void* data, const XML_Char* text, int size) {
  static_cast<Parsing*>(data)->reader.text({text, static_cast<std::size_t>(size)});
}

// Entities of a document's own are how small files become large ones.
void XMLCALL on_entity(void* data, const XML_Char*, int, const XML_Char*, int, const XML_Char*, const XML_Char*,
                       const XML_Char*, const XML_Char*) {
  XML_StopParser(static_cast<Parsing*>(data)->parser, XML_FALSE);
}

}  // namespace

auto XmlReader::read(std::string_view text) -> std::optional<std::uint32_t> {
  const std::unique_ptr<std::remove_pointer_t<XML_Parser>, decltype(&XML_ParserFree)> parser(XML_ParserCreate(nullptr),
                                                                                             &XML_ParserFree);
  if (!parser) return 0;
  Parsing parsing{*this, parser.get()};
  XML_SetUserData(parser.get(), &parsing);
  XML_SetElementHandler(parser.get(), on_start, on_end);
  XML_SetCharacterDataHandler(parser.get(), on_text);
  XML_SetEntityDeclHandler(parser.get(), on_entity);
  constexpr std::size_t piece = std::size_t{1} << 20U;
  for (std::size_t at = 0;; at += piece) {
    const auto part = text.substr(std::min(at, text.size()), piece);
    const bool last = at + piece >= text.size();
    if (XML_Parse(parser.get(), part.data(), static_cast<int>(part.size()), last ? 1 : 0) != XML_STATUS_OK) {
      return static_cast<std::uint32_t>(XML_GetCurrentLineNumber(parser.get()));
    }
    if (last) return std::nullopt;
  }
}

auto attribute(const XmlAttributes& attributes, std::string_view name) -> std::string {
  const auto found = attributes.find(name);
  return found == attributes.end() ? std::string() : found->second;
}

}  // namespace dengbao::importing
