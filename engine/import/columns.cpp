#include "import/columns.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "base/utf8.h"
#include "facts/json_tree.h"
#include "import/plain_text.h"

namespace dengbao::importing {
namespace {

struct KnownHeading {
  std::vector<AssetField> fields;
  std::vector<std::string_view> headings;  // as `plain_heading` writes them
};

// A host name is what the machine calls itself; the name of a device in a list may be a mere description.
auto known_headings() -> const std::vector<KnownHeading>& {
  using Say = AssetField;
  static const std::vector<KnownHeading> all{
      {{Say::id, Say::name},
       {"hostname", "host", "fqdn", "dnsname", "computername", "machinename", "nodename", "sysname", "主机名",
        "主机名称", "计算机名", "计算机名称", "机器名", "节点名", "服务器名", "hostname主机名", "主机名hostname"}},
      {{Say::name},
       {"name", "devicename", "device", "assetname", "systemname", "servername", "equipmentname", "设备名", "设备名称",
        "资产名", "资产名称", "系统名称", "名称", "服务器名称", "服务器", "主机", "设备"}},
      {{Say::kind}, {"kind",          "devicetype", "assettype", "type",     "role",       "devicerole",  "category",
                     "assetcategory", "类型",       "设备类型",  "资产类型", "资产类别",   "设备类别",    "类别",
                     "角色",          "设备种类",   "资产分类",  "设备分类", "服务器类型", "网络设备类型"}},
      {{Say::zone},
       {"zone", "securityzone", "networkzone", "安全域", "安全区域", "所属安全域", "网络区域", "所在区域"}},
      {{Say::addresses},
       {"ip",          "ipaddress",     "ipaddresses", "ipaddr",      "ips",          "ipv4",
        "ipv4address", "ipv6",          "ipv6address", "address",     "managementip", "managementaddress",
        "mgmtip",      "mgmtipaddress", "primaryip",   "primaryipv4", "primaryipv6",  "ipaddressv4",
        "hostip",      "serverip",      "deviceip",    "privateip",   "publicip",     "internalip",
        "externalip",  "oobip",         "ip地址",      "地址",        "管理ip",       "管理地址",
        "管理ip地址",  "业务ip",        "业务ip地址",  "业务地址",    "内网ip",       "外网ip",
        "内网ip地址",  "外网ip地址",    "公网ip",      "公网地址",    "私网ip",       "主机ip",
        "服务器ip",    "设备ip",        "带外ip",      "ip1",         "ip2",          "ipv4地址",
        "ipv6地址",    "网络地址",      "资产ip",      "主机地址"}},
      {{Say::os_name},
       {"os", "osname", "operatingsystem", "operatingsystemname", "ostype", "操作系统", "操作系统名称",
        "操作系统类型"}},
      {{Say::os_version},
       {"osversion", "operatingsystemversion", "firmware", "firmwareversion", "version", "softwareversion", "swversion",
        "osrelease", "版本", "操作系统版本", "系统版本", "固件版本", "软件版本", "版本号"}},
      {{Say::importance, Say::asset_rank},
       {"importance", "assetimportance", "重要程度", "重要性", "资产重要程度", "重要等级", "重要级别", "资产重要性"}},
      {{Say::serial_number},
       {"serial", "serialnumber", "serialno", "sn", "servicetag", "serialnum", "deviceserial", "chassisserial",
        "deviceserialnumber", "sn号", "序列号", "设备序列号", "产品序列号", "sn码", "序列号sn", "sn序列号",
        "主机序列号"}},
      {{Say::asset_id},
       {"assettag", "assetnumber", "assetno", "assetid", "inventorynumber", "assetcode", "资产编号", "资产编码",
        "资产标签", "固定资产编号", "固资编号", "设备编号", "资产号", "资产id"}},
      {{Say::asset_department},
       {"department", "owningdepartment", "responsibledepartment", "责任部门", "所属部门", "归属部门", "部门",
        "管理部门"}},
      {{Say::asset_place},
       {"location", "site",     "room",     "rack",           "rackname", "datacenter", "datacentre",
        "building", "floor",    "address1", "所在机房",       "机房",     "机房名称",   "机柜",
        "机柜号",   "机架",     "位置",     "物理位置",       "所在位置", "存放位置",   "存放地点",
        "安装位置", "所在地点", "部署位置", "机房位置",       "机柜位置", "放置地点",   "地点",
        "所处位置", "所在机柜", "安装地址", "机房内空间位置", "局站"}},
      {{Say::responsible},
       {"maintainer", "maintainedby", "维护人", "维护人员", "维护责任人", "运维负责人", "运维责任人"}},
      {{},
       {"no", "number", "index", "row", "序号", "编号", "行号", "id",
        // people and makers, of which the records ask elsewhere
        "owner", "ownername", "owneremail", "email", "contact", "dept", "使用部门", "user", "username", "login",
        "account", "assignedto", "责任人", "负责人", "联系人", "使用人", "管理员", "保管人", "联系方式", "联系电话",
        "电话", "手机", "邮箱", "用户名", "账号", "帐号", "账户", "登录名", "tenant", "customer", "company", "entity",
        "公司", "单位", "使用单位", "项目", "所属项目", "业务系统", "所属系统", "所属业务", "用途", "主要用途", "功能",
        "manufacturer", "manufacturers", "vendor", "brand", "make", "厂商", "厂家", "品牌", "制造商", "生产厂家",
        "供应商", "生产厂商", "model", "devicemodel", "models", "型号", "设备型号", "规格型号", "规格", "品牌型号",
        "产品型号",
        // the machine
        "cpu", "processor", "memory", "ram", "disk", "storage", "cores", "cpu型号", "cpu核数", "内存", "硬盘", "磁盘",
        "配置", "存储", "内存大小", "硬盘大小", "磁盘大小", "数量", "quantity", "mac", "macaddress", "mac地址",
        "物理地址", "网卡", "端口", "port", "protocol", "协议", "platform", "平台", "architecture", "kernel",
        "内核版本", "内核",
        // its life
        "status", "state", "状态", "使用状态", "资产状态", "设备状态", "运行状态", "在线状态", "是否在线",
        "purchasedate", "采购日期", "购买日期", "购置日期", "购置时间", "上线时间", "上线日期", "启用日期", "启用时间",
        "入库时间", "入库日期", "出厂日期", "warranty", "warrantyexpiry", "warrantyexpiration", "保修期", "维保",
        "维保到期", "过保时间", "过保日期", "维保到期时间", "质保期", "price", "cost", "purchasecost", "价格", "金额",
        "原值", "单价", "created", "lastupdated", "updated", "创建时间", "更新时间", "lastseen",
        // where it hangs
        "position", "positionu", "u位", "u数", "rackface", "airflow", "subnet", "netmask", "mask", "gateway", "vlanid",
        "vlanname", "interface", "uplink", "url", "subnetmask", "vlan", "子网掩码", "掩码", "网关", "网段", "dns",
        "city", "region", "country", "城市", "地区", "省份",
        // words about it
        "comments", "comment", "notes", "note", "remark", "remarks", "description", "tags", "tag", "label", "labels",
        "备注", "说明", "描述", "标签", "其他", "等级", "保护等级", "cluster", "virtualchassis", "environment", "env",
        "环境", "class", "assetowner", "ordernumber", "管辖单位", "资产型号", "用户名称", "资产管理员", "ssh端口",
        "接入网络", "设备来源", "借用日期", "域名", "product", "productname", "software", "软件", "软件名称", "应用",
        "应用名称", "产品", "产品名称"}},
  };
  return all;
}

auto by_heading(std::string_view heading) -> const std::vector<AssetField>* {
  static const auto all = [] {
    std::map<std::string_view, const std::vector<AssetField>*> made;
    for (const auto& one : known_headings()) {
      for (const auto text : one.headings) made.emplace(text, &one.fields);
    }
    return made;
  }();
  const auto found = all.find(heading);
  return found == all.end() ? nullptr : found->second;
}

// Versions of whatever the row is about.
constexpr std::string_view bare_versions[] = {"version", "softwareversion", "swversion", "版本", "软件版本", "版本号"};

// A column about passwords that holds none: how long one is valid, when it was changed, what the rules are.
auto is_about_secrets(std::string_view plain) -> bool {
  constexpr std::string_view ends[] = {
      "有效期",      "策略",      "复杂度",     "到期",     "到期时间", "到期日期",   "过期",   "过期时间",
      "过期日期",    "长度",      "更新时间",   "修改时间", "修改日期", "更换周期",   "周期",   "是否过期",
      "passwordage", "passwdage", "pwdage",     "expiry",   "expires",  "expiration", "policy", "lastset",
      "lastchanged", "length",    "complexity", "maxage",   "minage"};
  return std::ranges::any_of(ends, [&](std::string_view end) { return plain.ends_with(end); });
}

auto field_of(std::string_view name) -> std::optional<AssetField> {
  const auto& all = asset_fields();
  const auto found = std::ranges::find(all, name);
  if (found == all.end()) return std::nullopt;
  return static_cast<AssetField>(found - all.begin());
}

auto quoted_list(const std::vector<std::string>& names) -> std::string {
  std::string list;
  for (const auto& one : names) list += (list.empty() ? "`" : ", `") + one + '`';
  return list;
}

class MapReader {
 public:
  MapReader(std::string_view text, FileId file, Sink& sink) : text_(text), file_(file), sink_(sink) {}

