// Words that a policy owes to those who read it.
#include <algorithm>
#include <functional>

#include "author/lint_rules.h"

namespace dengbao::author {
namespace {

using Optional = std::optional<syntax::Words>;
using Visit = std::function<void(const syntax::Words&, const Localised&)>;

const Localised label_word{"the label", "名称"};
const Localised title_word{"the title", "标题"};
const Localised says_word{"`says`", "表述"};

// Every piece of words that a person gets to read, and what it is.
class WordsVisitor {
 public:
  explicit WordsVisitor(const Visit& visit) : visit_(visit) {}

  void visit(const syntax::Declaration& declaration) {
    std::visit([&](const auto& one) { of(one); }, declaration);
  }

 private:
  void give(const Optional& words, const Localised& what) {
    if (words) visit_(*words, what);
  }

  void of(const syntax::Scheme& one) {
    give(one.title, title_word);
    for (const auto& each : one.classes) give(each.label, label_word);
  }
  void of(const syntax::Source& one) {
    give(one.title, title_word);
    give(one.short_title, {"the short title", "简称"});
  }
  void of(const syntax::Record& one) {
    give(one.label, label_word);
    for (const auto& field : one.fields) {
      give(field.label, label_word);
      give(field.ask, {"the question", "调查提问"});
      of(field.type);
    }
  }
  void of(const syntax::TypeExpr& type) {
    for (const auto& choice : type.choices) give(choice.label, label_word);
    for (const auto& element : type.element) of(element);
  }
  void of(const syntax::Enumeration& one) {
    give(one.label, label_word);
    for (const auto& choice : one.choices) give(choice.label, label_word);
  }
  void of(const syntax::Parameter& one) {
    give(one.says, says_word);
    give(one.because, {"`because`", "理由"});
  }
  void of(const syntax::Definition& one) { give(one.says, says_word); }
  void of(const syntax::Relation& one) { give(one.says, says_word); }
  void of(const syntax::Table& one) { give(one.says, says_word); }
  void of(const syntax::Outcome& one) {
    give(one.title, title_word);
    give(one.says, says_word);
  }
  void of(const syntax::Test&) {}  // tests speak to authors
  void of(const syntax::Requirement& one) {
    give(one.title, title_word);
    give(one.rationale, {"the rationale", "说明"});
    give(one.remedy, {"the remedy", "整改建议"});
    if (one.when_none) visit_(one.when_none->words, {"`when none`", "无对象时的说明"});
    for (const auto& exception : one.exceptions) visit_(exception.label, {"the label of the exception", "例外的标题"});
    for (const auto& part : one.parts) {
      visit_(part.label, {"the label of the part", "要求项的标题"});
      if (part.unless) visit_(part.unless->label, {"the label of the exception", "例外的标题"});
    }
  }

  const Visit& visit_;
};

void visit_words(const model::PolicySet& set, const Visit& visit) {
  for (const auto& file : set.files) {
    for (const auto& node : file.declarations) WordsVisitor(visit).visit(node.declaration);
  }
}

// Names such as `GB/T 22239-2019` are the same in every language; Chinese words lack no Chinese.
auto needs_zh(const std::string& text) -> bool {
  const bool english = std::ranges::any_of(text, [](char c) { return c >= 'a' && c <= 'z'; });
  const bool chinese = std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) >= 0xe3; });
  return english && !chinese;
}

auto is_plain_requirement(const Written& written) -> bool {
  return written.made->kind == syntax::RuleKind::requirement;
}

// Calls `visit` with every field of a record that stands in the policies, and the record.
void visit_fields(const Policies& policies,
                  const std::function<void(const syntax::Record&, const syntax::Field&)>& visit) {
  for (const auto& file : policies.set.files) {
    for (const auto& node : file.declarations) {
      const auto* record = std::get_if<syntax::Record>(&node.declaration);
      if (record == nullptr) continue;
      for (const auto& field : record->fields) visit(*record, field);
    }
  }
}

// The fields in which a survey could put a question: what policies read, and is neither a record nor what names it.
auto asks_for(const Policies& policies) -> std::vector<const model::Field*> {
  const auto& program = policies.program;
  std::vector<const model::Field*> found;
  for (const auto& expr : program.exprs) {
    const auto* access = std::get_if<model::FieldOf>(&expr.node);
    if (access == nullptr) continue;
    const auto& field = program.fields[access->field];
    const bool leaf = field.ref || field.type.kind != Kind::record;
    if (leaf && !field.key) found.push_back(&field);
  }
  std::ranges::sort(found);
  found.erase(std::ranges::unique(found).begin(), found.end());
  return found;
}

