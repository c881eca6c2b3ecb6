#include <algorithm>

#include "base/suggest.h"
#include "model/compilation.h"

namespace dengbao::model {
namespace {

using What = Declared::What;

void declare(Compilation& c, std::size_t unit, const syntax::Name& name, What what, std::uint32_t index) {
  auto& names = c.units[unit].names;
  if (const auto found = names.find(name.text); found != names.end()) {
    c.sink.report(Code::duplicate_name, name.span, name.text)
        .label(found->second.span, say("first declared here", "首次声明于此"));
    return;
  }
  names.emplace(name.text, Declared{what, index, name.span});
}

// Adds a declaration of one kind, still empty but for its name, and what it was made from.
template <typename Id, typename Made, typename Items, typename Pending, typename Written>
void add(Compilation& c, std::size_t unit, Store<Id, Made, Items>& store, std::vector<Pending>& pending,
         const Written& written, What what) {
  Made made;
  made.name = written.name.text;
  made.module = c.units[unit].module;
  made.span = written.name.span;
  const auto id = store.add(std::move(made));
  pending.push_back({unit, &written});
  declare(c, unit, written.name, what, id.index);
}

void declare_all(Compilation& c, std::size_t unit) {
  auto& program = c.program;
  const auto& module = c.units[unit].module;
  for (const auto& node : c.units[unit].file->declarations) {
    std::visit(
        Overloaded{
            [&](const syntax::Record& record) {
              const auto id = program.records.add({record.name.text, module, {}, {}, {}, false, record.name.span});
              declare(c, unit, record.name, What::record, id.index);
            },
            [&](const syntax::Enumeration& enumeration) {
              const auto id = program.enumerations.add({enumeration.name.text, {}, {}, enumeration.name.span});
              declare(c, unit, enumeration.name, What::enumeration, id.index);
            },
            [&](const syntax::Parameter& one) { add(c, unit, program.parameters, c.parameters, one, What::parameter); },
            [&](const syntax::Definition& one) {
              add(c, unit, program.definitions, c.definitions, one, What::definition);
            },
            [&](const syntax::Relation& one) { add(c, unit, program.relations, c.relations, one, What::relation); },
            [&](const syntax::Table& one) { add(c, unit, program.tables, c.tables, one, What::table); },
            [&](const syntax::Outcome& one) { add(c, unit, program.outcomes, c.outcomes, one, What::outcome); },
            [](const auto&) {},  // schemes, sources, requirements and tests have names of another kind
        },
        node.declaration);
  }
}

auto find_module(const Compilation& c, std::string_view name) -> std::optional<std::size_t> {
  for (std::size_t i = 0; i < c.units.size(); ++i) {
    if (!c.units[i].module.empty() && c.units[i].module == name) return i;
  }
  return std::nullopt;
}

// Every module that `use` may name: those of the policies, and the general ones of the library.
auto module_names(const Compilation& c) -> std::vector<std::string> {
  auto names = c.policies.library;
  for (const auto& unit : c.units) {
    if (!unit.module.empty()) names.push_back(unit.module);
  }
  return names;
}

auto library_words(const std::vector<std::string>& modules) -> Localised {
  if (modules.empty()) {
    return say(
        "the general modules `std.…` belong in share/dengbao/stdlib beside the installed program; none are there",
        "通用模块 `std.…` 应位于已安装程序旁的 share/dengbao/stdlib 中；未找到");
  }
  Localised listed;
  for (const auto& module : modules) {
    const auto first = listed.en.empty();
    listed.en += (first ? "`" : ", `") + module + "`";
    listed.zh += (first ? "`" : "、`") + module + "`";
  }
  return say("the general modules are {}", "通用模块有 {}", listed);
}

void import_module(Compilation& c, std::size_t unit, const syntax::Use& use) {
  const auto name = use.module.text();
  const auto found = find_module(c, name);
  if (!found) {
    auto report = c.sink.report(Code::unknown_module, use.module.span, name);
    report.did_you_mean(name, module_names(c));
    if (name.starts_with("std.")) report.help(library_words(c.policies.library));
    return;
  }
  Unit::Import import{*found, {}};
  for (const auto& wanted : use.names) {
    const auto& exported = c.units[*found].names;
    if (exported.contains(wanted.text)) {
      import.names.insert(wanted.text);
    } else {
      std::vector<std::string> candidates;
      candidates.reserve(exported.size());
      for (const auto& [text, declared] : exported) candidates.push_back(text);
      c.sink.report(Code::not_exported, wanted.span, wanted.text, name).did_you_mean(wanted.text, candidates);
    }
  }
  if (use.names.empty() || !import.names.empty()) c.units[unit].imports.push_back(std::move(import));
}

class CycleFinder {
 public:
  explicit CycleFinder(Compilation& c) : c_(c), state_(c.units.size(), State::open) {}

