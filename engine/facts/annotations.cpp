#include "facts/annotations.h"

#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "facts/cell_at.h"
#include "facts/json_text.h"
#include "facts/locate.h"

namespace dengbao::facts {
namespace {

using Json = nlohmann::json;

constexpr std::size_t not_searched = std::string::npos;  // the store knows what the text would say

struct MissingEntry {
  std::string facts;  // pointer to what is missing
  std::string at;     // pointer to the entry
  MissingNote note;
  std::size_t searched = not_searched;  // which of the places found is its own; the next one is its parent's
};
struct ListEntry {
  std::string facts;
  std::string at;
  ListNote note;
  std::size_t searched = not_searched;
};

auto text_of(const Json& entry, const char* key) -> std::string {
  const auto found = entry.find(key);
  return found != entry.end() && found->is_string() ? found->get<std::string>() : std::string();
}
auto has_text(const Json& entry, const char* key) -> bool {
  const auto found = entry.find(key);
  return found != entry.end() && found->is_string();
}
auto absent_or_text(const Json& entry, const char* key) -> bool {
  const auto found = entry.find(key);
  return found == entry.end() || found->is_null() || found->is_string();
}

auto is_digest(std::string_view text) -> bool {
  return text.size() == 64 && text.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

// Below the folder, whatever the folder is: no step leads up, and none is empty.
auto stays_below(std::string_view path) -> bool {
  if (path.find('\0') != std::string_view::npos) return false;
  for (;;) {
    const auto end = path.find('/');
    const auto step = path.substr(0, end);
    if (step.empty() || step == "." || step == "..") return false;
    if (end == std::string_view::npos) return true;
    path.remove_prefix(end + 1);
  }
}

auto find_absence(std::string_view name) -> std::optional<Absence> {
  for (auto i = static_cast<int>(Absence::does_not_exist); i <= static_cast<int>(Absence::too_old); ++i) {
    if (absence_name(static_cast<Absence>(i)) == name) return static_cast<Absence>(i);
  }
  return std::nullopt;
}

auto absence_names() -> std::vector<std::string> {
  std::vector<std::string> names;
  for (auto i = static_cast<int>(Absence::does_not_exist); i <= static_cast<int>(Absence::too_old); ++i) {
    names.emplace_back(absence_name(static_cast<Absence>(i)));
  }
  return names;
}

auto find_method(std::string_view name) -> std::optional<model::Method> {
  if (name == "interview") return model::Method::interview;
  if (name == "examine") return model::Method::examine;
  if (name == "test") return model::Method::test;
  return std::nullopt;
}

class AnnotationReader {
 public:
  AnnotationReader(FactStore& store, std::string_view text, Problems& problems)
      : store_(store), text_(text), problems_(problems) {}

  void read(const std::optional<Extent>& place, const std::string& name,
            void (AnnotationReader::*read_entry)(const Json&, const std::string&)) {
    if (!place) return;
    const auto list = Json::parse(text_.substr(place->begin, place->end - place->begin), nullptr, false);
    if (!list.is_array()) {
      complain(Code::annotation_form, "/" + name, name, Localised{"numbers of ordinary size", "大小正常的数字"});
      return;
    }
    for (std::size_t i = 0; i < list.size(); ++i) {
      auto at = "/" + name;
      append_step(at, i);
      if (list[i].is_object()) {
        (this->*read_entry)(list[i], at);
      } else {
        needs(at, {"to be an object", "为对象"});
      }
    }
  }

  void missing(const Json& entry, const std::string& at) {
    if (!has_text(entry, "facts") || !has_text(entry, "because") || !absent_or_text(entry, "note")) {
      needs(at, {"`facts` (a JSON pointer) and `because`; `note` is a text",
                 " `facts`（JSON 指针）和 `because`；`note` 为文本"});
      return;
    }
    const auto because = text_of(entry, "because");
    if (const auto absence = find_absence(because)) {
      missing_.push_back({text_of(entry, "facts"), at, {*absence, text_of(entry, "note")}});
      return;
    }
    const auto names = absence_names();
    complain(Code::annotation_reason, at + "/because", shown(because),
             Localised{fmt::format("{}", fmt::join(names, ", ")), fmt::format("{}", fmt::join(names, "、"))});
    suggest_last(because, names);
  }

  void lists(const Json& entry, const std::string& at) {
    const auto are = text_of(entry, "are");
    const auto of = entry.find("of");
    const bool counted = of != entry.end() && of->is_number_unsigned();
    if (!has_text(entry, "facts") || (are != "incomplete" && are != "sampled") || (are == "sampled" && !counted)) {
      needs(at, {"`facts` (a JSON pointer) and `are`: `incomplete`, or `sampled` with a whole number `of`",
                 " `facts`（JSON 指针）和 `are`：`incomplete`，或 `sampled` 并以整数 `of` 写明总数"});
      return;
    }
    ListNote note{are == "sampled" ? Completeness::sampled : Completeness::incomplete, std::nullopt};
    if (counted) note.of = of->get<std::uint64_t>();
    lists_.push_back({text_of(entry, "facts"), at, note});
  }

  void evidence(const Json& entry, const std::string& at) {
    const auto method = find_method(text_of(entry, "method"));
    const auto on = Date::parse(text_of(entry, "on"));
    const auto digest = text_of(entry, "sha256");
    auto pointers = evidence_pointers(entry);
    const bool texts = absent_or_text(entry, "source") && absent_or_text(entry, "by") && absent_or_text(entry, "on") &&
                       absent_or_text(entry, "sha256") && absent_or_text(entry, "file");
    if (pointers.empty() || !method || !texts) {
      needs(at, {"`facts` (a JSON pointer or a list of them) and `method`: interview, examine or test; `source`, `by`, "
                 "`on`, `sha256` and `file` are texts",
                 " `facts`（一个或多个 JSON 指针）和 `method`：interview、examine 或 "
                 "test；`source`、`by`、`on`、`sha256`、`file` 为文本"});
    } else if (has_text(entry, "on") && !on) {
      needs(at + "/on", {"a date, written as 2026-11-21", "写成 2026-11-21 的日期"});
    } else if (has_text(entry, "sha256") && !is_digest(digest)) {
      needs(at + "/sha256", {"64 hexadecimal digits", " 64 位十六进制数字"});
    } else if (has_text(entry, "file") && !stays_below(text_of(entry, "file"))) {
      needs(at + "/file", {"a path below the folder of this file, as `evidence/sshd.txt`",
                           "本文件所在文件夹之下的路径，如 `evidence/sshd.txt` "});
    } else {
      evidence_at_.push_back(at);
      store_.evidence.push_back({std::move(pointers), *method, text_of(entry, "source"), text_of(entry, "by"), on,
                                 digest, text_of(entry, "file")});
    }
  }

  // Checks all entries against the facts. What the store does not know is searched for in one pass over the text.
  void apply() {
    std::vector<std::string> wanted;
    const auto search = [&wanted](const std::string& pointer) {
      wanted.push_back(pointer);
      return wanted.size() - 1;
    };
    for (auto& entry : missing_) {
      if (is_surely_missing(entry.facts)) continue;
      entry.searched = search(entry.facts);
      search(entry.facts.substr(0, entry.facts.empty() ? 0 : entry.facts.find_last_of('/')));
    }
    for (auto& entry : lists_) {
      if (!is_surely_list(entry.facts)) entry.searched = search(entry.facts);
    }
    std::vector<std::size_t> searched_evidence;
    for (const auto& entry : store_.evidence) {
      for (const auto& pointer : entry.pointers) {
        searched_evidence.push_back(is_declared(pointer) ? not_searched : search(pointer));
      }
    }
    if (!wanted.empty()) found_ = locate(text_, store_.file, wanted);
    for (const auto& entry : missing_) apply_missing(entry);
    for (const auto& entry : lists_) apply_list(entry);
    std::size_t next = 0;
    for (std::size_t i = 0; i < store_.evidence.size(); ++i) apply_evidence(i, searched_evidence, next);
  }

  // Gives the messages their places, again in one pass, and passes them on.
  void finish() {
    std::vector<std::string> pointers;
    pointers.reserve(complaints_.size());
    for (const auto& complaint : complaints_) pointers.push_back(complaint.pointer);
    if (pointers.empty()) return;
    const auto places = locate(text_, store_.file, pointers);
    for (std::size_t i = 0; i < complaints_.size(); ++i) {
      complaints_[i].has_span = places[i].has_value();
      if (places[i]) complaints_[i].span = *places[i];
      problems_.add(std::move(complaints_[i]));
    }
  }

 private:
  template <typename... Args>
  void complain(Code code, std::string pointer, const Args&... args) {
    Diagnostic diagnostic;
    diagnostic.code = code;
    diagnostic.severity = info(code).severity;
    diagnostic.text = fill(code, args...);
    diagnostic.pointer = std::move(pointer);
    diagnostic.has_pointer = true;
    complaints_.push_back(std::move(diagnostic));
  }
  void needs(const std::string& at, const Localised& what) {
    const auto name = at.substr(1, at.find('/', 1) - 1);
    complain(Code::annotation_form, at, name, what);
  }
  void suggest_last(std::string_view word, const std::vector<std::string>& candidates) {
    Sink one;
    Report(one, std::move(complaints_.back())).did_you_mean(word, candidates);
    complaints_.back() = one.sorted().front();
  }

  static auto evidence_pointers(const Json& entry) -> std::vector<std::string> {
    const auto facts = entry.find("facts");
    if (facts == entry.end()) return {};
    if (facts->is_string()) return {facts->get<std::string>()};
    std::vector<std::string> out;
    if (!facts->is_array()) return {};
    for (const auto& pointer : *facts) {
      if (!pointer.is_string()) return {};
      out.push_back(pointer.get<std::string>());
    }
    return out;
  }

  auto first_byte(const std::optional<Span>& span) const -> char { return span ? text_[span->begin] : '\0'; }

  void apply_missing(const MissingEntry& entry) {
    const auto cell = cell_at(store_, entry.facts);
    if (entry.searched != not_searched && !may_be_missing(entry, cell)) return;
    if (!cell.row || !cell.field) return;
    store_.missing.insert_or_assign(cell_id(cell.row->index, *cell.field), entry.note);
    const bool known = entry.note.absence == Absence::does_not_exist || entry.note.absence == Absence::not_supported;
    if (auto* column = store_.column(*cell.field); known && column != nullptr) {
      column->states.set(cell.row->index, CellState::known_absent);
    }
  }

  // By what the text says there. Complains if it may not.
  auto may_be_missing(const MissingEntry& entry, const CellAt& cell) -> bool {
    const auto& value = found_[entry.searched];
    const bool is_null = first_byte(value) == 'n';
    if (value && !is_null) {
      complain(Code::annotation_present, entry.at + "/facts", shown(entry.facts));
      return false;
    }
    if ((is_null || first_byte(found_[entry.searched + 1]) == '{') && !cell.undeclared) return true;
    complain(Code::annotation_pointer, entry.at + "/facts", shown(entry.facts));
    if (cell.undeclared) suggest_last(cell.step, field_names(*store_.program, *cell.undeclared));
    return false;
  }

  void apply_list(const ListEntry& entry) {
    const auto* value = entry.searched == not_searched ? nullptr : &found_[entry.searched];
    if (value != nullptr && !*value) {
      complain(Code::annotation_pointer, entry.at + "/facts", shown(entry.facts));
      return;
    }
    if (value != nullptr && first_byte(*value) != '[') {
      needs(entry.at + "/facts", {"a pointer to a list", "指向列表的指针"});
      return;
    }
    const auto cell = cell_at(store_, entry.facts);
    if (!cell.row || !cell.field) return;
    store_.lists.insert_or_assign(cell_id(cell.row->index, *cell.field), entry.note);
    auto* column = store_.column(*cell.field);
    if (column != nullptr && entry.note.completeness == Completeness::incomplete) {
      column->states.set(cell.row->index, CellState::present_open);
    }
    if (column != nullptr && entry.note.of && *entry.note.of < column->ranges[cell.row->index].count) {
      needs(entry.at + "/of", {"`of` to be no less than the number of elements given", " `of` 不小于所列元素的数量"});
    }
  }

  // A row that there is, or a field of one that its record declares: that it does not exist needs evidence as well.
  auto is_declared(std::string_view pointer) const -> bool {
    const auto cell = cell_at(store_, pointer);
    return cell.row && !cell.undeclared;
  }
  // Nothing where the store does not keep the field.
  auto state_at(std::string_view pointer) const -> std::optional<CellState> {
    const auto cell = cell_at(store_, pointer);
    const auto* column = cell.row && cell.field ? store_.column(*cell.field) : nullptr;
    return column == nullptr ? std::nullopt : std::optional(column->state(cell.row->index));
  }
  // A value that does not fit is not kept either.
  auto is_surely_missing(std::string_view pointer) const -> bool {
    return problems_.errors() == 0 && state_at(pointer) == CellState::absent;
  }
  auto is_surely_list(std::string_view pointer) const -> bool {
    const auto cell = cell_at(store_, pointer);
    return cell.field && store_.program->fields[*cell.field].type.list && state_at(pointer) == CellState::present;
  }

  void apply_evidence(std::size_t index, std::span<const std::size_t> searched, std::size_t& next) {
    for (const auto& pointer : store_.evidence[index].pointers) {
      const auto place = searched[next++];
      if (place != not_searched && !found_[place]) {
        complain(Code::annotation_pointer, evidence_at_[index] + "/facts", shown(pointer));
      }
      store_.evidence_by_pointer.emplace(pointer, index);
    }
  }

  FactStore& store_;
  std::string_view text_;
  Problems& problems_;
  std::vector<MissingEntry> missing_;
  std::vector<ListEntry> lists_;
  std::vector<std::string> evidence_at_;
  std::vector<std::optional<Span>> found_;
  std::vector<Diagnostic> complaints_;
};

}  // namespace

void read_annotations(FactStore& store, const AnnotationPlaces& places, const SourceFile& source, Problems& problems) {
  // Most files say nothing of their facts: then there is no need for their whole text.
  if (!places.missing && !places.lists && !places.evidence) return;
  AnnotationReader reader(store, source.text(), problems);
  reader.read(places.missing, "missing", &AnnotationReader::missing);
  reader.read(places.lists, "lists", &AnnotationReader::lists);
  reader.read(places.evidence, "evidence", &AnnotationReader::evidence);
  reader.apply();
  reader.finish();
}

}  // namespace dengbao::facts
