#include "author/interpreter.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "base/render_diagnostic.h"
#include "explain/evaluator.h"
#include "explain/proof.h"
#include "explain/words.h"
#include "facts/load.h"
#include "model/query.h"
#include "report/part_text.h"
#include "report/subject.h"
#include "syntax/parse.h"
#include "value/functions.h"

namespace dengbao::author {
namespace {

constexpr std::size_t elements_shown = 20;

auto trim(std::string_view text) -> std::string_view {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

// The first word, and what follows it.
auto split(std::string_view text) -> std::pair<std::string_view, std::string_view> {
  const auto end = text.find(' ');
  return end == std::string_view::npos ? std::pair(text, std::string_view())
                                       : std::pair(text.substr(0, end), trim(text.substr(end)));
}

}  // namespace

class Interpreter::Session {
 public:
  Session(Sources& sources, const model::PolicySet& policies, std::optional<FileId> facts, eval::Settings settings,
          Lang lang, bool colour)
      : sources_(sources),
        policies_(policies),
        facts_file_(facts),
        settings_(std::move(settings)),
        lang_(lang),
        colour_(colour) {}

  auto answer(std::string_view line) -> std::string {
    line = trim(line);
    if (line.empty()) return {};
    if (line.front() == ':') return command(line.substr(1));
    return evaluate(line, false);
  }

  [[nodiscard]] auto finished() const -> bool { return finished_; }

  auto complete(std::string_view line) -> std::vector<std::string> {
    if (line.starts_with(':')) return beginning_with(line, command_names());
    const auto start = line.find_last_of(" (,") + 1;  // npos + 1 is 0
    const auto word = line.substr(start);
    const auto dot = word.rfind('.');
    if (dot == std::string_view::npos) return beginning_with(word, names());
    return fields_behind(std::string(word.substr(0, dot)), word);
  }

 private:
  // A name in the order of `:for`: `:for host db-1 in network.hosts`.
  struct Variable {
    std::string name;
    Type type;
    Value value;
  };

  using Handler = std::string (Session::*)(std::string_view);
  struct Command {
    Handler handler;
    std::string_view takes;
    Localised does;
  };

  static auto commands() -> const std::map<std::string, Command, std::less<>>& {
    static const std::map<std::string, Command, std::less<>> all = {
        {"why", {&Session::why, "EXPRESSION", {"every step that leads to its value", "显示得出该值的每一步"}}},
        {"type", {&Session::show_type, "EXPRESSION", {"what it is, without its value", "只显示类型"}}},
        {"for", {&Session::bind, "NAME ELEMENT in LIST", {"call one element by a name", "用名称指代列表中的一个元素"}}},
        {"level", {&Session::set_level, "LEVEL", {"assess at this level", "改变评估级别"}}},
        {"as-of", {&Session::set_date, "DATE", {"assess on this day", "改变评估日"}}},
        {"lang", {&Session::set_lang, "en|zh", {"speak this language", "改变语言"}}},
        {"names", {&Session::show_names, "", {"what can be named here", "列出可用的名称"}}},
        {"help", {&Session::help, "", {"this list", "显示本列表"}}},
        {"quit", {&Session::quit, "", {"end", "结束"}}},
    };
    return all;
  }

  static auto command_names() -> std::vector<std::string> {
    std::vector<std::string> names;
    for (const auto& [name, command] : commands()) names.push_back(":" + name);
    return names;
  }

  [[nodiscard]] auto pick(std::string_view en, std::string_view zh) const -> std::string {
    return std::string(lang_ == Lang::zh ? zh : en);
  }

  auto command(std::string_view line) -> std::string {
    const auto [name, rest] = split(line);
    const auto found = commands().find(name);
    if (found == commands().end()) {
      return fmt::format(
          fmt::runtime(pick("`:{}` is not a command; :help lists them\n", "没有命令 `:{}`；:help 列出全部命令\n")),
          name);
    }
    if (!found->second.takes.empty() && rest.empty()) {
      return fmt::format(fmt::runtime(pick("write :{} {}\n", "请写 :{} {}\n")), name, found->second.takes);
    }
    return (this->*found->second.handler)(rest);
  }

