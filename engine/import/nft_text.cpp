#include "import/nft_text.h"

#include <algorithm>

namespace dengbao::importing {
namespace {

constexpr std::size_t most_words = 4'000'000;  // what was defined can be named again and again

auto is_nft_blank(char c) -> bool { return c == ' ' || c == '\t' || c == '\r'; }
auto is_nft_mark(char c) -> bool {
  return c == '{' || c == '}' || c == '(' || c == ')' || c == ',' || c == ';' || c == '|' || c == '&' || c == '=';
}

class NftScanner {
 public:
  explicit NftScanner(std::string_view text) : text_(text) {}

  auto read() -> std::vector<NftWord> {
    while (at_ < text_.size() && words_.size() < most_words) read_next();
    end_line();
    return std::move(words_);
  }

 private:
  void read_next() {
    const char c = text_[at_];
    if (c == '\n') {
      end_line();
      ++line_;
      ++at_;
    } else if (c == '\\' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n') {
      ++line_;
      at_ += 2;
    } else if (is_nft_blank(c)) {
      ++at_;
    } else if (c == '#') {
      at_ = std::min(text_.find('\n', at_), text_.size());
    } else if (c == '"') {
      const auto end = std::min(text_.find('"', at_ + 1), text_.size());
      const auto inside = text_.substr(at_ + 1, end - at_ - 1);
      put({std::string(inside), line_, true, false});
      line_ += static_cast<std::uint32_t>(std::ranges::count(inside, '\n'));
      at_ = std::min(end + 1, text_.size());
    } else {
      read_word(c);
    }
  }

  void read_word(char c) {
    const auto next = at_ + 1 < text_.size() ? text_[at_ + 1] : ' ';
    if ((c == '!' || c == '=' || c == '<' || c == '>') && next == '=') {
      put({std::string(text_.substr(at_, 2)), line_, false, false});
      at_ += 2;
    } else if (is_nft_mark(c)) {
      put({std::string(1, c), line_, false, c == ';'});
      ++at_;
    } else {
      auto end = at_;
      while (end < text_.size() && !is_nft_blank(text_[end]) && text_[end] != '\n' && text_[end] != '"' &&
             !is_nft_mark(text_[end])) {
        ++end;
      }
      auto word = text_.substr(at_, end - at_);
      // `22: accept`
      const bool colon = word.size() > 1 && word.ends_with(':') && !word.ends_with("::");
      if (colon) word.remove_suffix(1);
      put({std::string(word), line_, false, false});
      if (colon) put({":", line_, false, false});
      at_ = end;
    }
  }

  void put(NftWord word) {
    if (!word.quoted && word.text.size() > 1 && word.text.front() == '$') {
      const auto found = defined_.find(std::string_view(word.text).substr(1));
      if (found != defined_.end()) {
        for (const auto& one : found->second) {
          if (words_.size() >= most_words) return;
          words_.push_back({one.text, word.line, one.quoted, false});
        }
        return;
      }
    }
    words_.push_back(std::move(word));
  }

  // `define NAME = …`, which a set in braces may carry over several lines.
  void end_line() {
    auto first = words_.size();
    while (first > begin_ && !words_[first - 1].ends) --first;
    // A set that is still open goes on: then `define` stands further back.
    if (open_) first = define_;
    const bool defines = first < words_.size() && (words_[first].is("define") || words_[first].is("redefine"));
    if (defines) {
      std::ptrdiff_t depth = 0;
      for (auto i = first; i < words_.size(); ++i) depth += words_[i].is("{") ? 1 : words_[i].is("}") ? -1 : 0;
      open_ = depth > 0;
      define_ = first;
      if (open_) return;
      if (words_.size() > first + 3 && words_[first + 2].is("=")) {
        defined_[words_[first + 1].text].assign(words_.begin() + static_cast<std::ptrdiff_t>(first) + 3, words_.end());
      }
      words_.resize(first);
    }
    words_.push_back({{}, line_, false, true});
    begin_ = words_.size();
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::uint32_t line_ = 1;
  std::vector<NftWord> words_;
  std::size_t begin_ = 0;  // of the line
  bool open_ = false;
  std::size_t define_ = 0;
  std::map<std::string, std::vector<NftWord>, std::less<>> defined_;
};

auto priority_of(const std::vector<NftWord>& words, std::size_t place, std::size_t last) -> std::int64_t {
  struct Named {
    std::string_view name;
    std::int64_t number;
  };
  constexpr Named names[] = {{"raw", -300}, {"mangle", -150}, {"dstnat", -100},
                             {"filter", 0}, {"security", 50}, {"srcnat", 100}};
  std::string text;
  for (; place < last && !words[place].ends; ++place) text += words[place].text;
  std::int64_t number = 0;
  std::string_view rest = text;
  for (const auto& [name, value] : names) {
    if (!rest.starts_with(name)) continue;
    number = value;
    rest.remove_prefix(name.size());
  }
  const bool minus = rest.starts_with('-');
  if (minus || rest.starts_with('+')) rest.remove_prefix(1);
  const auto offset = static_cast<std::int64_t>(whole_number(rest).value_or(0));
  return number + (minus ? -offset : offset);
}

class NftText {
 public:
  explicit NftText(std::string_view text) : words_(nft_words(text)) {}

