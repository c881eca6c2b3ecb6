#include "syntax/format.h"

#include <algorithm>
#include <set>
#include <vector>

#include "syntax/comments.h"
#include "syntax/dump.h"
#include "syntax/layout.h"
#include "syntax/parse.h"
#include "syntax/phraser.h"
#include "syntax/piece_parser.h"

namespace dengbao::syntax {
namespace {

auto order_of(std::optional<Lang> lang) -> Order {
  if (!lang) return Order::written;
  return *lang == Lang::en ? Order::en : Order::zh;
}

auto spelling_of(std::optional<Lang> lang) -> Spelling {
  if (!lang) return Spelling::written;
  return *lang == Lang::en ? Spelling::en : Spelling::zh;
}

auto ids_of_broken(const Phrase& phrase) -> std::set<std::size_t> {
  std::set<std::size_t> out;
  for (const auto& item : phrase) {
    if (item.kind == Item::Kind::word && item.word.broken) out.insert(item.word.id);
  }
  return out;
}

void break_at(Phrase& phrase, const std::set<std::size_t>& ids) {
  for (auto& item : phrase) {
    auto& word = item.word;
    if (word.id != Word::no_id && word.breaks != Break::never) word.broken = ids.contains(word.id);
  }
}

// Where lines are broken must not depend on the language, or a file taken to the other language and back would not be
// the same: it is decided in the English order of words, by the wider of both spellings.
auto layout_of(antlr4::ParserRuleContext* tree, const Origin& origin, const std::vector<Around>& around,
               std::optional<Lang> lang) -> std::string {
  auto measured = Phraser(origin, around, Order::en).phrase(tree);
  break_wide_lines(measured);
  if (lang == Lang::en) return lay_out(measured, Spelling::en).text;
  auto phrase = Phraser(origin, around, order_of(lang)).phrase(tree);
  break_at(phrase, ids_of_broken(measured));
  return lay_out(phrase, spelling_of(lang)).text;
}

// Puts the pieces of a file and the comments between them below one another.
class Formatter {
 public:
  Formatter(const Origin& origin, std::optional<Lang> lang)
      : origin_(origin),
        lang_(lang),
        comments_(read_comments(origin)),
        reader_(origin, sink_),
        parser_(origin, sink_) {}

  // Nothing if a piece cannot be parsed.
  auto format() -> std::optional<std::string> {
    while (auto piece = reader_.next()) {
      if (!add(std::move(*piece))) return std::nullopt;
    }
    add_comments(comments_.size(), SIZE_MAX, false);
    if (!out_.empty()) out_ += '\n';
    return std::move(out_);
  }

 private:
  auto add(Piece piece) -> bool {
    const auto& first = *piece.tokens.front();
    const auto line = first.getLine();
    const auto type = first.getType();
    const bool spaced = last_type_ && !(type == PolicyParser::USE && last_type_ == PolicyParser::USE);
    const auto to = std::ranges::partition_point(
        comments_, [&](const Comment& comment) { return comment.begin < first.getStartIndex(); });
    const bool still_spaced = add_comments(to - comments_.begin(), line, spaced);
    begin_line(line, still_spaced);
    last_type_ = type;
    last_line_ = piece.tokens.back()->getLine();
    const auto end = piece.tokens.back()->getStopIndex();
    const auto around = around_tokens(piece.tokens, comments_);
    auto* tree = parser_.parse(std::move(piece.tokens));
    if (tree == nullptr) return false;
    auto* all_but_end = dynamic_cast<antlr4::ParserRuleContext*>(tree->children.front());
    out_ += layout_of(all_but_end, origin_, around, lang_);
    while (next_ < comments_.size() && (comments_[next_].begin < end || comments_[next_].line == last_line_)) ++next_;
    return true;
  }

  // Comments up to the one of index `to`. Those indented belong to the declaration above, as long as they do not stand
  // directly above the next one, at `next_line`. `spaced`: an empty line parts the others from what is above. Returns
  // whether it is still to come.
  auto add_comments(std::size_t to, std::size_t next_line, bool spaced) -> bool {
    auto block = to;  // where the comments directly above the next declaration begin
    for (auto line = next_line; block > next_ && comments_[block - 1].line + 1 == line; --block) --line;
    for (bool tail = last_type_.has_value(); next_ < to; ++next_) {
      const auto& comment = comments_[next_];
      tail = tail && comment.column > 0 && next_ < block;
      begin_line(comment.line, spaced && !tail);
      spaced = spaced && tail;
      out_ += (tail ? "  " : "") + comment.text;
      last_line_ = comment.line;
    }
    return spaced;
  }

  // `line` is where the next words stand in the file: one empty line is kept.
  void begin_line(std::size_t line, bool spaced) {
    if (out_.empty()) return;
    out_ += spaced || line > last_line_ + 1 ? "\n\n" : "\n";
  }

  const Origin& origin_;
  std::optional<Lang> lang_;
  Sink sink_;
  std::vector<Comment> comments_;
  PieceReader reader_;
  PieceParser parser_;
  std::string out_;
  std::size_t next_ = 0;                  // comment that is still to be written
  std::size_t last_line_ = 0;             // in the file, of what was written last
  std::optional<std::size_t> last_type_;  // of the first word of the last piece
};

// All that the comments of a file say, whatever their order.
auto letters_of_comments(const Origin& origin) -> std::string {
  std::string out;
  for (const auto& comment : read_comments(origin)) out += comment.text;
  std::erase(out, ' ');
  std::ranges::sort(out);
  return out;
}

// Nobody should have to trust the formatter: its text must have the tree and the comments of the text that it was
// given.
auto says_the_same(const std::string& text, const Origin& origin, const File& file) -> bool {
  Sources sources;
  Sink sink;
  const auto id = sources.add("", text);
  const auto tree = dump(parse(sources, id, sink));
  return sink.empty() && tree == dump(file) && letters_of_comments(Origin(sources, id)) == letters_of_comments(origin);
}

}  // namespace

auto format(const Sources& sources, FileId id, std::optional<Lang> lang, Sink& sink) -> std::optional<std::string> {
  Sink found;
  const auto file = parse(sources, id, found);
  for (const auto& diagnostic : found.sorted()) sink.add(diagnostic);
  if (found.errors() > 0) return std::nullopt;
  const Origin origin(sources, id);
  auto text = Formatter(origin, lang).format();
  if (text && says_the_same(*text, origin, file)) return text;
  sink.report(Code::internal_fault, "formatting would change the meaning of this file").file(sources[id].name());
  return std::nullopt;
}

}  // namespace dengbao::syntax