  // ---- expressions ----

  struct Answered {
    model::QueryProgram query;
    std::optional<facts::Facts> facts;  // views the program: read anew for each question
    explain::Frame frame;
  };

  // The compiled question with the facts that it reads; nothing, and the messages in `messages`, where it has a
  // mistake.
  auto ask(std::string_view text, std::string& messages) -> std::unique_ptr<Answered> {
    Sink sink;
    const auto file = sources_.add("?", std::string(text));
    const auto parsed = syntax::parse_expression(sources_, file, sink);
    std::optional<model::QueryProgram> query;
    if (parsed)
      query = model::compile_query(policies_, sources_, parsed->first, parsed->second, variable_types(), sink);
    std::unique_ptr<Answered> answered;
    if (query) answered = std::make_unique<Answered>(Answered{std::move(*query), {}, {}});
    if (answered) answered->facts = load(answered->query.program, sink);
    if (sink.errors() > 0 || !answered || !answered->facts) {
      messages = render(sink.sorted(), sources_, lang_, colour_);
      return nullptr;
    }
    answered->frame.resize(answered->query.slot_names.size());
    for (std::size_t i = 0; i < variables_.size(); ++i) answered->frame[i] = variables_[i].value;
    return answered;
  }

  auto load(const model::Program& program, Sink& sink) -> std::optional<facts::Facts> {
    if (!facts_file_) facts_file_ = sources_.add("{}", "{}");
    return facts::load(sources_, *facts_file_, program, sink);
  }

  [[nodiscard]] auto variable_types() const -> std::vector<model::QueryVariable> {
    std::vector<model::QueryVariable> types;
    for (const auto& variable : variables_) types.push_back({variable.name, variable.type});
    return types;
  }

  auto evaluate(std::string_view text, bool full) -> std::string {
    std::string messages;
    const auto answered = ask(text, messages);
    if (!answered) return messages;
    const auto& program = answered->query.program;
    const auto type = program.exprs[answered->query.expr].type;
    const report::Context context{program, *answered->facts, settings_, sources_, lang_, colour_};
    const auto proof = explain::prove(program, *answered->facts, settings_, answered->query.expr, answered->frame);
    if (full) return steps(context, proof);
    const auto& value = proof.steps[proof.root].value;
    const auto shown = value_text(context, explain_value(context, *answered), type);
    if (type != truth_type && !value.is_unknown()) return shown + "\n";
    const explain::Words words(program, *answered->facts, proof, lang_);
    return shown + "  " + words.step(proof.root) + "\n";
  }

  [[nodiscard]] auto explain_value(const report::Context& context, const Answered& answered) const -> Value {
    const explain::World world{context.program, context.facts, settings_, settings_.level};
    auto frame = answered.frame;
    return explain::evaluate(world, answered.query.expr, frame);
  }

  [[nodiscard]] auto steps(const report::Context& context, const explain::Proof& proof) const -> std::string {
    report::Places places(context);
    for (const auto& step : proof.steps) {
      if (step.fact) places.note(report::pointer(context, *step.fact));
    }
    places.find();
    return report::steps_text(context, proof, places);
  }

  [[nodiscard]] auto value_text(const report::Context& context, const Value& value, Type type) const -> std::string {
    if (value.is_unknown()) return pick("unknown", "未知");
    if (value.is_none()) return pick("does not exist", "不存在");
    if (const auto* range = value.get_if<Interval>()) {
      return fmt::format("{}..{}", range->lo.to_string(), range->hi ? range->hi->to_string() : "");
    }
    if (const auto* row = value.get_if<Row>()) {
      const auto& label = context.program.records[row->record].label.in(lang_);
      return fmt::format("{} {}", label, context.facts.name(*row, lang_));
    }
    if (value.get_if<std::shared_ptr<const List>>() != nullptr) return list_text(context, value.list(), type);
    if (type.kind == Kind::text) return fmt::format("\"{}\"", context.program.value_words(value, type, lang_));
    return context.program.value_words(value, type, lang_);
  }

