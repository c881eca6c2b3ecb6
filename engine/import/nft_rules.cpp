#include "import/nft_rules.h"

#include <algorithm>

#include "import/nft_match.h"

namespace dengbao::importing {
namespace {

// Statements that decide nothing.
constexpr std::string_view beside[] = {
    "counter", "comment", "ct helper", "ct timeout", "ct expectation", "flow",     "mangle",  "notrack", "tproxy",
    "dup",     "fwd",     "secmark",   "set",        "synproxy",       "continue", "ct count"};
// Statements that make a rule narrower, or decide elsewhere.
constexpr std::string_view narrower[] = {"limit", "quota", "meter", "ct count", "last"};
constexpr std::string_view elsewhere[] = {"queue", "dnat", "snat", "masquerade", "redirect"};

template <std::size_t N>
auto is_among(const std::string_view (&words)[N], std::string_view word) -> bool {
  return std::ranges::find(words, word) != std::end(words);
}

class NftReader {
 public:
  explicit NftReader(std::vector<NftEntry>& entries) : entries_(entries) {}

  auto read() -> std::vector<FilterTable> {
    for (const auto& entry : entries_) {
      if (entry.kind == "set" || entry.kind == "map") read_set(entry);
      if (entry.kind == "element") add_elements(entry);
    }
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      if (entries_[i].kind == "chain") read_chain(i);
    }
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      if (entries_[i].kind == "rule") read_rule(i);
    }
    for (auto& table : tables_) {
      for (auto& [name, chain] : table.chains) {
        std::uint32_t number = 0;
        for (auto& rule : chain.rules) {
          if (rule.number == 0) ++number;  // the first of those that one rule of the source became
          rule.number = std::max(number, 1U);
        }
      }
    }
    return std::move(tables_);
  }

 private:
  static auto key_of(const Json& body) -> std::string {
    const auto family = nft_text(body, "family");
    return (family.empty() ? "ip" : family) + ' ' + nft_text(body, "table");
  }

  // ---- sets

  void read_set(const NftEntry& entry) {
    const auto key = key_of(entry.body);
    auto& values = sets_[key][nft_text(entry.body, "name")];
    // What packets put into a set changes by itself.
    const bool moves = nft_has_flag(entry.body, "dynamic") || nft_has_flag(entry.body, "timeout");
    if (moves || entry.body.contains("timeout")) {
      moving_.insert(key + ' ' + nft_text(entry.body, "name"));
      return;
    }
    const auto elements = entry.body.find("elem");
    if (elements != entry.body.end() && !elements->empty()) append_values(values, *elements);
  }

  void add_elements(const NftEntry& entry) {
    const auto key = key_of(entry.body);
    const auto name = nft_text(entry.body, "name");
    const auto elements = entry.body.find("elem");
    if (elements != entry.body.end() && !moving_.contains(key + ' ' + name)) append_values(sets_[key][name], *elements);
  }

  void append_values(Json& to, const Json& elements) {
    static const NftSets no_sets;
    if (!to.is_array()) to = Json::array();
    for (const auto& value : nft_values(elements, no_sets)) to.push_back(value);
  }

  // ---- chains

  auto table_of(const Json& body) -> FilterTable* {
    const auto key = key_of(body);
    const auto found = places_.find(key);
    if (found != places_.end()) return &tables_[found->second];
    const auto family = key.substr(0, key.find(' '));
    if (family != "ip" && family != "ip6" && family != "inet") return nullptr;
    places_[key] = tables_.size();
    tables_.push_back({key, family != "ip6", family != "ip", true, {}});
    return &tables_.back();
  }

  void read_chain(std::size_t place) {
    const auto& body = entries_[place].body;
    auto* table = table_of(body);
    const auto name = nft_text(body, "name");
    if (table == nullptr || name.empty()) return;
    auto& chain = table->chains[name];
    chain.line = static_cast<std::uint32_t>(place + 1);
    if (nft_text(body, "type") == "filter") {
      const auto hook = nft_text(body, "hook");
      if (hook == "input") chain.hook = Hook::input;
      if (hook == "forward") chain.hook = Hook::forward;
    }
    const auto priority = body.find("prio");
    if (priority != body.end() && priority->is_number_integer()) {
      const auto number = priority->get<std::int64_t>();
      chain.priority = static_cast<std::int32_t>(std::clamp<std::int64_t>(number, INT32_MIN, INT32_MAX));
    }
    chain.accepts = nft_text(body, "policy") != "drop";
  }

  // ---- rules

  void read_rule(std::size_t place) {
    auto& entry = entries_[place];
    auto* table = table_of(entry.body);
    if (table == nullptr) return;
    const auto found = table->chains.find(nft_text(entry.body, "chain"));
    if (found == table->chains.end()) return;
    const auto all = all_traffic(table->v4, table->v6);
    parts_ = {};
    ChainRule rule;
    rule.line = static_cast<std::uint32_t>(place + 1);
    const auto expressions = entry.body.find("expr");
    std::vector<Traffic> traffic{all};
    if (!entry.understood) traffic.front().exact = false;
    if (expressions != entry.body.end() && expressions->is_array()) {
      for (const auto& expression : *expressions) {
        if (!expression.is_object() || expression.empty()) continue;
        if (!read_expression(entry, expression.begin().key(), expression.begin().value(), all, traffic, rule)) break;
      }
    }
    finish(rule, traffic, entry.in_front, found->second);
  }

