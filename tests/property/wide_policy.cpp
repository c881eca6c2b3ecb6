#include <algorithm>

#include "property/policy.h"

namespace dengbao::property {
namespace {

const std::vector<Type> relation_types{
    record_type(Schema::zone),  record_type(Schema::zone), record_type(Schema::host), record_type(Schema::account),
    type_of(Kind::enumeration), type_of(Kind::text),       type_of(Kind::number)};
const std::vector<Kind> scalar_kinds{Kind::truth, Kind::number,   Kind::text,
                                     Kind::date,  Kind::duration, Kind::enumeration};

auto is_literal_kind(Type type) -> bool {
  return !type.list && (type.kind == Kind::enumeration || type.kind == Kind::text || type.kind == Kind::number);
}

// ---- relations ------------------------------------------------------------------------------------------------------

// One relation, or two that depend on each other, with rules of every form.
class RelationMaker {
 public:
  RelationMaker(const Schema& schema, const std::vector<Helper>& helpers, std::size_t number, Random& random)
      : schema_(schema), helpers_(helpers), random_(random) {
    const auto count = random.chance(55) ? 2 : random.between(1, 3);
    for (std::size_t i = 0; i < count; ++i) types_.push_back(random.pick(relation_types));
    if (count == 2 && random.chance(60))
      types_[1] = types_[0] = record_type(random.chance(75) ? Schema::zone : Schema::host);
    names_.push_back("relation" + std::to_string(number));
    if (random.chance(25)) names_.push_back("relation" + std::to_string(number + 1));
  }

  auto run() -> Definition {
    std::string text;
    for (const auto& name : names_) {
      text += "\nrelation " + name + "(";
      for (std::size_t i = 0; i < types_.size(); ++i) {
        text += std::string(i == 0 ? "" : ", ") + static_cast<char>('a' + i) + ": " + type_text(schema_, types_[i]);
      }
      text += ")\n";
      const auto rules = random_.between(1, 3);
      for (std::size_t i = 0; i < rules; ++i) text += i == 0 && random_.chance(85) ? base() : recursive();
    }
    return {names_.front(), text};
  }
  [[nodiscard]] auto helpers() const -> std::vector<Helper> {
    std::vector<Helper> made;
    for (const auto& name : names_) made.push_back({name, types_, type_of(Kind::truth)});
    return made;
  }

 private:
  // What a rule is about, as it grows.
  struct Rule {
    Expressions e;
    std::string generators;
    int variables = 0;
  };

  auto rule() -> Rule { return {{schema_, helpers_, random_}, "", 0}; }

  auto generate(Rule& rule, Type type, const std::string& list) -> std::string {
    const auto name = "g" + std::to_string(++rule.variables);
    rule.generators += (rule.generators.empty() ? " for " : ", ") + name + " in " + list;
    rule.e.open(name, type);
    return name;
  }
  auto generate(Rule& rule, Type type) -> std::string {
    if (type.kind != Kind::record) type = record_type(Schema::host);
    auto list = random_.chance(50) ? rule.e.path(type.list_of()) : "";
    return generate(rule, type, list.empty() ? "all " + schema_.records[type.ref].name : list);
  }
  // What stands for a parameter: what the rule has, else something new.
  auto head(Rule& rule, Type type) -> std::string {
    if (is_literal_kind(type) && random_.chance(15)) return rule.e.literal(type.kind);
    for (int attempt = 0; attempt < 2; ++attempt) {
      if (auto text = rule.e.term(type); !text.empty()) return text;
      if (type.kind == Kind::record) return generate(rule, type);
      // Both evaluators multiply generators out; what six of them make of thirty hosts fits in no memory.
      if (rule.variables >= 2) break;
      (void)generate(rule, record_type(attempt == 0 ? Schema::host : Schema::account));
    }
    return rule.e.literal(type.kind);
  }

