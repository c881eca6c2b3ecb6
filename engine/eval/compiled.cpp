#include "eval/compiled.h"

#include <cerrno>
#include <filesystem>
#include <fstream>

#include "base/fault_words.h"
#include "base/mapped_file.h"
#include "base/sealed_file.h"
#include "eval/core_image.h"
#include "model/image.h"
#include "model/image_shape.h"

namespace dengbao::eval {
namespace {

using namespace std::string_view_literals;

// Eight bytes: the first begins no text, and the line ends show whether they were changed on the way.
constexpr std::string_view magic =
    "\x8B"
    "DNGB\r\n\x1A"sv;
constexpr std::string_view extension = ".dengbao";

auto seal_of(std::string_view maker) -> Seal {
  return {magic, maker, model::mixed(model::image_layout(), core_image_layout())};
}

auto compile_again(const std::string& path) -> Localised {
  return say("compile the policies again: dengbao compile --policies PATH -o {}",
             "请重新编译策略：dengbao compile --policies 路径 -o {}", path);
}

auto damaged(const std::string& path, const Localised& how, Sink& sink) -> std::nullopt_t {
  sink.report(Code::compiled_damaged, path, how).help(compile_again(path)).emit();
  return std::nullopt;
}

auto other_version(const std::string& path, std::string_view made_by, std::string_view maker, Sink& sink)
    -> std::nullopt_t {
  const auto words = [&] {
    if (made_by.empty()) return say("another version", "其他版本");
    return made_by == maker ? say("another build of {}", "另一次构建的 {}", made_by) : say("{}", "{}", made_by);
  }();
  sink.report(Code::compiled_elsewhere, path, words, maker).help(compile_again(path)).emit();
  return std::nullopt;
}

constexpr std::size_t section_count = 3;

// The sections of a file that is whole and ours.
auto sections_of(const std::string& path, std::string_view bytes, std::string_view maker, Sink& sink)
    -> std::optional<std::vector<std::string_view>> {
  const auto seal = seal_of(maker);
  if (bytes.size() >= magic.size() && !claims(seal, bytes)) {
    return damaged(path, {"it does not begin as such a file does", "文件开头不符"}, sink);
  }
  auto opened = open_sealed(seal, bytes);
  switch (opened.fault) {
    case SealFault::cut_short:
      return damaged(path, {"its end is missing", "文件尾部缺失"}, sink);
    case SealFault::damaged:
      return damaged(path, {"its bytes do not match their checksum", "内容与校验和不符"}, sink);
    case SealFault::other_version:
      return other_version(path, opened.maker, maker, sink);
    case SealFault::none:
      break;
  }
  if (opened.sections.size() != section_count) return damaged(path, {"a section is missing", "缺少部分内容"}, sink);
  return std::move(opened.sections);
}

}  // namespace

auto write_compiled(const model::Program& program, const Sources& sources, const model::Origins& origins,
                    std::string_view maker) -> std::string {
  const std::string sections[section_count] = {model::write_sources(sources, origins), model::write_image(program),
                                               write_core_image(lower(program))};
  return seal(seal_of(maker), sections);
}

auto is_compiled(const std::string& path) -> bool {
  if (path.ends_with(extension)) return true;
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) return false;  // nothing is read from a pipe by the way
  char begin[magic.size()] = {};
  std::ifstream file(path, std::ios::binary);
  return file.read(begin, sizeof begin) && std::string_view(begin, sizeof begin) == magic;
}

auto load_compiled(const std::string& path, std::string_view maker, Sources& sources, Sink& sink)
    -> std::optional<Compiled> {
  auto file = MappedFile::open(path);
  if (!file) {
    sink.report(Code::policies_unreadable, path, fault_words(errno));
    return std::nullopt;
  }
  const auto sections = sections_of(path, sources.keep(std::move(*file)), maker, sink);
  if (!sections) return std::nullopt;
  auto origins = model::read_sources((*sections)[0], sources);
  auto program = origins ? model::read_image((*sections)[1], sources) : std::nullopt;
  auto core = program ? read_core_image((*sections)[2], *program, sources) : std::nullopt;
  if (!core) return damaged(path, {"its contents make no sense", "内容无法识别"}, sink);
  return Compiled{std::move(*program), std::move(*core), std::move(*origins)};
}

}  // namespace dengbao::eval
