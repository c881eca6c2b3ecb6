#include <algorithm>
#include <set>

#include "import/asset_rows.h"
#include "import/asset_words.h"

// The rows of an inventory as facts: hosts, and what the asset register says of them.
namespace dengbao::importing {
namespace {

auto text_of_row(const AssetRow& row, AssetField field) -> std::string {
  const auto found = row.texts.find(field);
  return found == row.texts.end() ? std::string() : found->second;
}

// What can be told from others is one: a name alone may be that of anything, as in an offer. A serial number stands on
// displays and telephones, too.
auto is_device(const AssetRow& row) -> bool {
  const auto kind = text_of_row(row, AssetField::kind);
  const bool other = asset_kind_of(kind) && kind != "hardware";
  if (other) return false;
  if (!row.addresses.empty() || row.texts.contains(AssetField::id)) return true;
  if (row.is_thing) return false;
  return row.texts.contains(AssetField::serial_number) || (!kind.empty() && kind != "hardware");
}

class AssetWriter {
 public:
  AssetWriter(std::vector<AssetRow> rows, Findings& findings) : rows_(std::move(rows)), findings_(findings) {}

  void write() {
    count_names();
    for (const auto& row : rows_) {
      findings_.part = row.sheet;
      const auto host = is_device(row) ? key_of_row(row) : std::string();
      if (!host.empty()) write_host(row, host);
      const bool entered = write_entry(row, host);
      tell_unused(row, host, entered);
    }
    findings_.part.clear();
    if (!hosts_.empty()) findings_.incomplete("/hosts");
    if (!entries_.empty()) findings_.incomplete("/premises/assets");
    if (findings_.facts.contains("zones")) findings_.incomplete("/zones");
    if (const auto kept = Json::json_pointer("/premises/maintained"); findings_.facts.contains(kept)) {
      findings_.incomplete("/premises/maintained");
    }
  }

 private:
  // Names that stand on one row only can tell it from others; "server" on twenty cannot.
  void count_names() {
    for (const auto& row : rows_) {
      ++names_[text_of_row(row, AssetField::name)];
      if (row.texts.contains(AssetField::serial_number))
        serials_[text_of_row(row, AssetField::id)].insert(text_of_row(row, AssetField::serial_number));
      ++asset_ids_[text_of_row(row, AssetField::asset_id)];
      if (!row.addresses.empty()) ++first_addresses_[row.addresses.front()];
    }
  }

  // Several devices with serial numbers of their own have the name.
  auto is_shared(const std::string& called) const -> bool {
    const auto found = serials_.find(called);
    return found != serials_.end() && found->second.size() > 1;
  }

  // The host's own name; else its number in the register, its address, its name in the list, its serial number: what
  // no other row has.
  auto key_of_row(const AssetRow& row) const -> std::string {
    if (row.texts.contains(AssetField::id) && !is_shared(text_of_row(row, AssetField::id)))
      return text_of_row(row, AssetField::id);
    const auto asset = text_of_row(row, AssetField::asset_id);
    if (!asset.empty() && asset_ids_.at(asset) == 1) return asset;
    if (!row.addresses.empty() && first_addresses_.at(row.addresses.front()) == 1) return row.addresses.front();
    const auto called = text_of_row(row, AssetField::name);
    if (!called.empty() && names_.at(called) == 1) return called;
    const auto serial = text_of_row(row, AssetField::serial_number);
    if (!serial.empty()) return serial;
    return row.addresses.empty() ? std::string() : row.addresses.front();
  }

  void write_host(const AssetRow& row, const std::string& key) {
    const auto [found, fresh] = hosts_.emplace(key, hosts_.size());
    const auto pointer = "/hosts/" + std::to_string(found->second);
    if (fresh) findings_.put(pointer + "/id", key, row.number);
    put_text(row, AssetField::name, pointer + "/name");
    if (const auto text = text_of_row(row, AssetField::kind); !text.empty() && !asset_kind_of(text)) {
      put(row, pointer + "/kind", text);
    }
    put_zone(row, pointer);
    for (const auto& address : row.addresses) {
      auto& list = addresses_[key];
      if (!list.insert(address).second) continue;
      findings_.append(pointer + "/addresses", address, 0);
      findings_.witness(pointer + "/addresses", row.number);
      // Once for each host, and not searched for among those of all others.
      if (list.size() == 1) findings_.incomplete_lists.push_back(pointer + "/addresses");
    }
    put_text(row, AssetField::os_name, pointer + "/os/name");
    put_text(row, AssetField::os_version, pointer + "/os/version");
    if (const auto family = system_family(text_of_row(row, AssetField::os_name))) {
      put(row, pointer + "/os/family", std::string(*family));
    }
    put_text(row, AssetField::importance, pointer + "/importance");
    put_text(row, AssetField::serial_number, pointer + "/serial_number");
    if (const auto who = text_of_row(row, AssetField::responsible); !who.empty() && maintained_.insert(key).second) {
      findings_.append("/premises/maintained",
                       {{"name", key}, {"kind", "equipment"}, {"hosts", Json::array({key})}, {"responsible", who}},
                       row.number);
    }
  }

