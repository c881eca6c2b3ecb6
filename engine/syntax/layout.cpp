#include "syntax/layout.h"

#include <optional>
#include <set>
#include <string_view>

#include "base/utf8.h"

namespace dengbao::syntax {
namespace {

constexpr std::size_t max_width = 120;

auto spelled(const Word& word, Spelling spelling) -> std::string_view {
  switch (spelling) {
    case Spelling::en:
      return word.en;
    case Spelling::zh:
      return word.zh;
    default:
      return word.written;
  }
}

// Full-width signs bring their own space.
auto is_full_width_sign(std::string_view text) -> bool {
  return text == "，" || text == "：" || text == "（" || text == "）";
}

class Writer {
 public:
  Writer(const Phrase& phrase, Spelling spelling) : phrase_(phrase), spelling_(spelling) {}

  auto write() -> Layout {
    for (std::size_t index = 0; index < phrase_.size(); ++index) {
      const auto& item = phrase_[index];
      if (item.kind == Item::Kind::open) {
        groups_.emplace_back();
      } else if (item.kind == Item::Kind::close) {
        groups_.pop_back();
      } else if (const auto text = spelled(item.word, spelling_); !text.empty()) {
        add(index, item.word, text);
      } else {
        join_trail(trail_, item.word.trail);
      }
    }
    end_line();
    return std::move(out_);
  }

 private:
  // Where a group begins.
  struct Begin {
    std::size_t column = 0;
    bool of_line = true;
  };

  void add(std::size_t index, const Word& word, std::string_view text) {
    const bool behind = word.closing && !fresh_;
    if (behind) {
      for (const auto& comment : word.lead) join_trail(trail_, comment.text);
    } else if (!fresh_ && (word.broken || !trail_.empty() || !word.lead.empty())) {
      begin_line(word, text);
    } else if (!fresh_) {
      space_before(word, text);
    } else {
      comments_above(word, column_);
    }
    for (auto& group : groups_) {
      if (!group) group = {column_, out_.lines.back().words.empty()};
    }
    out_.lines.back().words.push_back({index, column_});
    put(word, text);
    tight_ = word.tight_right || is_full_width_sign(text);
    join_trail(trail_, word.trail);
    fresh_ = false;
  }

  void end_line() {
    out_.lines.back().width = column_;
    if (!trail_.empty()) out_.text += "  " + trail_;
    trail_.clear();
  }

  void begin_line(const Word& word, std::string_view text) {
    end_line();
    const auto indent = indentation(word, text);
    out_.text += '\n';
    comments_above(word, indent);
    if (word.blank && word.breaks == Break::always) out_.text += '\n';
    out_.text.append(indent, ' ');
    column_ = indent;
    out_.lines.emplace_back();
  }

  void comments_above(const Word& word, std::size_t indent) {
    for (const auto& comment : word.lead) {
      if (comment.blank_before && word.breaks == Break::always) out_.text += '\n';
      out_.text += std::string(indent, ' ') + comment.text + '\n';
    }
  }

  [[nodiscard]] auto indentation(const Word& word, std::string_view text) const -> std::size_t {
    if (word.column > 0) return word.column;
    Begin group;
    for (const auto& open : groups_) group = open.value_or(group);
    const auto begin = group.column;
    if (!word.hanging) return word.level_inside && !group.of_line ? begin : begin + word.offset;
    const auto width = utf8::width(text) + 1;
    return begin > width ? begin - width : 0;
  }

  void space_before(const Word& word, std::string_view text) {
    if (word.column > column_) {
      pad(word.column - column_);
    } else if (!tight_ && !word.tight_left && !is_full_width_sign(text)) {
      pad(1);
    }
  }

  void pad(std::size_t spaces) {
    out_.text.append(spaces, ' ');
    column_ += spaces;
  }

  // A word of several lines is a block of JSON.
  void put(const Word& word, std::string_view text) {
    const auto shift = word.shifted_lines ? column_ : 0;
    auto end = text.find('\n');
    out_.text += text.substr(0, end);
    column_ += utf8::width(text.substr(0, end));
    while (end != std::string_view::npos) {
      text.remove_prefix(end + 1);
      end = text.find('\n');
      const auto line = text.substr(0, end);
      out_.text += '\n';
      if (!line.empty()) out_.text.append(shift, ' ');
      out_.text += line;
      column_ = shift + utf8::width(line);
    }
  }

