#include <algorithm>

#include "import/iptables_rule.h"
#include "import/kind.h"
#include "import/write_filter.h"

// Packet filters of Linux as iptables prints them: `iptables-save`, `ip6tables-save`, and files for `iptables-restore`.
namespace dengbao::importing {
namespace {

struct SavedLine {
  std::uint32_t number = 0;
  std::vector<IptablesWord> words;
  std::string table;  // in which it stands
  Use use = Use::unused;
  std::string what;
};

auto iptables_command(std::string_view word) -> bool {
  constexpr std::string_view commands[] = {"-A", "-I", "-N", "-P", "--append", "--insert", "--new-chain", "--policy"};
  return std::ranges::find(commands, word) != std::end(commands);
}

// A part of the output: of one family.
struct Section {
  std::size_t first = 0;
  std::size_t last = 0;  // behind it
  bool v4 = false;
  bool v6 = false;
};

class IptablesDump {
 public:
  IptablesDump(std::string_view text, std::string_view name, Findings& findings) : id_(name), findings_(findings) {
    std::uint32_t number = 0;
    for (std::size_t from = 0; from < text.size();) {
      const auto end = std::min(text.find('\n', from), text.size());
      ++number;
      auto words = iptables_words(text.substr(from, end - from));
      if (!words.empty()) lines_.push_back({number, std::move(words), {}, Use::unused, {}});
      from = end + 1;
    }
  }

  void read() {
    find_sections();
    if (sections_.empty()) {
      return findings_.refuse(
          {"no table (`*filter`) of `iptables-save` begins in it", "其中没有 `iptables-save` 的表（`*filter`）"});
    }
    for (const auto& section : sections_) read_section(section);
    if (inserted_ > most_inserted) {
      return findings_.refuse(
          {"it inserts (`-I`) more rules than can be put in order", "插入（`-I`）的规则过多，无法排序"});
    }
    for (auto& table : tables_) {
      for (auto& [name, chain] : table.chains) {
        std::uint32_t number = 0;
        for (auto& rule : chain.rules) rule.number = ++number;
      }
    }
    const auto used = write_filter(tables_, id_, findings_);
    for (auto& line : lines_) {
      if (line.use == Use::unused && used.contains(line.number)) line.use = Use::fact;
      findings_.read_piece(line.number, line.use, std::move(line.what));
    }
  }

 private:
  // The tables, from `*NAME` to `COMMIT`, with the family that the comments in front, or the addresses in it, tell.
  void find_sections() {
    int told = 0;  // by the last comment: 4 or 6
    bool open = false;
    std::string table;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      auto& line = lines_[i];
      const auto& first = line.words.front().text;
      if (first.starts_with('#')) {
        for (const auto& word : line.words) {
          if (word.text.starts_with("ip6tables")) told = 6;
          if (word.text.starts_with("iptables")) told = 4;
        }
        line.what = "#";
        continue;
      }
      if (first.starts_with('*') && first.size() > 1) {
        table = first.substr(1);
        sections_.push_back({i, lines_.size(), told == 4, told == 6});
        open = true;
      }
      line.table = table;
      line.what = known_table(table) + (first.starts_with('*') ? "" : first.starts_with(':') ? " › :" : " › ");
      if (first == "COMMIT" && open) {
        sections_.back().last = i;
        open = false;
        table.clear();
      }
    }
    for (auto& section : sections_) guess_nothing(section);
  }

  static auto known_table(std::string_view table) -> std::string {
    constexpr std::string_view names[] = {"filter", "nat", "mangle", "raw", "security"};
    return std::string(std::ranges::find(names, table) != std::end(names) ? table : "…");
  }

  // Without the comment, what only one of the families has tells it.
  void guess_nothing(Section& section) const {
    if (section.v4 || section.v6) return;
    for (std::size_t i = section.first; i < section.last; ++i) {
      for (const auto& word : lines_[i].words) {
        const auto address = Address::parse(std::string_view(word.text).substr(0, word.text.find('/')));
        section.v4 = section.v4 || (address && !address->v6) || word.text == "icmp" || word.text == "--icmp-type" ||
                     word.text.starts_with("icmp-");
        section.v6 = section.v6 || (address && address->v6) || word.text == "ipv6-icmp" || word.text == "icmpv6" ||
                     word.text == "--icmpv6-type" || word.text.starts_with("icmp6-");
      }
    }
  }