  auto read() -> std::vector<NftEntry> {
    while (at_ < words_.size()) read_command();
    return std::move(entries_);
  }

 private:
  // Behind the statement that begins here: its end, with the blocks in it.
  [[nodiscard]] auto end_of(std::size_t place) const -> std::size_t {
    std::size_t depth = 0;
    for (; place < words_.size(); ++place) {
      if (words_[place].is("{")) ++depth;
      if (words_[place].is("}") && depth-- <= 1) {
        return depth == static_cast<std::size_t>(-1) ? place : place + 1;
      }
      if (words_[place].ends && depth == 0) return place;
    }
    return place;
  }
  // Behind the statement of a rule, whose sets in braces do not end it.
  [[nodiscard]] auto end_of_rule(std::size_t place, std::size_t last) const -> std::size_t {
    std::size_t depth = 0;
    for (; place < last; ++place) {
      if (words_[place].is("{")) ++depth;
      if (words_[place].is("}") && depth > 0) --depth;
      if (words_[place].ends && depth == 0) return place;
    }
    return last;
  }
  [[nodiscard]] auto text(std::size_t place) const -> std::string {
    return place < words_.size() && !words_[place].ends ? words_[place].text : std::string();
  }
  auto put(std::string kind, Json body, std::size_t place) -> NftEntry& {
    entries_.push_back(
        {std::move(kind), std::move(body), words_[std::min(place, words_.size() - 1)].line, false, true});
    return entries_.back();
  }

  void read_command() {
    if (words_[at_].ends || words_[at_].is("}")) {
      ++at_;
      return;
    }
    const auto first = at_;
    const bool rule = at_ + 1 < words_.size() && words_[at_ + 1].is("rule");
    const auto last = rule ? end_of_rule(at_, words_.size()) : end_of(at_);
    at_ = std::max(last, at_ + 1);
    if (words_[first].is("table")) return read_table(first + 1, last);
    const bool adds = words_[first].is("add") || words_[first].is("create") || words_[first].is("insert");
    if (adds) return read_added(first, last);
    const bool known = words_[first].is("flush") || words_[first].is("delete") || words_[first].is("destroy");
    put(known ? "flush" : "…", Json::object(), first).understood = known;
  }

  // The family, where it is named, and the table: into the body; the place behind them.
  auto place_of(Json& body, std::size_t place) const -> std::size_t {
    constexpr std::string_view families[] = {"ip", "ip6", "inet", "arp", "bridge", "netdev"};
    const bool named = std::ranges::find(families, std::string_view(text(place))) != std::end(families);
    body["family"] = named ? text(place) : "ip";
    if (named) ++place;
    body["table"] = text(place);
    return place + 1;
  }

  // `add rule inet filter forward …`
  void read_added(std::size_t first, std::size_t last) {
    Json body;
    const auto kind = text(first + 1);
    if (kind == "table") return read_table(first + 2, last);
    auto place = place_of(body, first + 2);
    if (kind == "rule") {
      body["chain"] = text(place++);
      if (text(place) == "position" || text(place) == "handle" || text(place) == "index") place += 2;
      read_rule(std::move(body), place, last).in_front = words_[first].is("insert");
    } else if (kind == "chain") {
      body["name"] = text(place++);
      read_chain(std::move(body), place, last);
    } else if (kind == "set" || kind == "map" || kind == "element") {
      body["name"] = text(place++);
      read_set(kind, std::move(body), place, last);
    } else {
      put(kind == "flowtable" || kind == "counter" || kind == "limit" || kind == "quota" ? kind : "…", std::move(body),
          first);
    }
  }

