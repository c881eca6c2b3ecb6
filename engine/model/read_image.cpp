#include <re2/re2.h>

#include "model/image.h"
#include "model/image_reader.h"

namespace dengbao::model {
namespace {

class Reading {
 public:
  Reading(std::string_view bytes, const Sources& sources) : in_(bytes, text_sizes(sources)) {}

  auto run() -> std::optional<Program> {
    for_each_store(program_, [&](auto& store) { count(store); });
    in_.get(program_.pattern_texts);
    make_patterns();
    for_each_store(program_, [&](auto& store) { fill(store); });
    in_.get(program_.scheme);
    in_.get(program_.has_scheme);
    in_.get(program_.results);
    if (!in_.bytes().finished()) return std::nullopt;
    return std::move(program_);
  }

 private:
  template <typename IdType, typename... More>
  void count(const Store<IdType, More...>& /*store*/) {
    in_.get(in_.limit<IdType>());
  }
  template <typename IdType, typename... More>
  void fill(Store<IdType, More...>& store) {
    in_.get_items(store, in_.limit<IdType>());
  }

  void make_patterns() {
    re2::RE2::Options options;
    options.set_log_errors(false);
    for (const auto& text : program_.pattern_texts) {
      auto pattern = std::make_shared<const re2::RE2>(text, options);
      if (!pattern->ok()) return in_.bytes().refuse();
      program_.patterns.push_back(std::move(pattern));
    }
  }

  Program program_;
  ProgramReader in_;
};

}  // namespace

auto text_sizes(const Sources& sources) -> TextSizes {
  std::vector<std::uint32_t> sizes;
  for (std::uint32_t i = 0; i < sources.size(); ++i) {
    sizes.push_back(static_cast<std::uint32_t>(sources[FileId{i}].text().size()));
  }
  return std::make_shared<const std::vector<std::uint32_t>>(std::move(sizes));
}

auto read_image(std::string_view bytes, const Sources& sources) -> std::optional<Program> {
  return Reading(bytes, sources).run();
}

}  // namespace dengbao::model
