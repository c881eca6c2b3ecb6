#include "cli/costs_file.h"

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <system_error>

namespace dengbao::cli {
namespace {

constexpr std::streamsize largest_costs = std::streamsize{16} << 20;  // bytes

// The text of the file; why not, if it cannot be had.
auto text_of_costs(const std::string& path, Localised& why) -> std::optional<std::string> {
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) {
    why = {"it is a folder", "这是文件夹"};
    return std::nullopt;
  }
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    why.en = std::generic_category().message(errno);
    return std::nullopt;
  }
  std::string text(static_cast<std::size_t>(largest_costs) + 1, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (file.gcount() > largest_costs) {
    why = {"it is larger than 16 MB", "超过 16 MB"};
    return std::nullopt;
  }
  text.resize(static_cast<std::size_t>(file.gcount()));
  return text;
}

}  // namespace

auto load_costs(Session& session, const std::string& path) -> std::optional<assess::Costs> {
  if (path.empty()) return assess::Costs{};
  Localised why;
  auto text = text_of_costs(path, why);
  if (!text) {
    session.sink().report(Code::costs_unreadable, path, why).emit();
    return std::nullopt;
  }
  const auto file = session.sources().add(path, std::move(*text));
  const auto before = session.sink().errors();
  auto costs = assess::read_costs(session.sources(), file, session.program(), session.sink());
  return session.sink().errors() == before ? std::optional(std::move(costs)) : std::nullopt;
}

}  // namespace dengbao::cli
