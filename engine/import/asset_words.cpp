#include "import/asset_words.h"

#include <algorithm>
#include <utility>

#include "import/plain_text.h"
#include "value/value.h"

namespace dengbao::importing {
namespace {

using WordPair = std::pair<std::string_view, std::string_view>;

// What a word ends with.
constexpr WordPair host_kinds[] = {
    {"服务器", "server"},
    {"虚拟机", "server"},
    {"云主机", "server"},
    {"server", "server"},
    {"virtual machine", "server"},
    {"ecs", "server"},
    {"交换机", "network-device"},
    {"路由器", "network-device"},
    {"网络设备", "network-device"},
    {"无线控制器", "network-device"},
    {"负载均衡", "network-device"},
    {"无线ap", "network-device"},
    {"switch", "network-device"},
    {"router", "network-device"},
    {"load balancer", "network-device"},
    {"access point", "network-device"},
    {"network device", "network-device"},
    {"wireless controller", "network-device"},
    {"防火墙", "security-device"},
    {"安全设备", "security-device"},
    {"堡垒机", "security-device"},
    {"入侵检测系统", "security-device"},
    {"入侵防御系统", "security-device"},
    {"网闸", "security-device"},
    {"上网行为管理", "security-device"},
    {"日志审计", "security-device"},
    {"数据库审计", "security-device"},
    {"漏洞扫描", "security-device"},
    {"密码机", "security-device"},
    {"安全网关", "security-device"},
    {"安全产品", "security-device"},
    {"firewall", "security-device"},
    {"security device", "security-device"},
    {"bastion host", "security-device"},
    {"存储", "storage-device"},
    {"存储设备", "storage-device"},
    {"磁盘阵列", "storage-device"},
    {"磁带库", "storage-device"},
    {"storage", "storage-device"},
    {"storage device", "storage-device"},
    {"disk array", "storage-device"},
    {"终端", "terminal"},
    {"台式机", "terminal"},
    {"笔记本", "terminal"},
    {"笔记本电脑", "terminal"},
    {"台式电脑", "terminal"},
    {"台式计算机", "terminal"},
    {"便携式计算机", "terminal"},
    {"工作站", "terminal"},
    {"desktop", "terminal"},
    {"laptop", "terminal"},
    {"notebook", "terminal"},
    {"workstation", "terminal"},
    {"terminal", "terminal"},
    {"数据库", "database"},
    {"database", "database"},
    {"中间件", "middleware"},
    {"middleware", "middleware"},
    {"业务应用", "application"},
    {"应用系统", "application"},
    {"业务系统", "application"},
    {"application", "application"},
    {"虚拟化平台", "hypervisor"},
    {"hypervisor", "hypervisor"},
};
// Whole words, too short to be ends of others.
constexpr WordPair whole_kinds[] = {
    {"pc", "terminal"},         {"ap", "network-device"},      {"waf", "security-device"}, {"ids", "security-device"},
    {"ips", "security-device"}, {"vpn", "security-device"},    {"nas", "storage-device"},  {"vm", "server"},
    {"plc", "control-device"},  {"dcs", "control-device"},     {"应用", "application"},    {"物理机", "server"},
    {"esxi", "hypervisor"},     {"network", "network-device"},
};
// What stands beside computers and networks. Some have an address, and are hosts by that alone.
constexpr std::string_view mere_things[] = {
    "显示器",
    "显示屏",
    "投影仪",
    "投影机",
    "打印机",
    "复印机",
    "传真机",
    "扫描仪",
    "扫描枪",
    "高拍仪",
    "碎纸机",
    "摄像机",
    "摄像头",
    "照相机",
    "相机",
    "手机",
    "电话",
    "电话机",
    "平板",
    "平板电脑",
    "键盘",
    "鼠标",
    "耳机",
    "扩展坞",
    "读卡器",
    "ups",
    "电源",
    "pos机",
    "电视",
    "电视机",
    "音箱",
    "空调",
    "机柜",
    "u盘",
    "移动硬盘",
    "display",
    "monitor",
    "printer",
    "scanner",
    "copier",
    "camera",
    "phone",
    "tablet",
    "smartphone",
    "projector",
    "keyboard",
    "mouse",
    "headset",
    "webcam",
    "dock",
    "fax",
    "monitors",
    "docking station",
    "barcode reader",
};
constexpr WordPair other_kinds[] = {
    {"硬件", "hardware"}, {"hardware", "hardware"}, {"软件", "software"}, {"software", "software"},
    {"数据", "data"},     {"data", "data"},         {"服务", "service"},  {"service", "service"},
    {"文档", "document"}, {"document", "document"},
};
constexpr WordPair asset_ranks[] = {
    {"核心", "core"},     {"core", "core"},     {"重要", "important"},    {"important", "important"},
    {"一般", "ordinary"}, {"普通", "ordinary"}, {"ordinary", "ordinary"}, {"normal", "ordinary"},
};
// Parts of names of systems, in small letters.
constexpr WordPair known_systems[] = {
    {"windows", "windows"},    {"linux", "linux"},       {"centos", "linux"},    {"red hat", "linux"},
    {"redhat", "linux"},       {"rhel", "linux"},        {"ubuntu", "linux"},    {"debian", "linux"},
    {"suse", "linux"},         {"sles", "linux"},        {"kylin", "linux"},     {"麒麟", "linux"},
    {"uniontech", "linux"},    {"统信", "linux"},        {"openeuler", "linux"}, {"euleros", "linux"},
    {"欧拉", "linux"},         {"anolis", "linux"},      {"龙蜥", "linux"},      {"rocky", "linux"},
    {"fedora", "linux"},       {"deepin", "linux"},      {"aix", "unix"},        {"hp-ux", "unix"},
    {"solaris", "unix"},       {"freebsd", "unix"},      {"openbsd", "unix"},    {"unix", "unix"},
    {"cisco ios", "firmware"}, {"ios-xe", "firmware"},   {"ios xe", "firmware"}, {"nx-os", "firmware"},
    {"comware", "firmware"},   {"vrp", "firmware"},      {"junos", "firmware"},  {"fortios", "firmware"},
    {"pan-os", "firmware"},    {"routeros", "firmware"},
};

auto second_of(std::string_view word, const WordPair* first, const WordPair* last) -> std::optional<std::string_view> {
  const auto* found = std::find_if(first, last, [&](const WordPair& one) { return one.first == word; });
  return found == last ? std::nullopt : std::optional(found->second);
}

auto is_number_word(std::string_view word) -> bool {
  return !word.empty() && word.front() >= '0' && word.front() <= '9' && Version::valid(word);
}

}  // namespace

auto host_kind_of(std::string_view words) -> std::optional<std::string_view> {
  const auto small = small_letters(trim_blanks(words));
  if (const auto whole = second_of(small, std::begin(whole_kinds), std::end(whole_kinds))) return whole;
  for (const auto& [end, kind] : host_kinds) {
    if (small.ends_with(end)) return kind;
  }
  return std::nullopt;
}

auto host_kind_in_front(std::string_view words) -> std::optional<std::string_view> {
  for (const std::string_view sign : {"-", "－", "—", "/"}) {
    if (const auto at = words.find(sign); at != std::string_view::npos) return host_kind_of(words.substr(0, at));
  }
  return std::nullopt;
}

auto is_mere_thing(std::string_view words) -> bool {
  const auto small = small_letters(trim_blanks(words));
  return std::ranges::any_of(mere_things, [&](std::string_view end) { return small.ends_with(end); });
}

auto is_some_computer(std::string_view words) -> bool {
  constexpr std::string_view ends[] = {"主机", "小型机", "计算机", "电脑", "computer", "machine", "host", "mainframe"};
  const auto small = small_letters(trim_blanks(words));
  return std::ranges::any_of(ends, [&](std::string_view end) { return small.ends_with(end); });
}

auto asset_kind_of(std::string_view words) -> std::optional<std::string_view> {
  return second_of(small_letters(trim_blanks(words)), std::begin(other_kinds), std::end(other_kinds));
}

auto asset_rank_of(std::string_view words) -> std::optional<std::string_view> {
  return second_of(small_letters(trim_blanks(words)), std::begin(asset_ranks), std::end(asset_ranks));
}

auto system_family(std::string_view system) -> std::optional<std::string_view> {
  const auto small = small_letters(system);
  for (const auto& [part, family] : known_systems) {
    if (small.find(part) != std::string::npos) return family;
  }
  return std::nullopt;
}

auto split_system(std::string_view text) -> SystemName {
  const auto whole = trim_blanks(text);
  const auto family = system_family(whole);
  const auto blank = whole.rfind(' ');
  const bool splits = (family == "linux" || family == "unix") && blank != std::string_view::npos;
  if (!splits) return {std::string(whole), {}};
  auto version = whole.substr(blank + 1);
  if (version.starts_with('v') || version.starts_with('V')) version.remove_prefix(1);
  const auto name = trim_blanks(whole.substr(0, blank));
  const bool more = std::ranges::any_of(name, [](char c) { return c >= '0' && c <= '9'; });
  if (more || !is_number_word(version)) return {std::string(whole), {}};
  return {std::string(name), std::string(version)};
}

}  // namespace dengbao::importing
