#include "property/policy.h"

#include <algorithm>

#include "base/render_diagnostic.h"
#include "model/compile.h"
#include "syntax/parse.h"

namespace dengbao::property {
namespace {

constexpr int clauses_of_each_law = 1;
constexpr int whole_requirements = 12;

auto asks_for_knowledge(const std::string& text) -> bool {
  return text.find(" is known)") != std::string::npos || text.find(" is missing)") != std::string::npos;
}

auto head(const std::string& name, const std::string& title) -> std::string {
  return "\nrequirement " + name + "\n  title \"" + title + "\"\n  cites law 1\n  level 1..4\n";
}

// ---- definitions ----------------------------------------------------------------------------------------------------

class PolicyMaker {
 public:
  explicit PolicyMaker(Random& random) : random_(random) { policy_.schema = make_schema(random); }

  auto run() -> Policy {
    add_helpers();
    for (const auto& law : equations()) {
      for (int i = 0; i < clauses_of_each_law; ++i) add(law_text(law), &law);
    }
    for (int i = 0; i < whole_requirements; ++i) add(whole_text("whole" + std::to_string(i)), nullptr);
    return std::move(policy_);
  }

 private:
  auto expressions() -> Expressions { return {policy_.schema, helpers_, random_}; }

  void add(std::string text, const Law* law) {
    const bool monotone = !asks_for_knowledge(text);
    policy_.clauses.push_back({std::move(text), law, monotone});
  }

  void add_helpers() {
    const auto host = record_type(Schema::host);
    add_definition(host, type_of(Kind::truth));
    add_definition(record_type(Schema::account), type_of(Kind::truth));
    add_definition(record_type(Schema::account).list_of(), type_of(Kind::truth));
    add_definition(type_of(Kind::number).list_of(), type_of(Kind::number));
    add_definition(host, type_of(Kind::number));
  }

  void add_definition(Type argument, Type result) {
    const auto name = "helper" + std::to_string(helpers_.size() + 1);
    auto e = expressions();
    e.open("given", argument);
    const auto body = result.kind == Kind::truth ? e.truth(2) : e.number(2);
    policy_.definitions.push_back({name, "\ndefine " + name + "(given: " + type_text(policy_.schema, argument) +
                                             ") : " + type_text(policy_.schema, result) + "\n  means " + body + "\n"});
    helpers_.push_back({name, {argument}, result});
  }

  auto law_text(const Law& law) -> std::string {
    auto e = expressions();
    e.open("host", record_type(Schema::host));
    const auto [left, right] = law.make(e);
    return head("law" + std::to_string(policy_.clauses.size()), law.name) +
           "  for each host in network.hosts\n  require \"left\":\n    " + left + "\n  require \"right\":\n    " +
           right + "\n";
  }

  // ---- whole requirements -------------------------------------------------------------------------------------------

  auto subjects(Expressions& e) -> std::string {
    struct Kinds {
      const char* list;
      std::uint32_t record;
    };
    static const std::vector<Kinds> kinds{
        {"network.hosts", Schema::host}, {"network.zones", Schema::zone}, {"network.hosts.accounts", Schema::account}};
    const auto& kind = random_.pick(kinds);
    std::string list = kind.list;
    if (random_.chance(20)) {
      const auto variable = e.open(record_type(kind.record));
      list = "(all " + variable + " in " + list + " where " + e.where(1) + ")";
      e.close();
    }
    e.open("one", record_type(kind.record));
    auto text = "  for each one in " + list;
    if (random_.chance(50)) text += " where " + e.where(2);
    text += "\n";
    if (random_.chance(15))
      text += "  when none pass \"nothing to do\"\n";
    else if (random_.chance(15))
      text += "  when none fail \"there must be one\"\n";
    return text;
  }

  auto exception(Expressions& e, const std::string& label) -> std::string {
    return "  unless \"" + label + "\":\n    " + e.truth(2) + "\n";
  }

  auto whole_text(const std::string& name) -> std::string {
    auto e = expressions();
    if (random_.chance(30)) e.allow_known();
    auto text = head(name, "Whole");
    if (random_.chance(25)) text += "  applies when " + e.truth(1) + "\n";
    if (random_.chance(80)) text += subjects(e);
    if (random_.chance(20)) text += exception(e, "of all");
    const auto parts = random_.between(1, 3);
    const bool recommended = random_.chance(10);
    for (std::size_t i = 1; i <= parts; ++i) {
      const auto label = "part " + std::to_string(i);
      text += (recommended || random_.chance(10) ? "  recommends \"" : "  require \"") + label + "\":\n    " +
              e.truth(2) + "\n";
      if (random_.chance(35)) text += exception(e, "of " + label);
    }
    return text;
  }

  Random& random_;
  Policy policy_;
  std::vector<Helper> helpers_;
};

}  // namespace

auto Policy::text() const -> std::string {
  auto all = schema_text(schema);
  for (const auto& definition : definitions) all += definition.text;
  for (const auto& clause : clauses) all += clause.text;
  return all;
}

auto Policy::only(std::size_t clause) const -> Policy {
  Policy part{schema, {}, {clauses[clause]}};
  auto text = clauses[clause].text;
  for (auto definition = definitions.rbegin(); definition != definitions.rend(); ++definition) {
    if (text.find(definition->name + "(") == std::string::npos) continue;
    text += definition->text;
    part.definitions.insert(part.definitions.begin(), *definition);
  }
  return part;
}

auto make_policy(Random& random) -> Policy { return PolicyMaker(random).run(); }

auto Compiled::reads_of(model::RequirementId requirement) -> const eval::Reads& {
  const auto found = reads.find(requirement);
  return found != reads.end() ? found->second : reads[requirement] = eval::reads_of(plan, requirement);
}

auto Compiled::messages() const -> std::string { return render(sink.sorted(), sources, Lang::en, false); }

auto compile(const Policy& policy) -> std::unique_ptr<Compiled> {
  auto made = std::make_unique<Compiled>();
  model::PolicySet set;
  const auto file = made->sources.add("random.policy", policy.text());
  set.files.push_back(syntax::parse(made->sources, file, made->sink));
  made->program = model::compile(set, made->sources, made->sink);
  made->settings.as_of = *Date::parse("2026-11-21");
  made->settings.level = 3;
  if (made->program) made->plan = eval::make_plan(*made->program);
  return made;
}

namespace {

// Drops those whose text holds an error; `begin`: where the first of them stands in the policy, then where the last
// ends.
void drop_refused(auto& declared, const std::vector<std::uint32_t>& errors, std::size_t& begin) {
  std::erase_if(declared, [&](const auto& one) {
    const auto from = begin;
    begin += one.text.size();
    return std::ranges::any_of(errors, [&](std::uint32_t at) { return from <= at && at < begin; });
  });
}

}  // namespace

auto compile_what_fits(Policy& policy) -> std::unique_ptr<Compiled> {
  for (;;) {
    auto compiled = compile(policy);
    if (compiled->program) return compiled;
    std::vector<std::uint32_t> errors;
    for (const auto& diagnostic : compiled->sink.sorted()) {
      if (diagnostic.severity == Severity::error && diagnostic.has_span) errors.push_back(diagnostic.span.begin);
    }
    const auto before = policy.definitions.size() + policy.clauses.size();
    auto begin = schema_text(policy.schema).size();
    drop_refused(policy.definitions, errors, begin);
    drop_refused(policy.clauses, errors, begin);
    if (policy.definitions.size() + policy.clauses.size() == before) return compiled;
  }
}

}  // namespace dengbao::property
