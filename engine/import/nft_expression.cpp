#include <algorithm>

#include "import/nft_text.h"

// The expressions of one rule of nftables.
namespace dengbao::importing {
namespace {

template <std::size_t N>
auto one_of(const std::string_view (&words)[N], const NftWord& word) -> bool {
  return !word.quoted && std::ranges::find(words, word.text) != std::end(words);
}

class NftExpressions {
 public:
  NftExpressions(const std::vector<NftWord>& words, std::size_t first, std::size_t last, bool& understood)
      : words_(words), at_(first), last_(last), understood_(understood) {}

  auto read() -> Json {
    while (at_ < last_) {
      const auto before = at_;
      read_statement();
      if (at_ == before) ++at_;
    }
    return std::move(all_);
  }

 private:
  [[nodiscard]] auto word(std::size_t ahead = 0) const -> const NftWord& {
    static const NftWord nothing{{}, 0, true, true};
    return at_ + ahead < last_ ? words_[at_ + ahead] : nothing;
  }
  void add(const std::string& kind, Json value) { all_.push_back({{kind, std::move(value)}}); }

  void read_statement() {
    constexpr std::string_view verdicts[] = {"accept", "drop", "return", "continue"};
    const auto& first = word();
    if (one_of(verdicts, first)) {
      add(first.text, nullptr);
      ++at_;
    } else if (first.is("jump") || first.is("goto")) {
      add(first.text, {{"target", word(1).text}});
      understood_ = understood_ && !word(1).is("{");  // a chain without a name
      at_ = word(1).is("{") ? last_ : at_ + 2;
    } else if (first.is("reject")) {
      add("reject", nullptr);
      ++at_;
      if (word().is("with")) pass_words();
    } else if (first.is("log")) {
      add("log", nullptr);
      ++at_;
      pass_options({"prefix", "level", "group", "snaplen", "queue-threshold", "flags"});
    } else if (first.is("counter") || first.is("comment")) {
      pass_counter();
    } else if (!read_limit() && !read_elsewhere()) {
      read_match();
    }
  }

  // Up to the next word that begins a statement.
  void pass_words() {
    constexpr std::string_view begins[] = {"accept", "drop", "return",  "jump",   "goto",
                                           "reject", "log",  "counter", "comment"};
    while (at_ < last_ && !one_of(begins, word())) ++at_;
  }
  void pass_options(std::initializer_list<std::string_view> names) {
    while (at_ < last_ && !word().quoted && std::ranges::find(names, std::string_view(word().text)) != names.end()) {
      at_ += 2;
      while (word().is(",")) at_ += 2;  // `flags tcp sequence,options`
      if (word().is("sequence") || word().is("options") || word().is("all")) ++at_;
    }
  }

  void pass_counter() {
    const bool comment = word().is("comment");
    ++at_;
    if (comment || word().is("name")) at_ += comment ? 1 : 2;
    while (word().is("packets") || word().is("bytes")) at_ += 2;
  }

  // `limit rate over 10/second burst 5 packets`, `quota …`, `meter x { … }`, `ct count over 10`
  auto read_limit() -> bool {
    const bool count = word().is("ct") && word(1).is("count");
    if (!count && !word().is("limit") && !word().is("quota") && !word().is("meter")) return false;
    add("limit", nullptr);
    pass_to_block();
    return true;
  }
  // Statements whose effect is not told further, with blocks that belong to them.
  auto read_elsewhere() -> bool {
    constexpr std::string_view translating[] = {"dnat", "snat", "masquerade", "redirect", "queue"};
    constexpr std::string_view beside[] = {"notrack", "tproxy", "dup", "fwd", "flow", "synproxy"};
    constexpr std::string_view changing[] = {"add", "update", "delete"};
    if (one_of(translating, word()) || one_of(beside, word())) {
      add(one_of(beside, word()) ? "notrack" : "queue", nullptr);
      ++at_;
      pass_words();
      return true;
    }
    if (one_of(changing, word()) && word(1).text.starts_with('@')) {
      const auto from = at_;
      pass_to_block();
      const bool limited = std::any_of(words_.begin() + static_cast<std::ptrdiff_t>(from),
                                       words_.begin() + static_cast<std::ptrdiff_t>(at_),
                                       [](const NftWord& one) { return one.is("limit") || one.is("over"); });
      add(limited ? "limit" : "counter", nullptr);
      return true;
    }
    if (word().is("xt")) {
      add("xt", {{"type", word(1).text}, {"name", word(2).text}});
      at_ += 3;
      return true;
    }
    return false;
  }
  void pass_to_block() {
    ++at_;
    while (at_ < last_ && !word().is("{")) {
      constexpr std::string_view ends[] = {"accept", "drop", "return",  "jump",    "goto",
                                           "reject", "log",  "counter", "comment", "continue"};
      if (one_of(ends, word())) return;
      ++at_;
    }
    std::size_t depth = 0;
    for (; at_ < last_; ++at_) {
      if (word().is("{")) ++depth;
      if (word().is("}") && --depth == 0) break;
    }
    ++at_;
    at_ = std::min(at_, last_);
  }

  // ---- matches

