#include "changes/policy.h"

namespace dengbao::changes {
namespace {

constexpr auto head = R"(
scheme demo levels 1..1 facts Site
source book title "Book" in force from 2020-01-01
record Site
  a : truth label "a"
  b : truth label "b"
  c : truth label "c"
  n : number label "number"
  tested : date label "last test"
  kind : one of red, green, blue  label "colour"
  items : list of Item label "items"
  zones : list of Zone label "zones"
  rules : list of Rule label "rules"
record Item label "item"
  key id : text
  ok : truth label "sound"
  on : truth label "switched on"
  size : number label "size"
record Zone label "zone"
  key id : text
  outer : truth label "outside"
  inner : truth label "inside"
record Rule label "rule"
  source : ref Zone label "source"
  target : ref Zone label "target"
  action : one of allow, deny  label "action"
relation reaches(source: Zone, target: Zone)
  holds (rule.source, rule.target) for rule in site.rules where rule.action is allow
  holds (a, c) when reaches(a, b) and reaches(b, c)
define fit(item: Item) : truth means item.ok and item.size >= 2
)";

const std::vector<std::string> leaves = {
    "site.a",
    "site.b",
    "site.c",
    "site.n >= 3",
    "site.n <= 2",
    "site.n > 1",
    "site.n is 2",
    "site.kind is red",
    "site.kind is not green",
    "site.kind is one of red, blue",
    "site.tested is at most 6 months before as_of",
    "every item in site.items satisfies item.ok",
    "every item in site.items where item.on satisfies item.ok",
    "every item in site.items where item.on satisfies fit(item)",
    "some item in site.items satisfies item.ok",
    "some item in site.items where item.on satisfies item.size >= 3",
    "no item in site.items satisfies item.on and not item.ok",
    "at least 2 item in site.items satisfies item.ok",
    "at most 1 item in site.items satisfies item.size >= 3",
    "exactly 1 item in site.items satisfies item.on",
    "count of (all item in site.items where item.ok) >= 2",
    "site.items is not empty",
    "highest of site.items.size <= 3 or site.b",
    "distinct(site.items.size)",
    "no zone in site.zones where zone.outer satisfies (some target in site.zones where target.inner satisfies "
    "reaches(zone, target))",
    "every target in site.zones where target.inner satisfies (some zone in site.zones where zone.outer satisfies "
    "reaches(zone, target))",
};

auto condition(Random& random, int depth) -> std::string {
  const auto kind = depth == 0 ? 0 : random() % 6;
  const auto inner = [&] { return "(" + condition(random, depth - 1) + ")"; };
  const auto two = [&](const std::string& word) {
    const auto first = inner();
    return first + word + inner();
  };
  if (kind == 1 || kind == 2) return two(" and ");
  if (kind == 3) return two(" or ");
  if (kind == 4) return "not " + inner();
  if (kind == 5) return "if " + two(" then ");
  return leaves[random() % leaves.size()];
}

}  // namespace

auto random_policy(Random& random) -> std::string {
  const auto deep = [&] { return condition(random, static_cast<int>(random() % 3)); };
  std::string text = head;
  text += "requirement wanted\n  title \"Wanted\"\n  cites book 1\n  level 1\n  require \"one\": " + deep() + "\n";
  if (random() % 4 == 0) text += "  unless \"excused\": " + condition(random, 1) + "\n";
  if (random() % 3 == 0) text += "  require \"two\": " + condition(random, 1) + "\n";
  text += "requirement other\n  title \"Other\"\n  cites book 2\n  level 1\n  require \"other\": " + deep() + "\n";
  return text;
}

}  // namespace dengbao::changes
