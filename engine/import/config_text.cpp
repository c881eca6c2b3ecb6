#include "import/config_text.h"

#include <algorithm>
#include <optional>
#include <span>
#include <utility>

#include "import/plain_text.h"

namespace dengbao::importing {
namespace {

// Deeper blocks are read as if they stood at this depth.
constexpr std::size_t most_blocks = 32;

auto is_blank(char c) -> bool { return c == ' ' || c == '\t'; }

auto trimmed_end(std::string_view text) -> std::string_view {
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

// `ESC [ … letter`, from its first byte; 0 where it is none.
auto escape_length(std::string_view text) -> std::size_t {
  if (text.size() < 2 || text[0] != '\x1b' || text[1] != '[') return 0;
  std::size_t at = 2;
  while (at < text.size() && (text[at] == ';' || text[at] == '?' || (text[at] >= '0' && text[at] <= '9'))) ++at;
  return at < text.size() ? at + 1 : at;
}

// The marks of a pager, with what it did to take them away again.
constexpr std::string_view pager_marks[] = {"---- More ----", "--More--", "-- More --", "<--- More --->"};

void append_clean(std::string& out, std::string_view line) {
  const auto begin = out.size();
  bool erased = false;
  while (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  for (std::size_t at = 0; at < line.size();) {
    const auto rest = line.substr(at);
    if (const auto length = escape_length(rest); length > 0) {
      at += length;
      erased = erased || rest[length - 1] != 'm';  // `m` ends a colour
      continue;
    }
    const auto* const mark =
        std::ranges::find_if(pager_marks, [&](std::string_view one) { return rest.starts_with(one); });
    if (mark != std::end(pager_marks)) {
      at += mark->size();
      erased = true;
      continue;
    }
    if (line[at] == '\b') {
      if (out.size() > begin && is_blank(out.back())) out.pop_back();
      erased = true;
    } else if (line[at] != '\r' && line[at] != '\0') {
      out += line[at];
    }
    ++at;
  }
  // What a pager overwrote with blanks: the real indentation of such a line stands behind the last of its marks.
  if (!erased) return;
  const auto last = line.find_last_of("\b\x1b\r");
  if (last == std::string_view::npos) return;
  auto rest = line.substr(last);
  rest.remove_prefix(std::max<std::size_t>(escape_length(rest), 1));
  out.resize(begin);
  for (const char c : rest) {
    if (c != '\r' && c != '\0') out += c;
  }
}

auto split_words(std::string_view text) -> std::vector<std::string_view> {
  std::vector<std::string_view> words;
  for (std::size_t at = 0; at < text.size();) {
    if (is_blank(text[at])) {
      ++at;
      continue;
    }
    if (text[at] == '"') {
      if (const auto close = text.find('"', at + 1); close != std::string_view::npos) {
        words.push_back(text.substr(at + 1, close - at - 1));
        at = close + 1;
        continue;
      }
    }
    auto end = at;
    while (end < text.size() && !is_blank(text[end])) ++end;
    words.push_back(text.substr(at, end - at));
    at = end;
  }
  return words;
}

// `<core-1>display current-configuration`, `[core-1]`, `core-1#show running-config`
auto prompt_length(std::string_view line) -> std::size_t {
  constexpr std::size_t longest = 80;
  if (line.empty()) return 0;
  if (line.front() == '<' || line.front() == '[') {
    const auto close = line.find(line.front() == '<' ? '>' : ']');
    return close != std::string_view::npos && close < longest ? close + 1 : 0;
  }
  const auto hash = line.find_first_of("#> ");
  if (hash == std::string_view::npos || hash == 0 || line[hash] == ' ' || hash > longest) return 0;
  return hash + 1;
}

// Whether somebody asked for the configuration here.
auto asks_for_configuration(std::string_view line) -> bool {
  const auto prompt = prompt_length(line);
  if (prompt == 0) return false;
  const auto words = split_words(line.substr(prompt));
  if (words.size() < 2 || words[0].size() < 2 || words[1].size() < 3) return false;
  const auto is_short_for = [](std::string_view part, std::string_view whole) { return whole.starts_with(part); };
  return (is_short_for(words[0], "display") && is_short_for(words[1], "current-configuration")) ||
         (is_short_for(words[0], "show") &&
          (is_short_for(words[1], "running-config") || is_short_for(words[1], "startup-config")));
}

// The mark at which the text of a banner ends that is not closed on its own line: the first character of the text.
auto open_text_mark(const ConfigLine& line, const ConfigStyle& style) -> std::optional<std::string> {
  if (std::ranges::find(style.long_text, line.word(0)) == style.long_text.end() || line.words.size() < 2) {
    return std::nullopt;
  }
  // `header login information "…`, `header motd %…`, `banner motd ^C…`
  std::size_t place = 2;
  if (line.word(2) == "information") ++place;
  if (line.word(2) == "file") return std::nullopt;
  if (line.words.size() <= place) return std::nullopt;
  const auto begin = static_cast<std::size_t>(line.words[place].data() - line.text.data());
  auto from = line.text.substr(begin > 0 && line.text[begin - 1] == '"' ? begin - 1 : begin);
  std::string mark(from.substr(0, from.starts_with("^") ? 2 : 1));
  from.remove_prefix(mark.size());
  return from.find(mark) == std::string_view::npos ? std::optional(mark) : std::nullopt;
}

}  // namespace

auto ConfigLine::begins(std::initializer_list<std::string_view> with) const -> bool {
  return words.size() >= with.size() && std::equal(with.begin(), with.end(), words.begin());
}

auto ConfigLine::find(std::string_view word, std::size_t first) const -> std::size_t {
  for (auto place = first; place < words.size(); ++place) {
    if (words[place] == word) return place;
  }
  return words.size();
}

Config::Config(std::string_view source, const ConfigStyle& style) {
  read(source, style);
  nest();
}

void Config::read(std::string_view source, const ConfigStyle& style) {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (source.starts_with(byte_order_mark)) source.remove_prefix(byte_order_mark.size());
  struct Stretch {
    std::uint32_t number;
    std::size_t begin;
    std::size_t end;
  };
  std::vector<Stretch> stretches;
  std::uint32_t number = 0;
  for (std::size_t at = 0; at < source.size();) {
    auto end = source.find('\n', at);
    if (end == std::string_view::npos) end = source.size();
    const auto begin = text_.size();
    append_clean(text_, source.substr(at, end - at));
    stretches.push_back({++number, begin, text_.size()});
    at = end + 1;
  }
  std::size_t first = 0;
  for (std::size_t i = 0; i < stretches.size(); ++i) {
    const auto line = std::string_view(text_).substr(stretches[i].begin, stretches[i].end - stretches[i].begin);
    if (asks_for_configuration(line)) first = i + 1;
  }
  std::optional<std::string> mark;
  bool opens = true;
  for (std::size_t i = first; i < stretches.size() && !complete_; ++i) {
    auto line = trimmed_end(std::string_view(text_).substr(stretches[i].begin, stretches[i].end - stretches[i].begin));
    ConfigLine found{.number = stretches[i].number};
    if (mark) {  // inside the text of a banner, whatever it looks like
      if (line.find(*mark) != std::string_view::npos) mark.reset();
      continue;
    }
    while (!line.empty() && is_blank(line.front())) {
      line.remove_prefix(1);
      ++found.indent;
    }
    if (!line.empty() && line.front() == style.comment && found.indent == 0) opens = true;
    if (line.empty() || line.front() == style.comment) continue;
    found.opens = std::exchange(opens, false);
    found.text = line;
    found.words = split_words(line);
    complete_ = found.indent == 0 && line == style.last;
    if (complete_) continue;
    mark = open_text_mark(found, style);
    lines_.push_back(std::move(found));
  }
}

void Config::nest() {
  std::vector<std::size_t> open;
  const auto close = [&](std::size_t at) {
    lines_[open.back()].end = at;
    open.pop_back();
  };
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    const auto is_over = [&](const ConfigLine& one) { return lines_[i].opens || one.indent >= lines_[i].indent; };
    while (!open.empty() && (is_over(lines_[open.back()]) || open.size() > most_blocks)) close(i);
    lines_[i].parent = open.empty() ? i : open.back();
    open.push_back(i);
  }
  while (!open.empty()) close(lines_.size());
}

auto Config::complete(std::string_view name) const -> bool {
  return complete_ && std::ranges::any_of(lines_, [&](const ConfigLine& one) { return one.word(0) == name; });
}

auto Config::inside(std::size_t line) const -> std::vector<std::size_t> {
  std::vector<std::size_t> found;
  for (auto i = line + 1; i < lines_[line].end; i = lines_[i].end) found.push_back(i);
  return found;
}

auto Config::outermost() const -> std::vector<std::size_t> {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < lines_.size(); i = lines_[i].end) found.push_back(i);
  return found;
}

void Config::mark_block(std::size_t line, Use use) {
  for (auto i = line; i < lines_[line].end; ++i) {
    if (lines_[i].use == Use::unknown) lines_[i].use = use;
  }
}

void Config::tell(Findings& findings) const {
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    findings.read_piece(lines_[i].number, lines_[i].use, text_class(lines_, i));
  }
}