  void run() {
    for (std::size_t unit = 0; unit < c_.units.size(); ++unit) visit(unit);
  }

 private:
  enum class State : std::uint8_t { open, active, done };

  void visit(std::size_t unit) {
    if (state_[unit] != State::open) return;
    state_[unit] = State::active;
    path_.push_back(unit);
    for (const auto& import : c_.units[unit].imports) {
      if (state_[import.unit] == State::active) report(unit, import.unit);
      visit(import.unit);
    }
    path_.pop_back();
    state_[unit] = State::done;
  }

  void report(std::size_t from, std::size_t to) {
    std::string circle;
    for (auto it = std::find(path_.begin(), path_.end(), to); it != path_.end(); ++it) {
      circle += c_.units[*it].module + " → ";
    }
    circle += c_.units[to].module;
    for (const auto& use : c_.units[from].file->uses) {
      if (use.module.text() == c_.units[to].module) {
        c_.sink.report(Code::module_cycle, use.module.span, circle)
            .help(say("move what both need into a module of its own", "把双方都需要的内容移到单独的模块中"));
        return;
      }
    }
  }

  Compilation& c_;
  std::vector<State> state_;
  std::vector<std::size_t> path_;
};

}  // namespace

auto what_words(Declared::What what) -> Localised {
  switch (what) {
    case What::record:
      return {"a record", "记录"};
    case What::enumeration:
      return {"an enumeration", "枚举"};
    case What::parameter:
      return {"a parameter", "参数"};
    case What::definition:
      return {"a definition", "定义"};
    case What::relation:
      return {"a relation", "关系"};
    case What::table:
      return {"a table", "决策表"};
    case What::outcome:
      return {"an outcome", "结论"};
  }
  return {};
}

void collect_names(Compilation& c) {
  for (const auto& file : c.policies.files) {
    Unit unit;
    unit.file = &file;
    if (file.module) {
      unit.module = file.module->text();
      if (find_module(c, unit.module)) c.sink.report(Code::duplicate_module, file.module->span, unit.module);
    }
    c.units.push_back(std::move(unit));
    declare_all(c, c.units.size() - 1);
  }
  for (std::size_t unit = 0; unit < c.units.size(); ++unit) {
    for (const auto& use : c.units[unit].file->uses) import_module(c, unit, use);
  }
  CycleFinder(c).run();
}

auto Compilation::find(std::size_t unit, const syntax::Name& name) -> std::optional<Declared> {
  const auto& own = units[unit].names;
  if (const auto found = own.find(name.text); found != own.end()) return found->second;
  std::optional<Declared> result;
  std::size_t first = 0;
  for (const auto& import : units[unit].imports) {
    const auto& names = units[import.unit].names;
    const auto found = names.find(name.text);
    if (found == names.end() || (!import.names.empty() && !import.names.contains(name.text))) continue;
    if (result && first != import.unit) {
      sink.report(Code::ambiguous_name, name.span, name.text, units[first].module, units[import.unit].module)
          .help(say("use one of them by name: `use {} ({})`", "请只使用其中一个：`使用 {} ({})`", units[first].module,
                    name.text));
      return result;
    }
    result = found->second;
    first = import.unit;
  }
  return result;
}

auto Compilation::visible_names(std::size_t unit) const -> std::vector<std::string> {
  std::vector<std::string> out;
  for (const auto& [name, declared] : units[unit].names) out.push_back(name);
  for (const auto& import : units[unit].imports) {
    for (const auto& [name, declared] : units[import.unit].names) {
      if (import.names.empty() || import.names.contains(name)) out.push_back(name);
    }
  }
  return out;
}

auto Compilation::hidden_in(std::size_t unit, std::string_view name) const -> std::string {
  for (std::size_t i = 0; i < units.size(); ++i) {
    if (i != unit && !units[i].module.empty() && units[i].names.contains(name)) return units[i].module;
  }
  return {};
}

auto Compilation::keep(std::string text) -> std::string_view {
  program.texts.push_back(std::move(text));
  return program.texts.back();
}

auto Compilation::add_expr(Span span, Type type, ExprNode node) -> ExprId {
  return program.exprs.add({span, type, std::move(node)});
}

}  // namespace dengbao::model
