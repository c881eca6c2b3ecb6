#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace dengbao::importing {

using XmlAttributes = std::map<std::string, std::string, std::less<>>;

// Its value; an empty text where it does not stand there.
[[nodiscard]] auto attribute(const XmlAttributes& attributes, std::string_view name) -> std::string;

// Takes an XML document piece by piece.
class XmlReader {
 public:
  XmlReader() = default;
  XmlReader(const XmlReader&) = delete;
  auto operator=(const XmlReader&) -> XmlReader& = delete;
  virtual ~XmlReader() = default;

  virtual void start(std::string_view name, const XmlAttributes& attributes, std::uint32_t line) = 0;
  virtual void end(std::string_view name) = 0;
  // Text between elements; one text may come in several pieces.
  virtual void text(std::string_view /*piece*/) {}

  // The line at which it is no XML, or holds what none of ours does (entities of its own, too many levels); nothing
  // where all was read.
  [[nodiscard]] auto read(std::string_view text) -> std::optional<std::uint32_t>;
};

}  // namespace dengbao::importing
