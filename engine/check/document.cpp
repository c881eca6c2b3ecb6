#include "check/document.h"

#include <openssl/evp.h>
#include <utf8proc.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <memory>
#include <nlohmann/json.hpp>

namespace dengbao::check {
namespace {

class Builder : public nlohmann::json_sax<nlohmann::json> {
 public:
  auto null() -> bool override { return put({}); }
  auto boolean(bool value) -> bool override { return put({Doc::Is::truth, value, {}, {}, {}}); }
  auto number_integer(std::int64_t value) -> bool override { return number(std::to_string(value)); }
  auto number_unsigned(std::uint64_t value) -> bool override { return number(std::to_string(value)); }
  auto number_float(double, const std::string& text) -> bool override { return number(text); }
  auto string(std::string& text) -> bool override { return put({Doc::Is::text, false, text, {}, {}}); }
  auto binary(nlohmann::json::binary_t&) -> bool override { return false; }
  auto start_object(std::size_t) -> bool override { return open(Doc::Is::object); }
  auto start_array(std::size_t) -> bool override { return open(Doc::Is::list); }
  auto end_object() -> bool override { return close(); }
  auto end_array() -> bool override { return close(); }
  auto key(std::string& name) -> bool override {
    auto& keys = open_.back().keys;
    if (std::find(keys.begin(), keys.end(), name) != keys.end()) throw Refused("the key `" + name + "` stands twice");
    keys.push_back(name);
    return true;
  }
  auto parse_error(std::size_t at, const std::string&, const nlohmann::json::exception&) -> bool override {
    throw Refused("not JSON at byte " + std::to_string(at));
  }
  Doc root;

 private:
  auto number(std::string text) -> bool { return put({Doc::Is::number, false, std::move(text), {}, {}}); }
  auto put(Doc doc) -> bool {
    (open_.empty() ? root : open_.back().items.emplace_back()) = std::move(doc);
    return true;
  }
  auto open(Doc::Is is) -> bool {
    if (open_.size() >= 1000) throw Refused("nested too deeply");
    open_.push_back({is, false, {}, {}, {}});
    return true;
  }
  auto close() -> bool {
    auto done = std::move(open_.back());
    open_.pop_back();
    return put(std::move(done));
  }
  std::vector<Doc> open_;
};

}  // namespace

auto Doc::find(std::string_view key) const -> const Doc* {
  const auto found = std::find(keys.begin(), keys.end(), key);
  if (found == keys.end()) return nullptr;
  const auto& item = items[static_cast<std::size_t>(found - keys.begin())];
  return item.is == Is::null ? nullptr : &item;
}
auto Doc::at(std::string_view key) const -> const Doc& {
  if (const auto* found = find(key)) return *found;
  throw Refused("`" + std::string(key) + "` is missing");
}
auto Doc::at(std::size_t index) const -> const Doc& {
  if (is == Is::list && index < items.size()) return items[index];
  throw Refused("a list is too short");
}
auto Doc::as_text() const -> const std::string& {
  if (is != Is::text) throw Refused("a text is expected");
  return text;
}
auto Doc::as_list() const -> const std::vector<Doc>& {
  if (is != Is::list) throw Refused("a list is expected");
  return items;
}
auto Doc::as_count() const -> std::size_t {
  std::size_t count = 0;
  const auto* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, count);
  if (is != Is::number || error != std::errc() || rest != end) throw Refused("a count is expected");
  return count;
}

auto parse(std::string_view text, const std::string& name) -> Doc {
  try {
    Builder builder;
    nlohmann::json::sax_parse(text, &builder);
    return std::move(builder.root);
  } catch (const Refused& refused) {
    throw Refused(name + ": " + refused.what());
  }
}

auto composed(const std::string& text) -> std::string {
  if (std::all_of(text.begin(), text.end(), [](char c) { return (c & 0x80) == 0; })) return text;
  utf8proc_uint8_t* out = nullptr;
  const auto size =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()), static_cast<utf8proc_ssize_t>(text.size()),
                   &out, static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owned(out, &std::free);
  if (size < 0) throw Refused("a text is not Unicode");
  return {reinterpret_cast<const char*>(out), static_cast<std::size_t>(size)};
}

auto sha256(std::string_view bytes) -> std::string {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  if (EVP_Digest(bytes.data(), bytes.size(), digest, &size, EVP_sha256(), nullptr) != 1) throw Refused("no SHA-256");
  std::string text;
  for (unsigned i = 0; i < size; ++i) {
    text += "0123456789abcdef"[digest[i] >> 4U];
    text += "0123456789abcdef"[digest[i] & 15U];
  }
  return text;
}

}  // namespace dengbao::check