  [[nodiscard]] auto list_text(const report::Context& context, const List& list, Type type) const -> std::string {
    std::string out = "[";
    for (std::size_t i = 0; i < std::min(list.elements.size(), elements_shown); ++i) {
      if (i > 0) out += ", ";
      out += value_text(context, list.elements[i], type.element());
    }
    if (list.elements.size() > elements_shown) {
      out += fmt::format(fmt::runtime(pick(", … {} more", "，…… 另有 {} 个")), list.elements.size() - elements_shown);
    }
    out += "]";
    return list.open ? out + pick(" and perhaps more", "，可能还有更多") : out;
  }

  // ---- commands ----

  auto why(std::string_view text) -> std::string { return evaluate(text, true); }

  auto show_type(std::string_view text) -> std::string {
    std::string messages;
    const auto answered = ask(text, messages);
    if (!answered) return messages;
    return answered->query.program.type_words(answered->query.program.exprs[answered->query.expr].type).in(lang_) +
           "\n";
  }

  // `host db-1 in network.hosts`
  auto bind(std::string_view text) -> std::string {
    const auto [name, rest] = split(text);
    const auto [element, tail] = split(rest);
    const auto [in, list] = split(tail);
    if ((in != "in" && in != "属于") || list.empty())
      return pick("write :for host db-1 in network.hosts\n", "请写 :for 主机 db-1 属于 网络.主机\n");
    std::string messages;
    const auto answered = ask(list, messages);
    if (!answered) return messages;
    const auto type = answered->query.program.exprs[answered->query.expr].type;
    const report::Context context{answered->query.program, *answered->facts, settings_, sources_, lang_};
    const auto value = explain_value(context, *answered);
    if (!type.list) return pick("that is not a list\n", "这不是列表\n");
    for (const auto& candidate : value.list().elements) {
      if (!report::is_subject(context, candidate, type.element(), std::string(element))) continue;
      std::erase_if(variables_, [&](const Variable& other) { return other.name == name; });
      variables_.push_back({std::string(name), type.element(), candidate});
      return fmt::format("{} = {}\n", name, value_text(context, candidate, type.element()));
    }
    return fmt::format(
        fmt::runtime(pick("no element is called `{}`; there are {}\n", "没有名为 `{}` 的元素；现有 {}\n")), element,
        value_text(context, value, type));
  }

  auto set_level(std::string_view text) -> std::string {
    Sink sink;
    const auto program = model::compile(policies_, sources_, sink);
    if (program && eval::read_level(text, *program, settings_, sink)) return {};
    return render(sink.sorted(), sources_, lang_, colour_);
  }

  auto set_date(std::string_view text) -> std::string {
    const auto date = Date::parse(text);
    if (!date) return pick("write the date as 2026-11-21\n", "日期请写成 2026-11-21\n");
    settings_.as_of = *date;
    return {};
  }

  auto set_lang(std::string_view text) -> std::string {
    if (text != "en" && text != "zh") return pick("write :lang en or :lang zh\n", "请写 :lang en 或 :lang zh\n");
    lang_ = text == "zh" ? Lang::zh : Lang::en;
    return {};
  }

  auto show_names(std::string_view) -> std::string {
    std::string out;
    for (const auto& name : declared_names()) out += name + "\n";
    return out;
  }

  auto help(std::string_view) -> std::string {
    auto out = pick("An expression is answered with its value, and a truth with its reason.\n",
                    "输入表达式即得其值；真假值附带理由。\n");
    for (const auto& [name, command] : commands()) {
      out += fmt::format("  {:<30}{}\n", fmt::format(":{} {}", name, command.takes), command.does.in(lang_));
    }
    return out;
  }

