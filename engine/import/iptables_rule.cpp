#include "import/iptables_rule.h"

#include <algorithm>
#include <span>

namespace dengbao::importing {
namespace {

// How options of matches begin that make a rule narrower in a way that the facts cannot say.
constexpr std::string_view narrowing[] = {
    "--limit",    "--name", "--rsource", "--rdest",  "--rttl",     "--rcheck", "--update", "--set",    "--remove",
    "--seconds",  "--hit",  "--reap",    "--mask",   "--mark",     "--uid-",   "--gid-",   "--socket", "--mac-",
    "--match-",   "--ret",  "--src-",    "--dst-",   "--pkt-type", "--string", "--hex-",   "--algo",   "--from",
    "--to",       "--ica",  "--length",  "--ttl",    "--hl-",      "--dscp",   "--ecn-",   "--phys",   "--time",
    "--weekdays", "--mon",  "--date",    "--kernel", "--utc",      "--pol",    "--dir",    "--strict", "--reqid",
    "--spi",      "--pro",  "--tunnel-", "--next",   "--mode",     "--every",  "--packet", "--u32",    "--cpu",
    "--realm",    "--help", "--ct",      "--loose",  "--valid",    "--accept", "--invert", "--transp", "--nowild",
    "--restore",  "--conn", "--icmp",    "--tcp-o",  "--mss",      "--frag",   "--path",   "--cgroup", "--quota",
    "--rateest",  "--gen",  "--log",     "--byte",   "--object",   "--ahspi",  "--espspi", "--rt-",    "--header",
    "--soft",     "--chu",  "--dccp-",   "--hash",   "--ports",    "-f",
};

// Targets after which the next rule comes.
constexpr std::string_view targets_that_go_on[] = {
    "MARK",        "CONNMARK", "TCPMSS",    "CT",  "NOTRACK", "TRACE", "AUDIT",       "CLASSIFY",
    "CONNSECMARK", "SECMARK",  "DSCP",      "TOS", "TTL",     "HL",    "SET",         "TEE",
    "CHECKSUM",    "NFACCT",   "IDLETIMER", "LED", "RATEEST", "ECN",   "TCPOPTSTRIP",
};
constexpr std::string_view deciding_elsewhere[] = {"QUEUE", "NFQUEUE", "TARPIT", "SYNPROXY", "DELUDE", "CHAOS"};

auto parts_of(std::string_view text, char mark) -> std::vector<std::string_view> {
  std::vector<std::string_view> parts;
  for (std::size_t from = 0; from <= text.size();) {
    const auto end = std::min(text.find(mark, from), text.size());
    parts.push_back(text.substr(from, end - from));
    from = end + 1;
  }
  return parts;
}

auto is_narrowing(std::string_view option) -> bool {
  return std::ranges::any_of(narrowing, [&](std::string_view begin) { return option.starts_with(begin); });
}

auto is_one_of(std::span<const std::string_view> words, std::string_view word) -> bool {
  return std::ranges::find(words, word) != words.end();
}

class IptablesReader {
 public:
  IptablesReader(const std::vector<IptablesWord>& words, std::size_t place, const Traffic& all)
      : words_(words), at_(place), all_(all) {
    read_.rule.traffic = all;
  }

  auto read() -> IptablesRule {
    while (at_ < words_.size()) {
      const auto& word = words_[at_++];
      if (word.text == "!" && !word.quoted) {
        negated_ = true;
        continue;
      }
      read_option(word);
      negated_ = false;
    }
    return std::move(read_);
  }

 private:
  // The value of an option; "! value" negates it, too.
  auto value() -> std::string_view {
    if (at_ < words_.size() && words_[at_].text == "!" && !words_[at_].quoted) {
      negated_ = !negated_;
      ++at_;
    }
    return at_ < words_.size() ? std::string_view(words_[at_++].text) : std::string_view();
  }
  // All values up to the next option.
  void pass_values() {
    while (at_ < words_.size() && (words_[at_].quoted || !words_[at_].text.starts_with('-')) &&
           (words_[at_].quoted || words_[at_].text != "!")) {
      ++at_;
    }
  }
  void narrow() { read_.rule.traffic.exact = false; }
  void meet(const Traffic& condition) {
    auto both = both_of(read_.rule.traffic, condition);
    if (both)
      read_.rule.traffic = std::move(*both);
    else
      read_.never = true;
  }

