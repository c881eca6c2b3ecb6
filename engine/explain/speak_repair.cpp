#include <algorithm>

#include "explain/fact_roles.h"
#include "explain/speaker.h"

// What is to be changed, in words.
namespace dengbao::explain {
namespace {

constexpr std::size_t most_named = 3;

}  // namespace

// "at least 8", "2026-11-21 or later"
auto Speaker::target(const Change& change) const -> std::string {
  const auto type = program_.fields[change.fact.field].type;
  if (change.to_be_given) return say("to be given", "应填写");
  const bool single = change.kind != Change::Kind::set;
  if (type.list && !single && change.value.list().elements.empty()) return say("none", "无");
  const auto words = value(change.value, single ? type.element() : type);
  if (!change.bound) return words;
  const bool up = *change.bound == CompareOp::greater_equal;
  if (type.kind == Kind::date)
    return up ? say("{0} or later", "不早于 {0}", {words}) : say("{0} or earlier", "不晚于 {0}", {words});
  return up ? say("at least {0}", "不小于 {0}", {words}) : say("at most {0}", "不大于 {0}", {words});
}

// "root, dba, sys and 3 more"
auto Speaker::some_rows(const std::vector<Row>& rows) const -> std::string {
  std::string names;
  for (std::size_t i = 0; i < std::min(most_named, rows.size()); ++i) {
    names += (names.empty() ? "" : say(", ", "、")) + row(rows[i]);
  }
  if (rows.size() <= most_named) return names;
  return say("{0} and {1} more", "{0} 等 {2} 个",
             {names, std::to_string(rows.size() - most_named), std::to_string(rows.size())});
}

// "roles of root", "roles — root, dba"
auto Speaker::changed_fact(const std::vector<const Change*>& alike) const -> std::string {
  const auto& first = *alike.front();
  if (alike.size() == 1) return fact_phrase(first.fact);
  std::vector<Row> rows;
  for (const auto* change : alike) rows.push_back(change->fact.row);
  return say("{1} ({0})", "{0}的{1}", {some_rows(rows), label(first.fact.field)});
}

// "minimum password length of root: at least 8"; of several things, and of a yes or no, "root, dba: enabled — no".
auto Speaker::set_words(const std::vector<const Change*>& alike) const -> std::string {
  const auto& first = *alike.front();
  const bool truth = program_.fields[first.fact.field].type == truth_type;
  auto to = target(first);
  switch (FactRoles(program_, facts_, *proof_.settings).of(first.fact.field)) {
    case FactRole::repeated:
      to = say("to be carried out again, on {0}", "重新进行，日期{0}", {to});
      break;
    case FactRole::extended:
      to = say("to be renewed, to {0} or later", "续期，不早于 {0}",
               {value(first.value, program_.fields[first.fact.field].type)});
      break;
    default:
      break;
  }
  if (alike.size() == 1 && !truth) return say("{0}: {1}", "{0}：{1}", {fact_phrase(first.fact), to});
  std::vector<Row> rows;
  for (const auto* change : alike) rows.push_back(change->fact.row);
  const auto owners = some_rows(rows);
  const std::vector<std::string> args{owners, label(first.fact.field), to};
  return owners.empty() ? say("{1} — {2}", "{1}——{2}", args) : say("{0}: {1} — {2}", "{0}：{1}——{2}", args);
}

auto Speaker::removed(const std::vector<const Change*>& alike) const -> std::string {
  std::vector<Row> rows;
  for (const auto* change : alike) rows.push_back(change->value.as<Row>());
  const auto& record = program_.records[rows.front().record];
  if (!record.key) return say("{0}: to be removed", "移除{0}", {some_rows(rows)});  // its name begins with the label
  return say("{0} {1}: to be removed", "移除{0} {1}", {record.label.in(lang_), some_rows(rows)});
}

auto Speaker::changes(const std::vector<Change>& changes) const -> std::vector<std::string> {
  std::vector<std::vector<const Change*>> groups;
  for (const auto& change : changes) {
    auto group =
        std::find_if(groups.begin(), groups.end(), [&](const auto& alike) { return alike.front()->alike(change); });
    if (group == groups.end()) group = groups.insert(groups.end(), std::vector<const Change*>{});
    group->push_back(&change);
  }
  std::vector<std::string> lines;
  for (const auto& alike : groups) {
    const auto& first = *alike.front();
    switch (first.kind) {
      case Change::Kind::set:
        lines.push_back(set_words(alike));
        break;
      case Change::Kind::put_in:
        lines.push_back(say("{0}: with {1}", "{0}：增加{1}", {changed_fact(alike), target(first)}));
        break;
      case Change::Kind::take_out:
        lines.push_back(say("{0}: without {1}", "{0}：去除{1}", {changed_fact(alike), target(first)}));
        break;
      case Change::Kind::remove:
        lines.push_back(removed(alike));
        break;
    }
  }
  return lines;
}

}  // namespace dengbao::explain
