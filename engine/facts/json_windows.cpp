#include "facts/json_windows.h"

#include <simdjson.h>

#include <algorithm>
#include <new>
#include <optional>

#include "base/utf8.h"
#include "facts/json_text.h"

// The one file that sees simdjson. It uses the first of its two stages (the index of a text, checked for UTF-8), which
// is chosen for the processor at run time. The names are internal to simdjson: hence the check of its version.
static_assert(simdjson::SIMDJSON_VERSION_MAJOR == 3, "check that simdjson's stage 1 still has this form");

namespace dengbao::facts {
namespace {

constexpr std::size_t tokens_ahead = 4;  // how many can be read behind the last one

auto is_operator(char c) -> bool { return c == '{' || c == '}' || c == '[' || c == ']' || c == ':' || c == ','; }
auto is_cut(char c) -> bool { return c == '}' || c == ','; }

// Behind the last `}` or `,` of the text, inside a string or not; 0 if there is none.
auto last_cut(std::string_view text) -> std::size_t {
  auto at = text.size();
  while (at > 0 && !is_cut(text[at - 1])) --at;
  return at;
}

// simdjson lets a backslash outside strings take away the meaning of a quote, too: no JSON, but where the strings are
// must not depend on who looks.
auto escapes_next(std::string_view text, std::size_t at) -> bool {
  return text[at] == '\\' && at + 1 < text.size() && (text[at + 1] == '"' || text[at + 1] == '\\');
}

struct StringEnd {
  std::size_t at;  // of the closing quote, or of the fault
  TextFault fault;
};

auto string_end(std::string_view text, std::size_t begin) -> StringEnd {
  for (auto at = begin + 1; at < text.size(); ++at) {
    if (text[at] == '"') return {at, TextFault::none};
    if (static_cast<unsigned char>(text[at]) < 0x20) return {at, TextFault::control_character};
    if (text[at] == '\\') ++at;
  }
  return {begin, TextFault::open_string};
}

// Behind the last `}` or `,` that stands in no string.
auto last_cut_outside_strings(std::string_view text) -> std::size_t {
  std::size_t cut = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (is_cut(text[at])) cut = at + 1;
    if (escapes_next(text, at)) {
      ++at;
    } else if (text[at] == '"') {
      const auto end = string_end(text, at);
      if (end.fault == TextFault::open_string) break;
      at = end.at;
    }
  }
  return cut;
}

}  // namespace

struct JsonWindows::Indexer {
  std::unique_ptr<simdjson::internal::dom_parser_implementation> parser;

  auto run(const char* bytes, std::size_t length) -> simdjson::error_code {
    if (length == 0) return simdjson::EMPTY;
    if (parser == nullptr || parser->capacity() < length) {
      const auto& implementation = *simdjson::get_active_implementation();
      const auto made = implementation.create_dom_parser_implementation(length + JsonWindows::padding, 1, parser);
      if (made != simdjson::SUCCESS) return made;
    }
    return parser->stage1(reinterpret_cast<const std::uint8_t*>(bytes), length, simdjson::stage1_mode::regular);
  }
};

JsonWindows::JsonWindows(const SourceFile& source, std::uint64_t begin, std::size_t size)
    : source_(source), size_(size), indexer_(std::make_unique<Indexer>()) {
  read(begin, size);
}
JsonWindows::~JsonWindows() = default;

void JsonWindows::widen(std::uint64_t begin) {
  const auto end = begin_ + length_;
  // What is cut off at the end may be all that a larger window has more.
  for (auto wanted = std::max<std::size_t>(2 * (end - begin), size_);; wanted *= 2) {
    read(begin, wanted);
    if (is_last() || begin_ + length_ > end) return;
  }
}

void JsonWindows::read(std::uint64_t begin, std::size_t wanted) {
  for (; fill(begin, wanted); wanted *= 2) {
    const bool last = begin + length_ >= source_.size();
    if (!last) length_ = last_cut({buffer_.get(), length_});
    if (length_ == 0 && !last) continue;
    std::memset(buffer_.get() + length_, 0, padding);
    if (index()) return;
  }
}

// Reads the bytes; false where they cannot be had.
auto JsonWindows::fill(std::uint64_t begin, std::size_t wanted) -> bool {
  begin_ = begin;
  length_ = static_cast<std::size_t>(std::min<std::uint64_t>(wanted, source_.size() - begin));
  if (length_ > room_ || buffer_ == nullptr) {
    buffer_.reset();
    buffer_.reset(new (std::nothrow) char[length_ + padding]);
    room_ = buffer_ == nullptr ? 0 : length_;
  }
  if (buffer_ == nullptr) {
    end_with(TextFault::no_memory, 0);
    return false;
  }
  if (source_.read(begin, {buffer_.get(), length_})) return true;
  end_with(TextFault::unreadable, 0);
  return false;
}

// False where the window must be larger.
auto JsonWindows::index() -> bool {
  auto error = indexer_->run(buffer_.get(), length_);
  const bool last = begin_ + length_ >= source_.size();
  if (error == simdjson::UNCLOSED_STRING && !last) {
    length_ = last_cut_outside_strings({buffer_.get(), length_});
    if (length_ == 0) return false;
    std::memset(buffer_.get() + length_, 0, padding);
    error = indexer_->run(buffer_.get(), length_);
  }
  switch (error) {
    case simdjson::SUCCESS:
      end_tokens(indexer_->parser->structural_indexes.get(), indexer_->parser->n_structural_indexes, length_);
      break;
    case simdjson::EMPTY:
      slow_.assign(tokens_ahead, 0);
      end_tokens(slow_.data(), 0, length_);
      break;
    case simdjson::MEMALLOC:
    case simdjson::CAPACITY:
      end_with(TextFault::no_memory, 0);
      break;
    case simdjson::UTF8_ERROR:
      end_with(TextFault::not_utf8, utf8::find_invalid({buffer_.get(), length_}).value_or(0));
      break;
    default:
      index_slowly();
  }
  return true;
}

void JsonWindows::end_tokens(std::uint32_t* tokens, std::size_t count, std::size_t end) {
  std::fill_n(tokens + count, tokens_ahead, static_cast<std::uint32_t>(end));
  buffer_[end] = '\0';
  tokens_ = tokens;
  count_ = count;
}

void JsonWindows::end_with(TextFault fault, std::size_t at) {
  fault_ = fault;
  fault_at_ = at;
  if (buffer_ == nullptr) buffer_ = std::make_unique<char[]>(padding);
  slow_.assign(tokens_ahead, 0);
  end_tokens(slow_.data(), 0, 0);
}

// Only for windows with a fault: how far they can be read, and where the fault is.
void JsonWindows::index_slowly() {
  const std::string_view text(buffer_.get(), length_);
  auto end = length_;
  bool in_scalar = false;
  slow_.clear();
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto c = text[at];
    const bool begins = is_operator(c) || (!in_scalar && !is_space(c));
    if (begins) slow_.push_back(static_cast<std::uint32_t>(at));
    in_scalar = !is_space(c) && !is_operator(c) && c != '"';
    if (escapes_next(text, at)) ++at;
    if (c != '"') continue;
    const auto [closing, fault] = string_end(text, at);
    if (fault == TextFault::none) {
      at = closing;
      continue;
    }
    if (begins) slow_.pop_back();
    fault_ = fault;
    fault_at_ = closing;
    end = at;
    break;
  }
  const auto count = slow_.size();
  slow_.resize(count + tokens_ahead);
  end_tokens(slow_.data(), count, end);
}

}  // namespace dengbao::facts
