#include <algorithm>
#include <array>

#include "property/expressions.h"

// What only the evaluators are compared in: no law is told of it.
namespace dengbao::property {
namespace {

constexpr std::array records{Schema::host, Schema::account, Schema::secret, Schema::zone};
constexpr int deepest_calls = 2;

auto is_scalar(Type type) -> bool { return !type.list && type.kind != Kind::record; }

}  // namespace

// ---- values ---------------------------------------------------------------------------------------------------------

auto Expressions::value(Type type, int depth) -> std::string {
  if (!wide_ || calls_ >= deepest_calls || !random_.chance(30)) return path(type);
  ++calls_;
  std::string text;
  if (type.list) {
    text = list_of(type.element(), depth);
  } else if (random_.chance(40)) {
    text = call_giving(type, depth);
  } else if (random_.chance(40)) {
    text = chosen(type, depth);
  } else if (type.kind == Kind::number) {
    text = number(depth);
  } else if (type.kind == Kind::date || type.kind == Kind::duration) {
    text = extreme(type.kind, depth);
  } else if (is_scalar(type) && type.kind != Kind::truth && random_.chance(50)) {
    const auto one = path(type);
    if (!one.empty()) text = "by level (1: " + one + ", 3: " + literal(type.kind) + ")";
  }
  --calls_;
  return text.empty() ? path(type) : text;
}

auto Expressions::term(Type type) -> std::string {
  std::vector<std::string> found;
  for (const auto& variable : scope_) {
    if (variable.type == type) found.insert(found.end(), 3, variable.name);
    if (variable.type.kind != Kind::record || variable.type.list) continue;
    for (const auto& path : schema_.paths[variable.type.ref]) {
      if (path.type == type) found.push_back(variable.name + path.text);
    }
  }
  return found.empty() ? "" : random_.pick(found);
}

// `(when c then v when d then w otherwise u)`
auto Expressions::chosen(Type type, int depth) -> std::string {
  const auto one = [&] {
    auto text = path(type);
    return is_scalar(type) && (text.empty() || random_.chance(25)) ? literal(type.kind) : text;
  };
  const auto first = path(type);  // not a literal: an enumerator has no type of its own
  if (first.empty()) return "";
  std::string text = "(when " + truth(depth - 1) + " then " + first;
  if (random_.chance(40)) text += " when " + truth(depth - 1) + " then " + one();
  return text + " otherwise " + one() + ")";
}

auto Expressions::extreme(Kind kind, int depth) -> std::string {
  const auto over = list_of(type_of(kind), depth);
  if (over.empty()) return "";
  if (kind == Kind::duration && random_.chance(30)) return "(sum of " + over + ")";
  return std::string(random_.chance(50) ? "(highest of " : "(lowest of ") + over +
         (random_.chance(50) ? " or " + literal(kind) + " if none" : "") + ")";
}

auto Expressions::wide_number(int depth) -> std::string {
  switch (random_.below(6)) {
    case 0:
      return chosen(type_of(Kind::number), depth);
    case 1:
      return "(" + number(depth - 1) + " / " + number(depth - 1) + ")";
    case 2:
    case 3: {
      const auto over = any_record_list();
      const auto other = open(over.element);
      auto text = "(count of (" + other + " in " + over.text + " where " +
                  join_condition(other, over.element.ref, depth - 1) + "))";
      close();
      return text;
    }
    case 4: {
      const auto over = list(depth - 1);
      return "(count of (values of " + over.text + "))";
    }
    default:
      return value(type_of(Kind::number), depth);
  }
}

// ---- lists ----------------------------------------------------------------------------------------------------------

auto Expressions::wide_list(Type element, int depth) -> std::string {
  if (depth <= 0 || calls_ >= deepest_calls) return "";
  ++calls_;
  std::string text;
  const auto die = random_.below(6);
  if (die == 0) {
    text = call_giving(element.list_of(), depth);
  } else if (die == 1 && element.kind == Kind::record) {
    text = "(all " + schema_.records[element.ref].name + ")";
  } else if (die == 2) {
    text = chosen(element.list_of(), depth);
  } else if (die < 5) {  // of each a value
    const auto over = list(depth - 1);
    const auto variable = open(over.element);
    const auto made = random_.chance(30) ? value(element, depth - 1) : path(element);
    if (!made.empty()) {
      text = "(" + made + " for " + variable + " in " + over.text;
      if (random_.chance(60)) {
        const bool joins = over.element.kind == Kind::record && random_.chance(50);
        text += " where " + (joins ? join_condition(variable, over.element.ref, depth - 1) : where(depth - 1));
      }
      text += ")";
    }
    close();
  } else {
    auto from = path(element.list_of());
    if (!from.empty() && element.kind == Kind::record) {
      const auto variable = open(element);
      text = "(all " + variable + " in " + from + " where " + join_condition(variable, element.ref, depth - 1) + ")";
      close();
    }
  }
  --calls_;
  return text;
}

// ---- truths ---------------------------------------------------------------------------------------------------------

auto Expressions::wide_truth(int depth) -> std::string {
  switch (random_.below(10)) {
    case 0:
    case 1:
    case 2:
    case 3:
      return joined(depth);
    case 4:
    case 5:
      return passing();
    case 6:
      return "(when " + truth(depth - 1) + " then " + truth(depth - 1) + " otherwise " + truth(depth - 1) + ")";
    case 7: {  // a relation or definition, denied
      const auto text = call_giving(type_of(Kind::truth), depth);
      return text.empty() ? "" : "(not " + text + ")";
    }
    default:
      return call_giving(type_of(Kind::truth), depth);
  }
}

// A condition that a hash index may answer: a field of `other` equals what does not depend on it.
auto Expressions::join_condition(const std::string& other, std::uint32_t record, int depth) -> std::string {
  const auto paths = single_paths(record);
  const auto& key = random_.pick(paths);
  const auto field = other + key.text;
  // What it is compared with is read from outside.
  auto inner = scope_.back();
  scope_.pop_back();
  auto probe = value(key.type, 1);
  const auto same_record = path(record_type(record));
  const auto list = random_.chance(15) ? path(key.type.list_of()) : "";
  scope_.push_back(std::move(inner));
  std::string text;
  if (!list.empty()) {
    text = "(" + field + (random_.chance(20) ? " not in " : " in ") + list + ")";
  } else {
    if (probe.empty() && is_scalar(key.type)) probe = literal(key.type.kind);
    if (probe.empty()) return where(depth);
    const bool computed = key.type.kind == Kind::number && random_.chance(20);
    const auto one = computed ? "(" + field + " + 1)" : field;
    const auto* word = random_.chance(15) ? " is not " : " is ";
    const bool enumerator = std::find(colours().begin(), colours().end(), probe) != colours().end();
    text = !enumerator && random_.chance(30) ? "(" + probe + word + one + ")" : "(" + one + word + probe + ")";
  }
  if (!same_record.empty() && random_.chance(30)) text = "(" + other + " is not " + same_record + " and " + text + ")";
  if (random_.chance(35)) {
    const auto more = random_.chance(40) ? join_condition(other, record, 0) : where(depth);
    text = random_.chance(50) ? "(" + text + " and " + more + ")" : "(" + more + " and " + text + ")";
  }
  if (random_.chance(10)) text = "(" + text + " or " + where(0) + ")";
  return text;
}

// `(some other in network.hosts where other.x is one.x satisfies …)`
auto Expressions::joined(int depth) -> std::string {
  static const std::vector<std::string> words{"every",      "some",      "no",        "some",
                                              "at least 1", "at most 1", "exactly 1", "at least 2"};
  auto over = any_record_list();
  if (random_.chance(30)) over = {"network.hosts", record_type(Schema::host)};
  const auto& word = random_.pick(words);
  const auto other = open(over.element);
  const auto condition = join_condition(other, over.element.ref, depth - 1);
  auto text = "(" + word + " " + other + " in " + over.text;
  if (random_.chance(65)) {
    text += " where " + condition + " satisfies " + truth(depth - 1) + ")";
  } else {
    text += " satisfies " + condition + ")";
  }
  close();
  return text;
}

auto Expressions::passing() -> std::string {
  if (checked_.empty()) return "";
  const auto& asked = random_.pick(checked_);
  if (!asked.subject) return "passes(" + asked.name + ")";
  if (random_.chance(30)) return "passes(" + asked.name + ")";
  const auto subject = path(*asked.subject);
  return subject.empty() ? "" : "passes(" + asked.name + ", " + subject + ")";
}

auto Expressions::same_records() -> std::string {
  const auto type = record_type(records[random_.below(records.size())]);
  const auto one = value(type, 1);
  const auto other = value(type, 1);
  return one.empty() ? "" : "(" + one + (random_.chance(60) ? " is " : " is not ") + other + ")";
}

// Versions, instants, addresses and subnets.
auto Expressions::about_network() -> std::string {
  static const std::vector<Kind> kinds{Kind::version, Kind::instant, Kind::address, Kind::subnet};
  static const std::vector<std::string> order{" < ", " >= ", " is ", " is not "};
  static const std::vector<std::string> equality{" is ", " is not "};
  const auto kind = random_.pick(kinds);
  const auto one = path(type_of(kind));
  if (one.empty()) return "";
  if (kind == Kind::address || kind == Kind::subnet) {
    const auto in = path(type_of(Kind::subnet));
    if (!in.empty() && random_.chance(50)) return "(" + one + (random_.chance(30) ? " not in " : " in ") + in + ")";
    const auto list = path(type_of(Kind::subnet).list_of());
    if (!list.empty() && random_.chance(50)) return "(" + one + (random_.chance(30) ? " not in " : " in ") + list + ")";
    return "(" + one + random_.pick(equality) + path(type_of(kind)) + ")";
  }
  return "(" + one + random_.pick(order) + path(type_of(kind)) + ")";
}

}  // namespace dengbao::property
