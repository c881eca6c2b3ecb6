#include <cstddef>
#include <cstdint>
#include <string_view>

#include "model/image.h"

// Any bytes are a program's image or none, and a program is written as an image that gives it again. The checksum
// stands in the file around the image, and no fuzzer finds one. The texts that spans lie in are of fixed sizes.
namespace {

using namespace dengbao;

auto sources() -> const Sources& {
  static const auto made = [] {
    Sources some;
    for (int i = 0; i < 4; ++i) some.add("text", std::string(20'000, '\n'));
    return some;
  }();
  return made;
}

}  // namespace

extern "C" auto LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) -> int {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  Sources read;
  static_cast<void>(model::read_sources(bytes, read));
  const auto program = model::read_image(bytes, sources());
  if (!program) return 0;
  const auto image = model::write_image(*program);
  const auto again = model::read_image(image, sources());
  if (!again || model::write_image(*again) != image) __builtin_trap();
  return 0;
}