  void read_option(const IptablesWord& word) {
    const std::string_view name = word.text;
    if (name == "-s" || name == "--source" || name == "--src") return read_addresses(&Traffic::from);
    if (name == "-d" || name == "--destination" || name == "--dst") return read_addresses(&Traffic::to);
    if (name == "--src-range" || name == "--dst-range") {
      return read_range(name == "--src-range" ? &Traffic::from : &Traffic::to);
    }
    if (name == "-p" || name == "--protocol" || name == "--proto") return read_protocol();
    if (name == "-i" || name == "--in-interface") return read_interface(&Traffic::in);
    if (name == "-o" || name == "--out-interface") return read_interface(&Traffic::out);
    if (name == "--sport" || name == "--sports" || name == "--source-port" || name == "--source-ports") {
      return read_ports(&Traffic::source_ports);
    }
    if (name == "--dport" || name == "--dports" || name == "--destination-port" || name == "--destination-ports") {
      return read_ports(&Traffic::target_ports);
    }
    if (name == "--state" || name == "--ctstate") return read_states();
    if (name == "--syn") return read_flags(true);
    if (name == "--tcp-flags") return read_flags(false);
    if (name == "-j" || name == "--jump" || name == "-g" || name == "--goto") return read_target(name);
    read_other(word);
  }

  void read_other(const IptablesWord& word) {
    const std::string_view name = word.text;
    const bool option = !word.quoted && name.starts_with('-');
    const bool module = name == "-m" || name == "--match";
    if (module) targeted_ = false;
    const bool harmless = module || name == "--comment" || name == "-4" || name == "-6" || name == "--ipv4" ||
                          name == "--ipv6" || name == "-c" || name == "--set-counters";
    pass_values();
    if (harmless) return;
    if (option && targeted_) return;  // how the target does it
    narrow();
    if (!option)
      read_.not_understood = "…";
    else if (!is_narrowing(name))
      read_.not_understood = name.size() < 40 ? name : "…";
  }

  // ---- addresses

  void read_addresses(std::vector<Subnet> Traffic::* side) {
    std::vector<Subnet> nets;
    const auto text = value();
    for (const auto part : parts_of(text, ',')) {
      const auto slash = part.find('/');
      auto net = with_length(part);
      if (!net && slash != std::string_view::npos) net = net_address(part.substr(0, slash), part.substr(slash + 1));
      const auto alone = slash == std::string_view::npos ? Address::parse(part) : std::nullopt;
      if (!net && !alone) return narrow();
      nets.push_back(net ? net->net() : single(*alone));
    }
    set_addresses(side, std::move(nets));
  }

  void set_addresses(std::vector<Subnet> Traffic::* side, std::vector<Subnet> nets) {
    if (negated_) {
      auto rest = addresses_but(nets);
      if (!rest) return narrow();
      nets = std::move(*rest);
    }
    auto condition = all_;
    condition.*side = std::move(nets);
    meet(condition);
  }

  void read_range(std::vector<Subnet> Traffic::* side) {
    const auto text = value();
    const auto dash = text.find('-');
    const auto first = Address::parse(text.substr(0, dash));
    const auto last = dash == std::string_view::npos ? first : Address::parse(text.substr(dash + 1));
    auto nets = first && last ? nets_between(*first, *last) : std::nullopt;
    if (!nets) return narrow();
    set_addresses(side, std::move(*nets));
  }

  // ---- the rest of the packet

  void read_protocol() {
    const auto name = value();
    if (negated_) return narrow();
    auto condition = all_;
    if (name == "all" || name == "0" || name == "ip") return;
    condition.protocol = name == "ipv6-icmp" || name == "icmpv6" || name == "58"
                             ? RuleProtocol::icmp
                             : rule_protocol(name).value_or(RuleProtocol::other);
    if (condition.protocol == RuleProtocol::other) condition.other = name;
    meet(condition);
  }

  void read_interface(std::string Traffic::* side) {
    const auto name = value();
    // `eth+`: all whose names begin so
    if (name == "+" && !negated_) return;
    if (negated_ || name.empty() || name.ends_with('+')) return narrow();
    auto condition = all_;
    condition.*side = name;
    meet(condition);
  }

