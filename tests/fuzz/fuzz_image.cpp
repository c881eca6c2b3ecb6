#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string_view>

#include "eval/core_image.h"
#include "model/compile.h"
#include "model/image.h"

// Any bytes are an image of a program and its core, or none, and what was read is written as an image that gives it
// again. The checksum stands in the file around the images, and no fuzzer finds one. The input is a list of changes to
// the images of real policies, so that no corpus grows old: three bytes are a place, the fourth what stands there.
namespace {

using namespace dengbao;

struct Images {
  Sources sources;
  std::string program;
  std::string core;

  Images() {
    Sink sink;
    const auto compiled = model::load_program({DENGBAO_ROOT "/tests/cases/watch"}, "", sources, sink);
    program = model::write_image(*compiled);
    core = eval::write_core_image(eval::lower(*compiled));
  }
};

void change(Images& images, std::string_view changes) {
  for (; changes.size() >= 4; changes.remove_prefix(4)) {
    const auto byte = [&](std::size_t index) { return static_cast<std::uint8_t>(changes[index]); };
    auto at = (byte(0) | byte(1) << 8U | byte(2) << 16U) % (images.program.size() + images.core.size());
    auto& image = at < images.program.size() ? images.program : images.core;
    if (&image == &images.core) at -= images.program.size();
    image[at] = changes[3];
  }
}

void read_and_write(const Images& images) {
  const auto program = model::read_image(images.program, images.sources);
  if (!program) return;
  if (const auto core = eval::read_core_image(images.core, *program, images.sources)) {
    const auto image = eval::write_core_image(*core);
    const auto again = eval::read_core_image(image, *program, images.sources);
    if (!again || eval::write_core_image(*again) != image) __builtin_trap();
  }
  const auto image = model::write_image(*program);
  const auto again = model::read_image(image, images.sources);
  if (!again || model::write_image(*again) != image) __builtin_trap();
}

}  // namespace

extern "C" auto LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) -> int {
  static const Images unchanged;
  auto images = unchanged;
  change(images, {reinterpret_cast<const char*>(data), size});
  try {
    read_and_write(images);
  } catch (const std::runtime_error&) {
    // what is read late was refused
  }
  return 0;
}
