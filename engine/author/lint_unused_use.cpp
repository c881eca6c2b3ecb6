// `use` lines of which nothing is used.
#include <algorithm>
#include <functional>
#include <set>
#include <string>

#include "author/lint_rules.h"

namespace dengbao::author {
namespace {

using namespace syntax;
using Names = std::set<std::string, std::less<>>;

// Every name by which a file may speak of what another file declares.
class MentionedNames {
 public:
  explicit MentionedNames(const File& file) {
    for (const auto& expr : file.exprs) take(expr.node);
    for (const auto& node : file.declarations) {
      std::visit([&](const auto& one) { of(one); }, node.declaration);
    }
  }

  [[nodiscard]] auto contains(const std::string& name) const -> bool { return names_.contains(name); }

 private:
  void take(const ExprNode& node) {
    if (const auto* name = std::get_if<NameRef>(&node)) names_.insert(name->name.text);
    if (const auto* call = std::get_if<Call>(&node)) names_.insert(call->function.text);
    if (const auto* rows = std::get_if<RowsOf>(&node)) take(rows->record);
    if (const auto* names = std::get_if<NamesA>(&node)) take(names->record);
  }
  void take(const Path& path) {
    if (!path.names.empty()) names_.insert(path.names.back().text);
  }
  void take(const TypeExpr& type) {
    take(type.path);
    for (const auto& element : type.element) take(element);
  }
  void take(const std::vector<Formal>& formals) {
    for (const auto& formal : formals) take(formal.type);
  }
  // The places in words: `{password-max-age}`.
  void take(const std::optional<Words>& words) {
    if (!words) return;
    for (const auto text : {words->words.en.view(), words->words.zh.view()}) {
      for (auto open = text.find('{'); open != std::string::npos; open = text.find('{', open + 1)) {
        const auto end = text.find_first_of("}.", open);
        if (end != std::string::npos) names_.emplace(text.substr(open + 1, end - open - 1));
      }
    }
  }

  void of(const Scheme& one) {
    if (one.facts) take(*one.facts);
  }
  void of(const Source&) {}
  void of(const Record& one) {
    for (const auto& field : one.fields) take(field.type);
  }
  void of(const Enumeration&) {}
  void of(const Parameter& one) { take(one.type); }
  void of(const Definition& one) {
    take(one.formals);
    take(one.result);
    take(one.says);
  }
  void of(const Relation& one) {
    take(one.formals);
    take(one.says);
  }
  void of(const Table& one) {
    take(one.formals);
    take(one.result);
    take(one.says);
  }
  void of(const Requirement& one) { take(one.remedy); }
  void of(const Outcome& one) {
    take(one.type);
    take(one.says);
  }
  void of(const Test& one) {
    for (const auto& setting : one.with) names_.insert(setting.parameter.text);
    for (const auto& given : one.givens) {
      if (given.type) take(*given.type);
    }
  }

  Names names_;
};

auto declared_by(const File& file) -> Names {
  Names names;
  // A Chinese label is a name as well.
  const auto add = [&](const Name& name, const std::optional<Words>& label) {
    names.insert(name.text);
    if (label && !label->words.zh.empty()) names.insert(label->words.zh);
  };
  for (const auto& node : file.declarations) {
    std::visit(Overloaded{
                   [](const Scheme&) {},
                   [](const Source&) {},
                   [](const Requirement&) {},
                   [](const Test&) {},
                   [&](const Record& one) { add(one.name, one.label); },
                   [&](const Enumeration& one) { add(one.name, one.label); },
                   [&](const auto& one) { names.insert(one.name.text); },
               },
               node.declaration);
  }
  return names;
}

auto find_file(const model::PolicySet& set, const std::string& module) -> const File* {
  const auto found =
      std::ranges::find_if(set.files, [&](const File& file) { return file.module && file.module->text() == module; });
  return found == set.files.end() ? nullptr : &*found;
}

}  // namespace

// ```
//   use mlps.parameters
//       ^^^^^^^^^^^^^^^
// ```
void find_unused_use(const Policies& policies, Sink& sink) {
  for (const auto& file : policies.set.files) {
    const MentionedNames mentioned(file);
    const auto is_mentioned = [&](const std::string& name) { return mentioned.contains(name); };
    for (const auto& use : file.uses) {
      for (const auto& name : use.names) {
        if (!is_mentioned(name.text)) sink.report(Code::lint_unused_use, name.span, name.text);
      }
      const auto module = use.module.text();
      const auto* used = find_file(policies.set, module);
      if (used == nullptr || !use.names.empty()) continue;
      if (std::ranges::none_of(declared_by(*used), is_mentioned)) {
        sink.report(Code::lint_unused_use, use.module.span, module);
      }
    }
  }
}

}  // namespace dengbao::author