  auto base() -> std::string {
    auto r = rule();
    const auto first = random_.pick(std::vector<std::uint32_t>{Schema::zone, Schema::host, Schema::account});
    (void)generate(r, types_.front().kind == Kind::record ? types_.front() : record_type(first));
    if (random_.chance(75)) step(r);
    return holds(r, "");
  }
  // Another generator, over a list of what there is.
  void step(Rule& rule) {
    const auto type = types_.back().kind == Kind::record ? types_.back() : record_type(Schema::account);
    if (auto list = rule.e.path(type.list_of()); !list.empty()) (void)generate(rule, type, list);
  }

  auto holds(Rule& rule, const std::string& when) -> std::string {
    std::string heads;
    for (const auto type : types_) heads += (heads.empty() ? "" : ", ") + head(rule, type);
    return finish(rule, heads, when);
  }
  auto finish(Rule& rule, const std::string& heads, std::string when) -> std::string {
    auto text = "  holds (" + heads + ")" + rule.generators;
    if (!rule.generators.empty() && random_.chance(40)) text += " where " + rule.e.truth(1);
    if (random_.chance(15)) {
      if (const auto other = denied(rule); !other.empty()) when += (when.empty() ? "not " : " and not ") + other;
    }
    return text + (when.empty() ? "" : " when " + when) + "\n";
  }
  // A relation that is whole before this one.
  auto denied(Rule& rule) -> std::string {
    std::vector<const Helper*> relations;
    for (const auto& helper : helpers_) {
      if (helper.name.starts_with("relation")) relations.push_back(&helper);
    }
    if (relations.empty()) return "";
    const auto& relation = *random_.pick(relations);
    std::string terms;
    for (const auto type : relation.arguments) {
      auto term = rule.e.term(type);
      if (term.empty() && is_literal_kind(type)) term = rule.e.literal(type.kind);
      if (term.empty()) return "";
      terms += (terms.empty() ? "" : ", ") + term;
    }
    return relation.name + "(" + terms + ")";
  }

  auto recursive() -> std::string {
    const auto& name = random_.pick(names_);
    const bool closure = types_.size() == 2 && types_[0] == types_[1];
    auto r = rule();
    if (closure && random_.chance(50)) {
      const auto& other = random_.pick(names_);
      return finish(r, "a, c", name + "(a, b) and " + other + "(b, c)");
    }
    if (random_.chance(75)) {
      (void)generate(r, types_.front());
      if (random_.chance(60)) step(r);
    }
    // The relation, of what there is and of what it gives.
    std::string terms;
    std::string heads;
    for (std::size_t i = 0; i < types_.size(); ++i) {
      auto term = random_.chance(50) ? r.e.term(types_[i]) : "";
      if (term.empty()) {
        term = "b" + std::to_string(i);
        r.e.open(term, types_[i]);
      }
      terms += (terms.empty() ? "" : ", ") + term;
    }
    for (const auto type : types_) {
      auto term = r.e.term(type);
      if (term.empty()) term = is_literal_kind(type) ? r.e.literal(type.kind) : head(r, type);
      heads += (heads.empty() ? "" : ", ") + term;
    }
    return finish(r, heads, name + "(" + terms + ")");
  }

  const Schema& schema_;
  const std::vector<Helper>& helpers_;
  Random& random_;
  std::vector<Type> types_;
  std::vector<std::string> names_;
};

// ---- tables ---------------------------------------------------------------------------------------------------------

auto make_table(const std::string& name, Kind result, Expressions& e, Random& random) -> Definition {
  std::string text = "\ntable " + name + "(colour: Colour, flag: truth, size: number) gives " +
                     (result == Kind::number  ? "number"
                      : result == Kind::truth ? "truth"
                                              : "Colour") +
                     "\n  colour | flag | size | gives\n";
  const auto row = [&](const std::string& cells) { text += "  " + cells + " | " + e.literal(result) + "\n"; };
  const auto sizes = [&](const std::string& before) {
    if (random.chance(40)) return row(before + " | any");
    row(before + " | < 2");
    row(before + " | >= 2");
  };
  const auto flags = [&](const std::string& before) {
    if (random.chance(40)) return sizes(before + " | any");
    sizes(before + " | true");
    sizes(before + " | false");
  };
  if (random.chance(50)) {
    flags("red");
    flags("green, blue");
  } else {
    for (const auto& colour : colours()) flags(colour);
  }
  return {name, text};
}

// ---- the policy -----------------------------------------------------------------------------------------------------

class WidePolicyMaker {
 public:
  explicit WidePolicyMaker(Random& random) : random_(random) { policy_.schema = make_wide_schema(random); }

