#include "model/image.h"
#include "model/image_writer.h"

namespace dengbao::model {

auto write_image(const Program& program) -> std::string {
  ImageWriter out;
  for_each_store(program, [&](const auto& store) { out.put(static_cast<std::uint32_t>(store.size())); });
  out.put(program.pattern_texts);
  for_each_store(program, [&](const auto& store) { out.put_items(store); });
  out.put(program.scheme);
  out.put(program.has_scheme);
  out.put(program.results);
  return out.take();
}

auto image_layout() -> std::uint64_t {
  constexpr auto layout = [] {
    const auto hash = mixed(image_revision, shape_of<Scheme>());
    return mixed(hash, shape_of_all<Expr, Record, Field, Enumeration, Source, Parameter, Definition, Relation, Table,
                                    Requirement, Outcome, Test>());
  }();
  return layout;
}

}  // namespace dengbao::model
