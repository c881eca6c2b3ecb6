#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "facts/json_tree.h"
#include "import/findings.h"

namespace dengbao::importing {

// A JSON text whose values know their lines. Containers are taken apart only where somebody looks into them.
class LinedJson {
 public:
  using Node = facts::JsonTree::Node;
  using Part = facts::JsonTree::Part;

  // Nothing where the text is no JSON. It must outlive what is made of it; its first line has the number `line`.
  [[nodiscard]] static auto parse(std::string_view text, std::uint32_t line = 1) -> std::optional<LinedJson>;

  [[nodiscard]] auto root() -> Node& { return tree_.root(); }
  // The members of an object; none of anything else.
  [[nodiscard]] auto members(Node& node) -> std::vector<Part>&;
  [[nodiscard]] auto elements(Node& node) -> std::vector<Part>&;
  // Null where there is no such member.
  [[nodiscard]] auto find(Node& node, const std::string& key) -> Node*;
  [[nodiscard]] auto line_of(const Node& node) const -> std::uint32_t;

 private:
  LinedJson(std::string_view text, std::uint32_t line);

  std::string_view text_;
  std::uint32_t first_line_;
  std::vector<std::size_t> line_ends_;
  facts::JsonTree tree_;
};

// The string; empty where it is none.
[[nodiscard]] auto text_of(const LinedJson::Node& node) -> std::string;
[[nodiscard]] auto is_object(const LinedJson::Node& node) -> bool;

// Where the object that begins at `begin` ends, by its brackets; npos where it does not.
[[nodiscard]] auto end_of_object(std::string_view text, std::size_t begin) -> std::size_t;

}  // namespace dengbao::importing