  auto run() -> Policy {
    add_table(Kind::number);
    if (random_.chance(50)) add_table(Kind::enumeration);
    for (int i = 0; i < 8; ++i) {
      if (random_.chance(45)) {
        add_relation();
      } else {
        add_definition();
      }
    }
    for (int i = 0; i < 9; ++i) add_requirement("whole" + std::to_string(i));
    for (int i = 0; i < 2; ++i) add(risk("risk" + std::to_string(i)));
    for (int i = 0; i < 3; ++i) add(duty("duty" + std::to_string(i)));
    return std::move(policy_);
  }

 private:
  auto expressions() -> Expressions {
    Expressions e{policy_.schema, helpers_, random_};
    e.widen(checked_);
    return e;
  }
  void add(std::string text) { policy_.clauses.push_back({std::move(text)}); }

  void add_table(Kind result) {
    auto e = expressions();
    const auto name = "table" + std::to_string(helpers_.size() + 1);
    policy_.definitions.push_back(make_table(name, result, e, random_));
    helpers_.push_back(
        {name, {type_of(Kind::enumeration), type_of(Kind::truth), type_of(Kind::number)}, type_of(result)});
  }
  void add_relation() {
    RelationMaker maker(policy_.schema, helpers_, helpers_.size() + 1, random_);
    policy_.definitions.push_back(maker.run());
    for (auto& helper : maker.helpers()) helpers_.push_back(std::move(helper));
  }

  auto any_type() -> Type {
    static const std::vector<std::uint32_t> records{Schema::host, Schema::account, Schema::zone};
    auto type = random_.chance(50) ? record_type(random_.pick(records)) : type_of(random_.pick(scalar_kinds));
    return random_.chance(30) ? type.list_of() : type;
  }
  auto body(Expressions& e, Type type) -> std::string {
    if (type.list) return e.list_of(type.element(), 2);
    if (type.kind == Kind::truth) return e.truth(2);
    if (type.kind == Kind::number) return e.number(2);
    return e.value(type, 2);
  }
  void add_definition() {
    const auto name = "helper" + std::to_string(helpers_.size() + 1);
    auto e = expressions();
    Helper helper{name, {}, random_.chance(40) ? type_of(Kind::truth) : any_type()};
    std::string formals;
    const auto count = random_.between(1, 3);
    for (std::size_t i = 0; i < count; ++i) {
      const auto type = any_type();
      const auto given = "given" + std::to_string(i);
      helper.arguments.push_back(type);
      formals += (formals.empty() ? "" : ", ") + given + ": " + type_text(policy_.schema, type);
      e.open(given, type);
    }
    const auto means = body(e, helper.result);
    if (means.empty()) return;
    policy_.definitions.push_back({name, "\ndefine " + name + "(" + formals + ") : " +
                                             type_text(policy_.schema, helper.result) + "\n  means " + means + "\n"});
    helpers_.push_back(std::move(helper));
  }

  // ---- requirements, risks and duties -------------------------------------------------------------------------------

  static auto head(const std::string& kind, const std::string& name) -> std::string {
    return "\n" + kind + " " + name + "\n  title \"Whole\"\n  cites law 1\n  level 1..4\n";
  }

