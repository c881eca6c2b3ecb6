#pragma once

#include <optional>
#include <string>
#include <string_view>

// What people write of devices in lists, in English and Chinese, as the choices of the facts. Nothing where a word says
// none of them.
namespace dengbao::importing {

// "核心交换机", "Web Server": the last word decides.
[[nodiscard]] auto host_kind_of(std::string_view words) -> std::optional<std::string_view>;
// "网络设备-网关": what stands behind tells nothing, the word in front does.
[[nodiscard]] auto host_kind_in_front(std::string_view words) -> std::optional<std::string_view>;
// "显示器", "label printer", "手机": things with serial numbers that are none of the kinds of host.
[[nodiscard]] auto is_mere_thing(std::string_view words) -> bool;
// "主机", "computer": some computer, of which kind is not told.
[[nodiscard]] auto is_some_computer(std::string_view words) -> bool;
// "软件", "data": assets that are no devices.
[[nodiscard]] auto asset_kind_of(std::string_view words) -> std::optional<std::string_view>;
// "core", "important", "ordinary".
[[nodiscard]] auto asset_rank_of(std::string_view words) -> std::optional<std::string_view>;
// "windows", "linux", "unix", "firmware", by the systems that everybody knows.
[[nodiscard]] auto system_family(std::string_view system) -> std::optional<std::string_view>;

struct SystemName {
  std::string name;
  std::string version;  // may be empty
};
// "CentOS 7.9" in two, where that is certain: a Linux or Unix with one number, at the end.
[[nodiscard]] auto split_system(std::string_view text) -> SystemName;

}  // namespace dengbao::importing
