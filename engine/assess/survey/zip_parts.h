#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <variant>

#include "base/localised.h"

namespace dengbao::assess {

// The attributes of an element, by their names without prefixes.
class XmlAttributes {
 public:
  explicit XmlAttributes(const char** pairs) : pairs_(pairs) {}
  [[nodiscard]] auto get(std::string_view name) const -> std::string;  // empty where there is none

 private:
  const char** pairs_;
};

// Called for each element of an XML document, by its name without a prefix; at its end with the text directly in it.
struct XmlVisitor {
  std::function<void(std::string_view name, const XmlAttributes& attributes)> open;
  std::function<void(std::string_view name, const std::string& text)> close;
};

// An archive in memory, the parts of which are XML documents.
class ZipParts {
 public:
  [[nodiscard]] static auto open(std::string_view bytes) -> std::variant<std::unique_ptr<ZipParts>, Localised>;
  ZipParts(const ZipParts&) = delete;
  auto operator=(const ZipParts&) -> ZipParts& = delete;
  ~ZipParts();

  // False where there is no such part, or where it cannot be read: `fault` says then why.
  [[nodiscard]] auto read_xml(const std::string& path, const XmlVisitor& visitor) -> bool;
  [[nodiscard]] auto fault() const -> const Localised& { return fault_; }

 private:
  struct Archive;
  explicit ZipParts(std::unique_ptr<Archive> archive);
  std::unique_ptr<Archive> archive_;
  Localised fault_;
  std::uint64_t bytes_read_ = 0;
};

}  // namespace dengbao::assess