  void read_section(const Section& section) {
    const bool filter = lines_[section.first].table == "filter";
    auto& table = table_of(section);
    const auto all = traffic_of(table);
    for (std::size_t i = section.first; i < section.last; ++i) {
      auto& line = lines_[i];
      if (line.words.front().text.starts_with('#') || line.words.front().text.starts_with('*')) continue;
      if (filter)
        read_line(line, table, all);
      else
        line.what += line.words.front().text.starts_with(':') ? "" : safe_command(line);
    }
  }

  static auto safe_command(const SavedLine& line) -> std::string {
    const auto place = command_place(line);
    return iptables_command(line.words[place].text) ? line.words[place].text : "…";
  }
  // `[3:180] -A INPUT …`: counters may stand in front.
  static auto command_place(const SavedLine& line) -> std::size_t {
    return line.words.front().text.starts_with('[') && line.words.size() > 1 ? 1 : 0;
  }

  // Sections of the same family and table continue one another.
  auto table_of(const Section& section) -> FilterTable& {
    const bool known = section.v4 != section.v6;
    const bool v6 = known && section.v6;
    for (auto& table : tables_) {
      if (table.family_known == known && table.v6 == v6) return table;
    }
    tables_.push_back({v6 ? "ip6" : "", !v6, v6, known, {}});
    return tables_.back();
  }
  static auto traffic_of(const FilterTable& table) -> Traffic {
    auto all = all_traffic(table.v4 || !table.family_known, table.v6 || !table.family_known);
    all.family_known = table.family_known;
    return all;
  }

  void read_line(SavedLine& line, FilterTable& table, const Traffic& all) {
    const auto& words = line.words;
    if (words[0].text.starts_with(':') && words.size() > 1) {
      return declare(line, table, words[0].text.substr(1), words[1].text);
    }
    const auto place = command_place(line);
    const auto& command = words[place].text;
    line.what += safe_command(line);
    if (!iptables_command(command) || words.size() < place + 2) {
      line.use = Use::unknown;
      return;
    }
    const auto& chain = words[place + 1].text;
    if (command == "-N" || command == "--new-chain") return declare(line, table, chain, "-");
    if (command == "-P" || command == "--policy") {
      return declare(line, table, chain, words.size() > place + 2 ? words[place + 2].text : "-");
    }
    add_rule(line, table, place, all);
  }

  static void declare(SavedLine& line, FilterTable& table, const std::string& name, std::string_view policy) {
    auto& chain = chain_of(table, name, line.number);
    chain.accepts = policy != "DROP";
    chain.policy_line = line.number;
  }

  static auto chain_of(FilterTable& table, const std::string& name, std::uint32_t line) -> Chain& {
    auto& chain = table.chains[name];
    if (chain.line == 0) chain.line = line;
    if (name == "INPUT") chain.hook = Hook::input;
    if (name == "FORWARD") chain.hook = Hook::forward;
    return chain;
  }

  void add_rule(SavedLine& line, FilterTable& table, std::size_t place, const Traffic& all) {
    const auto& words = line.words;
    const bool inserts = words[place].text == "-I" || words[place].text == "--insert";
    std::size_t from = place + 2;
    std::size_t before = 0;
    if (inserts && from < words.size()) {
      if (const auto number = whole_number(words[from].text)) {
        before = *number > 0 ? *number - 1 : 0;
        ++from;
      }
    }
    auto read = read_iptables_rule(words, from, all);
    if (!read.not_understood.empty()) {
      line.use = Use::unknown;
      line.what += " › " + read.not_understood;
    }
    auto& rules = chain_of(table, words[place + 1].text, line.number).rules;
    read.rule.line = line.number;
    if (read.never) read.rule.verdict = Verdict::next;
    if (read.never) read.rule.logs = false;
    if (inserts && ++inserted_ > most_inserted) return;
    before = inserts ? std::min(before, rules.size()) : rules.size();
    rules.insert(rules.begin() + static_cast<std::ptrdiff_t>(before), std::move(read.rule));
  }

  static constexpr std::size_t most_inserted = 2000;

  std::string id_;
  Findings& findings_;
  std::size_t inserted_ = 0;
  std::vector<SavedLine> lines_;
  std::vector<Section> sections_;
  std::vector<FilterTable> tables_;
};

void read_iptables(std::string_view text, std::string_view name, Findings& findings) {
  IptablesDump(text, name, findings).read();
}

}  // namespace

auto kind_iptables() -> SourceKind {
  return {"iptables", {"packet filter of Linux (iptables-save)", "Linux 包过滤规则（iptables-save）"}, read_iptables};
}

}  // namespace dengbao::importing