  auto read() -> ColumnMap {
    facts::JsonTree tree(text_);
    auto* root = tree.open(tree.root());
    if (root == nullptr || !root->object) {
      refuse(tree.root(), {"it is no JSON object of columns", "它不是由列组成的 JSON 对象"});
      return {};
    }
    ColumnMap map;
    for (auto& part : root->parts) {
      MappedColumn column{part.key, {}, span_of(part.value)};
      read_fields(tree, part.value, column);
      if (plain_heading(part.key).empty()) {
        refuse(part.value, {"a column without a heading", "缺少列名"});
      } else if (names_secret(part.key) && !column.fields.empty()) {
        refuse(part.value, {"columns of passwords and keys are never read", "口令和密钥所在列一律不读取"});
      }
      map.push_back(std::move(column));
    }
    return map;
  }

 private:
  void read_fields(facts::JsonTree& tree, facts::JsonTree::Node& node, MappedColumn& column) {
    if (node.text == "null") return;
    if (auto* list = tree.open(node); list != nullptr && !list->object) {
      for (auto& part : list->parts) read_field(part.value, column);
      return;
    }
    read_field(node, column);
  }

  void read_field(const facts::JsonTree::Node& node, MappedColumn& column) {
    if (!node.text.starts_with('"')) {
      return refuse(
          node, {"a column gives the name of a fact, a list of names, or null", "列的值应为事实名称、名称列表或 null"});
    }
    const auto name = nlohmann::json::parse(node.text).get<std::string>();
    if (const auto field = field_of(name)) {
      column.fields.push_back(*field);
      return;
    }
    sink_.report(Code::import_no_such_column_fact, span_of(node), utf8::printable(name), quoted_list(asset_fields()))
        .did_you_mean(name, asset_fields())
        .emit();
  }

