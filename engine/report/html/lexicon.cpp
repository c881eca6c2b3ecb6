#include "report/html/lexicon.h"

#include "base/utf8.h"
#include "report/json.h"

namespace dengbao::report::html {
namespace {

// A name that stands in it becomes the mark of the subject. Putting it back gives the same words again.
auto without_name(std::string words, const std::string& name) -> std::string {
  if (name.empty()) return words;
  std::string out;
  std::size_t begin = 0;
  for (auto at = words.find(name); at != std::string::npos; at = words.find(name, begin)) {
    out.append(words, begin, at - begin);
    out += self;
    begin = at + name.size();
  }
  return begin == 0 ? words : out.append(words, begin);
}

auto shown(std::string_view words, const std::string& name) -> std::string {
  return without_name(utf8::printable(words), utf8::printable(name));
}

}  // namespace

auto Shelf::add(std::string json) -> std::uint32_t {
  const auto [entry, added] = numbers_.try_emplace(std::move(json), static_cast<std::uint32_t>(order_.size()));
  if (added) order_.push_back(&entry->first);
  return entry->second;
}

void Shelf::write(std::string& out) const {
  out += '[';
  for (const auto* json : order_) {
    if (json != order_.front()) out += ",\n";
    out += *json;
  }
  out += ']';
}

auto Lexicon::words(std::string_view en, std::string_view zh, const Names* names) -> std::uint32_t {
  const auto first = shown(en, names == nullptr ? std::string() : names->en);
  const auto second = shown(zh, names == nullptr ? std::string() : names->zh);
  if (first == second) return words_.add(json_text_of(first));
  return words_.add("[" + json_text_of(first) + "," + json_text_of(second) + "]");
}

auto Lexicon::same(std::string_view words) -> std::uint32_t { return words_.add(json_text_of(utf8::printable(words))); }

auto Lexicon::pointer(std::string_view pointer, const Names* names) -> std::uint32_t {
  if (names == nullptr || names->pointer.empty() || !pointer.starts_with(names->pointer)) return same(pointer);
  const auto rest = pointer.substr(names->pointer.size());
  if (!rest.empty() && rest.front() != '/') return same(pointer);
  return words_.add(json_text_of(self + utf8::printable(rest)));
}

auto json_text_of(std::string_view text) -> std::string {
  return Json(text).dump(-1, ' ', false, nlohmann::detail::error_handler_t::replace);
}

}  // namespace dengbao::report::html