// A declaration that others call by its name, and what it says of itself.
struct Named {
  const syntax::Name* name = nullptr;
  bool speaks = false;
};

auto named(const syntax::Declaration& declaration) -> Named {
  return std::visit(Overloaded{
                        [](const syntax::Definition& one) -> Named { return {&one.name, one.says.has_value()}; },
                        [](const syntax::Relation& one) -> Named { return {&one.name, one.says.has_value()}; },
                        [](const syntax::Table& one) -> Named { return {&one.name, one.says.has_value()}; },
                        [](const syntax::Parameter& one) -> Named { return {&one.name, one.says || one.because}; },
                        [](const syntax::Outcome& one) -> Named { return {&one.name, one.title || one.says}; },
                        [](const auto&) -> Named { return {}; },
                    },
                    declaration);
}

auto is_library(const syntax::File& file) -> bool { return file.module && file.module->names.front().text == "std"; }

}  // namespace

// ```
//   title "Passwords are long"
//         ^^^^^^^^^^^^^^^^^^^^
// ```
// Only in policies that speak Chinese elsewhere.
void find_missing_zh(const Policies& policies, Sink& sink) {
  bool bilingual = false;
  visit_words(policies.set, [&](const syntax::Words& words, const Localised&) { bilingual |= words.has_zh; });
  if (!bilingual) return;
  visit_words(policies.set, [&](const syntax::Words& words, const Localised& what) {
    if (words.has_zh || !needs_zh(words.words.en)) return;
    sink.report(Code::lint_missing_zh, words.span, what).help(say("add zh \"…\" behind it", "请在其后写 zh \"…\""));
  });
}

void find_missing_remedy(const Policies& policies, Sink& sink) {
  for (const auto& written : policies.requirements) {
    if (!is_plain_requirement(written) || written.syntax->remedy) continue;
    sink.report(Code::lint_missing_remedy, written.made->span, written.made->name);
  }
}

void find_missing_method(const Policies& policies, Sink& sink) {
  for (const auto& written : policies.requirements) {
    if (!is_plain_requirement(written) || !written.syntax->methods.empty()) continue;
    const auto lacks = [](const syntax::Part& part) { return part.methods.empty(); };
    if (!std::ranges::any_of(written.syntax->parts, lacks)) continue;
    sink.report(Code::lint_missing_method, written.made->span, written.made->name)
        .help(say("say `method interview`, `examine` or `test`, or several of them",
                  "请写 `方法`：interview（访谈）、examine（核查）、test（测试）中的一种或几种"));
  }
}

void find_missing_label(const Policies& policies, Sink& sink) {
  visit_fields(policies, [&](const syntax::Record& record, const syntax::Field& field) {
    if (field.label) return;
    sink.report(Code::lint_missing_label, field.name.span, field.name.text, record.name.text)
        .help(say("explanations show its name instead; add label \"…\" zh \"…\"",
                  "解释中只能显示字段名；请写 label \"…\" zh \"…\""));
  });
}

// Only in policies that put questions elsewhere.
void find_missing_ask(const Policies& policies, Sink& sink) {
  bool surveyed = false;
  visit_fields(policies, [&](const syntax::Record&, const syntax::Field& field) { surveyed |= field.ask.has_value(); });
  if (!surveyed) return;
  const auto read = asks_for(policies);
  visit_fields(policies, [&](const syntax::Record& record, const syntax::Field& field) {
    const auto is_it = [&](const model::Field* other) {
      return other->span == field.span || other->span == field.name.span;
    };
    if (field.ask || std::ranges::none_of(read, is_it)) return;
    sink.report(Code::lint_missing_ask, field.name.span, field.name.text, record.name.text);
  });
}

// ```
//   define strong(password: Password) : truth means …
//          ^^^^^^
// ```
// What `says` words needs no `---`, but in a library, whose readers have nothing else.
void find_undocumented(const Policies& policies, Sink& sink) {
  for (const auto& file : policies.set.files) {
    for (const auto& node : file.declarations) {
      const auto [name, speaks] = named(node.declaration);
      if (name == nullptr || !node.doc.empty() || (speaks && !is_library(file))) continue;
      sink.report(Code::lint_undocumented, name->span, name->text);
    }
  }
}

}  // namespace dengbao::author
