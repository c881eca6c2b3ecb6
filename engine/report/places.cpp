#include "report/places.h"

#include <fmt/format.h>

#include <vector>

#include "facts/locate.h"

namespace dengbao::report {
void Places::find() {
  auto wanted = pointers_;
  for (auto pointer : pointers_) {  // the values above, for facts that are missing
    while (!pointer.empty()) wanted.insert(pointer = above(pointer));
  }
  const std::vector<std::string> pointers(wanted.begin(), wanted.end());
  const auto& file = context_.sources[context_.facts.file()];
  const auto spans = facts::locate(file.text(), context_.facts.file(), pointers);
  for (std::size_t index = 0; index < pointers.size(); ++index) {
    if (spans[index]) spans_.emplace(pointers[index], *spans[index]);
  }
}

auto Places::span(const std::string& pointer) const -> std::optional<Span> {
  const auto found = spans_.find(pointer);
  if (found == spans_.end()) return std::nullopt;
  return found->second;
}

auto Places::nearest_span(const std::string& pointer) const -> std::optional<Span> {
  for (auto at = pointer;; at = above(at)) {
    if (const auto found = span(at)) return found;
    if (at.empty()) return std::nullopt;
  }
}

auto Places::place(const std::string& pointer) const -> std::optional<Place> {
  const auto found = span(pointer);
  return found ? std::optional(context_.sources.place(*found)) : std::nullopt;
}

auto Places::nearest(const std::string& pointer) const -> std::optional<Place> {
  const auto found = nearest_span(pointer);
  return found ? std::optional(context_.sources.place(*found)) : std::nullopt;
}

auto policy_line(const Context& context, Span span) -> std::string {
  return fmt::format("{}:{}", context.sources[span.file].name(), context.sources.place(span).line);
}

}  // namespace dengbao::report
