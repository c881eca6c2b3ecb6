#include "assess/survey/xlsx_reader.h"

#include <fmt/format.h>

#include <cmath>
#include <cstdlib>
#include <optional>

#include "assess/survey/zip_parts.h"
#include "base/diagnostic.h"
#include "value/calendar.h"

namespace dengbao::assess {
namespace {

using Fault = Localised;

// What a styles part says of its cell formats: which show dates.
auto date_formats(ZipParts& parts, const std::string& path) -> std::vector<bool> {
  std::map<std::string, std::string> codes;
  std::vector<bool> dates;
  bool inside = false;
  const auto is_date = [&](const std::string& id) {
    const auto number = std::atoi(id.c_str());
    if ((number >= 14 && number <= 22) || (number >= 27 && number <= 36) || (number >= 45 && number <= 47) ||
        (number >= 50 && number <= 58)) {
      return true;
    }
    const auto code = codes.find(id);
    if (code == codes.end()) return false;
    bool quoted = false;
    for (const char c : code->second) {
      if (c == '"' || c == '[' || c == ']') quoted = c == '"' ? !quoted : c == '[';
      if (!quoted && (c == 'y' || c == 'd' || c == 'Y' || c == 'D')) return true;
    }
    return false;
  };
  static_cast<void>(parts.read_xml(path, {[&](std::string_view name, const XmlAttributes& attributes) {
                                            if (name == "cellXfs") inside = true;
                                            if (name == "numFmt")
                                              codes[attributes.get("numFmtId")] = attributes.get("formatCode");
                                            if (name == "xf" && inside)
                                              dates.push_back(is_date(attributes.get("numFmtId")));
                                          },
                                          [&](std::string_view name, const std::string&) {
                                            if (name == "cellXfs") inside = false;
                                          }}));
  return dates;
}

// `_x000D_` stands for a character that XML does not allow.
auto unescaped(const std::string& text) -> std::string {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (at + 7 <= text.size() && text[at] == '_' && text[at + 1] == 'x' && text[at + 6] == '_') {
      char* end = nullptr;
      const auto digits = text.substr(at + 2, 4);
      const auto code = std::strtoul(digits.c_str(), &end, 16);
      if (end == digits.c_str() + 4 && code < 0x80) {
        if (code == '\n' || code == '\t' || code >= ' ') out += static_cast<char>(code);
        at += 6;
        continue;
      }
    }
    out += text[at];
  }
  return out;
}

auto shared_texts(ZipParts& parts, const std::string& path) -> std::vector<std::string> {
  std::vector<std::string> texts;
  bool phonetic = false;
  static_cast<void>(parts.read_xml(path, {[&](std::string_view name, const XmlAttributes&) {
                                            if (name == "si") texts.emplace_back();
                                            if (name == "rPh") phonetic = true;
                                          },
                                          [&](std::string_view name, const std::string& text) {
                                            if (name == "t" && !phonetic && !texts.empty())
                                              texts.back() += unescaped(text);
                                            if (name == "rPh") phonetic = false;
                                          }}));
  return texts;
}

// `C4`; nothing where it is no place.
auto place_of(const std::string& reference) -> std::optional<XlsxPlace> {
  std::uint32_t column = 0;
  std::size_t at = 0;
  for (; at < reference.size() && reference[at] >= 'A' && reference[at] <= 'Z'; ++at) {
    if (column > 20'000) return std::nullopt;
    column = column * 26 + static_cast<std::uint32_t>(reference[at] - 'A' + 1);
  }
  if (column == 0 || at == reference.size() || reference.size() - at > 7) return std::nullopt;
  std::uint32_t row = 0;
  for (; at < reference.size(); ++at) {
    if (reference[at] < '0' || reference[at] > '9') return std::nullopt;
    row = row * 10 + static_cast<std::uint32_t>(reference[at] - '0');
  }
  if (row == 0) return std::nullopt;
  return XlsxPlace{row - 1, column - 1};
}

// Reads one sheet.
class SheetReader {
 public:
  SheetReader(const std::vector<std::string>& texts, const std::vector<bool>& dates) : texts_(texts), dates_(dates) {}

  auto read(ZipParts& parts, const std::string& path, XlsxSheet& sheet) -> bool {
    return parts.read_xml(
        path, {[&](std::string_view name, const XmlAttributes& attributes) { open(name, attributes, sheet); },
               [&](std::string_view name, const std::string& text) { close(name, text, sheet); }});
  }

 private:
  void open(std::string_view name, const XmlAttributes& attributes, XlsxSheet& sheet) {
    if (name == "rPh") phonetic_ = true;
    if (name == "mergeCell") merge(attributes.get("ref"), sheet);
    if (name == "row") {
      const auto number = std::strtoul(attributes.get("r").c_str(), nullptr, 10);
      next_ = {
          number > 0 && number < 2'000'000 ? static_cast<std::uint32_t>(number - 1) : next_.first + (rows_ ? 1 : 0), 0};
      rows_ = true;
    }
    if (name != "c") return;
    place_ = place_of(attributes.get("r")).value_or(next_);
    next_ = {place_.first, place_.second + 1};
    type_ = attributes.get("t");
    const auto style = static_cast<std::size_t>(std::strtoul(attributes.get("s").c_str(), nullptr, 10));
    date_ = style < dates_.size() && dates_[style];
    value_.clear();
    inline_.clear();
  }

  // `A2:A5`
  static void merge(const std::string& reference, XlsxSheet& sheet) {
    const auto colon = reference.find(':');
    if (colon == std::string::npos) return;
    const auto first = place_of(reference.substr(0, colon));
    const auto last = place_of(reference.substr(colon + 1));
    if (first && last && first->first <= last->first && first->second <= last->second) {
      sheet.merged.emplace_back(*first, *last);
    }
  }

  void close(std::string_view name, const std::string& text, XlsxSheet& sheet) {
    if (name == "rPh") phonetic_ = false;
    if (name == "v") value_ = text;
    if (name == "t" && !phonetic_) inline_ += unescaped(text);
    if (name != "c") return;
    XlsxCell cell;
    if (type_ == "s") {
      const auto index = static_cast<std::size_t>(std::strtoul(value_.c_str(), nullptr, 10));
      if (!value_.empty() && index < texts_.size()) cell.text = texts_[index];
    } else if (type_ == "inlineStr") {
      cell.text = inline_;
    } else if (type_ == "str" || type_ == "d") {
      cell.text = type_ == "d" ? value_.substr(0, 10) : unescaped(value_);
    } else if (type_ == "b") {
      cell = {XlsxCell::Kind::truth, value_, false};
    } else if (type_ == "e") {
      cell = {XlsxCell::Kind::error, value_, false};
    } else {
      cell = {XlsxCell::Kind::number, digits_of(value_), date_};
    }
    if (!cell.text.empty()) sheet.cells.insert_or_assign(place_, std::move(cell));
  }

  // Programs write 0.1 as 0.10000000000000001, and 8 as 8.0.
  static auto digits_of(const std::string& text) -> std::string {
    char* end = nullptr;
    const auto number = std::strtod(text.c_str(), &end);
    if (text.empty() || end != text.c_str() + text.size() || !std::isfinite(number)) return text;
    if (std::floor(number) == number && std::fabs(number) < 1e15)
      return fmt::format("{}", static_cast<long long>(number));
    return fmt::format("{:.15g}", number);
  }

  const std::vector<std::string>& texts_;
  const std::vector<bool>& dates_;
  XlsxPlace next_{};
  XlsxPlace place_{};
  bool rows_ = false;
  bool phonetic_ = false;
  bool date_ = false;
  std::string type_;
  std::string value_;
  std::string inline_;
};

// A target of the workbook's relations, as a path in the archive.
auto part_path(const std::string& target) -> std::string {
  if (target.starts_with('/')) return target.substr(1);
  return "xl/" + target;
}

}  // namespace

auto read_xlsx(std::string_view bytes) -> std::variant<XlsxBook, Localised> {
  auto opened = ZipParts::open(bytes);
  if (auto* fault = std::get_if<Fault>(&opened)) return std::move(*fault);
  auto& parts = *std::get<std::unique_ptr<ZipParts>>(opened);
  std::map<std::string, std::string> targets;
  std::string texts_path = "xl/sharedStrings.xml";
  std::string styles_path = "xl/styles.xml";
  static_cast<void>(
      parts.read_xml("xl/_rels/workbook.xml.rels", {[&](std::string_view name, const XmlAttributes& attributes) {
                                                      if (name != "Relationship") return;
                                                      const auto target = part_path(attributes.get("Target"));
                                                      targets[attributes.get("Id")] = target;
                                                      if (attributes.get("Type").ends_with("/sharedStrings"))
                                                        texts_path = target;
                                                      if (attributes.get("Type").ends_with("/styles"))
                                                        styles_path = target;
                                                    },
                                                    {}}));
  XlsxBook book;
  std::vector<std::string> paths;
  const bool is_workbook =
      parts.read_xml("xl/workbook.xml", {[&](std::string_view name, const XmlAttributes& attributes) {
                                           if (name == "workbookPr") {
                                             const auto from = attributes.get("date1904");
                                             book.from_1904 = from == "1" || from == "true";
                                           }
                                           if (name != "sheet") return;
                                           book.sheets.push_back({attributes.get("name"), {}, {}});
                                           paths.push_back(targets[attributes.get("id")]);
                                         },
                                         {}});
  if (!is_workbook) {
    if (!parts.fault().empty()) return parts.fault();
    return say("it is not a workbook (.xlsx)", "不是工作簿（.xlsx）");
  }
  const auto texts = shared_texts(parts, texts_path);
  const auto dates = date_formats(parts, styles_path);
  for (std::size_t i = 0; i < paths.size(); ++i) {
    static_cast<void>(SheetReader(texts, dates).read(parts, paths[i], book.sheets[i]));
  }
  if (!parts.fault().empty()) return parts.fault();
  return book;
}

auto looks_like_xlsx(std::string_view bytes) -> bool { return bytes.starts_with("PK\x03\x04"); }

auto cell_name(XlsxPlace place) -> std::string {
  std::string letters;
  for (auto column = place.second + 1; column > 0; column = (column - 1) / 26) {
    letters.insert(letters.begin(), static_cast<char>('A' + (column - 1) % 26));
  }
  return fmt::format("{}{}", letters, place.first + 1);
}

auto day_of_number(std::string_view number, bool from_1904) -> std::string {
  char* end = nullptr;
  const std::string text(number);
  const auto days = std::strtod(text.c_str(), &end);
  if (end != text.c_str() + text.size() || !(days >= 61) || days > 2'900'000) return {};
  // Day 0 is 1899-12-30 for all days since March of 1900, or 1904-01-01.
  const auto first = from_1904 ? Date::from(1904, 1, 1) : Date::from(1899, 12, 30);
  return Date{first->days + static_cast<std::int32_t>(days)}.to_string();
}

}  // namespace dengbao::assess