  void refuse(const facts::JsonTree::Node& node, const Localised& why) {
    sink_.report(Code::import_column_map, span_of(node), why)
        .help(say("write it so: {{\"heading\": \"name\", \"other heading\": [\"id\", \"name\"], \"not read\": null}}",
                  "写法：{{\"列名\": \"name\", \"另一列\": [\"id\", \"name\"], \"不读取的列\": null}}"))
        .emit();
  }

  [[nodiscard]] auto span_of(const facts::JsonTree::Node& node) const -> Span {
    const auto begin = static_cast<std::uint32_t>(node.text.data() - text_.data());
    return {file_, begin, begin + static_cast<std::uint32_t>(node.text.size())};
  }

  std::string_view text_;
  FileId file_;
  Sink& sink_;
};

}  // namespace

auto asset_fields() -> const std::vector<std::string>& {
  static const std::vector<std::string> names{"id",
                                              "name",
                                              "kind",
                                              "zone",
                                              "addresses",
                                              "os/name",
                                              "os/version",
                                              "importance",
                                              "serial_number",
                                              "asset/id",
                                              "asset/department",
                                              "asset/place",
                                              "asset/rank",
                                              "maintenance/responsible"};
  return names;
}

auto field_name(AssetField field) -> std::string_view { return asset_fields()[static_cast<std::size_t>(field)]; }

auto read_column_map(const Sources& sources, FileId file, Sink& sink) -> ColumnMap {
  const auto text = sources[file].text();
  try {
    static_cast<void>(nlohmann::json::parse(text).size());
  } catch (const nlohmann::json::parse_error& error) {
    const auto at = static_cast<std::uint32_t>(std::min(error.byte > 0 ? error.byte - 1 : 0, text.size()));
    sink.report(Code::import_column_map, Span{file, at, at}, say("it is no JSON here", "此处不是 JSON")).emit();
    return {};
  }
  return MapReader(text, file, sink).read();
}

auto plain_heading(std::string_view heading) -> std::string {
  constexpr std::string_view signs = " \t\r\n_-*.:#/\\'\"";
  constexpr std::string_view wide_signs[] = {"：", "＊", "　", "、", "·"};
  const auto closing = [](std::string_view rest) -> std::string_view {
    if (rest.starts_with('(')) return ")";
    if (rest.starts_with('[')) return "]";
    if (rest.starts_with("（")) return "）";
    return rest.starts_with("【") ? "】" : "";
  };
  std::string plain;
  while (!heading.empty()) {
    if (const auto end = closing(heading); !end.empty()) {
      const auto at = heading.find(end);
      heading.remove_prefix(at == std::string_view::npos ? heading.size() : at + end.size());
      continue;
    }
    const auto sign = std::ranges::find_if(wide_signs, [&](std::string_view one) { return heading.starts_with(one); });
    if (sign != std::end(wide_signs)) {
      heading.remove_prefix(sign->size());
      continue;
    }
    if (signs.find(heading.front()) == std::string_view::npos) plain += heading.front();
    heading.remove_prefix(1);
  }
  return small_letters(plain);
}

auto meaning_of(std::string_view heading, const ColumnMap& map) -> ColumnMeaning {
  const auto plain = plain_heading(heading);
  if (names_secret(heading)) {
    return {is_about_secrets(plain) ? ColumnMeaning::Kind::fields : ColumnMeaning::Kind::secret, {}};
  }
  for (const auto& one : map) {
    if (trim_blanks(one.heading) == trim_blanks(heading)) return {ColumnMeaning::Kind::fields, one.fields};
  }
  for (const auto& one : map) {
    if (plain_heading(one.heading) == plain) return {ColumnMeaning::Kind::fields, one.fields};
  }
  const auto* fields = by_heading(plain);
  if (fields == nullptr) return {};
  return {ColumnMeaning::Kind::fields, *fields, std::ranges::find(bare_versions, plain) != std::end(bare_versions)};
}

}  // namespace dengbao::importing