  // "22", "1024:65535", ":1023", "80,443"
  void read_ports(std::vector<Ports> Traffic::* side) {
    std::vector<Ports> ports;
    const auto text = value();
    for (const auto part : parts_of(text, ',')) {
      const auto colon = part.find(':');
      const auto from = part.substr(0, colon);
      const auto to = colon == std::string_view::npos ? from : part.substr(colon + 1);
      const auto first = from.empty() ? std::optional<std::uint16_t>(0) : port_number(from);
      const auto last = to.empty() ? std::optional<std::uint16_t>(65535) : port_number(to);
      if (!first || !last || *last < *first) return narrow();
      ports.push_back({*first, *last});
    }
    auto condition = all_;
    condition.*side = negated_ ? ports_but(std::move(ports)) : std::move(ports);
    meet(condition);
  }

  void read_states() {
    auto condition = all_;
    condition.opens = condition.continues = condition.strays = false;
    bool other = false;
    const auto text = value();
    for (const auto state : parts_of(text, ',')) {
      condition.opens = condition.opens || state == "NEW";
      condition.continues = condition.continues || state == "ESTABLISHED" || state == "RELATED";
      condition.strays = condition.strays || state == "INVALID";
      condition.translated = condition.translated || (state == "DNAT" && !negated_);
      other = other || state == "UNTRACKED" || state == "DNAT" || state == "SNAT";
    }
    if (negated_) {
      condition.opens = !condition.opens;
      condition.continues = !condition.continues;
      condition.strays = !condition.strays;
    } else if (other && !condition.opens && !condition.continues) {
      condition.opens = condition.continues = true;
      condition.exact = false;
    }
    meet(condition);
  }

  // Whether the packet that opens a session, SYN alone, is one of those that have these flags.
  void read_flags(bool syn) {
    bool opening = true;
    if (!syn) {
      const auto mask = parts_of(value(), ',');
      const auto set = parts_of(value(), ',');
      const bool all = is_one_of(mask, "ALL");
      for (const auto* flag : {"SYN", "ACK", "FIN", "RST", "URG", "PSH"}) {
        const bool asked = all || is_one_of(mask, flag);
        const bool wanted = is_one_of(set, flag) || is_one_of(set, "ALL");
        if (asked && wanted != (std::string_view(flag) == "SYN")) opening = false;
      }
    }
    auto condition = all_;
    condition.protocol = RuleProtocol::tcp;
    condition.opens = opening != negated_;
    meet(condition);
  }

  // ---- what becomes of it

  void read_target(std::string_view how) {
    const auto name = value();
    auto& rule = read_.rule;
    targeted_ = true;
    if (how == "-g" || how == "--goto") {
      rule.verdict = Verdict::go;
      rule.target = name;
    } else if (name == "ACCEPT") {
      rule.verdict = Verdict::accept;
    } else if (name == "DROP" || name == "REJECT") {
      rule.verdict = Verdict::refuse;
    } else if (name == "RETURN") {
      rule.verdict = Verdict::leave;
    } else if (name == "LOG" || name == "NFLOG" || name == "ULOG") {
      rule.logs = true;
    } else if (is_one_of(deciding_elsewhere, name)) {
      rule.verdict = Verdict::unclear;
    } else if (!is_one_of(targets_that_go_on, name)) {
      rule.verdict = Verdict::jump;
      rule.target = name;
    }
  }

  const std::vector<IptablesWord>& words_;
  std::size_t at_;
  const Traffic& all_;
  IptablesRule read_;
  bool negated_ = false;
  bool targeted_ = false;
};

}  // namespace

auto iptables_words(std::string_view line) -> std::vector<IptablesWord> {
  std::vector<IptablesWord> words;
  IptablesWord word;
  bool inside = false;
  bool begun = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (c == '\\' && inside && i + 1 < line.size()) {
      word.text += line[++i];
    } else if (c == '"') {
      inside = !inside;
      word.quoted = true;
      begun = true;
    } else if (!inside && (c == ' ' || c == '\t' || c == '\r')) {
      if (begun) words.push_back(std::move(word));
      word = {};
      begun = false;
    } else {
      word.text += c;
      begun = true;
    }
  }
  if (begun) words.push_back(std::move(word));
  return words;
}

auto read_iptables_rule(const std::vector<IptablesWord>& words, std::size_t place, const Traffic& all) -> IptablesRule {
  return IptablesReader(words, place, all).read();
}

}  // namespace dengbao::importing
