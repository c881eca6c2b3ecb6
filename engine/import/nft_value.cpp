#include <algorithm>

#include "import/network_terms.h"
#include "import/nft_text.h"

// Values in rules and sets of nftables: words, prefixes, ranges, sets of them.
namespace dengbao::importing {
namespace {

constexpr std::size_t deepest_value = 8;

// "10.0.0.0/8", "1000-2000", "10.0.0.1-10.0.0.9", "22"
auto simple_value(const NftWord& word) -> Json {
  const std::string_view text = word.text;
  if (word.quoted) return word.text;
  if (const auto net = with_length(text)) {
    return {{"prefix", {{"addr", net->address.to_string()}, {"len", static_cast<unsigned>(net->prefix)}}}};
  }
  const auto dash = text.find('-');
  if (dash == std::string_view::npos) return word.text;
  const std::string first(text.substr(0, dash));
  const std::string last(text.substr(dash + 1));
  const bool range = (Address::parse(first) && Address::parse(last)) || (whole_number(first) && whole_number(last));
  if (!range) return word.text;
  return {{"range", Json::array({first, last})}};
}

class NftValues {
 public:
  NftValues(const std::vector<NftWord>& words, std::size_t& at, std::size_t last)
      : words_(words), at_(at), last_(last) {}

  auto read(std::size_t depth = 0) -> Json {
    if (at_ >= last_ || depth > deepest_value) return nullptr;
    if (words_[at_].is("{")) return {{"set", read_set(depth)}};
    auto list = Json::array({read_joined(depth)});
    while (depth == 0 && at_ < last_ && words_[at_].is(",")) {  // `established,related`
      ++at_;
      list.push_back(read_joined(depth));
    }
    return list.size() == 1 ? list[0] : list;
  }

 private:
  auto read_one(std::size_t depth) -> Json {
    if (at_ >= last_) return nullptr;
    if (words_[at_].is("{")) return read(depth + 1);
    auto value = simple_value(words_[at_++]);
    if (at_ < last_ && words_[at_].is("-")) at_ = std::min(at_ + 2, last_);  // "08:00"-"18:00"
    return value;
  }
  // `10.0.0.1 . 22`
  auto read_joined(std::size_t depth) -> Json {
    auto parts = Json::array({read_one(depth)});
    while (at_ < last_ && words_[at_].is(".")) {
      ++at_;
      parts.push_back(read_one(depth));
    }
    return parts.size() == 1 ? parts[0] : Json{{"concat", parts}};
  }

  auto read_set(std::size_t depth) -> Json {
    auto elements = Json::array();
    for (++at_; at_ < last_ && !words_[at_].is("}");) {
      if (words_[at_].is(",") || words_[at_].ends) {
        ++at_;
        continue;
      }
      auto key = read_joined(depth + 1);
      pass_element_options();
      if (at_ < last_ && words_[at_].is(":")) {
        ++at_;
        elements.push_back(Json::array({std::move(key), read_verdict(depth)}));
      } else {
        elements.push_back(std::move(key));
      }
      pass_element_options();
    }
    at_ = std::min(at_ + 1, last_);
    return elements;
  }
  // `timeout 1h expires 20m`, `comment "…"`, `counter packets 1 bytes 2`
  void pass_element_options() {
    while (at_ < last_ && !words_[at_].is(",") && !words_[at_].is("}") && !words_[at_].is(":")) ++at_;
  }
  auto read_verdict(std::size_t depth) -> Json {
    while (at_ < last_ && words_[at_].ends) ++at_;
    if (at_ >= last_) return nullptr;
    const auto word = words_[at_].text;
    if (words_[at_].is("jump") || words_[at_].is("goto")) {
      at_ = std::min(at_ + 2, last_);
      return {{word, {{"target", words_[at_ - 1].text}}}};
    }
    if (words_[at_].is("accept") || words_[at_].is("drop") || words_[at_].is("return") || words_[at_].is("continue")) {
      ++at_;
      return Json{{word, nullptr}};
    }
    return read_joined(depth + 1);
  }

  const std::vector<NftWord>& words_;
  std::size_t& at_;
  std::size_t last_;
};

}  // namespace

auto nft_value(const std::vector<NftWord>& words, std::size_t& place, std::size_t last) -> Json {
  return NftValues(words, place, last).read();
}

}  // namespace dengbao::importing