namespace {

// A command is written in small letters; what else stands there may be anything.
auto command_word(std::string_view word) -> std::string {
  constexpr std::size_t longest = 30;
  const bool command = !word.empty() && word.size() <= longest &&
                       std::ranges::all_of(word, [](char c) { return (c >= 'a' && c <= 'z') || c == '-'; });
  return command ? std::string(word) : "…";
}

}  // namespace

auto has_unread_accounts(const Config& config) -> bool {
  constexpr std::size_t looked_at = 3;  // what a command is about stands in front
  return std::ranges::any_of(config.lines(), [&](const ConfigLine& one) {
    if (one.use != Use::unknown) return false;
    const auto begin = std::span(one.words).first(std::min(looked_at, one.words.size()));
    return std::ranges::any_of(begin, [](std::string_view word) {
      const auto small = small_letters(word);
      if (small.starts_with("user-manage")) return false;  // those who use the network, not the device
      return small == "aaa" || small.starts_with("account") || small.starts_with("admin") ||
             small.find("user") != std::string::npos;
    });
  });
}

auto text_class(const std::vector<ConfigLine>& lines, std::size_t line) -> std::string {
  const auto& one = lines[line];
  auto words = command_word(one.word(0));
  if (words == "undo" || words == "no") words += ' ' + command_word(one.word(1));
  if (one.parent == line) return words;
  auto outer = one.parent;
  while (lines[outer].parent != outer) outer = lines[outer].parent;
  return command_word(lines[outer].word(0)) + " › " + words;
}

}  // namespace dengbao::importing
