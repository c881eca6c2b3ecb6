#include "property/law_words.h"

namespace dengbao::property {
namespace {

using Relation = Law::Relation;

auto p(Expressions& e) -> std::string { return e.truth(depth); }

struct Three {
  std::string p, q, r;
};
auto three(Expressions& e) -> Three {
  auto a = e.truth(depth);
  auto b = e.truth(depth);
  return {std::move(a), std::move(b), e.truth(1)};
}

}  // namespace

auto laws_of_connectives() -> std::vector<Law> {
  return {
      {"p and q = q and p", Relation::same,
       [](Expressions& e) {
         const auto t = three(e);
         return Sides{both(t.p, t.q), both(t.q, t.p)};
       }},
      {"p or q = q or p", Relation::same,
       [](Expressions& e) {
         const auto t = three(e);
         return Sides{either(t.p, t.q), either(t.q, t.p)};
       }},
      {"(p and q) and r = p and (q and r) = p and q and r", Relation::same,
       [](Expressions& e) {
         const auto t = three(e);
         const auto flat = "(" + t.p + " and " + t.q + " and " + t.r + ")";
         return Sides{both(both(t.p, t.q), t.r), e.random().chance(50) ? flat : both(t.p, both(t.q, t.r))};
       }},
      {"(p or q) or r = p or (q or r) = p or q or r", Relation::same,
       [](Expressions& e) {
         const auto t = three(e);
         const auto flat = "(" + t.p + " or " + t.q + " or " + t.r + ")";
         return Sides{either(either(t.p, t.q), t.r), e.random().chance(50) ? flat : either(t.p, either(t.q, t.r))};
       }},
      {"p and p = p", Relation::same,
       [](Expressions& e) {
         const auto a = p(e);
         return Sides{both(a, a), a};
       }},
      {"p or p = p", Relation::same,
       [](Expressions& e) {
         const auto a = p(e);
         return Sides{either(a, a), a};
       }},
      {"p and (p or q) = p", Relation::same,
       [](Expressions& e) {
         const auto t = three(e);
         return Sides{both(t.p, either(t.p, t.q)), t.p};
       }},
      {"p or (p and q) = p", Relation::same,
       [](Expressions& e) {
         const auto t = three(e);
         return Sides{either(t.p, both(t.p, t.q)), t.p};
       }},
      {"p and (q or r) = (p and q) or (p and r)", Relation::same,
       [](Expressions& e) {
         const auto t = three(e);
         return Sides{both(t.p, either(t.q, t.r)), either(both(t.p, t.q), both(t.p, t.r))};
       }},
      {"p or (q and r) = (p or q) and (p or r)", Relation::same,
       [](Expressions& e) {
         const auto t = three(e);
         return Sides{either(t.p, both(t.q, t.r)), both(either(t.p, t.q), either(t.p, t.r))};
       }},
      {"not not p = p", Relation::same,
       [](Expressions& e) {
         const auto a = p(e);
         return Sides{no(no(a)), a};
       }},
      {"not (p and q) = not p or not q", Relation::same,
       [](Expressions& e) {
         const auto t = three(e);
         return Sides{no(both(t.p, t.q)), either(no(t.p), no(t.q))};
       }},
      {"not (p or q) = not p and not q", Relation::same,
       [](Expressions& e) {
         const auto t = three(e);
         return Sides{no(either(t.p, t.q)), both(no(t.p), no(t.q))};
       }},
      {"p and true = p", Relation::same,
       [](Expressions& e) {
         const auto a = p(e);
         return Sides{both(a, "true"), a};
       }},
      {"p or false = p", Relation::same,
       [](Expressions& e) {
         const auto a = p(e);
         return Sides{either("false", a), a};
       }},
      {"p and false = false", Relation::same, [](Expressions& e) { return Sides{both(p(e), "false"), "false"}; }},
      {"p or true = true", Relation::same, [](Expressions& e) { return Sides{either(p(e), "true"), "true"}; }},
      {"if p then q = not p or q", Relation::same,
       [](Expressions& e) {
         const auto t = three(e);
         return Sides{"(if " + t.p + " then " + t.q + ")", either(no(t.p), t.q)};
       }},
      {"if p then q = if not q then not p", Relation::same,
       [](Expressions& e) {
         const auto t = three(e);
         return Sides{"(if " + t.p + " then " + t.q + ")", "(if " + no(t.q) + " then " + no(t.p) + ")"};
       }},
  };
}

}  // namespace dengbao::property
