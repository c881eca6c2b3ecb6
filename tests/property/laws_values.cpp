#include "property/law_words.h"

namespace dengbao::property {
namespace {

using Relation = Law::Relation;

auto list_text(Expressions& e) -> std::string { return e.list(depth).text; }

// A value and a list of its kind.
struct Element {
  std::string value;
  std::string list;
};
auto element(Expressions& e) -> Element {
  while (true) {
    const auto list = e.list(1);
    auto value = e.path(list.element);
    if (!value.empty()) return {value, list.text};
  }
}

auto numbers(Expressions& e) -> std::string {
  for (int attempt = 0; attempt < 20; ++attempt) {
    if (auto list = e.list_of(type_of(Kind::number), depth); !list.empty()) return list;
  }
  return "(1, 2)";
}

}  // namespace

auto laws_of_values() -> std::vector<Law> {
  return {
      {"xs is not empty = count of xs >= 1", Relation::same,
       [](Expressions& e) {
         const auto xs = list_text(e);
         return Sides{"(" + xs + " is not empty)", "((count of " + xs + ") >= 1)"};
       }},
      {"xs is empty = count of xs = 0", Relation::same,
       [](Expressions& e) {
         const auto xs = list_text(e);
         return Sides{"(" + xs + " is empty)", "((count of " + xs + ") = 0)"};
       }},
      {"v in xs agrees with some x in xs is v", Relation::agree,
       [](Expressions& e) {
         const auto t = element(e);
         return Sides{"(" + t.value + " in " + t.list + ")",
                      "(some y in " + t.list + " satisfies y is " + t.value + ")"};
       }},
      {"xs contains v = v in xs", Relation::same,
       [](Expressions& e) {
         const auto t = element(e);
         return Sides{"(" + t.list + " contains " + t.value + ")", "(" + t.value + " in " + t.list + ")"};
       }},
      // The comparison sees more of `highest of` and `lowest of` than their value tells.
      {"v is one of a, b agrees with v is a or v is b", Relation::agree,
       [](Expressions& e) {
         const auto v = e.number(1);
         const auto a = e.number(0);
         const auto b = e.number(0);
         return Sides{"(" + v + " is one of " + a + ", " + b + ")",
                      either("(" + v + " is " + a + ")", "(" + v + " is " + b + ")")};
       }},
      {"(when p then a otherwise b) = v agrees with p and a = v or not p and b = v", Relation::agree,
       [](Expressions& e) {
         const auto p = e.truth(1);
         const auto a = e.number(0);
         const auto b = e.number(0);
         const auto v = e.literal(Kind::number);
         return Sides{"((when " + p + " then " + a + " otherwise " + b + ") = " + v + ")",
                      either(both(p, "(" + a + " = " + v + ")"), both(no(p), "(" + b + " = " + v + ")"))};
       }},
      {"a < b = b > a", Relation::same,
       [](Expressions& e) {
         const auto a = e.number(depth);
         const auto b = e.number(depth);
         return Sides{"(" + a + " < " + b + ")", "(" + b + " > " + a + ")"};
       }},
      {"a <= b agrees with a < b or a = b", Relation::agree,
       [](Expressions& e) {
         const auto a = e.number(depth);
         const auto b = e.number(depth);
         return Sides{"(" + a + " <= " + b + ")", either("(" + a + " < " + b + ")", "(" + a + " = " + b + ")")};
       }},
      {"highest of xs <= v agrees with every x in xs <= v", Relation::agree,
       [](Expressions& e) {
         const auto xs = numbers(e);
         const auto v = e.literal(Kind::number);
         return Sides{"((highest of " + xs + ") <= " + v + ")", "(every y in " + xs + " satisfies y <= " + v + ")"};
       }},
      {"lowest of xs >= v agrees with every x in xs >= v", Relation::agree,
       [](Expressions& e) {
         const auto xs = numbers(e);
         const auto v = e.literal(Kind::number);
         return Sides{"((lowest of " + xs + ") >= " + v + ")", "(every y in " + xs + " satisfies y >= " + v + ")"};
       }},
      {"distinct(xs) agrees with count of (values of xs) = count of xs", Relation::agree,
       [](Expressions& e) {
         const auto xs = list_text(e);
         return Sides{"distinct(" + xs + ")", "((count of (values of " + xs + ")) = (count of " + xs + "))"};
       }},
  };
}

}  // namespace dengbao::property
