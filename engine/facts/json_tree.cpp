#include "facts/json_tree.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "facts/cell_at.h"
#include "facts/json_skip.h"
#include "facts/json_text.h"

namespace dengbao::facts {
namespace {

auto unescaped(std::string_view raw) -> std::string {
  std::size_t wrong_at = 0;
  return unescape(raw, wrong_at).value_or(std::string(raw));
}

auto take_apart(std::string_view text) -> JsonTree::Container {
  JsonTree::Container container;
  container.object = text.front() == '{';
  std::size_t at = 1;
  for (;;) {
    JsonTree::Part part;
    auto begin = at;
    at = skip_space(text, at);
    part.lead = text.substr(begin, at - begin);
    if (at + 1 >= text.size()) {  // the closing bracket
      container.inside = part.lead;
      return container;
    }
    if (container.object) {
      begin = at;
      at = skip_string(text, at);
      part.key = unescaped(text.substr(begin + 1, at - begin - 2));
      at = skip_space(text, skip_space(text, at) + 1);
      part.label = text.substr(begin, at - begin);
    }
    begin = at;
    at = skip_value(text, at);
    part.value.text = text.substr(begin, at - begin);
    begin = at;
    at = skip_space(text, at);
    part.trail = text.substr(begin, at - begin);
    container.parts.push_back(std::move(part));
    if (at >= text.size() || text[at] != ',') return container;
    ++at;
  }
}

void write(const JsonTree::Node& node, std::string& out) {
  if (node.parts == nullptr) {
    out += node.text;
    return;
  }
  const auto& container = *node.parts;
  out += container.object ? '{' : '[';
  if (container.parts.empty()) out += container.inside;
  bool first = true;
  for (const auto& part : container.parts) {
    if (!first) out += ',';
    first = false;
    out += part.lead;
    out += part.label;
    write(part.value, out);
    out += part.trail;
  }
  out += container.object ? '}' : ']';
}

}  // namespace

JsonTree::JsonTree(std::string_view text) {
  const auto begin = skip_space(text, text.starts_with("\xef\xbb\xbf") ? 3 : 0);
  const auto end = skip_value(text, begin);
  before_ = text.substr(0, begin);
  root_.text = text.substr(begin, end - begin);
  behind_ = text.substr(end);
}

auto JsonTree::open(Node& node) -> Container* {
  if (node.parts == nullptr) {
    if (!node.text.starts_with('{') && !node.text.starts_with('[')) return nullptr;
    node.parts = std::make_unique<Container>(take_apart(node.text));
  }
  return node.parts.get();
}

auto JsonTree::index_of(const Container& container, const std::string& step) -> std::optional<std::size_t> {
  const auto& parts = container.parts;
  if (!container.object) {
    const auto index = step_index(step);
    return index && *index < parts.size() ? index : std::nullopt;
  }
  const auto found = std::find_if(parts.rbegin(), parts.rend(), [&](const Part& part) { return part.key == step; });
  if (found == parts.rend()) return std::nullopt;
  return static_cast<std::size_t>(parts.rend() - found) - 1;
}

void JsonTree::replace(Node& node, std::string value) {
  node.parts.reset();
  node.text = keep(std::move(value));
}

void JsonTree::remove(Container& container, std::size_t index) {
  auto& parts = container.parts;
  auto& gone = parts[index];
  if (index > 0) {
    parts[index - 1].trail = keep(std::string(parts[index - 1].trail) + std::string(gone.trail));
  } else if (parts.size() > 1) {
    parts[1].lead = gone.lead;
  } else {
    container.inside = keep(std::string(gone.lead) + std::string(gone.trail));
  }
  parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(index));
}

void JsonTree::insert_before(Container& container, std::size_t index, std::string value) {
  Part part;
  part.lead = std::exchange(container.parts[index].lead, " ");
  part.value.text = keep(std::move(value));
  container.parts.insert(container.parts.begin() + static_cast<std::ptrdiff_t>(index), std::move(part));
}

void JsonTree::append(Container& container, std::optional<std::string> key, std::string value) {
  auto& parts = container.parts;
  Part part;
  if (key) {
    part.label = keep(nlohmann::json(*key).dump() + ": ");
    part.key = std::move(*key);
  }
  part.value.text = keep(std::move(value));
  part.trail = parts.empty() ? container.inside : std::exchange(parts.back().trail, {});
  if (!parts.empty()) part.lead = " ";
  parts.push_back(std::move(part));
}

auto JsonTree::text_of(const Node& node) -> std::string {
  std::string out;
  write(node, out);
  return out;
}

auto JsonTree::text() const -> std::string {
  std::string out(before_);
  write(root_, out);
  out += behind_;
  return out;
}

}  // namespace dengbao::facts
