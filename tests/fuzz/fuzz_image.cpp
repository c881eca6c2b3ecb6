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
  std::string program;
  std::string core;
};

// The images of real policies, and the texts that their spans lie in.
struct Compiled {
  Sources sources;
  Images images;

  Compiled() {
    Sink sink;
    const auto program = model::load_program({DENGBAO_ROOT "/tests/cases/watch"}, "", sources, sink);
    images = {model::write_image(*program), eval::write_core_image(eval::lower(*program))};
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

void read_and_write(const Images& images, const Sources& sources) {
  const auto program = model::read_image(images.program, sources);
  if (!program) return;
  if (const auto core = eval::read_core_image(images.core, *program, sources)) {
    const auto image = eval::write_core_image(*core);
    const auto again = eval::read_core_image(image, *program, sources);
    if (!again || eval::write_core_image(*again) != image) __builtin_trap();
  }
  const auto image = model::write_image(*program);
  const auto again = model::read_image(image, sources);
  if (!again || model::write_image(*again) != image) __builtin_trap();
}

}  // namespace

extern "C" auto LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) -> int {
  static const Compiled compiled;
  auto images = compiled.images;
  change(images, {reinterpret_cast<const char*>(data), size});
  try {
    read_and_write(images, compiled.sources);
  } catch (const std::runtime_error&) {
    // what is read late was refused
  }
  return 0;
}
