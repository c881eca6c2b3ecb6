#include "eval/core_image.h"

#include <cstddef>
#include <type_traits>

#include "model/image_reader.h"
#include "model/image_writer.h"

namespace dengbao {

// Its member of the type Value can be initialised in two ways, so that they are counted by hand.
template <>
inline constexpr std::size_t member_count<eval::CoreConstant> = 2;

namespace eval {
namespace {

// To be raised where the meaning of the core changes and its layout does not.
constexpr std::uint64_t core_revision = 2;

using CoreReader = model::ImageReader<NodeId, FunctionId, model::FieldId, RecordId, EnumerationId, model::ParameterId,
                                      model::RelationId, model::RequirementId, model::TableId>;

// ---- nodes, as they lie in memory ----------------------------------------------------------------------------------
static_assert(std::is_trivially_copyable_v<Node> && sizeof(Node) == 24 && sizeof(NodeId) == 4);

// Byte by byte, because what lies between the members has no value of its own.
auto bytes_of(const Node& node) -> std::string {
  std::string bytes(sizeof(Node), '\0');
  const auto put = [&](std::size_t offset, const auto& member) {
    std::memcpy(bytes.data() + offset, &member, sizeof member);
  };
  put(offsetof(Node, op), node.op);
  put(offsetof(Node, type) + offsetof(Type, kind), node.type.kind);
  put(offsetof(Node, type) + offsetof(Type, list), node.type.list);
  put(offsetof(Node, type) + offsetof(Type, ref), node.type.ref);
  put(offsetof(Node, payload), node.payload);
  put(offsetof(Node, first), node.first);
  put(offsetof(Node, count), node.count);
  return bytes;
}

// So many of them, where they lie.
template <typename T>
auto view(std::uint32_t count, ByteReader& in) -> ViewVector<T> {
  const auto bytes = in.raw(std::size_t{count} * sizeof(T));
  const auto* const start = bytes.data();
  if (reinterpret_cast<std::uintptr_t>(start) % alignof(T) != 0) in.refuse();  // NOLINT: asks for the address
  if (!in.sound()) return {};
  return ViewVector<T>::view({reinterpret_cast<const T*>(start), count});  // NOLINT: plain data
}

// ---- what nodes may hold -------------------------------------------------------------------------------------------
struct Arity {
  std::uint32_t least = 0;
  std::uint32_t most = 0;
};
constexpr std::uint32_t any_number = 0xffffffff;

auto arity_of(Op op) -> Arity {
  switch (op) {
    case Op::constant:
    case Op::parameter:
    case Op::variable:
    case Op::network:
    case Op::as_of:
    case Op::level:
    case Op::unknown:
    case Op::results:
    case Op::outcome:
    case Op::rows:
      return {0, 0};
    case Op::field:
    case Op::each_field:
    case Op::negation:
    case Op::exists:
    case Op::known:
    case Op::matches:
    case Op::names:
    case Op::distinct:
    case Op::plain:
    case Op::values:
    case Op::count:
    case Op::sum:
    case Op::sum_durations:
      return {1, 1};
    case Op::equal:
    case Op::not_equal:
    case Op::less:
    case Op::less_equal:
    case Op::greater:
    case Op::greater_equal:
    case Op::member:
    case Op::within:
    case Op::starts_with:
    case Op::ends_with:
    case Op::some:
    case Op::some_listed:
    case Op::add:
    case Op::subtract:
    case Op::multiply:
    case Op::divide:
    case Op::filter:
    case Op::count_if:
      return {2, 2};
    case Op::map:
    case Op::flat_map:
      return {3, 3};
    case Op::passes:
      return {0, 1};
    case Op::highest:
    case Op::lowest:
      return {1, 2};
    case Op::choose:
      return {1, any_number};
    case Op::conjunction:
    case Op::disjunction:
    case Op::related:
    case Op::list_of:
    case Op::call:
    case Op::table:
    case Op::builtin:
      return {0, any_number};
  }
  return {1, 0};
}

// How many things there are of the kind that the payload means; none where it means nothing.
auto payload_limit(Op op, const Core& core, const model::Program& program) -> std::size_t {
  switch (op) {
    case Op::constant:
      return core.constants.size();
    case Op::parameter:
      return program.parameters.size();
    case Op::field:
    case Op::each_field:
      return program.fields.size();
    case Op::rows:
    case Op::names:
      return program.records.size();
    case Op::matches:
      return program.patterns.size();
    case Op::related:
      return program.relations.size();
    case Op::passes:
      return program.requirements.size();
    case Op::call:
      return core.functions.size();
    case Op::table:
      return program.tables.size();
    case Op::outcome:
      return program.outcomes.size();
    case Op::builtin:
      return functions().size();
    case Op::highest:
    case Op::lowest:
      return 2;
    default:
      return any_number;
  }
}

auto is_type(const Type& type, const model::Program& program) -> bool {
  std::uint8_t list = 0;
  std::memcpy(&list, &type.list, 1);  // a byte until it is known to be a truth
  if (type.kind > Kind::record || list > 1) return false;
  if (type.kind == Kind::record) return type.ref < program.records.size();
  return type.kind != Kind::enumeration || type.ref < program.enumerations.size();
}

// Operands come before what is made of them, so that evaluation ends.
auto operands_before(const Core& core, const Node& node, std::uint32_t index) -> bool {
  if (node.first > core.operands.size() || node.count > core.operands.size() - node.first) return false;
  for (const auto operand : core.operands_of(node)) {
    if (operand.index >= index) return false;
  }
  return true;
}

auto nodes_are_sound(const Core& core, const model::Program& program) -> bool {
  std::uint32_t index = 0;
  for (const auto& node : core.nodes) {
    if (node.op > Op::builtin || !is_type(node.type, program)) return false;
    const auto [least, most] = arity_of(node.op);
    if (node.count < least || node.count > most) return false;
    if (node.payload >= payload_limit(node.op, core, program)) return false;
    if (!operands_before(core, node, index++)) return false;
  }
  return true;
}

// Each list by the ids of the program is as long as the program's own.
auto sizes_agree(const Core& core, const model::Program& program) -> bool {
  return core.parameters.size() == program.parameters.size() && core.rules.size() == program.relations.size() &&
         core.tables.size() == program.tables.size() && core.requirements.size() == program.requirements.size() &&
         core.outcomes.size() == program.outcomes.size() && core.functions.size() >= program.definitions.size();
}

void set_limits(CoreReader& in, const Core& core, std::uint32_t functions, const model::Program& program) {
  const auto count = [](const auto& things) { return static_cast<std::uint32_t>(things.size()); };
  in.limit<NodeId>() = count(core.nodes);
  in.limit<FunctionId>() = functions;
  in.limit<RecordId>() = count(program.records);
  in.limit<EnumerationId>() = count(program.enumerations);
  in.limit<model::RelationId>() = count(program.relations);
}

}  // namespace

auto write_core_image(const Core& core) -> std::string {
  ByteWriter flat;
  flat.number(static_cast<std::uint32_t>(core.nodes.size()));
  flat.number(static_cast<std::uint32_t>(core.operands.size()));
  flat.number(static_cast<std::uint32_t>(core.functions.size()));
  for (const auto& node : core.nodes) flat.raw(bytes_of(node));
  for (const auto operand : core.operands) flat.number(operand.index);
  model::ImageWriter rest;
  rest.put(core.constants);
  rest.put(core.parameters);
  rest.put_items(core.functions);
  rest.put(core.rules);
  rest.put(core.tables);
  rest.put(core.requirements);
  rest.put(core.outcomes);
  return flat.take() + rest.take();
}

auto read_core_image(std::string_view bytes, const model::Program& program, const Sources& sources)
    -> std::optional<Core> {
  ByteReader flat(bytes);
  const auto nodes = flat.number<std::uint32_t>();
  const auto operands = flat.number<std::uint32_t>();
  const auto functions = flat.number<std::uint32_t>();
  Core core;
  core.nodes = decltype(core.nodes)(view<Node>(nodes, flat));
  core.operands = view<NodeId>(operands, flat);
  if (!flat.sound()) return std::nullopt;
  CoreReader in(flat.raw(flat.left()), model::text_sizes(sources));
  set_limits(in, core, functions, program);
  in.get(core.constants);
  in.get(core.parameters);
  in.get_items(core.functions, functions);
  in.get(core.rules);
  in.get(core.tables);
  in.get(core.requirements);
  in.get(core.outcomes);
  if (!in.bytes().finished() || !sizes_agree(core, program) || !nodes_are_sound(core, program)) return std::nullopt;
  return core;
}

auto core_image_layout() -> std::uint64_t {
  auto hash = model::mixed(core_revision, static_cast<std::uint64_t>(Op::builtin));
  hash = model::mixed(hash, model::shape_of_all<CoreConstant, CoreFunction, CoreRule, CoreRequirement>());
  for (const auto& function : functions()) {
    for (const auto letter : function.name) hash = model::mixed(hash, static_cast<std::uint8_t>(letter));
  }
  return hash;
}

}  // namespace eval
}  // namespace dengbao