  void read_match() {
    const auto from = at_;
    auto left = read_left();
    if (left.is_null()) {
      at_ = from + 1;
      pass_words();
      understood_ = false;
      return;
    }
    while (word().is(".")) {
      ++at_;
      auto more = read_left();
      if (more.is_null()) break;
      if (!left.contains("concat")) left = Json{{"concat", Json::array({left})}};
      left["concat"].push_back(std::move(more));
    }
    if (word().is("set") || is_option(left)) {  // `meta mark set 1`, `tcp option maxseg size set rt mtu`
      const auto begin = at_;
      pass_words();
      const bool sets = std::any_of(words_.begin() + static_cast<std::ptrdiff_t>(begin),
                                    words_.begin() + static_cast<std::ptrdiff_t>(at_),
                                    [](const NftWord& one) { return one.is("set"); });
      return add(sets ? "mangle" : "limit", nullptr);
    }
    if (word().is("vmap")) {
      ++at_;
      auto data = nft_value(words_, at_, last_);
      return add("vmap", {{"key", std::move(left)}, {"data", std::move(data)}});
    }
    read_comparison(std::move(left));
  }

  static auto is_option(const Json& left) -> bool {
    return left.contains("payload") && left["payload"]["field"] == "option";
  }

  void read_comparison(Json left) {
    constexpr std::string_view signs[] = {"==", "!=", "<", ">", "<=", ">="};
    if (word().is("&")) {  // `tcp flags & (syn | ack) == syn`
      ++at_;
      auto mask = flag_list();
      left = Json{{"&", Json::array({std::move(left), std::move(mask)})}};
    }
    std::string sign = "in";
    if (one_of(signs, word())) {
      sign = word().text;
      ++at_;
    } else if (word().is("eq") || word().is("ne")) {
      sign = word().is("eq") ? "==" : "!=";
      ++at_;
    }
    const auto* payload = left.contains("payload") ? &left["payload"] : nullptr;
    const bool flags = left.contains("&") || (payload != nullptr && (*payload)["field"] == "flags");
    auto right = flags ? flag_list() : nft_value(words_, at_, last_);
    if (flags && word().is("/")) {  // `tcp flags syn / syn,ack`
      ++at_;
      auto mask = flag_list();
      left = Json{{"&", Json::array({std::move(left), std::move(mask)})}};
    }
    add("match", {{"op", sign}, {"left", std::move(left)}, {"right", std::move(right)}});
  }

  // `(fin | syn)`, `syn,ack`, `{ syn, ack }`, `0x0`
  auto flag_list() -> Json {
    auto names = Json::array();
    bool inside = false;
    bool more = true;
    while (at_ < last_ && (more || inside || word().is(",") || word().is("|"))) {
      if (word().is("(") || word().is("{")) {
        inside = true;
      } else if (word().is(")") || word().is("}")) {
        ++at_;
        break;
      } else if (!word().is(",") && !word().is("|")) {
        names.push_back(word().text);
        more = false;
      } else {
        more = true;
      }
      ++at_;
    }
    return names;
  }

  // What is looked at; null where it is not known.
  auto read_left() -> Json {
    constexpr std::string_view protocols[] = {"ip",      "ip6",   "tcp",  "udp",    "sctp", "dccp",
                                              "udplite", "th",    "icmp", "icmpv6", "esp",  "ah",
                                              "comp",    "ether", "vlan", "arp",    "igmp", "gre"};
    constexpr std::string_view bare[] = {
        "iifname",   "oifname", "iif", "oif",      "mark",     "iiftype", "oiftype", "skuid",   "skgid",   "nftrace",
        "rtclassid", "pkttype", "cpu", "iifgroup", "oifgroup", "cgroup",  "l4proto", "nfproto", "protocol"};
    const auto first = word();
    if (one_of(bare, first)) {
      ++at_;
      return {{"meta", {{"key", first.text}}}};
    }
    const auto second = word(1).text;
    if (second.empty() || word(1).quoted) return nullptr;
    if (first.is("meta") || first.is("ct") || first.is("socket") || first.is("rt")) {
      at_ += 2;
      const bool side = second == "original" || second == "reply";
      if (side && first.is("ct")) at_ += word().is("ip") || word().is("ip6") ? 2 : 1;
      return {{first.text, {{"key", second}}}};
    }
    if (one_of(protocols, first)) {
      at_ += 2;
      return {{"payload", {{"protocol", first.text}, {"field", second}}}};
    }
    if (first.is("fib")) {  // `fib saddr . iif oif missing`
      at_ += 2;
      while (word().is(".")) at_ += 2;
      ++at_;
      return {{"fib", second}};
    }
    if (first.is("exthdr") || first.is("frag") || first.is("hbh") || first.is("dst")) {
      at_ += 2;
      return {{"exthdr", second}};
    }
    return nullptr;
  }

  const std::vector<NftWord>& words_;
  std::size_t at_;
  std::size_t last_;
  bool& understood_;
  Json all_ = Json::array();
};

}  // namespace

auto nft_rule(const std::vector<NftWord>& words, std::size_t first, std::size_t last, bool& understood) -> Json {
  return NftExpressions(words, first, last, understood).read();
}

}  // namespace dengbao::importing