  void put_zone(const AssetRow& row, const std::string& pointer) {
    const auto text = text_of_row(row, AssetField::zone);
    if (text.empty()) return;
    if (zones_.insert(text).second) findings_.append("/zones", {{"id", text}}, row.number);
    put(row, pointer + "/zone", text);
  }

  void put_text(const AssetRow& row, AssetField field, const std::string& pointer) {
    if (const auto text = text_of_row(row, field); !text.empty()) put(row, pointer, text);
  }

  // Two rows of one host that contradict each other say nothing.
  void put(const AssetRow& row, const std::string& pointer, const std::string& text) {
    const Json::json_pointer place(pointer);
    if (torn_.contains(pointer)) return;
    if (!findings_.facts.contains(place) || findings_.facts[place] == text) {
      return findings_.put(pointer, text, row.number);
    }
    torn_.insert(pointer);
    findings_.facts[place.parent_pointer()].erase(place.back());
    std::erase_if(findings_.witnesses, [&](const Witness& one) { return one.pointer == pointer; });
    findings_.absent(pointer, Gap::collection_failed, "rows of the source contradict each other", row.number);
    findings_.read_piece(row.number, Use::unknown, "rows that contradict each other");
  }

  // What cells say of a host is no fact where the row makes none; likewise of an entry of the register.
  void tell_unused(const AssetRow& row, const std::string& host, bool entered) {
    const auto gives_fact = [&](AssetField field) {
      switch (field) {
        case AssetField::asset_id:
          return entered || text_of_row(row, field) == host;
        case AssetField::asset_department:
        case AssetField::asset_place:
        case AssetField::asset_rank:
          return entered;
        case AssetField::kind:
          return asset_kind_of(text_of_row(row, field)) ? entered : !host.empty();
        case AssetField::serial_number:
          return !host.empty() || (entered && !row.texts.contains(AssetField::asset_id));
        default:
          return !host.empty();
      }
    };
    for (const auto& [piece, fields] : row.said) {
      if (std::ranges::none_of(fields, gives_fact)) findings_.pieces[piece].use = Use::unused;
    }
  }

  auto write_entry(const AssetRow& row, const std::string& host) -> bool {
    Json entry = Json::object();
    const auto add = [&](const char* field, AssetField from) {
      if (const auto text = text_of_row(row, from); !text.empty()) entry[field] = text;
    };
    add("department", AssetField::asset_department);
    add("place", AssetField::asset_place);
    add("rank", AssetField::asset_rank);
    const auto kind = asset_kind_of(text_of_row(row, AssetField::kind));
    const bool registers = !entry.empty() || (kind && !row.is_thing);  // not that a camera is hardware
    if (kind) entry["kind"] = std::string(*kind);
    auto key = text_of_row(row, AssetField::asset_id);
    if (key.empty() && registered_.contains(host)) return false;
    if (key.empty() && host.empty() && row.is_thing)
      key = text_of_row(row, AssetField::serial_number);
    else if (key.empty() || asset_ids_.at(key) > 1)
      key = registers ? host : std::string();
    if (key.empty() || !entries_.insert(key).second) return false;
    Json whole{{"id", key}};
    if (!host.empty()) whole["host"] = host;
    if (!host.empty()) registered_.insert(host);
    whole.update(entry);
    findings_.append("/premises/assets", std::move(whole), row.number);
    return true;
  }

  std::vector<AssetRow> rows_;
  Findings& findings_;
  std::map<std::string, std::size_t> names_;
  std::map<std::string, std::set<std::string>> serials_;  // by host name
  std::map<std::string, std::size_t> asset_ids_;
  std::map<std::string, std::size_t> first_addresses_;
  std::map<std::string, std::size_t> hosts_;  // by key: the place in the list
  std::map<std::string, std::set<std::string>> addresses_;
  std::set<std::string> zones_;
  std::set<std::string> entries_;
  std::set<std::string> registered_;  // hosts that have an entry
  std::set<std::string> maintained_;
  std::set<std::string> torn_;
};

}  // namespace

void write_assets(std::vector<AssetRow> rows, Findings& findings) { AssetWriter(std::move(rows), findings).write(); }

}  // namespace dengbao::importing
