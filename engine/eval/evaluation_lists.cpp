#include <algorithm>
#include <optional>

#include "eval/evaluation.h"

// Lists as they are counted, and what is paired with them.
namespace dengbao::eval {
namespace {

// The members of each instance, drawn from those of the instances outside.
auto spread(const Expansion& from, std::span<const std::uint32_t> places, std::size_t size) -> Expansion {
  Expansion out;
  Lane<std::uint32_t> members;
  out.begins.push_back(0);
  for (std::size_t i = 0; i < size; ++i) {
    const auto at = places.empty() ? 0 : places[i];
    for (auto member = from.begins[at]; member < from.begins[at + 1]; ++member) members.push_back(member);
    out.begins.push_back(static_cast<std::uint32_t>(members.size()));
    if (!from.open.empty()) out.open.push_back(from.open[at]);
  }
  out.elements = from.elements.spread(from.size()).gather(members);
  if (!from.in.empty()) {
    for (const auto member : members) out.in.push_back(from.in[member]);
  }
  return out;
}

}  // namespace

auto Evaluation::members(NodeId list, Block& block) -> const Expansion& {
  if (const auto* found = block.expansions.find(list)) return *found;
  auto& varies = home(list, block);
  auto expansion =
      &varies == &block ? expand(list, block) : spread(members(list, varies), places_in(varies, block), block.size());
  return block.expansions.add(list, std::move(expansion));
}

auto Evaluation::open_lists(NodeId list, Block& block) -> Lane<char> {
  auto& varies = home(list, block);
  const auto& open = members(list, varies).open;
  if (open.empty() || &varies == &block) return open;
  const auto places = places_in(varies, block);
  Lane<char> out(block.size(), open[0]);
  for (std::size_t i = 0; i < places.size(); ++i) out[i] = open[places[i]];
  return out;
}

auto Evaluation::expand(NodeId id, Block& block) -> Expansion {
  const auto& node = this->node(id);
  switch (node.op) {
    case Op::field:
      return lists_of(of(operand(node, 0), block), node.field(), block.size());
    case Op::each_field:
      return each_field(node, block);
    case Op::rows:
      return rows_of(node.record());
    case Op::filter:
      return filter(id, block);
    case Op::map:
      return map(id, block);
    case Op::flat_map:
      return flat_map(id, block);
    case Op::values:
      return values_of(node, block);
    case Op::list_of:
      return list_of(node, block);
    default:
      return expand_values(of(id, block), block.size(), node.type.element());
  }
}

auto Evaluation::expand_values(const Column& lists, std::size_t size, Type element) -> Expansion {
  Expansion out;
  out.elements = Column(element, 0);
  out.begins.push_back(0);
  std::size_t at = 0;
  for (std::size_t i = 0; i < size; ++i) {
    const auto& value = lists.values()[lists.place(i)];
    const auto& list = value.list();
    out.elements.grow(list.elements.size());
    for (const auto& one : list.elements) out.elements.put(at++, one);
    out.begins.push_back(static_cast<std::uint32_t>(at));
    if (list.open && out.open.empty()) out.open.resize(size);
    if (list.open) out.open[i] = 1;
  }
  return out;
}

auto Evaluation::list_of(const Node& node, Block& block) -> Expansion {
  Expansion out;
  std::vector<const Column*> columns;
  for (const auto operand : core().operands_of(node)) columns.push_back(&of(operand, block));
  out.elements = Column(node.type.element(), columns.size() * block.size());
  out.begins.push_back(0);
  std::size_t at = 0;
  for (std::size_t i = 0; i < block.size(); ++i) {
    for (const auto* column : columns) out.elements.put(at++, column->value(i));
    out.begins.push_back(static_cast<std::uint32_t>(at));
  }
  return out;
}

// Duplicates removed. An unknown element may be one of the known ones, one more, or not exist.
auto Evaluation::values_of(const Node& node, Block& block) -> Expansion {
  const auto& list = members(operand(node, 0), block);
  Expansion out;
  out.open = list.open;
  out.begins.push_back(0);
  Lane<std::uint32_t> kept;
  Lane<Truth> in;
  for (std::size_t i = 0; i < block.size(); ++i) {
    std::unordered_multimap<std::uint64_t, std::size_t> seen;  // by hash: places in `kept`
    for (auto member = list.begins[i]; member < list.begins[i + 1]; ++member) {
      const auto value = list.elements.value(member);
      if (!value.is_value()) continue;
      const auto hash = list.elements.hash(member);
      const auto [first, last] = seen.equal_range(hash);
      const auto found = std::find_if(
          first, last, [&](const auto& one) { return same(list.elements.value(kept[one.second]), value); });
      if (found != last) {
        in[found->second] = in[found->second] || list.is_in(member);
        continue;
      }
      seen.emplace(hash, kept.size());
      kept.push_back(member);
      in.push_back(list.is_in(member));
    }
    for (auto member = list.begins[i]; member < list.begins[i + 1]; ++member) {
      if (list.elements.state(member) != State::unknown) continue;
      kept.push_back(member);
      in.push_back(Truth::unknown);
    }
    out.begins.push_back(static_cast<std::uint32_t>(kept.size()));
  }
  out.elements = list.elements.spread(list.size()).gather(kept);
  out.in = std::move(in);
  return out;
}

auto Evaluation::collapse(const Expansion& list, Type type, std::size_t size) -> Column {
  Column out(type, size);
  for (std::size_t i = 0; i < size; ++i) {
    List value;
    value.open = list.is_open(i);
    for (auto member = list.begins[i]; member < list.begins[i + 1]; ++member) {
      if (list.is_in(member) == Truth::yes) value.elements.push_back(list.elements.value(member));
      value.open = value.open || list.is_in(member) == Truth::unknown;
    }
    out.values()[i] = make_list(std::move(value));
  }
  return out;
}

// ---- pairs ----

auto Evaluation::index_of(NodeId list, model::Slot slot, NodeId key, Block& block) -> JoinIndex& {
  auto& made = block.indexes[std::uint64_t{list.index} << 32U | key.index];
  if (made) return *made;
  const auto& expansion = members(list, block);
  made = std::make_unique<JoinIndex>(index_by(key, slot, expansion.elements, expansion.size(), block));
  return *made;
}

auto Evaluation::index_by(NodeId key, model::Slot slot, const Column& members, std::size_t size, Block& block)
    -> JoinIndex {
  Block inner(&block, size);
  inner.bind(slot, members);
  return {of(key, inner), size};
}

namespace {

// How far each instance has come through the members it is paired with, where a few of them may settle it: all
// instances take a few steps, then those that are left take more.
class Courses {
 public:
  Courses(const Expansion& members, const JoinIndex* index, const Column* probes, const Lane<std::uint32_t>& places,
          std::size_t size)
      : members_(members), index_(index), courses_(size) {
    for (std::size_t i = 0; i < size; ++i) {
      const auto at = places.empty() ? 0 : places[i];
      const auto hash = probes == nullptr ? Column::hash_of_unknown : probes->hash(i);
      auto& course = courses_[i];
      if (hash == Column::hash_of_unknown) {
        course = {Way::all, members_.begins[at], members_.begins[at + 1], hash};
      } else {
        const bool none = hash == Column::hash_of_none;
        course = {Way::chain, none ? JoinIndex::none : index_->head(hash), 0, hash};
        if (none) course.way = Way::done;
      }
    }
  }

