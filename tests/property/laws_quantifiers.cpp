#include "property/law_words.h"

namespace dengbao::property {
namespace {

using Relation = Law::Relation;

// A list and conditions on its elements.
struct Over {
  std::string x;      // the variable
  std::string in;     // `x in list`
  std::string where;  // ` where w`, in half of all cases
  std::string p, q, w;
  std::string n;  // a small number
};
auto over(Expressions& e, const Expressions::ListText& list) -> Over {
  Over made;
  made.x = e.open(list.element);
  made.in = made.x + " in " + list.text;
  made.p = e.truth(depth);
  made.q = e.truth(1);
  made.w = e.truth(1);
  e.close();
  made.where = e.random().chance(50) ? " where " + made.w : "";
  made.n = std::to_string(e.random().below(4));
  return made;
}

auto over(Expressions& e) -> Over { return over(e, e.list(1)); }

// A list whose elements all exist, because none is read through another list.
auto over_existing(Expressions& e) -> Over {
  static const std::vector<Expressions::ListText> lists{{"network.hosts", record_type(Schema::host)},
                                                        {"network.zones", record_type(Schema::zone)},
                                                        {"network.zones.next", record_type(Schema::zone)},
                                                        {"host.accounts", record_type(Schema::account)},
                                                        {"network.hosts.accounts", record_type(Schema::account)}};
  return over(e, e.random().pick(lists));
}

auto quantified(const std::string& words, const std::string& in, const std::string& body) -> std::string {
  return "(" + words + " " + in + " satisfies " + body + ")";
}

// The same condition said of the field of each element, and of the elements of the list of these fields.
struct Mapped {
  std::string of_fields;  // x in xs.field satisfies p(x)
  std::string of_owners;  // y in xs satisfies p(y.field)
};
auto mapped(Expressions& e) -> Mapped {
  static const std::vector<Expressions::ListText> lists{{"network.hosts", record_type(Schema::host)},
                                                        {"host.accounts", record_type(Schema::account)}};
  const auto& list = e.random().pick(lists);
  const auto field = e.random().pick(e.single_paths(list.element.ref));
  const std::string element = "it_";  // no other name holds these letters
  e.open(element, field.type);
  const auto said = e.truth(depth);
  e.close();
  auto said_of_field = said;
  const auto replacement = "owner" + field.text;
  for (std::size_t at = 0; (at = said_of_field.find(element, at)) != std::string::npos; at += replacement.size()) {
    said_of_field.replace(at, element.size(), replacement);
  }
  return {element + " in " + list.text + field.text + " satisfies " + said,
          "owner in " + list.text + " satisfies " + said_of_field};
}

}  // namespace

auto laws_of_quantifiers() -> std::vector<Law> {
  return {
      {"not every x p = some x not p", Relation::same,
       [](Expressions& e) {
         const auto o = over(e);
         return Sides{no(quantified("every", o.in + o.where, o.p)), quantified("some", o.in + o.where, no(o.p))};
       }},
      {"not some x p = every x not p", Relation::same,
       [](Expressions& e) {
         const auto o = over(e);
         return Sides{no(quantified("some", o.in + o.where, o.p)), quantified("every", o.in + o.where, no(o.p))};
       }},
      {"no x p = not some x p", Relation::same,
       [](Expressions& e) {
         const auto o = over(e);
         return Sides{quantified("no", o.in + o.where, o.p), no(quantified("some", o.in + o.where, o.p))};
       }},
      {"at least 1 x p = some x p", Relation::same,
       [](Expressions& e) {
         const auto o = over(e);
         return Sides{quantified("at least 1", o.in + o.where, o.p), quantified("some", o.in + o.where, o.p)};
       }},
      {"at most 0 x p = no x p", Relation::same,
       [](Expressions& e) {
         const auto o = over(e);
         return Sides{quantified("at most 0", o.in + o.where, o.p), quantified("no", o.in + o.where, o.p)};
       }},
      {"exactly n x p = at least n x p and at most n x p", Relation::same,
       [](Expressions& e) {
         const auto o = over(e);
         return Sides{quantified("exactly " + o.n, o.in + o.where, o.p),
                      both(quantified("at least " + o.n, o.in + o.where, o.p),
                           quantified("at most " + o.n, o.in + o.where, o.p))};
       }},
      {"at most n x p = not at least n + 1 x p", Relation::same,
       [](Expressions& e) {
         const auto o = over(e);
         return Sides{quantified("at most " + o.n, o.in + o.where, o.p),
                      no(quantified("at least (" + o.n + " + 1)", o.in + o.where, o.p))};
       }},
      {"every x where w p = every x (if w then p)", Relation::same,
       [](Expressions& e) {
         const auto o = over(e);
         return Sides{quantified("every", o.in + " where " + o.w, o.p),
                      quantified("every", o.in, "(if " + o.w + " then " + o.p + ")")};
       }},
      {"some x where w p = some x (w and p)", Relation::same,
       [](Expressions& e) {
         const auto o = over(e);
         return Sides{quantified("some", o.in + " where " + o.w, o.p), quantified("some", o.in, both(o.w, o.p))};
       }},
      {"at least n x where w p = at least n x (w and p)", Relation::same,
       [](Expressions& e) {
         const auto o = over(e);
         return Sides{quantified("at least " + o.n, o.in + " where " + o.w, o.p),
                      quantified("at least " + o.n, o.in, both(o.w, o.p))};
       }},
      {"every x in (all x where w) p = every x where w p", Relation::same,
       [](Expressions& e) {
         const auto o = over(e);
         return Sides{quantified("every", o.x + " in (all " + o.in + " where " + o.w + ")", o.p),
                      quantified("every", o.in + " where " + o.w, o.p)};
       }},
      {"every x (p and q) = every x p and every x q", Relation::same,
       [](Expressions& e) {
         const auto o = over(e);
         return Sides{quantified("every", o.in, both(o.p, o.q)),
                      both(quantified("every", o.in, o.p), quantified("every", o.in, o.q))};
       }},
      {"some x (p or q) = some x p or some x q", Relation::same,
       [](Expressions& e) {
         const auto o = over(e);
         return Sides{quantified("some", o.in, either(o.p, o.q)),
                      either(quantified("some", o.in, o.p), quantified("some", o.in, o.q))};
       }},
      {"every x in ys.f p(x) = every y in ys p(y.f)", Relation::same,
       [](Expressions& e) {
         const auto m = mapped(e);
         return Sides{"(every " + m.of_fields + ")", "(every " + m.of_owners + ")"};
       }},
      {"at least n x in ys.f p(x) = at least n y in ys p(y.f)", Relation::same,
       [](Expressions& e) {
         const auto m = mapped(e);
         return Sides{"(at least 2 " + m.of_fields + ")", "(at least 2 " + m.of_owners + ")"};
       }},
      // An element of a mapped list that is known not to exist is not counted, but quantifiers meet it.
      {"count of (x where p) >= n = at least n x p", Relation::same,
       [](Expressions& e) {
         const auto o = over_existing(e);
         return Sides{"((count of (" + o.in + " where " + o.p + ")) >= " + o.n + ")",
                      quantified("at least " + o.n, o.in, o.p)};
       }},
      {"count of (x where p) = n is exactly n x p", Relation::same,
       [](Expressions& e) {
         const auto o = over_existing(e);
         return Sides{"((count of (" + o.in + " where " + o.p + ")) = " + o.n + ")",
                      quantified("exactly " + o.n, o.in, o.p)};
       }},
  };
}

}  // namespace dengbao::property