  auto subjects(Expressions& e, bool when_none) -> std::optional<Type> {
    subject_text_.clear();
    if (!random_.chance(85)) return std::nullopt;
    auto over = e.any_record_list();
    if (random_.chance(40)) over = {"network.hosts", record_type(Schema::host)};
    if (random_.chance(20)) {
      auto list = e.list_of(over.element, 2);
      if (!list.empty()) over.text = list;
    }
    if (random_.chance(6)) over = e.list(1);
    e.open("one", over.element);
    subject_text_ = "  for each one in " + over.text;
    if (random_.chance(50)) subject_text_ += " where " + e.where(2);
    subject_text_ += "\n";
    if (when_none && random_.chance(25))
      subject_text_ += random_.chance(50) ? "  when none pass \"nothing\"\n" : "  when none fail \"one\"\n";
    return over.element;
  }

  auto part(const std::string& word, const std::string& label, Expressions& e) -> std::string {
    return "  " + word + " \"" + label + "\":\n    " + e.truth(random_.chance(15) ? 3 : 2) + "\n";
  }

  void add_requirement(const std::string& name) {
    auto e = expressions();
    if (random_.chance(30)) e.allow_known();
    auto text = head("requirement", name);
    if (random_.chance(20)) text += "  applies when " + e.truth(1) + "\n";
    if (random_.chance(8)) text += "  may be provided by network.cloud\n";
    const auto subject = subjects(e, true);
    text += subject_text_;
    if (random_.chance(20)) text += part("unless", "of all", e);
    const auto parts = random_.between(1, 3);
    const bool recommended = random_.chance(10);
    for (std::size_t i = 1; i <= parts; ++i) {
      const auto label = "part " + std::to_string(i);
      text += part(recommended || random_.chance(10) ? "recommends" : "require", label, e);
      if (random_.chance(35)) text += part("unless", "of " + label, e);
    }
    if (random_.chance(10)) text += part("from level 3 require", "more", e);
    add(std::move(text));
    checked_.push_back({name, subject});
  }

  auto risk(const std::string& name) -> std::string {
    auto e = expressions();
    auto text = head("risk", name);
    if (random_.chance(20)) text += "  applies when " + e.truth(1) + "\n";
    (void)subjects(e, false);
    text += subject_text_;
    const auto conditions = random_.between(1, 3);
    for (std::size_t i = 1; i <= conditions; ++i) {
      const auto label = "condition " + std::to_string(i);
      text += part("raised", label, e);
      if (random_.chance(50)) text += part("lowered", "of " + label, e);
    }
    return text;
  }

  auto duty(const std::string& name) -> std::string {
    Expressions e{policy_.schema, helpers_, random_};
    e.widen({});  // nothing of duties may ask whether requirements pass
    auto text = head("duty", name);
    if (random_.chance(20)) text += "  applies when " + e.truth(1) + "\n";
    (void)subjects(e, false);
    text += subject_text_;
    const auto date = [&] {
      auto fact = e.value(type_of(Kind::date), 2);
      return fact.empty() ? e.literal(Kind::date) : fact;
    };
    const auto span = [&] {
      auto fact = random_.chance(30) ? e.value(type_of(Kind::duration), 1) : "";
      return fact.empty() ? e.literal(Kind::duration) : fact;
    };
    if (random_.chance(40)) {
      text += "  every " + span() + " after " + date() + "\n";
    } else if (random_.chance(60)) {
      text += "  due " + span() + (random_.chance(70) ? " after " : " before ") + date() + "\n";
    } else {
      text += "  due " + date() + "\n";
    }
    const auto dates = e.list_of(type_of(Kind::date), 2);
    return text + "  done on " + (dates.empty() || random_.chance(35) ? date() : dates) + "\n";
  }

  Random& random_;
  Policy policy_;
  std::vector<Helper> helpers_;
  std::vector<Checked> checked_;
  std::string subject_text_;
};

}  // namespace

auto make_wide_policy(Random& random) -> Policy { return WidePolicyMaker(random).run(); }

}  // namespace dengbao::property
