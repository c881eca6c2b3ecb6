#include <algorithm>

#include "import/kind.h"
#include "import/nft_text.h"
#include "import/write_filter.h"

// Packet filters of Linux as nftables prints them: `nft list ruleset` and `nft -j list ruleset`.
namespace dengbao::importing {
namespace {

constexpr std::size_t most_in_front = 2000;

// The lines on which the elements of the first list begin.
auto element_lines(std::string_view text) -> std::vector<std::uint32_t> {
  std::vector<std::uint32_t> lines;
  std::uint32_t line = 1;
  std::size_t depth = 0;
  bool inside = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\n') ++line;
    if (inside && c == '\\') {
      ++i;
    } else if (c == '"') {
      inside = !inside;
    } else if (!inside && (c == '{' || c == '[')) {
      if (c == '{' && depth == 2) lines.push_back(line);
      ++depth;
    } else if (!inside && (c == '}' || c == ']') && depth > 0) {
      --depth;
    }
  }
  return lines;
}

// Names of objects are words; what else stands there may be anything.
auto known_kind(std::string_view kind) -> bool {
  constexpr std::string_view kinds[] = {"metainfo", "table",   "chain",     "rule",       "set",
                                        "map",      "element", "flowtable", "flush",      "counter",
                                        "quota",    "limit",   "ct helper", "ct timeout", "ct expectation",
                                        "ct",       "secmark", "synproxy",  "comment",    "meter"};
  return std::ranges::find(kinds, kind) != std::end(kinds);
}

auto json_entries(const Json& list, std::string_view text) -> std::vector<NftEntry> {
  const auto lines = element_lines(text);
  std::vector<NftEntry> entries;
  for (std::size_t i = 0; i < list.size(); ++i) {
    const auto* object = &list[i];
    if (!object->is_object() || object->empty()) continue;
    auto kind = object->begin().key();
    bool in_front = false;
    // Commands hold the object that they put in.
    if ((kind == "add" || kind == "insert" || kind == "create") && object->begin().value().is_object() &&
        !object->begin().value().empty()) {
      in_front = kind == "insert";
      object = &object->begin().value();
      kind = object->begin().key();
    }
    const bool known = known_kind(kind);
    entries.push_back({std::move(kind), object->begin().value(), i < lines.size() ? lines[i] : 0, in_front, known});
  }
  return entries;
}

class NftablesReader {
 public:
  NftablesReader(std::string_view text, std::string_view name, Findings& findings)
      : text_(text), id_(name), findings_(findings) {}

  void read() {
    const auto begin = text_.find_first_not_of(" \t\r\n");
    json_ = begin != std::string_view::npos && text_[begin] == '{';
    if (json_) {
      const auto parsed = Json::parse(text_, nullptr, false);
      const bool list = parsed.is_object() && parsed.contains("nftables") && parsed["nftables"].is_array();
      if (list) entries_ = json_entries(parsed["nftables"], text_);
    } else {
      entries_ = nft_entries(text_);
    }
    if (std::ranges::none_of(entries_, [](const NftEntry& one) { return one.kind == "table"; }) || strange()) {
      return findings_.refuse(
          {"it is no rule set of nftables, neither text nor JSON", "不是 nftables 规则集（文本或 JSON）"});
    }
    drop_dormant();
    const auto used = write_filter(nft_tables(entries_), id_, findings_);
    // Entries were counted, not lines.
    for (auto& witness : findings_.witnesses) {
      if (witness.line > 0 && witness.line <= entries_.size()) witness.line = entries_[witness.line - 1].line;
    }
    tell(used);
  }

 private:
  // Most of what was found is nothing of the kind, or too much of it stands in front of the rest.
  [[nodiscard]] auto strange() const -> bool {
    const auto unknown = std::ranges::count(entries_, false, &NftEntry::understood);
    const auto in_front = std::ranges::count(entries_, true, &NftEntry::in_front);
    return static_cast<std::size_t>(unknown) * 2 > entries_.size() ||
           static_cast<std::size_t>(in_front) > most_in_front;
  }

  // Tables that are switched off filter nothing.
  void drop_dormant() {
    std::set<std::string> off;
    const auto key = [](const NftEntry& entry, const char* name) {
      return nft_text(entry.body, "family") + ' ' + nft_text(entry.body, name);
    };
    for (const auto& entry : entries_) {
      if (entry.kind != "table" || !entry.body.is_object()) continue;
      const bool dormant = entry.body.contains("dormant") || nft_has_flag(entry.body, "dormant");
      if (dormant) off.insert(key(entry, json_ ? "name" : "table"));
    }
    for (auto& entry : entries_) {
      if (off.contains(key(entry, "table"))) entry.kind = entry.kind == "table" ? "table" : "comment";
    }
  }

  void tell(const std::set<std::uint32_t>& used) {
    if (!json_) return tell_lines(used);
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      const auto& entry = entries_[i];
      const auto use = !entry.understood                                  ? Use::unknown
                       : used.contains(static_cast<std::uint32_t>(i + 1)) ? Use::fact
                                                                          : Use::unused;
      findings_.read_piece(entry.line, use, known_kind(entry.kind) ? entry.kind : "…");
    }
  }

  // Of text, the lines are told, not what stands in them.
  void tell_lines(const std::set<std::uint32_t>& used) {
    std::map<std::uint32_t, Use> uses;
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      const auto& entry = entries_[i];
      if (!entry.understood)
        uses[entry.line] = Use::unknown;
      else if (used.contains(static_cast<std::uint32_t>(i + 1)))
        uses.emplace(entry.line, Use::fact);
    }
    std::uint32_t number = 0;
    for (std::size_t from = 0; from < text_.size();) {
      const auto end = std::min(text_.find('\n', from), text_.size());
      ++number;
      const auto line = text_.substr(from, end - from);
      from = end + 1;
      const auto first = line.find_first_not_of(" \t\r{};");
      if (first == std::string_view::npos) continue;
      const auto found = uses.find(number);
      findings_.read_piece(number, found != uses.end() ? found->second : Use::unused, line_class(line.substr(first)));
    }
  }
  static auto line_class(std::string_view line) -> std::string {
    const auto word = line.substr(0, line.find_first_of(" \t\r;{"));
    constexpr std::string_view words[] = {"type", "policy", "elements", "flags", "define", "include", "add", "insert"};
    if (word.starts_with('#')) return "#";
    return known_kind(word) || std::ranges::find(words, word) != std::end(words) ? std::string(word) : "rule";
  }

  std::string_view text_;
  std::string id_;
  Findings& findings_;
  bool json_ = false;
  std::vector<NftEntry> entries_;
};

void read_nftables(std::string_view text, std::string_view name, Findings& findings) {
  NftablesReader(text, name, findings).read();
}

}  // namespace

auto kind_nftables() -> SourceKind {
  return {
      "nftables", {"packet filter of Linux (nft list ruleset)", "Linux 包过滤规则（nft list ruleset）"}, read_nftables};
}

}  // namespace dengbao::importing
