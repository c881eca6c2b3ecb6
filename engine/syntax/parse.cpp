#include "syntax/parse.h"

#include <algorithm>
#include <iterator>

#include "base/utf8.h"
#include "syntax/lowering.h"
#include "syntax/nesting.h"
#include "syntax/origin.h"
#include "syntax/piece_parser.h"
#include "syntax/pieces.h"
#include "syntax/words.h"

namespace dengbao::syntax {
namespace {

constexpr std::size_t max_bytes = std::size_t{16} << 20U;
constexpr std::size_t max_errors = 50;

auto is_readable(const SourceFile& source, FileId id, Sink& sink) -> bool {
  const auto text = source.text();
  if (text.size() > max_bytes) {
    sink.report(Code::policy_too_large, Span{id, 0, 0}, text.size(), max_bytes);
    return false;
  }
  if (const auto bad = utf8::find_invalid(text)) {
    const auto at = static_cast<std::uint32_t>(*bad);
    sink.report(Code::policy_not_utf8, Span{id, at, at + 1});
    return false;
  }
  return true;
}

// Passes on the first errors of a file and counts the others.
class FewErrors {
 public:
  explicit FewErrors(Sink& sink) : sink_(sink) {}

  void pass_on(const Sink& found) {
    for (const auto& diagnostic : found.sorted()) {
      if (passed_ < max_errors) {
        sink_.add(diagnostic);
        ++passed_;
      } else {
        ++held_back_;
        last_ = diagnostic.span;
      }
    }
  }
  void finish() {
    if (held_back_ > 0) sink_.report(Code::too_many_errors, last_, held_back_);
  }

 private:
  Sink& sink_;
  std::size_t passed_ = 0;
  std::size_t held_back_ = 0;
  Span last_;
};

class Assembly {
 public:
  Assembly(const Origin& origin, File& file)
      : origin_(origin), file_(file), parser_(origin, found_), lowering_{origin, file, found_, {}, false} {}

  // Reports to the returned sink, which is good until the next call.
  auto add(Piece piece) -> const Sink& {
    found_ = Sink();
    if (!is_sound(piece)) return found_;
    const auto doc = std::move(piece.doc);
    if (auto* tree = parser_.parse(std::move(piece.tokens))) lower(tree, doc);
    first_ = false;
    return found_;
  }

 private:
  // Reports what speaks against parsing the piece at all.
  auto is_sound(const Piece& piece) -> bool {
    if (!piece.readable) return false;
    if (const auto* token = find_too_deep(piece.tokens, Lowering::max_depth)) {
      found_.report(Code::policy_too_deep, origin_.span(token), Lowering::max_depth);
      return false;
    }
    return true;
  }

  void lower(PolicyParser::PieceContext* tree, const std::string& doc) {
    if (auto* header = tree->moduleHeader()) {
      if (in_place(first_, header)) file_.module = lower_path(lowering_, header->path());
    } else if (auto* use = tree->useClause()) {
      if (in_place(file_.declarations.empty(), use)) file_.uses.push_back(lower_use(lowering_, use));
    } else {
      lower_one(tree->declaration(), doc);
    }
  }

  void lower_one(PolicyParser::DeclarationContext* tree, const std::string& doc) {
    lowering_.too_deep = false;
    DeclarationNode node{origin_.span(tree), doc, lower_declaration(lowering_, tree)};
    if (!lowering_.too_deep) file_.declarations.push_back(std::move(node));
  }

  // `module` stands first and `use` before all declarations.
  auto in_place(bool is, antlr4::ParserRuleContext* rule) -> bool {
    if (is) return true;
    const auto span = origin_.span(rule->start);
    found_.report(Code::out_of_order, span, origin_.text(span));
    return false;
  }

  const Origin& origin_;
  File& file_;
  Sink found_;
  PieceParser parser_;
  Lowering lowering_;
  bool first_ = true;
};

// All the words of a text that is not cut.
auto all_tokens(PieceReader& reader) -> Piece {
  Piece all;
  while (auto piece = reader.next()) {
    all.readable = all.readable && piece->readable;
    std::ranges::move(piece->tokens, std::back_inserter(all.tokens));
  }
  return all;
}

}  // namespace

auto parse_expression(const Sources& sources, FileId id, Sink& sink) -> std::optional<std::pair<File, ExprId>> {
  if (!is_readable(sources[id], id, sink)) return std::nullopt;
  initialise_grammar();
  const Origin origin(sources, id);
  PieceReader reader(origin, sink);
  auto piece = all_tokens(reader);
  if (!piece.readable) return std::nullopt;
  if (piece.tokens.empty()) {
    sink.report(Code::no_expression, Span{id, 0, 0});
    return std::nullopt;
  }
  if (const auto* token = find_too_deep(piece.tokens, Lowering::max_depth)) {
    sink.report(Code::policy_too_deep, origin.span(token), Lowering::max_depth);
    return std::nullopt;
  }
  PieceParser parser(origin, sink);
  auto* tree = parser.parse_expression(std::move(piece.tokens));
  if (tree == nullptr) return std::nullopt;
  const auto errors = sink.errors();
  std::pair<File, ExprId> out;
  out.first.id = id;
  Lowering lowering{origin, out.first, sink, {}, false};
  out.second = lower_expr(lowering, tree->expr());
  if (sink.errors() != errors) return std::nullopt;
  return out;
}

auto parse(const Sources& sources, FileId id, Sink& sink) -> File {
  File file;
  file.id = id;
  if (!is_readable(sources[id], id, sink)) return file;
  initialise_grammar();
  const Origin origin(sources, id);
  FewErrors errors(sink);
  Sink unreadable;
  PieceReader reader(origin, unreadable);
  Assembly assembly(origin, file);
  while (auto piece = reader.next()) {
    errors.pass_on(assembly.add(std::move(*piece)));
  }
  errors.pass_on(unreadable);
  errors.finish();
  return file;
}

}  // namespace dengbao::syntax
