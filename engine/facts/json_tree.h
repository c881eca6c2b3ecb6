#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dengbao::facts {

// A valid JSON text that is changed at some places and keeps its bytes everywhere else. A container is taken apart only
// when something in it is looked for, once: many changes cost one pass over the text, not one each.
class JsonTree {
 public:
  struct Container;
  // A value: as written, or taken apart.
  struct Node {
    std::string_view text;
    std::unique_ptr<Container> parts;
  };
  // A member or element with what stands around it, between the brackets or commas.
  struct Part {
    std::string_view lead;   // white space before it
    std::string_view label;  // of a member: the key in its quotes, the colon, white space
    std::string key;         // of a member
    Node value;
    std::string_view trail;  // white space behind it
  };
  struct Container {
    bool object = false;
    std::string_view inside;  // white space, where there are no parts
    std::vector<Part> parts;
  };

  // The text must outlive the tree; white space around the value belongs to it.
  explicit JsonTree(std::string_view text);

  [[nodiscard]] auto root() -> Node& { return root_; }
  // The value's members or elements; null where it is neither an object nor a list.
  [[nodiscard]] auto open(Node& node) -> Container*;
  // Where in its container a step of a pointer (RFC 6901) leads; of a key given twice to the last one.
  [[nodiscard]] static auto index_of(const Container& container, const std::string& step) -> std::optional<std::size_t>;

  void replace(Node& node, std::string value);
  // With the comma that parts it from its neighbour.
  void remove(Container& container, std::size_t index);
  void insert_before(Container& container, std::size_t index, std::string value);
  // As the last member (`key`) or element.
  void append(Container& container, std::optional<std::string> key, std::string value);

  [[nodiscard]] static auto text_of(const Node& node) -> std::string;
  [[nodiscard]] auto text() const -> std::string;

 private:
  auto keep(std::string text) -> std::string_view { return kept_.emplace_back(std::move(text)); }

  std::string_view before_;
  Node root_;
  std::string_view behind_;
  std::deque<std::string> kept_;  // what the text did not hold
};

}  // namespace dengbao::facts
