#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>

#include "report/context.h"

namespace dengbao::report {

// The pointer to what holds this value.
[[nodiscard]] inline auto above(const std::string& pointer) -> std::string {
  return pointer.substr(0, pointer.rfind('/'));
}

// Where values stand in the facts file. Pointers are noted first and looked up together, in one pass over the file.
class Places {
 public:
  explicit Places(const Context& context) : context_(context) {}

  void note(std::string pointer) { pointers_.insert(std::move(pointer)); }
  void find();  // after all were noted, before the first question

  // Nothing for a pointer that leads nowhere (a missing fact).
  [[nodiscard]] auto place(const std::string& pointer) const -> std::optional<Place>;
  // The value's whole stretch of text.
  [[nodiscard]] auto span(const std::string& pointer) const -> std::optional<Span>;
  [[nodiscard]] auto nearest_span(const std::string& pointer) const -> std::optional<Span>;
  // The place of the nearest value at or above the pointer that stands in the file.
  [[nodiscard]] auto nearest(const std::string& pointer) const -> std::optional<Place>;

 private:
  Context context_;
  std::set<std::string> pointers_;
  std::map<std::string, Span> spans_;
};

// The file and line of a stretch of policy text: `policies/identity.policy:21`.
[[nodiscard]] auto policy_line(const Context& context, Span span) -> std::string;

}  // namespace dengbao::report