  // Up to `width` members more for each that is not settled; false: there was none left.
  template <typename Add>
  auto go_on(std::size_t width, const Evaluation::Skip& settled, const Add& add) -> bool {
    bool any = false;
    for (std::uint32_t i = 0; i < courses_.size(); ++i) {
      auto& course = courses_[i];
      if (course.way != Way::done && settled(i)) course.way = Way::done;
      for (std::size_t step = 0; step < width && course.way != Way::done; ++step) {
        const auto member = next(course);
        if (!member) break;
        any = true;
        add(i, *member);
      }
    }
    return any;
  }

 private:
  enum class Way : std::uint8_t { all, chain, unknown, done };
  struct Course {
    Way way = Way::done;
    std::uint32_t at = 0;
    std::uint32_t end = 0;
    std::uint64_t hash = 0;
  };

  auto next(Course& course) const -> std::optional<std::uint32_t> {
    while (course.way == Way::chain) {
      if (course.at == JoinIndex::none) {
        course = {Way::unknown, 0, static_cast<std::uint32_t>(index_->unknown.size()), course.hash};
        break;
      }
      const auto member = course.at;
      course.at = index_->next[member];
      if (index_->hashes[member] == course.hash) return member;
    }
    if (course.at < course.end) {
      const auto at = course.at++;
      return course.way == Way::unknown ? index_->unknown[at] : at;
    }
    course.way = Way::done;
    return std::nullopt;
  }

