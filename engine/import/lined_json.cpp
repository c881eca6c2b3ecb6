#include "import/lined_json.h"

#include <algorithm>

namespace dengbao::importing {

auto LinedJson::parse(std::string_view text, std::uint32_t line) -> std::optional<LinedJson> {
  if (!Json::accept(text)) return std::nullopt;
  return LinedJson(text, line);
}

LinedJson::LinedJson(std::string_view text, std::uint32_t line) : text_(text), first_line_(line), tree_(text) {
  for (auto at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1)) line_ends_.push_back(at);
}

auto LinedJson::members(Node& node) -> std::vector<Part>& {
  static thread_local std::vector<Part> none;
  none.clear();
  auto* container = is_object(node) ? tree_.open(node) : nullptr;
  return container == nullptr ? none : container->parts;
}

auto LinedJson::elements(Node& node) -> std::vector<Part>& {
  static thread_local std::vector<Part> none;
  none.clear();
  auto* container = node.text.starts_with('[') ? tree_.open(node) : nullptr;
  return container == nullptr ? none : container->parts;
}

auto LinedJson::find(Node& node, const std::string& key) -> Node* {
  auto& all = members(node);
  const auto found = std::find_if(all.rbegin(), all.rend(), [&](const Part& part) { return part.key == key; });
  return found == all.rend() ? nullptr : &found->value;
}

auto LinedJson::line_of(const Node& node) const -> std::uint32_t {
  const auto at = static_cast<std::size_t>(node.text.data() - text_.data());
  const auto lines = std::ranges::lower_bound(line_ends_, at) - line_ends_.begin();
  return first_line_ + static_cast<std::uint32_t>(lines);
}

auto text_of(const LinedJson::Node& node) -> std::string {
  if (!node.text.starts_with('"')) return {};
  const auto value = Json::parse(node.text, nullptr, false);
  return value.is_string() ? value.get<std::string>() : std::string();
}

auto is_object(const LinedJson::Node& node) -> bool { return node.text.starts_with('{'); }

auto end_of_object(std::string_view text, std::size_t begin) -> std::size_t {
  std::size_t depth = 0;
  for (auto at = begin; at < text.size(); ++at) {
    if (text[at] == '"') {
      for (++at; at < text.size() && text[at] != '"'; ++at) {
        if (text[at] == '\\') ++at;
      }
    } else if (text[at] == '{' || text[at] == '[') {
      ++depth;
    } else if ((text[at] == '}' || text[at] == ']') && --depth == 0) {
      return at + 1;
    }
  }
  return std::string_view::npos;
}

}  // namespace dengbao::importing
