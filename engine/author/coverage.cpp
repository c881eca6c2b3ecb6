#include "author/coverage.h"

#include <algorithm>

#include "model/children.h"

namespace dengbao::author {
namespace {

using namespace model;
using PlaceKind = CoveredPlace::Kind;

class CoverageFinder {
 public:
  CoverageFinder(const Program& program, const explain::Trace& trace, const Selection& selection)
      : program_(program), trace_(trace), selection_(selection) {}

  auto run() -> Coverage {
    for (const auto& requirement : program_.requirements) {
      if (selection_.has(requirement)) visit_declaration(requirement, requirement.qualified());
    }
    for (const auto& definition : program_.definitions) {
      if (selection_.has(definition.module, definition.name)) visit_declaration(definition, full_name(definition));
    }
    for (const auto& relation : program_.relations) {
      if (selection_.has(relation.module, relation.name)) visit_declaration(relation, full_name(relation));
    }
    for (const auto& table : program_.tables) {
      if (selection_.has(table.module, table.name)) visit_declaration(table, full_name(table));
    }
    std::ranges::stable_sort(coverage_.uncovered, {}, [](const CoveredPlace& place) {
      return std::pair(place.span.file.index, place.span.begin);
    });
    return std::move(coverage_);
  }

 private:
  // ---- declarations -----------------------------------------------------------------------------------------------
  template <typename Declaration>
  void visit_declaration(const Declaration& declaration, std::string name) {
    owner_ = std::move(name);
    reached_ = false;
    const auto before = coverage_.uncovered.size();
    visit(declaration);
    if (!reached_ && coverage_.uncovered.size() > before) coverage_.untested.push_back(owner_);
  }

  void visit(const Requirement& requirement) {
    if (requirement.applies_when) decide(PlaceKind::applies, *requirement.applies_when);
    if (requirement.subject) {
      walk(requirement.subject->list);
      if (requirement.subject->where) decide(PlaceKind::scope, *requirement.subject->where);
    }
    for (const auto& exception : requirement.exceptions) visit(exception);
    for (const auto& part : requirement.parts) {
      decide(PlaceKind::part, part.condition, part.label, part.span);
      if (part.unless) visit(*part.unless);
    }
    if (requirement.due) walk(requirement.due->date);
    if (requirement.every) walk(requirement.every->start);
    if (requirement.done_on) walk(*requirement.done_on);
  }

  void visit(const Exception& exception) {
    decide(PlaceKind::exception, exception.condition, exception.label, exception.span);
  }

  void visit(const Definition& definition) {
    if (definition.result == truth_type) {
      decide(PlaceKind::definition, definition.body, {}, definition.span);
    } else {
      walk(definition.body);
    }
  }

  void visit(const Relation& relation) {
    for (const auto& rule : relation.rules) {
      const bool derived = std::ranges::any_of(rule.heads, [&](ExprId head) { return trace_.reached(head); });
      note({PlaceKind::rule, owner_, rule.span, {}, derived, derived, derived});
      for (const auto condition : rule.conditions) decide(PlaceKind::condition, condition);
    }
  }

  void visit(const Table& table) {
    for (const auto& row : table.rows) {
      const bool hit = trace_.reached(row.result);
      note({PlaceKind::row, owner_, row.span, {}, hit, hit, hit});
    }
  }

  // ---- expressions ------------------------------------------------------------------------------------------------
  void decide(PlaceKind kind, ExprId expr, const Localised& label, Span span) {
    const auto seen = [&](Truth truth) { return trace_.seen(expr, truth); };
    const auto reached = trace_.reached(expr);
    note({kind, owner_, span, label, reached, seen(Truth::yes), seen(Truth::no)});
    // What stands in a place that no test reaches is not reached either: saying it once is enough.
    if (reached) walk(expr);
  }
  void decide(PlaceKind kind, ExprId expr) { decide(kind, expr, {}, program_.exprs[expr].span); }

  void walk(ExprId expr) {
    std::visit(Overloaded{
                   [&](const And& node) { decide_all(PlaceKind::operand, node.operands); },
                   [&](const Or& node) { decide_all(PlaceKind::operand, node.operands); },
                   [&](const Implies& node) {
                     decide(PlaceKind::condition, node.condition);
                     decide(PlaceKind::consequence, node.consequence);
                   },
                   [&](const Quantifier& node) {
                     walk(node.list);
                     if (node.where) decide(PlaceKind::filter, *node.where);
                     decide(PlaceKind::body, node.body);
                   },
                   [&](const Select& node) {
                     walk(node.list);
                     decide(PlaceKind::filter, node.where);
                   },
                   [&](const Map& node) {
                     walk(node.list);
                     if (node.where) decide(PlaceKind::filter, *node.where);
                     walk(node.element);
                   },
                   [&](const Choose& node) {
                     for (const auto& one : node.cases) {
                       decide(PlaceKind::condition, one.condition);
                       walk(one.value);
                     }
                     walk(node.otherwise);
                   },
                   [&](const auto& node) {
                     for (const auto child : children(ExprNode(node))) walk(child);
                   },
               },
               program_.exprs[expr].node);
  }

  void decide_all(PlaceKind kind, const std::vector<ExprId>& exprs) {
    for (const auto expr : exprs) decide(kind, expr);
  }

  void note(CoveredPlace place) {
    reached_ = reached_ || place.reached;
    if (place.counted()) {
      ++coverage_.total;
      if (place.covered()) ++coverage_.decided_both_ways;
    }
    if (!place.covered()) coverage_.uncovered.push_back(std::move(place));
  }

  const Program& program_;
  const explain::Trace& trace_;
  const Selection& selection_;
  std::string owner_;
  bool reached_ = false;  // some place of the owner
  Coverage coverage_;
};

}  // namespace

auto CoveredPlace::covered() const -> bool {
  if (kind == PlaceKind::rule || kind == PlaceKind::row) return reached;
  return seen_true && seen_false;
}

auto measure_coverage(const Program& program, const explain::Trace& trace, const Selection& selection) -> Coverage {
  return CoverageFinder(program, trace, selection).run();
}

}  // namespace dengbao::author
