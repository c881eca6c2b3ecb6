#include "import/asset_rows.h"

#include <algorithm>

#include "base/utf8.h"
#include "import/asset_words.h"
#include "import/network_terms.h"
#include "import/plain_text.h"
#include "import/serial_number.h"
#include "value/value.h"

namespace dengbao::importing {
namespace {

// Columns that tell one device from another: without any of them a row of words is no row of headings.
constexpr AssetField telling[] = {AssetField::id, AssetField::name, AssetField::addresses, AssetField::serial_number,
                                  AssetField::asset_id};

// "密码：…", "password=…": a cell that holds one.
auto holds_secret(std::string_view text) -> bool {
  for (std::size_t at = 0; at < text.size(); ++at) {
    std::size_t length = 1;
    if (text[at] != ':' && text[at] != '=') {
      if (!text.substr(at).starts_with("：") && !text.substr(at).starts_with("＝")) continue;
      length = 3;
    }
    constexpr std::size_t far_enough = 40;
    const auto begin = at > far_enough ? at - far_enough : 0;
    if (names_secret(text.substr(begin, at - begin)) && at + length < text.size()) return true;
  }
  return false;
}

// Several in one cell, parted by whatever people type; "10.1.1.1/24" is one.
auto addresses_in(std::string_view cell) -> std::vector<std::string> {
  constexpr std::string_view parting[] = {" ",  "\n", "\r", "\t", ",", ";",  "|", "、",
                                          "，", "；", "　", "(",  ")", "（", "）"};
  std::vector<std::string> found;
  const auto take = [&](std::string_view word) {
    const auto address = Address::parse(word);
    const auto net = address ? std::nullopt : with_length(word);
    if (!address && !net) return false;
    const auto text = (address ? *address : net->address).to_string();
    if (std::ranges::find(found, text) == found.end()) found.push_back(text);
    return true;
  };
  const auto take_parts = [&](std::string_view word) {
    if (word.empty() || take(word)) return;
    for (auto slash = word.find('/'); !word.empty(); slash = word.find('/')) {
      take(word.substr(0, slash));
      word = slash == std::string_view::npos ? std::string_view() : word.substr(slash + 1);
    }
  };
  std::size_t begin = 0;
  for (std::size_t at = 0; at < cell.size();) {
    const auto rest = cell.substr(at);
    const auto sign = std::ranges::find_if(parting, [&](std::string_view one) { return rest.starts_with(one); });
    if (sign == std::end(parting)) {
      ++at;
      continue;
    }
    take_parts(cell.substr(begin, at - begin));
    at += sign->size();
    begin = at;
  }
  take_parts(cell.substr(begin));
  return found;
}

// A line under a table that sums it up.
auto is_sum(std::string_view word) -> bool {
  constexpr std::string_view sums[] = {"合计", "总计", "小计", "total", "sum", "subtotal"};
  return std::ranges::find(sums, small_letters(word)) != std::end(sums);
}

// Texts that are facts as they stand.
auto take_text(AssetField field, std::string_view cell, AssetRow& row) -> bool {
  auto& text = row.texts[field];
  if (!text.empty() && field == AssetField::asset_place) {
    text += ' ';
    text += cell;  // a room, and a cabinet in another column
    return true;
  }
  if (text.empty()) text = cell;
  return text == cell;
}

// What the machine calls itself is its name, whatever a list calls it.
auto take_name(AssetField field, std::string_view cell, AssetRow& row) -> bool {
  const auto address = Address::parse(cell);
  const auto small = small_letters(cell);
  if (small == "localhost" || small.starts_with("localhost.")) return false;  // what every machine calls itself
  if (!address) {
    const auto id = row.texts.find(AssetField::id);
    if (field == AssetField::id || id == row.texts.end()) return take_text(field, cell, row);
    auto& name = row.texts[AssetField::name];
    if (name.empty() || cell == id->second) name = cell;
    return true;
  }
  row.addresses.push_back(address->to_string());
  return true;
}

auto take_kind(std::string_view cell, AssetRow& row) -> bool {
  auto known = host_kind_of(cell);
  if (!known) known = asset_kind_of(cell);
  const bool thing = !known && is_mere_thing(cell);
  if (thing) known = "hardware";
  if (!known) known = host_kind_in_front(cell);
  row.is_thing = row.is_thing || thing || (!known && !is_some_computer(cell));
  return known && take_text(AssetField::kind, *known, row);
}

auto take_system(std::string_view cell, AssetRow& row) -> bool {
  const auto system = split_system(cell);
  const bool taken = take_text(AssetField::os_name, system.name, row);
  if (taken && !system.version.empty() && !row.texts.contains(AssetField::os_version))
    row.texts[AssetField::os_version] = system.version;
  return taken;
}

auto take_field(AssetField field, std::string_view cell, AssetRow& row) -> bool {
  switch (field) {
    case AssetField::id:
    case AssetField::name:
      return take_name(field, cell, row);
    case AssetField::kind:
      return take_kind(cell, row);
    case AssetField::addresses: {
      const auto found = addresses_in(cell);
      row.addresses.insert(row.addresses.end(), found.begin(), found.end());
      return !found.empty();
    }
    case AssetField::os_name:
      return take_system(cell, row);
    case AssetField::os_version: {
      const auto version = cell.starts_with('v') || cell.starts_with('V') ? cell.substr(1) : cell;
      if (!Version::valid(version)) return false;
      row.texts[AssetField::os_version] = version;  // a column of its own is nearer than the end of the name
      return true;
    }
    case AssetField::importance: {
      const auto rank = asset_rank_of(cell);
      return rank && *rank != "core" && take_text(field, *rank, row);
    }
    case AssetField::asset_rank: {
      const auto rank = asset_rank_of(cell);
      return rank && take_text(field, *rank, row);
    }
    case AssetField::serial_number: {
      const auto number = importing::serial_number(cell);
      return !number.empty() && take_text(field, number, row);
    }
    default:
      return take_text(field, cell, row);
  }
}

// Versions of something other than the system say nothing of it.
void settle_versions(std::map<std::uint32_t, ColumnMeaning>& meanings) {
  const bool system = std::ranges::any_of(meanings, [](const auto& one) {
    return std::ranges::find(one.second.fields, AssetField::os_name) != one.second.fields.end();
  });
  for (auto& [column, meaning] : meanings) {
    if (meaning.of_something && !system) meaning.fields.clear();
  }
}

auto tells_devices_apart(const ColumnMeaning& meaning) -> bool {
  return std::ranges::any_of(meaning.fields,
                             [](AssetField field) { return std::ranges::find(telling, field) != std::end(telling); });
}

}  // namespace

AssetTable::AssetTable(const Table& table, const ColumnMap& map) : table_(table), header_(table.rows.size()) {
  constexpr std::size_t deepest_header = 50;
  for (std::size_t i = 0; i < std::min(deepest_header, table.rows.size()); ++i) {
    std::map<std::uint32_t, ColumnMeaning> meanings;
    std::size_t known = 0;
    std::vector<std::string> names;
    bool tells = false;
    for (const auto& [column, heading] : table.rows[i].cells) {
      const auto& meaning = meanings[column] = meaning_of(heading, map);
      if (meaning.kind == ColumnMeaning::Kind::unknown) continue;
      ++known;
      if (!names_secret(heading)) names.push_back(heading);  // of a row without headings a cell may be one
      tells = tells || tells_devices_apart(meaning);
    }
    if (names.size() > nearest_.size()) nearest_ = std::move(names);
    if (!tells || known < 2 || known <= known_) continue;
    header_ = i;
    known_ = known;
    meanings_ = std::move(meanings);
  }
  settle_versions(meanings_);
}

auto AssetTable::headings() const -> std::vector<std::string> {
  std::vector<std::string> all;
  if (!found()) return all;
  for (const auto& [column, heading] : table_.rows[header_].cells) all.push_back(heading);
  return all;
}

auto AssetTable::class_of(std::string_view heading) const -> std::string {
  constexpr std::size_t longest = 40;
  auto shown = std::string(heading.empty() ? "…" : utf8::prefix(heading, longest));
  std::ranges::replace(shown, '\n', ' ');
  return (table_.name.empty() ? "" : table_.name + ": ") + "column `" + shown + '`';
}

void AssetTable::read_cell(const ColumnMeaning& meaning, std::string_view heading, std::string_view cell, AssetRow& row,
                           Findings& findings) const {
  auto use = meaning.kind == ColumnMeaning::Kind::unknown ? Use::unknown : Use::unused;
  if (meaning.kind == ColumnMeaning::Kind::secret || (!meaning.fields.empty() && holds_secret(cell))) {
    if (!says_nothing(cell)) findings.secret(row.number, SecretKind::password, SecretCover::clear);
  } else if (!meaning.fields.empty() && !says_nothing(cell)) {
    use = Use::unknown;
    for (const auto field : meaning.fields) {
      if (!take_field(field, cell, row)) continue;
      use = Use::fact;
      row.said[findings.pieces.size()].push_back(field);
    }
  }
  findings.read_piece(row.number, use, class_of(heading));
}

auto AssetTable::read(Findings& findings) const -> std::vector<AssetRow> {
  std::vector<AssetRow> rows;
  const auto& header = table_.rows[header_];
  for (std::size_t i = 0; i < table_.rows.size(); ++i) {
    const auto& line = table_.rows[i];
    const auto same =
        std::ranges::count_if(line.cells, [&](const auto& cell) { return header.cell(cell.first) == cell.second; });
    // Titles above the headings, and headings that are repeated.
    if (i <= header_ || same >= 2) {
      findings.read_piece(line.number, Use::unused, i < header_ ? "text above the headings" : "headings");
      continue;
    }
    const bool sums = is_sum(line.cells.begin()->second);
    AssetRow row{.number = line.number, .sheet = table_.name};
    for (const auto& [column, cell] : line.cells) {
      const auto meaning = meanings_.find(column);
      static const ColumnMeaning none;
      if (sums) {
        findings.read_piece(line.number, Use::unused, "sum of the table");
        break;
      }
      read_cell(meaning == meanings_.end() ? none : meaning->second, header.cell(column), cell, row, findings);
    }
    if (!sums) rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace dengbao::importing