  const Expansion& members_;
  const JoinIndex* index_;
  std::vector<Course> courses_;
};

}  // namespace

// Each instance with its own members, in one block.
void Evaluation::pair_all(const Expansion& members, model::Slot slot, Block& block, const Visit& visit) {
  const auto size = members.size();
  if (size == 0) return;
  Lane<std::uint32_t> instances(size);
  for (std::uint32_t i = 0; i < block.size(); ++i) {
    std::fill(instances.begin() + members.begins[i], instances.begin() + members.begins[i + 1], i);
  }
  Block inner(&block, size);
  inner.bind(slot, members.elements);
  inner.belong_to(std::move(instances));
  visit({inner, inner.parents(), members.in});
}

void Evaluation::pair_up(NodeId list, model::Slot slot, const Join* join, Block& block, const Skip& skip,
                         const Visit& visit) {
  auto& varies = home(list, block);
  const auto& expansion = members(list, varies);
  if (&varies == &block && expansion.size() <= block_sizes.block) return pair_all(expansion, slot, block, visit);
  const auto places = &varies == &block ? Lane<std::uint32_t>() : places_in(varies, block);
  const auto place = [&](std::size_t i) { return &varies == &block ? i : places.empty() ? 0 : places[i]; };
  Lane<std::uint32_t> instances;
  Lane<std::uint32_t> chosen;
  const auto flush = [&] {
    if (chosen.empty()) return;
    Block inner(&block, chosen.size());
    // Where each member belongs to one instance, they come in their order, each once.
    const bool own = &varies == &block;
    const bool stretch = own && chosen.back() - chosen.front() + 1 == chosen.size();
    if (stretch) {
      inner.bind(slot, expansion.elements.slice(chosen.front(), chosen.back() + 1));
    } else {
      inner.bind(slot, expansion.elements.gather(chosen));
    }
    inner.belong_to(instances);
    Lane<Truth> in;
    if (!expansion.in.empty()) {
      for (const auto member : chosen) in.push_back(expansion.in[member]);
    }
    visit({inner, instances, in});
    instances.clear();
    chosen.clear();
  };
  const bool indexed =
      join != nullptr && varies.size() == 1 && &varies != &block && expansion.size() >= block_sizes.few_members;
  const auto* index = indexed ? &index_of(list, slot, join->key, varies) : nullptr;
  const auto* probes = indexed ? &of(join->probe, block) : nullptr;
  const auto add = [&](std::uint32_t instance, std::uint32_t member) {
    instances.push_back(instance);
    chosen.push_back(member);
    if (chosen.size() >= block_sizes.block) flush();
  };
  if (skip && &varies != &block) {
    Courses courses(expansion, index, probes, places, block.size());
    for (std::size_t width = 2; courses.go_on(width, skip, add); width *= 8) flush();
    return flush();
  }
  for (std::uint32_t i = 0; i < block.size(); ++i) {
    const auto hash = probes == nullptr ? Column::hash_of_unknown : probes->hash(i);
    if (hash == Column::hash_of_none) continue;
    if (hash != Column::hash_of_unknown) {
      for (const auto member : index->candidates(hash)) add(i, member);
      continue;
    }
    const auto at = place(i);
    for (auto member = expansion.begins[at]; member < expansion.begins[at + 1]; ++member) add(i, member);
  }
  flush();
}

// ---- lists made from lists ----

// The members under whose condition something is made of them: what `made` gives for a block of pairs.
auto Evaluation::gather(NodeId id, Block& block, Type element, const std::function<const Column&(Block&)>& made)
    -> Expansion {
  const auto& node = this->node(id);
  const auto list = operand(node, 0);
  Expansion out;
  out.elements = Column(element, 0);
  Lane<std::uint32_t> counts(block.size());
  const auto& join = plan_.joins[id.index];
  pair_up(list, node.slot(), join ? &*join : nullptr, block, {}, [&](const Pairs& pairs) {
    const auto& holds = of(operand(node, 1), pairs.block);
    Lane<std::uint32_t> kept;
    for (std::uint32_t i = 0; i < pairs.instances.size(); ++i) {
      const auto in = pairs.is_in(i) && holds.truth(i);
      if (in == Truth::no) continue;
      kept.push_back(i);
      out.in.push_back(in);
      ++counts[pairs.instances[i]];
    }
    out.elements.append(made(pairs.block).spread(pairs.instances.size()).gather(kept));
  });
  out.begins.push_back(0);
  for (const auto count : counts) out.begins.push_back(out.begins.back() + count);
  out.open = open_lists(list, block);
  return out;
}

auto Evaluation::filter(NodeId id, Block& block) -> Expansion {
  const auto& node = this->node(id);
  return gather(id, block, node.type.element(),
                [&](Block& pairs) -> const Column& { return *pairs.variable(node.slot()); });
}

auto Evaluation::map(NodeId id, Block& block) -> Expansion {
  const auto& node = this->node(id);
  const bool lists = node.op == Op::flat_map;
  return gather(id, block, lists ? node.type : node.type.element(),
                [&](Block& pairs) -> const Column& { return of(operand(node, 2), pairs); });
}

auto Evaluation::flat_map(NodeId id, Block& block) -> Expansion {
  // The lists first, each as one value; then their elements.
  const auto lists = map(id, block);
  Expansion out;
  out.elements = Column(node(id).type.element(), 0);
  out.open = lists.open;
  out.begins.push_back(0);
  for (std::size_t i = 0; i < block.size(); ++i) {
    bool open = lists.is_open(i);
    for (auto member = lists.begins[i]; member < lists.begins[i + 1]; ++member) {
      const auto value = lists.elements.value(member);
      const auto& inner = value.list();
      const auto size = out.elements.size();
      out.elements.grow(inner.elements.size());
      for (std::size_t at = 0; at < inner.elements.size(); ++at) out.elements.put(size + at, inner.elements[at]);
      out.in.resize(out.elements.size(), lists.is_in(member));
      open = open || inner.open;
    }
    if (open && out.open.empty()) out.open.resize(block.size());
    if (open) out.open[i] = 1;
    out.begins.push_back(static_cast<std::uint32_t>(out.elements.size()));
  }
  return out;
}

}  // namespace dengbao::eval
