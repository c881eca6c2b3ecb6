#include "model/image.h"
#include "model/image_reader.h"
#include "model/image_writer.h"

namespace dengbao::model {

auto write_sources(const Sources& sources, const Origins& origins) -> std::string {
  ImageWriter out;
  out.put(static_cast<std::uint32_t>(sources.size()));
  for (std::uint32_t i = 0; i < sources.size(); ++i) {
    out.put(sources[FileId{i}].name());
    out.put(sources[FileId{i}].text());
  }
  out.put(origins);
  return out.take();
}

auto read_sources(std::string_view bytes, Sources& sources) -> std::optional<Origins> {
  ByteReader texts(bytes);
  const auto count = texts.count(2 * sizeof(std::uint32_t));
  for (std::uint32_t i = 0; i < count; ++i) {
    const auto name = texts.text();
    sources.add_view(std::string(name), texts.text());
  }
  ImageReader<> in(texts.raw(texts.left()), text_sizes(sources));
  Origins origins;
  in.get(origins);
  if (!texts.sound() || !in.bytes().finished() || origins.own > origins.files.size()) return std::nullopt;
  return origins;
}

}  // namespace dengbao::model
