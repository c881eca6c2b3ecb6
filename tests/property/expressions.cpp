#include "property/expressions.h"

#include <algorithm>
#include <array>

namespace dengbao::property {
namespace {

const std::vector<std::string> comparisons{"<", "<=", ">", ">=", "=", "!="};
const std::vector<std::string> counting{"at least", "at most", "exactly"};

constexpr std::array scalar_kinds{Kind::truth, Kind::number, Kind::text, Kind::date, Kind::duration, Kind::enumeration};

}  // namespace

// ---- paths and literals ---------------------------------------------------------------------------------------------

auto Expressions::candidates(Type type, bool names) -> std::vector<std::string> {
  std::vector<std::string> found;
  const auto from = [&](const Variable& variable) {
    if (variable.type == type && !names) found.push_back(variable.name);
    if (variable.type.kind != Kind::record || variable.type.list) return;
    for (const auto& path : schema_.paths[variable.type.ref]) {
      if (path.type == type && (!names || path.names)) found.push_back(variable.name + path.text);
    }
  };
  for (auto variable = scope_.rbegin(); variable != scope_.rend(); ++variable) {
    from(*variable);
    if (!found.empty() && random_.chance(60)) return found;  // mostly of the innermost variables
  }
  from({"network", record_type(Schema::network)});
  return found;
}

auto Expressions::path(Type type) -> std::string {
  const auto found = candidates(type);
  return found.empty() ? "" : random_.pick(found);
}

auto Expressions::single_paths(std::uint32_t record) const -> std::vector<Path> {
  auto paths = schema_.paths[record];
  std::erase_if(paths, [](const Path& path) { return path.type.list; });
  return paths;
}

auto Expressions::literal(Kind kind) -> std::string {
  static const std::vector<std::string> numbers{"0", "1", "2", "2.5", "3"};
  static const std::vector<std::string> texts{"\"\"", "\"a\"", "\"ab\"", "\"b\"", "\"z1\""};
  static const std::vector<std::string> days{"2026-01-31", "2026-11-21", "as_of", "2026-12-01"};
  static const std::vector<std::string> spans{"30 days", "1 month", "6 months", "24 hours"};
  switch (kind) {
    case Kind::number:
      return random_.pick(numbers);
    case Kind::text:
      return random_.pick(texts);
    case Kind::date:
      return random_.pick(days);
    case Kind::duration:
      return random_.pick(spans);
    case Kind::enumeration:
      return random_.pick(colours());
    default:
      return random_.chance(50) ? "true" : "false";
  }
}

// ---- lists ----------------------------------------------------------------------------------------------------------

auto Expressions::open(Type type) -> std::string {
  auto name = "x" + std::to_string(++variables_);
  scope_.push_back({name, type});
  return name;
}

auto Expressions::any_record_list() -> ListText {
  static const std::vector<std::uint32_t> records{Schema::host, Schema::account, Schema::zone, Schema::secret};
  for (int attempt = 0; attempt < 3; ++attempt) {
    const auto element = record_type(random_.pick(records));
    if (auto text = path(element.list_of()); !text.empty()) return {text, element};
  }
  return {"network.hosts", record_type(Schema::host)};
}

// `(all x in list where …)`
auto Expressions::narrowed(const ListText& list, int depth) -> std::string {
  const auto variable = open(list.element);
  auto text = "(all " + variable + " in " + list.text + " where " + where(depth - 1) + ")";
  close();
  return text;
}

// `(e for x in list where …)`; empty where no field of the elements has the type.
auto Expressions::mapped(Type element, int depth) -> std::string {
  const auto list = any_record_list();
  const auto variable = open(list.element);
  const auto value = path(element);
  auto text = value.empty() ? "" : "(" + value + " for " + variable + " in " + list.text;
  if (!value.empty()) text += (random_.chance(40) ? " where " + where(depth - 1) : "") + ")";
  close();
  return text;
}

auto Expressions::list_of(Type element, int depth) -> std::string {
  if (wide_ && random_.chance(45)) {
    if (auto made = wide_list(element, depth); !made.empty()) return made;
  }
  auto text = path(element.list_of());
  if (depth <= 0 || text.empty()) return text;
  const auto die = random_.below(10);
  if (die < 2) return narrowed({text, element}, depth);
  if (die < 4) return "(values of " + text + ")";
  if (die < 5 && element.kind != Kind::record) {
    if (auto made = mapped(element, depth); !made.empty()) return made;
  }
  return text;
}

auto Expressions::list(int depth) -> ListText {
  if (random_.chance(35)) {
    const auto kind = scalar_kinds[random_.below(scalar_kinds.size())];
    if (auto text = list_of(type_of(kind), depth); !text.empty()) return {text, type_of(kind)};
  }
  auto records = any_record_list();
  if (wide_ && random_.chance(30)) {
    if (auto text = wide_list(records.element, depth); !text.empty()) records.text = text;
  }
  if (depth > 0 && random_.chance(20)) records.text = narrowed(records, depth);
  return records;
}

// ---- truths ---------------------------------------------------------------------------------------------------------

auto Expressions::truth(int depth) -> std::string {
  if (depth <= 0) return atom();
  if (wide_ && random_.chance(35)) {
    if (auto text = wide_truth(depth); !text.empty()) return text;
  }
  const auto die = random_.below(10);
  if (die < 3) return atom();
  if (die < 6) return connective(depth);
  if (die < 7) {
    if (auto text = call_giving(type_of(Kind::truth), depth); !text.empty()) return text;
  }
  return quantified(depth);
}

auto Expressions::where(int depth) -> std::string {
  if (!known_ || !random_.chance(25)) return truth(depth);
  const auto kind = scalar_kinds[random_.below(scalar_kinds.size())];
  const auto fact = path(type_of(kind));
  return fact.empty() ? truth(depth) : "(" + fact + (random_.chance(50) ? " is known)" : " is missing)");
}

auto Expressions::connective(int depth) -> std::string {
  const auto one = truth(depth - 1);
  if (random_.chance(25)) return "(not " + one + ")";
  const auto other = truth(depth - 1);
  switch (random_.below(8)) {
    case 0:
    case 1:
      return "(if " + one + " then " + other + ")";
    case 2:
    case 3:
      return "(" + one + " or " + other + ")";
    default:
      return "(" + one + " and " + other + ")";
  }
}

auto Expressions::quantified(int depth) -> std::string {
  static const std::vector<std::string> plain{"every", "some", "no"};
  auto words = random_.pick(plain);
  if (random_.chance(35)) words = random_.pick(counting) + " " + std::to_string(random_.below(4));
  const auto over = list(depth - 1);
  const auto variable = open(over.element);
  auto text = "(" + words + " " + variable + " in " + over.text;
  if (random_.chance(35)) text += " where " + where(depth - 1);
  text += " satisfies " + truth(depth - 1) + ")";
  close();
  return text;
}

auto Expressions::call(const Helper& helper, int depth) -> std::string {
  std::string text;
  for (const auto type : helper.arguments) {
    auto argument = type.list ? list_of(type.element(), depth - 1) : value(type, depth - 1);
    if (argument.empty() && type.kind != Kind::record && !type.list) argument = literal(type.kind);
    if (argument.empty()) return "";
    text += (text.empty() ? helper.name + "(" : ", ") + argument;
  }
  return text + ")";
}

// Empty where nothing that is declared fits.
auto Expressions::call_giving(Type result, int depth) -> std::string {
  std::vector<Helper> fitting;
  std::copy_if(helpers_.begin(), helpers_.end(), std::back_inserter(fitting),
               [&](const Helper& helper) { return helper.result == result; });
  return fitting.empty() ? "" : call(random_.pick(fitting), depth);
}

auto Expressions::atom() -> std::string {
  std::string text;
  if (wide_ && random_.chance(20)) {
    text = random_.chance(40) ? about_network() : same_records();
    if (!text.empty()) return text;
  }
  switch (random_.below(12)) {
    case 0:
    case 1:
      text = path(type_of(Kind::truth));
      break;
    case 2:
    case 3:
    case 4:
      text = about_number();
      break;
    case 5:
      text = about_text();
      break;
    case 6:
      text = about_colour();
      break;
    case 7:
      text = about_day();
      break;
    case 8:
      text = about_span();
      break;
    case 9:
    case 10:
      text = about_list();
      break;
    default:
      text = about_zone();
  }
  return text.empty() ? path(type_of(Kind::truth)) : text;
}

auto Expressions::about_number() -> std::string {
  auto one = number(1);
  // A quotient may take all digits that a number has, so nothing more is reckoned with it.
  if (random_.chance(10)) one = "(" + one + " / " + number(1) + ")";
  const auto other = random_.chance(70) ? literal(Kind::number) : number(1);
  return "(" + one + " " + random_.pick(comparisons) + " " + other + ")";
}

auto Expressions::about_text() -> std::string {
  const auto text = value(type_of(Kind::text), 1);
  if (text.empty()) return "";
  static const std::vector<std::string> tests{"is",          "is not",    "contains",     "not contains",
                                              "starts with", "ends with", "not ends with"};
  static const std::vector<std::string> others{"is empty", "is not empty", "matches \"[ab]+\"", "not matches \"a.*\"",
                                               "is one of \"a\", \"b\""};
  if (random_.chance(40)) return "(" + text + " " + random_.pick(others) + ")";
  const auto other = random_.chance(70) ? literal(Kind::text) : value(type_of(Kind::text), 1);
  return "(" + text + " " + random_.pick(tests) + " " + other + ")";
}

auto Expressions::about_colour() -> std::string {
  const auto colour = value(type_of(Kind::enumeration), 1);
  if (colour.empty()) return "";
  static const std::vector<std::string> tests{"is red", "is not green", "is one of red, blue", "is not one of green"};
  return "(" + colour + " " + random_.pick(tests) + ")";
}

auto Expressions::about_day() -> std::string {
  const auto day = value(type_of(Kind::date), 1);
  if (day.empty()) return "";
  static const std::vector<std::string> tests{"is before", "is after", "before", "after", "<", ">=", "is", "is not"};
  auto other = random_.chance(60) ? literal(Kind::date) : value(type_of(Kind::date), 1);
  if (random_.chance(20)) other = "(" + other + " - " + literal(Kind::duration) + ")";
  if (random_.chance(60)) return "(" + day + " " + random_.pick(tests) + " " + other + ")";
  return "(" + day + (random_.chance(60) ? " is at most " : " is at least ") + literal(Kind::duration) +
         (random_.chance(60) ? " before " : " after ") + other + ")";
}

auto Expressions::about_span() -> std::string {
  auto span = value(type_of(Kind::duration), 1);
  if (const auto day = value(type_of(Kind::date), 1); !day.empty() && random_.chance(30))
    span = "(as_of - " + day + ")";
  if (span.empty()) return "";
  if (random_.chance(15)) span = "(" + span + " + " + literal(Kind::duration) + ")";
  return "(" + span + " " + random_.pick(comparisons) + " " + literal(Kind::duration) + ")";
}

auto Expressions::about_list() -> std::string {
  const auto over = list(1);
  if (random_.chance(25)) return "(" + over.text + " is empty)";
  if (random_.chance(25)) return "(" + over.text + " is not empty)";
  if (random_.chance(40)) return "distinct(" + over.text + ")";
  auto element = value(over.element, 1);
  // An enumerator alone has no meaning in front of `in`.
  const bool written = element.empty() && over.element.kind != Kind::record;
  if (written) element = literal(over.element.kind);
  if (element.empty()) return "(" + over.text + " is empty)";
  if (written || random_.chance(50))
    return "(" + over.text + (random_.chance(30) ? " not" : "") + " contains " + element + ")";
  return "(" + element + (random_.chance(30) ? " not" : "") + " in " + over.text + ")";
}

auto Expressions::about_zone() -> std::string {
  if (const auto names = candidates(type_of(Kind::text), true); !names.empty() && random_.chance(50)) {
    return "(" + random_.pick(names) + (random_.chance(30) ? " not" : "") + " names a Zone)";
  }
  const auto one = value(record_type(Schema::zone), 1);
  const auto other = value(record_type(Schema::zone), 1);
  return one.empty() ? "" : "(" + one + (random_.chance(70) ? " is " : " is not ") + other + ")";
}

// ---- numbers --------------------------------------------------------------------------------------------------------

auto Expressions::number(int depth) -> std::string {
  if (wide_ && depth > 0 && random_.chance(25)) {
    if (auto text = wide_number(depth); !text.empty()) return text;
  }
  if (depth <= 0 || random_.chance(40)) return number_atom();
  const auto die = random_.below(10);
  if (die < 5) return counted(depth);
  if (die < 6) {
    if (auto text = call_giving(type_of(Kind::number), depth); !text.empty()) return text;
  }
  if (die < 8) return "by level (1: " + number_atom() + ", 3: " + number_atom() + ")";
  static const std::vector<std::string> operators{" + ", " - ", " * "};
  return "(" + number(depth - 1) + random_.pick(operators) + number(depth - 1) + ")";
}

auto Expressions::number_atom() -> std::string {
  if (random_.chance(10)) return "limit";
  if (random_.chance(10)) {
    if (const auto text = path(type_of(Kind::text)); !text.empty()) return "length(" + text + ")";
  }
  const auto fact = path(type_of(Kind::number));
  return fact.empty() ? literal(Kind::number) : fact;
}

auto Expressions::counted(int depth) -> std::string {
  if (random_.chance(50)) {
    const auto over = list(depth - 1);
    if (random_.chance(40)) return "(count of " + over.text + ")";
    const auto variable = open(over.element);
    auto text = "(count of (" + variable + " in " + over.text + " where " + where(depth - 1) + "))";
    close();
    return text;
  }
  const auto over = list_of(type_of(Kind::number), depth);
  if (over.empty()) return number_atom();
  static const std::vector<std::string> kinds{"sum", "highest", "lowest"};
  const auto kind = random_.below(kinds.size());
  const auto if_none = kind > 0 && random_.chance(50) ? " or " + literal(Kind::number) + " if none" : "";
  return "(" + kinds[kind] + " of " + over + if_none + ")";
}

}  // namespace dengbao::property
