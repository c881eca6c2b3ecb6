#include "model/aliases.h"
#include "model/check_expr.h"

// Words with places to fill in.
namespace dengbao::model {
namespace {

class TemplateMaker {
 public:
  TemplateMaker(Compilation& c, Scope& scope, Span span) : c_(c), scope_(scope), span_(span) {}

  auto make(std::string_view text) -> std::vector<Template::Piece> {
    while (!text.empty()) {
      const auto brace = text.find('{');
      literal_ += text.substr(0, brace);
      if (brace == std::string_view::npos) break;
      text.remove_prefix(brace);
      text.remove_prefix(placeholder(text));
    }
    flush();
    return std::move(pieces_);
  }

 private:
  // Takes what begins with a brace; answers how many bytes that was.
  auto placeholder(std::string_view text) -> std::size_t {
    if (text.starts_with("{{")) {
      literal_ += '{';
      return 2;
    }
    const auto close = text.find('}');
    if (close == std::string_view::npos) {
      literal_ += '{';
      return 1;
    }
    const auto name = text.substr(1, close - 1);
    if (const auto expr = resolve(name)) {
      flush();
      pieces_.emplace_back(*expr);
    } else {
      c_.sink.report(Code::unknown_placeholder, span_, name);
      literal_ += text.substr(0, close + 1);
    }
    return close + 1;
  }

  auto resolve(std::string_view path) -> std::optional<ExprId> {
    const auto dot = path.find('.');
    auto expr = resolve_first(std::string(path.substr(0, dot)));
    if (dot == std::string_view::npos || !expr) return expr;
    path.remove_prefix(dot + 1);
    while (expr && !path.empty()) {
      const auto next = path.find('.');
      expr = resolve_field(*expr, path.substr(0, next));
      path.remove_prefix(next == std::string_view::npos ? path.size() : next + 1);
    }
    return expr;
  }

  auto resolve_first(std::string name) -> std::optional<ExprId> {
    for (auto it = scope_.variables.rbegin(); it != scope_.variables.rend(); ++it) {
      if (it->name == name) return c_.add_expr(span_, it->type, VariableRef{it->slot});
    }
    if (c_.has_scheme && (name == c_.root_name || (name == c_.root_alias && !name.empty()))) {
      return c_.add_expr(span_, {Kind::record, false, c_.program.scheme.facts.index}, RootRef{});
    }
    if (builtin_name(name) == "as_of") return c_.add_expr(span_, date_type, AsOf{});
    if (name == "level") return c_.add_expr(span_, number_type, LevelNow{});
    const auto found = c_.find(scope_.unit, {name, span_});
    if (!found || found->what != Declared::What::parameter) return std::nullopt;
    const ParameterId id{found->index};
    return c_.add_expr(span_, c_.program.parameters[id].type, ParameterRef{id});
  }

  auto resolve_field(ExprId base, std::string_view name) -> std::optional<ExprId> {
    const auto type = c_.program.exprs[base].type;
    if (type.kind != Kind::record || type.list) return std::nullopt;
    const auto field = find_field_called(c_.program, type.record(), name);
    if (!field) return std::nullopt;
    return c_.add_expr(span_, c_.program.fields[*field].type, FieldOf{base, *field});
  }

  void flush() {
    if (!literal_.empty()) pieces_.emplace_back(std::move(literal_));
    literal_.clear();
  }

  Compilation& c_;
  Scope& scope_;
  Span span_;
  std::string literal_;
  std::vector<Template::Piece> pieces_;
};

}  // namespace

auto make_template(Compilation& c, Scope& scope, const std::optional<syntax::Words>& words) -> Template {
  if (!words) return {};
  Template made;
  made.en = TemplateMaker(c, scope, words->span).make(words->words.en);
  if (words->has_zh) made.zh = TemplateMaker(c, scope, words->span).make(words->words.zh);
  return made;
}

}  // namespace dengbao::model
