#include <cstddef>
#include <cstdint>
#include <exception>
#include <string_view>

#include "check/certificate.h"

// Any certificate about any facts by any program is accepted or refused, with an end. The input is the three texts, a
// line `=====` between them; digests are left out, for no fuzzer finds one.
namespace {

constexpr std::string_view between = "\n=====\n";

auto take(std::string_view& rest) -> std::string_view {
  const auto end = rest.find(between);
  const auto text = rest.substr(0, end);
  rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + between.size());
  return text;
}

}  // namespace

extern "C" auto LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) -> int {
  std::string_view rest(reinterpret_cast<const char*>(data), size);
  const auto certificate = take(rest);
  const auto facts = take(rest);
  try {
    using namespace dengbao::check;
    static_cast<void>(verify(parse(certificate, "certificate"), parse(facts, "facts"), parse(rest, "program")));
  } catch (const std::exception&) {
    // refused
  }
  return 0;
}