  void read_table(std::size_t place, std::size_t last) {
    Json body;
    const auto head = place;
    place = place_of(body, place);
    put("table", body, head);
    if (place >= last || !words_[place].is("{")) return;
    for (++place; place < last;) {
      if (words_[place].ends || words_[place].is("}")) {
        ++place;
        continue;
      }
      const auto end = std::max(std::min(end_of(place), last), place + 1);
      auto inner = body;
      inner["name"] = text(place + 1);
      if (words_[place].is("chain")) {
        read_chain(std::move(inner), place + 2, end);
      } else if (words_[place].is("set") || words_[place].is("map")) {
        read_set(words_[place].text, std::move(inner), place + 2, end);
      } else if (words_[place].is("flags") && text(place + 1) == "dormant") {
        entries_.back().body["dormant"] = true;
      } else {
        constexpr std::string_view others[] = {"flowtable", "ct",       "counter", "quota", "limit",
                                               "secmark",   "synproxy", "comment", "meter"};
        const bool known = std::ranges::find(others, std::string_view(words_[place].text)) != std::end(others);
        put(known ? words_[place].text : "…", Json::object(), place).understood = known;
      }
      place = end;
    }
  }

  void read_chain(Json body, std::size_t place, std::size_t last) {
    const auto table = Json{{"family", body["family"]}, {"table", body["table"]}, {"chain", body["name"]}};
    const auto chain = entries_.size();
    put("chain", std::move(body), place > 0 ? place - 1 : 0);
    if (place < last && words_[place].is("{")) ++place;
    while (place < last) {
      if (words_[place].ends || words_[place].is("}")) {
        ++place;
        continue;
      }
      const auto end = end_of_rule(place, last);
      const auto& first = words_[place];
      if (first.is("type") || first.is("policy") || first.is("comment") || first.is("devices") || first.is("device")) {
        read_hook(entries_[chain].body, place, end);
      } else {
        // The mark that closes the chain may stand in the same line.
        const auto rule_end = end == last && words_[end - 1].is("}") && !closes_set(place, end) ? end - 1 : end;
        read_rule(table, place, rule_end);
      }
      place = std::max(end, place + 1);
    }
  }
  [[nodiscard]] auto closes_set(std::size_t first, std::size_t last) const -> bool {
    std::ptrdiff_t depth = 0;
    for (; first < last; ++first) depth += words_[first].is("{") ? 1 : words_[first].is("}") ? -1 : 0;
    return depth == 0;
  }

  // `type filter hook forward priority filter; policy drop;`
  void read_hook(Json& chain, std::size_t place, std::size_t last) const {
    for (; place < last; ++place) {
      const auto& word = words_[place];
      if (word.is("type") || word.is("hook") || word.is("policy")) chain[word.text] = text(place + 1);
      if (word.is("priority")) chain["prio"] = priority_of(words_, place + 1, last);
    }
  }

  auto read_rule(Json body, std::size_t first, std::size_t last) -> NftEntry& {
    bool understood = true;
    body["expr"] = nft_rule(words_, first, std::max(first, last), understood);
    auto& entry = put("rule", std::move(body), first);
    entry.understood = understood;
    return entry;
  }

  void read_set(const std::string& kind, Json body, std::size_t place, std::size_t last) {
    const auto head = place;
    for (; place < last; ++place) {
      const auto& word = words_[place];
      if (word.is("flags") || word.is("timeout")) {
        for (auto i = place + 1; i < last && !words_[i].ends; ++i) body[word.text].push_back(words_[i].text);
      }
      const bool list = word.is("elements") || (kind == "element" && word.is("{"));
      if (!list) continue;
      if (word.is("elements")) place += 2;
      auto value = nft_value(words_, place, last);
      if (value.is_object() && value.contains("set")) body["elem"] = std::move(value["set"]);
      break;
    }
    put(kind, std::move(body), head > 0 ? head - 1 : 0);
  }

  std::vector<NftWord> words_;
  std::size_t at_ = 0;
  std::vector<NftEntry> entries_;
};

}  // namespace

auto nft_words(std::string_view text) -> std::vector<NftWord> { return NftScanner(text).read(); }

auto nft_entries(std::string_view text) -> std::vector<NftEntry> { return NftText(text).read(); }

}  // namespace dengbao::importing
