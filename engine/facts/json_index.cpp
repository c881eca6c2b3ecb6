#include "facts/json_index.h"

#include <simdjson.h>

#include "base/utf8.h"

// The one file that sees simdjson. It uses the first of its two stages (the index of a text, checked for UTF-8), which
// is chosen for the processor at run time. The names are internal to simdjson: hence the check of its version.
static_assert(simdjson::SIMDJSON_VERSION_MAJOR == 3, "check that simdjson's stage 1 still has this form");

namespace dengbao::facts {

struct JsonIndex::Fast {
  std::unique_ptr<simdjson::internal::dom_parser_implementation> parser;

  auto run(std::string_view text) -> simdjson::error_code {
    const auto& implementation = *simdjson::get_active_implementation();
    const auto made = implementation.create_dom_parser_implementation(text.size(), 1, parser);
    if (made != simdjson::SUCCESS) return made;
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    return parser->stage1(bytes, text.size(), simdjson::stage1_mode::regular);
  }
};

JsonIndex::JsonIndex(JsonIndex&&) noexcept = default;
auto JsonIndex::operator=(JsonIndex&&) noexcept -> JsonIndex& = default;
JsonIndex::~JsonIndex() = default;

JsonIndex::JsonIndex(std::string_view text) : fast_(std::make_unique<Fast>()), end_(text.size()) {
  const auto error = fast_->run(text);
  if (error == simdjson::SUCCESS) {
    tokens_ = {fast_->parser->structural_indexes.get(), fast_->parser->n_structural_indexes};
    return;
  }
  fast_.reset();
  if (error == simdjson::MEMALLOC || error == simdjson::CAPACITY) {
    fault_ = TextFault::too_large;
  } else if (const auto invalid = utf8::find_invalid(text)) {
    fault_ = TextFault::not_utf8;
    fault_offset_ = *invalid;
  } else {
    index_slowly(text);
  }
}

namespace {

auto is_space(char c) -> bool { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }
auto is_operator(char c) -> bool { return c == '{' || c == '}' || c == '[' || c == ']' || c == ':' || c == ','; }

}  // namespace

// Only for texts with a fault: how far they can be read, and where the fault is.
void JsonIndex::index_slowly(std::string_view text) {
  bool in_scalar = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto c = text[at];
    if (is_operator(c) || c == '"' || (!in_scalar && !is_space(c))) slow_.push_back(static_cast<std::uint32_t>(at));
    in_scalar = !is_space(c) && !is_operator(c) && c != '"';
    if (c != '"') continue;
    const auto begin = at;
    at = string_end(text, begin);
    if (fault_ == TextFault::none) continue;
    slow_.pop_back();
    end_ = begin;
    break;
  }
  tokens_ = slow_;
}

// The closing quote; notes the fault where there is none.
auto JsonIndex::string_end(std::string_view text, std::size_t begin) -> std::size_t {
  for (auto at = begin + 1; at < text.size(); ++at) {
    if (text[at] == '"') return at;
    if (static_cast<unsigned char>(text[at]) < 0x20) {
      fault_ = TextFault::control_character;
      fault_offset_ = at;
      return at;
    }
    if (text[at] == '\\') ++at;
  }
  fault_ = TextFault::open_string;
  fault_offset_ = begin;
  return text.size();
}

}  // namespace dengbao::facts