  auto quit(std::string_view) -> std::string {
    finished_ = true;
    return {};
  }

  // ---- completion ----

  static auto beginning_with(std::string_view word, const std::vector<std::string>& candidates)
      -> std::vector<std::string> {
    std::set<std::string> found;
    for (const auto& candidate : candidates) {
      if (candidate.starts_with(word)) found.insert(candidate);
    }
    return {found.begin(), found.end()};
  }

  // Variables, and what the policies declare that an expression can name.
  [[nodiscard]] auto declared_names() const -> std::vector<std::string> {
    std::vector<std::string> names{"as_of", "level"};
    for (const auto& variable : variables_) names.push_back(variable.name);
    for (const auto& file : policies_.files) {
      for (const auto& node : file.declarations) {
        std::visit(Overloaded{[&](const syntax::Parameter& one) { names.push_back(one.name.text); },
                              [&](const syntax::Definition& one) { names.push_back(one.name.text); },
                              [&](const syntax::Relation& one) { names.push_back(one.name.text); },
                              [&](const syntax::Table& one) { names.push_back(one.name.text); }, [](const auto&) {}},
                   node.declaration);
      }
    }
    return names;
  }

  [[nodiscard]] auto names() const -> std::vector<std::string> {
    auto names = declared_names();
    for (const auto* word :
         {"every",    "some",        "no",        "at least",  "at most",  "exactly", "where",  "satisfies", "count of",
          "sum of",   "highest of",  "lowest of", "values of", "distinct", "is",      "is not", "is one of", "is empty",
          "contains", "starts with", "matches",   "and",       "or",       "not",     "if",     "then",      "in"}) {
      names.emplace_back(word);
    }
    for (const auto& function : functions()) names.emplace_back(function.name);
    if (const auto root = root_name(); !root.empty()) names.push_back(root);
    return names;
  }

  // `Network` -> `network`, as expressions call the whole; empty where no scheme says so.
  [[nodiscard]] auto root_name() const -> std::string {
    for (const auto& file : policies_.files) {
      for (const auto& node : file.declarations) {
        const auto* scheme = std::get_if<syntax::Scheme>(&node.declaration);
        if (scheme == nullptr || !scheme->facts) continue;
        std::string out;
        for (const char c : scheme->facts->names.back().text) {
          const bool upper = c >= 'A' && c <= 'Z';
          if (upper && !out.empty()) out += '-';
          out += upper ? static_cast<char>(c - 'A' + 'a') : c;
        }
        return out;
      }
    }
    return {};
  }

  auto fields_behind(const std::string& base, std::string_view word) -> std::vector<std::string> {
    std::string messages;
    const auto answered = ask(base, messages);
    if (!answered) return {};
    const auto& program = answered->query.program;
    const auto type = program.exprs[answered->query.expr].type;
    if (type.kind != Kind::record) return {};
    std::vector<std::string> candidates;
    for (const auto field : program.records[type.record()].fields)
      candidates.push_back(base + "." + program.fields[field].name);
    return beginning_with(word, candidates);
  }

  Sources& sources_;
  const model::PolicySet& policies_;
  std::optional<FileId> facts_file_;
  eval::Settings settings_;
  Lang lang_;
  bool colour_;
  bool finished_ = false;
  std::vector<Variable> variables_;
};

Interpreter::Interpreter(Sources& sources, const model::PolicySet& policies, std::optional<FileId> facts,
                         eval::Settings settings, Lang lang, bool colour)
    : session_(std::make_unique<Session>(sources, policies, facts, std::move(settings), lang, colour)) {}
Interpreter::~Interpreter() = default;

auto Interpreter::answer(std::string_view line) -> std::string { return session_->answer(line); }
auto Interpreter::finished() const -> bool { return session_->finished(); }
auto Interpreter::complete(std::string_view line) -> std::vector<std::string> { return session_->complete(line); }

}  // namespace dengbao::author
