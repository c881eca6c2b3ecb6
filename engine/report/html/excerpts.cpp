#include "report/html/excerpts.h"

#include <algorithm>

namespace dengbao::report::html {
namespace {

constexpr std::size_t lines_around = 2;
constexpr std::size_t longest_before = 240;  // bytes
constexpr std::size_t longest_after = 480;

auto continues(char byte) -> bool { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

auto whole_character(std::string_view text, std::size_t at) -> std::size_t {
  while (at < text.size() && continues(text[at])) ++at;
  return at;
}

auto begin_of(std::string_view text, std::size_t offset) -> std::size_t {
  const auto least = offset > longest_before ? offset - longest_before : 0;
  auto at = offset;
  for (std::size_t lines = 0; at > least; --at) {
    if (text[at - 1] == '\n' && lines++ == lines_around) return at;
  }
  return whole_character(text, at);
}

auto end_of(std::string_view text, std::size_t offset) -> std::size_t {
  const auto most = std::min(text.size(), offset + longest_after);
  auto at = offset;
  for (std::size_t lines = 0; at < most; ++at) {
    if (text[at] == '\n' && lines++ == lines_around) return at;
  }
  return whole_character(text, at);
}

}  // namespace

auto places_of(std::string_view text, const std::vector<std::uint32_t>& offsets) -> std::vector<Place> {
  std::vector<Place> places;
  places.reserve(offsets.size());
  Place place;
  std::size_t at = 0;
  for (const auto offset : offsets) {
    for (; at < offset && at < text.size(); ++at) {
      if (text[at] == '\n') {
        place = {place.line + 1, 1};
      } else if (!continues(text[at])) {
        ++place.column;
      }
    }
    places.push_back(place);
  }
  return places;
}

auto around(std::string_view text, std::uint32_t offset) -> Excerpt {
  return {static_cast<std::uint32_t>(begin_of(text, offset)), static_cast<std::uint32_t>(end_of(text, offset))};
}

auto merged(std::vector<Excerpt> excerpts) -> std::vector<Excerpt> {
  std::ranges::sort(excerpts, {}, &Excerpt::begin);
  std::vector<Excerpt> out;
  for (const auto& excerpt : excerpts) {
    if (!out.empty() && excerpt.begin <= out.back().end + 1) {
      out.back().end = std::max(out.back().end, excerpt.end);
    } else {
      out.push_back(excerpt);
    }
  }
  return out;
}

auto bytes_of(const std::vector<Excerpt>& excerpts) -> std::size_t {
  std::size_t bytes = 0;
  for (const auto& excerpt : excerpts) bytes += excerpt.end - excerpt.begin;
  return bytes;
}

}  // namespace dengbao::report::html
