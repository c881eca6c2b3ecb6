#include "facts/locate.h"

#include <algorithm>
#include <map>
#include <memory>

#include "facts/cell_at.h"
#include "facts/json_skip.h"
#include "facts/json_text.h"

namespace dengbao::facts {
namespace {

// The wanted pointers as a tree of steps.
struct Node {
  std::map<std::string, std::unique_ptr<Node>, std::less<>> children;
  std::map<std::size_t, Node*> by_index;  // those of the children that can be array indexes
  std::vector<std::size_t> wanted;        // pointers that end here
};

void enter(Node& root, const std::string& pointer, std::size_t number) {
  const auto steps = pointer_steps(pointer);
  if (!steps) return;
  auto* node = &root;
  for (const auto& step : *steps) {
    auto& child = node->children[step];
    if (child == nullptr) {
      child = std::make_unique<Node>();
      if (const auto index = step_index(step)) node->by_index.emplace(*index, child.get());
    }
    node = child.get();
  }
  node->wanted.push_back(number);
}

class Locator {
 public:
  Locator(std::string_view json, FileId file, std::vector<std::optional<Span>>& found)
      : json_(json), file_(file), found_(found) {
    if (json.starts_with("\xef\xbb\xbf")) at_ = 3;
  }

  void value(const Node* node) {
    skip_space();
    const auto begin = at_;
    if (node == nullptr || node->children.empty()) {
      skip_value();
    } else if (peek() == '{') {
      object(*node);
    } else if (peek() == '[') {
      array(*node);
    } else {
      skip_value();
    }
    if (node == nullptr) return;
    for (const auto number : node->wanted) {
      found_[number] = Span{file_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at_)};
    }
  }

 private:
  [[nodiscard]] auto peek() const -> char { return at_ < json_.size() ? json_[at_] : '\0'; }

  void skip_space() { at_ = facts::skip_space(json_, at_); }
  void skip_string() { at_ = facts::skip_string(json_, at_); }
  void skip_value() { at_ = facts::skip_value(json_, at_); }

  void object(const Node& node) {
    ++at_;
    for (skip_space(); peek() == '"'; skip_space()) {
      const auto begin = at_ + 1;
      skip_string();
      const auto* child = child_for(node, json_.substr(std::min(begin, at_ - 1), at_ - 1 - std::min(begin, at_ - 1)));
      if (child != nullptr) forget(*child);
      skip_space();
      if (peek() == ':') ++at_;
      value(child);
      skip_space();
      if (peek() == ',') ++at_;
    }
    if (peek() == '}') ++at_;
  }

  void array(const Node& node) {
    ++at_;
    auto next = node.by_index.begin();
    skip_space();
    for (std::size_t index = 0; at_ < json_.size() && peek() != ']'; ++index) {
      const bool hit = next != node.by_index.end() && next->first == index;
      value(hit ? next++->second : nullptr);
      skip_space();
      if (peek() != ',') break;
      ++at_;
    }
    if (peek() == ']') ++at_;
  }

  static auto child_for(const Node& node, std::string_view raw) -> const Node* {
    auto found = node.children.end();
    if (raw.find('\\') == std::string_view::npos) {
      found = node.children.find(raw);
    } else {
      std::size_t wrong_at = 0;
      if (const auto key = unescape(raw, wrong_at)) found = node.children.find(*key);
    }
    return found == node.children.end() ? nullptr : found->second.get();
  }

  // What an earlier value of the same key held counts no longer.
  void forget(const Node& node) {
    for (const auto number : node.wanted) found_[number].reset();
    for (const auto& [step, child] : node.children) forget(*child);
  }

  std::string_view json_;
  FileId file_;
  std::vector<std::optional<Span>>& found_;
  std::size_t at_ = 0;
};

}  // namespace

auto locate(std::string_view json, FileId file, std::span<const std::string> pointers)
    -> std::vector<std::optional<Span>> {
  std::vector<std::optional<Span>> found(pointers.size());
  Node root;
  for (std::size_t i = 0; i < pointers.size(); ++i) enter(root, pointers[i], i);
  Locator(json, file, found).value(&root);
  return found;
}

}  // namespace dengbao::facts