  // One statement; false where nothing comes behind it.
  auto read_expression(NftEntry& entry, const std::string& kind, const Json& value, const Traffic& all,
                       std::vector<Traffic>& traffic, ChainRule& rule) -> bool {
    const auto& sets = sets_[key_of(entry.body)];
    if (kind == "match" && value.is_object() && value.contains("left") && value.contains("right")) {
      const auto condition = nft_condition(value["left"], nft_text(value, "op"), value["right"], sets, all);
      entry.understood = entry.understood && condition.known;
      traffic = meet_all(traffic, condition.any_of);
      return true;
    }
    if (kind == "vmap" && value.is_object()) {
      read_map(entry, value, sets, all, traffic, rule);
      return true;
    }
    if (kind == "log") {
      rule.logs = true;
      return true;
    }
    if (read_verdict(kind, value, rule)) return false;
    const bool xt_match = kind == "xt" && nft_text(value, "type") == "match";
    const bool limited = kind == "set" && value.is_object() && value.contains("stmt") && !value["stmt"].empty();
    if (is_among(narrower, kind) || xt_match || limited) {
      narrow(traffic);
    } else if (is_among(elsewhere, kind) || kind == "xt") {
      rule.verdict = Verdict::unclear;
      return kind == "xt";
    } else if (!is_among(beside, kind)) {
      entry.understood = false;
      narrow(traffic);
    }
    return true;
  }

  static void narrow(std::vector<Traffic>& traffic) {
    for (auto& one : traffic) one.exact = false;
  }

  static auto read_verdict(const std::string& kind, const Json& value, ChainRule& rule) -> bool {
    if (kind == "accept") {
      rule.verdict = Verdict::accept;
    } else if (kind == "drop" || kind == "reject") {
      rule.verdict = Verdict::refuse;
    } else if (kind == "return") {
      rule.verdict = Verdict::leave;
    } else if (kind == "jump" || kind == "goto") {
      rule.verdict = kind == "jump" ? Verdict::jump : Verdict::go;
      rule.target = nft_text(value, "target");
    } else {
      return false;
    }
    return true;
  }

  // `tcp dport vmap { 22 : accept, 80 : jump web }`: each key is a rule of its own.
  void read_map(NftEntry& entry, const Json& value, const NftSets& sets, const Traffic& all,
                std::vector<Traffic>& traffic, const ChainRule& rule) {
    const auto data = value.find("data");
    const auto key = value.find("key");
    const auto pairs = data != value.end() ? nft_values(*data, sets) : Json();
    if (key == value.end() || !pairs.is_array() || pairs.empty() || pairs.size() * traffic.size() > 4096) {
      auto unclear = rule;
      unclear.verdict = Verdict::unclear;
      auto narrowed = traffic;
      narrow(narrowed);
      for (auto& one : narrowed) add_part(unclear, std::move(one));
      return;
    }
    for (const auto& pair : pairs) {
      if (!pair.is_array() || pair.size() != 2 || !pair[1].is_object() || pair[1].empty()) continue;
      auto one = rule;
      if (!read_verdict(pair[1].begin().key(), pair[1].begin().value(), one)) continue;
      auto element = pair[0];
      if (element.is_object() && element.contains("elem")) element = nft_values(element, sets)[0];
      const auto condition = nft_condition(*key, "==", element, sets, all);
      entry.understood = entry.understood && condition.known;
      for (auto& met : meet_all(traffic, condition.any_of)) add_part(one, std::move(met));
    }
  }

  void add_part(ChainRule rule, Traffic traffic) {
    held_ += 1 + traffic.from.size() + traffic.to.size();
    if (held_ > most_held && !parts_.empty()) {
      parts_.front().traffic.exact = false;
      parts_.front().verdict = Verdict::unclear;
      return;
    }
    rule.traffic = std::move(traffic);
    parts_.push_back(std::move(rule));
  }

  void finish(const ChainRule& rule, std::vector<Traffic>& traffic, bool in_front, Chain& chain) {
    for (auto& one : traffic) add_part(rule, std::move(one));
    // One that never matches still has a number.
    if (parts_.empty()) {
      auto nothing = rule;
      nothing.verdict = Verdict::next;
      nothing.logs = false;
      nothing.traffic.from.clear();
      parts_.push_back(std::move(nothing));
    }
    for (std::size_t i = 1; i < parts_.size(); ++i) parts_[i].number = 1;  // not the first of them
    chain.rules.insert(in_front ? chain.rules.begin() : chain.rules.end(), parts_.begin(), parts_.end());
  }

  // Small sources can name large sets again and again.
  static constexpr std::size_t most_held = 2'000'000;

  std::vector<NftEntry>& entries_;
  std::size_t held_ = 0;
  std::vector<FilterTable> tables_;
  std::map<std::string, std::size_t> places_;
  std::map<std::string, NftSets> sets_;  // by table
  std::set<std::string> moving_;
  std::vector<ChainRule> parts_;  // of the rule that is being read
};

}  // namespace

auto nft_text(const Json& object, std::string_view field) -> std::string {
  if (!object.is_object()) return {};
  const auto found = object.find(field);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

auto nft_has_flag(const Json& object, std::string_view flag) -> bool {
  if (!object.is_object()) return false;
  const auto flags = object.find("flags");
  if (flags == object.end()) return false;
  if (flags->is_string()) return flags->get_ref<const std::string&>() == flag;
  return flags->is_array() && std::ranges::find(*flags, Json(flag)) != flags->end();
}

auto nft_tables(std::vector<NftEntry>& entries) -> std::vector<FilterTable> { return NftReader(entries).read(); }

}  // namespace dengbao::importing