  const Phrase& phrase_;
  Spelling spelling_;
  Layout out_{{}, {LaidLine{}}};
  std::vector<std::optional<Begin>> groups_;  // of the open groups, once they have a word
  std::size_t column_ = 0;
  std::string trail_;   // comment to put at the end of this line
  bool fresh_ = true;   // nothing is written yet
  bool tight_ = false;  // the last word takes no space behind it
};

auto may_break(const Word& word) -> bool {
  return (word.breaks == Break::chain || word.breaks == Break::list) && !word.broken;
}

// Which words of a wide line begin lines of their own: the outermost that may, and with it all others of its kind.
class Shortening {
 public:
  explicit Shortening(Phrase& phrase) : phrase_(phrase), depth_(depths(phrase)) {}

  // Whether lines were broken that are too wide in this spelling.
  auto shorten_lines(Spelling spelling) -> bool {
    bool changed = false;
    touched_.clear();
    const auto layout = lay_out(phrase_, spelling);
    for (const auto& line : layout.lines) {
      if (line.width > max_width) changed = shorten(line) || changed;
    }
    return changed;
  }

 private:
  auto shorten(const LaidLine& line) -> bool {
    const auto best = outermost(line);
    if (!best) return false;
    if (const auto& word = phrase_[*best].word; word.breaks == Break::list) {
      if (!touched_.insert(word.list).second) return true;  // its further lines will be others
      if (!fill_anew(word.list)) fill(line, *best);
      return true;
    }
    for (const auto& placed : line.words) {
      if (placed.item != line.words.front().item && same_kind(placed.item, *best))
        phrase_[placed.item].word.broken = true;
    }
    return true;
  }

  // A list with a line that is too wide loses its line breaks, once, and gets new ones from its beginning. Whether it
  // did.
  auto fill_anew(std::size_t list) -> bool {
    if (!filled_.insert(list).second) return false;
    for (auto& item : phrase_) {
      if (item.word.list == list && item.word.breaks == Break::list) item.word.broken = false;
    }
    return true;
  }

  auto outermost(const LaidLine& line) -> std::optional<std::size_t> {
    std::optional<std::size_t> best;
    for (const auto& placed : line.words) {
      if (placed.item == line.words.front().item || !may_break(phrase_[placed.item].word)) continue;
      if (!best || precedes(placed.item, *best)) best = placed.item;
    }
    return best;
  }

  auto precedes(std::size_t a, std::size_t b) -> bool {
    return depth_[a] != depth_[b] ? depth_[a] < depth_[b] : phrase_[a].word.rank < phrase_[b].word.rank;
  }

  auto same_kind(std::size_t a, std::size_t b) -> bool {
    const auto& x = phrase_[a].word;
    const auto& y = phrase_[b].word;
    return depth_[a] == depth_[b] && x.rank == y.rank && x.breaks == y.breaks && !x.broken;
  }

  // Breaks the line before the entries of a list that do not fit; all at once where it is known where they will stand.
  void fill(const LaidLine& line, std::size_t first) {
    std::vector<LaidLine::Placed> entries;
    for (const auto& placed : line.words) {
      if (placed.item >= first && same_kind(placed.item, first)) entries.push_back(placed);
    }
    const auto begin = line.words.front().begin;
    const bool goes_on = phrase_[line.words.front().item].word.list == phrase_[first].word.list;
    std::size_t shift = 0;
    for (std::size_t i = 0; i < entries.size(); ++i) {
      const auto end = i + 1 < entries.size() ? entries[i + 1].begin - 1 : line.width;
      if (end - shift <= max_width) continue;
      phrase_[entries[i].item].word.broken = true;
      shift = entries[i].begin - begin;
      if (!goes_on) return;
    }
  }

  Phrase& phrase_;
  std::vector<std::size_t> depth_;
  std::set<std::size_t> filled_;
  std::set<std::size_t> touched_;  // lists with a new line since the last layout
};

}  // namespace

auto lay_out(const Phrase& phrase, Spelling spelling) -> Layout { return Writer(phrase, spelling).write(); }

auto one_line(const Phrase& phrase, Spelling spelling) -> std::string {
  Phrase flat = phrase;
  for (auto& item : flat) {
    item.word.broken = false;
    item.word.lead.clear();
    item.word.trail.clear();
  }
  return lay_out(flat, spelling).text;
}

void break_wide_lines(Phrase& phrase) {
  Shortening shortening(phrase);
  bool changed = true;
  while (changed) {  // Chinese, mostly the wider of the two, first
    changed = shortening.shorten_lines(Spelling::zh);
    changed = shortening.shorten_lines(Spelling::en) || changed;
  }
}

}  // namespace dengbao::syntax
